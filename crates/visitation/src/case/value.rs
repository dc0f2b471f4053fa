//! An answer as it stands in a file: `svær`, `9`, `ja`, `[trækker_sig, udad]`, `ved_ikke`, or free text.
//!
//! Knows how a question's answers are written, not what follows from them.

use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::CaseError;
use super::yaml::own_error;
use crate::guideline::question::{Answer, Choice, Kind, OptionSet, Question, Value};

/// "Asked, not known", in files.
pub const UNKNOWN: &str = "ved_ikke";

/// A value as written, not yet held against its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavedValue {
    /// A whole number.
    Number(i64),
    /// An option's id, `ja`, `nej`, `ved_ikke`, or free text.
    Text(String),
    /// The chosen options of a flervalg.
    Many(Vec<String>),
}

/// A value held against its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// An answer the engine can use.
    Answer(Answer),
    /// The words given to a `tekst` question, which has no value.
    Words(String),
}

impl SavedValue {
    /// An answer as it is saved.
    #[must_use]
    pub fn of(question: &Question, answer: Answer) -> Self {
        let Answer::Known(value) = answer else { return Self::Text(UNKNOWN.to_owned()) };
        let id = |choice: &Choice| choice.id.clone();
        match (&question.kind, value) {
            (Kind::YesNo, Value::Ordinal(n)) => Self::Text((if n == 1 { "ja" } else { "nej" }).to_owned()),
            (kind, Value::Ordinal(n)) => {
                let choice = usize::try_from(n).ok().and_then(|place| kind.choices().get(place));
                choice.map_or(Self::Number(n), |choice| Self::Text(id(choice)))
            }
            (kind, Value::Set(set) | Value::Partly(set)) => {
                let chosen = set.iter().filter_map(|place| kind.choices().get(place)).map(id);
                let rest = (!value.is_whole()).then(|| UNKNOWN.to_owned());
                Self::Many(chosen.chain(rest).collect())
            }
        }
    }

    /// Is it `ved_ikke`?
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Text(text) if text == UNKNOWN)
    }

    /// What the value means as an answer to the question.
    ///
    /// # Errors
    /// The question cannot be answered so; the message lists what it can be answered with.
    pub fn given(&self, question: &Question) -> Result<Given, CaseError> {
        if *self == Self::Text(UNKNOWN.to_owned()) {
            return Ok(Given::Answer(Answer::Unknown));
        }
        let value = match (&question.kind, self) {
            (Kind::Text, Self::Text(words)) => return Ok(Given::Words(words.clone())),
            (Kind::Text, Self::Number(number)) => return Ok(Given::Words(number.to_string())),
            (Kind::YesNo, Self::Text(text)) => match text.as_str() {
                "ja" => Some(Value::Ordinal(1)),
                "nej" => Some(Value::Ordinal(0)),
                _ => None,
            },
            (Kind::Scale(choices) | Kind::Choice(choices), Self::Text(id)) => {
                place_of(choices, id).and_then(|place| i64::try_from(place).ok()).map(Value::Ordinal)
            }
            (Kind::Number { .. }, Self::Number(number)) => Some(Value::Ordinal(*number)),
            (Kind::Multi(_), Self::Many(ids)) if ids.iter().all(|id| id == UNKNOWN) && !ids.is_empty() => {
                return Ok(Given::Answer(Answer::Unknown));
            }
            (Kind::Multi(choices), Self::Many(ids)) => ids
                .iter()
                .filter(|id| *id != UNKNOWN)
                .try_fold(OptionSet::default(), |set, id| Some(set.with(place_of(choices, id)?)))
                .map(|set| if ids.iter().any(|id| id == UNKNOWN) { Value::Partly(set) } else { Value::Set(set) }),
            _ => None,
        };
        match value.filter(|value| question.kind.admits(*value) && question.excluding(*value).is_none()) {
            Some(value) => Ok(Given::Answer(Answer::Known(value))),
            None => Err(self.refused(question)),
        }
    }

    fn refused(&self, question: &Question) -> CaseError {
        let ids = |choices: &[Choice]| choices.iter().map(|choice| choice.id.as_str()).collect::<Vec<_>>().join(", ");
        let can = match &question.kind {
            Kind::YesNo => "ja eller nej".to_owned(),
            Kind::Scale(choices) | Kind::Choice(choices) => format!("en af: {}", ids(choices)),
            Kind::Multi(choices) => {
                format!("en liste, f.eks. [{}], af: {}", ids(choices.get(..1).unwrap_or(&[])), ids(choices))
            }
            Kind::Number { min, max } => format!("et helt tal fra {min} til {max}"),
            Kind::Text => "tekst".to_owned(),
        };
        let message = format!("`{}` kan ikke besvares med `{self}`", question.id);
        let mut help = format!("svaret kan være {can}; eller {UNKNOWN}");
        if let Some(near) = self.nearest(question.kind.choices()) {
            help = format!("mente du `{near}`? {help}");
        }
        CaseError::new("bad-answer", message, &help)
    }

    fn nearest<'a>(&self, choices: &'a [Choice]) -> Option<&'a str> {
        let written = match self {
            Self::Text(text) => text,
            Self::Many(ids) => ids.iter().find(|id| place_of(choices, id).is_none())?,
            Self::Number(_) => return None,
        };
        let near = |choice: &&Choice| strsim::osa_distance(&choice.id, written) <= 2;
        choices
            .iter()
            .filter(near)
            .min_by_key(|choice| strsim::osa_distance(&choice.id, written))
            .map(|c| c.id.as_str())
    }
}

