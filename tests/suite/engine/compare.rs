//! What changes between two guidelines, counted by trying every combination.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use visitation::engine::compare::joint::{Joint, Side};
use visitation::engine::compare::witness::{Witness, own_answers};
use visitation::engine::compare::{Changes, ItemChange, Shown, compare};
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;
use visitation::guideline::question::{OptionSet, Value};

use super::generate::{Drawn, drawn, drawn_pair, draws};
use super::naive::{Naive, values};

/// More joint combinations than this are not tried.
const COMBINATIONS: usize = 4_000;

fn all(joint: &Joint) -> Option<Vec<Vec<Value>>> {
    let mut all = vec![Vec::new()];
    for question in &joint.questions {
        let own = values(&question.kind);
        if all.len() * own.len() > COMBINATIONS {
            return None;
        }
        all = all.iter().flat_map(|head: &Vec<Value>| own.iter().map(|v| [head.as_slice(), &[*v]].concat())).collect();
    }
    Some(all)
}

/// The combination as a version has it; `None` where the version does not admit it.
fn own(joint: &Joint, combination: &[Value], guideline: &Guideline, side: Side) -> Option<Vec<Value>> {
    let mut assignment = vec![Value::Ordinal(0); guideline.questions.len()];
    for (place, question) in joint.questions.iter().enumerate() {
        let Some(ix) = question.on(side) else { continue };
        let asked = &guideline.questions[ix.0];
        if asked.kind.name() != "tekst" {
            assignment[ix.0] = by_id(&question.kind, &asked.kind, combination[place])?;
        }
    }
    let naive = Naive { guideline, speciale_count: 1 };
    naive.possible(&assignment).then_some(assignment)
}

/// The same answer in another list of options. Written apart from the engine's own.
fn by_id(
    from: &visitation::guideline::question::Kind,
    to: &visitation::guideline::question::Kind,
    value: Value,
) -> Option<Value> {
    let place = |at: usize| to.choices().iter().position(|choice| choice.id == from.choices()[at].id);
    let value = match value {
        Value::Ordinal(n) if !from.choices().is_empty() => {
            Value::Ordinal(i64::try_from(place(usize::try_from(n).unwrap())?).unwrap())
        }
        Value::Ordinal(n) => Value::Ordinal(n),
        Value::Set(set) | Value::Partly(set) => {
            let mut own = OptionSet::default();
            for at in set.iter() {
                own = own.with(place(at)?);
            }
            Value::Set(own)
        }
    };
    to.admits(value).then_some(value)
}

struct Pair<'a> {
    old: &'a Guideline,
    new: &'a Guideline,
    changes: Changes,
}

type Both = (Option<Vec<Value>>, Option<Vec<Value>>);

impl Pair<'_> {
    fn each(&self) -> Option<Vec<Both>> {
        let joint = &self.changes.joint;
        let pair = |one: &Vec<Value>| (own(joint, one, self.old, Side::Old), own(joint, one, self.new, Side::New));
        Some(all(joint)?.iter().map(pair).collect())
    }

    fn naive(&self, side: Side) -> Naive<'_> {
        let guideline = if side == Side::Old { self.old } else { self.new };
        Naive { guideline, speciale_count: 1 }
    }

    /// What the naive reading says of the witness in one version.
    fn assessed(&self, witness: &Witness, side: Side) -> Option<visitation::engine::outcome::Assessment> {
        let naive = self.naive(side);
        let mut known = vec![None; naive.guideline.questions.len()];
        for (ix, value) in own_answers(&self.changes.joint, witness, (naive.guideline, side)) {
            known[ix.0] = Some(value);
        }
        naive.assess(&known)
    }
}

fn count(shown: Option<&Shown>) -> String {
    shown.map_or_else(|| "0".to_owned(), |shown| shown.count.to_string())
}

fn check_levels(pair: &Pair, each: &[Both]) -> Result<(), TestCaseError> {
    let mut expected: BTreeMap<(Option<usize>, Option<usize>), usize> = BTreeMap::new();
    for (old, new) in each {
        let from = old.as_ref().map(|one| pair.naive(Side::Old).level(one));
        let to = new.as_ref().map(|one| pair.naive(Side::New).level(one));
        if from != to {
            *expected.entry((from, to)).or_default() += 1;
        }
    }
    let found = pair
        .changes
        .levels
        .iter()
        .map(|change| ((change.from.map(|l| l.0), change.to.map(|l| l.0)), change.shown.count.to_string()));
    let expected: BTreeMap<_, _> = expected.into_iter().map(|(key, number)| (key, number.to_string())).collect();
    prop_assert_eq!(expected, found.collect::<BTreeMap<_, _>>());
    for change in &pair.changes.levels {
        let witness = change.shown.witness.as_ref();
        prop_assert!(witness.is_some(), "every change of level has an example");
        for (side, level) in [(Side::Old, change.from), (Side::New, change.to)] {
            let said = pair.assessed(witness.unwrap(), side);
            let joint = &pair.changes.joint;
            let answered = joint.questions.iter().zip(witness.unwrap());
            let answered = answered.filter(|(question, value)| question.on(side).is_some() && value.is_some()).count();
            let taken = own_answers(joint, witness.unwrap(), (pair.naive(side).guideline, side)).len();
            if level.is_none() && taken == answered {
                prop_assert_eq!(&said, &None, "what is not possible contradicts itself, or has a value not to be had");
            }
            if let Some(level) = level {
                prop_assert_eq!(said.map(|said| said.possible), Some(vec![level]));
            }
        }
    }
    Ok(())
}

