//! Answers in words, and from a form.

use minijinja::{Value, context};

use crate::terminal::typed::day_of;
use visitation::case::{SavedValue, UNKNOWN};
use visitation::guideline::question::{Kind, Question};

/// Ticked where none of the options is meant.
pub(super) const NONE: &str = "-ingen-";

/// The saved answer as people read it.
pub(super) fn words(question: &Question, value: &SavedValue) -> String {
    let text = |id: &str| {
        let choice = question.kind.choices().iter().find(|choice| choice.id == id);
        choice.map_or_else(|| id.to_owned(), |choice| choice.text.clone())
    };
    match value {
        _ if value.is_unknown() => "Ved ikke".to_owned(),
        SavedValue::Text(answer) if question.kind == Kind::YesNo => {
            (if answer == "ja" { "Ja" } else { "Nej" }).to_owned()
        }
        SavedValue::Text(id) => text(id),
        SavedValue::Number(number) => match &question.unit {
            Some(unit) => format!("{number} {unit}"),
            None => number.to_string(),
        },
        SavedValue::Many(ids) if ids.is_empty() => "Ingen af dem".to_owned(),
        SavedValue::Many(ids) => ids.iter().map(|id| text(id)).collect::<Vec<_>>().join("; "),
    }
}

/// What a form gave to a question.
///
/// # Errors
/// In Danish: nothing was chosen, or it is no number.
pub(super) fn given(question: &Question, given: &[&str]) -> Result<SavedValue, String> {
    let chosen = |id: &&&str| **id != UNKNOWN && **id != NONE && !id.trim().is_empty();
    let some = matches!(question.kind, Kind::Multi(_)) && given.iter().any(|id| chosen(&id));
    if given.contains(&UNKNOWN) && !some {
        return Ok(SavedValue::Text(UNKNOWN.to_owned()));
    }
    let first = given.first().map(|text| text.trim()).filter(|text| !text.is_empty());
    match (&question.kind, first) {
        (Kind::Multi(_), None) => Err("Vælg et eller flere svar, »Ingen af disse« eller »Ved ikke«".to_owned()),
        (Kind::Multi(_), Some(_)) => {
            let chosen: Vec<String> = given.iter().filter(|id| **id != NONE).map(|id| (*id).to_owned()).collect();
            if chosen.is_empty() || chosen.len() == given.len() {
                Ok(SavedValue::Many(chosen))
            } else {
                Err("Vælg enten »Ingen af disse« eller de svar, der passer".to_owned())
            }
        }
        (Kind::Number { min, max }, _) => first
            .and_then(|text| text.parse().ok())
            .map(SavedValue::Number)
            .ok_or_else(|| format!("Skriv et helt tal fra {min} til {max}, eller vælg »Ved ikke«")),
        (Kind::Text, None) => Err("Skriv et svar, eller vælg »Ved ikke«".to_owned()),
        (_, None) => Err("Vælg et svar, eller vælg »Ved ikke«".to_owned()),
        (_, Some(text)) => Ok(SavedValue::Text(text.to_owned())),
    }
}

/// The values of one field of a form.
pub(super) fn all<'f>(form: &'f [(String, String)], name: &str) -> Vec<&'f str> {
    form.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

/// The value of a field that was filled.
pub(super) fn one(form: &[(String, String)], name: &str) -> Option<String> {
    all(form, name).first().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// What a form is filled with, field by field.
pub(super) type Filled = Vec<(String, String)>;

/// A saved value as the fields of its form.
pub(super) fn filled(key: &str, value: &SavedValue) -> Filled {
    let put = |text: &str| (key.to_owned(), text.to_owned());
    match value {
        SavedValue::Text(text) => vec![put(text)],
        SavedValue::Number(number) => vec![put(&number.to_string())],
        SavedValue::Many(list) => list.iter().map(|text| put(text)).collect(),
    }
}

/// The faults of a form, each with its field, as pages list them.
pub(super) fn told(faults: &[(String, String)]) -> Vec<Value> {
    faults.iter().map(|(felt, tekst)| context! { felt => felt.clone(), tekst => tekst.clone() }).collect()
}

/// A date as it is typed here: `2026-11-30` or `30-11-2026`, also with dots or slashes.
///
/// # Errors
/// In Danish: it is no date.
pub(super) fn date(text: &str) -> Result<jiff::civil::Date, String> {
    let parts: Vec<&str> = text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    day_of(&parts).ok_or_else(|| format!("»{text}« er ikke en dato som 30-11-2026"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_both_ways() {
        let day = jiff::civil::date(2026, 11, 3);
        for text in ["2026-11-03", "03-11-2026", "3.11.2026", "3/11/2026"] {
            assert_eq!(date(text), Ok(day), "{text}");
        }
        for text in ["", "3-11-26", "2026-13-01", "31-02-2026", "i dag"] {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
