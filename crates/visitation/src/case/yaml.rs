//! Case and answer files as YAML text: the strict reader, the writer, and the reader's faults in Danish.
//!
//! The only place in `case` that knows the YAML library.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::CaseError;

/// Marks a message of our own on its way through the YAML library, whose own words are English.
const OWN: &str = "visit: ";

/// An error for use inside a `Deserialize` implementation; its Danish text reaches the user with its place.
pub(super) fn own_error<E: serde::de::Error>(message: impl AsRef<str>) -> E {
    E::custom(format!("{OWN}{}", message.as_ref()))
}

/// Our own words in a message that went through a library.
pub(super) fn own_words(message: &str) -> Option<&str> {
    let own = message.split_once(OWN)?.1;
    // serde_json says the place after the words.
    Some(own.rsplit_once(" at line ").map_or(own, |(own, _)| own))
}

/// Reads one value from YAML text, brought to Unicode normal form C.
pub(super) fn from_yaml<T: DeserializeOwned>(text: &str) -> Result<T, CaseError> {
    let text = if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) };
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: 32,
            max_documents: 1,
            max_events: 20_000_000,
            max_nodes: 10_000_000,
            max_merge_keys: 0,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        strict_indentation: true,
        reject_unsupported_tags: true,
    };
    if text.trim().is_empty() {
        return Err(CaseError::new("empty-file", "filen er tom", "se efter, om det er den rigtige fil"));
    }
    serde_saphyr::from_str_with_options(&text, options).map_err(|error| danish(&error))
}

/// Writes a value as YAML text. The same value always gives the same bytes.
pub(super) fn to_yaml<T: Serialize>(value: &T) -> Result<String, CaseError> {
    // Block scalars read nicer, but YAML 1.1 readers stumble over tabs and leading blanks in them.
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_string_with_options(value, options)
        .map_err(|error| CaseError::new("internal", format!("fejl i visit: sagen kan ikke skrives: {error}"), ""))
}

fn danish(error: &serde_saphyr::Error) -> CaseError {
    use serde_saphyr::Error as Fault;
    let error = error.without_snippet();
    let position = error.location().map(|place| (place.line(), place.column())).filter(|(line, _)| *line > 0);
    let fault = match error {
        Fault::SerdeUnknownField { field, expected, .. } => CaseError::new(
            "unknown-key",
            format!("nøglen `{field}` kendes ikke her"),
            &format!("nøglerne er {}", expected.join(", ")),
        ),
        Fault::SerdeMissingField { field, .. } => {
            CaseError::new("missing-key", format!("nøglen `{field}` mangler"), "")
        }
        Fault::SerdeUnknownVariant { variant, expected, .. } => CaseError::new(
            "unknown-value",
            format!("`{variant}` kendes ikke her"),
            &format!("der kan stå {}", expected.join(", ")),
        ),
        Fault::DuplicateMappingKey { key, .. } => {
            CaseError::new("duplicate-key", format!("nøglen `{}` står to gange", key.as_deref().unwrap_or("?")), "")
        }
        Fault::Message { msg, .. } | Fault::ExternalMessage { msg, .. } if msg.contains(OWN) => {
            CaseError::new("bad-value", msg.split_once(OWN).map_or("", |(_, own)| own), "")
        }
        Fault::SerdeInvalidType { .. } | Fault::SerdeInvalidValue { .. } | Fault::Unexpected { .. } => {
            CaseError::new("bad-shape", "her står noget af en anden slags end ventet", "")
        }
        Fault::Budget { breach: BudgetBreach::Documents { .. }, .. } | Fault::MultipleDocuments { .. } => {
            CaseError::new("several-documents", "filen har mere end ét dokument", "")
        }
        Fault::Budget { breach: BudgetBreach::Aliases { .. } | BudgetBreach::Anchors { .. }, .. } => CaseError::new(
            "no-anchors",
            "ankre og henvisninger (`&` og `*`) bruges ikke her",
            "sæt anførselstegn om teksten",
        ),
        Fault::Budget { .. } => CaseError::new("over-limit", "filen er for stor eller for dybt indlejret", ""),
        Fault::Eof { .. } => CaseError::new("truncated", "filen slutter for tidligt", "find en hel udgave af filen"),
        _ => CaseError::new(
            "bad-yaml",
            "filen er ikke den YAML, der kan læses her",
            "se efter indrykning, kolon og anførselstegn på linjen",
        ),
    };
    fault.at(position)
}

/// Dates as `2026-11-22`.
pub(super) mod date {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
    pub(in crate::case) fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub(in crate::case) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        // jiff also reads other forms (`20261122`, a date with a time), which would be written back differently, and
        // years before 0.
        let date = text.parse().ok().filter(|date: &Date| text.len() == 10 && date.to_string() == text);
        date.ok_or_else(|| super::own_error(format!("`{text}` er ikke en dato som 2026-11-22")))
    }
}

/// Dates that may be left out.
pub(super) mod optional_date {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    struct Dated(#[serde(with = "super::date")] Date);

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
    pub(in crate::case) fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => serializer.collect_str(date),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::case) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Dated>::deserialize(deserializer)?.map(|dated| dated.0))
    }
}

/// Points in time as RFC 3339 in UTC, with a fraction of a second only where there is one.
pub(super) mod timestamp {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(in crate::case) fn serialize<S: Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(time)
    }

    pub(in crate::case) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let text = String::deserialize(deserializer)?;
        let time = text.parse().ok().filter(|time: &Timestamp| time.to_string() == text);
        time.ok_or_else(|| super::own_error(format!("`{text}` er ikke et tidspunkt som 2026-11-22T09:30:00Z")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn code(text: &str) -> &'static str {
        from_yaml::<BTreeMap<String, String>>(text).unwrap_err().code
    }

    #[test]
    fn the_strict_profile_holds() {
        assert_eq!(code("a: 1\na: 2\n"), "duplicate-key");
        assert_eq!(code("a: &x 1\nb: *x\n"), "no-anchors");
        assert_eq!(code("a: 1\n---\nb: 2\n"), "several-documents");
        assert_eq!(code(""), "empty-file");
        assert_eq!(code("- a\n"), "bad-shape");
    }

    #[test]
    fn no_fault_speaks_english() {
        let strange = [
            "a: [",
            "a: 'x",
            "\t",
            "a: b: c",
            "!!binary x",
            "a: !x y",
            "? [a]: b",
            "%FOO\n",
            "a: \"\\q\"",
            "{",
            "\u{0}",
        ];
        for text in strange {
            let error = from_yaml::<BTreeMap<String, String>>(text).unwrap_err().to_string();
            for word in ["expected", "found", "invalid", "unexpected", "error", "while", "did not"] {
                assert!(!error.contains(word), "{text:?}: {error}");
            }
        }
    }

    #[test]
    fn text_is_brought_to_one_form() {
        let read: BTreeMap<String, String> = from_yaml("a: a\u{30a}\n").unwrap();
        assert_eq!(read["a"], "å");
    }
}
