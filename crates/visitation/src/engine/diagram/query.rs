//! Questions about whole diagrams: a shortest way to a leaf, two ways that differ, one variable done away with,
//! and how large a share of all assignments comes to a leaf.
//!
//! The proofs of lint, exact like everything about a diagram. Deliberately knows no guideline and no answers.

use std::collections::{BTreeMap, VecDeque};

use hashbrown::{HashMap, HashSet};

use super::apply::{Combiner, Operation};
use super::forest::{Forest, Leaf, NodeRef, Run};
use crate::engine::outcome::TooLarge;

/// Values of some variables, ascending by variable: a way down from a root.
pub type Way = Vec<(u32, u64)>;

/// Two places in a diagram.
type Pair = (NodeRef, NodeRef);

/// The nodes and leaves below a root, children before parents.
fn below(forest: &mut Forest, root: NodeRef) -> Result<Vec<NodeRef>, TooLarge> {
    let mut seen: HashSet<NodeRef> = HashSet::new();
    seen.insert(root);
    let mut list = vec![root];
    let mut at = 0;
    while let Some(node) = list.get(at).copied() {
        at += 1;
        list.extend(forest.runs(node).iter().map(|run| run.to).filter(|child| seen.insert(*child)));
    }
    forest.spend(list.len())?;
    list.sort_unstable();
    Ok(list)
}

/// A value of the run at this place: the one next to the run before or behind it, where a cut-off lies.
pub(super) fn nearest_cut_off(runs: &[Run], place: usize) -> u64 {
    match (runs.get(place), place.checked_sub(1).and_then(|before| runs.get(before))) {
        (Some(_), Some(before)) if place + 1 == runs.len() => before.upto + 1,
        (Some(run), _) => run.upto,
        (None, _) => 0,
    }
}

/// A way that names as few variables as any from the root to a leaf that is wanted; `None` where there is none.
pub fn shortest(forest: &mut Forest, root: NodeRef, wanted: impl Fn(Leaf) -> bool) -> Result<Option<Way>, TooLarge> {
    let mut steps: HashMap<NodeRef, (usize, Option<(u64, NodeRef)>)> = HashMap::new();
    let nodes = below(forest, root)?;
    // Leaves sort above nodes, yet are children of them.
    for node in nodes.iter().filter(|node| node.is_leaf()) {
        if forest.value(*node).is_some_and(&wanted) {
            steps.insert(*node, (0, None));
        }
    }
    for node in nodes.iter().filter(|node| !node.is_leaf()) {
        let runs = forest.runs(*node);
        let ends = runs
            .iter()
            .enumerate()
            .filter_map(|(at, run)| Some((steps.get(&run.to)?.0 + 1, (nearest_cut_off(runs, at), run.to))));
        if let Some((length, edge)) = ends.min() {
            steps.insert(*node, (length, Some(edge)));
        }
    }
    let (mut way, mut node) = (Way::new(), root);
    loop {
        match steps.get(&node) {
            None => return Ok(None),
            Some((_, None)) => return Ok(Some(way)),
            Some((_, Some((value, to)))) => {
                way.push((forest.variable(node), *value));
                node = *to;
            }
        }
    }
}

/// Searches pairs of places for one assignment below both that ends in leaves the test accepts.
#[derive(Debug, Default)]
pub struct PairSearch {
    /// Pairs below which there is none.
    barren: HashSet<(NodeRef, NodeRef)>,
}

impl PairSearch {
    /// The values below two places that end in a pair of leaves that `wanted` accepts. Asked again of the same
    /// search, `wanted` must be the same.
    pub fn find(
        &mut self,
        forest: &mut Forest,
        pair: (NodeRef, NodeRef),
        wanted: &impl Fn(Leaf, Leaf) -> bool,
    ) -> Result<Option<Way>, TooLarge> {
        // What is left to try, and how far down the way had come.
        let mut open = vec![(pair, 0, None)];
        let mut way = Way::new();
        while let Some(((a, b), depth, step)) = open.pop() {
            way.truncate(depth);
            way.extend(step);
            // Two equal places never differ, and an excluded assignment shows nothing.
            if a == b || a == NodeRef::IMPOSSIBLE || b == NodeRef::IMPOSSIBLE {
                continue;
            }
            if let (Some(left), Some(right)) = (forest.value(a), forest.value(b)) {
                if wanted(left, right) {
                    // What was left untried is not known to be barren.
                    self.barren.clear();
                    return Ok(Some(way));
                }
                continue;
            }
            // A pair met again is either barren or still being searched further down the list.
            if !self.barren.insert((a, b)) {
                continue;
            }
            let variable = forest.variable(a).min(forest.variable(b));
            let at = way.len();
            let children = children(forest, (a, b), variable);
            forest.spend(children.len())?;
            open.extend(children.into_iter().rev().map(|(value, pair)| (pair, at, Some((variable, value)))));
        }
        Ok(None)
    }
}

