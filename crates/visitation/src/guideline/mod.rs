//! What a guideline is.
//!
//! A [`Guideline`] value is valid: only `resolve` makes one. Nothing here asks, computes or prints.

#![warn(clippy::disallowed_methods)]

pub mod answers;
pub mod condition;
pub mod edited;
pub mod examples;
pub mod finding;
#[cfg(test)]
pub(crate) mod fixture;
pub mod hash;
pub mod ids;
pub mod national;
pub mod order;
pub mod question;
pub mod raw;
pub mod reader;
pub mod resolve;
pub mod shared;
pub mod short;
pub mod skeleton;
pub mod source;
pub mod standing;
pub mod supply;
pub mod term;
pub mod transition;
pub mod visible;
pub mod wording;

use condition::{ConceptIx, Condition, LevelIx, Term};
use jiff::civil::Date;
use national::{National, Raadgivning};
use question::{Question, QuestionIx};
use source::{SharedSource, Span};
use std::sync::Arc;

/// One published version of the guideline for one speciale, valid in itself and together with national.yaml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guideline {
    /// The speciale's id, the folder's name.
    pub speciale: String,
    /// Shown to people; the id when the file gives none.
    pub title: String,
    /// The file's name without `.yaml`.
    pub version: String,
    /// First day in force.
    pub valid_from: Date,
    /// Last day in force; open-ended when `None`.
    pub valid_to: Option<Date>,
    /// How finished it is.
    pub status: Status,
    /// Who issued it.
    pub publisher: Option<String>,
    /// Whom it concerns.
    pub target_group: Option<String>,
    /// Is this speciale in play? Counts in `national.questions`.
    pub relevant_when: Option<Condition>,
    /// Sources that criteria and duties name.
    pub references: Vec<Reference>,
    /// In the order of asking. Those a national duty needs and the file does not name stand last.
    pub questions: Vec<Question>,
    /// Named conditions, each naming only earlier ones.
    pub concepts: Vec<Concept>,
    /// Named sums, usable as numbers.
    pub calculations: Vec<Calculation>,
    /// Combinations that cannot be true of one citizen.
    pub never: Vec<Never>,
    /// The level when no criterion holds.
    pub base_level: LevelIx,
    /// In file order.
    pub criteria: Vec<Criterion>,
    /// The national duties first, in their order, then the guideline's own.
    pub advice: Vec<Raadgivning>,
    /// Months until the follow-up, by level.
    pub follow_up: Option<FollowUp>,
    /// `fuldstændig`: the author means that every citizen meets some criterion.
    pub complete: bool,
    /// What all specialer share.
    pub national: Arc<National>,
    /// The file it was read from.
    pub source: SharedSource,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
}

/// How finished a guideline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `udkast`
    Draft,
    /// `høring`
    Hearing,
    /// `gældende`
    InForce,
}

/// A publication that the guideline rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Named by `kilde`.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Year of publication.
    pub year: Option<i64>,
    /// Where it was read.
    pub url: Option<String>,
    /// Was the content seen (`bekræftet`)? `None`: the file does not say.
    pub verified: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// A named condition, used like a yes/no question that always applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Unique among questions and concepts.
    pub id: String,
    /// What it means, in words (`betyder`).
    pub meaning: Option<String>,
    /// When it holds.
    pub when: Condition,
    /// Where it stands.
    pub span: Span,
}

/// A named sum, used by name as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calculation {
    /// Unique among questions, concepts and calculations.
    pub id: String,
    /// What it means, in words (`betyder`).
    pub meaning: Option<String>,
    /// What is added up (`af`).
    pub terms: Vec<Term>,
    /// Where it stands.
    pub span: Span,
}

/// A combination that cannot be true of one citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Never {
    /// The impossible combination.
    pub when: Condition,
    /// Why it is impossible (`fordi`).
    pub because: Option<String>,
    /// True when the file has no such rule: an option with `udelukker: ja` says it.
    pub implied: bool,
    /// Where it stands.
    pub span: Span,
}

/// A condition that calls for a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Unique among criteria.
    pub id: String,
    /// The level it calls for.
    pub level: LevelIx,
    /// When.
    pub when: Condition,
    /// Why, a text for people with `{grunde}` and `{question}`.
    pub because: Option<String>,
    /// A source's id.
    pub source: Option<String>,
    /// Law ids.
    pub laws: Vec<String>,
    /// Is the content verified (`bekræftet`)? `None`: the file does not say.
    pub verified: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// `opfølgning`: months until the case is looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// By level, lowest first; `None` where the file names no number for a level.
    pub months: Vec<Option<u32>>,
}

impl Guideline {
    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<(QuestionIx, &Question)> {
        self.questions.iter().enumerate().find(|(_, question)| question.id == id).map(|(ix, q)| (QuestionIx(ix), q))
    }

    /// Is this version in force on the date?
    #[must_use]
    pub fn in_force(&self, date: Date) -> bool {
        self.valid_from <= date && self.valid_to.is_none_or(|last| date <= last)
    }

    /// Visits every question behind a condition, those behind its concepts included, possibly repeated.
    pub fn visit_all_questions(&self, condition: &Condition, visit: &mut impl FnMut(QuestionIx)) {
        visit_all_questions(condition, &self.concepts, visit);
    }
}

/// As [`Guideline::visit_all_questions`], while a guideline is still being made.
pub(crate) fn visit_all_questions(condition: &Condition, concepts: &[Concept], visit: &mut impl FnMut(QuestionIx)) {
    let mut seen = vec![false; concepts.len()];
    let mut waiting = vec![condition];
    while let Some(condition) = waiting.pop() {
        condition.visit_questions(visit);
        let mut named = Vec::new();
        condition.visit_concepts(&mut |concept| named.push(concept));
        for ConceptIx(place) in named {
            if let (Some(slot), Some(concept)) = (seen.get_mut(place), concepts.get(place))
                && !std::mem::replace(slot, true)
            {
                waiting.push(&concept.when);
            }
        }
    }
}
