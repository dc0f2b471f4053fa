//! An answers file: `svar`, and if it likes `speciale` and `dato`. A case file is one too.
//!
//! Keeps where each answer stands, so that a wrong one can be pointed at. Deliberately does not check a case
//! file's history: here it is only a list of answers.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::Spanned;

use super::read::check_format;
use super::value::{Reader, SavedValue};
use super::yaml::{from_yaml, optional_date};
use super::{CaseError, SavedAnswer};

/// Answers from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswersFile {
    /// `speciale`, one or several; empty where the file names none.
    pub specialer: Vec<String>,
    /// `dato`, the assessment date.
    pub date: Option<Date>,
    /// `svar`, by key.
    pub answers: BTreeMap<String, SavedAnswer>,
    /// Line and column of each answer's value.
    pub positions: BTreeMap<String, (u64, u64)>,
}

impl AnswersFile {
    /// Reads an answers file or a case file.
    ///
    /// # Errors
    /// It is neither, has unknown keys, or is a case from a newer visit.
    pub fn read(text: &str) -> Result<Self, CaseError> {
        let Probe { format } = from_yaml(text)?;
        let file = if format.is_some() {
            check_format(format.as_deref())?;
            let CaseShape { specialer, date, answers } = from_yaml(text)?;
            Plain { specialer, date, answers }
        } else {
            from_yaml(text)?
        };
        let mut read = Self { specialer: file.specialer.0, date: file.date, ..Self::default() };
        for (key, entry) in file.answers {
            let place = entry.referenced;
            read.positions.insert(key.clone(), (place.line(), place.column()));
            read.answers.insert(key, entry.value.0);
        }
        Ok(read)
    }
}

#[derive(Deserialize)]
struct Probe {
    format: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    #[serde(rename = "speciale", default)]
    specialer: OneOrMany,
    #[serde(rename = "dato", with = "optional_date", default)]
    date: Option<Date>,
    #[serde(rename = "svar")]
    answers: BTreeMap<String, Spanned<Entry>>,
}

/// The same keys of a case file, whose others are passed over.
#[derive(Deserialize)]
struct CaseShape {
    #[serde(rename = "speciale", default)]
    specialer: OneOrMany,
    #[serde(rename = "dato", with = "optional_date", default)]
    date: Option<Date>,
    #[serde(rename = "svar")]
    answers: BTreeMap<String, Spanned<Entry>>,
}

/// A bare value, or one written out with source, date and note.
struct Entry(SavedAnswer);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EntryReader)
    }
}

struct EntryReader;

impl EntryReader {
    fn bare<E>(value: Result<SavedValue, E>) -> Result<Entry, E> {
        value.map(|value| Entry(SavedAnswer { value, source: None, date: None, note: None }))
    }
}

impl<'de> Visitor<'de> for EntryReader {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Reader.expecting(f)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Entry, E> {
        Self::bare(Reader.visit_i64(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Entry, E> {
        Self::bare(Reader.visit_u64(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Entry, E> {
        Self::bare(Reader.visit_f64(number))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Entry, E> {
        Self::bare(Reader.visit_bool(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Entry, E> {
        Self::bare(Reader.visit_str(text))
    }

    fn visit_unit<E: Error>(self) -> Result<Entry, E> {
        Self::bare(Reader.visit_unit())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Entry, A::Error> {
        Self::bare(Reader.visit_seq(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
        SavedAnswer::deserialize(MapAccessDeserializer::new(map)).map(Entry)
    }
}

/// `speciale: autisme` or `speciale: [autisme, adhd]`.
#[derive(Default)]
struct OneOrMany(Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("et speciale eller en liste af specialer")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![name.to_owned()]))
            }

            fn visit_unit<E: Error>(self) -> Result<OneOrMany, E> {
                Ok(OneOrMany::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany, A::Error> {
                let mut names = OneOrMany::default();
                while let Some(name) = list.next_element()? {
                    names.0.push(name);
                }
                Ok(names)
            }
        }
        deserializer.deserialize_any(Names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_stand_bare_or_written_out() {
        let text = "speciale: autisme\ndato: 2026-11-22\nsvar:\n  alder: 9\n  hjælp: [familie]\n  \
                    selvskade: { svar: ja, kilde: mor, dato: 2026-11-01 }\n  ønsker: ro\n";
        let file = AnswersFile::read(text).unwrap();
        assert_eq!(file.specialer, ["autisme"]);
        assert_eq!(file.date, Some(date(2026, 11, 22)));
        assert_eq!(file.answers["alder"].value, SavedValue::Number(9));
        assert_eq!(file.answers["hjælp"].value, SavedValue::Many(vec!["familie".into()]));
        assert_eq!(file.answers["selvskade"].source.as_deref(), Some("mor"));
        assert_eq!(file.answers["selvskade"].date, Some(date(2026, 11, 1)));
        assert_eq!(file.positions["alder"], (4, 10));
        assert_eq!(file.positions["ønsker"], (7, 11));
    }

    #[test]
    fn what_windows_writes_is_read() {
        let file = AnswersFile::read("\u{feff}svar:\r\n  a: 1\r\n").unwrap();
        assert_eq!(file.answers["a"].value, SavedValue::Number(1));
    }

    #[test]
    fn faults_are_told_with_their_place() {
        let fault = |text: &str| AnswersFile::read(text).unwrap_err();
        assert_eq!(fault("svar: { a: true }\n").message, "`true` er ikke et svar; skriv `ja`");
        assert_eq!(fault("svar:\n  a: 1.5\n").position.map(|(line, _)| line), Some(2));
        assert_eq!(fault("svar:\n  a: { svar: ja, kilder: x }\n").message, "nøglen `kilder` kendes ikke her");
        assert_eq!(fault("svar:\n  a: { kilde: x }\n").code, "missing-key");
        assert_eq!(fault("svar: {}\nnoget: 1\n").code, "unknown-key");
        assert_eq!(fault("dato: 2026-11-22\n").code, "missing-key");
        assert_eq!(fault("svar:\n  a: 1\n  a: 2\n").code, "duplicate-key");
        assert_eq!(fault("format: visit-sag/2\nsvar: {}\n").code, "newer-format");
        assert_eq!(fault("svar: nej\n").code, "bad-shape");
    }
}
