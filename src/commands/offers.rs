//! `visit offers`: a catalogue of tilbud, checked, listed and brought from CSV to YAML.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use visitation::guideline::finding::Severity;
use visitation::offers::{Catalogue, check, to_yaml};

use super::rule_folder;
use super::values::day;
use crate::exit::Exit;
use crate::pages::offers::list;
use crate::session::failures::from_store;
use crate::session::matching::{catalogue, shelf};
use crate::store::save_new;
use crate::terminal::failure::Failure;
use crate::terminal::{Screen, findings};

/// Læs et katalog over tilbud, efterse det, og vis det
///
/// Kataloget laver kommunen selv; programmet henter intet. YAML (`format: visit-tilbud/1`) og CSV (`;` eller `,`, dansk
/// overskrift) læses. En tom celle er ukendt, aldrig nej. Er der fejl, er afslutningskoden 1.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct OffersArgs {
    /// Kataloget
    #[arg(value_name = "FIL")]
    pub file: PathBuf,

    /// Vis kun tilbud efter denne paragraf, for eksempel `sel-108`
    #[arg(long, value_name = "LOV")]
    pub section: Option<String>,

    /// Vis kun tilbud til denne målgruppe, for eksempel `autisme`
    #[arg(long, value_name = "MÅLGRUPPE")]
    pub target: Option<String>,

    /// Skriv kataloget som YAML i en ny fil; intet ændres undervejs
    #[arg(long, value_name = "FIL")]
    pub import: Option<PathBuf>,

    /// Dagen for udtrækket, til et katalog uden; den gælder alle værdier uden egen dato
    #[arg(long, value_name = "DATO", value_parser = day, requires = "import")]
    pub extract: Option<Date>,

    /// Den dag, oplysningernes alder regnes fra; ellers dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,
}

impl OffersArgs {
    /// Reads, checks and lists or imports.
    ///
    /// # Errors
    /// The catalogue cannot be read, or the new file cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let rules = rule_folder::open(self.rules.as_deref())?;
        let read = catalogue(&self.file)?;
        let found = check(&read.offers, rules.national());
        findings::write_text(&found, screen.err_look, screen.err)?;
        if let Some(path) = &self.import {
            let offers = Catalogue { extract: self.extract.or(read.offers.extract), ..read.offers };
            let text = to_yaml(&offers).map_err(|error| Failure::new("internal", format!("fejl i visit: {error}")))?;
            save_new(path, text.as_bytes()).map_err(from_store)?;
            screen.tell(&format!("{} tilbud er skrevet i `{}`.", offers.offers.len(), path.display()))?;
        } else {
            let wanted = |offer: &&visitation::offers::Offer| {
                self.section.as_ref().is_none_or(|section| offer.sections.contains(section))
                    && self
                        .target
                        .as_ref()
                        .is_none_or(|target| offer.targets.as_ref().is_some_and(|targets| targets.hold(target)))
            };
            let shown: Vec<_> = read.offers.offers.iter().filter(wanted).collect();
            let today = self.date.unwrap_or_else(crate::store::today);
            write!(
                screen.out,
                "{}",
                list(&shown, read.offers.extract, today, shelf(rules.national())?, screen.out_look)
            )?;
        }
        let faulty = found.iter().any(|finding| finding.severity == Severity::Error);
        Ok(if faulty { Exit::Findings } else { Exit::Done })
    }
}
