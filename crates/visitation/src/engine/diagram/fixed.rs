//! What is known of the variables, and the walks that follow it.

use std::collections::BTreeSet;

use super::forest::{Forest, IMPOSSIBLE_LEAF, Leaf, NodeRef, Run};
use super::variables::Block;
use crate::guideline::question::Value;

/// The values that variables are known to have.
#[derive(Debug, Clone, Default)]
pub struct Fixed {
    values: Vec<Option<u64>>,
    /// One past the last variable that is known.
    end: u32,
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
        slots.zip(block.fixed(value)).for_each(|(slot, value)| *slot = value);
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

    /// Is some, and is every variable of the block known?
    #[must_use]
    pub fn known_of(&self, block: Block) -> (bool, bool) {
        let mut each = (block.first..block.end()).map(|variable| self.get(variable).is_some());
        (each.clone().any(|known| known), each.all(|known| known))
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
