//! A criterion or a duty that something happened to.

use super::fields::{self, Field};
use visitation::engine::compare::texts::duty_terms;
use visitation::engine::compare::{ItemChange, Shown};
use visitation::guideline::condition::LevelIx;
use visitation::guideline::national::Raadgivning;
use visitation::guideline::{Criterion, Guideline};

/// What the item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A criterion.
    Criterion,
    /// A duty.
    Duty,
}

/// Something that happened to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It is there now and was not before.
    Added,
    /// It was there before and is not now.
    Gone,
    /// It has another id and the same meaning.
    Renamed,
    /// A criterion calls for another level.
    OtherLevel(LevelIx, LevelIx),
    /// A duty is more or less binding, or is owed elsewhere or at another time: which, the fields say.
    OtherTerms,
    /// It differs only in doubt, or where several specialer are assessed together.
    Elsewhere,
    /// Its reason, source or law is another.
    Reworded,
}

/// An item that something happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id before.
    pub old: Option<String>,
    /// Its id now.
    pub new: Option<String>,
    /// What happened.
    pub events: Vec<Event>,
    /// What people read otherwise than before.
    pub fields: Vec<Field>,
    /// Where it holds now and did not before.
    pub appears: Option<Shown>,
    /// Where it held before and does not now.
    pub disappears: Option<Shown>,
}

impl Item {
    /// Nothing has changed but its id.
    #[must_use]
    pub fn is_renamed_only(&self) -> bool {
        let renamed = |event: &Event| matches!(event, Event::Renamed);
        self.appears.is_none() && self.disappears.is_none() && self.events.iter().all(renamed)
    }

    /// The id, and the earlier one where it differs.
    #[must_use]
    pub fn name(&self) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
            (Some(id), _) | (None, Some(id)) => id.clone(),
            (None, None) => String::new(),
        }
    }
}

/// What happened to an item; `None` when nothing did.
#[must_use]
pub fn item(kind: Kind, change: &ItemChange, old: &Guideline, new: &Guideline) -> Option<Item> {
    let found = match kind {
        Kind::Criterion => {
            let (one, other) = (at(&old.criteria, change.old), at(&new.criteria, change.new));
            let mut events = presence(one.map(|c| &c.id), other.map(|c| &c.id));
            let mut said = Vec::new();
            if let (Some(one), Some(other)) = (one, other) {
                said = fields::criterion((old, one), (new, other));
                criterion(one, other, &said, &mut events);
            }
            (one.map(|c| c.id.clone()), other.map(|c| c.id.clone()), events, said)
        }
        Kind::Duty => {
            let (one, other) = (at(&old.advice, change.old), at(&new.advice, change.new));
            let mut events = presence(one.map(|d| &d.id), other.map(|d| &d.id));
            let mut said = Vec::new();
            if let (Some(one), Some(other)) = (one, other) {
                said = fields::duty((old, one), (new, other));
                duty(one, other, &said, &mut events);
            }
            (one.map(|d| d.id.clone()), other.map(|d| d.id.clone()), events, said)
        }
    };
    let (old, new, mut events, fields) = found;
    if change.elsewhere {
        events.push(Event::Elsewhere);
    }
    let (appears, disappears) = (change.appears.clone(), change.disappears.clone());
    let something = !events.is_empty() || appears.is_some() || disappears.is_some();
    something.then_some(Item { old, new, events, fields, appears, disappears })
}

fn at<T>(list: &[T], place: Option<usize>) -> Option<&T> {
    list.get(place?)
}

fn presence(old: Option<&String>, new: Option<&String>) -> Vec<Event> {
    match (old, new) {
        (None, Some(_)) => vec![Event::Added],
        (Some(_), None) => vec![Event::Gone],
        (Some(old), Some(new)) if old != new => vec![Event::Renamed],
        _ => Vec::new(),
    }
}

fn criterion(old: &Criterion, new: &Criterion, said: &[Field], events: &mut Vec<Event>) {
    if old.level != new.level {
        events.push(Event::OtherLevel(old.level, new.level));
    }
    if !said.is_empty() {
        events.push(Event::Reworded);
    }
}

fn duty(old: &Raadgivning, new: &Raadgivning, said: &[Field], events: &mut Vec<Event>) {
    if duty_terms(old) != duty_terms(new) {
        events.push(Event::OtherTerms);
    }
    if said.iter().any(|field| matches!(field.key.as_str(), "fordi" | "kilde" | "lov" | "bekræftet")) {
        events.push(Event::Reworded);
    }
}
