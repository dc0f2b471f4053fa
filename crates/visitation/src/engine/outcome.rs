//! What follows from a case's answers, in the engine's own terms.
//!
//! Deliberately holds no text for people: wording is made from it elsewhere.

use crate::guideline::condition::LevelIx;
use crate::guideline::question::QuestionIx;

/// The engine's whole result for one guideline and one case.
///
/// Everything in it is exact over the *completions* of the case: the possible assignments that agree
/// with the known values. See *Meaning* in the language description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The levels that some completion has, lowest first, never empty.
    pub possible: Vec<LevelIx>,
    /// One state per criterion, in file order.
    pub criteria: Vec<State>,
    /// One state per duty, in the order of [`crate::guideline::Guideline::advice`].
    pub advice: Vec<State>,
    /// Questions without a known value that matter, in file order.
    pub open_questions: Vec<QuestionIx>,
}

/// Does a condition hold for the case?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// In every completion: a criterion is met, a duty is due.
    Always,
    /// In no completion: a criterion is unmet, a duty is not due.
    Never,
    /// In some and not in others.
    Open,
}

/// The answers of a case that has no completion: they contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Places in [`crate::guideline::Guideline::never`]: a smallest set of rules that cannot all be respected.
    pub rules: Vec<usize>,
    /// The questions whose known answers are needed for the contradiction, in file order.
    pub questions: Vec<QuestionIx>,
}

/// The guideline cannot be compiled within the node budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("beslutningsdiagrammet bliver større end {budget} knuder")]
pub struct TooLarge {
    /// The budget that was passed.
    pub budget: usize,
}

impl Assessment {
    /// More than one level is possible.
    #[must_use]
    pub fn doubt(&self) -> bool {
        self.possible.len() > 1
    }

    /// The recommendation: the only possible level.
    #[must_use]
    pub fn recommended(&self) -> Option<LevelIx> {
        match self.possible.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The lowest and the highest possible level.
    #[must_use]
    pub fn range(&self) -> Option<(LevelIx, LevelIx)> {
        Some((*self.possible.first()?, *self.possible.last()?))
    }

    /// Level and every duty are settled: nothing is left to ask.
    #[must_use]
    pub fn settled(&self) -> bool {
        !self.doubt() && !self.advice.contains(&State::Open)
    }
}
