//! V109. Points at a part of a condition that could be left out: where it stands it is always true, or always false.
//!
//! Each part is replaced by a constant; where the whole then means the same for every possible assignment, the
//! part does nothing. Of parts inside one another the outermost is reported.

use std::collections::BTreeMap;

use super::v116_counted_twice::{questions, same_searched};
use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::Operation;
use crate::engine::outcome::TooLarge;
use crate::engine::search::Lit;
use crate::guideline::condition::{Comparison, Condition, ConditionKind, Short};
use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::counting::{counted, exactly};
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::paths::{Path, with_constant};
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V109.
pub struct IdlePart;

const ABOUT: About = About {
    code: "V109",
    title: "en del af en betingelse, der intet gør",
    severity: Severity::Warning,
    page: include_str!("v109_idle_part.md"),
};

impl Lint for IdlePart {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !proof.is_possible() {
            return Ok(());
        }
        let guideline = proof.ground.guideline;
        let asking = proof.ground.own_questions().filter_map(|(_, question)| question.applies_when.as_ref());
        let concepts = guideline.concepts.iter().map(|concept| &concept.when);
        let criteria = guideline.criteria.iter().map(|criterion| &criterion.when);
        // A national.yaml's carrier has no concepts, and criteria that are one part each.
        let deadlines = proof.ground.deadlines().map(|(when, _)| when);
        for whole in asking.chain(concepts).chain(criteria).chain(deadlines) {
            proved(proof, whole, Kind::Plain, report)?;
        }
        for (_, duty) in proof.ground.duties() {
            proved(proof, &duty.when, Kind::Duty, report)?;
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !hunt.is_possible {
            return Ok(());
        }
        let guideline = hunt.ground.guideline;
        let asking = hunt.ground.own_questions().filter_map(|(_, question)| question.applies_when.as_ref());
        let concepts = guideline.concepts.iter().map(|concept| &concept.when);
        let criteria = guideline.criteria.iter().map(|criterion| &criterion.when);
        let deadlines = hunt.ground.deadlines().map(|(when, _)| when);
        let plain = asking.chain(concepts).chain(criteria).chain(deadlines).map(|whole| (whole, Kind::Plain));
        let duties: Vec<_> = hunt.ground.duties().map(|(_, duty)| (&duty.when, Kind::Duty)).collect();
        for (whole, kind) in plain.chain(duties) {
            let meaning = searched(hunt, whole, kind)?;
            let mut varies = false;
            for own in &meaning {
                varies = varies || (hunt.can(&[*own])? && hunt.can(&[!*own])?);
            }
            if varies {
                let doubled = |hunt: &mut Hunt<'_>, list: &Condition| match kind {
                    Kind::Plain => searched_doubled(hunt, list),
                    Kind::Duty => Ok(vec![false; list.parts().len()]),
                };
                look_into(hunt, whole, report, doubled, |hunt, replaced| {
                    let other = searched(hunt, replaced, kind)?;
                    let mut same = true;
                    for (own, other) in meaning.iter().zip(other) {
                        same = same && hunt.same(*own, other)?;
                    }
                    Ok(same)
                })?;
            }
        }
        Ok(())
    }

    fn prove_national(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.prove(proof, report)
    }

    fn hunt_national(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.hunt(hunt, report)
    }
}

/// What a condition is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Duty,
}

fn proved(proof: &mut Proof<'_>, whole: &Condition, kind: Kind, report: &mut Report<'_>) -> Result<(), TooLarge> {
    let meaning = meaning(proof, whole, kind)?;
    if meaning.iter().all(|node| !varies(proof, *node)) {
        // The whole is constant: V101, V107 and V114 say so, except of a concept.
        return Ok(());
    }
    if kind == Kind::Duty {
        let none = |_: &mut Proof<'_>, list: &Condition| Ok(vec![false; list.parts().len()]);
        return look_into(proof, whole, report, none, |proof, replaced| {
            Ok(self::meaning(proof, replaced, kind)? == meaning)
        });
    }
    let mut open = vec![(Path::new(), whole)];
    while let Some((path, list)) = open.pop() {
        let idle = idle_parts(proof, whole, &path, list)?;
        for ((path, part), idle) in children(&path, list).zip(idle) {
            match idle {
                Some(message) => report.find(part.span, message, HELP),
                None if !part.parts().is_empty() => open.push((path, part)),
                None => {}
            }
        }
    }
    Ok(())
}

