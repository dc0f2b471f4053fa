//! Is an entry what its form says?
//!
//! The same check for what is typed, read from a notes file and found in a case file. What an id refers to is
//! checked where it is entered: a fact may be withdrawn later, and the history stays readable.

use jiff::civil::Date;

use super::Addition;
use super::form::{Field, FieldKind, Need};
use crate::case::value::SavedValue;
use crate::guideline::ids;

/// Nothing, or in Danish what is wrong, to stand after the event's number.
pub(super) fn check(addition: &Addition) -> Result<(), String> {
    let form = addition.topic.form();
    for (key, value) in &addition.fields {
        let field = form.field(key).ok_or_else(|| format!("har et felt `{key}`, som `{}` ikke har", form.key))?;
        admits(field, value).map_err(|wanted| format!("har `{key}`, som ikke er {wanted}"))?;
    }
    let lacks = |field: &&Field| field.need == Need::Required && !addition.fields.contains_key(field.key);
    match form.fields.iter().find(lacks) {
        Some(field) => Err(format!("mangler `{}` under `{}`", field.key, form.key)),
        None => Ok(()),
    }
}

/// Nothing, or in Danish what the field takes.
///
/// # Errors
/// The value is of another kind.
pub fn admits(field: &Field, value: &SavedValue) -> Result<(), String> {
    let good = match (field.kind, value) {
        (FieldKind::Text, SavedValue::Text(text)) => !text.trim().is_empty(),
        (FieldKind::Level, SavedValue::Text(text)) => ids::is_id(text),
        // Where several specialer have a duty of that id, theirs is named before it.
        (FieldKind::Duty, SavedValue::Text(text)) => match text.rsplit_once('.') {
            Some((speciale, id)) => ids::is_file_id(speciale) && ids::is_id(id),
            None => ids::is_id(text),
        },
        // Ten characters: no year before 0 or with a sign, which jiff would read.
        (FieldKind::Date, SavedValue::Text(text)) => {
            text.len() == 10 && text.parse::<Date>().is_ok_and(|date| date.to_string() == *text)
        }
        (FieldKind::Month, SavedValue::Text(text)) => {
            text.len() == 7 && format!("{text}-01").parse::<Date>().is_ok_and(|date| date.to_string().starts_with(text))
        }
        (FieldKind::Word(words), SavedValue::Text(text)) => words.iter().any(|(word, _)| word == text),
        (FieldKind::Kroner, SavedValue::Number(number)) => *number >= 0,
        (FieldKind::Texts | FieldKind::Facts, SavedValue::Many(list)) => {
            !list.is_empty() && list.iter().all(|text| !text.trim().is_empty())
        }
        _ => false,
    };
    if good { Ok(()) } else { Err(wanted(field.kind)) }
}

/// What a field takes, in Danish.
#[must_use]
pub fn wanted(kind: FieldKind) -> String {
    match kind {
        FieldKind::Text => "en tekst".to_owned(),
        FieldKind::Date => "en dato som 2026-11-22".to_owned(),
        FieldKind::Month => "en måned som 2027-08".to_owned(),
        FieldKind::Kroner => "et helt antal kroner, fx 912500".to_owned(),
        FieldKind::Word(words) => ids::alternatives(&words.iter().map(|(word, _)| *word).collect::<Vec<_>>()),
        FieldKind::Texts => "en liste af tekster".to_owned(),
        FieldKind::Facts => "en liste af numre på fakta, fx [F1, F2]".to_owned(),
        FieldKind::Level => "et niveau".to_owned(),
        FieldKind::Duty => "nummeret på en rådgivning".to_owned(),
    }
}
