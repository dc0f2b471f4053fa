//! `visit test` held against trying every assignment, over random guidelines: which mistakes are noticed, what can
//! be covered, and that a suggested example shows what it says.

use proptest::prelude::*;
use visitation::engine::outcome::Assessment;
use visitation::guideline::Guideline;
use visitation::guideline::question::{QuestionIx, Value};
use visitation::trial::check::Aspect;
use visitation::trial::coverage::{Case, Survey, without};
use visitation::trial::goal::Goal;
use visitation::trial::mutants::mutants;
use visitation::trial::mutation::{Mutation, mutations};
use visitation::trial::suggest::{self, Suggestion};

use super::engine::generate::{drawn, draws};
use super::engine::naive::{Naive, assignments};

const CHECKS: [Aspect; 4] = [Aspect::Level, Aspect::Possible, Aspect::Criteria, Aspect::Advice];

fn naive(guideline: &Guideline) -> Naive<'_> {
    Naive { guideline, speciale_count: 1 }
}

fn known(assignment: &[Value]) -> Vec<Option<Value>> {
    assignment.iter().copied().map(Some).collect()
}

fn every_assignment(guideline: &Guideline) -> Vec<Vec<Value>> {
    assignments(guideline, &vec![None; guideline.questions.len()])
}

/// Everything an example could see of a complete case; `None` where `aldrig` excludes it.
fn outcome(guideline: &Guideline, assignment: &[Value], doubt: bool) -> Option<(usize, Vec<bool>, Vec<bool>)> {
    let naive = naive(guideline);
    let criteria = guideline.criteria.iter().map(|one| naive.holds(assignment, &one.when, None)).collect();
    naive.possible(assignment).then(|| (naive.level(assignment), criteria, naive.duties(assignment, doubt)))
}

/// What trying every assignment says of a mistake.
#[derive(Debug, PartialEq)]
enum Fate {
    Equivalent,
    /// A complete case shows it.
    Shows,
    /// Only a case in which something is not known could show it.
    Hidden,
}

fn fate(guideline: &Guideline, mutation: &Mutation) -> Fate {
    let mutant = mutation.applied(guideline);
    let mut hidden = false;
    for assignment in every_assignment(guideline) {
        let differs = |doubt| outcome(guideline, &assignment, doubt) != outcome(&mutant, &assignment, doubt);
        if differs(false) && naive(guideline).possible(&assignment) {
            return Fate::Shows;
        }
        hidden = hidden || differs(false) || differs(true);
    }
    if hidden { Fate::Hidden } else { Fate::Equivalent }
}

fn complete_cases(guideline: &Guideline) -> Vec<Case> {
    let possible = every_assignment(guideline).into_iter().filter(|one| naive(guideline).possible(one));
    possible.map(|one| Case { known: known(&one), checks: CHECKS.to_vec(), shared: Vec::new() }).collect()
}

fn cases(suggestions: &[Suggestion]) -> Vec<Case> {
    suggestions.iter().map(Suggestion::case).collect()
}

/// Does the complete case show the goal, read naively?
fn shows(guideline: &Guideline, goal: Goal, assignment: &[Value]) -> bool {
    let naive = naive(guideline);
    let holds = |place: usize| naive.holds(assignment, &guideline.criteria[place].when, None);
    match goal {
        Goal::Decides(place) => {
            let without = without(guideline, place);
            holds(place) && self::naive(&without).level(assignment) < naive.level(assignment)
        }
        Goal::Holds(place) => holds(place),
        Goal::Answered(QuestionIx(place), reply) => {
            reply.admits(assignment[place]) && naive.applies(assignment, QuestionIx(place))
        }
        Goal::Due(place) => naive.duties(assignment, false)[place],
        Goal::NotDue(place) => !naive.duties(assignment, false)[place],
        Goal::Doubt => false,
    }
}

fn agrees(guideline: &Guideline, suggestion: &Suggestion) -> Result<(), TestCaseError> {
    let found: Option<Assessment> = naive(guideline).assess(&suggestion.known);
    prop_assert_eq!(&found, &suggestion.outcome);
    Ok(())
}

proptest! {
    #![proptest_config(draws(120))]

    /// With every complete case as an example, a mistake goes unnoticed only where none of them shows it.
    #[test]
    fn a_mistake_is_noticed_or_equivalent_as_trying_all_cases_says(drawn in drawn()) {
        let guideline = drawn.guideline;
        let found = mutants(&guideline, &complete_cases(&guideline)).unwrap();
        let fates: Vec<(Mutation, Fate)> =
            mutations(&guideline).into_iter().map(|one| (one.clone(), fate(&guideline, &one))).collect();
        let count = |wanted: Fate| fates.iter().filter(|(_, fate)| *fate == wanted).count();
        prop_assert_eq!(found.equivalent, count(Fate::Equivalent));
        prop_assert_eq!(found.noticed, count(Fate::Shows));
        let hidden: Vec<Mutation> =
            fates.iter().filter(|(_, fate)| *fate == Fate::Hidden).map(|(one, _)| one.clone()).collect();
        prop_assert_eq!(found.unnoticed, hidden);
        prop_assert_eq!(found.too_large, 0);
    }

    /// What a complete case shows is asked for, and nothing that is excluded is shown by one.
    #[test]
    fn goals_are_what_cases_can_show(drawn in drawn()) {
        let guideline = drawn.guideline;
        let mut survey = Survey::of(&guideline).unwrap();
        let possible = complete_cases(&guideline);
        for (goal, _) in &survey.goals.excluded {
            let shown = every_assignment(&guideline).into_iter()
                .any(|one| naive(&guideline).possible(&one) && shows(&guideline, *goal, &one));
            prop_assert!(!shown, "{goal:?} is excluded");
        }
        let coverage = survey.coverage(&possible).unwrap();
        for goal in survey.goals.wanted.clone() {
            let shown = every_assignment(&guideline).into_iter()
                .any(|one| naive(&guideline).possible(&one) && shows(&guideline, goal, &one));
            prop_assert_eq!(shown, !coverage.missing.contains(&goal), "{:?}", goal);
        }
    }

    /// Suggested examples come out as they say and show all that a complete case can show.
    #[test]
    fn suggestions_show_what_is_missing(drawn in drawn()) {
        let guideline = drawn.guideline;
        let mut survey = Survey::of(&guideline).unwrap();
        let wanted = survey.goals.wanted.clone();
        let suggested = suggest::for_goals(&guideline, &wanted).unwrap();
        for one in &suggested {
            agrees(&guideline, one)?;
        }
        let by_all = survey.coverage(&complete_cases(&guideline)).unwrap().missing;
        let by_suggested = survey.coverage(&cases(&suggested)).unwrap().missing;
        for goal in by_suggested {
            prop_assert!(by_all.contains(&goal), "{goal:?} is not suggested");
        }
    }

    /// A suggested example notices the mistake that it is suggested for.
    #[test]
    fn suggestions_notice_mistakes(drawn in drawn()) {
        let guideline = drawn.guideline;
        let unnoticed = mutants(&guideline, &[]).unwrap().unnoticed;
        let suggested = suggest::for_mutants(&guideline, &unnoticed, &[]).unwrap();
        for one in &suggested {
            agrees(&guideline, one)?;
        }
        let left = mutants(&guideline, &cases(&suggested)).unwrap().unnoticed;
        let shown: Vec<&Mutation> = left.iter().filter(|one| fate(&guideline, one) == Fate::Shows).collect();
        prop_assert!(shown.is_empty(), "{shown:?}");
    }
}
