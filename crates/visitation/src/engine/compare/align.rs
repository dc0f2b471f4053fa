//! One version, said in the values that both versions have together.
//!
//! Every condition keeps its meaning: `kommunikation >= svær` becomes a list of the options it means, since the
//! joint options have no order of their own. What the version does not admit is said apart from its `aldrig`
//! rules, as it holds whether a question applies or not.

use std::collections::BTreeSet;

use super::joint::{Joint, Side};
use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::{Combiner, Operation};
use crate::engine::diagram::arithmetic::join;
use crate::engine::diagram::forest::{Forest, Run};
use crate::engine::diagram::variables::Block;
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, Condition, ConditionKind};
use crate::guideline::question::{Choice, Kind, Question};

/// A version over the joint questions.
#[derive(Debug)]
pub struct Aligned {
    /// The version with its conditions in joint values.
    pub guideline: Guideline,
    /// The joint variables of its own questions.
    pub blocks: Vec<Block>,
}

/// Says a version in joint values.
#[must_use]
pub fn align(original: &Guideline, joint: &Joint, side: Side) -> Aligned {
    let mut guideline = original.clone();
    let mut blocks = vec![Block { first: 0, len: 0, last_value: 0, least: 0 }; guideline.questions.len()];
    for (question, block) in joint.questions.iter().zip(&joint.blocks) {
        let Some(own) = question.on(side).map(|ix| ix.0) else { continue };
        blocks.get_mut(own).into_iter().for_each(|slot| *slot = *block);
        let kind = original.questions.get(own).map(|asked| joint_kind(&asked.kind, &question.kind));
        if let (Some(slot), Some(kind)) = (guideline.questions.get_mut(own), kind) {
            slot.kind = kind;
        }
    }
    let (asked, now) = (&original.questions, guideline.questions.clone());
    let said = |condition: &Condition| say(condition, asked, &now);
    for question in &mut guideline.questions {
        question.applies_when = question.applies_when.as_ref().map(said);
    }
    guideline.concepts.iter_mut().for_each(|concept| concept.when = said(&concept.when));
    guideline.never.iter_mut().for_each(|rule| rule.when = said(&rule.when));
    guideline.criteria.iter_mut().for_each(|criterion| criterion.when = said(&criterion.when));
    guideline.advice.iter_mut().for_each(|duty| duty.when = said(&duty.when));
    Aligned { guideline, blocks }
}

/// The joint values with the version's own points.
fn joint_kind(own: &Kind, joint: &Kind) -> Kind {
    let choices = joint.choices().iter().map(|choice| {
        let points = place_of(own.choices(), &choice.id).and_then(|at| own.choices().get(at)).map_or(0, |c| c.points);
        Choice { points, ..choice.clone() }
    });
    match joint {
        Kind::Scale(_) | Kind::Choice(_) => Kind::Choice(choices.collect()),
        Kind::Multi(_) => Kind::Multi(choices.collect()),
        Kind::YesNo | Kind::Number { .. } | Kind::Text => joint.clone(),
    }
}

fn place_of(choices: &[Choice], id: &str) -> Option<usize> {
    choices.iter().position(|choice| choice.id == id)
}

/// A condition in joint values.
fn say(condition: &Condition, asked: &[Question], now: &[Question]) -> Condition {
    let each = |parts: &[Condition]| parts.iter().map(|part| say(part, asked, now)).collect::<Vec<_>>();
    let kind = match &condition.kind {
        ConditionKind::All(parts) => ConditionKind::All(each(parts)),
        ConditionKind::Any(parts) => ConditionKind::Any(each(parts)),
        ConditionKind::NoneOf(parts) => ConditionKind::NoneOf(each(parts)),
        ConditionKind::Not(part) => ConditionKind::Not(Box::new(say(part, asked, now))),
        ConditionKind::AtLeast(number, parts) => ConditionKind::AtLeast(*number, each(parts)),
        ConditionKind::AtMost(number, parts) => ConditionKind::AtMost(*number, each(parts)),
        ConditionKind::Compare { question, op, value } => {
            let (Some(own), Some(joint)) = (asked.get(question.0), now.get(question.0)) else {
                return condition.clone();
            };
            if own.kind.choices().is_empty() {
                return condition.clone();
            }
            let meant = (0_i64..).zip(own.kind.choices()).filter(|(at, _)| op.holds(at, value));
            let places = meant.filter_map(|(_, choice)| place_of(joint.kind.choices(), &choice.id));
            let equal = |place: usize| {
                let value = i64::try_from(place).unwrap_or(i64::MAX);
                let kind = ConditionKind::Compare { question: *question, op: Comparison::Equal, value };
                Condition::new(kind, condition.span)
            };
            ConditionKind::Any(places.map(equal).collect())
        }
        ConditionKind::Has { question, option } => {
            let choices =
                |list: &[Question]| list.get(question.0).map(|q| q.kind.choices().to_vec()).unwrap_or_default();
            let id = choices(asked).get(*option).map(|choice| choice.id.clone()).unwrap_or_default();
            let place = place_of(&choices(now), &id).unwrap_or(usize::MAX);
            ConditionKind::Has { question: *question, option: place }
        }
        other => other.clone(),
    };
    Condition::new(kind, condition.span)
}

/// The combinations whose every value the version has.
pub fn admitted(
    forest: &mut Forest,
    combiner: &mut Combiner,
    joint: &Joint,
    (original, side): (&Guideline, Side),
) -> Result<NodeRef, TooLarge> {
    let mut nodes = Vec::new();
    for (question, block) in joint.questions.iter().zip(&joint.blocks) {
        let Some(own) = question.on(side).and_then(|ix| original.questions.get(ix.0)) else { continue };
        match (&question.kind, &own.kind) {
            (Kind::Number { .. }, Kind::Number { min, max }) => {
                let ends = BTreeSet::from([min.saturating_sub(1), *max, block.ordinal(block.last_value)]);
                let inside = ends.into_iter().filter(|end| *end >= block.least);
                let runs: Vec<Run> = inside
                    .map(|end| Run { upto: block.place(end), to: NodeRef::constant((*min..=*max).contains(&end)) })
                    .collect();
                nodes.push(forest.make(block.first, &runs)?);
            }
            (Kind::Multi(choices), kind) => {
                for (variable, _) in missing(block.first, choices, kind) {
                    let runs = [Run { upto: 0, to: NodeRef::TRUE }, Run { upto: 1, to: NodeRef::FALSE }];
                    nodes.push(forest.make(variable, &runs)?);
                }
            }
            (Kind::Scale(choices) | Kind::Choice(choices), kind) => {
                let gone: Vec<u32> = missing(0, choices, kind).map(|(place, _)| place).collect();
                let run = |place: u32| Run { upto: u64::from(place), to: NodeRef::constant(!gone.contains(&place)) };
                let runs: Vec<Run> = (0_u32..).zip(choices).map(|(place, _)| run(place)).collect();
                nodes.push(forest.make(block.first, &runs)?);
            }
            _ => {}
        }
    }
    join(forest, combiner, Operation::And, nodes, NodeRef::TRUE)
}

fn missing<'c>(first: u32, joint: &'c [Choice], own: &'c Kind) -> impl Iterator<Item = (u32, &'c Choice)> {
    (first..).zip(joint).filter(|(_, choice)| place_of(own.choices(), &choice.id).is_none())
}
