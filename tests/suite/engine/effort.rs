//! How many questions are asked: the exact course of all interviews, held against asking every citizen one by one, and
//! the short order against the best decision tree.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use visit::engine::assess::Compiled;
use visit::engine::interview::effort::effort;
use visit::engine::interview::{Next, Order, Party, next_in};
use visit::guideline::question::{Answer, Value};

use super::generate::{Drawn, drawn};
use super::naive::assignments;

/// Enough for every random guideline.
const STANDINGS: usize = 100_000;

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

#[test]
fn the_course_of_all_interviews_is_exact_and_the_short_order_near_the_best_tree() {
    let mut runner = TestRunner::deterministic();
    let (mut compared, mut worst, mut tight, mut excluding) = (0, 1.0_f64, 0, 0);
    for _ in 0..60 {
        let drawn = drawn().new_tree(&mut runner).unwrap().current();
        let compiled = Compiled::new(Arc::new(drawn.guideline.clone()), drawn.speciale_count);
        let Ok(found) = effort(&compiled, STANDINGS) else { continue };
        for (order, course) in [(Order::Conversation, found.conversation), (Order::Shortest, found.shortest)] {
            let (mean, most) = one_by_one(&compiled, &drawn, order);
            assert!((course.mean - mean).abs() < 1e-6, "{order:?}: {course:?}, one by one {mean}\n{drawn:?}");
            assert_eq!(course.most, most, "{order:?}\n{drawn:?}");
        }
        let least = found.optimum.expect("every random guideline is small");
        assert!(least <= found.shortest.mean + 1e-9 && least <= found.conversation.mean + 1e-9, "{found:?}");
        let bounded = effort(&compiled, 0).unwrap();
        let bound = bounded.bound;
        assert!(bound <= least + 1e-9, "bound {bound} above the optimum {least}\n{drawn:?}");
        let most = found.shortest.most.min(found.conversation.most);
        assert!(bounded.most_bound <= most, "{} asked of all, but {most} are enough\n{drawn:?}", bounded.most_bound);
        assert!(bounded.most_bound >= usize::from(least > 0.0), "{bounded:?}\n{drawn:?}");
        compared += 1;
        tight += usize::from(bound > least - 1e-9 && least > 0.0);
        excluding += usize::from(!drawn.guideline.never.is_empty());
        if least > 0.0 {
            worst = worst.max(found.shortest.mean / least);
        }
    }
    assert!(compared > 25 && excluding > 5, "{compared}, {excluding} of them with `aldrig` rules");
    assert!(tight > 5, "the bound is reached by {tight} of {compared}");
    assert!(worst <= 1.1, "{worst}");
}