/// What is to be said of each part of a list, all parts at once: a part matters where the list matters to the whole,
/// and as many others hold as leave it to this one.
fn idle_parts(
    proof: &mut Proof<'_>,
    whole: &Condition,
    path: &[usize],
    list: &Condition,
) -> Result<Vec<Option<&'static str>>, TooLarge> {
    let holds = proof.shop.condition(&with_constant(whole, path, true))?;
    let fails = proof.shop.condition(&with_constant(whole, path, false))?;
    let differs = proof.shop.combine(Operation::Compare(Comparison::NotEqual), holds, fails)?;
    let matters = proof.shop.both(differs, NodeRef::TRUE)?;
    let mut parts = Vec::with_capacity(list.parts().len());
    for part in list.parts() {
        parts.push(proof.shop.condition(part)?);
    }
    let doubled = doubled(proof, &parts, list)?;
    // So many must hold for the list to turn; of `alle`, so many must fail.
    let all = matches!(list.kind, ConditionKind::All(_));
    let turning = match list.kind {
        ConditionKind::AtLeast(number, _) => i64::from(number),
        ConditionKind::AtMost(number, _) => i64::from(number) + 1,
        _ => 1,
    };
    if all {
        for part in &mut parts {
            *part = proof.shop.not(*part)?;
        }
    }
    let count = counted(&mut proof.shop, &parts, turning.saturating_add(1))?;
    let (at, below) = (exactly(&mut proof.shop, count, turning)?, exactly(&mut proof.shop, count, turning - 1)?);
    let (at, below) =
        (proof.shop.combine(Operation::And, at, matters)?, proof.shop.combine(Operation::And, below, matters)?);
    let mut said = Vec::with_capacity(parts.len());
    for (part, doubled) in parts.into_iter().zip(doubled) {
        let never_needed = proof.shop.combine(Operation::And, part, at)? == NodeRef::FALSE;
        let fails = proof.shop.not(part)?;
        let never_missed = proof.shop.combine(Operation::And, fails, below)? == NodeRef::FALSE;
        // A count of those that fail turns the two about.
        let (always, never) = if all { (never_needed, never_missed) } else { (never_missed, never_needed) };
        said.push(if doubled { None } else { message(always, never) });
    }
    Ok(said)
}

/// Which parts V116 speaks of, or distorts: what stands twice, and in a list that counts all of it.
fn doubled(proof: &mut Proof<'_>, parts: &[NodeRef], list: &Condition) -> Result<Vec<bool>, TooLarge> {
    let guideline = proof.ground.guideline;
    let (mut possible, mut seen) = (Vec::with_capacity(parts.len()), BTreeMap::new());
    for (part, written) in parts.iter().zip(list.parts()) {
        let node = proof.shop.both(*part, NodeRef::TRUE)?;
        let own = (node, questions(guideline, written));
        *seen.entry(own.clone()).or_insert(0) += usize::from(node != NodeRef::FALSE);
        possible.push(own);
    }
    let counts = matches!(list.kind, ConditionKind::AtLeast(..) | ConditionKind::AtMost(..));
    let any = counts && seen.values().any(|times| *times > 1);
    Ok(possible.iter().map(|node| any || seen.get(node).is_some_and(|times| *times > 1)).collect())
}

