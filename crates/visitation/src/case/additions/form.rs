//! The form: every topic a person can add to, and every field it has.
//!
//! One table, so that prompts, notes file, case file and documentation cannot come to differ. Keys and words are
//! part of `visit-sag/1`: they may be added to, never renamed. The fields follow forvaltningsloven § 24 and the
//! ministry's checklist for written decisions (VEJ 9455 of 2011); which of them a document needs is the checker's
//! to say, not this table's.

mod begun;
mod dated;
mod followed;
mod matched;
mod ordered;
mod reasoned;

use serde::{Deserialize, Serialize};

/// What an entry is about, in the order of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "named and explained one by one in the table")]
pub enum Topic {
    #[serde(rename = "myndighed")]
    Authority,
    #[serde(rename = "modtager")]
    Recipient,
    #[serde(rename = "ansøgning")]
    Application,
    #[serde(rename = "afgørelse")]
    Decision,
    #[serde(rename = "dele")]
    Element,
    #[serde(rename = "lovgrundlag")]
    Law,
    #[serde(rename = "fakta")]
    Fact,
    #[serde(rename = "ønsker")]
    Wish,
    #[serde(rename = "barnet")]
    Child,
    #[serde(rename = "partshøring")]
    Hearing,
    #[serde(rename = "rådgivning")]
    Advice,
    #[serde(rename = "vurdering")]
    Assessment,
    #[serde(rename = "niveau")]
    Level,
    #[serde(rename = "hovedhensyn")]
    Consideration,
    #[serde(rename = "økonomi")]
    Economy,
    #[serde(rename = "tilbudssøgning")]
    Match,
    #[serde(rename = "tilbud")]
    Offer,
    #[serde(rename = "ønsket_tilbud")]
    WishedOffer,
    #[serde(rename = "alternativer")]
    Alternative,
    #[serde(rename = "helhed")]
    Whole,
    #[serde(rename = "plan")]
    Plan,
    #[serde(rename = "mål")]
    Goal,
    #[serde(rename = "opfølgning")]
    FollowUp,
    #[serde(rename = "opfulgt")]
    FollowedUp,
    #[serde(rename = "resultat")]
    Result,
    #[serde(rename = "klage")]
    Appeal,
    #[serde(rename = "hændelser")]
    Event,
    #[serde(rename = "frister")]
    Done,
    #[serde(rename = "bestilling")]
    Order,
    #[serde(rename = "overgange")]
    Step,
}

/// What can be said under a topic.
#[derive(Debug)]
pub struct Form {
    /// The topic.
    pub topic: Topic,
    /// Its key in files.
    pub key: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The beginning of its ids; empty where there is just one entry.
    pub prefix: &'static str,
    /// Its fields, in the order of asking.
    pub fields: &'static [Field],
}

/// One field.
#[derive(Debug)]
pub struct Field {
    /// Its key in files.
    pub key: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Must it be filled?
    pub need: Need,
    /// How it is asked for.
    pub ask: &'static str,
}

/// Whether an entry can do without a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// No entry without it.
    Required,
    /// May be left out.
    Optional,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    Text,
    /// `2026-11-22`
    Date,
    /// `2027-08`: of a birthday only the month is kept.
    Month,
    /// Kroner, from 0.
    Kroner,
    /// One of these words: what is written, and what it means.
    Word(&'static [(&'static str, &'static str)]),
    /// Several texts.
    Texts,
    /// Ids of facts.
    Facts,
    /// A level's id.
    Level,
    /// A duty's id.
    Duty,
}

impl Topic {
    /// What can be said under it.
    #[must_use]
    pub fn form(self) -> &'static Form {
        forms().find(|form| form.topic == self).unwrap_or(&EMPTY)
    }
}

impl Form {
    /// May there be several entries, each with an id?
    #[must_use]
    pub fn has_many(&self) -> bool {
        !self.prefix.is_empty()
    }

    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// Every topic, in the order of a letter.
pub fn forms() -> impl Iterator<Item = &'static Form> {
    let by_hand = begun::FORMS.iter().chain(reasoned::FORMS).chain(followed::FORMS).chain(dated::FORMS);
    by_hand.chain(ordered::FORMS).chain(matched::FORMS)
}

const YES_NO: FieldKind = FieldKind::Word(&[("ja", "Ja"), ("nej", "Nej")]);
const WHOLLY: FieldKind = FieldKind::Word(&[("ja", "Ja"), ("delvist", "Delvist"), ("nej", "Nej")]);
/// Looked up by tests alone: every topic has a form.
const EMPTY: Form = Form { topic: Topic::Authority, key: "", title: "", prefix: "", fields: &[] };

const fn need(key: &'static str, kind: FieldKind, ask: &'static str) -> Field {
    Field { key, kind, need: Need::Required, ask }
}

const fn may(key: &'static str, kind: FieldKind, ask: &'static str) -> Field {
    Field { key, kind, need: Need::Optional, ask }
}

const fn one(topic: Topic, key: &'static str, title: &'static str, fields: &'static [Field]) -> Form {
    Form { topic, key, title, prefix: "", fields }
}
