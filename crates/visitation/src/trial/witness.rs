//! A complete case for what the examples do not show, read off the diagrams.
//!
//! Complete on purpose: [`super::suggest`] then takes away every answer that is not needed.

use super::coverage::Survey;
use super::goal::{Goal, Reply};
use crate::engine::diagram::{Fixed, NodeRef, Roots};
use crate::engine::outcome::TooLarge;
use crate::engine::variants::{Variants, Walk};
use crate::guideline::question::{OptionSet, QuestionIx, Value};

/// Per question its value.
pub type Known = Vec<Option<Value>>;

/// Complete cases that reach the goal, or from which it is reached by not knowing one of the answers.
pub fn for_goal(survey: &mut Survey<'_>, goal: Goal) -> Result<Vec<Known>, TooLarge> {
    let own = survey.own.clone();
    let holding = |survey: &Survey<'_>, root: Option<NodeRef>, state: i128| {
        root.and_then(|root| case(&survey.variants, survey.variants.shortest(root, |leaf| leaf == state)))
    };
    Ok(match goal {
        Goal::Decides(place) => {
            let Some(without) = survey.without.get(place).map(|roots| roots.level) else { return Ok(Vec::new()) };
            let root = survey.variants.differ(own.level, without)?;
            holding(survey, Some(root), 1).into_iter().collect()
        }
        Goal::Holds(place) => holding(survey, own.criteria.get(place).copied(), 1).into_iter().collect(),
        Goal::Due(place) => duty(&own, place).into_iter().filter_map(|root| holding(survey, Some(root), 1)).collect(),
        Goal::NotDue(place) => {
            duty(&own, place).into_iter().filter_map(|root| holding(survey, Some(root), 0)).collect()
        }
        Goal::Answered(question, reply) => answered(survey, question, reply)?.into_iter().collect(),
        Goal::Doubt => {
            let levels = survey.variants.values(own.level);
            levels.into_iter().filter_map(|level| holding(survey, Some(own.level), level)).collect()
        }
    })
}

fn duty(own: &Roots, place: usize) -> Vec<NodeRef> {
    own.advice.get(place).into_iter().flatten().copied().collect()
}

fn case(variants: &Variants, walk: Option<Walk>) -> Option<Known> {
    walk.map(|walk| variants.complete(&walk))
}

/// A case in which the answer makes a difference: another answer to the same question would come out otherwise.
fn answered(survey: &mut Survey<'_>, question: QuestionIx, reply: Reply) -> Result<Option<Known>, TooLarge> {
    let guideline = survey.guideline;
    let Some(asked) = guideline.questions.get(question.0) else { return Ok(None) };
    let others = survey.goals.wanted.iter().filter_map(|goal| match goal {
        Goal::Answered(own, other) if *own == question && *other != reply => Some(*other),
        _ => None,
    });
    let mut others: Vec<Value> = others.map(|other| other.value(&asked.kind)).collect();
    if matches!(reply, Reply::With(_)) {
        others.push(Value::Set(OptionSet::default()));
    }
    let wanted = reply.value(&asked.kind);
    let with = under(survey, question, wanted)?;
    let mut found = None;
    for other in others {
        if found.is_some() {
            break;
        }
        let without = under(survey, question, other)?;
        let variants = &mut survey.variants;
        let possible = variants.both(with.possible, without.possible)?;
        let advice = with.advice_for(false).zip(without.advice_for(false));
        for (one, other) in std::iter::once((with.level, without.level)).chain(advice) {
            let differs = variants.differ(one, other)?;
            let root = variants.both(possible, differs)?;
            if let Some(walk) = variants.shortest(root, |leaf| leaf == 1) {
                found = found.or(Some(walk));
            }
        }
    }
    let Some(walk) = found else { return Ok(given(survey, question, reply)) };
    let mut known = survey.variants.complete(&walk);
    if let Some(slot) = known.get_mut(question.0) {
        *slot = Some(wanted);
    }
    Ok(Some(known))
}

/// A case with the answer in which the question applies.
fn given(survey: &Survey<'_>, question: QuestionIx, reply: Reply) -> Option<Known> {
    let block = survey.variants.blocks().get(question.0)?;
    let (variable, value) = match reply {
        Reply::Between(first, _) => (block.first, block.place(first)),
        Reply::With(option) => (block.first + u32::try_from(option).ok()?, 1),
    };
    let mut fixed = Fixed::default();
    fixed.fix_variable(variable, value);
    let applies = survey.own.applies.get(question.0)?;
    let mut walk = survey.variants.shortest_under(&fixed, *applies, |leaf| leaf == 1)?;
    walk.insert(variable, value);
    Some(survey.variants.complete(&walk))
}

/// The guideline where the question is answered so.
fn under(survey: &mut Survey<'_>, question: QuestionIx, value: Value) -> Result<Roots, TooLarge> {
    let mut known = vec![None; survey.guideline.questions.len()];
    if let Some(slot) = known.get_mut(question.0) {
        *slot = Some(value);
    }
    survey.variants.read(survey.guideline, &known)
}

/// A complete case that the guideline excludes and a variant does not.
pub fn for_weaker_rules(variants: &mut Variants, own: &Roots, variant: &Roots) -> Result<Option<Known>, TooLarge> {
    let differs = variants.differ(own.possible, variant.possible)?;
    let root = variants.both(variant.possible, differs)?;
    Ok(case(variants, variants.shortest(root, |leaf| leaf == 1)))
}

/// Complete cases in which a variant differs from the guideline, or could if one of the answers were not known.
pub fn for_variant(variants: &mut Variants, own: &Roots, variant: &Roots) -> Result<Vec<Known>, TooLarge> {
    let criteria = own.criteria.iter().copied().zip(variant.criteria.iter().copied());
    let advice = |doubt| own.advice_for(doubt).zip(variant.advice_for(doubt));
    let pairs = std::iter::once((own.level, variant.level)).chain(criteria).chain(advice(false)).chain(advice(true));
    let pairs: Vec<(NodeRef, NodeRef)> = pairs.filter(|(one, other)| one != other).collect();
    let mut found = Vec::new();
    // First where the guideline itself has an outcome; what it excludes shows only where something is not known.
    for possible in [own.possible, variant.possible] {
        for (one, other) in &pairs {
            let differs = variants.differ(*one, *other)?;
            let root = variants.both(possible, differs)?;
            found.extend(case(variants, variants.shortest(root, |leaf| leaf == 1)));
        }
    }
    found.dedup();
    Ok(found)
}
