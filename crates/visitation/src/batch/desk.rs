//! One thread's place of work: takes a line, says what comes out.

use std::sync::Arc;

use super::fault::Fault;
use super::line::{Id, Reading, Taken};
use super::long_way::{self, Said};
use super::outcome::Outcome;
use super::plan::Plan;
use crate::case::assessment_v1::ReasonV1;
use crate::consult::{Consultation, NoOutcome};
use crate::engine::many::Many;
use crate::engine::together::{self, Part};
use crate::guideline::condition::LevelIx;
use crate::guideline::question::{Answer, Value};

/// What is wanted of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Want {
    /// The outcome alone.
    #[default]
    Outcome,
    /// Its reasons too, which take a thousand times as long.
    Reasons,
}

/// Assesses line after line.
#[derive(Debug)]
pub struct Desk<'p> {
    plan: &'p Plan,
    want: Want,
    taken: Taken,
    many: Vec<Many<'p>>,
}

impl<'p> Desk<'p> {
    /// Nothing read yet.
    #[must_use]
    pub fn new(plan: &'p Plan, want: Want) -> Self {
        let many = plan.compiled.iter().map(|compiled| Many::new(compiled)).collect();
        Self { plan, want, taken: Taken::new(plan), many }
    }

    /// A line of JSON.
    ///
    /// # Errors
    /// Every fault of the line, or why nothing comes out.
    pub fn json(&mut self, line: &str) -> Result<Outcome<'_>, Vec<Fault>> {
        let ordinary = self.want == Want::Outcome && matches!(self.taken.json(self.plan, line), Ok(Reading::Ordinary));
        if ordinary {
            return self.outcome(None);
        }
        let (id, said) = long_way::json(self.plan, line)?;
        self.taken.id = id;
        self.outcome(Some(said))
    }

    /// A table's row: what it calls its case, and its cells with their keys.
    ///
    /// # Errors
    /// As [`Self::json`].
    pub fn cells<'c>(
        &mut self,
        id: Id,
        cells: impl Iterator<Item = (&'c str, &'c str)> + Clone,
    ) -> Result<Outcome<'_>, Vec<Fault>> {
        self.taken.id = id;
        if self.want == Want::Outcome && self.taken.cells(self.plan, cells.clone()) == Reading::Ordinary {
            return self.outcome(None);
        }
        let said = long_way::cells(self.plan, cells)?;
        self.outcome(Some(said))
    }

    fn outcome(&mut self, said: Option<Said>) -> Result<Outcome<'_>, Vec<Fault>> {
        let mut words = None;
        if let Some(said) = said {
            self.taken.answers = said.answers;
            words = Some(said.words);
        }
        for (many, answers) in self.many.iter_mut().zip(&self.taken.answers) {
            if many.assess(answers).is_err() {
                return Err(self.refused());
            }
        }
        let Some((lowest, highest)) = self.overall() else { return Err(self.refused()) };
        let reasons = match (self.want, words) {
            (Want::Reasons, Some(words)) => Some(reasons(&self.consultation().with_words(words))?),
            _ => None,
        };
        let parts = self.many.iter().map(Many::brief).collect();
        Ok(Outcome { names: &self.plan.names, id: &self.taken.id, lowest, highest, parts, reasons })
    }

    fn consultation(&self) -> Consultation {
        Consultation::of(self.plan.compiled.iter().map(Arc::clone)).with_answers(self.taken.answers.clone())
    }

    /// Why nothing comes out, in the words of one case.
    fn refused(&self) -> Vec<Fault> {
        match self.consultation().outcome() {
            Err(error) => vec![fault(error)],
            Ok(_) => vec![Fault::new("no-outcome", "sagen kan ikke beregnes", "meld det som en fejl i visit")],
        }
    }

    /// The lowest and the highest level over all specialer; `None` where the answers contradict each other.
    fn overall(&self) -> Option<(LevelIx, LevelIx)> {
        let range = || self.many.iter().map(|many| (many.brief().lowest, many.brief().highest));
        let highest_of_each =
            Some((range().map(|(lowest, _)| lowest).max()?, range().map(|(_, highest)| highest).max()?));
        let known = |(part, place): &(usize, usize)| {
            let answer = self.taken.answers.get(*part).and_then(|list| list.get(*place));
            matches!(answer, Some(Some(answer)) if !answer.is_open())
        };
        // With no unknown answer in common, any level of one goes with any of the others.
        let apart = self.plan.common.iter().all(|places| places.first().is_some_and(known));
        let excluding = self.plan.guidelines().iter().filter(|guideline| !guideline.never.is_empty()).count();
        let settled = range().all(|(lowest, highest)| lowest == highest);
        if apart || (settled && excluding < 2) {
            return highest_of_each;
        }
        let values = |list: &Vec<Option<Answer>>| -> Vec<Option<Value>> { crate::consult::known(list) };
        let known: Vec<Vec<Option<Value>>> = self.taken.answers.iter().map(values).collect();
        let guidelines = self.plan.guidelines();
        let parts: Vec<Part<'_>> =
            guidelines.iter().zip(&known).map(|(guideline, known)| Part { guideline, known }).collect();
        let levels = together::overall(&parts).ok()?;
        Some((*levels.first()?, *levels.last()?))
    }
}

fn fault(error: NoOutcome) -> Fault {
    Fault { code: error.code, message: error.message, help: error.help }
}

/// The answers behind the level, each once.
fn reasons(case: &Consultation) -> Result<Vec<ReasonV1>, Vec<Fault>> {
    let outcome = case.outcome().map_err(|error| vec![fault(error)])?;
    let parts = case.printed_output(&outcome).assessments.into_iter();
    let mut reasons: Vec<ReasonV1> = Vec::new();
    for reason in parts.flat_map(|part| part.reasons.unwrap_or_default()) {
        // What is shared is a reason once.
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    Ok(reasons)
}
