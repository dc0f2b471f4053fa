//! A small set of answers that shows a change: under it alone, both versions say something definite and different.
//!
//! It begins with a shortest walk to the change and leaves out every answer that is not needed. What counts is what
//! an assessment of these answers says in each version, so that anybody can try it. None of the answers can be left
//! out; that no quite different set is smaller still is not promised.

use std::collections::BTreeSet;

use super::joint::Joint;
use super::sides::{Compiled, Sides};
use crate::engine::contradiction::{only, smallest};
use crate::engine::diagram::forest::Leaf;
use crate::engine::diagram::{Fixed, NodeRef};
use crate::guideline::question::{Kind, OptionSet, QuestionIx, Value};

/// Joint answers, one place per joint question.
pub type Witness = Vec<Option<Value>>;

/// What a version must say under the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// There is no completion.
    Nothing,
    /// The level is this.
    Level(Leaf),
    /// The criterion holds, or does not.
    Criterion(usize, bool),
    /// The duty is due, or is not.
    Duty(usize, bool),
    /// Something: there is a completion. For what the version does not have.
    Anything,
}

/// Finds a small set of answers under which the old and the new version say these things, from a walk that leads
/// there when all other answers are known too; `None` if they do not say so even then.
#[must_use]
pub fn witness(sides: &Sides, path: &[(u32, u64)], (old, new): (Says, Says)) -> Option<Witness> {
    let joint = &sides.joint;
    let (full, walked) = completed(joint, path);
    let enough = |places: &[usize]| {
        let fixed = Fixed::new(&joint.blocks, &only(&full, places));
        says(sides, &sides.old, &fixed, old) && says(sides, &sides.new, &fixed, new)
    };
    let all: Vec<usize> = (0..full.len()).filter(|place| full.get(*place).is_some_and(Option::is_some)).collect();
    let start = [walked, all].into_iter().find(|places| enough(places))?;
    let places = smallest(start, |places| Ok::<bool, std::convert::Infallible>(enough(places)));
    let places = places.unwrap_or_else(|never| match never {});
    Some(only(&full, &places))
}

/// All answers of a case that a walk leads through, and the questions that the walk asks.
fn completed(joint: &Joint, path: &[(u32, u64)]) -> (Witness, Vec<usize>) {
    let taken = |variable: u32| path.iter().find(|(at, _)| *at == variable).map(|(_, value)| *value);
    let mut walked = BTreeSet::new();
    walked.extend(path.iter().filter_map(|(variable, _)| joint.owners.get(*variable as usize).copied()));
    let questions = joint.questions.iter().zip(&joint.blocks);
    let full = questions.map(|(question, block)| match &question.kind {
        Kind::Text => None,
        Kind::Multi(_) => {
            let chosen = (0..block.len).filter(|option| taken(block.first + option) == Some(1));
            let set = chosen.fold(OptionSet::default(), |set, option| set.with(option as usize));
            Some(Value::Set(set))
        }
        _ => Some(Value::Ordinal(block.ordinal(taken(block.first).unwrap_or(0)))),
    });
    (full.collect(), walked.into_iter().collect())
}

/// Does the version say so of the answers, as an assessment would?
fn says(sides: &Sides, version: &Compiled, fixed: &Fixed, wanted: Says) -> bool {
    let values = |root: NodeRef| fixed.values(&sides.forest, root);
    let levels = values(version.level);
    let definite =
        |root: Option<NodeRef>, holds: bool| root.is_some_and(|root| values(root).into_iter().eq([Leaf::from(holds)]));
    match wanted {
        Says::Nothing => levels.is_empty(),
        Says::Anything => !levels.is_empty(),
        Says::Level(level) => levels.into_iter().eq([level]),
        Says::Criterion(place, holds) => definite(version.criteria.get(place).copied(), holds),
        Says::Duty(place, holds) => {
            let doubt = levels.len() > 1;
            definite(
                version.advice.get(place).map(|[certain, doubtful]| if doubt { *doubtful } else { *certain }),
                holds,
            )
        }
    }
}

/// The answers as one version has them, by its own questions; answers it does not have are left out.
#[must_use]
pub fn own_answers(
    joint: &Joint,
    witness: &Witness,
    (guideline, side): (&crate::guideline::Guideline, super::joint::Side),
) -> Vec<(QuestionIx, Value)> {
    let answered = joint.questions.iter().enumerate().zip(witness);
    let own = answered.filter_map(|((place, question), value)| {
        let ix = question.on(side)?;
        let value = joint.own_value(place, (*value)?, guideline.questions.get(ix.0)?)?;
        Some((ix, value))
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|(ix, _)| *ix);
    own
}
