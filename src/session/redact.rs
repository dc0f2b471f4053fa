//! Texts struck from case files and archives.
//!
//! Looks first and strikes then, under the lock, so that nothing is lost that somebody else saved meanwhile.

use std::path::Path;

use jiff::Timestamp;

use crate::session::archive::replay::Library;
use crate::session::failures::{from_case, from_store};
use crate::session::record::Record;
use crate::store::walk::{Place as Where, Walk};
use crate::store::{CASE_LIMIT, Growing, RuleFolder, read_text};
use crate::terminal::failure::Failure;
use visitation::case::archive::{Archived, Closing};
use visitation::case::strike::{Place, Strike};
use visitation::case::{Action, Case, CaseError, Stamp, keys};
use visitation::consult::Consultation;
use visitation::guideline::hash::RunningHash;
use visitation::guideline::question::Kind;

/// What is to be struck, by whom and why.
#[derive(Debug, Clone, Copy)]
pub struct Redaction<'a> {
    /// Where the rules of a case are found: they say which answers are in the citizen's own words.
    pub folder: &'a RuleFolder,
    /// Whole words, in any case.
    pub texts: &'a [String],
    /// Kept in the case.
    pub reason: &'a str,
    /// Initials.
    pub by: &'a str,
}

/// Where texts stand in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// Each field.
    pub places: Vec<Place>,
    /// Documents that were written from the case: they lie elsewhere.
    pub documents: Vec<String>,
}

impl Redaction<'_> {
    /// Where the texts stand in a case. Nothing is changed.
    ///
    /// # Errors
    /// The file cannot be read, is no case, or was changed; the reason repeats a text.
    pub fn look(&self, path: &Path) -> anyhow::Result<Stands> {
        let text = read_text(path, CASE_LIMIT).map_err(from_store)?;
        let mut case = Case::read(&text).map_err(|error| from_case(error, path))?;
        self.struck(&mut case, &Library::of(self.folder)).map_err(|error| from_case(error, path))
    }

    /// Strikes them, and saves the case.
    ///
    /// # Errors
    /// As [`Redaction::look`]; somebody else holds the case, or the disk fails.
    pub fn strike(&self, path: &Path) -> anyhow::Result<()> {
        let mut record = Record::open(path, self.by.to_owned())?;
        let mut case = record.case().clone();
        self.struck(&mut case, &Library::of(self.folder)).map_err(|error| from_case(error, path))?;
        record.back_to(case);
        record.save()?;
        Ok(())
    }

    fn struck(&self, case: &mut Case, library: &Library) -> Result<Stands, CaseError> {
        let session = library.session_of(case).ok();
        let in_words = |key: &str| session.as_ref().and_then(|session| is_in_words(session, key));
        let strike = Strike { texts: self.texts, in_words: &in_words };
        let places = case.strike(Stamp { at: Timestamp::now(), by: self.by }, &strike, self.reason)?;
        let written = case.history().iter().filter(|event| event.action == Action::Exported);
        Ok(Stands { places, documents: written.filter_map(|event| event.file.clone()).collect() })
    }
}

fn is_in_words(session: &Consultation, key: &str) -> Option<bool> {
    let guidelines = session.guidelines();
    let (part, question) = keys::place(&guidelines, key)?;
    Some(guidelines.get(part)?.questions.get(question.0)?.kind == Kind::Text)
}

/// Writes an archive anew, with the texts struck from every case; which cases had any. The old one is left as it is.
///
/// # Errors
/// A line cannot be read or was changed, the new file is there already, or the disk fails.
pub fn into_archive(redaction: &Redaction<'_>, archive: &Path, out: &Path) -> anyhow::Result<Vec<(String, Stands)>> {
    let library = Library::of(redaction.folder);
    let (mut hash, mut count, mut all) = (RunningHash::default(), 0, Vec::new());
    let mut file = Growing::of_cases(out).map_err(from_store)?;
    for found in Walk::over(vec![archive.to_path_buf()]) {
        let line = match &found.place {
            Where::Line(line) => Archived::read(line),
            Where::Unreadable(error) => return Err(from_store(error.clone())),
            // Old archives have no closing line.
            Where::PassedOver(_) => continue,
            Where::File(_) => {
                let message = format!("{}: linjen er ikke en sag i et arkiv", found.name);
                return Err(Failure::new("bad-archive-line", message).into());
            }
        };
        let named = |error: CaseError| from_case(error, Path::new(&found.name));
        let line = line.map_err(named)?;
        let mut case = Case::read(&line.text).map_err(named)?;
        let stands = redaction.struck(&mut case, &library).map_err(named)?;
        let text = if stands.places.is_empty() { line.text.into_owned() } else { case.write().map_err(named)? };
        let line = Archived::new(&line.file, &text).write()? + "\n";
        hash.add(line.as_bytes());
        file.add(line.as_bytes()).map_err(from_store)?;
        count += 1;
        if !stands.places.is_empty() {
            all.push((found.name.clone(), stands));
        }
    }
    let closing = Closing::new(count, hash.hex()).write()? + "\n";
    file.add(closing.as_bytes()).map_err(from_store)?;
    file.finish().map_err(from_store)?;
    Ok(all)
}
