//! The store of a decision diagram's nodes: reduced, ordered, shared by all roots.
//!
//! A node asks one variable. Its edges are runs: consecutive values that lead to the same child are one
//! run, so a number from 0 to a million that is compared twice has three edges. Equal nodes are one node,
//! hence two diagrams are the same function exactly when their references are equal. A child is always
//! made before its parents, so ascending order of references is an order from the leaves up.
//!
//! Deliberately knows no guideline: variables are numbers, leaves are numbers.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashSet, HashTable};

use crate::engine::outcome::TooLarge;

/// What a leaf says. Wide enough for the sum of any list of 64-bit numbers.
pub type Leaf = i128;

/// A node or a leaf of a [`Forest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeRef(u32);

/// The bit that tells a leaf from a node.
const LEAF_BIT: u32 = 1 << 31;

impl NodeRef {
    /// The leaf 0, also the level 0.
    pub const FALSE: Self = Self(LEAF_BIT);
    /// The leaf 1, also the level 1.
    pub const TRUE: Self = Self(LEAF_BIT | 1);
    /// The leaf of an assignment that an `aldrig` rule excludes.
    pub const IMPOSSIBLE: Self = Self(LEAF_BIT | 2);

    /// Is it a leaf?
    #[must_use]
    pub fn is_leaf(self) -> bool {
        self.0 & LEAF_BIT != 0
    }

    /// A node's place among the nodes; leaves have none.
    #[must_use]
    pub fn place(self) -> Option<usize> {
        (!self.is_leaf()).then_some(self.0 as usize)
    }

    /// The node at a place, the reverse of [`Self::place`].
    fn at(place: usize) -> Option<Self> {
        u32::try_from(place).ok().filter(|place| place & LEAF_BIT == 0).map(Self)
    }

    /// The constant.
    #[must_use]
    pub fn constant(holds: bool) -> Self {
        if holds { Self::TRUE } else { Self::FALSE }
    }
}

/// One edge: all values up to `upto` that the runs before it do not cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Run {
    /// The last value of the run, counted from the variable's smallest value.
    pub upto: u64,
    /// Where it leads.
    pub to: NodeRef,
}

/// A node: its variable and where its runs stand.
#[derive(Debug, Clone, Copy)]
struct Node {
    variable: u32,
    first: u32,
    len: u32,
}

/// How much a compilation may use before it gives up. Bounds memory and time alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Nodes made.
    pub nodes: usize,
    /// Edges looked at; a node costs a few.
    pub steps: usize,
}

impl Default for Budget {
    /// A few seconds and a few hundred megabytes at the very most. Ordinary guidelines use a thousandth.
    fn default() -> Self {
        Self { nodes: 2_000_000, steps: 24_000_000 }
    }
}

/// The nodes, and what keeps them unique.
#[derive(Debug)]
pub struct Forest {
    nodes: Vec<Node>,
    runs: Vec<Run>,
    leaves: Vec<Leaf>,
    leaf_places: HashMap<Leaf, u32>,
    unique: HashTable<u32>,
    hasher: DefaultHashBuilder,
    budget: Budget,
    steps_left: usize,
}

/// The number that stands for "excluded" among the leaves.
pub const IMPOSSIBLE_LEAF: Leaf = Leaf::MIN;

