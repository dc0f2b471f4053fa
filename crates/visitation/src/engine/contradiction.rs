//! Why a case has no completion: a smallest set of `aldrig` rules and of answers that cannot go together.
//!
//! Smallest in the sense that without any one of them there would be a completion.

use super::diagram::apply::Combiner;
use super::diagram::compile::{Setting, never_rules};
use super::diagram::forest::{Budget, Forest};
use super::diagram::variables::Layout;
use super::diagram::{NodeRef, possible};
use super::outcome::{Contradiction, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::question::{QuestionIx, Value};

/// Finds the rules and the answers. For a case that has a completion the result says nothing.
pub fn explain(guideline: &Guideline, known: &[Option<Value>]) -> Result<Contradiction, TooLarge> {
    let rules = smallest((0..guideline.never.len()).collect(), |rules| Ok(!can_be(guideline, rules, known)?))?;
    let answered = (0..known.len()).filter(|place| known.get(*place).is_some_and(Option::is_some)).collect();
    let needed = smallest(answered, |places| Ok(!can_be(guideline, &rules, &only(known, places))?))?;
    Ok(Contradiction { rules, questions: needed.into_iter().map(QuestionIx).collect() })
}

/// The answers at these places alone.
#[must_use]
pub fn only(known: &[Option<Value>], places: &[usize]) -> Vec<Option<Value>> {
    let mut kept = vec![None; known.len()];
    for place in places {
        if let (Some(slot), Some(value)) = (kept.get_mut(*place), known.get(*place)) {
            *slot = *value;
        }
    }
    kept
}

/// A part of `places` that is still enough and from which none can be left out.
///
/// `enough` must hold for all of them, and stay true when places are added. Large parts are tried first: few of
/// many answers are needed as a rule.
pub fn smallest<E>(places: Vec<usize>, mut enough: impl FnMut(&[usize]) -> Result<bool, E>) -> Result<Vec<usize>, E> {
    let mut kept = places;
    let mut size = kept.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < kept.len() {
            let fewer: Vec<usize> = kept.iter().take(at).chain(kept.iter().skip(at + size)).copied().collect();
            if enough(&fewer)? { kept = fewer } else { at += size }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    Ok(kept)
}

/// Is there an assignment that agrees with the answers and respects the rules?
fn can_be(guideline: &Guideline, rules: &[usize], known: &[Option<Value>]) -> Result<bool, TooLarge> {
    let blocks = Layout::default().add(guideline);
    let (mut forest, mut combiner) = (Forest::new(Budget::default()), Combiner::default());
    let setting = Setting { guideline, blocks: &blocks, known, speciale_count: 1 };
    let all = never_rules(&mut forest, &mut combiner, setting)?;
    let chosen: Vec<NodeRef> = rules.iter().filter_map(|rule| all.get(*rule)).copied().collect();
    Ok(possible(&mut forest, &mut combiner, &chosen)? != NodeRef::FALSE)
}
