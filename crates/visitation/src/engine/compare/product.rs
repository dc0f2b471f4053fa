//! Two diagrams side by side: how many combinations come to each pair of leaves, and by which answers.
//!
//! A pair of nodes is reached by a number of combinations, which its edges divide among the pairs below. Pairs are
//! taken in the order of their variables, so each is met with its whole number. Exact: the numbers have as many
//! digits as they need.

use std::collections::BTreeMap;

use num_bigint::BigUint;

use super::joint::Joint;
use crate::engine::diagram::NodeRef;
use crate::engine::diagram::forest::{Budget, Forest, Leaf};
use crate::engine::outcome::TooLarge;

/// What two diagrams say of one combination.
pub type Pair = (Leaf, Leaf);

/// The combinations on which two diagrams say a given pair of things.
#[derive(Debug, Clone)]
pub struct Group {
    /// How many.
    pub count: BigUint,
    /// The values of some variables that lead there whatever the others are, by as few variables as any such walk.
    pub path: Vec<(u32, u64)>,
}

/// A pair that has been reached: by how many combinations, and by which shortest walk.
struct Reached {
    weight: BigUint,
    steps: usize,
    from: Option<Step>,
}

/// The last step of a walk.
#[derive(Clone, Copy)]
struct Step {
    pair: (NodeRef, NodeRef),
    variable: u32,
    value: u64,
}

/// The number of all combinations of the joint answers.
#[must_use]
pub fn combinations(joint: &Joint) -> BigUint {
    joint.last_values().map(|last| BigUint::from(last) + 1_u32).product()
}

/// Walks two diagrams side by side, and says for each pair of leaves which combinations come to it.
pub fn walk(forest: &Forest, joint: &Joint, roots: (NodeRef, NodeRef)) -> Result<BTreeMap<Pair, Group>, TooLarge> {
    let sizes: Vec<BigUint> = joint.last_values().map(|last| BigUint::from(last) + 1_u32).collect();
    let mut waiting: BTreeMap<(u32, NodeRef, NodeRef), Reached> = BTreeMap::new();
    let mut done: BTreeMap<(NodeRef, NodeRef), Option<Step>> = BTreeMap::new();
    let mut ends: BTreeMap<Pair, Reached> = BTreeMap::new();
    let mut budget = Budget::default().steps;
    let all = Reached { weight: combinations(joint), steps: 0, from: None };
    let place = |(a, b): (NodeRef, NodeRef)| (forest.variable(a).min(forest.variable(b)), a, b);
    match (forest.value(roots.0), forest.value(roots.1)) {
        (Some(one), Some(other)) => merge(ends.entry((one, other)), all),
        _ => merge(waiting.entry(place(roots)), all),
    }
    while let Some(((variable, a, b), reached)) = waiting.pop_first() {
        done.insert((a, b), reached.from);
        let part = sizes.get(variable as usize).map_or(reached.weight.clone(), |size| &reached.weight / size);
        let mut first = 0;
        for (upto, pair) in forest.children_of_both(variable, (a, b)) {
            budget = budget.checked_sub(1).ok_or(forest.too_large())?;
            let below = Reached {
                weight: &part * (BigUint::from(upto - first) + 1_u32),
                steps: reached.steps + 1,
                from: Some(Step { pair: (a, b), variable, value: first }),
            };
            match (forest.value(pair.0), forest.value(pair.1)) {
                (Some(one), Some(other)) => merge(ends.entry((one, other)), below),
                _ => merge(waiting.entry(place(pair)), below),
            }
            first = upto.saturating_add(1);
        }
    }
    let group = |end: Reached| Group { count: end.weight, path: path(end.from, &done) };
    Ok(ends.into_iter().map(|(pair, end)| (pair, group(end))).collect())
}

fn merge<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Reached>, found: Reached) {
    use std::collections::btree_map::Entry;
    match entry {
        Entry::Vacant(slot) => {
            slot.insert(found);
        }
        Entry::Occupied(mut slot) => {
            let known = slot.get_mut();
            known.weight += found.weight;
            if found.steps < known.steps {
                (known.steps, known.from) = (found.steps, found.from);
            }
        }
    }
}

fn path(last: Option<Step>, done: &BTreeMap<(NodeRef, NodeRef), Option<Step>>) -> Vec<(u32, u64)> {
    let mut path = Vec::new();
    let mut step = last;
    while let Some(here) = step {
        path.push((here.variable, here.value));
        step = done.get(&here.pair).copied().flatten();
    }
    path.reverse();
    path
}
