//! `visit redact`: strikes a text that should never have been written, and records that it was done.

use std::path::{Path, PathBuf};

use clap::Args;

use super::assess::initials;
use super::rule_folder;
use crate::exit::Exit;
use crate::session::failures::from_store;
use crate::session::redact::{Redaction, Stands, into_archive};
use crate::store::read_text;
use crate::store::walk::ARCHIVE_ENDING;
use crate::terminal::failure::Failure;
use crate::terminal::prompter::{Ask, Manner, Reply};
use crate::terminal::{Screen, is_interactive};

/// Texts to strike are short.
const TEXT_LIMIT: u64 = 64 * 1024;

/// Overstreg en tekst, der aldrig skulle have stået i en sag, for eksempel et navn eller et CPR-nummer
///
/// Teksten fjernes fra hele sagen, også fra historikken, og der står `(overstreget)` i stedet. Sagen husker, hvem der gjorde
/// det, hvornår, hvorfor og i hvilke hændelser. Kæden holder stadig, men hvad der stod i de hændelser, kan ingen længere
/// efterprøve. Det kan ikke fortrydes.
///
/// Kun ord overstreges: noter, kilder, svar i egne ord og tekster i noterne. Et valgt svar, et tal eller en dato rettes i
/// stedet. Der søges efter hele ord, uden forskel på store og små bogstaver; et navn i ejefald skrives på sin egen linje.
///
/// Breve og notater, der er skrevet ud, sikkerhedskopier og andre kopier er ikke rettet. Af et arkiv skrives et nyt med
/// `--out`, og det gamle skal slettes.
///
/// Afslutningskode: 0 teksten er overstreget (eller fundet, med `--dry-run`), 1 den står der ikke, 2 det kunne ikke gøres.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct RedactArgs {
    /// Sagsfiler, eller ét arkiv (`.jsonl`) sammen med `--out`
    #[arg(value_name = "STI", required = true)]
    pub paths: Vec<PathBuf>,

    /// Læs teksterne fra en fil, én på hver linje; `-` læser fra standardinput. Ellers bliver du spurgt
    #[arg(long, value_name = "FIL|-")]
    pub text: Option<PathBuf>,

    /// Hvorfor teksten skal væk. Grunden gemmes i sagen og må ikke gentage teksten
    #[arg(long, value_name = "GRUND")]
    pub reason: Option<String>,

    /// Vis kun, hvor teksten står
    #[arg(long)]
    pub dry_run: bool,

    /// Gør det uden at spørge
    #[arg(long)]
    pub yes: bool,

    /// Skriv det rettede arkiv i denne fil
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,

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

