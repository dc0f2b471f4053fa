//! One guideline's diagram as a whole: its nodes, and the roots where walks begin.

use super::apply::{Combiner, Operation};
use super::arithmetic::join;
use super::compile::{Parts, Setting};
use super::forest::{Budget, Forest, NodeRef};
use super::variables::{Block, Layout};
use crate::engine::outcome::TooLarge;
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

    /// The question that a node asks.
    #[must_use]
    pub fn owner(&self, node: NodeRef) -> Option<QuestionIx> {
        self.owners.get(self.forest.variable(node) as usize).copied()
    }

    /// Does an `aldrig` rule exclude anything?
    #[must_use]
    pub fn excludes(&self) -> bool {
        self.roots.possible != NodeRef::TRUE
    }
}

impl Roots {
    pub(in crate::engine) fn guarded(
        forest: &mut Forest,
        combiner: &mut Combiner,
        parts: Parts,
    ) -> Result<Self, TooLarge> {
        let possible = possible(forest, combiner, &parts.never)?;
        let mut guard = |node| combiner.apply(forest, Operation::Guard, possible, node);
        let mut all = |nodes: Vec<NodeRef>| nodes.into_iter().map(&mut guard).collect::<Result<Vec<_>, _>>();
        let (criteria, applies) = (all(parts.criteria)?, all(parts.applies)?);
        let level = guard(parts.level)?;
        let pair = |[certain, doubtful]: [NodeRef; 2]| Ok([guard(certain)?, guard(doubtful)?]);
        let advice = parts.advice.into_iter().map(pair).collect::<Result<_, _>>()?;
        Ok(Self { possible, level, criteria, advice, applies })
    }

    pub(in crate::engine) fn all_mut(&mut self) -> Vec<&mut NodeRef> {
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
