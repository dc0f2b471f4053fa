//! The case file behind a session: every answer is on the disk before the next question is shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::failures::{from_case, from_store};
use super::interview::ask::{Keeper, Said};
use super::sheet::Kept;
use crate::store::{CASE_LIMIT, FileLock, StoreError, lock, read_text, save_atomically};
use jiff::Timestamp;
use jiff::civil::Date;

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
    _lock: FileLock,
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
    /// Begins a case that will be saved at `path`. Nothing is written yet.
    ///
    /// # Errors
    /// A text is refused, or another program holds the file.
    pub fn begin(path: &Path, beginning: Beginning, national: &National) -> Result<Self, RecordError> {
        let lock = lock(path).map_err(RecordError::Store)?;
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
        Ok(Self { case, path: path.to_path_buf(), by, _lock: lock })
    }

    /// Takes a saved case up again.
    ///
    /// # Errors
    /// Another program holds the file.
    pub fn resume(path: &Path, case: Case, by: String) -> Result<Self, RecordError> {
        let lock = lock(path).map_err(RecordError::Store)?;
        let mut record = Self { case, path: path.to_path_buf(), by, _lock: lock };
        let stamp = now(&record.by);
        record.case.resume(stamp, program()).map_err(RecordError::Case)?;
        Ok(record)
    }

    /// Opens a saved case to add to it. The file is held before it is read, so that nothing is written over.
    ///
    /// # Errors
    /// Another program holds the file, or it is no case.
    pub fn open(path: &Path, by: String) -> anyhow::Result<Self> {
        let lock = lock(path).map_err(from_store)?;
        let text = read_text(path, CASE_LIMIT).map_err(from_store)?;
        let case = Case::read(&text).map_err(|error| from_case(error, path))?;
        Ok(Self { case, path: path.to_path_buf(), by, _lock: lock })
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

    /// Writes the case to disk.
    ///
    /// # Errors
    /// The earlier file is untouched.
    pub fn save(&self) -> Result<(), RecordError> {
        let text = self.case.write().map_err(RecordError::Case)?;
        save_atomically(&self.path, text.as_bytes()).map_err(RecordError::Store)
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
        let mut keys: Vec<String> = Vec::new();
        for key in self.case.history().iter().filter_map(|event| event.question.as_ref()) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
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
