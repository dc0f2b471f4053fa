//! `visit cases`: the caseworker's list.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::rule_folder;
use super::values::day;
use crate::exit::Exit;
use crate::pages::cases::{CasesV1, csv, page};
use crate::session::archive::batch::Progress;
use crate::session::archive::process::Clerk;
use crate::session::archive::replay::Library;
use crate::session::cases::{Order, Stands, Wanted, rows, sorted};
use crate::terminal::{Format, Screen};

/// Vis sagerne som en liste: niveau eller tvivl, sagsbehandler, hvad der mangler, og næste frist
///
/// Hver frist står med, hvis den er. En fil, der ikke kan læses, er en linje i listen og standser intet. Det, der mangler,
/// er det, `visit audit` ville spørge om. Listen skriver intet i sagerne.
///
/// Afslutningskode: 0 listen er vist, 2 mindst én sag kan ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct CasesArgs {
    /// Sagsfiler, mapper med sager eller arkiver (`.jsonl`); ellers denne mappe
    #[arg(value_name = "STI", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// Vis kun sager med disse initialer
    #[arg(long, value_name = "INITIALER")]
    pub mine: Option<String>,

    /// Vis kun sager med en frist inden for så mange dage eller en, der er overskredet; 7 er denne uge
    #[arg(long, value_name = "DAGE")]
    pub due: Option<u16>,

    /// Vis kun sager med en frist, der er overskredet
    #[arg(long, conflicts_with = "due")]
    pub overdue: bool,

    /// Stil sagerne efter `deadline` (frist), `number` (nummer), `level` (niveau), `caseworker` (sagsbehandler), `date`
    /// (vurderingsdato) eller `file` (fil); ellers efter frist
    #[arg(long, value_enum, value_name = "EFTER", default_value_t)]
    pub sort: Order,

    /// Den dag, frister ses fra; ellers bruges dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis listen som `text` (til mennesker), `csv` eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ListFormat,
}

/// How the list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ListFormat {
    /// A table.
    #[default]
    Text,
    /// One line a case.
    Csv,
    /// One object.
    Json,
}

impl ListFormat {
    /// How errors are told beside it.
    #[must_use]
    pub fn of_errors(self) -> Format {
        if self == Self::Json { Format::Json } else { Format::Text }
    }
}

impl CasesArgs {
    /// Lists the cases.
    ///
    /// # Errors
    /// The rules cannot be read, or the list cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let clerk = Clerk::new(Library::of(&rule_folder::choose(self.rules.as_deref())?));
        let today = self.date.unwrap_or_else(crate::store::today);
        let wanted = Wanted { mine: self.mine.clone(), due: self.due, overdue: self.overdue, today };
        let found = rows(self.paths.clone(), &clerk, &Progress::new(screen.chatter), &wanted)?;
        let rows = sorted(found, self.sort);
        match self.format {
            ListFormat::Text => write!(screen.out, "{}", page(&rows, today, screen.out_look))?,
            ListFormat::Csv => screen.out.write_all(&csv(&rows)?)?,
            ListFormat::Json => {
                screen.json(&CasesV1::of(&rows, today))?;
            }
        }
        let broken = rows.iter().any(|row| matches!(row.stands, Stands::Unreadable(_)));
        Ok(if broken { Exit::Unusable } else { Exit::Done })
    }
}
