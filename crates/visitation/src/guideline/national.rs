//! What all specialer share: levels, scales, questions, laws, advisers, duties and time limits.
//!
//! Deliberately holds no guideline and no rule of the engine.

use super::condition::Condition;
use super::question::{Choice, Question};
use super::source::{SharedSource, Span};

/// national.yaml, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct National {
    /// Lowest first; at least one.
    pub levels: Vec<Level>,
    /// Scales by id.
    pub scales: Vec<Scale>,
    /// Shared questions in file order; their conditions count in this list's own order.
    pub questions: Vec<Question>,
    /// The law catalogue.
    pub laws: Vec<Hjemmel>,
    /// Whom one can ask.
    pub advisers: Vec<Adviser>,
    /// Duties that count for every speciale; conditions count in `questions`.
    pub advice: Vec<Raadgivning>,
    /// Legal time limits; conditions count in `questions`.
    pub deadlines: Vec<Deadline>,
    /// The file it was read from.
    pub source: SharedSource,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
}

/// One of the ordered levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Used in conditions and machine output.
    pub id: String,
    /// Shown to people.
    pub title: String,
    /// What the level means.
    pub description: Option<String>,
}

/// An ordered scale that several questions use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Named by a question's `skala`.
    pub id: String,
    /// Shown to people.
    pub title: Option<String>,
    /// From no problem to the gravest.
    pub steps: Vec<Choice>,
    /// Where it stands.
    pub span: Span,
}

/// A legal basis: act, section, consolidation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hjemmel {
    /// Named by `lov`.
    pub id: String,
    /// The act.
    pub act: Option<String>,
    /// Section and subsection.
    pub section: Option<String>,
    /// What it says, paraphrased.
    pub about: Option<String>,
    /// Consolidation (`lbk`).
    pub consolidation: Option<String>,
    /// ISO date someone checked it (`kontrolleret`).
    pub checked: Option<String>,
    /// Where it was read.
    pub url: Option<String>,
    /// Was the paraphrased content seen in the source (`bekræftet`)? `None`: the file does not say.
    pub verified: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// Someone who gives advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adviser {
    /// Named by `hos`.
    pub id: String,
    /// Shown to people.
    pub name: String,
    /// How to reach them.
    pub contact: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A duty or recommendation to obtain advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raadgivning {
    /// Unique among the guideline's and the national ones.
    pub id: String,
    /// `pligt`.
    pub duty: Duty,
    /// `grundlag`: who says so; `None`: the file does not say.
    pub basis: Option<Basis>,
    /// `hos`: an adviser's id.
    pub from: Option<String>,
    /// When it is due; may use level, doubt and (nationally) the number of specialer.
    pub when: Condition,
    /// Days within which it is to be obtained.
    pub within_days: Option<u32>,
    /// Why, a text for people.
    pub because: Option<String>,
    /// A source's id.
    pub source: Option<String>,
    /// Law ids.
    pub laws: Vec<String>,
    /// Is the content verified (`bekræftet`)? `None`: the file does not say.
    pub verified: Option<bool>,
    /// True when it comes from national.yaml.
    pub national: bool,
    /// Where it stands, in the guideline or in national.yaml.
    pub span: Span,
}

/// How binding a duty is for the caseworker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// `obligatorisk`
    Mandatory,
    /// `anbefalet`
    Recommended,
}

/// Who says that advice is to be obtained. Only `Law` is a legal duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// `lov`
    Law,
    /// `national`
    National,
    /// `retningslinje`
    Guideline,
    /// `lokal`
    Local,
}

/// A legal time limit of `frister`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Unique.
    pub id: String,
    /// What must be done in time (`om`).
    pub about: String,
    /// When it applies; always when `None`.
    pub when: Option<Condition>,
    /// How long.
    pub length: DeadlineLength,
    /// From when.
    pub from: DeadlineStart,
    /// Law ids.
    pub laws: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// The length of a time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineLength {
    /// `dage`
    Days(u32),
    /// `måneder`
    Months(u32),
}

/// From which date a time limit runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineStart {
    /// `henvendelse`: the citizen's enquiry.
    Enquiry,
    /// `afgørelse`: the municipality's decision.
    Decision,
    /// `iværksættelse`: the help begins.
    Start,
}
