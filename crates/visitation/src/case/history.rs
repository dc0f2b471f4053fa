//! The state of a case as a fold over its history.
//!
//! Pure: no file, no clock. An event is only ever added; what an event means is said once, in [`State::apply`].

use std::collections::BTreeMap;

use super::CaseError;
use super::additions::Additions;
use super::format::{Action, Event, PinnedGuideline, SavedAnswer};

/// What the history adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    /// Pinned guidelines, in the order of assessment.
    pub guidelines: Vec<PinnedGuideline>,
    /// The last word on each question.
    pub answers: BTreeMap<String, SavedAnswer>,
    /// What people have added.
    pub additions: Additions,
    /// An outcome was computed, and no answer or guideline has changed since.
    pub concluded: bool,
    /// SHA-256 of that outcome, as the history has it.
    pub outcome_sha256: Option<String>,
    events: u64,
}

impl State {
    /// Adds up all events.
    ///
    /// # Errors
    /// An event is out of order or lacks what its kind needs.
    pub(super) fn of(history: &[Event]) -> Result<Self, CaseError> {
        let mut state = Self::default();
        for event in history {
            state.apply(event)?;
        }
        if state.events == 0 {
            return Err(broken("historikken er tom: den skal begynde med `oprettet`"));
        }
        Ok(state)
    }

    /// What one more event changes.
    pub(super) fn apply(&mut self, event: &Event) -> Result<(), CaseError> {
        let number = self.events + 1;
        if event.number != number {
            let found = event.number;
            return Err(broken(&format!(
                "historikken er brudt: hændelse nr. {number} mangler, i stedet står nr. {found}"
            )));
        }
        if (event.action == Action::Opened) != (number == 1) {
            return Err(broken(&format!("hændelse nr. {number}: `oprettet` hører til først i historikken og kun dér")));
        }
        match event.action {
            Action::Opened if event.opening.is_none() => return Err(lacks(number, "åbning")),
            Action::Exported | Action::Concluded if event.sha256.is_none() => return Err(lacks(number, "sha256")),
            Action::Signed if event.signature.is_none() => return Err(lacks(number, "signatur")),
            Action::Struck if event.struck.is_none() => return Err(lacks(number, "overstreget")),
            Action::Struck => self.strike(event),
            Action::Opened | Action::Resumed | Action::Noted | Action::Exported | Action::Replayed | Action::Signed => {
            }
            Action::Concluded => {
                self.concluded = true;
                self.outcome_sha256.clone_from(&event.sha256);
            }
            Action::Added | Action::Withdrawn => self.additions.apply(event)?,
            Action::GuidelinesChosen => {
                self.guidelines = event.guidelines.clone().ok_or_else(|| lacks(number, "retningslinjer"))?;
                self.concluded = false;
            }
            Action::Answered => {
                let key = event.question.clone().ok_or_else(|| lacks(number, "spørgsmål"))?;
                let value = event.value.clone().ok_or_else(|| lacks(number, "svar"))?;
                let answer =
                    SavedAnswer { value, source: event.source.clone(), date: event.date, note: event.note.clone() };
                let earlier = self.answers.insert(key, answer.clone());
                // Only another value can change the outcome; a better source or a note cannot.
                if earlier.is_none_or(|earlier| earlier.value != answer.value) {
                    self.concluded = false;
                }
            }
        }
        self.events = number;
        Ok(())
    }
}

fn lacks(number: u64, key: &str) -> CaseError {
    broken(&format!("hændelse nr. {number} mangler `{key}`"))
}

fn broken(message: &str) -> CaseError {
    CaseError::new("broken-history", message, "filen er ændret uden om visit; find en urørt udgave")
}
