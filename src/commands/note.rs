//! `visit note`: what the caseworker adds to a case, from the keyboard or from a file.

use std::path::{Path, PathBuf};

use clap::Args;

use super::rule_folder;
use crate::exit::Exit;
use crate::session::archive::replay::session_of;
use crate::session::document::note::{conversation, enter, known};
use crate::session::failures::{from_case, from_store};
use crate::session::record::{Record, read_case};
use crate::store::{CASE_LIMIT, read_text};
use crate::terminal::failure::{Failure, Rejected};
use crate::terminal::prompter::Manner;
use crate::terminal::{Screen, is_interactive};
use visitation::case::Case;
use visitation::case::additions::{as_notes, empty_notes, read};
use visitation::consult::Consultation;

/// Notér det, som kun et menneske kan tilføje en sag
///
/// Oplysninger med kilde og dato, den konkrete vurdering, borgerens ønsker og svaret på dem, partshøring,
/// rådgivning, valgt niveau, tilbud, plan, opfølgning og klagevejledning. Alt gemmes i sagen med initialer og
/// tid; det, der rettes eller fjernes, bliver stående i historikken.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct NoteArgs {
    /// Sagsfilen
    #[arg(value_name = "SAG", required_unless_present = "form")]
    pub file: Option<PathBuf>,

    /// Læs noterne fra en fil i stedet for at spørge; `-` læser fra standardinput
    #[arg(long, value_name = "FIL|-")]
    pub from: Option<PathBuf>,

    /// Vis det, der er noteret, som en notefil, der kan rettes og læses ind igen
    #[arg(long, conflicts_with = "from")]
    pub show: bool,

    /// Vis en tom notefil med alle emner og felter
    #[arg(long, conflicts_with_all = ["from", "show"])]
    pub form: bool,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Dine initialer
    #[arg(long, value_name = "INITIALER")]
    pub caseworker: Option<String>,

    /// Spørg linje for linje uden menuer; egnet til skærmlæser (også med `VISIT_PLAIN=1`)
    #[arg(long)]
    pub plain: bool,
}

impl NoteArgs {
    /// Adds to a case, or shows what was added.
    ///
    /// # Errors
    /// The case, its rules or the notes cannot be read, there is no terminal to ask in, or the disk fails.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let Some(file) = self.file.as_deref().filter(|_| !self.form) else {
            write!(screen.out, "{}", empty_notes())?;
            return Ok(Exit::Done);
        };
        if self.show {
            let case = read_case(file, screen)?;
            if case.additions().all().is_empty() {
                screen.tell("Der er ikke noteret noget i sagen endnu. En tom notefil fås med: visit note --form")?;
            } else {
                write!(screen.out, "{}", as_notes(case.additions()).map_err(|error| from_case(error, file))?)?;
            }
            return Ok(Exit::Done);
        }
        if self.from.is_none() && !is_interactive() {
            let message = "der er ingen terminal at spørge i";
            return Err(Failure::new("no-terminal", message).help("giv noterne med `--from FIL`").into());
        }
        let mut record = Record::open(file, super::assess::initials(self.caseworker.as_deref()))?;
        let session = self.session(record.case())?;
        if let Some(notes) = &self.from {
            return from_file(notes, &mut record, &session, screen);
        }
        let manner = if self.plain { Manner::Lines } else { Manner::from_environment() };
        conversation(&mut record, manner.open()?.as_mut(), &session)?;
        screen.tell(&format!("Se, hvad der mangler, med: visit justify --check {}", file.display()))?;
        Ok(Exit::Done)
    }

    fn session(&self, case: &Case) -> anyhow::Result<Consultation> {
        let folder = rule_folder::choose(self.rules.as_deref())?;
        let help = "giv mappen med de regler, sagen er vurderet efter, med `--rules`";
        Ok(session_of(case, &folder).map_err(|reason| Failure::new("missing-rules", reason).help(help))?)
    }
}

/// Reads the notes of a file into a case.
fn from_file(
    notes: &Path,
    record: &mut Record,
    session: &Consultation,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let text = read_text(notes, CASE_LIMIT).map_err(from_store)?;
    let known = known(record.case(), session);
    let entered = read(&notes.display().to_string(), text.as_bytes(), &known).map_err(Rejected)?;
    let what = match enter(record, entered)? {
        0 => "Noterne stod i sagen i forvejen; intet er ændret.".to_owned(),
        1 => "1 note er gemt i sagen.".to_owned(),
        many => format!("{many} noter er gemt i sagen."),
    };
    screen.tell(&what)?;
    Ok(Exit::Done)
}
