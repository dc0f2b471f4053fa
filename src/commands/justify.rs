//! `visit justify`: the written reasons for a saved case.

use std::path::PathBuf;

use clap::Args;

use super::rule_folder;
use crate::case::Case;
use crate::exit::Exit;
use crate::justification::{markdown, visitationsnotat};
use crate::session::failures::{from_case, from_store};
use crate::session::justify::input;
use crate::session::replay::session_of;
use crate::store::{CASE_LIMIT, read_text, save_atomically};
use crate::terminal::Screen;
use crate::terminal::failure::Failure;

/// Skriv begrundelsen for en gemt sag som et notat
///
/// Notatet nævner kun de svar, kriterier, kilder og love, der bærer anbefalingen. Steder, hvor myndigheden
/// selv skal tage stilling, står åbne og er markeret.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct JustifyArgs {
    /// Sagsfilen
    #[arg(value_name = "FIL")]
    pub file: PathBuf,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Skriv notatet i denne fil; ellers skrives det på skærmen
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,
}

impl JustifyArgs {
    /// Writes the draft of the reasons for a saved case.
    ///
    /// # Errors
    /// The case or its rules cannot be read, its answers contradict each other, or the file cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let folder = rule_folder::choose(self.rules.as_deref())?;
        let text = read_text(&self.file, CASE_LIMIT).map_err(from_store)?;
        let case = Case::read(&text).map_err(|error| from_case(error, &self.file))?;
        if case.guidelines().is_empty() {
            let help = format!("fortsæt sagen med `visit assess --resume {}`", self.file.display());
            return Err(Failure::new("unfinished-case", "sagen har ingen retningslinje endnu").help(help).into());
        }
        let help = "giv mappen med de regler, sagen er vurderet efter, med `--rules`";
        let session = session_of(&case, &folder).map_err(|reason| Failure::new("missing-rules", reason).help(help))?;
        let document = visitationsnotat(&input(&case, &session, &session.outcome()?));
        let markdown = markdown::render(&document)?;
        match &self.out {
            Some(path) => save_atomically(path, markdown.as_bytes()).map_err(from_store)?,
            None => write!(screen.out, "{markdown}")?,
        }
        Ok(Exit::Done)
    }
}
