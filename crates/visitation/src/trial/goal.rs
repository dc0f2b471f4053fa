//! What the examples of a guideline should show: each criterion deciding, each answer used, each duty due and not.
//!
//! A goal that no case of one speciale can reach is named with the reason instead of being asked for.

use std::collections::BTreeSet;

use crate::engine::diagram::forest::Leaf;
use crate::engine::diagram::{NodeRef, Roots};
use crate::engine::outcome::{State, TooLarge};
use crate::engine::variants::Variants;
use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, ConditionKind};
use crate::guideline::question::{Kind, OptionSet, QuestionIx, Value};

/// Something that an example should show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// The criterion is met, and without it the level would be lower.
    Decides(usize),
    /// The criterion is met; it can never decide the level by itself.
    Holds(usize),
    /// The question applies and is answered so.
    Answered(QuestionIx, Reply),
    /// The duty is due.
    Due(usize),
    /// The duty is not due.
    NotDue(usize),
    /// More than one level is possible.
    Doubt,
}

/// An answer, or a class of numbers that the guideline does not tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reply {
    /// An option, a step, ja or nej, or the numbers from the first to the last.
    Between(i64, i64),
    /// A set with this option.
    With(usize),
}

/// Why a goal is not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The criterion can never be met.
    NeverMet,
    /// `aldrig` rules or `spørg_når` exclude the answer.
    NeverAnswered,
    /// The duty cannot be due under this guideline.
    NeverDue,
    /// The duty is due in every case.
    AlwaysDue,
    /// It takes more than one speciale in a case, and an example has one.
    SeveralSpecialer,
}

/// The goals of a guideline.
#[derive(Debug, Clone, Default)]
pub struct Goals {
    /// What can be reached.
    pub wanted: Vec<Goal>,
    /// What cannot.
    pub excluded: Vec<(Goal, Reason)>,
}

impl Goal {
    /// The question whose answer should be used, for that kind of goal.
    #[must_use]
    pub fn question(self) -> Option<QuestionIx> {
        match self {
            Self::Answered(question, _) => Some(question),
            _ => None,
        }
    }
}

impl Reply {
    /// Is the value such an answer?
    #[must_use]
    pub fn admits(self, value: Value) -> bool {
        match (self, value) {
            (Self::Between(first, last), Value::Ordinal(own)) => (first..=last).contains(&own),
            (Self::With(option), value) => value.has(option) == Some(true),
            _ => false,
        }
    }

    /// The answer itself: of numbers the one next to those that the guideline tells apart from them.
    #[must_use]
    pub fn value(self, kind: &Kind) -> Value {
        match (self, kind) {
            (Self::Between(first, last), Kind::Number { min, .. }) if first == *min => Value::Ordinal(last),
            (Self::Between(first, _), _) => Value::Ordinal(first),
            (Self::With(option), _) => Value::Set(OptionSet::default().with(option)),
        }
    }
}

/// Finds the goals. `without` are, per criterion, the roots of the guideline without it.
pub fn goals(
    guideline: &Guideline,
    variants: &mut Variants,
    own: &Roots,
    without: &[Roots],
) -> Result<Goals, TooLarge> {
    let mut goals = Goals::default();
    for (place, (root, without)) in own.criteria.iter().zip(without).enumerate() {
        if variants.differ(own.level, without.level)? != NodeRef::FALSE {
            goals.wanted.push(Goal::Decides(place));
        } else if variants.values(*root).contains(&1) {
            goals.wanted.push(Goal::Holds(place));
        } else {
            goals.excluded.push((Goal::Holds(place), Reason::NeverMet));
        }
    }
    goals.add_answers(guideline, variants, own)?;
    goals.add_duties(guideline, variants, own);
    if variants.values(own.level).len() > 1 {
        goals.wanted.push(Goal::Doubt);
    }
    Ok(goals)
}

impl Goals {
    /// Every answer of every question that can matter.
    fn add_answers(&mut self, guideline: &Guideline, variants: &mut Variants, own: &Roots) -> Result<(), TooLarge> {
        let matters = variants.under(own, &[]).matters(&own.outcomes())?;
        for (place, question) in guideline.questions.iter().enumerate() {
            if matters.get(place) != Some(&true) {
                continue;
            }
            for reply in replies(&question.kind, place, variants, own) {
                let goal = Goal::Answered(QuestionIx(place), reply);
                if can_be_answered(variants, own, place, reply) {
                    self.wanted.push(goal);
                } else {
                    self.excluded.push((goal, Reason::NeverAnswered));
                }
            }
        }
        Ok(())
    }

    fn add_duties(&mut self, guideline: &Guideline, variants: &Variants, own: &Roots) {
        let can_doubt = variants.values(own.level).len() > 1;
        for (place, (duty, [certain, doubtful])) in guideline.advice.iter().zip(&own.advice).enumerate() {
            let mut states: BTreeSet<Leaf> = variants.values(*certain);
            if can_doubt {
                states.extend(variants.values(*doubtful));
            }
            let reason = |otherwise| if counts_specialer(&duty.when) { Reason::SeveralSpecialer } else { otherwise };
            let pairs = [(1, Goal::Due(place), Reason::NeverDue), (0, Goal::NotDue(place), Reason::AlwaysDue)];
            for (state, goal, otherwise) in pairs {
                if states.contains(&state) {
                    self.wanted.push(goal);
                } else {
                    self.excluded.push((goal, reason(otherwise)));
                }
            }
        }
    }
}

/// The answers that should be used: every option; of a number every class that the guideline tells apart.
fn replies(kind: &Kind, place: usize, variants: &mut Variants, own: &Roots) -> Vec<Reply> {
    let ordinal = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
    match kind {
        Kind::Text => Vec::new(),
        Kind::YesNo => vec![Reply::Between(0, 0), Reply::Between(1, 1)],
        Kind::Scale(choices) | Kind::Choice(choices) => {
            (0..choices.len()).map(|place| Reply::Between(ordinal(place), ordinal(place))).collect()
        }
        Kind::Multi(choices) => (0..choices.len()).map(Reply::With).collect(),
        Kind::Number { min, max } => {
            let Some(block) = variants.blocks().get(place).copied() else { return Vec::new() };
            let mut ends = variants.under(own, &[]).ends(block.first);
            ends.insert(block.place(*max));
            let mut first = *min;
            let class = |end: u64| {
                let last = block.ordinal(end);
                Reply::Between(std::mem::replace(&mut first, last.saturating_add(1)), last)
            };
            ends.into_iter().map(class).collect()
        }
    }
}

/// Is there a case with this answer in which the question applies?
fn can_be_answered(variants: &mut Variants, own: &Roots, place: usize, reply: Reply) -> bool {
    let (Some(block), Some(applies)) = (variants.blocks().get(place).copied(), own.applies.get(place)) else {
        return false;
    };
    let view = variants.under(own, &[]);
    let mut fixed = view.fixed().clone();
    match reply {
        Reply::Between(first, _) => fixed.fix_variable(block.first, block.place(first)),
        Reply::With(option) => fixed.fix_variable(block.first + u32::try_from(option).unwrap_or(0), 1),
    }
    matches!(view.with(fixed).states(&[*applies]).first(), Some(Some(State::Always | State::Open)))
}

/// Does the condition ask how many specialer are assessed together?
fn counts_specialer(condition: &Condition) -> bool {
    matches!(condition.kind, ConditionKind::SpecialeCount { .. }) || condition.parts().iter().any(counts_specialer)
}
