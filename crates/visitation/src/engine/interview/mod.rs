//! Which question comes next, and when to stop: a pure fold over the answers so far.
//!
//! Asks in file order what is open, and what is always asked; skips what cannot matter any more; stops when the level
//! and every duty are settled. Keeps no state: the same answers always give the same next question, so a case can
//! be left at any moment and taken up again. Deliberately asks nobody: that is the prompter's work.

mod bound;
pub mod consequences;
mod course;
pub mod effort;
pub mod purpose;
mod putting;
mod shortest;
mod spots;
mod standing;

use std::collections::BTreeSet;

use standing::{Standing, first};

use super::assess::{AssessError, Compiled};
use crate::guideline::question::{Answer, QuestionIx};
use crate::guideline::shared::shared_by_all;

/// One speciale of the case: its guideline, and per question what has been answered.
#[derive(Debug, Clone, Copy)]
pub struct Party<'a> {
    /// The guideline.
    pub compiled: &'a Compiled,
    /// `None`: not asked. A shared question answered in one party is answered in all.
    pub answers: &'a [Option<Answer>],
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Ask this question.
    Ask {
        /// Which of the parties asks.
        party: usize,
        /// Which of its questions.
        question: QuestionIx,
        /// How many questions can still come at most, this one included.
        at_most_left: usize,
    },
    /// Stop.
    Done(Reason),
}

/// Why there is nothing more to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Level and duties are settled for every party: no further answer can change them.
    Settled,
    /// Only questions answered `ved_ikke` could settle what is open: these, by party.
    NotKnown(Vec<(usize, QuestionIx)>),
}

/// The answers of one party cannot be gone on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// Which party.
    pub party: usize,
    /// Why.
    pub error: AssessError,
}

/// In which order questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As they stand in the file: as a conversation goes.
    #[default]
    Conversation,
    /// First what settles most, what is asked in any case last.
    Shortest,
}

/// The next question in the file's order, or the reason to stop.
pub fn next(parties: &[Party]) -> Result<Next, Stuck> {
    next_in(parties, Order::Conversation)
}

/// The next question, or the reason to stop. The order changes which question comes next, never when to stop.
pub fn next_in(parties: &[Party], order: Order) -> Result<Next, Stuck> {
    let answers = shared_by_all(parties.iter().map(|party| (party.compiled.guideline(), party.answers)));
    let mut standings = Vec::with_capacity(parties.len());
    for (party, (Party { compiled, .. }, answers)) in parties.iter().zip(&answers).enumerate() {
        let standing = Standing::of(compiled, answers).map_err(|error| Stuck { party, error })?;
        standings.push(standing);
    }
    let wanted = (0..).zip(&standings).find_map(|(party, standing)| Some((party, first(&standing.wanted)?)));
    let wanted = match order {
        Order::Conversation => wanted,
        Order::Shortest => most_telling(parties, &standings).or(wanted),
    };
    let next =
        wanted.or_else(|| (0..).zip(&standings).find_map(|(party, standing)| Some((party, standing.helping()?))));
    Ok(match next {
        Some((party, question)) => Next::Ask { party, question, at_most_left: count_each_once(parties, &standings) },
        None if standings.iter().all(|standing| standing.settled) => Next::Done(Reason::Settled),
        None => {
            let open = (0..).zip(&standings).flat_map(|(party, s)| s.not_known().into_iter().map(move |q| (party, q)));
            Next::Done(Reason::NotKnown(open.collect()))
        }
    })
}

/// Of all that may be asked for the sake of the outcome, the question that settles most.
fn most_telling(parties: &[Party], standings: &[Standing]) -> Option<(usize, QuestionIx)> {
    let mut found: Option<(usize, QuestionIx, f64)> = None;
    for (place, (party, standing)) in parties.iter().zip(standings).enumerate() {
        let best = shortest::most_telling(party.compiled.guideline(), standing);
        if let Some((question, gain)) = best.filter(|(_, gain)| found.is_none_or(|(_, _, most)| *gain > most)) {
            found = Some((place, question, gain));
        }
    }
    found.map(|(place, question, _)| (place, question))
}

/// How many questions may still come, a shared one counted once.
fn count_each_once(parties: &[Party], standings: &[Standing]) -> usize {
    let mut shared: BTreeSet<&str> = BTreeSet::new();
    let mut own = 0;
    for (party, standing) in parties.iter().zip(standings) {
        let questions = party.compiled.guideline().questions.iter().zip(&standing.may_come);
        for (question, _) in questions.filter(|(_, may_come)| **may_come) {
            if question.shared {
                shared.insert(&question.id);
            } else {
                own += 1;
            }
        }
    }
    own + shared.len()
}
