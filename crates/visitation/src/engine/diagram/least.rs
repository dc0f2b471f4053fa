//! The fewest answers after which a diagram can only come to what is wanted, whatever the others are.
//!
//! A way down a diagram may name variables that do not matter for where it ends. Here a variable is either given a
//! value, which costs one, or left open, and then all its edges are followed together: what is reached is a set of
//! nodes. The cheapest way from the root to a set of wanted leaves alone has the fewest answers there can be.

use std::collections::{BTreeSet, VecDeque};

use hashbrown::HashMap;

use super::forest::{Forest, Leaf, NodeRef, Run};
use super::query::{Way, nearest_cut_off};
use crate::engine::outcome::TooLarge;

/// More sets of nodes than these are not looked at.
const MOST_SETS: usize = 20_000;

/// Nodes and leaves, ascending.
type Set = Vec<NodeRef>;

/// The set that one was come to from, and the value that was given, if one was.
type Step = (Set, Option<(u32, u64)>);

/// The values; `None` where there are none, or where finding them takes too long.
///
/// A leaf [`NodeRef::IMPOSSIBLE`] beside wanted ones does no harm.
pub fn least(forest: &mut Forest, root: NodeRef, wanted: impl Fn(Leaf) -> bool) -> Result<Option<Way>, TooLarge> {
    let fits = |forest: &Forest, node: NodeRef| {
        node == NodeRef::IMPOSSIBLE || !node.is_leaf() || forest.value(node).is_some_and(&wanted)
    };
    let reached = |set: &[NodeRef]| set.iter().all(|node| node.is_leaf()) && set != [NodeRef::IMPOSSIBLE];
    // Where each set was come to from, and by which value.
    let mut from: HashMap<Set, (usize, Option<Step>)> = HashMap::new();
    from.insert(vec![root], (0, None));
    let mut open: VecDeque<(usize, Set)> = VecDeque::from([(0, vec![root])]);
    if root == NodeRef::IMPOSSIBLE || !fits(forest, root) {
        return Ok(None);
    }
    while let Some((cost, set)) = open.pop_front() {
        if from.get(&set).is_some_and(|(best, _)| *best < cost) {
            continue;
        }
        if reached(&set) {
            return Ok(Some(way_to(&from, set)));
        }
        if from.len() > MOST_SETS {
            return Ok(None);
        }
        let variable = set.iter().map(|node| forest.variable(*node)).min().unwrap_or(u32::MAX);
        let steps = next_sets(forest, &set, variable);
        forest.spend(set.len() * (steps.len() + 1))?;
        for (value, next) in steps {
            let dead = next == [NodeRef::IMPOSSIBLE] || next.iter().any(|node| !fits(forest, *node));
            let cost = cost + usize::from(value.is_some());
            if dead || from.get(&next).is_some_and(|(best, _)| *best <= cost) {
                continue;
            }
            from.insert(next.clone(), (cost, Some((set.clone(), value.map(|value| (variable, value))))));
            // What costs nothing comes first, so that sets are met in the order of their cost.
            if value.is_none() { open.push_front((cost, next)) } else { open.push_back((cost, next)) }
        }
    }
    Ok(None)
}

fn way_to(from: &HashMap<Set, (usize, Option<Step>)>, end: Set) -> Way {
    let (mut way, mut at) = (Way::new(), end);
    while let Some((_, Some((before, step)))) = from.get(&at) {
        way.extend(*step);
        at.clone_from(before);
    }
    way.reverse();
    way
}

/// Where a set leads with each value of the variable, and with none.
fn next_sets(forest: &Forest, set: &[NodeRef], variable: u32) -> Vec<(Option<u64>, Set)> {
    let asking = |node: &&NodeRef| forest.variable(**node) == variable;
    let ends: BTreeSet<u64> =
        set.iter().filter(asking).flat_map(|node| forest.runs(*node)).map(|run| run.upto).collect();
    let runs: Vec<Run> = ends.iter().map(|upto| Run { upto: *upto, to: NodeRef::FALSE }).collect();
    let rest: Vec<NodeRef> = set.iter().filter(|node| forest.variable(**node) != variable).copied().collect();
    let mut sets = Vec::with_capacity(runs.len() + 1);
    for (at, run) in runs.iter().enumerate() {
        let children = set.iter().filter(asking).map(|node| forest.child(*node, run.upto));
        sets.push((Some(nearest_cut_off(&runs, at)), sorted(rest.iter().copied().chain(children))));
    }
    let all = set.iter().filter(asking).flat_map(|node| forest.runs(*node)).map(|run| run.to);
    sets.push((None, sorted(rest.iter().copied().chain(all))));
    sets
}

fn sorted(nodes: impl Iterator<Item = NodeRef>) -> Set {
    let mut list: Vec<NodeRef> = nodes.collect();
    list.sort_unstable();
    list.dedup();
    list
}

#[cfg(test)]
mod tests {
    use super::super::forest::Budget;
    use super::super::query::shortest;
    use super::*;

    #[test]
    fn a_variable_that_does_not_matter_is_left_open() {
        // `c`, or both `a` and `b`, asked in that order: every way to yes names two, and `c` alone is enough.
        let mut forest = Forest::new(Budget::default());
        let (no, yes) = (NodeRef::FALSE, NodeRef::TRUE);
        let c = forest.make(2, &[Run { upto: 0, to: no }, Run { upto: 1, to: yes }]).unwrap();
        let b = forest.make(1, &[Run { upto: 0, to: c }, Run { upto: 1, to: yes }]).unwrap();
        let root = forest.make(0, &[Run { upto: 0, to: c }, Run { upto: 1, to: b }]).unwrap();
        assert_eq!(shortest(&mut forest, root, |leaf| leaf == 1).unwrap().unwrap().len(), 2);
        assert_eq!(least(&mut forest, root, |leaf| leaf == 1).unwrap(), Some(vec![(2, 1)]));
        assert_eq!(least(&mut forest, root, |leaf| leaf == 0).unwrap().unwrap().len(), 2);
        assert_eq!(least(&mut forest, root, |leaf| leaf == 7).unwrap(), None);
        assert_eq!(least(&mut forest, yes, |leaf| leaf == 1).unwrap(), Some(Vec::new()));
    }

    #[test]
    fn what_is_excluded_does_no_harm_and_shows_nothing() {
        let mut forest = Forest::new(Budget::default());
        let runs = |low, high| [Run { upto: 0, to: low }, Run { upto: 1, to: high }];
        let excluded = forest.make(1, &runs(NodeRef::TRUE, NodeRef::IMPOSSIBLE)).unwrap();
        let root = forest.make(0, &runs(NodeRef::FALSE, excluded)).unwrap();
        assert_eq!(least(&mut forest, root, |leaf| leaf == 1).unwrap(), Some(vec![(0, 1)]));
        assert_eq!(least(&mut forest, NodeRef::IMPOSSIBLE, |leaf| leaf == 1).unwrap(), None);
    }
}
