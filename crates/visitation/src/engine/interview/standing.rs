//! Where the interview of one speciale stands: what is settled, what is open, and what may still come.
//!
//! Read off the diagram; where the guideline is too large for one, found by searching the completions.

use std::collections::BTreeSet;

use crate::engine::assess::{AssessError, Compiled, ForCase, Means};
use crate::engine::diagram::{Fixed, NodeRef, View};
use crate::engine::outcome::{Contradiction, State, TooLarge};
use crate::engine::search::completions::{Completions, Stake};
use crate::guideline::Guideline;
use crate::guideline::question::{Answer, QuestionIx, Value};

/// What a standing was read off.
pub(super) enum Basis<'c> {
    Diagram(ForCase<'c>),
    /// Searched for. Where rules may tie answers together: the questions whose answer may be one of these.
    Search {
        tied: Vec<usize>,
    },
}

/// Where one party's interview stands. The lists hold one entry per question.
pub(super) struct Standing<'c> {
    pub basis: Basis<'c>,
    pub known: Vec<Option<Value>>,
    pub asked: Vec<bool>,
    pub doubt: bool,
    pub settled: bool,
    /// Could settle something, asked or not.
    pub open: Vec<bool>,
    /// To be asked now or later, as things stand.
    pub wanted: Vec<bool>,
    /// May be asked, whatever the answers until then.
    pub may_come: Vec<bool>,
}

impl<'c> Standing<'c> {
    pub fn of(compiled: &'c Compiled, answers: &[Option<Answer>]) -> Result<Self, AssessError> {
        let known = compiled.admitted(&known_values(answers));
        let asked: Vec<bool> = answers.iter().map(Option::is_some).collect();
        let found = match compiled.means_for(&known)? {
            Means::Diagram(diagram) => Self::over(compiled.guideline(), diagram, known.clone(), asked)?,
            Means::Search(mut completions) => {
                match Self::searched(compiled.guideline(), &mut completions, &known, &asked) {
                    Ok(found) => found,
                    Err(_) => Self::over(compiled.guideline(), compiled.under_answers(&known)?, known.clone(), asked)?,
                }
            }
        };
        match found {
            Some(standing) => Ok(standing),
            None => match compiled.assess(&known) {
                Err(error) => Err(error),
                // A diagram without a level has no completion either.
                Ok(_) => Err(AssessError::Contradiction(Contradiction { rules: Vec::new(), questions: Vec::new() })),
            },
        }
    }

    /// The standing that a diagram has under these answers; `None` where they contradict each other.
    pub fn over(
        guideline: &Guideline,
        diagram: ForCase<'c>,
        known: Vec<Option<Value>>,
        asked: Vec<bool>,
    ) -> Result<Option<Self>, TooLarge> {
        let view = diagram.under(&known);
        let levels = view.levels();
        if levels.is_empty() {
            return Ok(None);
        }
        let doubt = levels.len() > 1;
        let duties: Vec<NodeRef> = view.diagram().roots.advice_for(doubt).collect();
        let settled = !doubt && !view.states(&duties).contains(&Some(State::Open));
        let anyway = asked_anyway(guideline, &view, &asked)?;
        let open =
            if settled { vec![false; asked.len()] } else { view.matters(&view.diagram().roots.outcomes_for(doubt))? };
        let ever = if settled { open.clone() } else { may_matter(&view, doubt)? };
        let (wanted, may_come) = (unasked(&open, &anyway, &asked), unasked(&ever, &anyway, &asked));
        Ok(Some(Self { basis: Basis::Diagram(diagram), known, asked, doubt, settled, open, wanted, may_come }))
    }

    /// The same, searched for. Of rules that tie answers together it only knows that there are some: what may still be
    /// asked is then all that may apply.
    fn searched(
        guideline: &Guideline,
        completions: &mut Completions<'_>,
        known: &[Option<Value>],
        asked: &[bool],
    ) -> Result<Option<Self>, TooLarge> {
        let levels = completions.levels()?;
        if levels.is_empty() {
            return Ok(None);
        }
        let doubt = levels.len() > 1;
        let settled = !doubt && !completions.advice(doubt)?.contains(&State::Open);
        let applies = completions.applies()?;
        let may_apply = |place: usize| applies.get(place).is_some_and(|state| *state != State::Never);
        let always = |place: &usize| guideline.questions.get(*place).is_some_and(|question| question.always_asked);
        let pending = (0..asked.len()).filter(always).filter(|place| asked.get(*place) == Some(&false));
        let pending: Vec<QuestionIx> = pending.map(QuestionIx).collect();
        let mut anyway = completions.matters(Stake::Applying(&pending))?;
        for question in pending.iter().filter(|question| may_apply(question.0)) {
            anyway.get_mut(question.0).into_iter().for_each(|slot| *slot = true);
        }
        let nothing = vec![false; asked.len()];
        let open = if settled { nothing.clone() } else { completions.matters(Stake::Outcome { doubt })? };
        let tied = |place: &usize| completions.is_free(QuestionIx(*place)) && may_apply(*place);
        let ties = !settled && !guideline.never.is_empty();
        let tied: Vec<usize> = (0..asked.len()).filter(|place| ties && tied(place)).collect();
        let ever = match (settled, ties) {
            (true, _) => nothing,
            (_, true) => (0..asked.len()).map(|place| tied.contains(&place)).collect(),
            // A settled level stays settled: what would be due in doubt can come no more.
            _ => completions.matters(if doubt { Stake::AnyOutcome } else { Stake::Outcome { doubt } })?,
        };
        let (wanted, may_come) = (unasked(&open, &anyway, asked), unasked(&ever, &anyway, asked));
        let (known, asked) = (known.to_vec(), asked.to_vec());
        Ok(Some(Self { basis: Basis::Search { tied }, known, asked, doubt, settled, open, wanted, may_come }))
    }

