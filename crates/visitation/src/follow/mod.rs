//! Two assessments of one citizen held against each other: what changed, and whether answers or rules changed it.
//!
//! Pure: both files come in as consultations under their own rules, and the old answers once more under the new ones.
//! Doubt is carried through as sets of levels. Says what was measured and what was written, and never whether a goal is
//! reached, whether help caused it, or what is to follow.

pub mod goal;
mod measure;
mod side;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

pub use goal::{Aim, Fulfilled, Goal, Goals, Written};
pub use measure::{Gap, Measured, Missing, Movement, Note};
pub use side::Side;

use side::{Standings, answer};

use crate::case::assessment_v1::{AdviceStateV1, CriterionStateV1};
use crate::case::{AssessmentV1, SavedAnswer, keys};
use crate::consult::{Consultation, NoOutcome};
use crate::engine::assess::Compiled;
use crate::guideline::question::Choice;
use crate::guideline::standing::Standing;

/// What made the level change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Cause {
    Answers,
    Rules,
    Both,
    None,
}

/// The possible levels, each list lowest first, by id; one is a recommendation, several are doubt, none a contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// L0: the old outcome.
    pub before: Vec<String>,
    /// L1: the old answers under the new rules.
    pub old_answers_new_rules: Vec<String>,
    /// L2: the new outcome.
    pub now: Vec<String>,
    /// What made the difference.
    pub cause: Cause,
}

/// An answer that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The question's id.
    pub question: String,
    /// The question, as it reads now.
    pub text: String,
    /// The answer then, in words, and the day it is from.
    pub before: (String, Date),
    /// And now.
    pub now: (String, Date),
}

/// A question whose words or answers are not what they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reworded {
    /// Its id.
    pub question: String,
    /// As it was put then.
    pub before: String,
    /// As it is put now; none: it is not put any more.
    pub now: Option<String>,
    /// Does the old answer still count as one? Else it was left out when the old answers were held against the new rules.
    pub carried: bool,
}

/// What came and what went, as `speciale` and id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Turnover {
    /// Holds now, and did not.
    pub gained: Vec<(String, String)>,
    /// Held, and does not now.
    pub lost: Vec<(String, String)>,
}

/// All that can be said of two files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The days of both.
    pub days: (Date, Date),
    /// The levels.
    pub levels: Levels,
    /// Are the rules of both files the same, byte for byte?
    pub same_rules: bool,
    /// Answers that changed.
    pub changed: Vec<Changed>,
    /// Questions that changed.
    pub reworded: Vec<Reworded>,
    /// Criteria that are met.
    pub criteria: Turnover,
    /// Duties that are due.
    pub advice: Turnover,
    /// Every goal of the earlier file, then those only the later one has.
    pub goals: Vec<Measured>,
}

/// The steps of the question that a goal names, from no problem to the gravest; `None` where it is no question with steps.
#[must_use]
pub fn steps<'a>(talk: &'a Consultation, theme: &str) -> Option<&'a [Choice]> {
    let mut questions = talk.guidelines().into_iter().flat_map(|guideline| &guideline.questions).chain(talk.unasked());
    let question = questions.find(|question| question.id == theme)?;
    (question.has_order() && !question.kind.choices().is_empty()).then(|| question.kind.choices())
}

/// The old answers under the new rules, and the keys of those that no question takes any more.
#[must_use]
pub fn carried(answers: &BTreeMap<String, SavedAnswer>, rules: Vec<Arc<Compiled>>) -> (Consultation, BTreeSet<String>) {
    let faults = rules.iter().filter_map(|rule| keys::known(answers, rule.guideline()).err()).flatten();
    let left_out: BTreeSet<String> = faults.map(|(key, _)| key).collect();
    let fitting = answers.iter().filter(|(key, _)| !left_out.contains(*key));
    let fitting: BTreeMap<_, _> = fitting.map(|(key, answer)| (key.clone(), answer.clone())).collect();
    // What does not fit has been taken out, so that this cannot fail.
    let talk = Consultation::of(rules.clone()).with_saved(&fitting).unwrap_or_else(|_| Consultation::of(rules));
    (talk, left_out)
}

/// Holds two files against each other; `between` are the old answers under the new rules, as [`carried`] makes them.
///
/// # Errors
/// One of the two files contradicts itself, or a guideline is too large.
pub fn follow(old: &Side, between: &Consultation, new: &Side) -> Result<Follow, NoOutcome> {
    let (before, now) = (output(old)?, output(new)?);
    let levels = (possible(old, &before)?, old_answers(between)?, possible(new, &now)?);
    let cause = match (levels.1 != levels.0, levels.2 != levels.1) {
        (false, true) => Cause::Answers,
        (true, false) => Cause::Rules,
        (true, true) => Cause::Both,
        (false, false) => Cause::None,
    };
    let levels = Levels { before: levels.0, old_answers_new_rules: levels.1, now: levels.2, cause };
    let (then, here) = (Standings::of(&old.talk), Standings::of(&new.talk));
    let later = new.goals.goals.iter().filter(|goal| old.goals.goals.iter().all(|earlier| earlier.id != goal.id));
    let goals = old.goals.goals.iter().chain(later);
    Ok(Follow {
        days: (old.date, new.date),
        levels,
        same_rules: files(&old.talk) == files(&new.talk),
        changed: changed(old, new, (&then, &here)),
        reworded: reworded(old, (&then, &here)),
        criteria: turnover(&met(&before), &met(&now)),
        advice: turnover(&due(&before), &due(&now)),
        goals: goals.map(|goal| measure::measure(goal, (old, &then), (new, &here))).collect(),
    })
}

