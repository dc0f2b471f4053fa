//! What a changed answer does to the answers that are there already.
//!
//! Nothing is deleted: an answer to a question that no longer applies is kept and ignored, and counts again when it
//! applies again. Deliberately says nothing of the outcome, which is assessed as ever.

use crate::engine::assess::{Compiled, Means};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::question::{QuestionIx, Value};

/// The answered questions for which it makes a difference, in file order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consequences {
    /// They may apply before and cannot afterwards.
    pub stop: Vec<QuestionIx>,
    /// They cannot apply before and may afterwards.
    pub start: Vec<QuestionIx>,
}

/// Holds two sets of answers against each other. `answered` says per question whether anything was said to it.
pub fn consequences(
    compiled: &Compiled,
    answered: &[bool],
    before: &[Option<Value>],
    after: &[Option<Value>],
) -> Result<Consequences, TooLarge> {
    let (before, after) = (applying(compiled, before)?, applying(compiled, after)?);
    let mut found = Consequences::default();
    for (place, ((before, after), _)) in before.iter().zip(&after).zip(answered).enumerate().filter(|(_, (_, a))| **a) {
        match (before, after) {
            (true, false) => found.stop.push(QuestionIx(place)),
            (false, true) => found.start.push(QuestionIx(place)),
            _ => {}
        }
    }
    Ok(found)
}

/// Per question: does it apply in some completion? Where there is none, nothing does.
pub fn applying(compiled: &Compiled, known: &[Option<Value>]) -> Result<Vec<bool>, TooLarge> {
    let known = compiled.admitted(known);
    let may = |state: Option<State>| matches!(state, Some(State::Always | State::Open));
    Ok(match compiled.means_for(&known)? {
        Means::Diagram(diagram) => diagram.under(&known).states(&diagram.roots.applies).into_iter().map(may).collect(),
        Means::Search(mut completions) => completions.applies()?.into_iter().map(Some).map(may).collect(),
    })
}
