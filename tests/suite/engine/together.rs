//! Several specialer: the overall level against every joint assignment.

use std::collections::BTreeSet;

use proptest::prelude::*;
use visitation::engine::together::{Part, overall, overall_searched};
use visitation::guideline::condition::LevelIx;
use visitation::guideline::question::Value;

use super::generate::{Drawn, drawn_pair, draws};
use super::naive::Naive;

proptest! {
    #![proptest_config(draws(1_000))]

    #[test]
    fn the_overall_level_is_the_highest_over_all_joint_completions((first, second) in drawn_pair()) {
        let part = |drawn: &'_ Drawn| -> Vec<Option<Value>> { drawn.known.clone() };
        let (known, mut known_second) = (part(&first), part(&second));
        let shared = shared_count(&first).min(known_second.len());
        known_second[..shared].copy_from_slice(&known[..shared]);
        let naive = |drawn, known: &[_]| Naive { guideline: drawn, speciale_count: 2 }.completions(known);
        let mut expected = BTreeSet::new();
        for one in naive(&first.guideline, &known) {
            for other in naive(&second.guideline, &known_second).iter().filter(|other| other[..shared] == one[..shared]) {
                let level = |guideline, values: &[_]| Naive { guideline, speciale_count: 2 }.level(values);
                expected.insert(level(&first.guideline, &one).max(level(&second.guideline, other)));
            }
        }
        let expected: Vec<LevelIx> = expected.into_iter().map(LevelIx).collect();
        // The second part leaves the shared answers to the first.
        let own: Vec<_> = known_second.iter().enumerate().map(|(n, v)| v.filter(|_| n >= shared)).collect();
        let parts = [Part { guideline: &first.guideline, known: &known }, Part { guideline: &second.guideline, known: &own }];
        prop_assert_eq!(&overall(&parts).unwrap(), &expected);
        prop_assert_eq!(overall_searched(&parts).unwrap(), expected);
    }
}

/// How many questions the two guidelines have in common: the shared ones of the first that it kept.
fn shared_count(drawn: &Drawn) -> usize {
    drawn.guideline.questions.iter().filter(|question| question.shared).count()
}
