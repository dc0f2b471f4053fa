//! A suggested example as it is written in `eksempler.yaml`.
//!
//! Valid as it stands, so that it can be run at once; its name says that a person still has to look at it.

use super::check::Names;
use super::suggest::Suggestion;
use crate::guideline::Guideline;
use crate::guideline::answers::UNKNOWN;
use crate::guideline::question::{Kind, Question, Value};

/// As wide as the lines of the rule files.
const WIDTH: usize = 110;

/// The example, indented as under `eksempler:`.
#[must_use]
pub fn yaml(suggestion: &Suggestion, guideline: &Guideline) -> String {
    let answers = flow("svar", &answers(suggestion, guideline));
    let name = quoted(&format!("UDKAST, {}", suggestion.shows));
    format!("  - navn: {name}\n{answers}{}", flow("forventet", &expected(suggestion, guideline)))
}

fn answers(suggestion: &Suggestion, guideline: &Guideline) -> Vec<String> {
    let mut list = Vec::new();
    for (place, (question, known)) in guideline.questions.iter().zip(&suggestion.known).enumerate() {
        let unknown = suggestion.unknown.is_some_and(|unknown| unknown.0 == place);
        let value = if unknown { Some(UNKNOWN.to_owned()) } else { known.map(|value| written(question, value)) };
        list.extend(value.map(|value| format!("{}: {value}", plain(&question.id))));
    }
    list
}

fn expected(suggestion: &Suggestion, guideline: &Guideline) -> Vec<String> {
    let Some(outcome) = &suggestion.outcome else { return vec!["umulig: ja".to_owned()] };
    let names = Names { guideline, assessment: outcome };
    let list = |ids: Vec<String>| format!("[{}]", ids.iter().map(|id| plain(id)).collect::<Vec<_>>().join(", "));
    let mut parts = match names.levels().as_slice() {
        [only] => vec![format!("niveau: {}", plain(only))],
        levels => vec![format!("mulige: {}", list(levels.to_vec()))],
    };
    if suggestion.unknown.is_some() {
        parts.push(format!("åbne: {}", list(names.open())));
    }
    parts.push(format!("kriterier: {}", list(names.criteria())));
    parts.push(format!("rådgivning: {}", list(names.advice())));
    parts
}

fn written(question: &Question, value: Value) -> String {
    let choice = |place: usize| question.kind.choices().get(place).map_or_else(String::new, |choice| plain(&choice.id));
    match (value, &question.kind) {
        (Value::Ordinal(number), Kind::YesNo) => if number == 1 { "ja" } else { "nej" }.to_owned(),
        (Value::Ordinal(number), Kind::Number { .. }) => number.to_string(),
        (Value::Ordinal(place), _) => choice(usize::try_from(place).unwrap_or(usize::MAX)),
        (Value::Set(set) | Value::Partly(set), _) => {
            let rest = (!value.is_whole()).then(|| UNKNOWN.to_owned());
            format!("[{}]", set.iter().map(choice).chain(rest).collect::<Vec<_>>().join(", "))
        }
    }
}

/// `key: { … }`, broken over lines of some width.
fn flow(key: &str, parts: &[String]) -> String {
    let one_line = format!("    {key}: {{ {} }}\n", parts.join(", "));
    if one_line.chars().count() <= WIDTH {
        return one_line;
    }
    let mut text = format!("    {key}:\n      {{ ");
    let mut column = 8;
    for (place, part) in parts.iter().enumerate() {
        let part = if place + 1 == parts.len() { format!("{part} }}") } else { format!("{part}, ") };
        let length = part.chars().count();
        if column + length > WIDTH {
            text.truncate(text.trim_end().len());
            text.push_str("\n        ");
            column = 8;
        }
        text.push_str(&part);
        column += length;
    }
    text.push('\n');
    text
}

/// An id: in quotes where another reader of YAML would take it for something else than a text.
fn plain(id: &str) -> String {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "true", "false", "on", "off", "null"];
    if WORDS.contains(&id.to_lowercase().as_str()) { quoted(id) } else { id.to_owned() }
}

/// A text in double quotes; what JSON writes, YAML reads.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
