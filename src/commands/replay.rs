//! `visit replay`: is a saved case still computed the same from the rules it pins?

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::rule_folder;
use crate::case::Unread;
use crate::case::replay::{Difference, Replay};
use crate::exit::Exit;
use crate::session::replay::Library;
use crate::store::{CASE_LIMIT, read_text};
use crate::terminal::table::Table;
use crate::terminal::{Format, Screen};

/// Genafspil gemte sager mod netop de retningslinjer, de blev vurderet efter
///
/// Siger for hver sag `identisk`, `afviger` (med forskellen) eller `kan ikke genskabes` (med grunden).
///
/// Afslutningskode: 0 alle er identiske, 1 mindst én afviger, 2 mindst én kan ikke genskabes.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReplayArgs {
    /// Sagsfiler, der skal genafspilles
    #[arg(value_name = "FIL", required = true)]
    pub files: Vec<PathBuf>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl ReplayArgs {
    /// Replays every file; a file that cannot be read stops nothing.
    ///
    /// # Errors
    /// The rule folder cannot be read.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let library = Library::of(&rule_folder::choose(self.rules.as_deref())?);
        let results: Vec<(&PathBuf, Replay)> = self.files.iter().map(|file| (file, one(file, &library))).collect();
        match self.format {
            Format::Json => {
                let replays = results.iter().map(|(file, result)| Entry::of(file, result)).collect();
                serde_json::to_writer_pretty(&mut *screen.out, &Report { format: FORMAT, replays })?;
                writeln!(screen.out)?;
            }
            Format::Text => {
                for (file, result) in &results {
                    write!(screen.out, "{}", text(file, result, screen.out_look.width))?;
                }
            }
        }
        Ok(results.iter().map(|(_, result)| exit(result)).max_by_key(|exit| exit.code()).unwrap_or(Exit::Done))
    }
}

const FORMAT: &str = "visit-replay/1";

fn one(file: &Path, library: &Library) -> Replay {
    let text = match read_text(file, CASE_LIMIT) {
        Ok(text) => text,
        Err(error) => return Replay::CannotReproduce(error.message),
    };
    match Unread::read(&text) {
        Ok(case) => library.replay(&case),
        Err(error) => Replay::CannotReproduce(error.to_string()),
    }
}

fn exit(result: &Replay) -> Exit {
    match result {
        Replay::Identical | Replay::Unfinished(_) => Exit::Done,
        Replay::Differs(_) => Exit::Findings,
        Replay::CannotReproduce(_) => Exit::Unusable,
    }
}

fn text(file: &Path, result: &Replay, width: usize) -> String {
    let line = format!("{}: {}", file.display(), result.word());
    match result {
        Replay::Identical | Replay::Unfinished(_) => format!("{line}\n"),
        Replay::CannotReproduce(reason) => format!("{line}: {reason}\n"),
        Replay::Differs(differences) => {
            let mut table = Table::new(["Hvad", "Gemt", "Genafspillet"]);
            for Difference { what, saved, now } in differences {
                table.row([what, saved, now]);
            }
            format!("{line}\n{}", table.render(width))
        }
    }
}

/// The machine output.
#[derive(Serialize)]
struct Report {
    format: &'static str,
    replays: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    file: String,
    result: &'static str,
    reason: Option<String>,
    differences: Vec<DifferenceEntry>,
}

#[derive(Serialize)]
struct DifferenceEntry {
    what: String,
    saved: String,
    now: String,
}

impl Entry {
    fn of(file: &Path, result: &Replay) -> Self {
        let entry = |Difference { what, saved, now }: &Difference| DifferenceEntry {
            what: what.clone(),
            saved: saved.clone(),
            now: now.clone(),
        };
        let (result, reason, differences) = match result {
            Replay::Identical => ("identical", None, Vec::new()),
            Replay::Unfinished(_) => ("unfinished", None, Vec::new()),
            Replay::Differs(list) => ("differs", None, list.iter().map(entry).collect()),
            Replay::CannotReproduce(reason) => ("cannot_reproduce", Some(reason.clone()), Vec::new()),
        };
        Self { file: file.display().to_string(), result, reason, differences }
    }
}
