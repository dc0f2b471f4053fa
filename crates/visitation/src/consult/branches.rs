//! What each answer to a question would leave possible, in words: for the one who asks why, and for a case in doubt.
//!
//! Which answers leave the same is the engine's to say; here it is only told.

use crate::engine::interview::purpose::{Answered, Branch, join};
use crate::engine::outcome::State;
use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;
use crate::guideline::national::Raadgivning;
use crate::guideline::question::{Answer, Question, Value};
use crate::guideline::wording::named::{advice_text, levels_text};
use crate::guideline::wording::statement::{answer_words, upper_first};

/// So many answers that leave the same are named; the rest are counted.
const NAMED: usize = 4;

/// Answers of which the same is told.
struct Group<'a> {
    answers: Vec<Answered>,
    levels: &'a [LevelIx],
    /// Duties that fall due with them, but not with every answer.
    due: Vec<&'a Raadgivning>,
}

/// One line per set of answers that leave the same; none where no answer settles anything by itself. Levels that are
/// the same whatever the answer are told once.
#[must_use]
pub fn lines(guideline: &Guideline, question: &Question, branches: &[Branch]) -> Vec<String> {
    if branches.len() < 2 {
        return Vec::new();
    }
    let groups = groups(guideline, branches);
    let same = groups.iter().all(|group| groups.first().is_some_and(|first| first.levels == group.levels));
    let first = groups.first().filter(|_| same).map(|group| whatever(guideline, group.levels));
    // What is told of all of them need not be told of each.
    let each = groups.iter().filter(|group| !same || !group.due.is_empty());
    first.into_iter().chain(each.map(|group| line(guideline, question, group, same))).collect()
}

/// Branches that differ in nothing that is told are one: a duty that may yet fall due, or not, is not told.
fn groups<'a>(guideline: &'a Guideline, branches: &'a [Branch]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for branch in branches {
        let due: Vec<&Raadgivning> = guideline
            .advice
            .iter()
            .zip(branch.leaves.advice.iter().enumerate())
            .filter(|(_, (at, state))| {
                **state == State::Always && branches.iter().any(|other| other.leaves.advice.get(*at) != Some(state))
            })
            .map(|(duty, _)| duty)
            .collect();
        let levels = branch.leaves.levels.as_slice();
        match groups.iter_mut().find(|group| group.levels == levels && group.due == due) {
            Some(group) => group.answers.extend(&branch.answers),
            None => groups.push(Group { answers: branch.answers.clone(), levels, due }),
        }
    }
    for group in &mut groups {
        join(&mut group.answers);
    }
    groups
}

fn whatever(guideline: &Guideline, levels: &[LevelIx]) -> String {
    let text = levels_text(&guideline.national, levels);
    match levels {
        [_] => format!("Niveauet er {text}, uanset svaret."),
        _ => format!("Intet svar afgør niveauet alene. Det kan blive {text}, alt efter de andre svar."),
    }
}

fn line(guideline: &Guideline, question: &Question, group: &Group<'_>, same_levels: bool) -> String {
    let answers: Vec<String> = group.answers.iter().map(|answer| answer_text(question, *answer)).collect();
    let advice = advice_text(guideline, group.due.iter().copied());
    let advice = if advice.is_empty() { advice } else { format!("{advice} bliver aktuel") };
    let told: Vec<String> = if same_levels { vec![advice] } else { vec![levels(guideline, group.levels), advice] };
    let told: Vec<String> = told.into_iter().filter(|text| !text.is_empty()).collect();
    format!("{}: {}.", upper_first(&alternatives(&answers)), told.join(", og "))
}

fn levels(guideline: &Guideline, levels: &[LevelIx]) -> String {
    let text = levels_text(&guideline.national, levels);
    if levels.len() == 1 { format!("niveauet er {text}") } else { format!("niveauet kan blive {text}") }
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
        Answered::NoMore => "ikke andet".to_owned(),
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
