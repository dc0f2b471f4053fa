//! What a person adds to a case: facts, the individual assessment, wishes, advice obtained, the chosen level …
//!
//! One entry has a topic, under most topics an id, and fields. What fields there are stands in [`form`], the one
//! table that the guided prompts, the notes file and the case file are all held against. The history keeps every
//! word with author and time; [`Additions`] is what it adds up to.

mod enter;
pub mod fields;
pub mod form;
mod show;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::CaseError;
use super::format::{Action, Event};
use super::value::SavedValue;
pub use enter::{Entered, Known, read, read_topics};
pub use form::Topic;
pub use show::{as_notes, empty_notes};

/// An entry as the history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// What it is about.
    #[serde(rename = "emne")]
    pub topic: Topic,
    /// Which one, where a topic has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// By key; empty when the entry is withdrawn.
    #[serde(rename = "felter", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, SavedValue>,
}

/// An entry that stands, with who wrote it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub topic: Topic,
    /// Which one; empty under a topic that has just one.
    pub id: String,
    /// By key.
    pub fields: BTreeMap<String, SavedValue>,
    /// Initials.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The event's number in the history.
    pub event: u64,
}

/// Everything that people have added and that still stands, in the order in which it was first entered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Additions {
    entries: Vec<Entry>,
}

impl Additions {
    /// All entries.
    #[must_use]
    pub fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries of a topic.
    pub fn of(&self, topic: Topic) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.topic == topic)
    }

    /// The entry of a topic that has just one.
    #[must_use]
    pub fn one(&self, topic: Topic) -> Option<&Entry> {
        self.of(topic).next()
    }

    /// The entry with this id.
    #[must_use]
    pub fn find(&self, topic: Topic, id: &str) -> Option<&Entry> {
        self.of(topic).find(|entry| entry.id == id)
    }

    /// The first id of a topic that nobody uses: `F3` after `F2`.
    #[must_use]
    pub fn next_id(&self, topic: Topic) -> String {
        let prefix = topic.form().prefix;
        let number = |id: &str| id.strip_prefix(prefix)?.parse::<u64>().ok();
        let last = self.of(topic).filter_map(|entry| number(&entry.id)).max().unwrap_or(0);
        format!("{prefix}{}", last + 1)
    }

    /// What one more event changes.
    pub(super) fn apply(&mut self, event: &Event) -> Result<(), CaseError> {
        let Some(addition) = &event.addition else {
            return Err(misfit(event, "mangler `tilføjelse`"));
        };
        if addition.id.is_some() != addition.topic.form().has_many() {
            return Err(misfit(event, "har `id`, hvor der ikke skal være et, eller mangler det"));
        }
        let id = addition.id.clone().unwrap_or_default();
        let place = self.entries.iter().position(|entry| entry.topic == addition.topic && entry.id == id);
        if event.action == Action::Withdrawn {
            let place = place.ok_or_else(|| misfit(event, "trækker noget tilbage, der ikke findes"))?;
            self.entries.remove(place);
            return Ok(());
        }
        fields::check(addition).map_err(|fault| misfit(event, &fault))?;
        let (topic, fields) = (addition.topic, addition.fields.clone());
        let entry = Entry { topic, id, fields, by: event.by.clone(), at: event.at, event: event.number };
        match place.and_then(|place| self.entries.get_mut(place)) {
            Some(slot) => *slot = entry,
            None => self.entries.push(entry),
        }
        Ok(())
    }
}

impl Entry {
    /// A field's text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.fields.get(key) {
            Some(SavedValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A field's date.
    #[must_use]
    pub fn date(&self, key: &str) -> Option<Date> {
        self.text(key)?.parse().ok()
    }

    /// A field's number.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<i64> {
        match self.fields.get(key) {
            Some(SavedValue::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// A field's list; empty when it is not there.
    #[must_use]
    pub fn list(&self, key: &str) -> &[String] {
        match self.fields.get(key) {
            Some(SavedValue::Many(list)) => list,
            _ => &[],
        }
    }

    /// Is the field this word?
    #[must_use]
    pub fn is(&self, key: &str, word: &str) -> bool {
        self.text(key) == Some(word)
    }
}

fn misfit(event: &Event, what: &str) -> CaseError {
    let message = format!("historikken er brudt: hændelse nr. {} {what}", event.number);
    CaseError::new("broken-history", message, "filen er ændret uden om visit; find en urørt udgave")
}
