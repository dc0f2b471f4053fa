//! What we keep: a case, its history, its outcome and the rules it pins.
//!
//! A [`Case`] is a fold over its history: the answers and guidelines are what the events add up to, and
//! nothing in the history is ever rewritten. Deliberately does no I/O, asks no clock (the caller hands in
//! the time) and computes no outcome. The file format stands in `format`, replay in [`replay`].

pub mod additions;
pub mod archive;
pub mod assessment_v1;
mod chain;
pub mod cpr;
pub mod dates;
mod error;
mod format;
mod guard;
pub mod heads;
mod history;
pub mod keys;
pub mod mend;
mod read;
pub mod replay;
pub mod strike;
#[cfg(test)]
mod tests;
mod value;
pub mod verify;
mod yaml;

use std::collections::BTreeMap;

use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization;

pub use additions::{Addition, Additions, Topic};
pub use assessment_v1::AssessmentV1;
pub use error::CaseError;
pub use format::{Action, Event, FORMAT, Opening, PinnedFile, PinnedGuideline, Program, SavedAnswer, StruckEvent};
pub use guard::{check_case, refuse_cpr};
pub use read::{Unread, outcome_text};
pub use value::{Given, SavedValue, UNKNOWN};

use crate::guideline::hash::sha256_hex;
use history::State;

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// When; kept to the second, in the opening as it is.
    pub at: Timestamp,
    /// Initials.
    pub by: &'a str,
}

/// An answer on its way into a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// The question's key: see [`keys::answer_key`].
    pub key: String,
    /// The question as it was shown.
    pub text: String,
    /// The answer with its source, date and note.
    pub answer: SavedAnswer,
}

/// A document written from a case.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its file name, without a folder.
    pub file: &'a str,
    /// `markdown`, `html`, `docx`, `pdf`.
    pub format: &'a str,
    /// What was written.
    pub bytes: &'a [u8],
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    history: Vec<Event>,
    /// One per event: see `README.md`.
    links: Vec<String>,
    opening: Opening,
    state: State,
    outcome: Option<AssessmentV1>,
}

impl Case {
    /// Opens a case.
    ///
    /// # Errors
    /// The case number, pseudonym or initials look like a CPR number.
    pub fn open(opening: Opening, stamp: Stamp<'_>) -> Result<Self, CaseError> {
        let (case_number, pseudonym) = (tidy_optional(opening.case_number), tidy_optional(opening.pseudonym));
        let opening = Opening { case_number, pseudonym, ..opening };
        let fixed = Box::new(opening.clone());
        let (history, links) = (Vec::new(), Vec::new());
        let mut case = Self { history, links, opening, state: State::default(), outcome: None };
        case.append(stamp, Action::Opened, |event| event.opening = Some(fixed))?;
        Ok(case)
    }

    /// The case that a history adds up to, its outcome left out.
    fn from_history(history: Vec<Event>, links: Vec<String>) -> Result<Self, CaseError> {
        let state = State::of(&history)?;
        let opening = history.first().and_then(|event| event.opening.as_deref()).cloned();
        let opening = opening.ok_or_else(|| CaseError::new("broken-history", "historikken er tom", ""))?;
        Ok(Self { history, links, opening, state, outcome: None })
    }

    /// Pins the guidelines of the case, replacing those pinned before.
    ///
    /// # Errors
    /// Two of them are for the same speciale.
    pub fn choose_guidelines(&mut self, stamp: Stamp<'_>, guidelines: Vec<PinnedGuideline>) -> Result<(), CaseError> {
        for (place, guideline) in guidelines.iter().enumerate() {
            if guidelines.iter().take(place).any(|earlier| earlier.speciale == guideline.speciale) {
                let message = format!("specialet `{}` er valgt to gange", guideline.speciale);
                return Err(CaseError::new("duplicate-speciale", message, ""));
            }
        }
        self.append(stamp, Action::GuidelinesChosen, |event| event.guidelines = Some(guidelines))
    }

