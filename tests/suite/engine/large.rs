//! Large guidelines: those the loader accepts finish, those that are too large say so.
//!
//! That both happen soon is the budget's doing, which counts work: a clock would measure the machine.

use std::sync::Arc;

use visitation::engine::assess::{AssessError, Compiled};
use visitation::engine::interview::{Next, Party, next};
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;
use visitation::guideline::condition::{Comparison, ConceptIx, Condition, ConditionKind, LevelIx, Term};
use visitation::guideline::question::{Answer, Kind, OptionSet, QuestionIx, Value};

use super::build::{choices, concept, condition, criterion, guideline, never, question};

const MANY: usize = 1_000;

fn yes(place: usize) -> Condition {
    condition(ConditionKind::Compare { question: QuestionIx(place), op: Comparison::Equal, value: 1 })
}

fn at_least(place: usize, value: i64) -> Condition {
    condition(ConditionKind::Compare { question: QuestionIx(place), op: Comparison::GreaterOrEqual, value })
}

fn questions(count: usize, kind: &Kind) -> Guideline {
    guideline(MANY, (0..count).map(|place| question(format!("q{place}"), kind.clone())).collect())
}

/// A level for every question, asked for by its own criterion.
fn with_a_criterion_each(mut made: Guideline, level: impl Fn(usize) -> usize) -> Guideline {
    made.criteria = (0..made.questions.len()).map(|place| criterion(place, level(place), yes(place))).collect();
    made
}

#[test]
fn a_thousand_questions_levels_and_criteria() {
    let level = |place: usize| place * 617 % MANY;
    let made = with_a_criterion_each(questions(MANY, &Kind::YesNo), level);
    let compiled = Compiled::new(Arc::new(made), 1);
    let mut known = vec![None; MANY];
    known[500] = Some(Value::Ordinal(1));
    let found = compiled.assess(&known).unwrap();
    assert_eq!(found.possible, (level(500)..MANY).map(LevelIx).collect::<Vec<_>>());
    assert_eq!(found.criteria[500], State::Always);
}

#[test]
fn a_chain_of_a_thousand_questions_each_hidden_behind_the_one_before() {
    let mut made = with_a_criterion_each(questions(MANY, &Kind::YesNo), |place| place);
    for place in 1..MANY {
        made.questions[place].applies_when = Some(yes(place - 1));
    }
    let compiled = Compiled::new(Arc::new(made), 1);
    let mut known = vec![Some(Value::Ordinal(1)); 400];
    known[399] = Some(Value::Ordinal(0));
    assert_eq!(compiled.assess(&known).unwrap().recommended(), Some(LevelIx(398)));
    let answers: Vec<_> = known.iter().map(|value| value.map(Answer::Known)).take(200).collect();
    let asked = next(&[Party { compiled: &compiled, answers: &answers }]).unwrap();
    assert_eq!(asked, Next::Ask { party: 0, question: QuestionIx(200), at_most_left: 800 });
}

#[test]
fn a_chain_of_a_thousand_concepts_and_conditions_nested_deep() {
    let mut made = questions(MANY, &Kind::YesNo);
    made.concepts.push(concept(0, yes(0)));
    for place in 1..MANY {
        let before = condition(ConditionKind::Concept(ConceptIx(place - 1)));
        made.concepts.push(concept(place, condition(ConditionKind::All(vec![before, yes(place)]))));
    }
    let mut nested = condition(ConditionKind::Concept(ConceptIx(MANY - 1)));
    for _ in 0..32 {
        nested = condition(ConditionKind::Not(Box::new(nested)));
    }
    made.criteria.push(criterion(0, 5, nested));
    let compiled = Compiled::new(Arc::new(made), 1);
    let mut known = vec![Some(Value::Ordinal(1)); MANY];
    known[MANY - 1] = None;
    let found = compiled.assess(&known).unwrap();
    assert_eq!(found.possible, [LevelIx(0), LevelIx(5)]);
    assert_eq!(found.open_questions, [QuestionIx(MANY - 1)]);
}

/// 64,000 variables on one path: nothing may be recursive.
#[test]
fn a_thousand_questions_with_sixty_four_options() {
    let mut made = questions(MANY, &Kind::Multi(choices(&[0; 64])));
    let has = |place: usize| {
        let option = |option| condition(ConditionKind::Has { question: QuestionIx(place), option });
        condition(ConditionKind::All((0..64).map(option).collect()))
    };
    made.criteria.push(criterion(0, 3, condition(ConditionKind::All((0..MANY).map(has).collect()))));
    let compiled = Compiled::new(Arc::new(made), 1);
    let mut known = vec![Some(Value::Set(OptionSet(u64::MAX))); MANY];
    known[7] = None;
    let found = compiled.assess(&known).unwrap();
    assert_eq!(found.open_questions, [QuestionIx(7)]);
    assert_eq!(compiled.assess(&[]).unwrap().open_questions.len(), MANY);
}

