//! `visit diff`: what changes for citizens from one version of a guideline to the next, told to people and programs.
//!
//! The engine computes; here it is given its words. Only what people read apart (texts, terms of duties) is
//! compared here too.

pub mod cases;
pub mod fields;
pub mod items;
pub mod json;
pub mod numbers;
pub mod page;

use crate::terminal::failure::Failure;
use visitation::engine::compare::relevance::same_relevance;
use visitation::engine::compare::texts::{QuestionChange, question_changes};
use visitation::engine::compare::{Changes, CompareError, ItemChange, compare};
use visitation::guideline::Guideline;

use self::cases::CaseChange;
use self::fields::Field;
use self::items::{Event, Item, Kind};

/// Two versions and all that changes between them.
#[derive(Debug)]
pub struct Diff {
    /// The version compared with.
    pub old: Guideline,
    /// The version compared.
    pub new: Guideline,
    /// What the engine found.
    pub changes: Changes,
    /// Questions that something happened to, in the order of the joint ones.
    pub questions: Vec<AskedChange>,
    /// Criteria that something happened to.
    pub criteria: Vec<Item>,
    /// Duties that something happened to.
    pub advice: Vec<Item>,
    /// The speciale is proposed in other cases.
    pub relevance: bool,
    /// The time until the follow-up is another.
    pub follow_up: bool,
    /// What people read of the guideline itself otherwise than before, the follow-up included.
    pub fields: Vec<Field>,
    /// Saved cases, where they were asked for.
    pub cases: Vec<CaseChange>,
}

/// A question that something happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedChange {
    /// Its place among the joint questions.
    pub place: usize,
    /// What happened.
    pub change: QuestionChange,
    /// What people read otherwise than before.
    pub fields: Vec<Field>,
    /// Answers renamed or exchanged, a sentence each.
    pub answers: Vec<String>,
}

impl Diff {
    /// Compares two versions.
    ///
    /// # Errors
    /// They are not of one speciale, their levels differ, or they are too large together.
    pub fn of(old: Guideline, new: Guideline) -> anyhow::Result<Self> {
        if old.speciale != new.speciale {
            let message = format!("`{}` og `{}` er ikke det samme speciale", old.speciale, new.speciale);
            let help = "sammenlign to udgaver af én retningslinje";
            return Err(Failure::new("other-speciale", message).help(help).into());
        }
        let changes = compare(&old, &new).map_err(|error| refused(&error))?;
        let relevance = same_relevance(&old, &new).map_err(|error| refused(&error.into()))?;
        let questions = questions(&changes, &old, &new);
        let list = |kind: Kind, changes: &[ItemChange]| {
            changes.iter().filter_map(|change| items::item(kind, change, &old, &new)).collect()
        };
        let (criteria, advice) = (list(Kind::Criterion, &changes.criteria), list(Kind::Duty, &changes.advice));
        let months = |guideline: &Guideline| guideline.follow_up.as_ref().map(|follow_up| follow_up.months.clone());
        let follow_up = months(&old) != months(&new);
        let (cases, fields) = (Vec::new(), fields::guideline(&old, &new));
        Ok(Self { changes, questions, criteria, advice, relevance: !relevance, follow_up, fields, cases, old, new })
    }

    /// No outcome changes, whatever is answered.
    #[must_use]
    pub fn same_outcome(&self) -> bool {
        let words = |event: &Event| matches!(event, Event::Renamed | Event::Reworded);
        let only_words =
            |item: &Item| item.appears.is_none() && item.disappears.is_none() && item.events.iter().all(words);
        self.changes.levels.is_empty()
            && self.criteria.iter().chain(&self.advice).all(only_words)
            && self.questions.iter().all(|question| question.change == QuestionChange::Reworded)
            && !self.relevance
            && !self.follow_up
    }

    /// No outcome changes, and all that people read is the same; only ids may differ.
    #[must_use]
    pub fn same_meaning(&self) -> bool {
        self.same_outcome()
            && self.questions.is_empty()
            && self.fields.is_empty()
            && self.criteria.iter().chain(&self.advice).all(Item::is_renamed_only)
    }
}

fn questions(changes: &Changes, old: &Guideline, new: &Guideline) -> Vec<AskedChange> {
    let found = question_changes(&changes.joint, &changes.asked_elsewhere, old, new);
    let change = |(place, change): (usize, QuestionChange)| {
        let joint = changes.joint.questions.get(place);
        let one = joint.and_then(|joint| old.questions.get(joint.old?.0));
        let other = joint.and_then(|joint| new.questions.get(joint.new?.0));
        let both = one.zip(other);
        AskedChange {
            place,
            change,
            fields: both.map(|(one, other)| fields::question(one, other)).unwrap_or_default(),
            answers: both.map(|(one, other)| fields::about_answers(one, other)).unwrap_or_default(),
        }
    };
    found.into_iter().map(change).collect()
}

fn refused(error: &CompareError) -> anyhow::Error {
    let (code, help) = match error {
        CompareError::OtherLevels => ("other-levels", "sammenlign udgaver, der bruger den samme national.yaml"),
        CompareError::TooLarge(_) => ("too-complex", "bed retningslinjens forfatter om at gøre den enklere"),
    };
    Failure::new(code, format!("udgaverne kan ikke sammenlignes: {error}")).help(help).into()
}
