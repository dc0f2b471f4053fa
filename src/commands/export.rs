//! `visit export`: many cases in one archive; an order by FFB; a document entered into the case it was written from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::assess::initials;
use super::ffb_out::FfbOutArgs;
use crate::exit::Exit;
use crate::session::archive::batch::{Progress, each, text_to_keep};
use crate::session::archive::heads::Witness;
use crate::session::failures::{from_case, from_store};
use crate::session::record::Record;
use crate::store::walk::{Found, Place, Walk};
use crate::store::{CASE_LIMIT, Growing, read_bytes};
use crate::terminal::failure::Failure;
use crate::terminal::{Chatter, Screen};
use visitation::case::archive::{Archived, Closing};
use visitation::case::{Case, Document};
use visitation::guideline::hash::RunningHash;

/// Saml sager i et arkiv, bestil efter FFB, eller notér i en sag, hvilket dokument der er skrevet ud fra den
///
/// Et arkiv har en linje pr. sag med hele filen, byte for byte, så det kan genafspilles, efterprøves og pakkes ud igen
/// med `visit import`. Med `--document` gemmes dokumentets navn og SHA-256 i sagens historik, så det senere kan ses, om
/// der er rettet i det: `visit verify --document`.
///
/// Med `--ffb` skrives et udkast til en bestilling efter KL's FFB udvekslingsdatasæt, og med `--ffb-codes` det ark, der
/// siger, hvilke FFB-koder der skal registreres i fagsystemet. De laves ud fra det, der er noteret i sagen under
/// `bestilling`. Et uddatasæt til indberetning skrives ikke: det kræver borgerens CPR-nummer, som visit ikke har.
///
/// Den sidste linje i arkivet har antallet af sager og en SHA-256 over alle linjer; alt, der læser arkivet, holder det op
/// mod den.
///
/// Afslutningskode: 0 alt er med, 1 mindst én sag er ændret uden om visit (den er med, som den er), 2 mindst én fil kunne
/// ikke læses eller er ikke en sag.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ExportArgs {
    /// Sagsfiler, mapper med sager eller andre arkiver
    #[arg(value_name = "STI", required = true)]
    pub paths: Vec<PathBuf>,

    /// Skriv et arkiv med en linje pr. sag
    #[arg(long, required_unless_present_any = ["document", "ffb", "ffb_codes"])]
    pub jsonl: bool,

    /// Skriv arkivet, bestillingen eller arket i denne fil; ellers skrives det på skærmen
    #[arg(long, value_name = "FIL", conflicts_with = "document")]
    pub out: Option<PathBuf>,

    /// Hold sagerne op mod denne liste, og føj det nye til; se `visit verify --heads`
    #[arg(long, value_name = "FIL", requires = "jsonl")]
    pub heads: Option<PathBuf>,

    /// Et dokument, der er skrevet ud fra sagen
    #[arg(long, value_name = "FIL", conflicts_with = "jsonl")]
    pub document: Option<PathBuf>,

    /// Dine initialer
    #[arg(long, value_name = "INITIALER")]
    pub caseworker: Option<String>,

    /// What goes to the fagsystem.
    #[command(flatten)]
    pub ffb: FfbOutArgs,
}

/// What became of something that may be a case.
enum Kept {
    Line { line: String, fault: Option<String>, links: Vec<String> },
    Nothing,
    Refused(String),
}

/// The line of a case. A case that was changed is kept as it is, and said to be so; what is no case is refused.
fn line_of(found: &Found, name_of: impl Fn(&str) -> String) -> Kept {
    let (name, text) = match &found.place {
        Place::PassedOver(_) => return Kept::Nothing,
        Place::Line(line) => match Archived::read(line) {
            Ok(archived) => (archived.file.into_owned(), archived.text),
            Err(error) => return Kept::Refused(error.to_string()),
        },
        _ => match text_to_keep(found) {
            Ok(Some(text)) => (name_of(&found.name), text),
            Ok(None) => return Kept::Nothing,
            Err(error) => return Kept::Refused(error.to_string()),
        },
    };
    let mut links = Vec::new();
    let fault = match Case::read(&text) {
        Ok(case) => {
            links = case.links().to_vec();
            None
        }
        Err(error) if text.starts_with("format: visit-sag/") => Some(error.to_string()),
        Err(error) => return Kept::Refused(error.to_string()),
    };
    match Archived::new(&name, &text).write() {
        Ok(line) => Kept::Line { line, fault, links },
        Err(error) => Kept::Refused(error.to_string()),
    }
}

/// The names in an archive. Two that some system takes for one would overwrite each other.
#[derive(Default)]
struct Names {
    taken: BTreeSet<String>,
    count: u64,
}

