//! A diagram under the known answers of a case: what can still come out?
//!
//! A walk follows only the edges that agree with the answers, and makes no nodes.

use std::collections::BTreeSet;

use super::fixed::Fixed;
use super::forest::NodeRef;
use super::matters;
use super::whole::Diagram;
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::condition::LevelIx;
use crate::guideline::question::Value;

/// A diagram under the known answers of a case.
#[derive(Debug, Clone)]
pub struct View<'d> {
    diagram: &'d Diagram,
    fixed: Fixed,
}

impl Diagram {
    /// The diagram under the answers of a case.
    #[must_use]
    pub fn under(&self, known: &[Option<Value>]) -> View<'_> {
        View::new(self, known)
    }
}

impl<'d> View<'d> {
    fn new(diagram: &'d Diagram, known: &[Option<Value>]) -> Self {
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
