//! Counts and sums: is the sum of the terms at least N?
//!
//! A partial sum is followed only as long as it can still decide the comparison. Terms that share no variable
//! are chained: the diagram of "the sum so far is s" needs nothing but s, which keeps `mindst 12 af 30` at a
//! few hundred nodes. Terms whose variables interleave are first added to one term.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{Combiner, Operation};
use super::forest::{Forest, Leaf, NodeRef, Run};
use crate::engine::outcome::TooLarge;

/// Something that is added up: a diagram with numbers at its leaves.
#[derive(Debug, Clone, Copy)]
pub struct Summand {
    /// The diagram.
    pub node: NodeRef,
    /// No leaf is smaller.
    pub least: Leaf,
    /// No leaf is larger.
    pub most: Leaf,
}

/// Values beyond these make no difference for a term, whatever the others are.
///
/// `others` are the bounds of the sum of all other terms.
#[must_use]
pub fn useful_range(others: (Leaf, Leaf), number: Leaf) -> (Leaf, Leaf) {
    (number - others.1 - 1, number - others.0)
}

/// The diagram of `sum of terms >= number`.
pub fn at_least(
    forest: &mut Forest,
    combiner: &mut Combiner,
    terms: Vec<Summand>,
    number: Leaf,
) -> Result<NodeRef, TooLarge> {
    let (least, most) = bounds(&terms);
    if least >= number || most < number {
        return Ok(NodeRef::constant(least >= number));
    }
    let groups = merge_interleaved(forest, combiner, terms, number)?;
    chain(forest, &groups, number)
}

fn bounds(terms: &[Summand]) -> (Leaf, Leaf) {
    terms.iter().fold((0, 0), |(least, most), term| (least + term.least, most + term.most))
}

/// Adds up terms whose variables interleave, so that those that remain follow one another.
fn merge_interleaved(
    forest: &mut Forest,
    combiner: &mut Combiner,
    terms: Vec<Summand>,
    number: Leaf,
) -> Result<Vec<Summand>, TooLarge> {
    let total = bounds(&terms);
    let mut spanned = Vec::with_capacity(terms.len());
    for term in terms {
        let last = last_variable(forest, term.node)?;
        spanned.push((forest.variable(term.node), last, term));
    }
    // A leaf has no variable: it comes last in the order and interleaves with nothing.
    spanned.sort_by_key(|(first, last, _)| (*first, *last));
    let mut groups: Vec<(u32, Summand)> = Vec::new();
    for (first, last, term) in spanned {
        match groups.last_mut() {
            Some((end, group)) if first <= *end && first != u32::MAX => {
                let (least, most) = (group.least + term.least, group.most + term.most);
                let useful = useful_range((total.0 - least, total.1 - most), number);
                let add = Operation::Add { least: useful.0, most: useful.1 };
                let node = combiner.apply(forest, add, group.node, term.node)?;
                *group = Summand { node, least, most };
                *end = last.max(*end);
            }
            _ => groups.push((last, term)),
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

/// The largest variable that a diagram asks; 0 for a leaf.
fn last_variable(forest: &mut Forest, root: NodeRef) -> Result<u32, TooLarge> {
    let below = below(forest, root)?;
    Ok(below.iter().filter(|node| !node.is_leaf()).map(|node| forest.variable(*node)).max().unwrap_or(0))
}

/// All nodes and leaves of a diagram, children before parents.
fn below(forest: &mut Forest, root: NodeRef) -> Result<BTreeSet<NodeRef>, TooLarge> {
    let mut seen = BTreeSet::from([root]);
    let mut open = vec![root];
    let mut steps = 1;
    while let Some(node) = open.pop() {
        let runs = forest.runs(node);
        steps += runs.len();
        open.extend(runs.iter().map(|run| run.to).filter(|child| seen.insert(*child)));
    }
    forest.spend(steps)?;
    Ok(seen)
}

/// The terms one after the other, each knowing the sum before it.
fn chain(forest: &mut Forest, terms: &[Summand], number: Leaf) -> Result<NodeRef, TooLarge> {
    let mut rest = bounds(terms);
    let mut stages = Vec::with_capacity(terms.len());
    let mut sums = BTreeSet::from([0]);
    for term in terms {
        rest = (rest.0 - term.least, rest.1 - term.most);
        let nodes = below(forest, term.node)?;
        let values: Vec<Leaf> = nodes.iter().filter_map(|node| forest.value(*node)).collect();
        forest.spend(values.len().saturating_mul(sums.len()))?;
        let undecided = |sum: &Leaf| sum + rest.0 < number && sum + rest.1 >= number;
        let next = sums.iter().flat_map(|sum| values.iter().map(move |value| sum + value)).filter(undecided).collect();
        stages.push((term.node, nodes, std::mem::replace(&mut sums, next), rest));
    }
    let mut below_stage: BTreeMap<Leaf, NodeRef> = BTreeMap::new();
    for (root, nodes, sums, rest) in stages.iter().rev() {
        let mut here = BTreeMap::new();
        for sum in sums {
            let leaf = |value: Leaf| {
                let total = sum + value;
                let decided = NodeRef::constant(total + rest.0 >= number);
                below_stage.get(&total).copied().unwrap_or(decided)
            };
            here.insert(*sum, replace_leaves(forest, *root, nodes, leaf)?);
        }
        below_stage = here;
    }
    below_stage.get(&0).copied().ok_or(forest.too_large())
}

/// The diagram with every leaf replaced by a diagram that asks only later variables.
fn replace_leaves(
    forest: &mut Forest,
    root: NodeRef,
    nodes: &BTreeSet<NodeRef>,
    leaf: impl Fn(Leaf) -> NodeRef,
) -> Result<NodeRef, TooLarge> {
    let mut replaced: BTreeMap<NodeRef, NodeRef> = BTreeMap::new();
    let mut runs: Vec<Run> = Vec::new();
    for node in nodes.iter().filter(|node| node.is_leaf()) {
        replaced.insert(*node, forest.value(*node).map_or(*node, &leaf));
    }
    for node in nodes.iter().filter(|node| !node.is_leaf()) {
        runs.clear();
        let moved = |to: NodeRef| replaced.get(&to).copied().unwrap_or(to);
        runs.extend(forest.runs(*node).iter().map(|run| Run { to: moved(run.to), ..*run }));
        let made = forest.make(forest.variable(*node), &runs)?;
        replaced.insert(*node, made);
    }
    Ok(replaced.get(&root).copied().unwrap_or(root))
}
