//! A diagram under the known answers of a case: what can still come out?
//!
//! A walk follows only the edges that agree with the answers, and makes no nodes.

use std::collections::BTreeSet;

use super::forest::{Forest, IMPOSSIBLE_LEAF, Leaf, NodeRef, Run};
use super::variables::Block;
use super::{Diagram, matters};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::condition::LevelIx;
use crate::guideline::question::{QuestionIx, Value};

/// The values that variables are known to have.
#[derive(Debug, Clone, Default)]
pub struct Fixed {
    values: Vec<Option<u64>>,
    /// One past the last variable that is known.
    end: u32,
}

/// A diagram under the known answers of a case.
#[derive(Debug, Clone)]
pub struct View<'d> {
    diagram: &'d Diagram,
    fixed: Fixed,
}

/// The nodes that a walk reached.
pub(super) struct Reached {
    /// Which, by place.
    pub seen: Vec<bool>,
    /// The same as a list, in no useful order.
    pub nodes: Vec<NodeRef>,
    /// The leaves.
    pub leaves: BTreeSet<NodeRef>,
}

impl Fixed {
    /// What the known answers say of the variables.
    #[must_use]
    pub fn new(blocks: &[Block], known: &[Option<Value>]) -> Self {
        let mut fixed = Self::default();
        for (block, value) in blocks.iter().zip(known) {
            if let Some(value) = value {
                fixed.fix(*block, *value);
            }
        }
        fixed
    }

    /// One more answer.
    pub fn fix(&mut self, block: Block, value: Value) {
        let end = block.end() as usize;
        if self.values.len() < end {
            self.values.resize(end, None);
        }
        let slots = self.values.iter_mut().skip(block.first as usize);
        slots.zip(block.fixed(value)).for_each(|(slot, value)| *slot = Some(value));
        self.end = self.end.max(block.end());
    }

    /// One more variable.
    pub fn fix_variable(&mut self, variable: u32, value: u64) {
        self.fix(
            Block { first: variable, len: 1, last_value: u64::MAX, least: 0 },
            Value::Ordinal(value.cast_signed()),
        );
    }

    /// The variable's value.
    #[must_use]
    pub fn get(&self, variable: u32) -> Option<u64> {
        self.values.get(variable as usize).copied().flatten()
    }

    /// No variable from this one on is known.
    #[must_use]
    pub fn none_from(&self, variable: u32) -> bool {
        self.end <= variable
    }

    /// The edges of a node that agree with the answers.
    #[must_use]
    pub fn edges<'f>(&self, forest: &'f Forest, node: NodeRef) -> &'f [Run] {
        let runs = forest.runs(node);
        match self.get(forest.variable(node)) {
            None => runs,
            Some(value) => {
                let at = runs.partition_point(|run| run.upto < value);
                runs.get(at..=at).unwrap_or_default()
            }
        }
    }

    /// Walks down from the roots.
    pub(super) fn reach(&self, forest: &Forest, roots: &[NodeRef], mut edge: impl FnMut(NodeRef, NodeRef)) -> Reached {
        let mut reached = Reached { seen: vec![false; forest.len()], nodes: Vec::new(), leaves: BTreeSet::new() };
        let mut open: Vec<NodeRef> = Vec::new();
        for root in roots {
            reached.meet(*root, &mut open);
        }
        while let Some(node) = open.pop() {
            for run in self.edges(forest, node) {
                edge(node, run.to);
                reached.meet(run.to, &mut open);
            }
        }
        reached
    }

    /// The numbers that a root can come to, without the excluded ones.
    #[must_use]
    pub fn values(&self, forest: &Forest, root: NodeRef) -> BTreeSet<Leaf> {
        let leaves = self.reach(forest, &[root], |_, _| {}).leaves;
        leaves.into_iter().filter_map(|leaf| forest.value(leaf)).filter(|value| *value != IMPOSSIBLE_LEAF).collect()
    }
}

impl Reached {
    fn meet(&mut self, node: NodeRef, open: &mut Vec<NodeRef>) {
        match node.place() {
            None => {
                self.leaves.insert(node);
            }
            Some(place) => {
                if let Some(seen) = self.seen.get_mut(place).filter(|seen| !**seen) {
                    *seen = true;
                    self.nodes.push(node);
                    open.push(node);
                }
            }
        }
    }
}

