//! What people have added to the case, as a document needs it.
//!
//! A mirror of the case's form (`case/additions/form.rs`, where every field is explained by its question), apart
//! from it so that the saved format never bends to a document's wishes. Holds words and dates; judges nothing.

#![allow(missing_docs, reason = "each field is the field of the form with the same meaning, explained there")]

use jiff::civil::Date;

pub use super::recipient::{ChildWord, Recipient, Role};

/// Everything that people have added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Human {
    pub authority: Option<Noted<Authority>>,
    pub recipient: Option<Noted<Recipient>>,
    pub application: Option<Noted<Application>>,
    pub decision: Option<Noted<Decision>>,
    pub elements: Vec<Noted<Element>>,
    pub laws: Vec<Noted<Law>>,
    pub facts: Vec<Noted<HumanFact>>,
    pub wishes: Vec<Noted<Wish>>,
    pub child: Option<Noted<Child>>,
    pub hearings: Vec<Noted<Hearing>>,
    pub advice: Vec<Noted<Advice>>,
    pub assessments: Vec<Noted<Judged>>,
    pub level: Option<Noted<Chosen>>,
    pub considerations: Vec<Noted<Consideration>>,
    pub economy: Option<Noted<Economy>>,
    pub offer: Option<Noted<Offer>>,
    pub wished: Option<Noted<WishedOffer>>,
    /// A match that was noted knows of siblings who are placed.
    pub has_siblings: bool,
    pub alternatives: Vec<Noted<Alternative>>,
    pub whole: Option<Noted<String>>,
    pub plan: Option<Noted<Plan>>,
    pub follow_up: Option<Noted<FollowUp>>,
    pub appeal: Option<Noted<Appeal>>,
}

/// Something noted, with who noted it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Noted<T> {
    pub value: T,
    /// The entry's id in the case; empty where a topic has just one.
    pub id: String,
    /// Initials.
    pub by: String,
    /// The day it was noted.
    pub at: Option<Date>,
}

impl<T> std::ops::Deref for Noted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// How far something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wholly {
    Yes,
    Partly,
    No,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authority {
    pub name: String,
    pub unit: Option<String>,
    pub address: Option<String>,
    pub contact: Option<String>,
    pub telephone: Option<String>,
    pub mail: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Application {
    pub what: String,
    pub form: Option<String>,
    pub date: Option<Date>,
    pub deadline: Option<Date>,
    pub deadline_told: Option<Date>,
}

/// What the authority decided. Only ever a person's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Result {
    Granted,
    Partly,
    Refused,
    Continued,
    Changed,
    Ended,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub result: Result,
    pub what: String,
    pub law: Option<String>,
    pub help: Option<String>,
    pub extent: Option<String>,
    pub from: Option<Date>,
    pub duration: Option<String>,
    pub purpose: Option<String>,
    pub not: Option<String>,
    pub date: Option<Date>,
    pub made_by: Option<String>,
    /// The day the examination was finished that a placement of a child rests on.
    pub examined: Option<Date>,
}

/// A part of what was asked for or given, with a basis in law and a way to appeal of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub what: String,
    pub granted: bool,
    pub law: String,
    pub appeal: Appealable,
}

