//! Is the speciale in play? `relevant_når` tried on the shared questions alone, of which it is a condition.

use std::sync::Arc;

use crate::engine::assess::{AssessError, Compiled};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::condition::{Condition, LevelIx};
use crate::guideline::question::Value;
use crate::guideline::source::Span;
use crate::guideline::{Criterion, Guideline};

/// The guideline that asks the shared questions and whose only criterion is `relevant_når`, at the lowest level: it
/// moves no level, so that its state is all there is to see.
#[must_use]
pub fn asking(guideline: &Guideline) -> Option<Guideline> {
    let when: &Condition = guideline.relevant_when.as_ref()?;
    let mut asking = guideline.clone();
    asking.questions.clone_from(&guideline.national.questions);
    (asking.concepts, asking.calculations, asking.never, asking.advice) = (vec![], vec![], vec![], vec![]);
    asking.criteria = vec![Criterion {
        id: "relevant_når".to_owned(),
        level: LevelIx(0),
        when: when.clone(),
        because: None,
        source: None,
        laws: Vec::new(),
        verified: None,
        span: Span::default(),
    }];
    Some(asking)
}

/// Does `relevant_når` hold in every completion of the answers to the shared questions, or in none? A guideline
/// without one is never proposed by itself.
///
/// # Errors
/// The condition is too large.
pub fn holds(guideline: &Guideline, shared: &[Option<Value>]) -> Result<Option<bool>, TooLarge> {
    let Some(asking) = asking(guideline) else { return Ok(Some(false)) };
    match Compiled::new(Arc::new(asking), 1).assess(shared) {
        Ok(assessment) => Ok(match assessment.criteria.first() {
            Some(State::Always) => Some(true),
            Some(State::Never) | None => Some(false),
            Some(State::Open) => None,
        }),
        Err(AssessError::TooLarge(error)) => Err(error),
        // No rule excludes anything of the shared questions.
        Err(AssessError::Contradiction(_)) => Ok(None),
    }
}
