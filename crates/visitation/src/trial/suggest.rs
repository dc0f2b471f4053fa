//! Examples that are missing: for each thing that no example shows, a case with as few answers as possible.
//!
//! What is expected in them is what the guideline says today. Whether that is right is for the author to say, and
//! the situation behind the answers is for the author to tell.

use super::check::Aspect;
use super::coverage::{Case, Survey};
use super::goal::Goal;
use super::mutants::Bench;
use super::mutation::Mutation;
use super::witness::{self, Known};
use super::words;
use crate::engine::contradiction::{only, smallest};
use crate::engine::outcome::{Assessment, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::question::QuestionIx;

/// A case to be made an example of.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// What it shows, in Danish.
    pub shows: String,
    /// Per question its value.
    pub known: Known,
    /// The question whose answer is asked for and not known, in a case of doubt.
    pub unknown: Option<QuestionIx>,
    /// What comes out of it today; nothing where its answers exclude each other, which is what it shows.
    pub outcome: Option<Assessment>,
}

impl Suggestion {
    /// The case, with what the example checks of it.
    #[must_use]
    pub fn case(&self) -> Case {
        let checks = if self.outcome.is_some() { checks(self.unknown) } else { vec![Aspect::Impossible] };
        Case { known: self.known.clone(), checks, shared: Vec::new() }
    }
}

/// What a suggested example checks: the open questions only where one is asked for and not known.
fn checks(unknown: Option<QuestionIx>) -> Vec<Aspect> {
    let always = [Aspect::Level, Aspect::Possible, Aspect::Criteria, Aspect::Advice];
    always.into_iter().chain(unknown.map(|_| Aspect::Open)).collect()
}

/// One case for each goal that is missing, as long as none of the cases before shows it too.
pub fn for_goals(guideline: &Guideline, missing: &[Goal]) -> Result<Vec<Suggestion>, TooLarge> {
    let mut survey = Survey::of(guideline)?;
    let mut found: Vec<Suggestion> = Vec::new();
    for goal in missing {
        let mut shown = false;
        for Suggestion { known, outcome, .. } in &found {
            shown = shown || outcome.as_ref().is_some_and(|outcome| survey.reaches(*goal, known, outcome));
        }
        if !shown {
            found.extend(survey.suggestion(*goal)?);
        }
    }
    Ok(found)
}