#[test]
fn a_count_over_hundreds_of_questions() {
    let mut made = questions(120, &Kind::Scale(choices(&[0, 1, 2, 3, 4])));
    let parts = (0..120).map(|place| at_least(place, 3)).collect();
    made.criteria.push(criterion(0, 2, condition(ConditionKind::AtLeast(60, parts))));
    let terms = (0..120).map(|place| Term::Question(QuestionIx(place))).collect();
    let sum = ConditionKind::Sum { terms, op: Comparison::Greater, number: 100 };
    made.criteria.push(criterion(1, 1, condition(sum)));
    let compiled = Compiled::new(Arc::new(made), 1);
    let known = vec![Some(Value::Ordinal(4)); 26];
    let found = compiled.assess(&known).unwrap();
    assert_eq!(found.criteria, [State::Open, State::Always]);
}

#[test]
fn wide_numbers_cost_what_the_guideline_can_tell_apart() {
    let mut made = questions(6, &Kind::Number { min: i64::MIN, max: i64::MAX });
    let terms = (0..6).map(|place| Term::Question(QuestionIx(place))).collect();
    let far = ConditionKind::Sum { terms, op: Comparison::GreaterOrEqual, number: i64::MAX };
    made.questions[5].applies_when = Some(at_least(0, i64::MAX));
    made.criteria.push(criterion(0, 2, at_least(1, i64::MIN + 1)));
    let compiled = Compiled::new(Arc::new(made.clone()), 1);
    assert_eq!(compiled.assess(&[]).unwrap().possible, [LevelIx(0), LevelIx(2)]);
    made.criteria.push(criterion(1, 3, condition(far)));
    let compiled = Compiled::new(Arc::new(made), 1);
    assert!(matches!(compiled.assess(&[]), Err(AssessError::TooLarge(_))), "2^64 numbers in a sum");
    let known = vec![Some(Value::Ordinal(i64::MAX)); 6];
    assert_eq!(compiled.assess(&known).unwrap().recommended(), Some(LevelIx(3)), "no sum overflows");
}

/// Too large as a whole, exact for a case with most answers known.
#[test]
fn what_is_too_large_says_so_soon_and_is_exact_where_answers_make_it_small() {
    let mut made = questions(60, &Kind::Number { min: 0, max: 1_000_000 });
    made.never.push(never(at_least(0, 999_999)));
    for place in 0..6 {
        let terms = (0..12).map(|n| Term::Question(QuestionIx((n * 7 + place * 5) % 60))).collect();
        let op = Comparison::GreaterOrEqual;
        made.criteria.push(criterion(place, place, condition(ConditionKind::Sum { terms, op, number: 3_000_000 })));
    }
    let compiled = Compiled::new(Arc::new(made), 1);
    assert!(matches!(compiled.assess(&[]), Err(AssessError::TooLarge(_))));
    let mut known = vec![Some(Value::Ordinal(1)); 60];
    known[7] = None;
    let found = compiled.assess(&known).unwrap();
    assert_eq!(found.recommended(), Some(LevelIx(0)), "one answer alone does not reach three millions");
    known[0] = Some(Value::Ordinal(1_000_000));
    let Err(AssessError::Contradiction(why)) = compiled.assess(&known) else { panic!("an excluded answer") };
    assert_eq!((why.rules, why.questions), (vec![0], vec![QuestionIx(0)]));
}

/// Fourteen counts of six of twelve: no diagram holds them, and the interview goes on all the same, to an end that the
/// direct evaluator confirms.
#[test]
fn crossing_counts_are_searched() {
    let mut made = questions(30, &Kind::Scale(choices(&[0, 1, 2, 3, 4])));
    for place in 0..14 {
        let part =
            |n: usize| at_least((n * (2 * place + 1) + place * 11) % 30, 1 + ((n + place) % 3).cast_signed() as i64);
        let parts = (0..12).map(part).collect();
        made.criteria.push(criterion(place, 1 + place % 2, condition(ConditionKind::AtLeast(6, parts))));
    }
    let whole = Arc::new(made);
    let compiled = Compiled::without_diagram(whole.clone(), 1);
    let open = compiled.assess(&[]).unwrap();
    assert_eq!(open.possible, [LevelIx(0), LevelIx(1), LevelIx(2)]);
    assert!(open.criteria.iter().all(|state| *state == State::Open));
    let citizen = |place: usize| Value::Ordinal(((place * 7) % 5).cast_signed() as i64);
    let mut answers: Vec<Option<Answer>> = vec![None; 30];
    let mut asked = 0;
    while let Next::Ask { question, .. } = next(&[Party { compiled: &compiled, answers: &answers }]).unwrap() {
        answers[question.0] = Some(Answer::Known(citizen(question.0)));
        asked += 1;
    }
    let all: Vec<Option<Value>> = (0..30).map(|place| Some(citizen(place))).collect();
    let known: Vec<Option<Value>> = (0..30).map(|place| answers[place].map(|_| citizen(place))).collect();
    let end = compiled.assess(&known).unwrap();
    assert!(end.settled() && asked <= 30);
    assert_eq!(end.possible, compiled.assess(&all).unwrap().possible);
}