impl Forest {
    /// An empty forest that may grow to the budget.
    #[must_use]
    pub fn new(budget: Budget) -> Self {
        let leaves = vec![0, 1, IMPOSSIBLE_LEAF];
        let leaf_places = leaves.iter().copied().zip(0..).collect();
        Self {
            nodes: Vec::new(),
            runs: Vec::new(),
            leaves,
            leaf_places,
            unique: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            budget,
            steps_left: budget.steps,
        }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// No node has been made.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The error of this forest's budget.
    #[must_use]
    pub fn too_large(&self) -> TooLarge {
        TooLarge { budget: self.budget.nodes }
    }

    /// Pays for work.
    pub fn spend(&mut self, steps: usize) -> Result<(), TooLarge> {
        self.steps_left = self.steps_left.checked_sub(steps).ok_or(self.too_large())?;
        Ok(())
    }

    /// What may still be spent.
    #[must_use]
    pub fn steps_left(&self) -> usize {
        self.steps_left
    }

    /// Sets what may still be spent, for one more piece of work; the bound on nodes stays.
    pub fn allow(&mut self, steps: usize) {
        self.steps_left = steps;
    }

    /// The leaf with this number.
    pub fn leaf(&mut self, value: Leaf) -> NodeRef {
        let next = u32::try_from(self.leaves.len()).unwrap_or(LEAF_BIT);
        let place = *self.leaf_places.entry(value).or_insert(next);
        if place == next {
            self.leaves.push(value);
        }
        NodeRef(place | LEAF_BIT)
    }

    /// The leaf with this number, where there is one.
    #[must_use]
    pub fn find_leaf(&self, value: Leaf) -> Option<NodeRef> {
        self.leaf_places.get(&value).map(|place| NodeRef(place | LEAF_BIT))
    }

    /// What a leaf says; `None` for a node.
    #[must_use]
    pub fn value(&self, node: NodeRef) -> Option<Leaf> {
        if node.is_leaf() { self.leaves.get((node.0 & !LEAF_BIT) as usize).copied() } else { None }
    }

    /// The variable a node asks; for a leaf a number above all variables.
    #[must_use]
    pub fn variable(&self, node: NodeRef) -> u32 {
        self.node(node).map_or(u32::MAX, |node| node.variable)
    }

    /// A node's edges, ascending; none for a leaf.
    #[must_use]
    pub fn runs(&self, node: NodeRef) -> &[Run] {
        self.node(node).map_or(&[], |node| self.runs_of(*node))
    }

    /// Where the value leads.
    #[must_use]
    pub fn child(&self, node: NodeRef, value: u64) -> NodeRef {
        let runs = self.runs(node);
        runs.get(runs.partition_point(|run| run.upto < value)).or(runs.last()).map_or(node, |run| run.to)
    }

    /// Where the values of a variable lead from two places: the runs that lead to one pair, each with its last value. A
    /// place that does not ask the variable stays where it is.
    #[must_use]
    pub fn children_of_both(&self, variable: u32, (a, b): (NodeRef, NodeRef)) -> Vec<(u64, (NodeRef, NodeRef))> {
        let (stay_a, stay_b) = ([Run { upto: u64::MAX, to: a }], [Run { upto: u64::MAX, to: b }]);
        let left = if self.variable(a) == variable { self.runs(a) } else { &stay_a };
        let right = if self.variable(b) == variable { self.runs(b) } else { &stay_b };
        let (mut l, mut r) = (0, 0);
        let mut children = Vec::with_capacity(left.len().max(right.len()));
        while let (Some(one), Some(other)) = (left.get(l), right.get(r)) {
            children.push((one.upto.min(other.upto), (one.to, other.to)));
            l += usize::from(one.upto <= other.upto);
            r += usize::from(other.upto <= one.upto);
        }
        children
    }

    /// The node that asks `variable` and follows `runs`, whose neighbours may be equal.
    pub fn make(&mut self, variable: u32, runs: &[Run]) -> Result<NodeRef, TooLarge> {
        let mut merged: Vec<Run> = Vec::with_capacity(runs.len());
        for run in runs {
            push_run(&mut merged, 0, *run);
        }
        self.make_merged(variable, &merged)
    }

    /// As [`Self::make`], for runs that [`push_run`] has merged.
    pub fn make_merged(&mut self, variable: u32, runs: &[Run]) -> Result<NodeRef, TooLarge> {
        if let [only] = runs {
            return Ok(only.to);
        }
        self.spend(runs.len())?;
        let hash = self.hasher.hash_one((variable, runs));
        let known = self.unique.find(hash, |place| {
            self.nodes.get(*place as usize).is_some_and(|node| node.variable == variable && self.runs_of(*node) == runs)
        });
        if let Some(place) = known {
            return Ok(NodeRef(*place));
        }
        self.insert(variable, runs, hash)
    }

    fn insert(&mut self, variable: u32, runs: &[Run], hash: u64) -> Result<NodeRef, TooLarge> {
        let made = NodeRef::at(self.nodes.len()).filter(|_| self.nodes.len() < self.budget.nodes);
        let (Some(made), Ok(first), Ok(len)) = (made, u32::try_from(self.runs.len()), u32::try_from(runs.len())) else {
            return Err(self.too_large());
        };
        self.runs.extend_from_slice(runs);
        self.nodes.push(Node { variable, first, len });
        let (nodes, all_runs, hasher) = (&self.nodes, &self.runs, &self.hasher);
        self.unique.insert_unique(hash, made.0, |place| {
            nodes.get(*place as usize).map_or(0, |node| hasher.hash_one((node.variable, slice_of(all_runs, *node))))
        });
        Ok(made)
    }

    fn node(&self, node: NodeRef) -> Option<&Node> {
        node.place().and_then(|place| self.nodes.get(place))
    }

    fn runs_of(&self, node: Node) -> &[Run] {
        slice_of(&self.runs, node)
    }

    /// The same forest with only what the roots need; the roots move along.
    #[must_use]
    pub fn compacted(mut self, roots: &mut [&mut NodeRef]) -> Self {
        let mut wanted = vec![false; self.nodes.len()];
        for place in roots.iter().filter_map(|root| root.place()) {
            wanted.get_mut(place).into_iter().for_each(|wanted| *wanted = true);
        }
        // Parents stand above their children: one pass downwards marks everything below the roots.
        for place in (0..self.nodes.len()).rev().filter_map(NodeRef::at) {
            if place.place().and_then(|place| wanted.get(place)) == Some(&true) {
                for child in self.runs(place).iter().filter_map(|run| run.to.place()) {
                    wanted.get_mut(child).into_iter().for_each(|wanted| *wanted = true);
                }
            }
        }
        let mut moved: Vec<NodeRef> = Vec::with_capacity(self.nodes.len());
        let (mut nodes, mut runs): (Vec<Node>, Vec<Run>) = (Vec::new(), Vec::new());
        let target =
            |moved: &[NodeRef], node: NodeRef| node.place().and_then(|at| moved.get(at)).copied().unwrap_or(node);
        for (node, wanted) in self.nodes.iter().zip(wanted) {
            moved.push(NodeRef(u32::try_from(nodes.len()).unwrap_or(LEAF_BIT)));
            if wanted {
                let first = u32::try_from(runs.len()).unwrap_or(u32::MAX);
                runs.extend(self.runs_of(*node).iter().map(|run| Run { to: target(&moved, run.to), ..*run }));
                nodes.push(Node { first, ..*node });
            }
        }
        for root in roots {
            **root = target(&moved, **root);
        }
        (self.nodes, self.runs) = (nodes, runs);
        self.index();
        self
    }

    /// A small forest for reading, with only what the roots need; the roots move along. Nodes keep their order.
    #[must_use]
    pub fn extracted(&self, roots: &mut [&mut NodeRef]) -> Self {
        let mut wanted: Vec<NodeRef> = roots.iter().map(|root| **root).filter(|root| !root.is_leaf()).collect();
        let mut seen: HashSet<NodeRef> = wanted.iter().copied().collect();
        let mut at = 0;
        while let Some(node) = wanted.get(at).copied() {
            at += 1;
            let children = self.runs(node).iter().map(|run| run.to);
            wanted.extend(children.filter(|child| !child.is_leaf() && seen.insert(*child)));
        }
        wanted.sort_unstable();
        wanted.dedup();
        let moved: HashMap<NodeRef, NodeRef> = wanted.iter().copied().zip((0..).map(NodeRef)).collect();
        let target = |node: NodeRef| moved.get(&node).copied().unwrap_or(node);
        let mut small =
            Self { leaves: self.leaves.clone(), leaf_places: self.leaf_places.clone(), ..Self::new(self.budget) };
        for node in wanted.iter().filter_map(|node| self.node(*node)) {
            let first = u32::try_from(small.runs.len()).unwrap_or(u32::MAX);
            small.runs.extend(self.runs_of(*node).iter().map(|run| Run { to: target(run.to), ..*run }));
            small.nodes.push(Node { first, ..*node });
        }
        for root in roots {
            **root = target(**root);
        }
        small
    }

    /// Finds the nodes anew by what they say.
    fn index(&mut self) {
        let (nodes, runs, hasher) = (&self.nodes, &self.runs, &self.hasher);
        let hash_of = |node: &Node| hasher.hash_one((node.variable, slice_of(runs, *node)));
        self.unique = HashTable::with_capacity(nodes.len());
        for (place, node) in (0_u32..).zip(nodes) {
            self.unique.insert_unique(hash_of(node), place, |at| nodes.get(*at as usize).map_or(0, hash_of));
        }
    }
}

fn slice_of(runs: &[Run], node: Node) -> &[Run] {
    let first = node.first as usize;
    runs.get(first..first + node.len as usize).unwrap_or_default()
}

/// Adds a run to those from `start` on, joining it to the last one when both lead to the same place.
pub fn push_run(runs: &mut Vec<Run>, start: usize, run: Run) {
    match runs.get_mut(start..).and_then(<[Run]>::last_mut) {
        Some(last) if last.to == run.to => last.upto = run.upto,
        _ => runs.push(run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_functions_are_one_node() {
        let mut forest = Forest::new(Budget::default());
        let split = [Run { upto: 2, to: NodeRef::FALSE }, Run { upto: 9, to: NodeRef::TRUE }];
        let twice = [split[0], Run { upto: 4, to: NodeRef::TRUE }, split[1]];
        let (one, other) = (forest.make(0, &split).unwrap(), forest.make(0, &twice).unwrap());
        assert_eq!(one, other);
        assert_eq!(forest.child(one, 2), NodeRef::FALSE);
        assert_eq!(forest.child(one, 3), NodeRef::TRUE);
        let same = [Run { upto: 9, to: one }];
        assert_eq!(forest.make(1, &same).unwrap(), one, "a node whose edges all agree is no node");
    }

    #[test]
    fn the_budget_is_kept() {
        let mut forest = Forest::new(Budget { nodes: 1, steps: 100 });
        let split = [Run { upto: 0, to: NodeRef::FALSE }, Run { upto: 1, to: NodeRef::TRUE }];
        assert!(forest.make(0, &split).is_ok());
        assert_eq!(forest.make(1, &split), Err(TooLarge { budget: 1 }));
        assert!(forest.make(0, &split).is_ok(), "a node that exists costs no node");
    }
}
