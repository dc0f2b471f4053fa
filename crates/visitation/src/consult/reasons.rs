//! The one choice of the reasons that people see: page, note, letters, JSON and `explain` name these and no others.
//!
//! Chosen are the answers that make the deciding criteria hold: those that are met for certain and call for the highest
//! level that any met criterion calls for. Answers behind other criteria, or behind duties, are not among them. They
//! stand in this order:
//!
//! 1. what is said of the citizen before what is said of the case and the municipality: an answer is the citizen's own
//!    where its question is the speciale's own, or where its statement (`udsagn`) speaks of `{borger}`;
//! 2. the graver before the lighter: the further towards the end of its scale or list of options (ja before nej);
//! 3. as the questions stand in the file.
//!
//! The fewest answers that settle the level by themselves are another thing, and are told as such.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::engine::explain::{Reader, support};
use crate::engine::outcome::{Assessment, State};
use crate::guideline::Guideline;
use crate::guideline::question::{Kind, Question, QuestionIx, Value};
use crate::guideline::standing::Standing;
use crate::guideline::wording::statement::speaks_of_person;

/// The places of the criteria that hold for certain and call for the highest level that any of them calls for.
#[must_use]
pub fn deciding(guideline: &Guideline, assessment: &Assessment) -> Vec<usize> {
    let states = guideline.criteria.iter().zip(&assessment.criteria).enumerate();
    let met =
        states.filter(|(_, (criterion, state))| **state == State::Always && criterion.level >= guideline.base_level);
    let met: Vec<_> = met.map(|(place, (criterion, _))| (place, criterion.level)).collect();
    let highest = met.iter().map(|(_, level)| *level).max();
    met.into_iter().filter(|(_, level)| Some(*level) == highest).map(|(place, _)| place).collect()
}

/// The reasons, in their order; none where no criterion decides. `reader` reads the answers that count.
#[must_use]
pub fn reasons(reader: &Reader<'_>, standings: &[Standing], deciding: &[usize]) -> Vec<QuestionIx> {
    let guideline = reader.guideline();
    let criteria = deciding.iter().filter_map(|place| guideline.criteria.get(*place));
    let behind: BTreeSet<QuestionIx> = criteria.flat_map(|criterion| support(reader, &criterion.when)).collect();
    let mut behind: Vec<QuestionIx> = behind.into_iter().collect();
    behind.sort_by_key(|ix| {
        let asked = guideline.questions.get(ix.0).zip(standings.get(ix.0).and_then(Standing::value));
        asked.map(|(question, value)| (!of_the_citizen(question, value), Reverse(gravity(question, value))))
    });
    behind
}

/// Is the answer said of the citizen, and not of the case or the municipality?
fn of_the_citizen(question: &Question, value: Value) -> bool {
    !question.shared || speaks_of_person(question, value)
}

/// How far towards the grave end an answer stands, in thousandths; the middle where its kind has no ends.
fn gravity(question: &Question, value: Value) -> usize {
    const MIDDLE: usize = 500;
    match (&question.kind, value) {
        (Kind::YesNo, Value::Ordinal(yes)) => {
            if yes == 1 {
                1000
            } else {
                0
            }
        }
        (Kind::Scale(choices) | Kind::Choice(choices), Value::Ordinal(place)) => {
            let last = choices.len().saturating_sub(1).max(1);
            usize::try_from(place).unwrap_or_default() * 1000 / last
        }
        _ => MIDDLE,
    }
}
