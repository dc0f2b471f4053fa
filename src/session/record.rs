//! The case file behind a session: every answer is on the disk before the next question is shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::failures::{from_case, from_store};
use super::interview::ask::{Keeper, Said};
use super::sheet::Kept;
use crate::store::{
    CASE_LIMIT, FileLock, NOT_SYNCED, Over, StoreError, check_name, lock, read_bytes, read_text, save, utf8,
};
use crate::terminal::Screen;
use crate::terminal::failure::Failure;
use jiff::Timestamp;
use jiff::civil::Date;

use visitation::case::mend::mended;
use visitation::case::{
    Addition, Case, CaseError, Document, NewAnswer, Opening, PinnedFile, PinnedGuideline, Program, SavedAnswer, Stamp,
    keys,
};
use visitation::consult::{Consultation, NoOutcome, Outcome};
use visitation::guideline::national::National;
use visitation::guideline::{Guideline, wording};

/// A case that is kept on disk, held for this program alone.
#[derive(Debug)]
pub struct Record {
    case: Case,
    path: PathBuf,
    by: String,
    /// What stands in the file, as it was read or last written here; `None` before the first save.
    there: Option<Vec<u8>>,
    _lock: FileLock,
}

/// The place of a case that is to be made, held for this program alone: nothing stands there.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    lock: FileLock,
}

impl Held {
    /// Takes a place before anybody is asked anything, so that nobody else takes it meanwhile.
    ///
    /// # Errors
    /// Another program holds it, a file stands there (a case is never overwritten), or the folder cannot be used.
    pub fn new(path: PathBuf) -> anyhow::Result<Self> {
        check_name(&path).map_err(from_store)?;
        let lock = lock(&path).map_err(from_store)?;
        if path.symlink_metadata().is_ok() {
            let name = path.display().to_string();
            let help =
                format!("fortsæt sagen med `visit assess --resume {name}`, eller vælg et andet navn med `--out`");
            let message = format!("`{name}` findes allerede, og en sag bliver aldrig overskrevet");
            return Err(Failure::new("file-exists", message).help(help).file(name).into());
        }
        Ok(Self { path, lock })
    }
}

/// Reads a case file, with its bytes.
fn read_file(path: &Path) -> anyhow::Result<(Case, Vec<u8>)> {
    let bytes = read_bytes(path, CASE_LIMIT).map_err(from_store)?;
    let (case, _) = parsed(utf8(&bytes, path).map_err(from_store)?, path)?;
    Ok((case, bytes))
}

/// The case of a text; and how the text differs from visit's own, where nothing of its content does.
fn parsed(text: &str, path: &Path) -> anyhow::Result<(Case, Option<&'static str>)> {
    let error = match Case::read(text) {
        Ok(case) => return Ok((case, None)),
        Err(error) => error,
    };
    let again = mended(text).and_then(|mended| Some((Case::read(&mended.text).ok()?, Some(mended.why))));
    again.ok_or_else(|| from_case(error, path))
}

/// Reads a case to look at. Where another program has set the file otherwise and changed nothing of its content, that is
/// said, and it is read all the same.
///
/// # Errors
/// The file cannot be read, is no case, or was changed.
pub fn read_case(path: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Case> {
    let text = read_text(path, CASE_LIMIT).map_err(from_store)?;
    let (case, otherwise) = parsed(&text, path)?;
    if let Some(why) = otherwise {
        let name = path.display();
        screen.tell(&format!("{name}: indholdet er urørt, men {why}. Ret filen med: visit verify --mend {name}"))?;
    }
    Ok(case)
}

/// Writes a case that another program has set otherwise, without changing its content, as visit writes it; why, where
/// there was anything to mend.
///
/// # Errors
/// The file cannot be read or written.
pub fn mend(path: &Path) -> Result<Option<&'static str>, StoreError> {
    let otherwise = || -> Result<_, StoreError> {
        let bytes = read_bytes(path, CASE_LIMIT)?;
        let text = utf8(&bytes, path)?;
        let mended = if Case::read(text).is_ok() { None } else { mended(text) };
        Ok(mended.map(|mended| (bytes, mended)))
    };
    if otherwise()?.is_none() {
        return Ok(None);
    }
    let _lock = lock(path)?;
    let Some((bytes, mended)) = otherwise()? else { return Ok(None) };
    save(path, mended.text.as_bytes(), Over::Read(&bytes))?;
    Ok(Some(mended.why))
}

/// Why a case could not be kept.
#[derive(Debug)]
pub enum RecordError {
    /// What was to be kept is refused.
    Case(CaseError),
    /// The file could not be written or is held elsewhere.
    Store(StoreError),
}

