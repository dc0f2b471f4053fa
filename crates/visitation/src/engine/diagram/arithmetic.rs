//! Numbers over many diagrams: is the sum of the terms at least N, and which level is the highest?
//!
//! A partial result is followed only as long as it can still decide something. Terms that share no variable are
//! chained: what comes after "the sum so far is s" depends on s alone, which keeps `mindst 12 af 30` at a few
//! hundred nodes and a thousand criteria with a thousand levels within reach. Terms whose variables interleave
//! are first made one term.

use std::collections::BTreeSet;

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
    terms: &[Summand],
    number: Leaf,
) -> Result<NodeRef, TooLarge> {
    let total = bounds(terms);
    if total.0 >= number || total.1 < number {
        return Ok(NodeRef::constant(total.0 >= number));
    }
    let mut stages: Vec<Summand> = Vec::new();
    for group in interleaved(forest, terms.iter().map(|term| (term.node, *term)).collect())? {
        let mut joined = Summand { node: NodeRef::FALSE, least: 0, most: 0 };
        for term in group {
            let (least, most) = (joined.least + term.least, joined.most + term.most);
            let useful = useful_range((total.0 - least, total.1 - most), number);
            let add = Operation::Add { least: useful.0, most: useful.1 };
            joined = Summand { node: combiner.apply(forest, add, joined.node, term.node)?, least, most };
        }
        stages.push(joined);
    }
    let mut rest = bounds(&stages);
    let mut rests = Vec::with_capacity(stages.len());
    for stage in &stages {
        rest = (rest.0 - stage.least, rest.1 - stage.most);
        rests.push(rest);
    }
    let decided = |(least, most): &(Leaf, Leaf), sum: Leaf| {
        let (sure, never) = (sum + least >= number, sum + most < number);
        (sure || never).then_some(Leaf::from(sure))
    };
    let stages = stages.iter().map(|stage| stage.node).zip(rests).collect();
    chain(forest, stages, 0, |sum, value| sum + value, decided)
}

/// The diagram of the largest of the nodes' numbers, `least` at least.
pub fn largest(
    forest: &mut Forest,
    combiner: &mut Combiner,
    nodes: &[NodeRef],
    least: Leaf,
) -> Result<NodeRef, TooLarge> {
    let mut stages: Vec<(NodeRef, Leaf)> = Vec::new();
    let bottom = forest.leaf(least);
    for group in interleaved(forest, nodes.iter().map(|node| (*node, *node)).collect())? {
        stages.push((join(forest, combiner, Operation::Max, group, bottom)?, least));
    }
    // What the stages after each can still reach.
    let mut reach = least;
    for (node, rest) in stages.iter_mut().rev() {
        *rest = reach;
        let most = below(forest, *node)?.iter().filter_map(|node| forest.value(*node)).max();
        reach = reach.max(most.unwrap_or(least));
    }
    chain(forest, stages, least, Leaf::max, |rest, so_far| (so_far >= *rest).then_some(so_far))
}

fn bounds(terms: &[Summand]) -> (Leaf, Leaf) {
    terms.iter().fold((0, 0), |(least, most), term| (least + term.least, most + term.most))
}

/// Puts terms whose variables interleave into one group, the groups in the order of their variables.
fn interleaved<T>(forest: &mut Forest, terms: Vec<(NodeRef, T)>) -> Result<Vec<Vec<T>>, TooLarge> {
    let mut spanned = Vec::with_capacity(terms.len());
    for (node, term) in terms {
        spanned.push((forest.variable(node), last_variable(forest, node)?, term));
    }
    // A leaf has no variable: it comes last in the order and interleaves with nothing.
    spanned.sort_by_key(|(first, last, _)| (*first, *last));
    let mut groups: Vec<(u32, Vec<T>)> = Vec::new();
    for (first, last, term) in spanned {
        match groups.last_mut() {
            Some((end, group)) if first <= *end && first != u32::MAX => {
                group.push(term);
                *end = last.max(*end);
            }
            _ => groups.push((last, vec![term])),
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

/// The stages one after the other, each knowing only the state that those before it came to.
///
/// `decided` says what comes out when a stage ends in a state, if the stages that follow cannot change it.
fn chain<R>(
    forest: &mut Forest,
    stages: Vec<(NodeRef, R)>,
    start: Leaf,
    step: impl Fn(Leaf, Leaf) -> Leaf,
    decided: impl Fn(&R, Leaf) -> Option<Leaf>,
) -> Result<NodeRef, TooLarge> {
    let mut reached = BTreeSet::from([start]);
    let mut steps = Vec::with_capacity(stages.len());
    for (root, rest) in stages {
        let nodes = below(forest, root)?;
        let values: Vec<Leaf> = nodes.iter().filter_map(|node| forest.value(*node)).collect();
        forest.spend(values.len().saturating_mul(reached.len()))?;
        let ends = reached.iter().flat_map(|state| values.iter().map(|value| step(*state, *value)));
        let next = ends.filter(|end| decided(&rest, *end).is_none()).collect();
        steps.push((root, nodes, std::mem::replace(&mut reached, next), rest));
    }
    let mut after: Vec<(Leaf, NodeRef)> = Vec::new();
    for (root, nodes, reached, rest) in steps.iter().rev() {
        let mut here = Vec::with_capacity(reached.len());
        for state in reached {
            let mut leaves = Vec::new();
            for node in nodes.iter().filter(|node| node.is_leaf()) {
                let end = step(*state, forest.value(*node).unwrap_or(0));
                let follows = decided(rest, end).map(|value| forest.leaf(value)).or(find(&after, end));
                leaves.push((*node, follows.ok_or(forest.too_large())?));
            }
            here.push((*state, replace_leaves(forest, *root, nodes, &leaves)?));
        }
        after = here;
    }
    Ok(find(&after, start).unwrap_or(forest.leaf(start)))
}

/// Looks a key up in an ascending list.
fn find<K: Ord + Copy>(list: &[(K, NodeRef)], key: K) -> Option<NodeRef> {
    let place = list.binary_search_by_key(&key, |(own, _)| *own).ok()?;
    list.get(place).map(|(_, node)| *node)
}

/// The diagram with its leaves replaced by diagrams that ask only later variables.
fn replace_leaves(
    forest: &mut Forest,
    root: NodeRef,
    nodes: &BTreeSet<NodeRef>,
    leaves: &[(NodeRef, NodeRef)],
) -> Result<NodeRef, TooLarge> {
    let mut replaced: Vec<(NodeRef, NodeRef)> = Vec::with_capacity(nodes.len());
    let mut runs: Vec<Run> = Vec::new();
    for node in nodes.iter().filter(|node| !node.is_leaf()) {
        runs.clear();
        let moved = |to: NodeRef| if to.is_leaf() { find(leaves, to) } else { find(&replaced, to) };
        runs.extend(forest.runs(*node).iter().map(|run| Run { to: moved(run.to).unwrap_or(run.to), ..*run }));
        let made = forest.make(forest.variable(*node), &runs)?;
        replaced.push((*node, made));
    }
    Ok(find(&replaced, root).or(find(leaves, root)).unwrap_or(root))
}

/// Joins diagrams from the last variable to the first: each step then only adds on top.
pub fn join(
    forest: &mut Forest,
    combiner: &mut Combiner,
    operation: Operation,
    mut nodes: Vec<NodeRef>,
    start: NodeRef,
) -> Result<NodeRef, TooLarge> {
    nodes.sort_by_key(|node| std::cmp::Reverse(forest.variable(*node)));
    nodes.into_iter().try_fold(start, |joined, node| combiner.apply(forest, operation, node, joined))
}