impl Survey<'_> {
    fn suggestion(&mut self, goal: Goal) -> Result<Option<Suggestion>, TooLarge> {
        let shows = words::goal(goal, self.guideline);
        let fulls = witness::for_goal(self, goal)?;
        for full in &fulls {
            let tells =
                |survey: &mut Self, known: &Known, _| Ok(survey.is_shown(goal, known)? && survey.tells(goal, known)?);
            if let Some(suggestion) = self.reduced(&shows, full, tells)? {
                return Ok(Some(suggestion));
            }
        }
        // Where nothing makes the answer tell, it is at least given.
        for full in &fulls {
            let is_shown = |survey: &mut Self, known: &Known, _| survey.is_shown(goal, known);
            if let Some(suggestion) = self.reduced(&shows, full, is_shown)? {
                return Ok(Some(suggestion));
            }
        }
        Ok(None)
    }

    /// The case with as few answers as possible that still shows what it should. Its level is settled, or one
    /// question alone is open: then a reader sees what the example is about.
    fn reduced(
        &mut self,
        shows: &str,
        full: &Known,
        mut is_shown: impl FnMut(&mut Self, &Known, Option<QuestionIx>) -> Result<bool, TooLarge>,
    ) -> Result<Option<Suggestion>, TooLarge> {
        let places: Vec<usize> =
            (0..full.len()).filter(|place| full.get(*place).is_some_and(Option::is_some)).collect();
        let in_doubt = places.iter().copied().map(|place| Some(QuestionIx(place)));
        for unknown in std::iter::once(None).chain(in_doubt) {
            let rest: Vec<usize> = places.iter().copied().filter(|place| unknown != Some(QuestionIx(*place))).collect();
            let mut enough = |places: &[usize]| {
                let known = only(full, places);
                Ok(self.is_clear(unknown, &known)? && is_shown(self, &known, unknown)?)
            };
            if enough(&rest)? {
                let known = only(full, &smallest(rest, enough)?);
                let outcome = self.assess(&known)?;
                let shows = shows.to_owned();
                return Ok(outcome.map(|outcome| Suggestion { shows, known, unknown, outcome: Some(outcome) }));
            }
        }
        Ok(None)
    }

    /// Is the level settled, or open for one reason only? With an answer that is not known: is it that one, or does
    /// it not matter at all?
    fn is_clear(&mut self, unknown: Option<QuestionIx>, known: &Known) -> Result<bool, TooLarge> {
        let Some(outcome) = self.assess(known)? else { return Ok(false) };
        Ok(match unknown {
            None => outcome.recommended().is_some(),
            Some(question) if outcome.doubt() => outcome.open_questions == [question],
            Some(_) => outcome.open_questions.is_empty(),
        })
    }

    /// Does the case show the goal?
    fn is_shown(&mut self, goal: Goal, known: &Known) -> Result<bool, TooLarge> {
        let outcome = self.assess(known)?;
        Ok(outcome.is_some_and(|outcome| self.reaches(goal, known, &outcome)))
    }

    /// An answer is shown where it makes a difference: without it the outcome would not be settled.
    fn tells(&mut self, goal: Goal, known: &Known) -> Result<bool, TooLarge> {
        let Goal::Answered(question, _) = goal else { return Ok(true) };
        let mut without = known.clone();
        if let Some(slot) = without.get_mut(question.0) {
            *slot = None;
        }
        let (with, without) = (self.assess(known)?, self.assess(&without)?);
        Ok(with.zip(without).is_some_and(|(with, without)| {
            (&with.possible, &with.criteria, &with.advice) != (&without.possible, &without.criteria, &without.advice)
        }))
    }
}

/// One case for each mistake that no example notices, as long as none of the cases before notices it too.
pub fn for_mutants(
    guideline: &Guideline,
    unnoticed: &[Mutation],
    before: &[Suggestion],
) -> Result<Vec<Suggestion>, TooLarge> {
    let mut survey = Survey::of(guideline)?;
    let mut cases: Vec<Case> = before.iter().map(Suggestion::case).collect();
    let mut found = Vec::new();
    for mutation in unnoticed {
        let suggestion = survey.noticing(mutation, &cases)?;
        cases.extend(suggestion.iter().map(Suggestion::case));
        found.extend(suggestion);
    }
    Ok(found)
}

impl Survey<'_> {
    /// A case that notices the mistake, where none of the given ones does.
    fn noticing(&mut self, mutation: &Mutation, cases: &[Case]) -> Result<Option<Suggestion>, TooLarge> {
        let mut bench = Bench::new(self.guideline)?;
        let roots = bench.variants.read(&mutation.applied(self.guideline), &[])?;
        for case in cases {
            if bench.notices(&roots, &case.known, &case.checks)? {
                return Ok(None);
            }
        }
        let own = bench.own.clone();
        let shows = format!("ser forskel: {}", words::mutation(mutation, self.guideline));
        if let Some(full) = witness::for_weaker_rules(&mut bench.variants, &own, &roots)? {
            let places: Vec<usize> = (0..full.len()).filter(|at| full.get(*at).is_some_and(Option::is_some)).collect();
            let places = smallest(places, |places| {
                let known = only(&full, places);
                Ok(self.assess(&known)?.is_none() && bench.notices(&roots, &known, &[Aspect::Impossible])?)
            })?;
            return Ok(Some(Suggestion { shows, known: only(&full, &places), unknown: None, outcome: None }));
        }
        for full in witness::for_variant(&mut bench.variants, &own, &roots)? {
            let notices = |_: &mut Self, known: &Known, unknown| bench.notices(&roots, known, &checks(unknown));
            if let Some(suggestion) = self.reduced(&shows, &full, notices)? {
                return Ok(Some(suggestion));
            }
        }
        Ok(None)
    }
}
