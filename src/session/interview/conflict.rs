//! Two sources that disagree: both are kept, and the answer counts as not known until it is resolved.
//!
//! Each of the two goes into the history as an answer of its own, with its source. The last word is `ved_ikke` with a
//! note that says what was said by whom; whoever answers anew resolves it. The case format needs nothing more.

use std::collections::BTreeMap;

use visitation::case::{Given, SavedAnswer, SavedValue, UNKNOWN};
use visitation::guideline::question::Question;
use visitation::guideline::wording::statement::answer_words;
use visitation::guideline::wording::{date_text, list_text};

/// How the note of a conflict begins.
const CONFLICT: &str = "Modstridende oplysninger:";

/// The answer that stands for two that disagree.
#[must_use]
pub fn unresolved(question: &Question, told: &[&SavedAnswer]) -> SavedAnswer {
    let each: Vec<String> = told.iter().map(|answer| one(question, answer)).collect();
    let note = format!("{CONFLICT} {}.", list_text(&each));
    SavedAnswer { value: SavedValue::Text(UNKNOWN.to_owned()), source: None, date: None, note: Some(note) }
}

/// Does this answer stand for some that disagree?
#[must_use]
pub fn is_unresolved(answer: &SavedAnswer) -> bool {
    answer.value.is_unknown() && answer.note.as_deref().is_some_and(|note| note.starts_with(CONFLICT))
}

/// The notes of all conflicts, by the key of their answer.
pub fn conflicts(answers: &BTreeMap<String, SavedAnswer>) -> impl Iterator<Item = (&str, &str)> {
    let unresolved = answers.iter().filter(|(_, answer)| is_unresolved(answer));
    unresolved.map(|(key, answer)| (key.as_str(), answer.note.as_deref().unwrap_or_default()))
}

/// `”svært” (pårørende, 3. maj 2026)`
fn one(question: &Question, answer: &SavedAnswer) -> String {
    let words = value_words(question, &answer.value);
    let date = answer.date.map(date_text);
    let from: Vec<&str> = [answer.source.as_deref(), date.as_deref()].into_iter().flatten().collect();
    let from = if from.is_empty() { "kilde ikke noteret".to_owned() } else { from.join(", ") };
    format!("”{words}” ({from})")
}

/// A saved value in the question's own words.
#[must_use]
pub fn value_words(question: &Question, value: &SavedValue) -> String {
    match value.given(question) {
        Ok(Given::Answer(answer)) => answer_words(question, answer),
        Ok(Given::Words(words)) => words,
        Err(_) => value.to_string(),
    }
}
