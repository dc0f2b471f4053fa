//! The properties themselves.

use std::sync::Arc;

use proptest::prelude::*;
use visitation::engine::assess::{AssessError, Compiled, of_view};
use visitation::engine::diagram::Diagram;
use visitation::engine::evaluate::{Complete, Program};
use visitation::engine::explain::smallest_reasons;
use visitation::engine::interview::consequences::applying;
use visitation::engine::interview::purpose::purpose;
use visitation::engine::outcome::Contradiction;
use visitation::guideline::question::{Kind, QuestionIx};

use super::generate::{Drawn, drawn, draws};
use super::naive::{Naive, assignments};

proptest! {
    #![proptest_config(draws(3_000))]

    /// Levels, criteria, duties and open questions are what trying all assignments gives.
    #[test]
    fn a_partial_case_is_assessed_as_the_language_says(drawn in drawn()) {
        let naive = Naive { guideline: &drawn.guideline, speciale_count: drawn.speciale_count };
        let guideline = Arc::new(drawn.guideline.clone());
        // By its diagram, and by a search of the completions as where that would be too large.
        for ready in [Compiled::new, Compiled::without_diagram] {
            match (naive.assess(&drawn.known), ready(guideline.clone(), drawn.speciale_count).assess(&drawn.known)) {
                (Some(expected), Ok(found)) => prop_assert_eq!(expected, found),
                (None, Err(AssessError::Contradiction(found))) => check_contradiction(&drawn, &found)?,
                (expected, found) => prop_assert!(false, "expected {expected:?}, found {found:?}"),
            }
        }
    }

    /// What each answer would leave, and what applies, is the same however it is found.
    #[test]
    fn a_search_says_what_the_diagram_says(drawn in drawn()) {
        let guideline = Arc::new(drawn.guideline.clone());
        let ways = [Compiled::new, Compiled::without_diagram].map(|ready| ready(guideline.clone(), drawn.speciale_count));
        let [diagram, search] = ways.each_ref().map(|compiled| applying(compiled, &drawn.known).unwrap());
        prop_assert_eq!(diagram, search);
        for place in (0..guideline.questions.len()).map(QuestionIx) {
            let [diagram, search] = ways.each_ref().map(|compiled| purpose(compiled, &drawn.known, place).unwrap());
            // A search takes more numbers apart than a diagram that has forgotten what does not matter.
            if !matches!(guideline.questions[place.0].kind, Kind::Number { .. }) {
                prop_assert_eq!(diagram, search);
            }
        }
        let few = ways.each_ref().map(|compiled| smallest_reasons(compiled, &drawn.known).unwrap());
        prop_assert_eq!(few[0].is_some(), few[1].is_some());
        if let Some(few) = &few[1] {
            let known: Vec<_> = drawn.known.iter().enumerate().map(|(n, v)| v.filter(|_| few.contains(&QuestionIx(n)))).collect();
            prop_assert_eq!(ways[0].assess(&known).unwrap().possible.len(), 1);
        }
    }

    /// Putting the answers in from the start changes nothing.
    #[test]
    fn a_diagram_under_the_answers_says_the_same(drawn in drawn()) {
        let whole = Diagram::compile(&drawn.guideline, drawn.speciale_count).unwrap();
        let under = Diagram::compile_under(&drawn.guideline, drawn.speciale_count, &drawn.known).unwrap();
        prop_assert_eq!(of_view(&whole.under(&drawn.known)), of_view(&under.under(&drawn.known)));
    }

    /// The direct evaluator agrees on every complete case.
    #[test]
    fn a_complete_case_is_evaluated_as_the_language_says(drawn in drawn()) {
        let naive = Naive { guideline: &drawn.guideline, speciale_count: drawn.speciale_count };
        let program = Program::compile(&drawn.guideline, drawn.speciale_count);
        let mut out = Complete::default();
        for assignment in assignments(&drawn.guideline, &vec![None; drawn.known.len()]) {
            let known: Vec<_> = assignment.iter().copied().map(Some).collect();
            program.run(&program.values(&known).unwrap(), &mut out);
            prop_assert_eq!(out.possible(), naive.possible(&assignment));
            prop_assert_eq!(out.level().0, naive.level(&assignment));
            for (place, criterion) in drawn.guideline.criteria.iter().enumerate() {
                prop_assert_eq!(out.criterion(place), naive.holds(&assignment, &criterion.when, None));
            }
            let bits = |words: &[u64]| words.iter().map(|word| word.count_ones() as usize).sum::<usize>();
            let held = drawn.guideline.criteria.iter().filter(|c| naive.holds(&assignment, &c.when, None)).count();
            prop_assert_eq!(bits(out.criteria()), held, "no bit but the criteria's own");
            prop_assert_eq!(bits(out.advice()), naive.duties(&assignment, false).iter().filter(|due| **due).count());
            for (place, due) in naive.duties(&assignment, false).into_iter().enumerate() {
                prop_assert_eq!(out.due(place), due);
            }
        }
    }
}

/// The rules and answers named cannot go together, and without any one of them they can.
fn check_contradiction(drawn: &Drawn, found: &Contradiction) -> Result<(), TestCaseError> {
    let completes = |rules: &[usize], questions: &[usize]| {
        let mut guideline = drawn.guideline.clone();
        guideline.never = rules.iter().map(|rule| drawn.guideline.never[*rule].clone()).collect();
        let known: Vec<_> = drawn.known.iter().enumerate().map(|(n, v)| v.filter(|_| questions.contains(&n))).collect();
        !Naive { guideline: &guideline, speciale_count: 1 }.completions(&known).is_empty()
    };
    let questions: Vec<usize> = found.questions.iter().map(|question| question.0).collect();
    prop_assert!(!completes(&found.rules, &questions));
    for left_out in 0..found.rules.len() {
        prop_assert!(completes(&without(&found.rules, left_out), &questions));
    }
    for left_out in 0..questions.len() {
        prop_assert!(completes(&found.rules, &without(&questions, left_out)));
    }
    Ok(())
}

fn without(list: &[usize], place: usize) -> Vec<usize> {
    let mut list = list.to_vec();
    list.remove(place);
    list
}
