//! How often one unknown answer leaves the level in doubt, in the old version and in the new one.
//!
//! With one answer unknown and all others known, the level is in doubt where the highest and the lowest level over
//! its values differ. Both are diagrams over the other answers, so that the cases are counted and not sampled.

use std::collections::BTreeSet;

use num_bigint::BigUint;

use super::product::walk;
use super::sides::Sides;
use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::{Combiner, Operation};
use crate::engine::diagram::forest::{Forest, IMPOSSIBLE_LEAF, Leaf, Run};
use crate::engine::diagram::variables::Block;
use crate::engine::outcome::TooLarge;

/// Cases that are in doubt when one answer is unknown, among those that are possible then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// In doubt.
    pub doubtful: BigUint,
    /// Possible.
    pub possible: BigUint,
}

/// A question whose unknown answer leaves more or less doubt than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtChange {
    /// Its place among the joint questions.
    pub question: usize,
    /// In the old version.
    pub old: Doubt,
    /// In the new version.
    pub new: Doubt,
}

/// Every question that leaves another share of the cases in doubt.
pub fn doubt_changes(sides: &mut Sides) -> Result<Vec<DoubtChange>, TooLarge> {
    let mut changes = Vec::new();
    let (old, new) = (Levels::of(sides, sides.old.level)?, Levels::of(sides, sides.new.level)?);
    for (question, block) in sides.joint.blocks.clone().into_iter().enumerate() {
        let (before, now) = (old.unknown(sides, block)?, new.unknown(sides, block)?);
        // Shares compared crosswise: the possible cases need not be the same ones.
        if &before.doubtful * &now.possible != &now.doubtful * &before.possible {
            changes.push(DoubtChange { question, old: before, new: now });
        }
    }
    Ok(changes)
}

/// The level, and the same counted from above, so that the lowest level is a largest number too.
struct Levels {
    level: NodeRef,
    from_above: NodeRef,
}

impl Levels {
    fn of(sides: &mut Sides, level: NodeRef) -> Result<Self, TooLarge> {
        let turned = |leaf: Leaf| if leaf == IMPOSSIBLE_LEAF { leaf } else { -leaf };
        Ok(Self { level, from_above: rebuilt(&mut sides.forest, level, None, turned)? })
    }

    fn unknown(&self, sides: &mut Sides, block: Block) -> Result<Doubt, TooLarge> {
        let highest = largest_over(&mut sides.forest, &mut sides.combiner, self.level, block)?;
        let lowest = largest_over(&mut sides.forest, &mut sides.combiner, self.from_above, block)?;
        let mut doubt = Doubt { doubtful: BigUint::ZERO, possible: BigUint::ZERO };
        for ((highest, lowest), group) in walk(&sides.forest, &sides.joint, (highest, lowest))? {
            if highest != IMPOSSIBLE_LEAF {
                doubt.doubtful += if highest == -lowest { BigUint::ZERO } else { group.count.clone() };
                doubt.possible += group.count;
            }
        }
        Ok(doubt)
    }
}

/// The largest number over all values of a question; an impossible value counts for nothing.
fn largest_over(
    forest: &mut Forest,
    combiner: &mut Combiner,
    root: NodeRef,
    block: Block,
) -> Result<NodeRef, TooLarge> {
    let mut root = root;
    for variable in block.first..block.end() {
        let asking = below(forest, root).into_iter().filter(|node| forest.variable(*node) == variable);
        let ends: BTreeSet<u64> = asking.flat_map(|node| forest.runs(node)).map(|run| run.upto).collect();
        let mut largest = None;
        for end in ends {
            let under = rebuilt(forest, root, Some((variable, end)), |leaf| leaf)?;
            largest = Some(match largest {
                None => under,
                Some(so_far) => combiner.apply(forest, Operation::Max, so_far, under)?,
            });
        }
        root = largest.unwrap_or(root);
    }
    Ok(root)
}

/// A diagram with its leaves changed, and one variable fixed.
fn rebuilt(
    forest: &mut Forest,
    root: NodeRef,
    fixed: Option<(u32, u64)>,
    change: impl Fn(Leaf) -> Leaf,
) -> Result<NodeRef, TooLarge> {
    let mut made = std::collections::BTreeMap::new();
    // A leaf's own number stands above all nodes, so leaves are changed first and nodes from the bottom up.
    let (leaves, nodes): (Vec<NodeRef>, Vec<NodeRef>) =
        below(forest, root).into_iter().partition(|node| node.is_leaf());
    for leaf in leaves {
        let value = change(forest.value(leaf).unwrap_or_default());
        made.insert(leaf, forest.leaf(value));
    }
    for node in nodes {
        let moved = |to: NodeRef| made.get(&to).copied().unwrap_or(to);
        let runs: Vec<Run> = forest.runs(node).iter().map(|run| Run { to: moved(run.to), ..*run }).collect();
        let now = match fixed {
            Some((variable, value)) if forest.variable(node) == variable => moved(forest.child(node, value)),
            _ => forest.make(forest.variable(node), &runs)?,
        };
        made.insert(node, now);
    }
    Ok(made.get(&root).copied().unwrap_or(root))
}

/// The nodes and leaves of a diagram, children before parents.
fn below(forest: &Forest, root: NodeRef) -> BTreeSet<NodeRef> {
    let mut seen = BTreeSet::from([root]);
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(forest.runs(node).iter().map(|run| run.to).filter(|child| seen.insert(*child)));
    }
    seen
}