fn place_of(choices: &[Choice], id: &str) -> Option<usize> {
    choices.iter().position(|choice| choice.id == id)
}

impl fmt::Display for SavedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::Many(ids) => write!(f, "[{}]", ids.join(", ")),
        }
    }
}

impl Serialize for SavedValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Many(ids) => serializer.collect_seq(ids),
        }
    }
}

impl<'de> Deserialize<'de> for SavedValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// Reads a value from whatever stands there.
pub(super) struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = SavedValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("et svar")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<SavedValue, E> {
        Ok(SavedValue::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<SavedValue, E> {
        i64::try_from(number).map(SavedValue::Number).map_err(|_| own_error(format!("tallet `{number}` er for stort")))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<SavedValue, E> {
        Ok(SavedValue::Text(text.to_owned()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<SavedValue, E> {
        Err(own_error(format!("`{number}` er ikke et helt tal; sæt anførselstegn om, hvis det er tekst")))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<SavedValue, E> {
        let instead = if value { "ja" } else { "nej" };
        Err(own_error(format!("`{value}` er ikke et svar; skriv `{instead}`")))
    }

    fn visit_unit<E: Error>(self) -> Result<SavedValue, E> {
        Err(own_error(format!("svaret mangler; skriv `{UNKNOWN}`, hvis det ikke vides")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<SavedValue, A::Error> {
        let mut ids: Vec<String> = Vec::new();
        while let Some(id) = list.next_element()? {
            if ids.contains(&id) {
                return Err(own_error(format!("`{id}` står to gange i svaret")));
            }
            ids.push(id);
        }
        Ok(SavedValue::Many(ids))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::yaml::{from_yaml, to_yaml};
    use crate::guideline::fixture;

    #[test]
    fn every_answer_survives_being_saved() {
        let guideline = fixture::guideline();
        for question in &guideline.questions {
            let values: Vec<Value> = match question.kind {
                Kind::Multi(_) => {
                    let partly = (1..4).map(|bits| Value::Partly(OptionSet(bits)));
                    (0..4).map(|bits| Value::Set(OptionSet(bits))).chain(partly).collect()
                }
                Kind::Number { min, max } => [min, max].map(Value::Ordinal).to_vec(),
                Kind::Text => vec![],
                _ => vec![Value::Ordinal(0), Value::Ordinal(1)],
            };
            for answer in values.into_iter().map(Answer::Known).chain([Answer::Unknown]) {
                let saved = to_yaml(&SavedValue::of(question, answer)).unwrap();
                let read: SavedValue = from_yaml(&saved).unwrap();
                assert_eq!(read.given(question), Ok(Given::Answer(answer)), "{saved}");
            }
        }
    }

    #[test]
    fn a_wrong_answer_is_refused_with_what_would_do() {
        let guideline = fixture::guideline();
        let refused = |question: usize, value: SavedValue| value.given(&guideline.questions[question]).unwrap_err();
        let error = refused(1, SavedValue::Text("svar".into()));
        assert_eq!(error.message, "`kommunikation` kan ikke besvares med `svar`");
        assert_eq!(error.help.unwrap(), "mente du `svær`? svaret kan være en af: let, svær; eller ved_ikke");
        assert_eq!(
            refused(0, SavedValue::Number(111)).help.unwrap(),
            "svaret kan være et helt tal fra 0 til 110; eller ved_ikke"
        );
        assert_eq!(refused(2, SavedValue::Number(1)).code, "bad-answer");
        assert_eq!(refused(3, SavedValue::Text("familie".into())).code, "bad-answer");
        assert_eq!(refused(3, SavedValue::Many(vec!["ukendt".into()])).code, "bad-answer");
    }

    #[test]
    fn what_yaml_makes_of_a_value_is_explained() {
        let message = |text: &str| from_yaml::<SavedValue>(text).unwrap_err().message;
        assert_eq!(message("true"), "`true` er ikke et svar; skriv `ja`");
        assert_eq!(message("[a, a]"), "`a` står to gange i svaret");
        assert!(message("1.10").contains("anførselstegn"));
        assert!(message("~").contains("ved_ikke"), "{}", message("~"));
    }
}
