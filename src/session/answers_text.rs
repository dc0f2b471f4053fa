//! Answers as the text of an answers file that `visit assess --answers` reads.
//!
//! Writes ids and whole numbers, never free text. An id that a YAML reader could take for something else is quoted.

use std::fmt::Write as _;

use visitation::case::SavedValue;
use visitation::guideline::Guideline;
use visitation::guideline::question::{Answer, QuestionIx, Value};

/// Words that some YAML reader takes for a truth value or for nothing.
const TAKEN: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"];

/// An answers file for one guideline.
#[must_use]
pub fn answers_text(guideline: &Guideline, answers: &[(QuestionIx, Value)]) -> String {
    let mut text = format!("speciale: {}\n", scalar(&guideline.speciale));
    text.push_str(if answers.is_empty() { "svar: {}\n" } else { "svar:\n" });
    for (id, value) in named(guideline, answers) {
        let value = match value {
            SavedValue::Number(number) => number.to_string(),
            SavedValue::Text(id) => scalar(&id),
            SavedValue::Many(ids) => {
                format!("[{}]", ids.iter().map(|id| scalar(id)).collect::<Vec<_>>().join(", "))
            }
        };
        let _ = writeln!(text, "  {}: {value}", scalar(&id));
    }
    text
}

/// The answers by question id, as a file has them.
pub fn named(guideline: &Guideline, answers: &[(QuestionIx, Value)]) -> impl Iterator<Item = (String, SavedValue)> {
    answers.iter().filter_map(|(ix, value)| {
        let question = guideline.questions.get(ix.0)?;
        Some((question.id.clone(), SavedValue::of(question, Answer::Known(*value))))
    })
}

fn scalar(id: &str) -> String {
    let number = id.starts_with(|first: char| first.is_ascii_digit());
    if number || TAKEN.contains(&id.to_lowercase().as_str()) { format!("\"{id}\"") } else { id.to_owned() }
}
