//! The interview, played to its end: it asks what the language says and stops when it says.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use visitation::engine::assess::{AssessError, Compiled};
use visitation::engine::interview::{Next, Party, Reason, next};
use visitation::guideline::question::{Answer, QuestionIx, Value};

use super::generate::{Drawn, drawn, drawn_pair, draws};
use super::naive::Naive;

proptest! {
    #![proptest_config(draws(1_500))]

    #[test]
    fn it_asks_what_may_matter_and_stops_when_nothing_does(
        drawn in drawn(),
        citizen in any::<Index>(),
        unknown in vec(prop::bool::weighted(0.2), 8),
        partly in vec(prop::bool::weighted(0.3), 8),
        searched in prop::bool::weighted(0.4),
    ) {
        let naive = Naive { guideline: &drawn.guideline, speciale_count: drawn.speciale_count };
        let ready = if searched { Compiled::without_diagram } else { Compiled::new };
        let compiled = ready(Arc::new(drawn.guideline.clone()), drawn.speciale_count);
        let completions = naive.completions(&vec![None; drawn.known.len()]);
        let mut answers: Vec<Option<Answer>> = vec![None; drawn.known.len()];
        if completions.is_empty() {
            let stuck = next(&[Party { compiled: &compiled, answers: &answers }]).unwrap_err();
            prop_assert!(matches!(stuck.error, AssessError::Contradiction(_)));
            return Ok(());
        }
        let citizen = citizen.get(&completions);
        let mut bounds: Vec<usize> = Vec::new();
        let reason = loop {
            match next(&[Party { compiled: &compiled, answers: &answers }]).unwrap() {
                Next::Ask { question, at_most_left, .. } => {
                    prop_assert!(answers[question.0].is_none(), "asked twice");
                    check_asked(&naive, &answers, question)?;
                    bounds.push(at_most_left);
                    let value = match citizen[question.0] {
                        Value::Set(set) if partly[question.0] && set.0 != 0 => Value::Partly(set),
                        value => value,
                    };
                    let value = Answer::Known(value);
                    answers[question.0] = Some(if unknown[question.0] { Answer::Unknown } else { value });
                }
                Next::Done(reason) => break reason,
            }
        };
        for (before, bound) in bounds.iter().enumerate() {
            prop_assert!(*bound >= bounds.len() - before, "{bounds:?}");
        }
        check_end(&naive, &answers, citizen, &reason)?;
    }

    /// Two specialer: nothing shared is asked twice, and both are settled in the end.
    #[test]
    fn shared_questions_are_asked_once((first, second) in drawn_pair(), citizen in any::<Index>()) {
        let pair = [&first, &second];
        let Some(citizens) = joint_citizen(pair, citizen) else { return Ok(()) };
        let compiled = pair.map(|drawn| Compiled::new(Arc::new(drawn.guideline.clone()), 2));
        let mut answers = pair.map(|drawn| vec![None; drawn.known.len()]);
        let mut bounds: Vec<usize> = Vec::new();
        let reason = loop {
            let parties = [0, 1].map(|n| Party { compiled: &compiled[n], answers: &answers[n] });
            match next(&parties).unwrap() {
                Next::Ask { party, question: QuestionIx(place), at_most_left } => {
                    let id = &pair[party].guideline.questions[place].id;
                    let shared = pair[party].guideline.questions[place].shared;
                    let elsewhere = pair[1 - party].guideline.question(id).filter(|(_, q)| shared && q.shared);
                    prop_assert!(elsewhere.is_none_or(|(ix, _)| answers[1 - party][ix.0].is_none()));
                    prop_assert!(answers[party][place].replace(Answer::Known(citizens[party][place])).is_none());
                    bounds.push(at_most_left);
                }
                Next::Done(reason) => break reason,
            }
        };
        prop_assert_eq!(reason, Reason::Settled);
        for (before, bound) in bounds.iter().enumerate() {
            prop_assert!(*bound >= bounds.len() - before, "{bounds:?}");
        }
    }
}

fn known(answers: &[Option<Answer>]) -> Vec<Option<Value>> {
    let value = |answer: &Option<Answer>| match answer {
        Some(Answer::Known(value)) => Some(*value),
        _ => None,
    };
    answers.iter().map(value).collect()
}

/// The questions that are to be asked by the letter: open, always asked, or governing one that is always asked.
fn to_ask(naive: &Naive, answers: &[Option<Answer>]) -> Vec<QuestionIx> {
    let known = known(answers);
    let completions = naive.completions(&known);
    let open = naive.assess(&known).unwrap().open_questions;
    let pending = |place: usize| naive.guideline.questions[place].always_asked && answers[place].is_none();
    let applies = |place: usize| completions.iter().any(|c| naive.applies(c, QuestionIx(place)));
    let governs = |place: usize| {
        completions.iter().any(|one| {
            completions.iter().any(|other| {
                let alone = (0..one.len()).all(|n| (one[n] == other[n]) != (n == place));
                let differs = |n| naive.applies(one, QuestionIx(n)) != naive.applies(other, QuestionIx(n));
                alone && (0..one.len()).any(|n| pending(n) && differs(n))
            })
        })
    };
    let wanted = |place: &usize| {
        let anyway = pending(*place) && applies(*place);
        let any_pending = (*place..answers.len()).any(pending);
        answers[*place].is_none() && (open.contains(&QuestionIx(*place)) || anyway || (any_pending && governs(*place)))
    };
    (0..answers.len()).filter(wanted).map(QuestionIx).collect()
}

fn check_asked(naive: &Naive, answers: &[Option<Answer>], asked: QuestionIx) -> Result<(), TestCaseError> {
    match to_ask(naive, answers).first() {
        Some(first) => prop_assert_eq!(asked, *first),
        // By the letter nothing is open, and yet nothing is settled: rules tie answers together.
        None => prop_assert!(!naive.assess(&known(answers)).unwrap().settled()),
    }
    Ok(())
}

fn check_end(
    naive: &Naive,
    answers: &[Option<Answer>],
    citizen: &[Value],
    reason: &Reason,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(to_ask(naive, answers), Vec::new());
    let assessment = naive.assess(&known(answers)).unwrap();
    prop_assert_eq!(assessment.settled(), *reason == Reason::Settled);
    match reason {
        Reason::Settled => prop_assert_eq!(assessment.recommended().unwrap().0, naive.level(citizen)),
        Reason::NotKnown(open) => {
            prop_assert!(!open.is_empty());
            prop_assert!(open.iter().all(|(_, question)| answers[question.0].is_some_and(Answer::is_open)));
            prop_assert!(assessment.open_questions.iter().all(|question| open.contains(&(0, *question))));
        }
    }
    Ok(())
}

/// Values for both guidelines of one citizen who is possible in both.
fn joint_citizen(pair: [&Drawn; 2], citizen: Index) -> Option<[Vec<Value>; 2]> {
    let all = pair.map(|drawn| {
        Naive { guideline: &drawn.guideline, speciale_count: 2 }.completions(&vec![None; drawn.known.len()])
    });
    let shared = pair.map(|drawn| drawn.guideline.questions.iter().filter(|question| question.shared).count());
    let shared = shared[0].min(shared[1]);
    let joint: Vec<(&Vec<Value>, &Vec<Value>)> = all[0]
        .iter()
        .flat_map(|one| all[1].iter().filter(|other| other[..shared] == one[..shared]).map(move |other| (one, other)))
        .collect();
    (!joint.is_empty()).then(|| citizen.get(&joint)).map(|(one, other)| [(*one).clone(), (*other).clone()])
}
