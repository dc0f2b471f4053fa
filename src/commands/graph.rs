//! `visit graph`: a guideline as a drawing.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::rule_folder;
use super::values::day;
use crate::exit::Exit;
use crate::session::authoring::{path, version};
use crate::terminal::Screen;
use crate::terminal::failure::Failure;
use visitation::graph::{Graph, Part, dot, mermaid, svg};
use visitation::guideline::Guideline;
use visitation::guideline::condition::LevelIx;

/// Tegn en retningslinje: kriterierne efter niveau, begreberne og rådgivningen
///
/// Hvert kriterium er en boks, der med ord siger, hvad der skal være opfyldt: spørgsmålet og de svar, der tæller. Et
/// begreb, som flere bokse bygger på, har sin egen boks, og de andre henviser til den: `(se B3)`. I en SVG fører
/// henvisningen derhen. Det samme gælder spørgsmål, der kun stilles i nogle sager. Ved rådgivning står der, hvem der
/// siger det.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct GraphArgs {
    /// Et speciale, `speciale@version` eller en regelfil
    #[arg(value_name = "SPECIALE")]
    pub guideline: String,

    /// Skriv tegningen som `mermaid` (vises af GitHub og mange editorer), `dot` (til Graphviz) eller `svg` (et
    /// billede, så bredt som et liggende A4-ark); ellers bruges `mermaid`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Drawing,

    /// Tegn kun kriterierne for ét niveau og det, de bygger på
    #[arg(long, value_name = "NIVEAU", conflicts_with = "criterion")]
    pub level: Option<String>,

    /// Tegn kun ét kriterium eller én rådgivning, for eksempel H1 eller R1, og det, boksen bygger på
    #[arg(long, value_name = "ID")]
    pub criterion: Option<String>,

    /// Marker vejen gennem denne sag: det, der er opfyldt, og det, der endnu er uafklaret
    #[arg(long, value_name = "SAG")]
    pub case: Option<PathBuf>,

    /// Tegn den udgave, der gælder på denne dato; ellers dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,
}

/// In which language it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Drawing {
    /// Mermaid.
    #[default]
    Mermaid,
    /// Graphviz.
    Dot,
    /// A picture.
    Svg,
}

impl GraphArgs {
    /// Draws the guideline.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let folder = rule_folder::choose(self.rules.as_deref())?;
        let date = self.date.unwrap_or_else(crate::store::today);
        let guideline = version::named(&self.guideline, &folder, Some(date))?;
        let mut graph = Graph::of(&guideline, self.part(&guideline)?);
        if let Some(case) = &self.case {
            graph.light(&path::of_case(case, &guideline)?);
        }
        let drawing = match self.format {
            Drawing::Mermaid => mermaid::render(&graph),
            Drawing::Dot => dot::render(&graph),
            Drawing::Svg => svg::render(&graph),
        };
        write!(screen.out, "{drawing}")?;
        Ok(Exit::Done)
    }

    /// What is to be drawn of it.
    fn part(&self, guideline: &Guideline) -> anyhow::Result<Part<'_>> {
        if let Some(id) = &self.level {
            let levels = &guideline.national.levels;
            let known: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
            let place = known.iter().position(|level| level == id);
            return place.map(|place| Part::Level(LevelIx(place))).ok_or_else(|| unknown("niveauet", id, &known));
        }
        let Some(id) = &self.criterion else { return Ok(Part::All) };
        let criteria = guideline.criteria.iter().map(|criterion| criterion.id.as_str());
        let known: Vec<&str> = criteria.chain(guideline.advice.iter().map(|duty| duty.id.as_str())).collect();
        if known.contains(&id.as_str()) { Ok(Part::Named(id)) } else { Err(unknown("kriteriet", id, &known)) }
    }
}

fn unknown(what: &str, id: &str, known: &[&str]) -> anyhow::Error {
    let message = format!("retningslinjen har ikke {what} `{id}`");
    Failure::new("unknown-part", message).help(format!("vælg mellem {}", known.join(", "))).into()
}