/// May a part be appealed to another authority?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appealable {
    Yes,
    No,
    /// It is help that no decision is made about.
    NoDecision,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Law {
    pub law: String,
    pub about: String,
    pub checked: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent questions of the form")]
pub struct HumanFact {
    pub text: String,
    pub source: String,
    pub date: Option<Date>,
    pub oral: bool,
    pub noted: Option<Date>,
    pub adverse: bool,
    /// Has it been given weight? It has unless somebody says not.
    pub weightless: bool,
    pub weight_reason: Option<String>,
    pub disputed: bool,
    pub dispute: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    pub wish: String,
    pub source: Option<String>,
    pub date: Option<Date>,
    pub followed: Option<Wholly>,
    pub answer: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Child {
    pub view: String,
    pub how: String,
    pub date: Option<Date>,
    pub effect: Option<String>,
    /// These three in words for the child.
    pub told_decision: Option<String>,
    pub told_reason: Option<String>,
    /// What the child does not get, and why, in words for the child.
    pub told_not: Option<String>,
    pub told_answer: Option<String>,
    /// May the parents know what the child has told? `None`: nobody has considered it.
    pub for_parents: Option<bool>,
    /// What else is kept from the parents: keys of answers, ids of facts and wishes.
    pub hidden: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hearing {
    pub facts: Vec<String>,
    pub what: Option<String>,
    pub sent: Option<Date>,
    pub deadline: Option<Date>,
    pub answer: Option<String>,
    pub answered: Option<Date>,
    pub effect: Option<String>,
    pub left_out: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Advice {
    pub duty: Option<String>,
    pub from: String,
    pub asked: Option<Date>,
    pub received: Option<Date>,
    pub advice: Option<String>,
    pub followed: Option<Wholly>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    pub condition: String,
    pub law: String,
    pub facts: Vec<String>,
    pub judgement: String,
    pub met: Option<Wholly>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The level's title.
    pub level: String,
    pub reason: Option<String>,
    pub doubt: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consideration {
    pub text: String,
    pub economic: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Economy {
    pub counted: bool,
    pub text: Option<String>,
    pub covers: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offer {
    pub name: String,
    pub law: Option<String>,
    pub why: Option<String>,
    pub registered: Option<bool>,
    pub looked_up: Option<Date>,
    /// A temporary home; `Some(false)`: a lasting one; `None`: no home, or nobody has said.
    pub temporary_home: Option<bool>,
    pub temporary_need: Option<bool>,
    pub mismatch: Option<String>,
    /// `samme_sted`, `andet_sted`, `ingen`
    pub siblings: Option<String>,
    /// `valgt`, `ikke_valgt`
    pub foster_family: Option<String>,
    pub keeps_school: Option<bool>,
    /// Why one of these three is departed from.
    pub departure: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WishedOffer {
    pub name: String,
    pub granted: bool,
    pub no_decision: bool,
    pub no_decision_reason: Option<String>,
    /// On what the refusal rests: a code of the form.
    pub refusal: Option<String>,
    pub law: Option<String>,
    pub reasons: Option<String>,
    pub answer: Option<String>,
    pub suitability: Option<String>,
    pub registered: Option<bool>,
    pub approved: Option<String>,
    pub looked_up: Option<Date>,
    pub price: Option<i64>,
    /// A price agreed on for this citizen; `Some(false)`: a listed one.
    pub negotiated: Option<bool>,
    pub reference: Option<String>,
    /// The municipality has decided on the tilbud that is compared with.
    pub reference_decided: Option<bool>,
    /// Same year and same content.
    pub same_basis: Option<bool>,
    pub reference_price: Option<i64>,
    pub price_source: Option<String>,
    pub price_date: Option<Date>,
    pub other_municipality: Option<bool>,
    pub other_municipality_text: Option<String>,
    pub waiting: Option<String>,
    pub experts: Option<String>,
    pub instead: Option<String>,
    pub covers: Option<String>,
    pub supplier_reason: Option<String>,
    pub child_view: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alternative {
    pub what: String,
    pub why_not: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// `Handleplan`, `Barnets plan` …
    pub kind: String,
    pub offered: bool,
    pub reason: Option<String>,
    pub goals: Vec<String>,
    pub handed_over: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FollowUp {
    pub date: Option<Date>,
    pub responsible: Option<String>,
    pub measured: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Appeal {
    /// Straight to Ankestyrelsen, as decisions of the børne- og ungeudvalg are.
    pub straight: bool,
    pub how: Option<String>,
}

impl Human {
    /// The citizen does not get all that was asked for: reasons and the way to appeal are due (forvaltningsloven
    /// §§ 22 and 25). So it is taken to be as long as nobody has said otherwise.
    #[must_use]
    pub fn not_wholly_granted(&self) -> bool {
        self.decision.as_ref().is_none_or(|decision| decision.result != Result::Granted) || self.refused().is_some()
    }

    /// The way to appeal is told: not all was granted, and some part of it can be appealed.
    #[must_use]
    pub fn can_appeal(&self) -> bool {
        let appealable = |part: &Noted<Element>| part.appeal == Appealable::Yes;
        self.not_wholly_granted() && (self.elements.is_empty() || self.elements.iter().any(appealable))
    }

    /// The tilbud that the citizen wanted and does not get.
    #[must_use]
    pub fn refused(&self) -> Option<&Noted<WishedOffer>> {
        self.wished.as_ref().filter(|wished| !wished.granted)
    }

    /// A child is placed away from home (barnets lov §§ 46 and 47).
    #[must_use]
    pub fn places_child(&self) -> bool {
        self.decision.as_ref().and_then(|decision| decision.law.as_deref()).is_some_and(is_placement)
    }

    /// The facts that were given weight.
    pub fn weighty(&self) -> impl Iterator<Item = &Noted<HumanFact>> {
        self.facts.iter().filter(|fact| !fact.weightless)
    }

    /// The facts that were not.
    pub fn weightless(&self) -> impl Iterator<Item = &Noted<HumanFact>> {
        self.facts.iter().filter(|fact| fact.weightless)
    }
}

impl Child {
    /// Something is kept from the parents.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.for_parents == Some(false) || !self.hidden.is_empty()
    }
}

/// Does the law name barnets lov § 46 or § 47?
fn is_placement(law: &str) -> bool {
    let law = law.to_lowercase();
    let mut numbers = law.split(|letter: char| !letter.is_ascii_digit());
    law.contains("barnets lov") && numbers.any(|number| matches!(number, "46" | "47"))
}

impl WishedOffer {
    /// How much dearer the wished tilbud is than the reference: kroner, and per cent in tenths.
    #[must_use]
    pub fn difference(&self) -> Option<(i64, i64)> {
        let (price, reference) = (self.price?, self.reference_price.filter(|price| *price > 0)?);
        let more = price.checked_sub(reference)?;
        Some((more, more.checked_mul(1000)?.checked_div(reference)?))
    }
}
