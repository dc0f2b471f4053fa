//! `visit export`: many cases in one archive; a document entered into the case it was written from.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::assess::initials;
use crate::exit::Exit;
use crate::session::archive::batch::{Progress, each, text_to_keep};
use crate::session::failures::{from_case, from_store};
use crate::session::record::Record;
use crate::store::walk::{Found, Place, Walk};
use crate::store::{CASE_LIMIT, create_new, read_bytes};
use crate::terminal::Screen;
use crate::terminal::failure::Failure;
use visitation::case::Document;
use visitation::case::archive::Archived;

/// Saml sager i et arkiv, eller notér i en sag, hvilket dokument der er skrevet ud fra den
///
/// Et arkiv har en linje pr. sag med hele filen, byte for byte, så det kan genafspilles, efterprøves og pakkes ud igen
/// med `visit import`. Med `--document` gemmes dokumentets navn og SHA-256 i sagens historik, så det senere kan ses, om
/// der er rettet i det: `visit verify --document`.
///
/// Afslutningskode: 0 alt er med, 2 mindst én fil kunne ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ExportArgs {
    /// Sagsfiler, mapper med sager eller andre arkiver
    #[arg(value_name = "STI", required = true)]
    pub paths: Vec<PathBuf>,

    /// Skriv et arkiv med en linje pr. sag
    #[arg(long, required_unless_present = "document")]
    pub jsonl: bool,

    /// Skriv arkivet i denne fil; ellers skrives det på skærmen
    #[arg(long, value_name = "FIL", requires = "jsonl")]
    pub out: Option<PathBuf>,

    /// Et dokument, der er skrevet ud fra sagen
    #[arg(long, value_name = "FIL", conflicts_with = "jsonl")]
    pub document: Option<PathBuf>,

    /// Dine initialer
    #[arg(long, value_name = "INITIALER")]
    pub caseworker: Option<String>,
}

impl ExportArgs {
    /// Writes the archive, or enters the document.
    ///
    /// # Errors
    /// The archive cannot be written; the document or its case cannot be read, or the case was changed.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        match (&self.document, &self.out) {
            (Some(document), _) => self.document(document, screen),
            (None, None) => {
                let mut errors = Vec::new();
                let result = self.archive(screen.out, screen.chatter, &mut errors);
                for error in errors {
                    writeln!(screen.err, "{error}")?;
                }
                result
            }
            (None, Some(path)) => {
                let file = create_new(path).map_err(from_store)?;
                let mut out = BufWriter::new(file);
                let mut errors = Vec::new();
                let result = self.archive(&mut out, screen.chatter, &mut errors)?;
                out.into_inner()?.sync_all()?;
                for error in errors {
                    writeln!(screen.err, "{error}")?;
                }
                Ok(result)
            }
        }
    }

    fn archive(
        &self,
        out: &mut dyn Write,
        chatter: crate::terminal::Chatter,
        errors: &mut Vec<String>,
    ) -> anyhow::Result<Exit> {
        let work = |found: &Found| match &found.place {
            Place::PassedOver(_) => Ok(None),
            Place::Line(line) => {
                String::from_utf8(line.clone()).map(Some).map_err(|_| "linjen er ikke UTF-8".to_owned())
            }
            _ => {
                let text = text_to_keep(found).map_err(|error| error.to_string())?;
                let line = |text: &str| Archived::new(&self.name_in_archive(&found.name), text).write();
                text.map(|text| line(&text)).transpose().map_err(|error| error.to_string())
            }
        };
        let mut exit = Exit::Done;
        each(Walk::over(self.paths.clone()), &Progress::new(chatter), work, |found, line| {
            match line {
                Ok(Some(line)) => writeln!(out, "{line}")?,
                Ok(None) => {}
                Err(why) => {
                    exit = Exit::Unusable;
                    errors.push(format!("{}: ikke med i arkivet: {why}", found.name));
                }
            }
            Ok(())
        })?;
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