/// This program, as cases name it.
#[must_use]
pub fn program() -> Program {
    Program { name: "visit".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

/// What a new case begins with.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The municipality's case number.
    pub case_number: Option<String>,
    /// A pseudonym.
    pub pseudonym: Option<String>,
    /// The assessment date.
    pub date: Date,
    /// When the citizen turned to the municipality.
    pub enquiry: Option<Date>,
    /// Initials.
    pub caseworker: String,
}

impl Record {
    /// Begins a case in a place that is held. Nothing is written yet.
    ///
    /// # Errors
    /// A text is refused.
    pub fn begin(held: Held, beginning: Beginning, national: &National) -> Result<Self, RecordError> {
        let by = beginning.caseworker.clone();
        let opening = Opening {
            case_number: beginning.case_number,
            pseudonym: beginning.pseudonym,
            date: beginning.date,
            enquiry: beginning.enquiry,
            caseworker: beginning.caseworker,
            program: program(),
            national: PinnedFile { file: "national.yaml".to_owned(), sha256: national.sha256.clone() },
        };
        let case = Case::open(opening, now(&by)).map_err(RecordError::Case)?;
        Ok(Self { case, path: held.path, by, there: None, _lock: held.lock })
    }

    /// Takes a saved case up again.
    ///
    /// # Errors
    /// As [`Record::open`].
    pub fn resume(path: &Path, by: String) -> anyhow::Result<Self> {
        let mut record = Self::open(path, by)?;
        record.case.resume(now(&record.by), program()).map_err(RecordError::Case)?;
        Ok(record)
    }

    /// Opens a saved case to add to it. The file is held before it is read, so that nothing is written over.
    ///
    /// # Errors
    /// Another program holds the file, or it is no case.
    pub fn open(path: &Path, by: String) -> anyhow::Result<Self> {
        let lock = lock(path).map_err(from_store)?;
        let (case, bytes) = read_file(path)?;
        Ok(Self { case, path: path.to_path_buf(), by, there: Some(bytes), _lock: lock })
    }

    /// Adds what a person has to say. Nothing is written yet.
    ///
    /// # Errors
    /// As [`Case::add`].
    pub fn add(&mut self, addition: Addition) -> Result<(), RecordError> {
        self.case.add(now(&self.by), addition).map_err(RecordError::Case)
    }

    /// Takes back what was added. Nothing is written yet.
    ///
    /// # Errors
    /// As [`Case::withdraw`].
    pub fn withdraw(&mut self, addition: Addition) -> Result<(), RecordError> {
        self.case.withdraw(now(&self.by), addition.topic, addition.id).map_err(RecordError::Case)
    }

    /// Takes back what was added and not saved.
    pub fn back_to(&mut self, case: Case) {
        self.case = case;
    }

    /// Records that a document was written from the case. Nothing is written yet.
    ///
    /// # Errors
    /// As [`Case::exported`].
    pub fn exported(&mut self, document: Document<'_>) -> Result<(), RecordError> {
        self.case.exported(now(&self.by), document).map_err(RecordError::Case)
    }

    /// Records a replay and its verdict. Nothing is written yet.
    ///
    /// # Errors
    /// None for a case made here.
    pub fn replayed(&mut self, verdict: &str) -> Result<(), RecordError> {
        self.case.replayed(now(&self.by), program(), verdict).map_err(RecordError::Case)
    }

    /// Records a signature of the case's head. Nothing is written yet.
    ///
    /// # Errors
    /// None for a case made here.
    pub fn signed(&mut self, signature: &str) -> Result<(), RecordError> {
        self.case.signed(now(&self.by), signature).map_err(RecordError::Case)
    }

    /// The case.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Where it is kept.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Pins the guidelines of a session.
    ///
    /// # Errors
    /// As [`Case::choose_guidelines`].
    pub fn pin(&mut self, session: &Consultation) -> Result<(), RecordError> {
        let pinned = session.guidelines().into_iter().map(pinned).collect();
        self.case.choose_guidelines(now(&self.by), pinned).map_err(RecordError::Case)
    }

    /// Adds an answer to the history. Nothing is written yet.
    ///
    /// # Errors
    /// The answer holds something like a CPR number.
    pub fn note_answer(&mut self, kept: Kept) -> Result<(), RecordError> {
        let Kept { key, text, answer } = kept;
        self.case.answer(now(&self.by), NewAnswer { key, text, answer }).map_err(RecordError::Case)
    }

    /// Makes a whole case at once, from answers that were given together, and writes it to disk.
    ///
    /// # Errors
    /// A text is refused, or the file cannot be written.
    pub fn fill(&mut self, session: &Consultation, answers: Vec<Kept>, outcome: &Outcome) -> Result<(), RecordError> {
        self.pin(session)?;
        for kept in answers {
            self.note_answer(kept)?;
        }
        self.conclude(session, outcome)?;
        self.save()
    }

    /// Adds the outcome to the history.
    ///
    /// # Errors
    /// None for a case made here.
    pub fn conclude(&mut self, session: &Consultation, outcome: &Outcome) -> Result<(), RecordError> {
        let shown = visitation::consult::headline(session, outcome);
        let output = session.machine_output(outcome);
        self.case.conclude(now(&self.by), program(), output, &shown).map_err(RecordError::Case)
    }

    /// Writes the case to disk, if what stands there is what was read or last written here.
    ///
    /// # Errors
    /// The earlier file is untouched; or the file is written and the disk has not confirmed it.
    pub fn save(&mut self) -> Result<(), RecordError> {
        let bytes = self.case.write().map_err(RecordError::Case)?.into_bytes();
        let saved = save(&self.path, &bytes, self.there.as_deref().map_or(Over::Nothing, Over::Read));
        if saved.as_ref().err().is_none_or(|error| error.code == NOT_SYNCED) {
            self.there = Some(bytes);
        }
        saved.map_err(RecordError::Store)
    }
}

impl Keeper for Record {
    fn keep(&mut self, session: &Consultation, said: &Said) -> anyhow::Result<Result<(), NoOutcome>> {
        let Some(question) = session.question(said.part, said.question) else { return Ok(Ok(())) };
        let key = keys::answer_key(&session.guidelines(), said.part, question);
        let before = self.case.clone();
        let kept = Kept { key, text: question.text.clone(), answer: said.saved.clone() };
        match self.note_answer(kept).and_then(|()| self.save()) {
            Ok(()) => Ok(Ok(())),
            Err(refused) => {
                // What is not on the disk has not been said: the person can make room and answer again.
                self.case = before;
                Ok(Err(match refused {
                    RecordError::Case(error) => error.into(),
                    RecordError::Store(error) => NoOutcome {
                        code: error.code,
                        message: error.message,
                        help: "få det i orden, og svar så igen; det, der er svaret før, er gemt".to_owned(),
                        at: None,
                    },
                }))
            }
        }
    }

    fn answers(&self) -> &BTreeMap<String, SavedAnswer> {
        self.case.answers()
    }

    fn order(&self) -> Vec<String> {
        self.case.answer_order()
    }
}

fn now(by: &str) -> Stamp<'_> {
    Stamp { at: Timestamp::now(), by }
}