/// With one answer unknown, all cases that agree in the others are tried.
fn check_doubt(pair: &Pair, each: &[Both]) -> Result<(), TestCaseError> {
    let combinations = all(&pair.changes.joint).unwrap();
    let found = pair.changes.doubt.as_ref().unwrap();
    for place in 0..pair.changes.joint.questions.len() {
        let count = |side: Side| {
            let mut levels: BTreeMap<Vec<Value>, (BTreeSet<usize>, u64)> = BTreeMap::new();
            for (combination, (old, new)) in combinations.iter().zip(each) {
                let mut others = combination.clone();
                others.remove(place);
                let entry = levels.entry(others).or_default();
                entry.1 += 1;
                let own = if side == Side::Old { old } else { new };
                entry.0.extend(own.as_ref().map(|one| pair.naive(side).level(one)));
            }
            let sum = |least: usize| levels.values().filter(|(l, _)| l.len() >= least).map(|(_, n)| *n).sum::<u64>();
            (sum(2), sum(1))
        };
        let (old, new) = (count(Side::Old), count(Side::New));
        let differs = old.0 * new.1 != new.0 * old.1;
        let change = found.iter().find(|change| change.question == place);
        prop_assert_eq!(change.is_some(), differs && !pair.changes.levels.is_empty());
        if let Some(change) = change {
            for (doubt, (doubtful, possible)) in [(&change.old, old), (&change.new, new)] {
                prop_assert_eq!(doubt.doubtful.to_string(), doubtful.to_string());
                prop_assert_eq!(doubt.possible.to_string(), possible.to_string());
            }
        }
    }
    Ok(())
}

fn check_items(
    pair: &Pair,
    each: &[Both],
    items: &[ItemChange],
    holds: impl Fn(&Naive, &[Value], usize) -> bool,
    state: impl Fn(&visitation::engine::outcome::Assessment, usize) -> State,
) -> Result<(), TestCaseError> {
    for item in items {
        let (mut appears, mut disappears) = (0, 0);
        for (old, new) in each {
            let (Some(old), Some(new)) = (old, new) else { continue };
            let before = item.old.is_some_and(|at| holds(&pair.naive(Side::Old), old, at));
            let now = item.new.is_some_and(|at| holds(&pair.naive(Side::New), new, at));
            appears += usize::from(!before && now);
            disappears += usize::from(before && !now);
        }
        prop_assert_eq!(count(item.appears.as_ref()), appears.to_string());
        prop_assert_eq!(count(item.disappears.as_ref()), disappears.to_string());
        let shown = [(&item.appears, State::Never, State::Always), (&item.disappears, State::Always, State::Never)];
        for (shown, before, now) in shown {
            let Some(shown) = shown else { continue };
            prop_assert!(shown.witness.is_some(), "every change has an example");
            for (side, place, wanted) in [(Side::Old, item.old, before), (Side::New, item.new, now)] {
                let said = pair.assessed(shown.witness.as_ref().unwrap(), side);
                prop_assert!(said.is_some());
                if let Some(place) = place {
                    prop_assert_eq!(state(&said.unwrap(), place), wanted);
                }
            }
        }
    }
    Ok(())
}

fn check(old: &Guideline, new: &Guideline) -> Result<(), TestCaseError> {
    let pair = Pair { old, new, changes: compare(old, new).unwrap() };
    let Some(each) = pair.each() else { return Ok(()) };
    prop_assert_eq!(pair.changes.combinations.to_string(), each.len().to_string());
    let both = each.iter().filter(|(old, new)| old.is_some() && new.is_some()).count();
    prop_assert_eq!(pair.changes.in_both.to_string(), both.to_string());
    check_levels(&pair, &each)?;
    check_doubt(&pair, &each)?;
    let criterion = |naive: &Naive, assignment: &[Value], at: usize| {
        naive.holds(assignment, &naive.guideline.criteria[at].when, None)
    };
    check_items(&pair, &each, &pair.changes.criteria, criterion, |said, at| said.criteria[at])?;
    let duty = |naive: &Naive, assignment: &[Value], at: usize| naive.duties(assignment, false)[at];
    check_items(&pair, &each, &pair.changes.advice, duty, |said, at| said.advice[at])
}

/// A version with a few things moved.
fn changed(drawn: &Drawn, other: &Drawn) -> Guideline {
    let mut new = drawn.guideline.clone();
    if let Some(criterion) = new.criteria.pop() {
        new.criteria.insert(0, criterion);
    }
    for (criterion, from) in new.criteria.iter_mut().zip(&other.guideline.criteria) {
        criterion.level = from.level;
    }
    new.never.truncate(1);
    new
}

proptest! {
    #![proptest_config(draws(300))]

    /// Two guidelines with some questions in common.
    #[test]
    fn every_change_is_counted((old, new) in drawn_pair()) {
        check(&old.guideline, &new.guideline)?;
    }

    /// Two versions that differ a little.
    #[test]
    fn small_changes_are_counted((old, other) in (drawn(), drawn())) {
        check(&old.guideline, &changed(&old, &other))?;
    }

    /// Whatever is only worded or named otherwise is the same.
    #[test]
    fn the_same_is_the_same(drawn in drawn()) {
        let mut new = drawn.guideline.clone();
        new.criteria.iter_mut().for_each(|criterion| criterion.id.push('x'));
        new.questions.iter_mut().for_each(|question| question.text.push('x'));
        let changes = compare(&drawn.guideline, &new).unwrap();
        prop_assert!(changes.levels.is_empty());
        let items = changes.criteria.iter().chain(&changes.advice);
        prop_assert!(items.clone().all(ItemChange::same_cases), "{:?}", changes.criteria);
        prop_assert!(items.clone().all(|item| item.old.is_some() && item.new.is_some()));
        prop_assert!(changes.asked_elsewhere.iter().all(|elsewhere| !elsewhere));
    }
}