    /// The first unasked question whose value can change what may come out, where none is open by the letter: rules
    /// may tie two answers together so that no two completions differ in one of them alone.
    pub fn helping(&self) -> Option<QuestionIx> {
        let unasked: Vec<usize> =
            self.tied().into_iter().filter(|place| self.asked.get(*place) == Some(&false)).collect();
        let telling = unasked.iter().copied().find(|place| self.tells(*place));
        telling.or(unasked.first().copied()).map(QuestionIx)
    }

    /// What an unsettled outcome is computed from without being known, where no question is open and unasked.
    fn tied(&self) -> Vec<usize> {
        let diagram = match &self.basis {
            Basis::Search { tied } => return tied.clone(),
            Basis::Diagram(diagram) if self.settled || !diagram.excludes() => return Vec::new(),
            Basis::Diagram(diagram) => diagram,
        };
        let view = diagram.under(&self.known);
        let unsettled: Vec<NodeRef> =
            self.outcomes(&view).into_iter().filter(|(_, v)| v.len() > 1).map(|(r, _)| r).collect();
        view.met(&unsettled).iter().enumerate().filter(|(_, met)| **met).map(|(place, _)| place).collect()
    }

    fn outcomes(&self, view: &View) -> Vec<(NodeRef, BTreeSet<i128>)> {
        let roots = view.diagram().roots.outcomes_for(self.doubt);
        roots.into_iter().map(|root| (root, view.fixed().values(&view.diagram().forest, root))).collect()
    }

    /// Does some possible value of the question narrow what may come out?
    fn tells(&self, place: usize) -> bool {
        let Basis::Diagram(diagram) = &self.basis else { return false };
        let view = diagram.under(&self.known);
        let now = self.outcomes(&view);
        let Some(block) = diagram.blocks.get(place) else { return false };
        let narrows = |fixed: Fixed| {
            let then = self.outcomes(&view.with(fixed));
            then != now && then.iter().all(|(_, values)| !values.is_empty())
        };
        let variables = block.first..block.end();
        variables.into_iter().any(|variable| {
            view.ends(variable).into_iter().any(|value| {
                let mut fixed = view.fixed().clone();
                fixed.fix_variable(variable, value);
                narrows(fixed)
            })
        })
    }

    /// Questions answered `ved_ikke` that could settle something.
    pub fn not_known(&self) -> Vec<QuestionIx> {
        let open = first(&self.open).is_some();
        let tied = if open { Vec::new() } else { self.tied() };
        let could = |place: &usize| self.open.get(*place) == Some(&true) || tied.contains(place);
        (0..self.asked.len()).filter(could).map(QuestionIx).collect()
    }
}

/// Per question: is it not asked yet, and wanted for its own sake or anyway?
fn unasked(wanted: &[bool], anyway: &[bool], asked: &[bool]) -> Vec<bool> {
    wanted.iter().zip(anyway).zip(asked).map(|((wanted, anyway), asked)| (*wanted || *anyway) && !asked).collect()
}

/// Per question: is it asked whether it matters or not? So are those that decide whether such a question applies.
fn asked_anyway(guideline: &Guideline, view: &View, asked: &[bool]) -> Result<Vec<bool>, TooLarge> {
    let mut anyway = vec![false; guideline.questions.len()];
    let pending =
        guideline.questions.iter().zip(asked).enumerate().filter(|(_, (q, asked))| q.always_asked && !**asked);
    let roots = &view.diagram().roots.applies;
    let pending: Vec<(usize, NodeRef)> = pending.filter_map(|(n, _)| Some((n, *roots.get(n)?))).collect();
    let applies: Vec<NodeRef> = pending.iter().map(|(_, root)| *root).collect();
    for ((place, _), state) in pending.iter().zip(view.states(&applies)) {
        let may_apply = matches!(state, Some(State::Always | State::Open));
        anyway.get_mut(*place).into_iter().for_each(|slot| *slot = may_apply);
    }
    if applies.iter().any(|root| !root.is_leaf()) {
        for (slot, governs) in anyway.iter_mut().zip(view.matters(&applies)?) {
            *slot |= governs;
        }
    }
    Ok(anyway)
}

/// Per question: may it come to be asked for the sake of the outcome, whatever is answered until then?
fn may_matter(view: &View, doubt: bool) -> Result<Vec<bool>, TooLarge> {
    // A settled level stays settled: what would be due in doubt can come no more.
    let outcomes = if doubt { view.diagram().roots.outcomes() } else { view.diagram().roots.outcomes_for(false) };
    // Where rules tie answers together, a question may be asked that does not matter by itself.
    if view.diagram().excludes() { Ok(view.met(&outcomes)) } else { view.matters(&outcomes) }
}

/// The known values among some answers.
fn known_values(answers: &[Option<Answer>]) -> Vec<Option<Value>> {
    let value = |answer: &Option<Answer>| match answer {
        Some(Answer::Known(value)) => Some(*value),
        Some(Answer::Unknown) | None => None,
    };
    answers.iter().map(value).collect()
}

/// The first question of which it is true.
pub(super) fn first(list: &[bool]) -> Option<QuestionIx> {
    list.iter().position(|is| *is).map(QuestionIx)
}