fn pinned(guideline: &Guideline) -> PinnedGuideline {
    PinnedGuideline {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        status: wording::status_id(guideline.status).to_owned(),
        file: format!("{}/{}.yaml", guideline.speciale, guideline.version),
        sha256: guideline.sha256.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RuleFolder;
    use crate::store::catalogue::Catalogue;

    fn begun(path: &Path) -> Record {
        let rules = Catalogue::open(RuleFolder::Embedded).unwrap();
        let beginning = Beginning {
            case_number: None,
            pseudonym: None,
            date: jiff::civil::date(2026, 11, 22),
            enquiry: None,
            caseworker: "abc".into(),
        };
        Record::begin(Held::new(path.to_path_buf()).unwrap(), beginning, rules.national()).unwrap()
    }

    fn code(saved: Result<(), RecordError>) -> &'static str {
        match saved {
            Err(RecordError::Store(error)) => error.code,
            other => panic!("{other:?}"),
        }
    }

    /// Locks are no use against those who do not take them, as on some network drives.
    #[test]
    fn nobodys_work_is_written_over_whatever_locks_say() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sag.yaml");
        let mut first = begun(&path);
        assert!(Held::new(path.clone()).is_err(), "the place is taken before anything is asked");
        std::fs::write(&path, "andres").unwrap();
        assert_eq!(code(first.save()), "file-exists");
        std::fs::remove_file(&path).unwrap();
        first.save().unwrap();
        first.save().unwrap();
        drop(first);
        assert!(Held::new(path.clone()).is_err(), "a case is never begun over another");

        let mut opened = Record::open(&path, "abc".into()).unwrap();
        let mut other: Case = Case::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        other.note(now("xyz"), "noteret imens").unwrap();
        std::fs::write(&path, other.write().unwrap()).unwrap();
        opened.replayed("identisk").unwrap();
        assert_eq!(code(opened.save()), "changed-meanwhile");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(code(opened.save()), "changed-meanwhile");
        std::fs::write(&path, other.write().unwrap()).unwrap();
        drop(opened);
        let resumed = Record::resume(&path, "abc".into()).unwrap();
        assert!(resumed.case().history().iter().any(|event| event.note.as_deref() == Some("noteret imens")));
    }
}
