//! What an ordinary value of a question's answer is, and how it is read without a copy of it.
//!
//! Says `None` of everything else: what that is worth is found the long way.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::guideline::answers::UNKNOWN;
use crate::guideline::question::{Answer, Choice, Kind, OptionSet, Question, Value};

/// One entry of a list of options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    /// An option, by place.
    Option(usize),
    /// `ved_ikke`: there may be more.
    MayBeMore,
}

/// Reads the answers to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reader {
    YesNo,
    Options(Vec<String>),
    /// With the options that exclude all others.
    Sets(Vec<String>, OptionSet),
    Number(i64, i64),
    Text,
    /// An answer that is not used, whatever it says.
    Unused,
}

impl Reader {
    pub(super) fn of(question: &Question) -> Self {
        let ids = |choices: &[Choice]| choices.iter().map(|choice| choice.id.clone()).collect();
        match &question.kind {
            Kind::YesNo => Self::YesNo,
            Kind::Scale(choices) | Kind::Choice(choices) => Self::Options(ids(choices)),
            Kind::Multi(choices) => {
                let alone = choices.iter().enumerate().filter(|(_, choice)| choice.excludes);
                Self::Sets(ids(choices), alone.fold(OptionSet::default(), |set, (place, _)| set.with(place)))
            }
            Kind::Number { min, max } => Self::Number(*min, *max),
            Kind::Text => Self::Text,
        }
    }

    pub(super) fn text(&self, text: &str) -> Option<Answer> {
        if text == UNKNOWN {
            return Some(Answer::Unknown);
        }
        match self {
            Self::YesNo if text == "ja" => Some(ordinal(1)),
            Self::YesNo if text == "nej" => Some(ordinal(0)),
            Self::Options(ids) => i64::try_from(place(ids, text)?).ok().map(ordinal),
            Self::Text if !text.trim().is_empty() => Some(Answer::Unknown),
            Self::Unused => Some(Answer::Unknown),
            Self::YesNo | Self::Sets(..) | Self::Number(..) | Self::Text => None,
        }
    }

    pub(super) fn number(&self, number: i64) -> Option<Answer> {
        match self {
            Self::Number(min, max) if (*min..=*max).contains(&number) => Some(ordinal(number)),
            Self::Unused => Some(Answer::Unknown),
            _ => None,
        }
    }

    /// A set of options; `None` among them is none that the question has.
    pub(super) fn set(&self, options: impl Iterator<Item = Option<Chosen>>) -> Option<Answer> {
        let Self::Sets(_, alone) = self else { return None };
        let (mut set, mut partly) = (OptionSet::default(), false);
        for option in options {
            match option? {
                Chosen::Option(place) => set = set.with(place),
                Chosen::MayBeMore => partly = true,
            }
        }
        let excluded = set.0 & alone.0 != 0 && (partly || set.0.count_ones() > 1);
        let answer = match (set, partly) {
            (OptionSet(0), true) => Answer::Unknown,
            (_, true) => Answer::Known(Value::Partly(set)),
            (_, false) => Answer::Known(Value::Set(set)),
        };
        (!excluded).then_some(answer)
    }

    pub(super) fn option(&self, text: &str) -> Option<Chosen> {
        match self {
            Self::Sets(..) if text == UNKNOWN => Some(Chosen::MayBeMore),
            Self::Sets(ids, _) => place(ids, text).map(Chosen::Option),
            _ => None,
        }
    }

    /// A cell of a table: options are parted by `|`, and `|` alone is none of them.
    pub(super) fn cell(&self, cell: &str) -> Option<Answer> {
        match self {
            Self::Sets(..) if cell != UNKNOWN => {
                self.set(cell.split('|').map(str::trim).filter(|part| !part.is_empty()).map(|part| self.option(part)))
            }
            Self::Number(..) => cell.parse().ok().and_then(|number| self.number(number)).or_else(|| self.text(cell)),
            _ => self.text(cell),
        }
    }
}

fn ordinal(ordinal: i64) -> Answer {
    Answer::Known(Value::Ordinal(ordinal))
}

fn place(ids: &[String], text: &str) -> Option<usize> {
    ids.iter().position(|id| id == text)
}

/// Reads a value of JSON as an answer.
impl<'de> DeserializeSeed<'de> for &Reader {
    type Value = Option<Answer>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Reader {
    type Value = Option<Answer>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("et svar")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.text(text))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(self.number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(number).ok().and_then(|number| self.number(number)))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut options = Vec::new();
        while let Some(option) = list.next_element_seed(OptionOf(self))? {
            options.push(option);
        }
        Ok(self.set(options.into_iter()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// Reads one option of a list.
struct OptionOf<'r>(&'r Reader);

impl<'de> DeserializeSeed<'de> for OptionOf<'_> {
    type Value = Option<Chosen>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OptionOf<'_> {
    type Value = Option<Chosen>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("en svarmulighed")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.0.option(text))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
