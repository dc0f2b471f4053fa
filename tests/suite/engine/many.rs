//! Many cases, briefly, are assessed as one case is: complete, partial, by remembered steps and after forgetting.

use std::sync::Arc;

use proptest::prelude::*;
use visitation::engine::assess::Compiled;
use visitation::engine::many::Many;
use visitation::engine::outcome::State;
use visitation::guideline::question::{Answer, Value};

use super::generate::{Drawn, drawn, draws, partly};
use super::naive::values;

/// What is known of the case, and the same guideline with other answers: all the drawn ones known or not, in turn.
fn cases(drawn: &Drawn, seed: usize) -> Vec<Vec<Option<Value>>> {
    let questions = &drawn.guideline.questions;
    let case = |round: usize| {
        let value = |(place, known): (usize, &Option<Value>)| {
            let all = [values(&questions[place].kind), partly(&questions[place].kind)].concat();
            match (seed / (place + 1) + round * 7 + place) % 4 {
                _ if questions[place].kind.name() == "tekst" => None,
                0 => *known,
                1 if round != 3 => None,
                mixed => Some(all[(seed + mixed * 5 + round * place) % all.len()]),
            }
        };
        drawn.known.iter().enumerate().map(value).collect()
    };
    (0..6).map(case).chain([drawn.known.clone()]).collect()
}

proptest! {
    #![proptest_config(draws(1_500))]

    #[test]
    fn many_cases_are_assessed_as_one_is(drawn in drawn(), seed in 0_usize..10_000) {
        let compiled = Compiled::new(Arc::new(drawn.guideline.clone()), drawn.speciale_count);
        let mut many = Many::new(&compiled);
        for known in cases(&drawn, seed) {
            let answers: Vec<Option<Answer>> = known.iter().map(|value| value.map(Answer::Known)).collect();
            match (compiled.assess(&known), many.assess(&answers)) {
                (Ok(one), Ok(brief)) => {
                    let always = |states: &[State]| -> Vec<usize> {
                        (0..states.len()).filter(|place| states[*place] == State::Always).collect()
                    };
                    prop_assert_eq!(one.range(), Some((brief.lowest, brief.highest)));
                    prop_assert_eq!(one.doubt(), brief.doubt());
                    prop_assert_eq!(always(&one.criteria), brief.met.iter().collect::<Vec<_>>());
                    prop_assert_eq!(always(&one.advice), brief.due.iter().collect::<Vec<_>>());
                    let open: Vec<usize> = one.open_questions.iter().map(|ix| ix.0).collect();
                    prop_assert_eq!(open, brief.open.iter().collect::<Vec<_>>());
                }
                (Err(one), Err(many)) => prop_assert_eq!(one, many),
                (one, many) => prop_assert!(false, "one {one:?}, many {many:?}"),
            }
        }
    }
}
