//! `visit rules`: which guidelines there are.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::rule_folder;
use crate::exit::Exit;
use crate::session::authoring::{publish, questions};
use crate::session::failures::from_rules;
use crate::store::catalogue::Catalogue;
use crate::terminal::table::Table;
use crate::terminal::wrap;
use crate::terminal::{Format, Screen};
use visitation::guideline::{Guideline, wording};

/// Vis de retningslinjer, der findes, med version, status og gyldighed
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct RulesArgs {
    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis i stedet, hvor mange spørgsmål hver retningslinje stiller, og hvor mange enhver rækkefølge må stille
    #[arg(long)]
    pub questions: bool,

    /// Udgiv: gem national.yaml og alle udgaver i mappens `_arkiv`, som de står, så sager altid kan genafspilles
    #[arg(long, visible_alias = "udgiv", requires = "rules", conflicts_with = "questions")]
    pub publish: bool,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl RulesArgs {
    /// Keeps all files as they stand.
    fn publish(&self, catalogue: &Catalogue, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let published = publish::publish(catalogue)?;
        match self.format {
            Format::Json => {
                let machine =
                    PublishedV1 { format: "visit-published/1", new: &published.new, before: published.before };
                screen.json(&machine)?;
            }
            Format::Text => published.write(&mut *screen.out)?,
        }
        Ok(Exit::Done)
    }

    /// How many questions each guideline asks.
    fn questions(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        let mut all = Vec::new();
        for speciale in catalogue.specialer().map_err(from_rules)? {
            all.extend(catalogue.versions(&speciale).map_err(from_rules)?);
        }
        let all = questions::all_numbers(all)?;
        match self.format {
            Format::Json => {
                let listing = QuestionListing { format: "visit-questions/2", guidelines: &all };
                screen.json(&listing)?;
            }
            Format::Text => write!(screen.out, "{}", questions::table(&all, screen.out_look))?,
        }
        Ok(Exit::Done)
    }

    /// Lists every version of every guideline.
    ///
    /// # Errors
    /// The folder or a file in it cannot be used.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        if self.questions {
            return self.questions(screen);
        }
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        if self.publish {
            return self.publish(&catalogue, screen);
        }
        let mut rows = Vec::new();
        for speciale in catalogue.specialer().map_err(from_rules)? {
            rows.extend(catalogue.versions(&speciale).map_err(from_rules)?.iter().map(Row::of));
        }
        match self.format {
            Format::Json => {
                screen.json(&Listing { format: FORMAT, guidelines: &rows })?;
            }
            Format::Text => {
                let width = screen.out_look.width;
                writeln!(screen.out, "{}{}", table(&rows).told(screen.out_look), wrap::wrapped(LEGEND, width))?;
            }
        }
        Ok(Exit::Done)
    }
}

/// The machine output of `--publish`.
#[derive(Serialize)]
struct PublishedV1<'a> {
    format: &'static str,
    new: &'a [String],
    before: usize,
}

/// The machine output of `--questions`.
#[derive(Serialize)]
struct QuestionListing<'a> {
    format: &'static str,
    guidelines: &'a [questions::Numbers],
}

const FORMAT: &str = "visit-rules/1";

/// The machine output.
#[derive(Serialize)]
struct Listing<'a> {
    format: &'static str,
    guidelines: &'a [Row],
}

/// One version of one guideline.
#[derive(Serialize)]
struct Row {
    speciale: String,
    title: String,
    version: String,
    valid_from: String,
    valid_to: Option<String>,
    status: &'static str,
    questions: usize,
    criteria: usize,
    advice: usize,
    sources: usize,
    verified_sources: usize,
    sha256: String,
}

impl Row {
    fn of(guideline: &Guideline) -> Self {
        Self {
            speciale: guideline.speciale.clone(),
            title: guideline.title.clone(),
            version: guideline.version.clone(),
            valid_from: guideline.valid_from.to_string(),
            valid_to: guideline.valid_to.map(|date| date.to_string()),
            status: wording::status_id(guideline.status),
            questions: guideline.questions.len(),
            criteria: guideline.criteria.len(),
            advice: guideline.advice.len(),
            sources: guideline.references.len(),
            verified_sources: guideline.references.iter().filter(|source| source.verified == Some(true)).count(),
            sha256: guideline.sha256.clone(),
        }
    }

    fn period(&self) -> String {
        match &self.valid_to {
            Some(to) => format!("{} til {to}", self.valid_from),
            None => format!("fra {}", self.valid_from),
        }
    }
}

/// Narrow headings, so that a whole row fits in 80 columns; what they stand for is said below.
fn table(rows: &[Row]) -> Table {
    let mut table = Table::new(["Speciale", "Udgave", "Gælder", "Spm.", "Krit.", "Kilder"]);
    for row in rows {
        table.row([
            row.speciale.clone(),
            format!("{} {}", row.version, row.status),
            row.period(),
            row.questions.to_string(),
            row.criteria.to_string(),
            format!("{}/{}", row.verified_sources, row.sources),
        ]);
    }
    table
}

const LEGEND: &str = "Spm.: spørgsmål. Krit.: kriterier. Kilder: bekræftede af alle.";
