//! The nine requirements: each holds, fails or is unknown, with the value, its source and its date.
//!
//! Exactly the dossier's § 2.3. Waiting time and price are no requirements. What is old is unknown, never a guess.

use jiff::civil::Date;

use super::catalogue::{Ages, ApprovalStatus, Form, Offer, OpenTo, Says};
use super::need::Need;
use crate::guideline::supply::Shelf;

/// Whether a requirement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It holds.
    Yes,
    /// It fails.
    No,
    /// Nobody has said, or too long ago.
    Unknown,
}

impl State {
    fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// The requirements, in the order of showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequirementId {
    /// Registered at Tilbudsportalen, or of a form that is not.
    Registered,
    /// Approved by the supervisor.
    Approved,
    /// Runs under a paragraph that was granted.
    Section,
    /// Takes the age.
    Age,
    /// Is for the main target group.
    Target,
    /// Can hold what else the citizen brings.
    Holds,
    /// As specialised as the need.
    Level,
    /// Has what the case requires.
    Demands,
    /// Open to the municipality.
    Open,
}

/// All of them.
pub(super) const ALL: [RequirementId; 9] = [
    RequirementId::Registered,
    RequirementId::Approved,
    RequirementId::Section,
    RequirementId::Age,
    RequirementId::Target,
    RequirementId::Holds,
    RequirementId::Level,
    RequirementId::Demands,
    RequirementId::Open,
];

impl RequirementId {
    /// `K1` to `K9`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Registered => "K1",
            Self::Approved => "K2",
            Self::Section => "K3",
            Self::Age => "K4",
            Self::Target => "K5",
            Self::Holds => "K6",
            Self::Level => "K7",
            Self::Demands => "K8",
            Self::Open => "K9",
        }
    }

    /// A word or two for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Registered => "registreret",
            Self::Approved => "godkendt",
            Self::Section => "paragraf",
            Self::Age => "alder",
            Self::Target => "målgruppe",
            Self::Holds => "rummer",
            Self::Level => "niveau",
            Self::Demands => "særlige krav",
            Self::Open => "åben for kommunen",
        }
    }
}

/// One requirement held against one tilbud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Which.
    pub id: RequirementId,
    /// Whether it holds.
    pub state: State,
    /// What the place says, in words; none where it says nothing.
    pub value: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// The day it was seen.
    pub date: Option<Date>,
    /// Something to mind although it holds.
    pub warning: Option<&'static str>,
}

/// All that requirements are held against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The need.
    pub need: &'a Need,
    /// The level matched for, by its place in `levels`.
    pub level: usize,
    /// The ids of the levels, lowest first.
    pub levels: &'a [String],
    /// The citizen's age in whole years.
    pub age: Option<i64>,
    /// The municipality's code.
    pub municipality: Option<&'a str>,
    /// The day of matching.
    pub today: Date,
    /// The day of the extract: for values without a day of their own.
    pub extract: Option<Date>,
    /// What is too old.
    pub shelf: Shelf,
}

