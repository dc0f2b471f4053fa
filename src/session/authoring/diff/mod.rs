//! `visit diff`: what changes for citizens from one version of a guideline to the next, told to people and programs.
//!
//! The engine computes; here it is given its words. Only what people read apart (texts, terms of duties) is
//! compared here too.

pub mod cases;
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
use self::items::{Item, Kind};

/// Two versions and all that changes between them.
#[derive(Debug)]
pub struct Diff {
    /// The version compared with.
    pub old: Guideline,
    /// The version compared.
    pub new: Guideline,
    /// What the engine found.
    pub changes: Changes,
    /// Questions that something happened to, by place among the joint ones.
    pub questions: Vec<(usize, QuestionChange)>,
    /// Criteria that something happened to.
    pub criteria: Vec<Item>,
    /// Duties that something happened to.
    pub advice: Vec<Item>,
    /// The speciale is proposed in other cases.
    pub relevance: bool,
    /// The time until the follow-up is another.
    pub follow_up: bool,
    /// Saved cases, where they were asked for.
    pub cases: Vec<CaseChange>,
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
        let questions = question_changes(&changes.joint, &changes.asked_elsewhere, &old, &new);
        let list = |kind: Kind, changes: &[ItemChange]| {
            changes.iter().filter_map(|change| items::item(kind, change, &old, &new)).collect()
        };
        let (criteria, advice) = (list(Kind::Criterion, &changes.criteria), list(Kind::Duty, &changes.advice));
        let months = |guideline: &Guideline| guideline.follow_up.as_ref().map(|follow_up| follow_up.months.clone());
        let follow_up = months(&old) != months(&new);
        let cases = Vec::new();
        Ok(Self { changes, questions, criteria, advice, relevance: !relevance, follow_up, cases, old, new })
    }

    /// Nothing changes but words and names.
    #[must_use]
    pub fn same_meaning(&self) -> bool {
        self.changes.levels.is_empty()
            && self.criteria.iter().chain(&self.advice).all(Item::is_wording)
            && self.questions.iter().all(|(_, change)| *change == QuestionChange::Reworded)
            && !self.relevance
            && !self.follow_up
    }
}

fn refused(error: &CompareError) -> anyhow::Error {
    let (code, help) = match error {
        CompareError::OtherLevels => ("other-levels", "sammenlign udgaver, der bruger den samme national.yaml"),
        CompareError::TooLarge(_) => ("too-complex", "bed retningslinjens forfatter om at gøre den enklere"),
    };
    Failure::new(code, format!("udgaverne kan ikke sammenlignes: {error}")).help(help).into()
}
