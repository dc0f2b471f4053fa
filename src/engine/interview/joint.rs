//! All that an interview has to settle, as one function: two assignments come to one leaf where the level and every
//! duty of a case without doubt are the same.

use hashbrown::HashMap;

use crate::engine::diagram::NodeRef;
use crate::engine::diagram::forest::{Forest, Leaf, Run};
use crate::engine::outcome::TooLarge;

/// A pair of places, and the place that says both.
type Pairs = HashMap<(NodeRef, NodeRef), NodeRef>;

/// More pairs of places than this are not made.
const PAIRS: usize = 200_000;

/// The roots as one. What is excluded at one of them is excluded at all.
pub(super) fn joint(forest: &mut Forest, roots: &[NodeRef]) -> Result<NodeRef, TooLarge> {
    let mut leaves = Pairs::new();
    let mut roots = roots.to_vec();
    roots.sort_unstable();
    roots.dedup();
    let Some(mut joined) = roots.pop() else { return Ok(NodeRef::FALSE) };
    while let Some(root) = roots.pop() {
        joined = pair(forest, (joined, root), &mut leaves, &mut Pairs::new())?;
    }
    Ok(joined)
}

fn pair(
    forest: &mut Forest,
    (one, other): (NodeRef, NodeRef),
    leaves: &mut Pairs,
    done: &mut Pairs,
) -> Result<NodeRef, TooLarge> {
    if one == NodeRef::IMPOSSIBLE || other == NodeRef::IMPOSSIBLE {
        return Ok(NodeRef::IMPOSSIBLE);
    }
    let variable = forest.variable(one).min(forest.variable(other));
    if variable == u32::MAX {
        let next = FIRST_LEAF + Leaf::try_from(leaves.len()).unwrap_or(0);
        return Ok(*leaves.entry((one, other)).or_insert_with(|| forest.leaf(next)));
    }
    if let Some(made) = done.get(&(one, other)) {
        return Ok(*made);
    }
    if done.len() >= PAIRS {
        return Err(forest.too_large());
    }
    let mut runs = Vec::new();
    for (upto, below) in forest.children_of_both(variable, (one, other)) {
        runs.push(Run { upto, to: pair(forest, below, leaves, done)? });
    }
    forest.allow(usize::MAX);
    let made = forest.make(variable, &runs)?;
    done.insert((one, other), made);
    Ok(made)
}

/// No level has so high a number.
const FIRST_LEAF: Leaf = 1 << 40;