impl Ground<'_> {
    /// The day a value was seen.
    pub(super) fn seen(&self, own: Option<Date>) -> Option<Date> {
        own.or(self.extract)
    }

    /// Is a value that was seen that day too old? One of unknown age is.
    pub(super) fn is_old(&self, seen: Option<Date>, shelf: i64) -> bool {
        let age = seen.map(|seen| (self.today - seen).get_days());
        age.is_none_or(|days| i64::from(days) > shelf)
    }

    /// All nine, held against one tilbud.
    pub(super) fn requirements(&self, offer: &Offer) -> Vec<Requirement> {
        ALL.into_iter().map(|id| self.requirement(id, offer)).collect()
    }

    pub(super) fn requirement(&self, id: RequirementId, offer: &Offer) -> Requirement {
        let plain = |state, value| Requirement { id, state, value, source: None, date: None, warning: None };
        match id {
            RequirementId::Registered => match &offer.portal_unit {
                Some(unit) => plain(State::Yes, Some(unit.clone())),
                None if offer.form == Form::Home => plain(State::Yes, Some("registreres ikke".into())),
                None => plain(State::Unknown, None),
            },
            RequirementId::Approved => self.approved(offer),
            RequirementId::Section => {
                let shared = offer.sections.iter().any(|section| self.need.sections.contains(section));
                plain(State::of(shared), Some(offer.sections.join(", ")))
            }
            RequirementId::Age => self.age(offer),
            RequirementId::Target => match &offer.targets {
                Some(targets) => plain(
                    State::of(targets.hold(&self.need.primary)),
                    Some(targets.all().collect::<Vec<_>>().join(", ")),
                ),
                None => plain(State::Unknown, None),
            },
            RequirementId::Holds => match &offer.targets {
                Some(targets) => {
                    let lacking = self.need.must_hold.iter().filter(|group| !targets.hold(group));
                    let lacking: Vec<&str> = lacking.map(String::as_str).collect();
                    let value = (!lacking.is_empty()).then(|| format!("rummer ikke {}", lacking.join(", ")));
                    plain(State::of(lacking.is_empty()), value)
                }
                None => plain(State::Unknown, None),
            },
            RequirementId::Level => self.level_of(offer),
            RequirementId::Demands => self.demands(offer),
            RequirementId::Open => match (&offer.open_to, self.municipality) {
                (Some(OpenTo::All), _) => plain(State::Yes, Some("alle".into())),
                (Some(OpenTo::Only(codes)), Some(own)) => {
                    plain(State::of(codes.iter().any(|code| code == own)), Some(codes.join(", ")))
                }
                (Some(OpenTo::Only(codes)), None) => plain(State::Unknown, Some(codes.join(", "))),
                (None, _) => plain(State::Unknown, None),
            },
        }
    }

    fn approved(&self, offer: &Offer) -> Requirement {
        let id = RequirementId::Approved;
        let Some(approval) = offer.approval else {
            return Requirement { id, state: State::Unknown, value: None, source: None, date: None, warning: None };
        };
        let date = self.seen(approval.seen);
        let (state, warning) = match approval.status {
            _ if self.is_old(date, self.shelf.approval) => (State::Unknown, None),
            ApprovalStatus::Approved | ApprovalStatus::NotRequired => (State::Yes, None),
            ApprovalStatus::Conditions => (State::Yes, Some("godkendt med vilkår")),
            ApprovalStatus::Order => (State::Yes, Some("har et påbud")),
            ApprovalStatus::Ended if self.need.acute => (State::Yes, Some("ikke godkendt: kun akut og i højst 3 uger")),
            ApprovalStatus::Ended => (State::No, None),
        };
        let value = Some(approval.status.word().to_owned());
        Requirement { id, state, value, source: Some("socialtilsynet".into()), date, warning }
    }

    fn age(&self, offer: &Offer) -> Requirement {
        let words = |from: i64, to: Option<i64>| match to {
            Some(to) => format!("{from}–{to} år"),
            None => format!("fra {from} år"),
        };
        let (state, value) = match offer.ages {
            Some(Ages { from: Some(from), to }) => {
                let holds = self.age.map(|age| age >= from && to.is_none_or(|to| age <= to));
                (holds.map_or(State::Unknown, State::of), Some(words(from, to)))
            }
            Some(Ages { from: None, to: Some(to) }) => (State::Unknown, Some(format!("til {to} år"))),
            _ => (State::Unknown, None),
        };
        Requirement { id: RequirementId::Age, state, value, source: None, date: None, warning: None }
    }

    fn level_of(&self, offer: &Offer) -> Requirement {
        let id = RequirementId::Level;
        let Some(claim) = &offer.level else {
            return Requirement { id, state: State::Unknown, value: None, source: None, date: None, warning: None };
        };
        let date = self.seen(claim.seen);
        let place = self.levels.iter().position(|level| *level == claim.level);
        let state = match place {
            Some(place) if claim.says != Says::Itself && !self.is_old(date, self.shelf.level) => {
                State::of(place >= self.level)
            }
            _ => State::Unknown,
        };
        let source = Some(claim.says.word().to_owned());
        Requirement { id, state, value: Some(claim.level.clone()), source, date, warning: None }
    }

    fn demands(&self, offer: &Offer) -> Requirement {
        let has = |demand: &&String| offer.has.contains(demand) || offer.methods.contains(demand);
        let lacking: Vec<&str> =
            self.need.demands.iter().filter(|demand| offer.lacks.contains(demand)).map(String::as_str).collect();
        let silent: Vec<&str> = self.need.demands.iter().filter(|demand| !has(demand)).map(String::as_str).collect();
        let (state, value) = if !lacking.is_empty() {
            (State::No, Some(format!("har ikke {}", lacking.join(", "))))
        } else if silent.is_empty() {
            (State::Yes, (!self.need.demands.is_empty()).then(|| self.need.demands.join(", ")))
        } else {
            (State::Unknown, Some(format!("ikke oplyst: {}", silent.join(", "))))
        };
        Requirement { id: RequirementId::Demands, state, value, source: None, date: None, warning: None }
    }
}
