//! `visit graph`: a guideline as a drawing.

use std::path::PathBuf;

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;

use super::rule_folder;
use super::values::iso_date;
use crate::exit::Exit;
use crate::graph::{Graph, dot, mermaid};
use crate::session::authoring::version;
use crate::session::failures::from_store;
use crate::store::graphviz;
use crate::terminal::Screen;

/// Tegn en retningslinje: kriterierne, begreberne og spørgsmålene
///
/// Kriterierne står samlet efter niveau. En pil går fra et kriterium til de begreber og spørgsmål, det bygger på, og
/// siger, hvad der skal svares. Spørgsmål, som intet kriterium bygger på, er ikke med, og heller ikke pligter til
/// rådgivning.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct GraphArgs {
    /// Et speciale, `speciale@version` eller en regelfil
    #[arg(value_name = "SPECIALE")]
    pub guideline: String,

    /// Skriv tegningen som `mermaid` (vises af GitHub og mange editorer), `dot` (til Graphviz) eller `svg` (et
    /// billede; kræver Graphviz); ellers bruges `mermaid`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Drawing,

    /// Tegn den udgave, der gælder på denne dato, år-måned-dag; ellers dags dato
    #[arg(long, value_name = "DATO", value_parser = iso_date)]
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
    /// It cannot be read, or Graphviz is wanted and not there.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let folder = rule_folder::choose(self.rules.as_deref())?;
        let date = self.date.unwrap_or_else(|| Zoned::now().date());
        let graph = Graph::of(&version::named(&self.guideline, &folder, Some(date))?);
        let drawing = match self.format {
            Drawing::Mermaid => mermaid::render(&graph),
            Drawing::Dot => dot::render(&graph),
            Drawing::Svg => graphviz::svg(&dot::render(&graph)).map_err(from_store)?,
        };
        write!(screen.out, "{drawing}")?;
        Ok(Exit::Done)
    }
}
