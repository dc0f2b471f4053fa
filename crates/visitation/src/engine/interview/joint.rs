//! All that an interview has to settle, as one function: two assignments come to one leaf where the level and every
//! duty of a case without doubt are the same.

use hashbrown::HashMap;

use crate::engine::diagram::NodeRef;
use crate::engine::diagram::forest::{Forest, Leaf, Run};
use crate::engine::outcome::TooLarge;

/// A pair of places, and the place that says both.
type Pairs = HashMap<(NodeRef, NodeRef), NodeRef>;

/// More pairs of places than this are not made at a time.
const PAIRS: usize = 200_000;

/// What has been put together in a forest, so that it is done once.
#[derive(Default)]
pub(super) struct Joined {
    leaves: Pairs,
    done: Pairs,
}

/// The roots as one. What is excluded at one of them is excluded at all.
pub(super) fn joint(forest: &mut Forest, roots: &[NodeRef]) -> Result<NodeRef, TooLarge> {
    Joined::default().all(forest, roots)
}

impl Joined {
    /// The roots as one. What is excluded at one of them is excluded at all.
    pub fn all(&mut self, forest: &mut Forest, roots: &[NodeRef]) -> Result<NodeRef, TooLarge> {
        let mut roots = roots.to_vec();
        roots.sort_unstable();
        roots.dedup();
        let Some(mut joined) = roots.pop() else { return Ok(NodeRef::FALSE) };
        while let Some(root) = roots.pop() {
            let most = self.done.len() + PAIRS;
            joined = self.pair(forest, (joined, root), most)?;
        }
        Ok(joined)
    }

    fn pair(
        &mut self,
        forest: &mut Forest,
        (one, other): (NodeRef, NodeRef),
        most: usize,
    ) -> Result<NodeRef, TooLarge> {
        if one == NodeRef::IMPOSSIBLE || other == NodeRef::IMPOSSIBLE {
            return Ok(NodeRef::IMPOSSIBLE);
        }
        let variable = forest.variable(one).min(forest.variable(other));
        if variable == u32::MAX {
            let next = FIRST_LEAF + Leaf::try_from(self.leaves.len()).unwrap_or(0);
            return Ok(*self.leaves.entry((one, other)).or_insert_with(|| forest.leaf(next)));
        }
        if let Some(made) = self.done.get(&(one, other)) {
            return Ok(*made);
        }
        if self.done.len() >= most {
            return Err(forest.too_large());
        }
        let mut runs = Vec::new();
        for (upto, below) in forest.children_of_both(variable, (one, other)) {
            runs.push(Run { upto, to: self.pair(forest, below, most)? });
        }
        forest.allow(usize::MAX);
        let made = forest.make(variable, &runs)?;
        self.done.insert((one, other), made);
        Ok(made)
    }
}

/// No level has so high a number.
const FIRST_LEAF: Leaf = 1 << 40;