    /// Records an answer; an earlier one stays in the history.
    ///
    /// # Errors
    /// The answer, its source or its note looks like it holds a CPR number.
    pub fn answer(&mut self, stamp: Stamp<'_>, new: NewAnswer) -> Result<(), CaseError> {
        let NewAnswer { key, text, answer } = new;
        let answer = tidy_answer(answer);
        self.append(stamp, Action::Answered, |event| {
            event.question = Some(key);
            event.text = Some(tidy(&text));
            event.value = Some(answer.value);
            event.source = answer.source;
            event.date = answer.date;
            event.note = answer.note;
        })
    }

    /// Records that the case was taken up again, and by which program.
    ///
    /// # Errors
    /// None for a case made by this module.
    pub fn resume(&mut self, stamp: Stamp<'_>, program: Program) -> Result<(), CaseError> {
        let other = (program != self.opening.program).then_some(program);
        self.append(stamp, Action::Resumed, |event| event.program = other)
    }

    /// Adds a note about the case as a whole.
    ///
    /// # Errors
    /// The note looks like it holds a CPR number.
    pub fn note(&mut self, stamp: Stamp<'_>, note: &str) -> Result<(), CaseError> {
        self.append(stamp, Action::Noted, |event| event.note = Some(tidy(note)))
    }

    /// Adds what a person has to say, in the place of an earlier entry with the same id. Nothing is recorded where
    /// the same stands there already.
    ///
    /// # Errors
    /// It does not fit its form, or looks like it holds a CPR number.
    pub fn add(&mut self, stamp: Stamp<'_>, addition: Addition) -> Result<(), CaseError> {
        let addition = tidy_addition(addition);
        let there = self.state.additions.find(addition.topic, addition.id.as_deref().unwrap_or_default());
        if there.is_some_and(|entry| entry.fields == addition.fields) {
            return Ok(());
        }
        self.append(stamp, Action::Added, |event| event.addition = Some(addition))
    }

    /// Takes back what was added. It stays in the history.
    ///
    /// # Errors
    /// There is no such entry.
    pub fn withdraw(&mut self, stamp: Stamp<'_>, topic: Topic, id: Option<String>) -> Result<(), CaseError> {
        let addition = Addition { topic, id, fields: BTreeMap::new() };
        self.append(stamp, Action::Withdrawn, |event| event.addition = Some(addition))
    }

    /// Records the outcome, and in the history the recommendation as it was shown.
    ///
    /// # Errors
    /// None for a case made by this module.
    pub fn conclude(
        &mut self,
        stamp: Stamp<'_>,
        program: Program,
        outcome: AssessmentV1,
        shown: &str,
    ) -> Result<(), CaseError> {
        let other = (program != self.opening.program).then_some(program);
        let sha256 = sha256_hex(outcome_text(&outcome)?.as_bytes());
        self.append(stamp, Action::Concluded, |event| {
            event.program = other;
            event.text = Some(tidy(shown));
            event.sha256 = Some(sha256);
        })?;
        self.outcome = Some(outcome);
        Ok(())
    }

    /// Records that a document was written from the case, so that a changed document can be found.
    ///
    /// # Errors
    /// The file's name looks like it holds a CPR number.
    pub fn exported(&mut self, stamp: Stamp<'_>, document: Document<'_>) -> Result<(), CaseError> {
        self.append(stamp, Action::Exported, |event| {
            event.file = Some(tidy(document.file));
            event.format = Some(document.format.to_owned());
            event.sha256 = Some(sha256_hex(document.bytes));
        })
    }

    /// Records that the outcome was computed again, by which program, and the verdict.
    ///
    /// # Errors
    /// None for a case made by this module.
    pub fn replayed(&mut self, stamp: Stamp<'_>, program: Program, verdict: &str) -> Result<(), CaseError> {
        let other = (program != self.opening.program).then_some(program);
        self.append(stamp, Action::Replayed, |event| {
            event.program = other;
            event.result = Some(verdict.to_owned());
        })
    }

    /// Records a signature of [`Case::head`].
    ///
    /// # Errors
    /// None for a case made by this module.
    pub fn signed(&mut self, stamp: Stamp<'_>, signature: &str) -> Result<(), CaseError> {
        self.append(stamp, Action::Signed, |event| event.signature = Some(tidy(signature)))
    }

    /// What was fixed when the case was opened.
    #[must_use]
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The pinned guidelines, in the order of assessment.
    #[must_use]
    pub fn guidelines(&self) -> &[PinnedGuideline] {
        &self.state.guidelines
    }

