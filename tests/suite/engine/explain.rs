//! Reasons: they must carry what they are given for.

use std::sync::Arc;

use proptest::prelude::*;
use visitation::engine::assess::Compiled;
use visitation::engine::explain::nearest::with;
use visitation::engine::explain::{Goal, Reader, nearest, smallest_reasons, support};
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;
use visitation::guideline::condition::{Condition, ConditionKind, LevelIx};
use visitation::guideline::question::{QuestionIx, Value};

use super::generate::{drawn, draws};
use super::naive::{Naive, agrees, assignments};

proptest! {
    #![proptest_config(draws(1_500))]

    #[test]
    fn what_the_parts_tell_is_true(drawn in drawn()) {
        let naive = Naive { guideline: &drawn.guideline, speciale_count: drawn.speciale_count };
        let reader = Reader::new(&drawn.guideline, &drawn.known, &[], drawn.speciale_count);
        for criterion in &drawn.guideline.criteria {
            let told = reader.truth(&criterion.when);
            for assignment in assignments(&drawn.guideline, &drawn.known) {
                let holds = naive.holds(&assignment, &criterion.when, None);
                prop_assert!(told.is_none_or(|told| told == holds));
            }
        }
    }

    #[test]
    fn supporting_answers_are_known_and_carry_the_condition(drawn in drawn()) {
        let reader = Reader::new(&drawn.guideline, &drawn.known, &[], 1);
        for criterion in &drawn.guideline.criteria {
            let found = support(&reader, &criterion.when);
            let kept: Vec<Option<Value>> =
                drawn.known.iter().enumerate().map(|(n, v)| v.filter(|_| found.contains(&QuestionIx(n)))).collect();
            prop_assert!(found.iter().all(|question| kept[question.0].is_some()));
            if reader.truth(&criterion.when) == Some(true) && !has_hidden_or_sums(&drawn.guideline) {
                let alone = Reader::new(&drawn.guideline, &kept, &[], 1);
                prop_assert_eq!(alone.truth(&criterion.when), Some(true));
            }
        }
    }

    /// Each way brings the goal about, and no completion of fewer changes has it.
    #[test]
    fn the_nearest_ways_reach_the_goal_with_the_fewest_changes(
        drawn in drawn(),
        searched in prop::bool::weighted(0.4),
    ) {
        let naive = Naive { guideline: &drawn.guideline, speciale_count: drawn.speciale_count };
        let ready = if searched { Compiled::without_diagram } else { Compiled::new };
        let compiled = ready(Arc::new(drawn.guideline.clone()), drawn.speciale_count);
        let all = naive.completions(&vec![None; drawn.known.len()]);
        let levels = (0..4).map(|level| Goal::Level(LevelIx(level)));
        let criteria = (0..drawn.guideline.criteria.len()).map(Goal::Criterion);
        for goal in levels.chain(criteria) {
            let has = |assignment: &[Value]| match goal {
                Goal::Level(level) => naive.level(assignment) == level.0,
                Goal::Criterion(place) => naive.holds(assignment, &drawn.guideline.criteria[place].when, None),
            };
            let changes = |assignment: &[Value]| {
                assignment.iter().zip(&drawn.known).filter(|(value, known)| known.is_some_and(|k| !agrees(**value, k))).count()
            };
            let fewest = all.iter().filter(|one| has(one)).map(|one| changes(one)).min();
            let ways = nearest(&compiled, &drawn.known, goal, 3).unwrap();
            prop_assert_eq!(fewest.is_some(), !ways.is_empty());
            for way in &ways {
                prop_assert!(way.iter().all(|change| change.from == drawn.known[change.question.0]));
                let changed = way.iter().filter(|change| !change.is_given()).count();
                prop_assert_eq!(Some(changed), fewest);
                let assessment = naive.assess(&with(&drawn.known, way)).unwrap();
                match goal {
                    Goal::Level(level) => prop_assert_eq!(&assessment.possible, &vec![level]),
                    Goal::Criterion(place) => prop_assert_eq!(assessment.criteria[place], State::Always),
                }
            }
        }
    }

    /// Enough by themselves, and no smaller set would be.
    #[test]
    fn smallest_reasons_settle_the_level_and_are_smallest(drawn in drawn()) {
        let naive = Naive { guideline: &drawn.guideline, speciale_count: drawn.speciale_count };
        let compiled = Compiled::new(Arc::new(drawn.guideline.clone()), drawn.speciale_count);
        let Some(assessment) = naive.assess(&drawn.known) else { return Ok(()) };
        let found = smallest_reasons(&compiled, &drawn.known).unwrap();
        prop_assert_eq!(found.is_some(), !assessment.doubt());
        let Some(found) = found else { return Ok(()) };
        let answered: Vec<usize> = (0..drawn.known.len()).filter(|n| drawn.known[*n].is_some()).collect();
        let settles = |places: &[usize]| {
            let kept: Vec<_> = drawn.known.iter().enumerate().map(|(n, v)| v.filter(|_| places.contains(&n))).collect();
            naive.assess(&kept).unwrap().possible == assessment.possible
        };
        prop_assert!(settles(&found.iter().map(|question| question.0).collect::<Vec<_>>()));
        for subset in 0..1_usize << answered.len() {
            let places: Vec<usize> =
                answered.iter().enumerate().filter(|(bit, _)| subset >> bit & 1 == 1).map(|(_, n)| *n).collect();
            prop_assert!(places.len() >= found.len() || !settles(&places));
        }
    }
}

fn has_hidden_or_sums(guideline: &Guideline) -> bool {
    let conditions = guideline.criteria.iter().map(|criterion| &criterion.when);
    let mut conditions = conditions.chain(guideline.concepts.iter().map(|concept| &concept.when));
    guideline.questions.iter().any(|question| question.applies_when.is_some()) || conditions.any(has_sum)
}

fn has_sum(condition: &Condition) -> bool {
    matches!(condition.kind, ConditionKind::Sum { .. }) || condition.parts().iter().any(has_sum)
}
