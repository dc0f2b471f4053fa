//! How many questions are asked: the exact course of all interviews, held against asking every citizen one by one, and
//! the short order and the bound against the best decision tree, found by trying.

use std::collections::HashMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use visitation::engine::assess::Compiled;
use visitation::engine::interview::effort::effort;
use visitation::engine::interview::{Next, Order, Party, next_in};
use visitation::guideline::question::{Answer, QuestionIx, Value};

use super::generate::{Drawn, drawn, draws};
use super::naive::{Naive, assignments};

/// Interviews every possible citizen.
fn one_by_one(compiled: &Compiled, drawn: &Drawn, order: Order) -> (f64, usize) {
    let (mut total, mut most, mut citizens) = (0, 0, 0);
    for citizen in assignments(&drawn.guideline, &vec![None; drawn.guideline.questions.len()]) {
        let known: Vec<Option<Value>> = citizen.iter().copied().map(Some).collect();
        if compiled.assess(&known).is_err() {
            continue;
        }
        let mut answers: Vec<Option<Answer>> = vec![None; citizen.len()];
        let mut asked = 0;
        while let Next::Ask { question, .. } = next_in(&[Party { compiled, answers: &answers }], order).unwrap() {
            answers[question.0] = Some(Answer::Known(citizen[question.0]));
            asked += 1;
        }
        (total, most, citizens) = (total + asked, most.max(asked), citizens + 1);
    }
    (f64::from(u32::try_from(total).unwrap()) / f64::from(citizens), most)
}

/// A citizen, what the interview has to find out, and the questions that are asked of them in any case.
type Citizen = (Vec<Value>, (usize, Vec<bool>), Vec<usize>);

fn citizens(drawn: &Drawn) -> Vec<Citizen> {
    let naive = Naive { guideline: &drawn.guideline, speciale_count: drawn.speciale_count };
    let questions = &drawn.guideline.questions;
    let always =
        |citizen: &[Value], place: &usize| questions[*place].always_asked && naive.applies(citizen, QuestionIx(*place));
    let all = assignments(&drawn.guideline, &vec![None; questions.len()]).into_iter();
    let all = all.filter(|citizen| naive.possible(citizen)).map(|citizen| {
        let outcome = (naive.level(&citizen), naive.duties(&citizen, false));
        let asked = (0..questions.len()).filter(|place| always(&citizen, place)).collect();
        (citizen, outcome, asked)
    });
    all.collect()
}

/// The mean of the best decision tree over some citizens, times their number, by trying every question everywhere.
fn best_by_trying(
    citizens: &[&Citizen],
    answers: &mut Vec<Option<Value>>,
    known: &mut HashMap<Vec<Option<Value>>, usize>,
) -> usize {
    let Some((_, outcome, _)) = citizens.first() else { return 0 };
    let all_asked = |citizen: &Citizen| citizen.2.iter().all(|place| answers[*place].is_some());
    if citizens.iter().all(|citizen| citizen.1 == *outcome && all_asked(citizen)) {
        return 0;
    }
    if let Some(found) = known.get(answers) {
        return *found;
    }
    let mut best = usize::MAX;
    for place in (0..answers.len()).filter(|place| answers[*place].is_none()).collect::<Vec<_>>() {
        let mut values: Vec<Value> = citizens.iter().map(|citizen| citizen.0[place]).collect();
        values.sort_unstable();
        values.dedup();
        let mut sum = citizens.len();
        for value in values {
            let like: Vec<&Citizen> = citizens.iter().copied().filter(|citizen| citizen.0[place] == value).collect();
            answers[place] = Some(value);
            sum += best_by_trying(&like, answers, known);
        }
        answers[place] = None;
        best = best.min(sum);
    }
    known.insert(answers.clone(), best);
    best
}

#[test]
fn no_order_of_asking_is_below_the_bound_and_the_short_one_is_near_the_best_tree() {
    let mut runner = TestRunner::deterministic();
    let (mut compared, mut excluding, mut always, mut tight, mut worst) = (0, 0, 0, 0, 1.0_f64);
    for _ in 0..draws(80).cases {
        let drawn = drawn().new_tree(&mut runner).unwrap().current();
        let compiled = Compiled::new(Arc::new(drawn.guideline.clone()), drawn.speciale_count);
        let citizens = citizens(&drawn);
        if citizens.is_empty() || citizens.len() > 1_000 {
            continue;
        }
        let all: Vec<&Citizen> = citizens.iter().collect();
        let mut answers = vec![None; drawn.guideline.questions.len()];
        let sum = best_by_trying(&all, &mut answers, &mut HashMap::new());
        let least = f64::from(u32::try_from(sum).unwrap()) / f64::from(u32::try_from(all.len()).unwrap());
        let found = effort(&compiled).unwrap();
        assert!(found.bound <= least + 1e-9, "bound {} above {least}\n{drawn:?}", found.bound);
        let shorter = found.shortest.mean.min(found.conversation.mean);
        assert!(least <= shorter + 1e-9, "{found:?}, by trying {least}\n{drawn:?}");
        tight += usize::from(found.bound > least - 1e-9 && least > 0.0);
        if least > 0.0 {
            worst = worst.max(found.shortest.mean / least);
        }
        compared += 1;
        excluding += usize::from(!drawn.guideline.never.is_empty());
        always += usize::from(drawn.guideline.questions.iter().any(|question| question.always_asked));
    }
    assert!(compared > 25 && excluding > 5 && always > 5, "{compared}, {excluding}, {always}");
    assert!(tight > 5, "the bound is reached by {tight} of {compared}");
    // It looks one question ahead and tries no order to its end.
    assert!(worst <= 1.25, "{worst}");
}

#[test]
fn the_course_of_all_interviews_is_exact() {
    let mut runner = TestRunner::deterministic();
    let (mut compared, mut excluding) = (0, 0);
    for _ in 0..draws(60).cases {
        let drawn = drawn().new_tree(&mut runner).unwrap().current();
        let compiled = Compiled::new(Arc::new(drawn.guideline.clone()), drawn.speciale_count);
        let Ok(found) = effort(&compiled) else { continue };
        for (order, course) in [(Order::Conversation, found.conversation), (Order::Shortest, found.shortest)] {
            let (mean, most) = one_by_one(&compiled, &drawn, order);
            assert!((course.mean - mean).abs() < 1e-6, "{order:?}: {course:?}, one by one {mean}\n{drawn:?}");
            assert_eq!(course.most, most, "{order:?}\n{drawn:?}");
        }
        compared += 1;
        excluding += usize::from(!drawn.guideline.never.is_empty());
    }
    assert!(compared > 25 && excluding > 5, "{compared}, {excluding} of them with `aldrig` rules");
}