impl Names {
    /// The line, under a name that no other has; the name where it is a new one.
    fn unlike_others(&mut self, line: String) -> anyhow::Result<(String, Option<String>)> {
        self.count += 1;
        let archived = Archived::read(line.as_bytes())?;
        if self.taken.insert(archived.file.to_lowercase()) {
            return Ok((line, None));
        }
        let (stem, ending) = archived.file.rsplit_once('.').unwrap_or((&archived.file, "yaml"));
        let numbered = (2_u64..).map(|number| format!("{stem}-{number}.{ending}"));
        let mut free = numbered.filter(|name| !self.taken.contains(&name.to_lowercase()));
        let name = free.next().unwrap_or_default();
        let line = Archived::new(&name, &archived.text).write()?;
        self.taken.insert(name.to_lowercase());
        Ok((line, Some(name)))
    }
}

impl ExportArgs {
    /// Writes the archive, or enters the document.
    ///
    /// # Errors
    /// The archive cannot be written; the document or its case cannot be read, or the case was changed.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        if let Some(document) = &self.document {
            return self.document(document, screen);
        }
        if self.ffb.is_wanted() {
            let [file] = self.paths.as_slice() else {
                let message = "en bestilling og et ark laves ud fra netop én sag";
                return Err(Failure::new("one-case", message).help("giv én sagsfil").into());
            };
            return self.ffb.run(file, self.out.as_deref(), screen);
        }
        let mut told = Vec::new();
        let result = match &self.out {
            None => {
                let out = &mut *screen.out;
                self.archive(|line| Ok(writeln!(out, "{line}")?), screen.chatter, &mut told)
            }
            Some(path) => {
                let mut file = Growing::of_cases(path).map_err(from_store)?;
                let add = |line: &str| {
                    let added = file.add(line.as_bytes()).and_then(|()| file.add(b"\n"));
                    added.map_err(from_store)
                };
                let result = self.archive(add, screen.chatter, &mut told)?;
                file.finish().map_err(from_store)?;
                Ok(result)
            }
        };
        for line in told {
            writeln!(screen.err, "{line}")?;
        }
        result
    }

    /// Hands over the lines of the archive, the closing one last.
    fn archive(
        &self,
        mut add: impl FnMut(&str) -> anyhow::Result<()>,
        chatter: Chatter,
        told: &mut Vec<String>,
    ) -> anyhow::Result<Exit> {
        let work = |found: &Found| line_of(found, |name| self.name_in_archive(name));
        let mut witness = self.heads.as_deref().map(Witness::open).transpose()?;
        let (mut exit, mut hash, mut names) = (Exit::Done, RunningHash::default(), Names::default());
        each(Walk::over(self.paths.clone()), &Progress::new(chatter), work, |found, kept| {
            let name = &found.name;
            match kept {
                Kept::Line { line, mut fault, links } => {
                    if let Some(witness) = witness.as_mut()
                        && let Some((_, wrong)) = witness.hold(&links)?
                    {
                        fault = Some(wrong);
                    }
                    if let Some(fault) = fault {
                        exit = exit.max(Exit::Findings);
                        told.push(format!("{name}: med i arkivet, som den er, men: {fault}"));
                    }
                    let (line, other) = names.unlike_others(line)?;
                    if let Some(other) = other {
                        told.push(format!("{name}: navnet er taget i arkivet; sagen hedder dér `{other}`"));
                    }
                    hash.add(line.as_bytes());
                    hash.add(b"\n");
                    add(&line)?;
                }
                Kept::Nothing => {}
                Kept::Refused(why) => {
                    exit = Exit::Unusable;
                    told.push(format!("{name}: ikke med i arkivet: {why}"));
                }
            }
            Ok(())
        })?;
        add(&Closing::new(names.count, hash.hex()).write()?)?;
        if let Some(witness) = witness {
            told.push(witness.finish()?);
        }
        Ok(exit)
    }

    /// A file's name below the folder that was named.
    fn name_in_archive(&self, name: &str) -> String {
        let path = Path::new(name);
        let below = self.paths.iter().filter(|root| root.is_dir()).find_map(|root| path.strip_prefix(root).ok());
        let short = below.unwrap_or_else(|| path.file_name().map_or(path, Path::new));
        short.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    fn document(&self, document: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let [file] = self.paths.as_slice() else {
            let message = "et dokument noteres i netop én sag";
            return Err(Failure::new("one-case", message).help("giv én sagsfil").into());
        };
        let bytes = read_bytes(document, CASE_LIMIT).map_err(from_store)?;
        let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ending = document.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format = if ending == "md" { "markdown" } else { &ending };
        let mut record = Record::open(file, initials(self.caseworker.as_deref()))?;
        let entered = record.exported(Document { file: &name, format, bytes: &bytes });
        entered.map_err(|error| match error {
            crate::session::record::RecordError::Case(error) => from_case(error, file),
            error @ crate::session::record::RecordError::Store(_) => error.into(),
        })?;
        record.save()?;
        screen.tell(&format!("{name} er noteret i {}.", file.display()))?;
        Ok(Exit::Done)
    }
}