    /// The present answers by key.
    #[must_use]
    pub fn answers(&self) -> &BTreeMap<String, SavedAnswer> {
        &self.state.answers
    }

    /// The keys of the answers in the order in which they were first given.
    #[must_use]
    pub fn answer_order(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for key in self.history.iter().filter_map(|event| event.question.as_ref()) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
    }

    /// What people have added and that still stands.
    #[must_use]
    pub fn additions(&self) -> &Additions {
        &self.state.additions
    }

    /// Everything that happened, in order.
    #[must_use]
    pub fn history(&self) -> &[Event] {
        &self.history
    }

    /// The outcome as computed; `None` while the interview is unfinished.
    #[must_use]
    pub fn outcome(&self) -> Option<&AssessmentV1> {
        self.outcome.as_ref()
    }

    /// One link of the chain per event.
    #[must_use]
    pub fn links(&self) -> &[String] {
        &self.links
    }

    /// The last link: it stands for the whole history, the opening, the pinned rules and the outcome.
    #[must_use]
    pub fn head(&self) -> &str {
        self.links.last().map_or(chain::START, String::as_str)
    }

    /// SHA-256 of the outcome as the history has it, while it counts.
    #[must_use]
    pub fn outcome_sha256(&self) -> Option<&String> {
        self.state.outcome_sha256.as_ref().filter(|_| self.state.concluded)
    }

    /// Adds one event. Nothing is changed when it does not fit.
    fn append(&mut self, stamp: Stamp<'_>, action: Action, fill: impl FnOnce(&mut Event)) -> Result<(), CaseError> {
        let number = self.history.last().map_or(1, |last| last.number + 1);
        // The whole moment of the opening, so that two cases opened alike in one second still differ in their first link,
        // by which a list of heads knows a case.
        let second = if action == Action::Opened { None } else { Timestamp::from_second(stamp.at.as_second()).ok() };
        let at = second.unwrap_or(stamp.at);
        let mut event = Event {
            number,
            at,
            by: stamp.by.to_owned(),
            action,
            opening: None,
            program: None,
            guidelines: None,
            question: None,
            text: None,
            value: None,
            source: None,
            date: None,
            note: None,
            addition: None,
            file: None,
            format: None,
            sha256: None,
            result: None,
            signature: None,
            struck: None,
        };
        fill(&mut event);
        guard::check(&event)?;
        let link = chain::link(self.head(), &chain::to_json(&event)?);
        self.state.apply(&event)?;
        self.history.push(event);
        self.links.push(link);
        if !self.state.concluded {
            self.outcome = None;
        }
        Ok(())
    }
}

/// Typed or pasted text in the one form in which it is saved: Unicode normal form C, line feeds, no blanks around.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().nfc().collect()
}

/// An answer with its texts tidied.
fn tidy_answer(answer: SavedAnswer) -> SavedAnswer {
    let value = match answer.value {
        SavedValue::Text(words) => SavedValue::Text(tidy(&words)),
        other => other,
    };
    SavedAnswer { value, source: tidy_optional(answer.source), date: answer.date, note: tidy_optional(answer.note) }
}

/// An entry with its texts tidied; an empty field says nothing and is left out.
fn tidy_addition(mut addition: Addition) -> Addition {
    for value in addition.fields.values_mut() {
        match value {
            SavedValue::Text(text) => *text = tidy(text),
            SavedValue::Many(list) => {
                let mut once: Vec<String> = Vec::new();
                for text in list.iter().map(|text| tidy(text)) {
                    if !text.is_empty() && !once.contains(&text) {
                        once.push(text);
                    }
                }
                *list = once;
            }
            SavedValue::Number(_) => {}
        }
    }
    addition.fields.retain(|_, value| match value {
        SavedValue::Text(text) => !text.is_empty(),
        SavedValue::Many(list) => !list.is_empty(),
        SavedValue::Number(_) => true,
    });
    addition
}

/// An empty text says nothing, and is saved as nothing.
fn tidy_optional(text: Option<String>) -> Option<String> {
    text.map(|text| tidy(&text)).filter(|text| !text.is_empty())
}
