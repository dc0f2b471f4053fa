//! What each answer to a question would leave possible, in words: for the one who asks why, and for a case in doubt.
//!
//! Which answers leave the same is the engine's to say; here it is only told.

use std::fmt::Write as _;

use super::page::levels_text;
use crate::engine::interview::purpose::{Answered, Branch};
use crate::engine::outcome::State;
use crate::guideline::Guideline;
use crate::guideline::question::{Answer, Question, Value};
use crate::guideline::wording::list_text;
use crate::guideline::wording::statement::{answer_words, upper_first};

/// So many answers that leave the same are named; the rest are counted.
const NAMED: usize = 4;

/// One line per set of answers that leave the same; none where no answer settles anything by itself.
#[must_use]
pub fn lines(guideline: &Guideline, question: &Question, branches: &[Branch]) -> Vec<String> {
    if branches.len() < 2 {
        return Vec::new();
    }
    branches.iter().map(|branch| line(guideline, question, branch, branches)).collect()
}

fn line(guideline: &Guideline, question: &Question, branch: &Branch, all: &[Branch]) -> String {
    let answers: Vec<String> = branch.answers.iter().map(|answer| answer_text(question, *answer)).collect();
    let mut line = format!("{}: {}", upper_first(&alternatives(&answers)), levels(guideline, branch));
    let due: Vec<&str> = guideline
        .advice
        .iter()
        .zip(branch.leaves.advice.iter().enumerate())
        // Only what is not the same whatever the answer.
        .filter(|(_, (at, state))| {
            **state == State::Always && all.iter().any(|other| other.leaves.advice.get(*at) != Some(state))
        })
        .map(|(duty, _)| duty.id.as_str())
        .collect();
    if !due.is_empty() {
        let _ = write!(line, ", og rådgivning {} bliver aktuel", list_text(&due));
    }
    line.push('.');
    line
}

fn levels(guideline: &Guideline, branch: &Branch) -> String {
    match branch.leaves.levels.as_slice() {
        [only] => format!("niveauet er {}", levels_text(&guideline.national, &[*only])),
        several => format!("niveauet kan blive {}", levels_text(&guideline.national, several)),
    }
}

fn answer_text(question: &Question, answer: Answered) -> String {
    let ordinal = |n: i64| format!("”{}”", answer_words(question, Answer::Known(Value::Ordinal(n))));
    match answer {
        Answered::Ordinal(n) => ordinal(n),
        Answered::Between(first, last) if first == last => first.to_string(),
        Answered::Between(first, last) => format!("fra {first} til {last}"),
        Answered::Has(option) => {
            question.kind.choices().get(option).map_or_else(String::new, |choice| format!("”{}”", choice.text.trim()))
        }
        Answered::Empty => "ingen af dem".to_owned(),
    }
}

/// `a, b eller c`, the rest counted.
fn alternatives(texts: &[String]) -> String {
    let mut texts = texts.to_vec();
    if texts.len() > NAMED + 1 {
        let rest = texts.split_off(NAMED).len();
        texts.push(format!("{rest} andre svar"));
    }
    match texts.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} eller {last}", first.join(", ")),
        _ => texts.concat(),
    }
}
