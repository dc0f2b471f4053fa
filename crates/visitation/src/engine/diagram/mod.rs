//! The decision diagram of a guideline: compiled once, asked by every command.
//!
//! A reduced, ordered, multi-valued diagram with one root for each thing that can be asked: the level, every
//! criterion, every duty, whether each question applies. In each root an assignment that an `aldrig` rule excludes
//! leads to the leaf [`NodeRef::IMPOSSIBLE`], so that a walk sees the possible assignments and no others.
//!
//! Exact or not at all: past its [`Budget`] a compilation fails with [`TooLarge`], it never approximates.
//! Deliberately holds no answers: a [`View`] is the diagram under the answers of one case.

pub mod apply;
pub mod arithmetic;
pub mod compile;
pub mod forest;
pub mod least;
mod matters;
pub mod query;
mod sums;
pub mod variables;
mod walk;
pub mod workshop;

pub use forest::{Budget, NodeRef};
pub use walk::{Fixed, View};

use apply::{Combiner, Operation};
use arithmetic::join;
use compile::{Parts, Setting};
use forest::Forest;
use variables::{Block, Layout};

use super::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::question::{QuestionIx, Value};

/// One guideline as a decision diagram.
#[derive(Debug)]
pub struct Diagram {
    /// The nodes.
    pub forest: Forest,
    /// The variables of each question.
    pub blocks: Vec<Block>,
    /// The question behind each variable.
    pub owners: Vec<QuestionIx>,
    /// What can be asked.
    pub roots: Roots,
}

/// Where the walks begin. All but `possible` lead to [`NodeRef::IMPOSSIBLE`] for an excluded assignment.
#[derive(Debug, Clone)]
pub struct Roots {
    /// No `aldrig` rule holds.
    pub possible: NodeRef,
    /// The level's place.
    pub level: NodeRef,
    /// Per criterion: does it hold?
    pub criteria: Vec<NodeRef>,
    /// Per duty: is it due for a case without doubt, and for one in doubt?
    pub advice: Vec<[NodeRef; 2]>,
    /// Per question: does it apply?
    pub applies: Vec<NodeRef>,
}

impl Diagram {
    /// Compiles a guideline for a case in which `speciale_count` specialer are assessed together.
    pub fn compile(guideline: &Guideline, speciale_count: usize) -> Result<Self, TooLarge> {
        Self::compile_within(guideline, speciale_count, &[], Budget::default())
    }

    /// Compiles with the known answers put in from the start: smaller, and good for this case alone.
    pub fn compile_under(
        guideline: &Guideline,
        speciale_count: usize,
        known: &[Option<Value>],
    ) -> Result<Self, TooLarge> {
        Self::compile_within(guideline, speciale_count, known, Budget::default())
    }

    /// Compiles within a budget of one's own.
    pub fn compile_within(
        guideline: &Guideline,
        speciale_count: usize,
        known: &[Option<Value>],
        budget: Budget,
    ) -> Result<Self, TooLarge> {
        let mut layout = Layout::default();
        let blocks = layout.add(guideline);
        let (mut forest, mut combiner) = (Forest::new(budget), Combiner::default());
        let setting = Setting { guideline, blocks: &blocks, known, speciale_count };
        let parts = Parts::compile(&mut forest, &mut combiner, setting)?;
        let mut roots = Roots::guarded(&mut forest, &mut combiner, parts)?;
        let forest = forest.compacted(&mut roots.all_mut());
        Ok(Self { forest, blocks, owners: layout.owners().to_vec(), roots })
    }

    /// The diagram under the answers of a case.
    #[must_use]
    pub fn under(&self, known: &[Option<Value>]) -> View<'_> {
        View::new(self, known)
    }

    /// Does an `aldrig` rule exclude anything?
    #[must_use]
    pub fn excludes(&self) -> bool {
        self.roots.possible != NodeRef::TRUE
    }
}

impl Roots {
    pub(super) fn guarded(forest: &mut Forest, combiner: &mut Combiner, parts: Parts) -> Result<Self, TooLarge> {
        let possible = possible(forest, combiner, &parts.never)?;
        let mut guard = |node| combiner.apply(forest, Operation::Guard, possible, node);
        let mut all = |nodes: Vec<NodeRef>| nodes.into_iter().map(&mut guard).collect::<Result<Vec<_>, _>>();
        let (criteria, applies) = (all(parts.criteria)?, all(parts.applies)?);
        let level = guard(parts.level)?;
        let pair = |[certain, doubtful]: [NodeRef; 2]| Ok([guard(certain)?, guard(doubtful)?]);
        let advice = parts.advice.into_iter().map(pair).collect::<Result<_, _>>()?;
        Ok(Self { possible, level, criteria, advice, applies })
    }

    pub(super) fn all_mut(&mut self) -> Vec<&mut NodeRef> {
        let single = [&mut self.possible, &mut self.level].into_iter();
        single.chain(&mut self.criteria).chain(self.advice.iter_mut().flatten()).chain(&mut self.applies).collect()
    }

    /// What an answer can matter for, whatever the doubt: the level and the duties, each once, constants left out.
    #[must_use]
    pub fn outcomes(&self) -> Vec<NodeRef> {
        Self::each_once(std::iter::once(self.level).chain(self.advice.iter().flatten().copied()))
    }

    /// The same for a case that is, or is not, in doubt.
    #[must_use]
    pub fn outcomes_for(&self, doubt: bool) -> Vec<NodeRef> {
        Self::each_once(std::iter::once(self.level).chain(self.advice_for(doubt)))
    }

    /// Per duty, for a case that is, or is not, in doubt.
    pub fn advice_for(&self, doubt: bool) -> impl Iterator<Item = NodeRef> {
        self.advice.iter().map(move |[certain, doubtful]| if doubt { *doubtful } else { *certain })
    }

    fn each_once(roots: impl Iterator<Item = NodeRef>) -> Vec<NodeRef> {
        let mut list: Vec<NodeRef> = roots.filter(|root| !root.is_leaf()).collect();
        list.sort_unstable();
        list.dedup();
        list
    }
}

/// No rule holds.
pub fn possible(forest: &mut Forest, combiner: &mut Combiner, never: &[NodeRef]) -> Result<NodeRef, TooLarge> {
    let mut respected = Vec::with_capacity(never.len());
    for rule in never {
        respected.push(combiner.apply(forest, Operation::Not, *rule, NodeRef::FALSE)?);
    }
    join(forest, combiner, Operation::And, respected, NodeRef::TRUE)
}
