//! Answers put into a diagram one after the other, and what is known of each node alone.
//!
//! Equal functions are equal nodes, so whatever is computed of a node is computed once, however many standings of an
//! interview come to it. Deliberately knows no interview.

use hashbrown::HashMap;

use super::shortest::{Shares, mixed, share_of_leaf, uncertain, width};
use crate::engine::diagram::forest::Run;
use crate::engine::diagram::variables::Block;
use crate::engine::diagram::{Diagram, NodeRef};
use crate::engine::outcome::TooLarge;

/// Roots under some answers, with the share of the assignments that give them.
pub(super) type Weighed = (f64, Vec<NodeRef>);

/// A variable with at most so many values is tried value by value.
const FEW_VALUES: u64 = 16;

/// The questions met below a node, one bit each.
pub(super) type Met = u128;

/// A diagram into which answers are put.
pub(super) struct Putting {
    pub diagram: Diagram,
    moved: HashMap<(NodeRef, u32, u64), NodeRef>,
    /// By a node's place.
    known: Vec<Option<Known>>,
}

/// What a node says, whatever stands above it.
#[derive(Debug, Clone, Copy)]
struct Known {
    shares: Shares,
    uncertain: f64,
    met: Met,
}

impl Putting {
    pub fn new(diagram: Diagram) -> Self {
        Self { diagram, moved: HashMap::new(), known: Vec::new() }
    }

    fn known(&mut self, node: NodeRef) -> Known {
        let Some(place) = node.place() else {
            return Known { shares: share_of_leaf(&self.diagram.forest, node), uncertain: 0.0, met: 0 };
        };
        if let Some(known) = self.known.get(place).copied().flatten() {
            return known;
        }
        let runs = self.diagram.forest.runs(node).to_vec();
        let below: Vec<Known> = runs.iter().map(|run| self.known(run.to)).collect();
        let shares = mixed(&runs, below.iter().map(|known| known.shares));
        let own = self.diagram.owner(node).and_then(|owner| u32::try_from(owner.0).ok());
        let own: Met = own.and_then(|owner| Met::from(1_u8).checked_shl(owner)).unwrap_or(0);
        let met = below.iter().fold(own, |met, known| met | known.met);
        let known = Known { shares, uncertain: uncertain(&shares), met };
        if self.known.len() <= place {
            self.known.resize(place + 1, None);
        }
        self.known.get_mut(place).into_iter().for_each(|slot| *slot = Some(known));
        known
    }

    /// The share of all assignments for which a yes/no root holds.
    pub fn share(&mut self, root: NodeRef) -> f64 {
        self.known(root).shares.iter().skip(1).sum()
    }

    /// How uncertain a root is, in bits.
    pub fn uncertain(&mut self, root: NodeRef) -> f64 {
        self.known(root).uncertain
    }

    /// The questions that the roots meet, of the first 128.
    pub fn met(&mut self, roots: impl Iterator<Item = NodeRef>) -> Met {
        roots.fold(0, |met, root| met | self.known(root).met)
    }

    /// A node with a value put in.
    pub fn put(&mut self, node: NodeRef, (variable, value): (u32, u64)) -> Result<NodeRef, TooLarge> {
        let at = self.diagram.forest.variable(node);
        if at > variable {
            return Ok(node);
        }
        if at == variable {
            return Ok(self.diagram.forest.child(node, value));
        }
        if let Some(to) = self.moved.get(&(node, variable, value)) {
            return Ok(*to);
        }
        let mut runs = self.diagram.forest.runs(node).to_vec();
        for Run { to, .. } in &mut runs {
            *to = self.put(*to, (variable, value))?;
        }
        // The bound on nodes alone pays for it.
        self.diagram.forest.allow(usize::MAX);
        let made = self.diagram.forest.make(at, &runs)?;
        self.moved.insert((node, variable, value), made);
        Ok(made)
    }

    /// The roots with a value put in.
    pub fn put_all(&mut self, roots: &[NodeRef], at: (u32, u64)) -> Result<Vec<NodeRef>, TooLarge> {
        roots.iter().map(|root| self.put(*root, at)).collect()
    }

    /// The roots under each answer to a question that they tell apart.
    pub fn answered(&mut self, roots: Vec<NodeRef>, block: Block) -> Result<Vec<Weighed>, TooLarge> {
        let mut open = vec![(1.0, roots)];
        for variable in block.first..block.end() {
            let mut next = Vec::new();
            for (weight, roots) in open {
                self.split(&roots, (variable, block), weight, &mut next)?;
            }
            open = merged(next);
        }
        Ok(open)
    }

    /// The roots under each class of values of one variable.
    fn split(
        &mut self,
        roots: &[NodeRef],
        (variable, block): (u32, Block),
        weight: f64,
        into: &mut Vec<Weighed>,
    ) -> Result<(), TooLarge> {
        let last = block.last_value;
        let ends = if last < FEW_VALUES { (0..=last).collect() } else { self.ends(roots, (variable, last)) };
        let mut least = 0;
        for end in ends {
            let share = width(least, end) / width(0, last);
            into.push((weight * share, self.put_all(roots, (variable, end))?));
            least = end.saturating_add(1);
        }
        Ok(())
    }

    /// The last value of each class that the roots tell apart.
    fn ends(&self, roots: &[NodeRef], (variable, last): (u32, u64)) -> Vec<u64> {
        let forest = &self.diagram.forest;
        let mut seen: hashbrown::HashSet<NodeRef> = hashbrown::HashSet::new();
        let (mut ends, mut open) = (vec![last], roots.to_vec());
        while let Some(node) = open.pop() {
            if forest.variable(node) > variable || !seen.insert(node) {
                continue;
            }
            if forest.variable(node) == variable {
                ends.extend(forest.runs(node).iter().map(|run| run.upto.min(last)));
            } else {
                open.extend(forest.runs(node).iter().map(|run| run.to));
            }
        }
        ends.sort_unstable();
        ends.dedup();
        ends
    }
}

/// Answers that lead to the same are one, with the share of both; in the order in which they come.
fn merged(all: Vec<Weighed>) -> Vec<Weighed> {
    let mut places: HashMap<Vec<NodeRef>, usize> = HashMap::with_capacity(all.len());
    let mut found: Vec<Weighed> = Vec::with_capacity(all.len());
    for (weight, roots) in all {
        if let Some((sum, _)) = places.get(&roots).and_then(|place| found.get_mut(*place)) {
            *sum += weight;
        } else {
            places.insert(roots.clone(), found.len());
            found.push((weight, roots));
        }
    }
    found
}
