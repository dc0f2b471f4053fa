//! One goal measured: the answer to its question then and now, and what a person wrote of it.
//!
//! Two answers are held against each other only where both are known and stand on the same steps.

use super::goal::{Aim, Fulfilled, Goal, Written};
use super::side::{Side, Standings, answer};
use crate::guideline::question::{Choice, Question, Value};
use crate::guideline::standing::Standing;

/// Which way an answer went; the steps stand from no problem to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Movement {
    Better,
    Same,
    Worse,
    Unknown,
}

/// Why there is no answer to measure by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The rules have no such question.
    NoQuestion,
    /// It was not put.
    NotAsked,
    /// It was put, and the answer is not known.
    NotKnown,
    /// It does not apply to the citizen.
    DoesNotApply,
}

/// Why a goal was not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// No answer then.
    Before(Missing),
    /// No answer now.
    Now(Missing),
    /// The steps are not the same.
    Steps,
}

/// Something to think about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// What is expected does not fit the kind of goal.
    Implausible,
    /// Nothing better than the baseline can be measured.
    Ceiling,
    /// Nothing worse than the baseline can be measured.
    Floor,
    /// One step, and somebody else assessed.
    OtherAssessor,
    /// Words and measurement differ, and nobody wrote why.
    Disagreement,
    /// It was not assessed, and nobody wrote why.
    NoReason,
}

/// A goal with what was measured and what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The goal.
    pub goal: Goal,
    /// The step then, by id and in words.
    pub before: Option<Choice>,
    /// And now.
    pub now: Option<Choice>,
    /// The step that is expected, where the steps have it.
    pub expected: Option<Choice>,
    /// Which way.
    pub movement: Movement,
    /// Is what was expected reached? None where it cannot be said.
    pub expected_reached: Option<bool>,
    /// Why it was not measured.
    pub gap: Option<Gap>,
    /// What a person says of it.
    pub written: Option<Written>,
    /// What to think about.
    pub notes: Vec<Note>,
}

/// A question of one file with how it stands, where the file's rules have it.
type Found<'f, 'q> = Option<&'f (&'q Question, Standing)>;

/// The place of an answer among the steps, or why there is none.
fn step(found: Found<'_, '_>) -> Result<usize, Missing> {
    match found {
        None => Err(Missing::NoQuestion),
        Some((_, Standing::Known(Value::Ordinal(place)))) => usize::try_from(*place).map_err(|_| Missing::NotKnown),
        Some((_, Standing::NotAsked)) => Err(Missing::NotAsked),
        Some((_, Standing::DoesNotApply)) => Err(Missing::DoesNotApply),
        Some(_) => Err(Missing::NotKnown),
    }
}

pub(super) fn measure(
    goal: &Goal,
    (old, then): (&Side, &Standings<'_>),
    (new, here): (&Side, &Standings<'_>),
) -> Measured {
    let (was, is) = (then.get(&goal.theme), here.get(&goal.theme));
    let steps = |found: Found<'_, '_>| found.map_or(Vec::new(), |(question, _)| question.kind.choices().to_vec());
    let (old_steps, new_steps) = (steps(was), steps(is));
    let (before, now) = (step(was), step(is));
    let expected = new_steps.iter().position(|step| step.id == goal.expected);
    let gap = match (before, now) {
        (Err(missing), _) => Some(Gap::Before(missing)),
        (_, Err(missing)) => Some(Gap::Now(missing)),
        _ if old_steps != new_steps => Some(Gap::Steps),
        _ => None,
    };
    let known = before.ok().zip(now.ok()).filter(|_| gap.is_none());
    let movement = match known {
        None => Movement::Unknown,
        Some((before, now)) if now < before => Movement::Better,
        Some((before, now)) if now > before => Movement::Worse,
        Some(_) => Movement::Same,
    };
    let expected_reached = known.zip(expected).map(|((_, now), expected)| now <= expected);
    let written = new.goals.written.iter().rev().find(|written| written.goal == goal.id).cloned();
    let mut notes = Vec::new();
    if let (Ok(before), Some(expected)) = (before, expected.filter(|_| old_steps == new_steps)) {
        notes.extend(plausibility(goal.aim, before, expected, old_steps.len()));
    }
    if known.is_some_and(|(before, now)| before.abs_diff(now) == 1) && other_assessor(old, new, (was, is)) {
        notes.push(Note::OtherAssessor);
    }
    notes.extend(written.as_ref().and_then(|written| unexplained(written, expected_reached)));
    let choice =
        |steps: &[Choice], place: Result<usize, Missing>| place.ok().and_then(|place| steps.get(place)).cloned();
    Measured {
        goal: goal.clone(),
        before: choice(&old_steps, before),
        now: choice(&new_steps, now),
        expected: expected.and_then(|place| new_steps.get(place)).cloned(),
        movement,
        expected_reached,
        gap,
        written,
        notes,
    }
}

fn plausibility(aim: Aim, before: usize, expected: usize, steps: usize) -> Option<Note> {
    match aim {
        Aim::Develop if before == 0 => Some(Note::Ceiling),
        Aim::LimitLoss if before + 1 == steps => Some(Note::Floor),
        Aim::Develop if expected > before => Some(Note::Implausible),
        Aim::Keep if expected != before => Some(Note::Implausible),
        Aim::LimitLoss if expected < before => Some(Note::Implausible),
        _ => None,
    }
}

/// Is it known that another person assessed, or that the answer comes from somebody else?
fn other_assessor(old: &Side, new: &Side, (was, is): (Found<'_, '_>, Found<'_, '_>)) -> bool {
    let (Some((was, _)), Some((is, _))) = (was, is) else { return false };
    let (Some((old_key, before)), Some((new_key, now))) = (answer(old, was), answer(new, is)) else { return false };
    let differ =
        |before: Option<&String>, now: Option<&String>| before.zip(now).is_some_and(|(before, now)| before != now);
    differ(before.source.as_ref(), now.source.as_ref()) || differ(old.by.get(old_key), new.by.get(new_key))
}

fn unexplained(written: &Written, reached: Option<bool>) -> Option<Note> {
    if written.reason.is_some() {
        return None;
    }
    match (written.fulfilled, reached) {
        (Fulfilled::NotAssessed, _) => Some(Note::NoReason),
        (Fulfilled::Yes, Some(false)) | (Fulfilled::No, Some(true)) => Some(Note::Disagreement),
        _ => None,
    }
}
