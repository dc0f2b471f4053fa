//! What all specialer share: levels, scales, questions, laws, advisers, duties and time limits.
//!
//! Deliberately holds no guideline and no rule of the engine.

use jiff::civil::Date;

use super::condition::Condition;
use super::question::{Choice, Question};
use super::source::{SharedSource, Span};
use super::supply::{Region, Shelf};
use super::term::{Anchor, Term};
use super::transition::Transition;

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
    /// Transitions; conditions count in `questions`.
    pub transitions: Vec<Transition>,
    /// `version` and `gælder`.
    pub edition: Edition,
    /// `helligdage` and `fridage`.
    pub free_days: FreeDays,
    /// `forældes`; none: the file does not say.
    pub shelf: Option<Shelf>,
    /// `regioner`
    pub regions: Vec<Region>,
    /// The file it was read from.
    pub source: SharedSource,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
}

/// Which edition of the national file this is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edition {
    /// `version`
    pub version: Option<String>,
    /// First day in force.
    pub from: Option<Date>,
    /// Last day in force.
    pub to: Option<Date>,
}

/// The days on which nothing need be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FreeDays {
    /// `helligdage`
    pub holidays: Vec<FreeDay>,
    /// `fridage`: no holidays, but the citizen's limits move past them, too.
    pub days_off: Vec<FreeDay>,
}

/// A free day of every year in which it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeDay {
    /// Its name.
    pub id: String,
    /// On which day.
    pub rule: FreeDayRule,
    /// First day on which it is one (`fra`).
    pub from: Option<Date>,
    /// Last day on which it was one (`til`).
    pub to: Option<Date>,
}

/// On which day of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreeDayRule {
    /// `dag: 12-25`
    Fixed {
        /// From 1.
        month: i8,
        /// From 1.
        day: i8,
    },
    /// `påske: 39`: days from Easter Sunday.
    Easter(i16),
}

/// When a law holds; an end that is left out is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LawPeriod {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl LawPeriod {
    /// Does the law hold on a day?
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
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
    /// Was the text seen in the source, and does it say what we use it for (`tekst_set` and `brug_bekræftet`, or
    /// `bekræftet` for both)? `None`: the file does not say.
    pub verified: Option<bool>,
    /// Was the text seen (`tekst_set`)? `None`: the file does not say.
    pub text_seen: Option<bool>,
    /// When it holds (`gælder`).
    pub period: LawPeriod,
    /// For whom (`for`), a condition on the shared questions; for everybody when `None`.
    pub for_whom: Option<Condition>,
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
    /// By when it is to be obtained (`senest`, or `inden_dage` from the assessment).
    pub latest: Option<Term>,
    /// The event that shows that it was obtained.
    pub met_by: Option<Anchor>,
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
    /// How long, from or before what, and whose.
    pub term: Term,
    /// The event that shows that it was done (`opfyldt_ved`).
    pub met_by: Option<Anchor>,
    /// Law ids.
    pub laws: Vec<String>,
    /// Where it stands.
    pub span: Span,
}