/// As [`PairSearch::find`], by a way that names as few variables as any; for a pair of which it is known that there is
/// one.
pub fn shortest_for_pair(
    forest: &mut Forest,
    pair: (NodeRef, NodeRef),
    wanted: &impl Fn(Leaf, Leaf) -> bool,
) -> Result<Option<Way>, TooLarge> {
    let mut from: HashMap<Pair, (Pair, (u32, u64))> = HashMap::new();
    let mut open = VecDeque::from([pair]);
    while let Some((a, b)) = open.pop_front() {
        if a == b || a == NodeRef::IMPOSSIBLE || b == NodeRef::IMPOSSIBLE {
            continue;
        }
        if let (Some(left), Some(right)) = (forest.value(a), forest.value(b)) {
            if !wanted(left, right) {
                continue;
            }
            let (mut way, mut at) = (Way::new(), (a, b));
            while let Some((before, step)) = from.get(&at).filter(|_| at != pair) {
                way.push(*step);
                at = *before;
            }
            way.reverse();
            return Ok(Some(way));
        }
        let variable = forest.variable(a).min(forest.variable(b));
        let children = children(forest, (a, b), variable);
        forest.spend(children.len())?;
        for (value, next) in children {
            from.entry(next).or_insert_with(|| {
                open.push_back(next);
                ((a, b), (variable, value))
            });
        }
    }
    Ok(None)
}

/// Where the values of a variable lead from two places, with one value for each pair.
fn children(forest: &Forest, (a, b): (NodeRef, NodeRef), variable: u32) -> Vec<(u64, (NodeRef, NodeRef))> {
    let (stay_a, stay_b) = ([Run { upto: u64::MAX, to: a }], [Run { upto: u64::MAX, to: b }]);
    let left = if forest.variable(a) == variable { forest.runs(a) } else { &stay_a };
    let right = if forest.variable(b) == variable { forest.runs(b) } else { &stay_b };
    let (mut l, mut r) = (0, 0);
    let (mut pairs, mut targets) = (Vec::new(), Vec::new());
    while let (Some(one), Some(other)) = (left.get(l), right.get(r)) {
        pairs.push(Run { upto: one.upto.min(other.upto), to: NodeRef::FALSE });
        targets.push((one.to, other.to));
        l += usize::from(one.upto <= other.upto);
        r += usize::from(other.upto <= one.upto);
    }
    targets.into_iter().enumerate().map(|(at, pair)| (nearest_cut_off(&pairs, at), pair)).collect()
}

/// The nodes below a root that ask the variable, each with a shortest way to it.
pub fn asking(forest: &mut Forest, root: NodeRef, variable: u32) -> Result<Vec<(NodeRef, Way)>, TooLarge> {
    let nodes = below(forest, root)?;
    let mut from: HashMap<NodeRef, (usize, NodeRef, u64)> = HashMap::new();
    // Parents stand above their children.
    for node in nodes.iter().rev().filter(|node| forest.variable(**node) < variable) {
        let length = from.get(node).map_or(1, |(length, ..)| length + 1);
        let runs = forest.runs(*node);
        for (at, run) in runs.iter().enumerate() {
            let step = (length, *node, nearest_cut_off(runs, at));
            let known = from.entry(run.to).or_insert(step);
            if known.0 > length {
                *known = step;
            }
        }
    }
    let asking = nodes.iter().filter(|node| forest.variable(**node) == variable);
    let way_to = |node: &NodeRef| {
        let (mut way, mut at) = (Way::new(), *node);
        while let Some((_, parent, value)) = from.get(&at) {
            way.push((forest.variable(*parent), *value));
            at = *parent;
        }
        way.reverse();
        (*node, way)
    };
    Ok(asking.map(way_to).collect())
}

/// The values of a variable that a diagram tells apart: the last of each run.
pub fn classes(forest: &mut Forest, root: NodeRef, variable: u32) -> Result<Vec<u64>, TooLarge> {
    let nodes = below(forest, root)?;
    let asking = nodes.into_iter().filter(|node| forest.variable(*node) == variable);
    let mut ends: Vec<u64> = asking.flat_map(|node| forest.runs(node)).map(|run| run.upto).collect();
    ends.sort_unstable();
    ends.dedup();
    Ok(ends)
}

