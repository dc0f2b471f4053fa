//! What happened when, as the case tells it: the dates from which time is counted.
//!
//! Nothing is inferred: a date that is not there is missing, and no other stands in for it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::guideline::term::Anchor;
use crate::guideline::wording::{date_text, list_text};

/// One occurrence of an event: a decision is received by each party on a day of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// For whom, where it happened to several.
    pub party: Option<String>,
    /// When; `None`: it happened, and the day is not known (a letter on paper).
    pub day: Option<Date>,
}

/// What people have noted of one step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Noted {
    /// When it was done.
    pub done: Option<Date>,
    /// It does not concern this citizen.
    pub not_applicable: bool,
    /// Why not.
    pub reason: Option<String>,
    /// What has been spoken of.
    pub points: BTreeSet<String>,
}

/// What people have noted, by transition and step.
pub type NotedSteps = BTreeMap<(String, String), Noted>;

/// The dates of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    events: BTreeMap<Anchor, Vec<Fact>>,
    /// When what a limit asks for was done, by the limit's id.
    pub done: BTreeMap<String, Date>,
    /// What was noted of the steps of transitions.
    pub steps: NotedSteps,
}

impl Facts {
    /// A case of which only the day of its assessment is known.
    #[must_use]
    pub fn assessed(day: Date) -> Self {
        let mut facts = Self::default();
        facts.add(Anchor::Assessment, Fact { party: None, day: Some(day) });
        facts
    }

    /// Adds an occurrence. The same twice is one.
    pub fn add(&mut self, anchor: Anchor, fact: Fact) {
        let known = self.events.entry(anchor).or_default();
        if !known.contains(&fact) {
            known.push(fact);
        }
    }

    /// Adds a day, where one is known and the event has none yet.
    pub fn day(&mut self, anchor: Anchor, day: Option<Date>) {
        if let Some(day) = day
            && self.first(anchor).is_none()
        {
            self.add(anchor, Fact { party: None, day: Some(day) });
        }
    }

    /// Every occurrence of an event.
    #[must_use]
    pub fn of(&self, anchor: Anchor) -> &[Fact] {
        self.events.get(&anchor).map_or(&[], Vec::as_slice)
    }

    /// Its first day that is known.
    #[must_use]
    pub fn first(&self, anchor: Anchor) -> Option<Date> {
        self.of(anchor).iter().filter_map(|fact| fact.day).min()
    }

    /// Dates that cannot all be right, each in a sentence.
    #[must_use]
    pub fn contradictions(&self) -> Vec<String> {
        let found = ORDER.iter().filter_map(|(earlier, later, what)| {
            let (first, last) = (self.first(*earlier)?, self.first(*later)?);
            (last < first).then(|| format!("{what}: {} er efter {}", date_text(first), date_text(last)))
        });
        let mut found: Vec<String> = found.collect();
        let enquiries: BTreeSet<Date> = self.of(Anchor::Enquiry).iter().filter_map(|fact| fact.day).collect();
        if enquiries.len() > 1 {
            let days: Vec<String> = enquiries.into_iter().map(date_text).collect();
            found.push(format!("henvendelsen har flere datoer: {}", list_text(&days)));
        }
        found
    }
}

/// What cannot come after what.
const ORDER: &[(Anchor, Anchor, &str)] = &[
    (Anchor::Enquiry, Anchor::Assessment, "henvendelsen er dateret efter vurderingen"),
    (Anchor::Knowledge, Anchor::Assessment, "kommunens kendskab til sagen er dateret efter vurderingen"),
    (Anchor::Enquiry, Anchor::Decision, "afgørelsen er dateret før henvendelsen"),
    (Anchor::Enquiry, Anchor::Received, "afgørelsen er modtaget før henvendelsen"),
    (Anchor::Enquiry, Anchor::Complaint, "klagen er dateret før henvendelsen"),
    (Anchor::Decision, Anchor::Received, "afgørelsen er modtaget, før den er truffet"),
    (Anchor::Decision, Anchor::Complaint, "klagen er dateret før afgørelsen"),
    (Anchor::Admitted, Anchor::Discharged, "udskrivningen er dateret før indlæggelsen"),
    (Anchor::Turns16, Anchor::Turns18, "den unge fylder 18 før 16"),
];
