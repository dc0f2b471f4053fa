//! A line of JSON: `{"id": …, "svar": {…}}`, straight into the places of its answers.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::reader::Reader;
use crate::guideline::answers::Answers;
use crate::guideline::question::Answer;

/// What a line calls its case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(untagged)]
pub enum Id {
    /// Nothing.
    #[default]
    None,
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsId;
        impl Visitor<'_> for AsId {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("en tekst eller et helt tal")
            }

            fn visit_unit<E: Error>(self) -> Result<Id, E> {
                Ok(Id::None)
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Id, E> {
                Ok(Id::Number(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Id, E> {
                i64::try_from(number).map(Id::Number).map_err(E::custom)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                Ok(Id::Text(text.to_owned()))
            }
        }
        deserializer.deserialize_any(AsId)
    }
}

/// The answers of a line while they are read.
#[derive(Debug)]
pub(super) struct Taken {
    pub answers: Vec<Answers>,
    pub id: Id,
    /// The targets of the line before: keys mostly come in the same order.
    order: Vec<usize>,
    at: usize,
    /// The line that each target was last met in.
    met: Vec<u64>,
    line: u64,
}

/// Is the line read, or has it something out of the ordinary?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Ordinary,
    Special,
}

/// Where the answer under a key goes.
enum To {
    Target(usize),
    Elsewhere,
    LongWay,
}

impl Taken {
    pub(super) fn new(plan: &Plan) -> Self {
        let answers = plan.compiled.iter().map(|compiled| vec![None; compiled.guideline().questions.len()]).collect();
        Self { answers, id: Id::None, order: Vec::new(), at: 0, met: vec![0; plan.targets.len()], line: 0 }
    }

    pub(super) fn begin(&mut self) {
        self.line += 1;
        self.at = 0;
        self.answers.iter_mut().for_each(|list| list.fill(None));
    }

    /// Reads a line; an error is not JSON, or not of this form.
    pub(super) fn json(&mut self, plan: &Plan, line: &str) -> Result<Reading, serde_json::Error> {
        self.begin();
        self.id = Id::None;
        let mut deserializer = serde_json::Deserializer::from_str(line);
        let reading = Whole { plan, taken: self }.deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(reading)
    }

    /// Reads the cells of a table's row, each with its key; an empty one was not asked.
    pub(super) fn cells<'c>(&mut self, plan: &Plan, cells: impl Iterator<Item = (&'c str, &'c str)>) -> Reading {
        self.begin();
        for (key, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
            let To::Target(place) = self.to(plan, key) else {
                if plan.asked_elsewhere(key) {
                    continue;
                }
                return Reading::Special;
            };
            let answer = plan.targets.get(place).and_then(|target| target.reader.cell(cell));
            if !self.put(plan, place, answer) {
                return Reading::Special;
            }
        }
        Reading::Ordinary
    }

    fn to(&mut self, plan: &Plan, key: &str) -> To {
        let is = |place: &usize| plan.targets.get(*place).is_some_and(|target| target.key == key);
        let place = match self.order.get(self.at).copied().filter(is) {
            Some(place) => place,
            None => match plan.by_key.get(key) {
                Some(place) => {
                    self.order.truncate(self.at);
                    self.order.push(*place);
                    *place
                }
                None if plan.asked_elsewhere(key) => return To::Elsewhere,
                None => return To::LongWay,
            },
        };
        self.at += 1;
        To::Target(place)
    }

    /// Takes an answer; false where it is out of the ordinary.
    fn put(&mut self, plan: &Plan, place: usize, answer: Option<Answer>) -> bool {
        let (Some(target), Some(met), Some(answer)) = (plan.targets.get(place), self.met.get_mut(place), answer) else {
            return false;
        };
        // A key that comes twice is a fault.
        if target.special || std::mem::replace(met, self.line) == self.line {
            return false;
        }
        for (part, place) in &target.slots {
            match self.answers.get_mut(*part).and_then(|list| list.get_mut(*place)) {
                Some(slot @ None) => *slot = Some(answer),
                // Answered under another key: which of them counts is found the long way.
                _ => return false,
            }
        }
        true
    }
}

/// The whole line.
struct Whole<'t, 'p> {
    plan: &'p Plan,
    taken: &'t mut Taken,
}

impl<'de> DeserializeSeed<'de> for Whole<'_, '_> {
    type Value = Reading;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Reading, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = Reading;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("en linje med `id` og `svar`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reading, A::Error> {
        let (mut reading, mut has_id, mut has_answers) = (Reading::Ordinary, false, false);
        while let Some(key) = map.next_key::<Key>()? {
            let again = match key {
                Key::Id => std::mem::replace(&mut has_id, true),
                Key::Answers => std::mem::replace(&mut has_answers, true),
                Key::Other => true,
            };
            if again {
                map.next_value::<IgnoredAny>()?;
                reading = Reading::Special;
            } else if key == Key::Id {
                self.taken.id = map.next_value()?;
            } else if map.next_value_seed(All { plan: self.plan, taken: &mut *self.taken })? == Reading::Special {
                reading = Reading::Special;
            }
        }
        Ok(if has_answers { reading } else { Reading::Special })
    }
}

/// The keys of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Key {
    #[serde(rename = "id")]
    Id,
    #[serde(rename = "svar")]
    Answers,
    #[serde(other)]
    Other,
}

/// What stands under `svar`.
struct All<'t, 'p> {
    plan: &'p Plan,
    taken: &'t mut Taken,
}

impl<'de> DeserializeSeed<'de> for All<'_, '_> {
    type Value = Reading;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Reading, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for All<'_, '_> {
    type Value = Reading;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("svar efter spørgsmål")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reading, A::Error> {
        let Self { plan, taken } = self;
        let mut reading = Reading::Ordinary;
        while let Some(to) = map.next_key_seed(KeyOf { plan, taken: &mut *taken })? {
            let ordinary = match to {
                To::Target(place) => match plan.targets.get(place) {
                    Some(target) => {
                        let answer = map.next_value_seed(&target.reader)?;
                        taken.put(plan, place, answer)
                    }
                    None => false,
                },
                To::Elsewhere => map.next_value_seed(&Reader::Unused)?.is_some(),
                To::LongWay => {
                    map.next_value::<IgnoredAny>()?;
                    false
                }
            };
            if !ordinary {
                reading = Reading::Special;
            }
        }
        Ok(reading)
    }
}

/// A question's key.
struct KeyOf<'t, 'p> {
    plan: &'p Plan,
    taken: &'t mut Taken,
}

impl<'de> DeserializeSeed<'de> for KeyOf<'_, '_> {
    type Value = To;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<To, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyOf<'_, '_> {
    type Value = To;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("et spørgsmåls id")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<To, E> {
        Ok(self.taken.to(self.plan, key))
    }
}
