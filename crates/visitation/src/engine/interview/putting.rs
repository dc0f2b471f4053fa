//! Answers put into a diagram one after the other, and what is known of each node alone.
//!
//! Equal functions are equal nodes, so whatever is computed of a node is computed once, however many standings of an
//! interview come to it. Deliberately knows no interview.

use std::collections::BTreeMap;

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
    /// By a node's place: the questions that matter for it.
    mattering: Vec<Option<Met>>,
    /// Do two places come to different leaves for some assignment that is possible at both?
    differing: HashMap<(NodeRef, NodeRef), bool>,
}

/// More pairs of places than this are not looked at.
const PAIRS: usize = 4_000_000;

/// To which leaves a node leads, the excluded one left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// Everything is excluded.
    Nowhere,
    /// It is settled.
    One(NodeRef),
    /// It is open.
    Several,
}

impl Ends {
    fn of(leaf: NodeRef) -> Self {
        if leaf == NodeRef::IMPOSSIBLE { Self::Nowhere } else { Self::One(leaf) }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nowhere, ends) | (ends, Self::Nowhere) => ends,
            (one, other) if one == other => one,
            _ => Self::Several,
        }
    }
}

/// What a node says, whatever stands above it.
#[derive(Debug, Clone, Copy)]
struct Known {
    shares: Shares,
    uncertain: f64,
    met: Met,
    ends: Ends,
    /// Something is excluded below.
    excludes: bool,
}

impl Putting {
    pub fn new(diagram: Diagram) -> Self {
        let (moved, differing) = (HashMap::new(), HashMap::new());
        Self { diagram, moved, known: Vec::new(), mattering: Vec::new(), differing }
    }

    fn known(&mut self, node: NodeRef) -> Known {
        let Some(place) = node.place() else {
            let (shares, ends) = (share_of_leaf(&self.diagram.forest, node), Ends::of(node));
            return Known { shares, uncertain: 0.0, met: 0, ends, excludes: ends == Ends::Nowhere };
        };
        if let Some(known) = self.known.get(place).copied().flatten() {
            return known;
        }
        let runs = self.diagram.forest.runs(node).to_vec();
        let below: Vec<Known> = runs.iter().map(|run| self.known(run.to)).collect();
        let shares = mixed(&runs, below.iter().map(|known| known.shares));
        let own = self.diagram.owner(node).map_or(0, |owner| bit(owner.0));
        let met = below.iter().fold(own, |met, known| met | known.met);
        let ends = below.iter().fold(Ends::Nowhere, |ends, known| ends.or(known.ends));
        let excludes = below.iter().any(|known| known.excludes);
        let known = Known { shares, uncertain: uncertain(&shares), met, ends, excludes };
        keep(&mut self.known, place, known);
        known
    }

    /// To which leaves a root leads.
    pub fn ends(&mut self, root: NodeRef) -> Ends {
        self.known(root).ends
    }

    /// The share of all assignments that are not excluded at a root.
    pub fn possible(&mut self, root: NodeRef) -> f64 {
        self.known(root).shares.iter().sum()
    }

    /// The questions of the first 128 that matter for one of the roots: two completions differ in its value alone, and
    /// there. As [`crate::engine::diagram::View::matters`], each node computed once.
    pub fn matters(&mut self, roots: impl Iterator<Item = NodeRef>) -> Result<Met, TooLarge> {
        let mut found = 0;
        for root in roots {
            found |= self.matters_for(root)?;
        }
        Ok(found)
    }

    fn matters_for(&mut self, node: NodeRef) -> Result<Met, TooLarge> {
        let known = self.known(node);
        if !known.excludes {
            // A node stands only where its values differ.
            return Ok(known.met);
        }
        let Some(place) = node.place() else { return Ok(0) };
        if let Some(found) = self.mattering.get(place).copied().flatten() {
            return Ok(found);
        }
        let exits: Vec<NodeRef> = self.exits(node).into_iter().map(|(exit, _)| exit).collect();
        let mut found = self.matters(exits.iter().copied())?;
        let pairs =
            exits.iter().enumerate().flat_map(|(at, one)| exits.iter().skip(at + 1).map(move |two| (*one, *two)));
        for (one, other) in pairs {
            if self.differ(one, other)? {
                found |= self.diagram.owner(node).map_or(0, |owner| bit(owner.0));
                break;
            }
        }
        keep(&mut self.mattering, place, found);
        Ok(found)
    }

    /// Where the answers to a node's question lead, each place once, with the share of the answers.
    pub fn exits(&self, node: NodeRef) -> Vec<(NodeRef, f64)> {
        let forest = &self.diagram.forest;
        let block = self.diagram.owner(node).and_then(|owner| self.diagram.blocks.get(owner.0));
        let (end, last) = block.map_or((0, 0), |block| (block.end(), block.last_value));
        let (mut open, mut exits) = (BTreeMap::from([(node, 1.0)]), BTreeMap::new());
        // Parents stand above their children, so a node's share is complete when it is taken.
        while let Some((node, share)) = open.pop_last() {
            let mut least = 0;
            for run in forest.runs(node) {
                let share = share * width(least, run.upto.min(last)) / width(0, last);
                let into = if forest.variable(run.to) >= end { &mut exits } else { &mut open };
                *into.entry(run.to).or_insert(0.0) += share;
                least = run.upto.saturating_add(1);
            }
        }
        exits.into_iter().collect()
    }

    fn differ(&mut self, one: NodeRef, other: NodeRef) -> Result<bool, TooLarge> {
        if one == other || one == NodeRef::IMPOSSIBLE || other == NodeRef::IMPOSSIBLE {
            return Ok(false);
        }
        let (first, second) = (self.known(one), self.known(other));
        if !first.excludes && !second.excludes {
            return Ok(true);
        }
        if first.ends == second.ends && first.ends != Ends::Several {
            return Ok(false);
        }
        let pair = (one.min(other), one.max(other));
        if let Some(known) = self.differing.get(&pair) {
            return Ok(*known);
        }
        let variable = self.diagram.forest.variable(one).min(self.diagram.forest.variable(other));
        let mut differ = false;
        for (_, (one, other)) in self.diagram.forest.children_of_both(variable, pair) {
            differ = differ || self.differ(one, other)?;
        }
        if self.differing.len() >= PAIRS {
            return Err(self.diagram.forest.too_large());
        }
        self.differing.insert(pair, differ);
        Ok(differ)
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
        let ends = if last < FEW_VALUES { (0..=last).collect() } else { self.classes(roots, (variable, last)) };
        let mut least = 0;
        for end in ends {
            let share = width(least, end) / width(0, last);
            into.push((weight * share, self.put_all(roots, (variable, end))?));
            least = end.saturating_add(1);
        }
        Ok(())
    }

    /// The last value of each class that the roots tell apart.
    pub fn classes(&self, roots: &[NodeRef], (variable, last): (u32, u64)) -> Vec<u64> {
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

/// A question's bit; none beyond the first 128.
pub(super) fn bit(place: usize) -> Met {
    u32::try_from(place).ok().and_then(|place| Met::from(1_u8).checked_shl(place)).unwrap_or(0)
}

fn keep<T: Copy>(list: &mut Vec<Option<T>>, place: usize, value: T) {
    if list.len() <= place {
        list.resize(place + 1, None);
    }
    list.get_mut(place).into_iter().for_each(|slot| *slot = Some(value));
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