impl<'d> View<'d> {
    pub(super) fn new(diagram: &'d Diagram, known: &[Option<Value>]) -> Self {
        Self { diagram, fixed: Fixed::new(&diagram.blocks, known) }
    }

    /// The same diagram under other values.
    #[must_use]
    pub fn with(&self, fixed: Fixed) -> Self {
        Self { diagram: self.diagram, fixed }
    }

    /// The diagram.
    #[must_use]
    pub fn diagram(&self) -> &'d Diagram {
        self.diagram
    }

    /// What is known of the variables.
    #[must_use]
    pub fn fixed(&self) -> &Fixed {
        &self.fixed
    }

    /// The levels that some completion has, lowest first; none when the answers contradict each other.
    #[must_use]
    pub fn levels(&self) -> Vec<LevelIx> {
        let values = self.fixed.values(&self.diagram.forest, self.diagram.roots.level);
        values.into_iter().filter_map(|value| usize::try_from(value).ok()).map(LevelIx).collect()
    }

    /// Has the case a completion?
    #[must_use]
    pub fn possible(&self) -> bool {
        self.fixed
            .reach(&self.diagram.forest, &[self.diagram.roots.possible], |_, _| {})
            .leaves
            .contains(&NodeRef::TRUE)
    }

    /// In which completions does each of the roots hold? `None` for a case that has no completion.
    #[must_use]
    pub fn states(&self, roots: &[NodeRef]) -> Vec<Option<State>> {
        const NO: u8 = 1;
        const YES: u8 = 2;
        let forest = &self.diagram.forest;
        let mut masks = vec![0_u8; forest.len()];
        let mask_of = |masks: &[u8], node: NodeRef| match (node, node.place()) {
            (NodeRef::FALSE, _) => NO,
            (NodeRef::TRUE, _) => YES,
            (_, place) => place.and_then(|place| masks.get(place)).copied().unwrap_or(0),
        };
        let mut nodes = self.fixed.reach(forest, roots, |_, _| {}).nodes;
        nodes.sort_unstable();
        for node in nodes {
            let mask = self.fixed.edges(forest, node).iter().fold(0, |mask, run| mask | mask_of(&masks, run.to));
            node.place().and_then(|place| masks.get_mut(place)).into_iter().for_each(|slot| *slot = mask);
        }
        let state = |root: &NodeRef| match mask_of(&masks, *root) {
            NO => Some(State::Never),
            YES => Some(State::Always),
            0 => None,
            _ => Some(State::Open),
        };
        roots.iter().map(state).collect()
    }

    /// Per question: are there two completions that differ in its value alone and at one of the roots?
    pub fn matters(&self, roots: &[NodeRef]) -> Result<Vec<bool>, TooLarge> {
        matters::matters(self.diagram, &self.fixed, roots)
    }

    /// Values of a variable, one at least from each class that the diagram tells apart.
    #[must_use]
    pub fn ends(&self, variable: u32) -> BTreeSet<u64> {
        let forest = &self.diagram.forest;
        let asking = self.fixed.reach(forest, &self.diagram.roots.outcomes(), |_, _| {}).nodes.into_iter();
        let asking = asking.filter(|node| forest.variable(*node) == variable);
        asking.flat_map(|node| forest.runs(node)).map(|run| run.upto).collect()
    }

    /// The nodes that a walk from the root comes to, in no useful order.
    #[must_use]
    pub fn below(&self, root: NodeRef) -> Vec<NodeRef> {
        self.fixed.reach(&self.diagram.forest, &[root], |_, _| {}).nodes
    }

    /// Per question: does a walk from the roots come to it?
    #[must_use]
    pub fn met(&self, roots: &[NodeRef]) -> Vec<bool> {
        let mut met = vec![false; self.diagram.blocks.len()];
        let forest = &self.diagram.forest;
        for node in self.fixed.reach(forest, roots, |_, _| {}).nodes {
            let owner = self.diagram.owner(node).filter(|_| self.fixed.get(forest.variable(node)).is_none());
            owner.and_then(|owner| met.get_mut(owner.0)).into_iter().for_each(|met| *met = true);
        }
        met
    }
}

impl Diagram {
    /// The question that a node asks.
    #[must_use]
    pub fn owner(&self, node: NodeRef) -> Option<QuestionIx> {
        self.owners.get(self.forest.variable(node) as usize).copied()
    }
}