/// The SHA-256 of all rule files.
fn files(talk: &Consultation) -> BTreeSet<&str> {
    let guidelines = talk.guidelines().into_iter();
    guidelines.flat_map(|guideline| [guideline.sha256.as_str(), guideline.national.sha256.as_str()]).collect()
}

/// The outcome as the file has it, else as it follows from the answers.
fn output(side: &Side) -> Result<AssessmentV1, NoOutcome> {
    match &side.stored {
        Some(stored) => Ok(stored.clone()),
        None => Ok(side.talk.machine_output(&side.talk.outcome()?)),
    }
}

/// The possible levels over all specialer. A saved outcome has their ends only: those between are found anew, where it
/// comes out the same.
fn possible(side: &Side, output: &AssessmentV1) -> Result<Vec<String>, NoOutcome> {
    if let [only] = output.assessments.as_slice() {
        return Ok(only.level.possible.clone());
    }
    let anew = levels(&side.talk)?;
    let ends = |list: &[String]| list.first().cloned().zip(list.last().cloned());
    let saved = (output.level.lowest.clone(), output.level.highest.clone());
    if ends(&anew).as_ref() == Some(&saved) {
        return Ok(anew);
    }
    Ok(if saved.0 == saved.1 { vec![saved.0] } else { vec![saved.0, saved.1] })
}

fn levels(talk: &Consultation) -> Result<Vec<String>, NoOutcome> {
    let outcome = talk.outcome()?;
    let national = talk.parts.first().map(|part| &part.compiled.guideline().national);
    let known = national.map(|national| national.levels.as_slice()).unwrap_or_default();
    Ok(outcome.overall.iter().filter_map(|level| known.get(level.0)).map(|level| level.id.clone()).collect())
}

/// Answers that were possible once may exclude each other under new rules: then there is no level.
fn old_answers(between: &Consultation) -> Result<Vec<String>, NoOutcome> {
    match levels(between) {
        Err(error) if error.code == "contradiction" => Ok(Vec::new()),
        found => found,
    }
}

fn changed(old: &Side, new: &Side, (then, here): (&Standings<'_>, &Standings<'_>)) -> Vec<Changed> {
    let day = |side: &Side, question| answer(side, question).and_then(|(_, answer)| answer.date).unwrap_or(side.date);
    let one = |id: &&str| {
        let ((was, before), (is, now)) = (then.get(id)?, here.get(id)?);
        let words = (before.words(was), now.words(is));
        let said = |standing: &Standing| !matches!(standing, Standing::NotAsked | Standing::DoesNotApply);
        if words.0 == words.1 || !(said(before) || said(now)) {
            return None;
        }
        Some(Changed {
            question: (*id).to_owned(),
            text: is.text.trim().to_owned(),
            before: (words.0, day(old, was)),
            now: (words.1, day(new, is)),
        })
    };
    in_order(&new.talk).iter().filter_map(one).collect()
}

fn reworded(old: &Side, (then, here): (&Standings<'_>, &Standings<'_>)) -> Vec<Reworded> {
    let one = |id: &&str| {
        let (was, before) = then.get(id)?;
        before.answer()?;
        let Some((is, _)) = here.get(id) else {
            let before = was.text.trim().to_owned();
            return Some(Reworded { question: (*id).to_owned(), before, now: None, carried: false });
        };
        let same = was.text.trim() == is.text.trim() && was.kind.choices() == is.kind.choices();
        let carried = answer(old, was).is_some_and(|(_, answer)| answer.value.given(is).is_ok());
        (!same).then(|| Reworded {
            question: (*id).to_owned(),
            before: was.text.trim().to_owned(),
            now: Some(is.text.trim().to_owned()),
            carried,
        })
    };
    in_order(&old.talk).iter().filter_map(one).collect()
}

/// The ids of all questions, each once, in the order of asking.
fn in_order(talk: &Consultation) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let guidelines = talk.guidelines();
    let own = guidelines.into_iter().flat_map(|guideline| &guideline.questions);
    own.chain(talk.unasked()).map(|question| question.id.as_str()).filter(|id| seen.insert(*id)).collect()
}

fn met(output: &AssessmentV1) -> Vec<(String, String)> {
    let parts = output.assessments.iter();
    let each = parts.flat_map(|part| {
        let met = part.criteria.iter().filter(|criterion| criterion.state == CriterionStateV1::Met);
        met.map(|criterion| (part.speciale.clone(), criterion.id.clone()))
    });
    each.collect()
}

fn due(output: &AssessmentV1) -> Vec<(String, String)> {
    let parts = output.assessments.iter();
    let each = parts.flat_map(|part| {
        let due = part.advice.iter().filter(|duty| duty.state == AdviceStateV1::Due);
        due.map(|duty| (part.speciale.clone(), duty.id.clone()))
    });
    each.collect()
}

fn turnover(before: &[(String, String)], now: &[(String, String)]) -> Turnover {
    let without = |list: &[(String, String)], other: &[(String, String)]| {
        list.iter().filter(|one| !other.contains(one)).cloned().collect()
    };
    Turnover { gained: without(now, before), lost: without(before, now) }
}
