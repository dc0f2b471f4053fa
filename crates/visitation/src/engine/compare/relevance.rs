//! Is a speciale proposed in the same cases as before?
//!
//! `relevant_når` rests on the shared questions of national.yaml, so it is compared as the only criterion of a
//! guideline that has just these questions.

use super::sides::Sides;
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::{Condition, ConditionKind, LevelIx};
use crate::guideline::source::Span;
use crate::guideline::{Criterion, Guideline};

/// Do both versions propose the speciale in the same cases?
///
/// # Errors
/// The conditions are too large.
pub fn same_relevance(old: &Guideline, new: &Guideline) -> Result<bool, TooLarge> {
    match (&old.relevant_when, &new.relevant_when) {
        (None, None) => Ok(true),
        (Some(one), Some(other)) => {
            let mut sides = Sides::compile(&asking(old, one), &asking(new, other))?;
            let of = |list: &[crate::engine::diagram::NodeRef]| list.first().copied();
            match (of(&sides.old.criteria), of(&sides.new.criteria)) {
                (Some(one), Some(other)) => sides.same(one, other),
                _ => Ok(false),
            }
        }
        _ => Ok(false),
    }
}

/// The guideline that asks the shared questions and has one criterion.
fn asking(guideline: &Guideline, when: &Condition) -> Guideline {
    let mut asking = guideline.clone();
    asking.questions.clone_from(&guideline.national.questions);
    (asking.concepts, asking.never, asking.advice) = (Vec::new(), Vec::new(), Vec::new());
    let when = Condition::new(ConditionKind::All(vec![when.clone()]), when.span);
    asking.criteria = vec![Criterion {
        id: String::new(),
        level: LevelIx(0),
        when,
        because: None,
        source: None,
        laws: Vec::new(),
        verified: None,
        span: Span::default(),
    }];
    asking
}
