//! `overgange`: what is to be prepared when a citizen moves from one law, place or sector to another.
//!
//! Data alone. A step's day is counted in `time`; nothing says that a step is done but a person's note.

use super::condition::Condition;
use super::national::{Basis, Duty};
use super::source::Span;
use super::term::{Anchor, Term, Whose};

/// A transition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// Unique.
    pub id: String,
    /// Shown to people.
    pub title: String,
    /// For whom; for everybody when `None`. Counts in the shared questions.
    pub when: Option<Condition>,
    /// One of these must have been noted (`hændelse`); empty: it waits for no event.
    pub events: Vec<Anchor>,
    /// What is to be done, in order; at least one.
    pub steps: Vec<Step>,
    /// Where it stands.
    pub span: Span,
}

/// One thing to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Unique in its transition.
    pub id: String,
    /// What (`hvad`).
    pub what: String,
    /// What must all have been spoken of (`punkter`); often empty.
    pub points: Vec<String>,
    /// By when.
    pub timing: Timing,
    /// Whose it is; `None`: the file does not say, or the time limit says it.
    pub whose: Option<Whose>,
    /// How binding.
    pub duty: Duty,
    /// Who says so.
    pub basis: Option<Basis>,
    /// Law ids.
    pub laws: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// By when a step is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Timing {
    /// The time limit of `frister` with this id (`frist`): its day, its law and whose it is.
    Limit(String),
    /// A length from or before an event.
    Term(Term),
    /// No number is given: as soon as can be, once the event is there.
    Soon(Option<Anchor>),
}
