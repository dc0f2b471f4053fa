//! The best order of asking near the end, where all orders can be tried: few questions with few answers are left.

use super::course::Course;
use crate::engine::assess::{AssessError, Compiled};
use crate::engine::diagram::Diagram;
use crate::guideline::Guideline;
use crate::guideline::question::{Kind, QuestionIx, Value};

/// More states of knowledge than this are not gone through. A person waits while they are.
const STATES: u64 = 600;

/// Are so few questions left, with so few answers, that every order can be tried?
pub(super) fn is_small(guideline: &Guideline, may_come: &[bool]) -> bool {
    let left = guideline.questions.iter().zip(may_come).filter(|(_, may_come)| **may_come);
    let states = left
        .map(|(question, _)| size(&question.kind))
        .try_fold(1_u64, |product, size| product.checked_mul(size.checked_add(1)?));
    states.is_some_and(|states| states <= STATES)
}

/// The question that the best tree begins with, where it can be found while a person waits.
pub(super) fn first(
    compiled: &Compiled,
    known: &[Option<Value>],
    may_come: &[bool],
) -> Result<Option<QuestionIx>, AssessError> {
    let guideline = compiled.guideline();
    if !is_small(guideline, may_come) {
        return Ok(None);
    }
    let diagram = Diagram::compile_under(guideline, compiled.speciale_count(), known)?;
    let mut course = Course::new(guideline, diagram, usize::try_from(STATES).unwrap_or(usize::MAX));
    let asked = may_come.iter().map(|may_come| !may_come).collect();
    Ok(course.best(asked)?.and_then(|(_, first)| first))
}

/// How many values a question has; of a wide flervalg, as many as fit.
fn size(kind: &Kind) -> u64 {
    match kind {
        Kind::YesNo => 2,
        Kind::Scale(choices) | Kind::Choice(choices) => choices.len() as u64,
        Kind::Multi(choices) => 1_u64.checked_shl(u32::try_from(choices.len()).unwrap_or(u32::MAX)).unwrap_or(u64::MAX),
        Kind::Number { min, max } => max.abs_diff(*min).saturating_add(1),
        Kind::Text => 1,
    }
}
