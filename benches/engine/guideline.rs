//! The guideline that is measured, once as data and once written by hand.

use visitation::guideline::Guideline;
use visitation::guideline::condition::{Comparison, ConceptIx, Condition, ConditionKind, LevelIx, Term};
use visitation::guideline::question::{Kind, QuestionIx};

use crate::build::{choices, concept, condition, criterion, duty, guideline, never, question};

/// How many cases are tried in turn, so that no branch is learnt by heart.
pub const CASES: usize = 8_192;

const AGE: usize = 0;
/// Eight five-step scales.
const SCALES: std::ops::Range<usize> = 1..9;
const SIGNS: usize = 9;
const REACTION: usize = 10;
const HOUSING: usize = 11;
/// Eight yes/no questions, the last two hidden unless the first scale is at 2.
const YES: std::ops::Range<usize> = 12..20;

fn compare(place: usize, op: Comparison, value: i64) -> Condition {
    condition(ConditionKind::Compare { question: QuestionIx(place), op, value })
}

fn at_least(place: usize, value: i64) -> Condition {
    compare(place, Comparison::GreaterOrEqual, value)
}

fn yes(place: usize) -> Condition {
    compare(place, Comparison::Equal, 1)
}

fn all(parts: Vec<Condition>) -> Condition {
    condition(ConditionKind::All(parts))
}

fn any(parts: Vec<Condition>) -> Condition {
    condition(ConditionKind::Any(parts))
}

fn count(number: u32, parts: Vec<Condition>) -> Condition {
    condition(ConditionKind::AtLeast(number, parts))
}

fn named(place: usize) -> Condition {
    condition(ConditionKind::Concept(ConceptIx(place)))
}

fn has(option: usize) -> Condition {
    condition(ConditionKind::Has { question: QuestionIx(SIGNS), option })
}

fn scales(at: i64) -> Vec<Condition> {
    SCALES.map(|place| at_least(place, at)).collect()
}

fn sum(terms: Vec<Term>, number: i64) -> Condition {
    condition(ConditionKind::Sum { terms, op: Comparison::GreaterOrEqual, number })
}

fn level(op: Comparison, level: usize) -> Condition {
    condition(ConditionKind::Level { op, level: LevelIx(level) })
}

/// The guideline as data.
pub fn sample() -> Guideline {
    let mut kinds = vec![Kind::Number { min: 0, max: 120 }];
    kinds.extend(SCALES.map(|_| Kind::Scale(choices(&[0, 1, 2, 3, 4]))));
    kinds.push(Kind::Multi(choices(&[0; 6])));
    kinds.push(Kind::Choice(choices(&[0, 2, 5])));
    kinds.push(Kind::Choice(choices(&[0, 1, 2])));
    kinds.extend(YES.map(|_| Kind::YesNo));
    let questions = kinds.into_iter().enumerate().map(|(n, kind)| question(format!("q{n}"), kind)).collect();
    let mut made = guideline(3, questions);
    made.questions[18].applies_when = Some(at_least(1, 2));
    made.questions[19].applies_when = Some(at_least(1, 2));
    made.concepts.push(concept(0, any(vec![yes(12), yes(13), has(0)])));
    made.never.push(never(all(vec![compare(AGE, Comparison::Less, 18), compare(HOUSING, Comparison::Equal, 2)])));
    let points = |place: usize| Term::Question(QuestionIx(place));
    let criteria = [
        (2, all(vec![count(3, scales(3)), named(0)])),
        (2, count(2, scales(4))),
        (2, sum(SCALES.map(points).collect(), 22)),
        (2, all(vec![yes(14), yes(15), condition(ConditionKind::Not(Box::new(yes(16))))])),
        (2, all(vec![yes(18), yes(19)])),
        (1, count(2, scales(2))),
        (1, sum(vec![points(REACTION), Term::Largest(vec![QuestionIx(1), QuestionIx(2)]), points(3)], 6)),
        (1, any(vec![has(1), has(2), has(5)])),
        (1, all(vec![compare(AGE, Comparison::Less, 18), at_least(5, 2)])),
        (1, condition(ConditionKind::NoneOf(vec![compare(HOUSING, Comparison::Equal, 0), yes(17), at_least(8, 1)]))),
    ];
    made.criteria = (0..).zip(criteria).map(|(n, (level, when))| criterion(n, level, when)).collect();
    let duties = [
        level(Comparison::GreaterOrEqual, 2),
        any(vec![level(Comparison::Equal, 2), condition(ConditionKind::Doubt)]),
        all(vec![level(Comparison::GreaterOrEqual, 1), named(0)]),
        compare(AGE, Comparison::Less, 18),
        all(vec![yes(14), yes(17)]),
        count(4, scales(2)),
    ];
    made.advice = (0..).zip(duties).map(|(n, when)| duty(n, when)).collect();
    made
}

/// A case, spread over all values by a fixed rule.
pub fn case(made: &Guideline, seed: usize) -> Vec<i64> {
    let mut state = (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |count: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % count).cast_signed()
    };
    let value = |kind: &Kind| match kind {
        Kind::Number { min, max } => below((max - min + 1).unsigned_abs()) + min,
        Kind::Multi(choices) => below(1 << choices.len()),
        kind => below(kind.choices().len().max(2) as u64),
    };
    let mut values: Vec<i64> = made.questions.iter().map(|question| &question.kind).map(value).collect();
    if values[AGE] < 18 && values[HOUSING] == 2 {
        values[HOUSING] = 1;
    }
    values
}

/// The same decision as a programmer would write it: criteria and duties as bits, and the level.
pub fn by_hand(v: &[i64]) -> (u64, u64, usize) {
    let Some(v) = v.first_chunk::<20>() else { return (0, 0, 0) };
    let scales = &v[SCALES];
    let at_least = |step: i64| scales.iter().filter(|value| **value >= step).count();
    let has = |option: i64| v[SIGNS] >> option & 1 == 1;
    let complex = v[12] == 1 || v[13] == 1 || has(0);
    let hidden = v[1] < 2;
    let reaction = [0, 2, 5][usize::try_from(v[REACTION]).unwrap_or(0)];
    let criteria = [
        at_least(3) >= 3 && complex,
        at_least(4) >= 2,
        scales.iter().sum::<i64>() >= 22,
        v[14] == 1 && v[15] == 1 && v[16] != 1,
        !hidden && v[18] == 1 && v[19] == 1,
        at_least(2) >= 2,
        reaction + v[1].max(v[2]) + v[3] >= 6,
        has(1) || has(2) || has(5),
        v[AGE] < 18 && v[5] >= 2,
        !(v[HOUSING] == 0 || v[17] == 1 || v[8] >= 1),
    ];
    let level = if criteria[..5].contains(&true) { 2 } else { usize::from(criteria[5..].contains(&true)) };
    let duties =
        [level >= 2, level == 2, level >= 1 && complex, v[AGE] < 18, v[14] == 1 && v[17] == 1, at_least(2) >= 4];
    (bits(&criteria), bits(&duties), level)
}

fn bits(list: &[bool]) -> u64 {
    (0..).zip(list).fold(0, |bits, (place, holds)| bits | u64::from(*holds) << place)
}
