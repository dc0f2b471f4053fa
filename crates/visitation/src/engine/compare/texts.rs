//! What can be compared without computing: questions, and the words and terms of criteria and duties.

use super::joint::{Joint, JointQuestion};
use crate::guideline::Guideline;
use crate::guideline::national::Raadgivning;
use crate::guideline::question::{Choice, Kind, Question};

/// What happened to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionChange {
    /// It is asked now and was not before.
    Added,
    /// It was asked before and is not now.
    Gone,
    /// It has other answers: options, a range, an order.
    OtherAnswers,
    /// It is asked in other cases.
    AskedElsewhere,
    /// The same question in other words.
    Reworded,
}

/// Every question that something happened to, by place among the joint questions, in their order.
#[must_use]
pub fn question_changes(
    joint: &Joint,
    asked_elsewhere: &[bool],
    old: &Guideline,
    new: &Guideline,
) -> Vec<(usize, QuestionChange)> {
    let change = |(place, question): (usize, &JointQuestion)| {
        let one = question.old.and_then(|ix| old.questions.get(ix.0));
        let other = question.new.and_then(|ix| new.questions.get(ix.0));
        let change = match (one, other) {
            (Some(_), None) => Some(QuestionChange::Gone),
            (None, Some(_)) => Some(QuestionChange::Added),
            (Some(one), Some(other)) if !same_answers(&one.kind, &other.kind) => Some(QuestionChange::OtherAnswers),
            (Some(one), Some(other)) => {
                let elsewhere = asked_elsewhere.get(place).copied().unwrap_or(false);
                if elsewhere || one.always_asked != other.always_asked {
                    Some(QuestionChange::AskedElsewhere)
                } else {
                    (words(one) != words(other)).then_some(QuestionChange::Reworded)
                }
            }
            (None, None) => None,
        };
        change.map(|change| (place, change))
    };
    joint.questions.iter().enumerate().filter_map(change).collect()
}

/// Are the same answers possible? Their points count where a sum uses them, and show in the levels.
fn same_answers(one: &Kind, other: &Kind) -> bool {
    let ids = |choices: &[Choice]| choices.iter().map(|choice| choice.id.clone()).collect::<Vec<_>>();
    let sorted = |kind: &Kind| {
        let mut ids = ids(kind.choices());
        ids.sort();
        ids
    };
    match (one, other) {
        // The steps of a scale have an order; the options of a list have none.
        (Kind::Scale(one), Kind::Scale(other)) => ids(one) == ids(other),
        (Kind::Choice(_), Kind::Choice(_)) | (Kind::Multi(_), Kind::Multi(_)) => sorted(one) == sorted(other),
        _ => one == other,
    }
}

/// Everything of a question that people read.
fn words(question: &Question) -> impl PartialEq + use<'_> {
    let choice = |choice: &Choice| (choice.id.clone(), choice.text.clone(), choice.statement.clone(), choice.excludes);
    let choices: Vec<_> = question.kind.choices().iter().map(choice).collect();
    (&question.text, &question.help, &question.theme, &question.statement, &question.unit, &question.spoken, choices)
}

/// How binding a duty is, who says so, where and how soon: what changes for the caseworker though the cases stay.
#[must_use]
pub fn duty_terms(duty: &Raadgivning) -> String {
    format!("{:?} {:?} {:?} {:?} {:?}", duty.duty, duty.basis, duty.from, duty.latest, duty.met_by)
}
