//! Which goals the examples reach.
//!
//! Only an example that holds covers anything, and only what it checks: one that does not say which duties are due
//! shows nothing about duties.

use super::check::Aspect;
use super::goal::{Goal, Goals, goals};
use crate::engine::assess::of_view;
use crate::engine::diagram::Roots;
use crate::engine::outcome::{Assessment, State, TooLarge};
use crate::engine::variants::Variants;
use crate::guideline::condition::{Condition, ConditionKind};
use crate::guideline::question::Value;
use crate::guideline::{Criterion, Guideline};

/// A guideline with its goals, ready to be held against cases.
#[derive(Debug)]
pub struct Survey<'g> {
    /// The guideline.
    pub guideline: &'g Guideline,
    /// The guideline and its variants.
    pub variants: Variants,
    /// The roots of the guideline itself.
    pub own: Roots,
    /// Per criterion the roots of the guideline without it.
    pub without: Vec<Roots>,
    /// What is to be reached.
    pub goals: Goals,
}

/// A case, and what is checked of its outcome.
#[derive(Debug, Clone)]
pub struct Case {
    /// Per question its known value.
    pub known: Vec<Option<Value>>,
    /// What is checked.
    pub checks: Vec<Aspect>,
    /// Per shared question of national.yaml its known value.
    pub shared: Vec<Option<Value>>,
}

/// How far the examples reach.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// How many goals there are that can be reached.
    pub wanted: usize,
    /// Those that no example reaches.
    pub missing: Vec<Goal>,
    /// Those that no example could reach, and why.
    pub excluded: Vec<(Goal, super::goal::Reason)>,
}

impl Coverage {
    /// How many goals are reached.
    #[must_use]
    pub fn reached(&self) -> usize {
        self.wanted - self.missing.len()
    }
}

/// The guideline with a criterion that is never met; all places stay as they are.
#[must_use]
pub fn without(guideline: &Guideline, criterion: usize) -> Guideline {
    let mut variant = guideline.clone();
    if let Some(Criterion { when: Condition { kind, .. }, .. }) = variant.criteria.get_mut(criterion) {
        *kind = ConditionKind::Any(Vec::new());
    }
    variant
}

impl<'g> Survey<'g> {
    /// Finds what there is to reach.
    pub fn of(guideline: &'g Guideline) -> Result<Self, TooLarge> {
        let (mut variants, own) = Variants::new(guideline, 1)?;
        let mut roots_without = Vec::with_capacity(guideline.criteria.len());
        for criterion in 0..guideline.criteria.len() {
            roots_without.push(variants.read(&without(guideline, criterion), &[])?);
        }
        let goals = goals(guideline, &mut variants, &own, &roots_without)?;
        Ok(Self { guideline, variants, own, without: roots_without, goals })
    }

    /// What comes out of a case; `None` where its answers exclude each other.
    pub fn assess(&mut self, known: &[Option<Value>]) -> Result<Option<Assessment>, TooLarge> {
        of_view(&self.variants.under(&self.own, known))
    }

    /// Holds all cases against the goals. Each of them must have a completion.
    pub fn coverage(&mut self, cases: &[Case]) -> Result<Coverage, TooLarge> {
        let mut missing = self.goals.wanted.clone();
        for case in cases {
            let Some(assessment) = self.assess(&case.known)? else { continue };
            missing.retain(|goal| !(is_checked(*goal, &case.checks) && self.reaches(*goal, &case.known, &assessment)));
        }
        Ok(Coverage { wanted: self.goals.wanted.len(), missing, excluded: self.goals.excluded.clone() })
    }

    /// Does the case show this?
    pub fn reaches(&mut self, goal: Goal, known: &[Option<Value>], assessment: &Assessment) -> bool {
        match goal {
            Goal::Decides(place) => {
                let Some(roots) = self.without.get(place) else { return false };
                let met = assessment.criteria.get(place) == Some(&State::Always);
                met && self.variants.under(roots, known).levels().first() < assessment.possible.first()
            }
            Goal::Holds(place) => assessment.criteria.get(place) == Some(&State::Always),
            Goal::Answered(question, reply) => {
                let value = known.get(question.0).copied().flatten();
                value.is_some_and(|value| reply.admits(value)) && self.applies(question.0, known)
            }
            Goal::Due(place) => assessment.advice.get(place) == Some(&State::Always),
            Goal::NotDue(place) => assessment.advice.get(place) == Some(&State::Never),
            Goal::Doubt => assessment.doubt(),
        }
    }

    /// Does the question apply, whatever is not known?
    pub fn applies(&mut self, question: usize, known: &[Option<Value>]) -> bool {
        let Some(root) = self.own.applies.get(question).copied() else { return false };
        self.variants.under(&self.own, known).states(&[root]).first() == Some(&Some(State::Always))
    }
}

/// Would an example that checks these aspects fail if the goal were missed?
fn is_checked(goal: Goal, checks: &[Aspect]) -> bool {
    let one_of = |wanted: &[Aspect]| wanted.iter().any(|aspect| checks.contains(aspect));
    match goal {
        Goal::Decides(_) => one_of(&[Aspect::Level, Aspect::Possible, Aspect::Criteria]),
        Goal::Holds(_) => one_of(&[Aspect::Criteria]),
        Goal::Answered(..) => {
            one_of(&[Aspect::Level, Aspect::Possible, Aspect::Criteria, Aspect::Advice, Aspect::Open])
        }
        Goal::Due(_) | Goal::NotDue(_) => one_of(&[Aspect::Advice]),
        Goal::Doubt => one_of(&[Aspect::Possible, Aspect::Open]),
    }
}
