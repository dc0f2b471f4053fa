//! What we keep: a case, its history, its outcome and the rules it pins.
//!
//! A [`Case`] is a fold over its history: the answers and guidelines are what the events add up to, and
//! nothing in the history is ever rewritten. Deliberately does no I/O, asks no clock (the caller hands in
//! the time) and computes no outcome. The file format stands in `format`, replay in [`replay`].

pub mod additions;
pub mod assessment_v1;
pub mod cpr;
mod error;
mod format;
mod history;
pub mod keys;
mod read;
pub mod replay;
#[cfg(test)]
mod tests;
mod value;
mod yaml;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

pub use additions::{Addition, Additions, Topic};
pub use assessment_v1::AssessmentV1;
pub use error::CaseError;
pub use format::{Action, Event, FORMAT, PinnedFile, PinnedGuideline, PinnedRules, Program, SavedAnswer};
pub use value::{Given, SavedValue, UNKNOWN};

use history::State;

/// What is fixed when a case is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The municipality's case number, never a CPR number.
    pub case_number: Option<String>,
    /// A pseudonym for the citizen.
    pub pseudonym: Option<String>,
    /// The assessment date.
    pub date: Date,
    /// When the citizen turned to the municipality.
    pub enquiry: Option<Date>,
    /// Initials of the one who opened it.
    pub caseworker: String,
    /// The program that opened it.
    pub program: Program,
    /// The national file it is computed by.
    pub national: PinnedFile,
}

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// When; kept to the second.
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

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    opening: Opening,
    history: Vec<Event>,
    state: State,
    outcome: Option<AssessmentV1>,
}

impl Case {
    /// Opens a case.
    ///
    /// # Errors
    /// The case number, pseudonym or initials look like a CPR number.
    pub fn open(opening: Opening, stamp: Stamp<'_>) -> Result<Self, CaseError> {
        refuse_cpr("sagsnummeret", opening.case_number.as_deref())?;
        refuse_cpr("pseudonymet", opening.pseudonym.as_deref())?;
        refuse_cpr("sagsbehandlerens initialer", Some(&opening.caseworker))?;
        let (case_number, pseudonym) = (tidy_optional(opening.case_number), tidy_optional(opening.pseudonym));
        let opening = Opening { case_number, pseudonym, ..opening };
        let mut case = Self { opening, history: Vec::new(), state: State::default(), outcome: None };
        case.append(stamp, Action::Opened, |_| {})?;
        Ok(case)
    }

    /// The case that a history adds up to.
    ///
    /// # Errors
    /// The history is broken, or an outcome is there where none was computed, or missing where one was.
    pub fn from_history(
        opening: Opening,
        history: Vec<Event>,
        outcome: Option<AssessmentV1>,
    ) -> Result<Self, CaseError> {
        let state = State::of(&history)?;
        if state.concluded != outcome.is_some() {
            let message = if state.concluded {
                "`udfald` mangler, selv om historikken siger, at det er beregnet"
            } else {
                "`udfald` står i filen, men svarene er ændret, siden det blev beregnet"
            };
            return Err(CaseError::new(
                "broken-history",
                message,
                "filen er ændret uden om visit; find en urørt udgave",
            ));
        }
        Ok(Self { opening, history, state, outcome })
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
        match &answer.value {
            SavedValue::Text(words) => refuse_cpr("svaret", Some(words))?,
            // A number that YAML read has lost its leading zero.
            SavedValue::Number(number) => refuse_cpr("svaret", Some(&format!("{number:010}")))?,
            SavedValue::Many(_) => {}
        }
        refuse_cpr("kilden", answer.source.as_deref())?;
        refuse_cpr("noten", answer.note.as_deref())?;
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
        refuse_cpr("noten", Some(note))?;
        self.append(stamp, Action::Noted, |event| event.note = Some(tidy(note)))
    }

    /// Adds what a person has to say, in the place of an earlier entry with the same id. Nothing is recorded where
    /// the same stands there already.
    ///
    /// # Errors
    /// It does not fit its form, or looks like it holds a CPR number.
    pub fn add(&mut self, stamp: Stamp<'_>, addition: Addition) -> Result<(), CaseError> {
        let addition = tidy_addition(addition);
        for (key, value) in &addition.fields {
            refuse_cpr(&format!("`{key}`"), Some(&value.to_string()))?;
        }
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
        self.append(stamp, Action::Concluded, |event| {
            event.program = other;
            event.text = Some(tidy(shown));
        })?;
        self.outcome = Some(outcome);
        Ok(())
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

    /// Adds one event. Nothing is changed when it does not fit.
    fn append(&mut self, stamp: Stamp<'_>, action: Action, fill: impl FnOnce(&mut Event)) -> Result<(), CaseError> {
        let number = self.history.last().map_or(1, |last| last.number + 1);
        let at = Timestamp::from_second(stamp.at.as_second()).unwrap_or(stamp.at);
        let mut event = Event {
            number,
            at,
            by: stamp.by.to_owned(),
            action,
            program: None,
            guidelines: None,
            question: None,
            text: None,
            value: None,
            source: None,
            date: None,
            note: None,
            addition: None,
        };
        fill(&mut event);
        self.state.apply(&event)?;
        self.history.push(event);
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

/// Refuses text with something like a CPR number in it, before it reaches any file.
///
/// # Errors
/// With the reason, naming `what` holds it.
pub fn refuse_cpr(what: &str, text: Option<&str>) -> Result<(), CaseError> {
    if !text.is_some_and(cpr::looks_like_cpr) {
        return Ok(());
    }
    Err(CaseError::new(
        "cpr-number",
        format!("{what} ligner et CPR-nummer eller indeholder et, og det gemmes ikke i sagen"),
        "brug sagsnummer eller pseudonym; nøglen til personen hører til i kommunens eget fagsystem",
    ))
}
