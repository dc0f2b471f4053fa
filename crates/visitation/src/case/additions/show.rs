//! What has been added, as a notes file: to look at, to correct and to hand to `visit note --from` again.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::form::{FieldKind, Form, Need, forms};
use super::{Additions, Entry};
use crate::case::CaseError;
use crate::case::value::SavedValue;
use crate::case::yaml::to_yaml;

/// The entries as a notes file, in the order of the form.
///
/// # Errors
/// They cannot be written as YAML: a fault in visit.
pub fn as_notes(additions: &Additions) -> Result<String, CaseError> {
    let mut file = Map::new();
    for form in forms() {
        let mut entries: Vec<Value> =
            additions.of(form.topic).map(|entry| Value::Object(fields(form, entry))).collect();
        if form.has_many() && !entries.is_empty() {
            file.insert(form.key.to_owned(), Value::Array(entries));
        } else if let Some(only) = entries.pop() {
            file.insert(form.key.to_owned(), only);
        }
    }
    to_yaml(&Value::Object(file))
}

fn fields(form: &Form, entry: &Entry) -> Map<String, Value> {
    let mut map = Map::new();
    if form.has_many() {
        map.insert("id".to_owned(), Value::String(entry.id.clone()));
    }
    for field in form.fields {
        let value = match entry.fields.get(field.key) {
            None => continue,
            Some(SavedValue::Number(number)) => Value::from(*number),
            Some(SavedValue::Text(text)) => Value::String(text.clone()),
            Some(SavedValue::Many(list)) => Value::from(list.clone()),
        };
        map.insert(field.key.to_owned(), value);
    }
    map
}

/// An empty notes file: every topic and field as a comment, with its question.
#[must_use]
pub fn empty_notes() -> String {
    let mut text = String::from(
        "# Noter til en sag: fjern `#` foran det, du vil udfylde, og læs filen ind med\n\
         # `visit note SAG --from FIL`. Felter med * skal udfyldes. Skriv aldrig navne eller CPR-numre.\n\
         # Det, filen ikke nævner, bliver stående i sagen. `fjern: ja` fjerner et punkt, `fjern: [felt]` et felt i det.\n",
    );
    for form in forms() {
        let many = if form.has_many() { " (flere, hver med `- ` foran)" } else { "" };
        // Writing to a text cannot fail.
        let _ = writeln!(text, "\n# {}{many}\n#{}:", form.title, form.key);
        for (place, field) in form.fields.iter().enumerate() {
            let indent = if form.has_many() && place == 0 {
                "  - "
            } else if form.has_many() {
                "    "
            } else {
                "  "
            };
            let star = if field.need == Need::Required { " *" } else { "" };
            let _ = writeln!(text, "#{indent}{}:   # {}{star}{}", field.key, field.ask, choices(field.kind));
        }
    }
    text
}

fn choices(kind: FieldKind) -> String {
    match kind {
        FieldKind::Word(words) => {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!(" [{}]", words.join(" | "))
        }
        FieldKind::Date => " [år-måned-dag]".to_owned(),
        FieldKind::Month => " [år-måned]".to_owned(),
        FieldKind::Texts => " [liste]".to_owned(),
        _ => String::new(),
    }
}
