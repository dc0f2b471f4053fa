//! Does a question's value matter?
//!
//! It does where two completions differ in that value alone and come out differently. Under each node that asks
//! the question, its values lead to different places; each pair of places is walked side by side until one
//! completion of both is found that comes out differently. Where nothing below is known or excluded, two different
//! places are two different outcomes without a walk.

use std::collections::BTreeSet;

use hashbrown::HashSet;

use super::fixed::Fixed;
use super::forest::{Budget, Forest, NodeRef, Run};
use super::variables::Block;
use super::whole::Diagram;
use crate::engine::outcome::TooLarge;

/// Per question: are there two completions that differ in its value alone and at one of the roots?
pub(super) fn matters(diagram: &Diagram, fixed: &Fixed, roots: &[NodeRef]) -> Result<Vec<bool>, TooLarge> {
    let mut found = vec![false; diagram.blocks.len()];
    let mut search = Search::new(diagram, fixed);
    for entry in entries(diagram, fixed, roots) {
        let Some(owner) = diagram.owner(entry) else { continue };
        let (Some(block), Some(found)) = (diagram.blocks.get(owner.0), found.get_mut(owner.0)) else { continue };
        let (_, known) = fixed.known_of(*block);
        *found = *found || (!known && search.differs_below(entry, *block)?);
    }
    Ok(found)
}

/// The nodes where a walk from the roots comes to a question, from the leaves up.
fn entries(diagram: &Diagram, fixed: &Fixed, roots: &[NodeRef]) -> Vec<NodeRef> {
    let forest = &diagram.forest;
    let mut is_entry = vec![false; forest.len()];
    let mut mark = |node: NodeRef| {
        node.place().and_then(|place| is_entry.get_mut(place)).into_iter().for_each(|entry| *entry = true);
    };
    for root in roots {
        mark(*root);
    }
    let reached = fixed.reach(forest, roots, |parent, child| {
        // Within the block of a flervalg the walk has come to the question already.
        if diagram.owner(parent) != diagram.owner(child) {
            mark(child);
        }
    });
    let entry = |node: &NodeRef| node.place().and_then(|place| is_entry.get(place)).copied().unwrap_or(false);
    let mut nodes: Vec<NodeRef> = reached.nodes.into_iter().filter(entry).collect();
    nodes.sort_unstable();
    nodes
}

struct Search<'a> {
    forest: &'a Forest,
    fixed: &'a Fixed,
    excludes: bool,
    /// Pairs that were walked to the end without finding a difference.
    alike: HashSet<(NodeRef, NodeRef)>,
    steps_left: usize,
}

impl<'a> Search<'a> {
    fn new(diagram: &'a Diagram, fixed: &'a Fixed) -> Self {
        let steps_left = Budget::default().steps;
        Self { forest: &diagram.forest, fixed, excludes: diagram.excludes(), alike: HashSet::new(), steps_left }
    }

    fn spend(&mut self, steps: usize) -> Result<(), TooLarge> {
        self.steps_left = self.steps_left.checked_sub(steps).ok_or(self.forest.too_large())?;
        Ok(())
    }

    /// Do two values of the block's question lead from the entry to different outcomes?
    fn differs_below(&mut self, entry: NodeRef, block: Block) -> Result<bool, TooLarge> {
        let (partly, _) = self.fixed.known_of(block);
        if self.plain_from(block.end()) && !partly {
            // A node stands only where its values differ.
            return Ok(true);
        }
        let exits: Vec<NodeRef> = self.exits(entry, block)?.into_iter().collect();
        for (place, one) in exits.iter().enumerate() {
            for other in exits.iter().skip(place + 1) {
                if self.differ(*one, *other)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// From this variable on nothing is known and nothing excluded.
    fn plain_from(&self, variable: u32) -> bool {
        !self.excludes && self.fixed.none_from(variable)
    }

    /// Where the block's values lead.
    fn exits(&mut self, entry: NodeRef, block: Block) -> Result<BTreeSet<NodeRef>, TooLarge> {
        let mut exits = BTreeSet::new();
        let mut inside = BTreeSet::from([entry]);
        let mut open = vec![entry];
        while let Some(node) = open.pop() {
            let runs = self.fixed.edges(self.forest, node);
            self.spend(runs.len())?;
            for to in runs.iter().map(|run| run.to) {
                if self.forest.variable(to) >= block.end() {
                    exits.insert(to);
                } else if inside.insert(to) {
                    open.push(to);
                }
            }
        }
        Ok(exits)
    }

    /// Is there a completion of what lies below that is possible at both and comes out differently?
    fn differ(&mut self, one: NodeRef, other: NodeRef) -> Result<bool, TooLarge> {
        let mut walked: HashSet<(NodeRef, NodeRef)> = HashSet::new();
        let mut open = vec![(one, other)];
        while let Some((a, b)) = open.pop() {
            let pair = (a.min(b), a.max(b));
            let never = a == b || a == NodeRef::IMPOSSIBLE || b == NodeRef::IMPOSSIBLE;
            if never || self.alike.contains(&pair) || !walked.insert(pair) {
                continue;
            }
            let variable = self.forest.variable(a).min(self.forest.variable(b));
            if variable == u32::MAX || self.plain_from(variable) {
                return Ok(true);
            }
            self.push_children(pair, variable, &mut open)?;
        }
        self.alike.extend(walked);
        Ok(false)
    }

    /// The pairs that the variable's values lead to.
    fn push_children(
        &mut self,
        (a, b): (NodeRef, NodeRef),
        variable: u32,
        open: &mut Vec<(NodeRef, NodeRef)>,
    ) -> Result<(), TooLarge> {
        let (forest, known) = (self.forest, self.fixed.get(variable).is_some());
        // A side that does not ask the variable stays where it is, whatever the value.
        let (stay_a, stay_b) = ([Run { upto: u64::MAX, to: a }], [Run { upto: u64::MAX, to: b }]);
        let left = if forest.variable(a) == variable { self.fixed.edges(forest, a) } else { &stay_a };
        let right = if forest.variable(b) == variable { self.fixed.edges(forest, b) } else { &stay_b };
        self.spend(left.len() + right.len())?;
        let (mut l, mut r) = (0, 0);
        while let (Some(one), Some(other)) = (left.get(l), right.get(r)) {
            open.push((one.to, other.to));
            // A known variable has one edge on each side, and they cover the same value.
            l += usize::from(known || one.upto <= other.upto);
            r += usize::from(known || other.upto <= one.upto);
        }
        Ok(())
    }
}