/// Does some value of the variable make it hold?
pub fn exists(forest: &mut Forest, combiner: &mut Combiner, root: NodeRef, variable: u32) -> Result<NodeRef, TooLarge> {
    let mut moved: BTreeMap<NodeRef, NodeRef> = BTreeMap::new();
    for node in below(forest, root)?.into_iter().filter(|node| !node.is_leaf()) {
        let at = forest.variable(node);
        if at > variable {
            continue;
        }
        let runs: Vec<Run> = forest.runs(node).to_vec();
        let made = if at == variable {
            let mut any = NodeRef::FALSE;
            for run in runs {
                any = combiner.apply(forest, Operation::Or, any, run.to)?;
            }
            any
        } else {
            let follow = |to: NodeRef| moved.get(&to).copied().unwrap_or(to);
            let runs: Vec<Run> = runs.iter().map(|run| Run { to: follow(run.to), ..*run }).collect();
            forest.make(at, &runs)?
        };
        moved.insert(node, made);
    }
    Ok(moved.get(&root).copied().unwrap_or(root))
}

/// The share of all assignments, each as likely as any other, that come to the leaf 1.
///
/// `values` says how many values each variable has. Exact but for the rounding of a double.
#[expect(clippy::cast_precision_loss, reason = "a share is shown in whole percent")]
pub fn share(forest: &mut Forest, root: NodeRef, values: impl Fn(u32) -> u64) -> Result<f64, TooLarge> {
    let nodes = below(forest, root)?;
    let mut shares: HashMap<NodeRef, f64> = HashMap::new();
    shares.insert(NodeRef::TRUE, 1.0);
    for node in nodes.into_iter().filter(|node| !node.is_leaf()) {
        let count = values(forest.variable(node)) as f64;
        let mut next = 0;
        let mut sum = 0.0;
        for run in forest.runs(node) {
            sum += (run.upto + 1 - next) as f64 / count * shares.get(&run.to).copied().unwrap_or(0.0);
            next = run.upto + 1;
        }
        shares.insert(node, sum);
    }
    Ok(shares.get(&root).copied().unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::super::forest::Budget;
    use super::*;

    /// `b` where `a` is 0, else whether `c` is 2, and the forest it stands in.
    fn small() -> (Forest, NodeRef) {
        let mut forest = Forest::new(Budget::default());
        let yes = |upto| Run { upto, to: NodeRef::TRUE };
        let no = |upto| Run { upto, to: NodeRef::FALSE };
        let c = forest.make(2, &[no(1), yes(2)]).unwrap();
        let both = [Run { upto: 0, to: NodeRef::FALSE }, Run { upto: 1, to: c }];
        let b = forest.make(1, &both).unwrap();
        let root = forest.make(0, &[Run { upto: 0, to: b }, Run { upto: 4, to: c }]).unwrap();
        (forest, root)
    }

    #[test]
    fn the_shortest_way_names_no_more_than_it_must() {
        let (mut forest, root) = small();
        assert_eq!(shortest(&mut forest, root, |leaf| leaf == 1).unwrap(), Some(vec![(0, 1), (2, 2)]));
        assert_eq!(shortest(&mut forest, root, |leaf| leaf == 0).unwrap(), Some(vec![(0, 0), (1, 0)]));
        assert_eq!(shortest(&mut forest, root, |leaf| leaf == 7).unwrap(), None);
    }

    #[test]
    fn shares_are_those_of_counting() {
        let (mut forest, root) = small();
        // a: 5 values, b: 2, c: 3. a=0: b=1 and c=2: 1 of 6. Else: c=2: 1 of 3.
        let counted = share(&mut forest, root, |variable| [5, 2, 3][variable as usize]).unwrap();
        assert!((counted - (1.0 / 5.0 / 6.0 + 4.0 / 5.0 / 3.0)).abs() < 1e-12);
    }

    #[test]
    fn a_variable_done_away_with_leaves_whether_it_can_hold() {
        let (mut forest, root) = small();
        let mut combiner = Combiner::default();
        let without_c = exists(&mut forest, &mut combiner, root, 2).unwrap();
        assert_eq!(shortest(&mut forest, without_c, |leaf| leaf == 0).unwrap(), Some(vec![(0, 0), (1, 0)]));
        let without_b = exists(&mut forest, &mut combiner, root, 1).unwrap();
        assert_eq!(forest.variable(without_b), 2, "whatever a is, c decides");
    }

    #[test]
    fn a_pair_that_differs_is_found_below() {
        let (mut forest, root) = small();
        let (left, right) = (forest.child(root, 0), forest.child(root, 1));
        let lower = |a, b| a < b;
        let found = PairSearch::default().find(&mut forest, (left, right), &lower).unwrap();
        assert_eq!(found, Some(vec![(1, 0), (2, 2)]));
        assert_eq!(shortest_for_pair(&mut forest, (left, right), &lower).unwrap(), found);
        let found = PairSearch::default().find(&mut forest, (right, left), &lower).unwrap();
        assert_eq!(found, None, "the left is never more");
    }
}