/// What is said of a part that could be replaced by true, or by false.
fn message(always: bool, never: bool) -> Option<&'static str> {
    match (always, never) {
        (false, false) => None,
        (true, false) => Some("denne del er altid opfyldt, hvor den står"),
        (false, true) => Some("denne del er aldrig opfyldt, hvor den står"),
        (true, true) => Some("denne del gør ingen forskel, hvor den står"),
    }
}

const HELP: &str = "fjern delen, eller ret den, så den siger det, der er meningen";

/// Reports the parts that can be replaced; `same`: does a changed whole still mean the same? `doubled`: which parts of
/// a list are V116's?
fn look_into<C>(
    context: &mut C,
    whole: &Condition,
    report: &mut Report<'_>,
    doubled: impl Fn(&mut C, &Condition) -> Result<Vec<bool>, TooLarge>,
    same: impl Fn(&mut C, &Condition) -> Result<bool, TooLarge>,
) -> Result<(), TooLarge> {
    let mut open = vec![(Path::new(), whole)];
    while let Some((path, list)) = open.pop() {
        let doubled = doubled(context, list)?;
        for ((path, part), doubled) in children(&path, list).zip(doubled) {
            let [always, never] = [true, false].map(|constant| with_constant(whole, &path, constant));
            let said = if doubled { None } else { message(same(context, &always)?, same(context, &never)?) };
            match said {
                Some(message) => report.find(part.span, message, HELP),
                None => open.push((path, part)),
            }
        }
    }
    Ok(())
}

/// As [`doubled`], searched for.
fn searched_doubled(hunt: &mut Hunt<'_>, list: &Condition) -> Result<Vec<bool>, TooLarge> {
    let parts = list.parts();
    let mut twice = vec![false; parts.len()];
    for (at, one) in parts.iter().enumerate() {
        for (beside, other) in parts.iter().enumerate().take(at) {
            if same_searched(hunt, one, other)? {
                for place in [at, beside] {
                    twice.get_mut(place).into_iter().for_each(|slot| *slot = true);
                }
            }
        }
    }
    let counts = matches!(list.kind, ConditionKind::AtLeast(..) | ConditionKind::AtMost(..));
    let all = counts && twice.contains(&true);
    Ok(twice.into_iter().map(|own| all || own).collect())
}

/// What a condition comes to, to be searched.
fn searched(hunt: &mut Hunt<'_>, whole: &Condition, kind: Kind) -> Result<Vec<Lit>, TooLarge> {
    match kind {
        Kind::Plain => Ok(vec![hunt.search.condition(whole, None)?]),
        Kind::Duty => hunt.when_due(whole),
    }
}

/// What a condition comes to in every possible assignment.
fn meaning(proof: &mut Proof<'_>, whole: &Condition, kind: Kind) -> Result<Vec<NodeRef>, TooLarge> {
    let nodes = match kind {
        Kind::Plain => vec![proof.shop.condition(whole)?],
        Kind::Duty => proof.when_due(whole)?,
    };
    nodes.into_iter().map(|node| proof.shop.guarded(node)).collect()
}

fn varies(proof: &mut Proof<'_>, guarded: NodeRef) -> bool {
    let leaves = |wanted| crate::engine::diagram::query::shortest(proof.shop.forest(), guarded, |leaf| leaf == wanted);
    let mut leaves = leaves;
    leaves(0).is_ok_and(|way| way.is_some()) && leaves(1).is_ok_and(|way| way.is_some())
}

fn children<'c>(path: &Path, condition: &'c Condition) -> impl DoubleEndedIterator<Item = (Path, &'c Condition)> {
    let path = path.clone();
    // What `antal` and `maks` mean in longer forms has no parts that anybody wrote.
    let said = matches!(condition.short, Some(Short::Count { .. } | Short::Largest { .. }));
    let parts = if said { &[] } else { condition.parts() };
    parts.iter().enumerate().map(move |(at, part)| {
        let mut own = path.clone();
        own.push(at);
        (own, part)
    })
}
