//! How many questions are asked: never fewer than the bound says, and in the short order hardly more than must be.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use visit::engine::assess::Compiled;
use visit::engine::interview::effort::{effort, optimum};

use super::generate::drawn;

/// Citizens of a random guideline are few enough to interview all of them.
const CITIZENS: usize = 400;

#[test]
fn the_short_order_is_near_the_best_decision_tree() {
    let mut runner = TestRunner::deterministic();
    let (mut compared, mut worst) = (0, 1.0_f64);
    for _ in 0..60 {
        let drawn = drawn().new_tree(&mut runner).unwrap().current();
        let compiled = Compiled::new(Arc::new(drawn.guideline.clone()), drawn.speciale_count);
        let found = effort(&compiled, CITIZENS).unwrap();
        assert!(found.all);
        let Some(least) = optimum(&compiled).unwrap() else { continue };
        assert!(found.bound <= least + 1e-9, "bound {} above the optimum {least}", found.bound);
        assert!(least <= found.shortest.0 + 1e-9 && least <= found.conversation.0 + 1e-9, "{found:?} {least}");
        compared += 1;
        if least > 0.0 {
            worst = worst.max(found.shortest.0 / least);
        }
    }
    assert!(compared > 40);
    assert!(worst <= 1.1, "{worst}");
}
