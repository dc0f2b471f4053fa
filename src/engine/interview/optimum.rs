//! The best order of asking, where it can be found by trying them all: few questions with few answers.

use std::collections::BTreeMap;

use super::effort::{size, value};
use super::{Next, Order, Party, next_in};
use crate::engine::assess::{AssessError, Compiled};
use crate::guideline::question::{Answer, QuestionIx, Value};

/// More states of knowledge than this are not gone through. A person waits while they are.
const STATES: u64 = 1_500;

/// What the best decision tree does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tree {
    /// The question that it begins with; `None` where nothing is left to ask.
    pub first: Option<QuestionIx>,
    /// How many questions it asks all citizens together.
    pub asked: usize,
    /// How many citizens there are: the possible assignments of the candidates.
    pub citizens: usize,
}

/// The best tree that asks the candidates; `None` where trying all would take too long, or nothing is possible.
pub(super) fn best_tree(
    compiled: &Compiled,
    answers: &[Option<Answer>],
    candidates: &[bool],
) -> Result<Option<Tree>, AssessError> {
    let questions = &compiled.guideline().questions;
    let open: Vec<usize> =
        (0..questions.len()).filter(|n| candidates.get(*n) == Some(&true) && answers.get(*n) == Some(&None)).collect();
    let sizes: Vec<u64> = open.iter().filter_map(|n| questions.get(*n)).map(|q| size(&q.kind)).collect();
    let states = sizes.iter().try_fold(1_u64, |product, size| product.checked_mul(size.checked_add(1)?));
    if states.is_none_or(|states| states > STATES) {
        return Ok(None);
    }
    let nth = |mut n: u64| -> Vec<Value> {
        let digit = |(place, size): (&usize, &u64)| {
            let kind = &questions.get(*place)?.kind;
            let digit = n % size;
            n /= size;
            Some(value(kind, digit))
        };
        open.iter().zip(&sizes).filter_map(digit).collect()
    };
    let all: Vec<Vec<Value>> = (0..sizes.iter().product()).map(nth).collect();
    let mut search = Search { compiled, answers, open: &open, memo: BTreeMap::new() };
    let mut possible = Vec::new();
    for citizen in &all {
        if search.possible(citizen)? {
            possible.push(citizen);
        }
    }
    if possible.is_empty() {
        return Ok(None);
    }
    let (asked, first) = search.asked(&possible, &vec![None; open.len()])?;
    Ok(Some(Tree {
        first: first.and_then(|at| open.get(at)).copied().map(QuestionIx),
        asked,
        citizens: possible.len(),
    }))
}

struct Search<'a> {
    compiled: &'a Compiled,
    answers: &'a [Option<Answer>],
    /// The candidates' places among the questions.
    open: &'a [usize],
    memo: BTreeMap<Vec<Option<Value>>, (usize, Option<usize>)>,
}

impl Search<'_> {
    /// How many questions the best order asks all these citizens together, and its first candidate.
    fn asked(
        &mut self,
        citizens: &[&Vec<Value>],
        known: &[Option<Value>],
    ) -> Result<(usize, Option<usize>), AssessError> {
        if let Some(found) = self.memo.get(known) {
            return Ok(*found);
        }
        let mut best: Option<(usize, Option<usize>)> = if self.done(known)? { Some((0, None)) } else { None };
        for at in (0..known.len()).filter(|at| known.get(*at) == Some(&None)) {
            if best.is_some_and(|(total, _)| total == 0) {
                break;
            }
            let mut by_value: BTreeMap<Value, Vec<&Vec<Value>>> = BTreeMap::new();
            for citizen in citizens {
                if let Some(value) = citizen.get(at) {
                    by_value.entry(*value).or_default().push(citizen);
                }
            }
            let mut total = citizens.len();
            for (value, citizens) in by_value {
                let mut then = known.to_vec();
                then.get_mut(at).into_iter().for_each(|slot| *slot = Some(value));
                total += self.asked(&citizens, &then)?.0;
            }
            if best.is_none_or(|(least, _)| total < least) {
                best = Some((total, Some(at)));
            }
        }
        // Nothing is left, and yet not all is settled: what remains is not known.
        let best = best.unwrap_or((0, None));
        self.memo.insert(known.to_vec(), best);
        Ok(best)
    }

    fn with(&self, known: &[Option<Value>]) -> Vec<Option<Answer>> {
        let mut answers = self.answers.to_vec();
        for (place, value) in self.open.iter().zip(known) {
            answers.get_mut(*place).into_iter().for_each(|slot| *slot = value.map(Answer::Known));
        }
        answers
    }

    fn done(&self, known: &[Option<Value>]) -> Result<bool, AssessError> {
        let answers = self.with(known);
        let party = Party { compiled: self.compiled, answers: &answers };
        let next = next_in(&[party], Order::Conversation).map_err(|stuck| stuck.error)?;
        Ok(matches!(next, Next::Done(_)))
    }

    fn possible(&self, citizen: &[Value]) -> Result<bool, AssessError> {
        let known: Vec<Option<Value>> = citizen.iter().copied().map(Some).collect();
        let values: Vec<Option<Value>> = super::known_values(&self.with(&known));
        match self.compiled.assess(&values) {
            Ok(_) => Ok(true),
            Err(AssessError::Contradiction(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
