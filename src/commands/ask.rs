//! `visit ask`: the questions of specialer as a sheet to fill in away from the program.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::rule_folder;
use super::values::day;
use crate::exit::Exit;
use crate::session::answer_sheet::form;
use crate::session::choose::by_name;
use crate::session::failures::{from_rules, from_store};
use crate::store::{save_new, today};
use crate::terminal::Screen;
use visitation::case::keys::answer_key;
use visitation::consult::limits::{questions, ready};

/// Skriv spørgsmålene som et ark, der kan udfyldes i et regneark
///
/// Arket er CSV med en række for hvert spørgsmål, et fælles spørgsmål én gang. Udfyld `svar`, og gerne `kilde`, `dato` og
/// `note`; en tom række er et spørgsmål, der ikke er stillet. Læs det ind igen med `visit import --sheet`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct AskArgs {
    /// Specialer, hvis spørgsmål skal med
    #[arg(value_name = "SPECIALE", required = true)]
    pub specialer: Vec<String>,

    /// Skriv et spørgeark
    #[arg(long, required = true)]
    pub sheet: bool,

    /// Skriv arket i denne nye fil; ellers skrives det på skærmen
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Brug de udgaver, der gælder denne dag; ellers dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,
}

impl AskArgs {
    /// Writes the sheet.
    ///
    /// # Errors
    /// A speciale is not there, or the file exists.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        let date = self.date.unwrap_or_else(today);
        let chosen = by_name(&catalogue, self.specialer.iter().map(String::as_str), date).map_err(from_rules)?;
        let guidelines: Vec<_> = chosen.iter().map(AsRef::as_ref).collect();
        let mut rows = Vec::new();
        for (place, guideline) in guidelines.iter().enumerate() {
            for question in &guideline.questions {
                let key = answer_key(&guidelines, place, question);
                if !rows.iter().any(|(other, _)| *other == key) {
                    rows.push((key, question));
                }
            }
        }
        // What only time limits rest on comes last.
        let limits = ready(catalogue.national());
        for question in questions(&limits) {
            if !rows.iter().any(|(key, _)| *key == question.id) {
                rows.push((question.id.clone(), question));
            }
        }
        let text = form(rows.into_iter())?;
        match &self.out {
            // The mark tells a spreadsheet that æ, ø and å are UTF-8.
            Some(out) => save_new(out, format!("\u{feff}{text}").as_bytes()).map_err(from_store)?,
            None => write!(screen.out, "{text}")?,
        }
        Ok(Exit::Done)
    }
}