impl RedactArgs {
    /// Finds the texts, asks, and strikes them.
    ///
    /// # Errors
    /// A file cannot be read or written, or was changed; nobody is there to ask.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let Some((texts, reason)) = self.wanted()? else { return Ok(Exit::Done) };
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        let by = initials(self.caseworker.as_deref());
        let redaction = Redaction { folder: catalogue.folder(), texts: &texts, reason: &reason, by: &by };
        if let Some(archive) = self.archive()? {
            return self.archived(&redaction, archive, screen);
        }
        let mut found = Vec::new();
        for path in &self.paths {
            let stands = redaction.look(path)?;
            tell(path, &stands, screen)?;
            if !stands.places.is_empty() {
                found.push((path, stands));
            }
        }
        if found.is_empty() {
            return Ok(Exit::Findings);
        }
        if self.dry_run || !self.agreed()? {
            screen.tell("Intet er ændret.")?;
            return Ok(Exit::Done);
        }
        for (path, stands) in found {
            redaction.strike(path)?;
            screen.tell(&format!("{}: overstreget og gemt.", path.display()))?;
            if !stands.documents.is_empty() {
                let all = stands.documents.join(", ");
                screen.tell(&format!("Se selv efter i det, der er skrevet ud fra sagen: {all}."))?;
            }
        }
        screen.tell("Sikkerhedskopier, arkiver og andre kopier af sagen er ikke rettet.")?;
        Ok(Exit::Done)
    }

    /// The texts, and why they must go; `None`: the person left.
    fn wanted(&self) -> anyhow::Result<Option<(Vec<String>, String)>> {
        let ask = |question: &str| -> anyhow::Result<Option<String>> {
            if !is_interactive() {
                let help = "giv teksterne med `--text FIL|-` og grunden med `--reason GRUND`";
                return Err(Failure::new("no-terminal", "der er ingen terminal at spørge i").help(help).into());
            }
            match self.manner().open()?.text(&Ask::new(question).must_be_known(), None)? {
                Reply::Value(text) => Ok(Some(text)),
                Reply::Unknown | Reply::Stop => Ok(None),
            }
        };
        let texts = match &self.text {
            Some(file) => Some(read_text(file, TEXT_LIMIT).map_err(from_store)?),
            None => ask("Hvilken tekst skal overstreges?")?,
        };
        let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim).filter(|line| !line.is_empty());
        let texts: Vec<String> = lines.map(str::to_owned).collect();
        if texts.is_empty() {
            return Ok(None);
        }
        let reason = match &self.reason {
            Some(reason) => Some(reason.clone()),
            None if self.dry_run => Some(String::new()),
            None => ask("Hvorfor skal teksten væk? (grunden gemmes i sagen)")?,
        };
        Ok(reason.map(|reason| (texts, reason)))
    }

    fn archive(&self) -> anyhow::Result<Option<&Path>> {
        let is_archive = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ARCHIVE_ENDING);
        match self.paths.as_slice() {
            [only] if is_archive(only) => Ok(Some(only)),
            paths if paths.iter().any(is_archive) => {
                let help = "giv arkivet alene, sammen med `--out FIL`";
                Err(Failure::new("one-archive", "et arkiv overstreges for sig").help(help).into())
            }
            _ => Ok(None),
        }
    }

    fn archived(&self, redaction: &Redaction<'_>, archive: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let Some(out) = self.out.as_deref().filter(|_| !self.dry_run) else {
            let message = "et arkiv bliver ikke ændret; der skrives et nyt";
            return Err(Failure::new("needs-out", message).help("giv det nye arkivs navn med `--out FIL`").into());
        };
        let struck = into_archive(redaction, archive, out)?;
        for (name, stands) in &struck {
            tell(Path::new(name), stands, screen)?;
        }
        let count = if struck.len() == 1 { "1 sag".to_owned() } else { format!("{} sager", struck.len()) };
        let out = out.display();
        screen.tell(&format!("{out} er skrevet; {count} er ændret. Det gamle arkiv er urørt og skal slettes."))?;
        Ok(if struck.is_empty() { Exit::Findings } else { Exit::Done })
    }

    fn agreed(&self) -> anyhow::Result<bool> {
        if self.yes {
            return Ok(true);
        }
        if !is_interactive() {
            let help = "se først efter med `--dry-run`, og giv så `--yes`";
            return Err(Failure::new("no-terminal", "der er ingen terminal at spørge i").help(help).into());
        }
        let ask = Ask::new("Det kan ikke fortrydes. Skal teksten overstreges?").must_be_known();
        Ok(matches!(self.manner().open()?.confirm(&ask, None)?, Reply::Value(true)))
    }

    fn manner(&self) -> Manner {
        if self.plain { Manner::Lines } else { Manner::from_environment() }
    }
}

/// Where the texts stand, never what stands there.
fn tell(path: &Path, stands: &Stands, screen: &mut Screen<'_>) -> anyhow::Result<()> {
    let name = path.display();
    if stands.places.is_empty() {
        writeln!(screen.out, "{name}: teksten står ikke i sagen")?;
    }
    for place in &stands.places {
        let times = if place.times == 1 { "1 sted".to_owned() } else { format!("{} steder", place.times) };
        let at = place.event.map_or_else(|| "udfaldet".to_owned(), |number| format!("hændelse nr. {number}"));
        writeln!(screen.out, "{name}: {at}, `{}`: {times}", place.field)?;
    }
    Ok(())
}
