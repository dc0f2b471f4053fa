//! What FHIR R4 itself demands of any resource: nothing empty, dates that are some, and the words of a status.

use jiff::civil::{Date, DateTime};
use serde_json::Value;

use super::super::notes::Notice;

/// The words of R4 for elements that both guides leave as they are, by type and element.
const WORDS: &[(&str, &str, &[&str])] = &[
    (
        "Observation",
        "status",
        &["registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"],
    ),
    ("CarePlan", "status", &["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"]),
    ("CarePlan", "intent", &["proposal", "plan", "order", "option"]),
    ("ClinicalImpression", "status", &["in-progress", "completed", "entered-in-error"]),
    (
        "Goal",
        "lifecycleStatus",
        &[
            "proposed",
            "planned",
            "accepted",
            "active",
            "on-hold",
            "completed",
            "cancelled",
            "entered-in-error",
            "rejected",
        ],
    ),
    (
        "ServiceRequest",
        "status",
        &["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"],
    ),
];

/// Elements of the two guides that hold a date or a moment.
const DATES: &[&str] =
    &["effectiveDateTime", "recordedDate", "created", "start", "end", "valueDateTime", "lastUpdated", "birthDate"];

pub(super) fn check(resource: &Value, path: &str, found: &mut Vec<Notice>) {
    let mut add = |path: String, text: String| found.push(Notice { path, text });
    let kind = resource.get("resourceType").and_then(Value::as_str).unwrap_or_default();
    for (_, element, words) in WORDS.iter().filter(|(of, ..)| *of == kind) {
        if let Some(word) = resource.get(*element).and_then(Value::as_str).filter(|word| !words.contains(word)) {
            // Empty is told below.
            if !word.is_empty() {
                add(format!("{path}.{element}"), format!("skal være {}", words.join(", ")));
            }
        }
    }
    let values = |key: &&String| key.strip_prefix("value").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let values = resource.as_object().map_or(0, |all| all.keys().filter(values).count());
    if values > 1 {
        add(format!("{path}.value[x]"), format!("står {values} gange og må højst stå 1"));
    }
    walk(resource, path, "", &mut add);
}

fn walk(value: &Value, path: &str, key: &str, add: &mut impl FnMut(String, String)) {
    match value {
        Value::Object(all) if !all.is_empty() => {
            for (key, value) in all {
                walk(value, &format!("{path}.{key}"), key, add);
            }
        }
        Value::Array(all) if !all.is_empty() => {
            for (place, value) in all.iter().enumerate() {
                // A null holds the place of a value that only its companion with an underscore has.
                if !value.is_null() {
                    walk(value, &format!("{path}[{place}]"), key, add);
                }
            }
        }
        Value::Object(_) | Value::Array(_) | Value::Null => {
            add(path.to_owned(), "er tomt og må så ikke stå".to_owned());
        }
        Value::String(text) if text.trim().is_empty() => {
            add(path.to_owned(), "er tomt og må så ikke stå".to_owned());
        }
        Value::String(text) if DATES.contains(&key) && !is_date(text) => {
            add(path.to_owned(), "er ikke en dato som 2026-12-07 eller 2026-12-07T10:15:00+01:00".to_owned());
        }
        _ => {}
    }
}

/// A year, a month, a day, or a moment with its offset.
fn is_date(text: &str) -> bool {
    let date = |text: &str| text.parse::<Date>().is_ok_and(|date| date.to_string() == text);
    match text.split_once('T') {
        None => date(text) || date(&format!("{text}-01")) || date(&format!("{text}-01-01")),
        Some((day, time)) => {
            let at = time.find(['Z', '+', '-']).unwrap_or(time.len());
            let (clock, offset) = time.split_at(at);
            let offset = offset == "Z" || (offset.len() == 6 && offset.get(3..4) == Some(":"));
            date(day) && offset && format!("{day}T{clock}").parse::<DateTime>().is_ok()
        }
    }
}
