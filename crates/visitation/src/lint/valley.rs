//! Valleys: numbers at which a diagram comes to less than at the neighbours on both sides, all else equal.
//!
//! At the first or last number there is one neighbour only: there it is a valley where the diagram had come to less
//! once before. Deliberately knows nothing of what the numbers mean.

use hashbrown::HashSet;

use crate::engine::diagram::NodeRef;
use crate::engine::diagram::forest::{Forest, Run};
use crate::engine::diagram::query::{self, Way};
use crate::engine::outcome::TooLarge;

/// One number that falls between its neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Valley {
    /// Everything else.
    pub way: Way,
    /// The number's place among the values.
    pub place: u64,
    /// The two places it is held against; the second is none of its neighbours where it is the first or last number.
    pub beside: [u64; 2],
}

/// The valleys below a root, each place once, ascending.
pub fn valleys(forest: &mut Forest, root: NodeRef, variable: u32) -> Result<Vec<Valley>, TooLarge> {
    let mut found: Vec<Valley> = Vec::new();
    let mut barren = HashSet::new();
    for (node, way) in query::asking(forest, root, variable)? {
        let runs = forest.runs(node).to_vec();
        for at in 0..runs.len() {
            let Some(place) = single(&runs, at).filter(|place| found.iter().all(|valley| valley.place != *place))
            else {
                continue;
            };
            for (beside, targets, ends) in held_against(&runs, at) {
                if let Some(rest) = dip(forest, targets, ends, &mut barren)? {
                    let way = way.iter().chain(&rest).copied().collect();
                    found.push(Valley { way, place, beside });
                    break;
                }
            }
        }
    }
    found.sort_by_key(|valley| valley.place);
    Ok(found)
}

/// The only value of a run.
fn single(runs: &[Run], at: usize) -> Option<u64> {
    let first = at.checked_sub(1).and_then(|before| runs.get(before)).map_or(0, |before| before.upto + 1);
    runs.get(at).map(|run| run.upto).filter(|upto| *upto == first)
}

/// What a run of one value is held against: places, where they lead, and whether the run stands at an end.
fn held_against(runs: &[Run], at: usize) -> Vec<([u64; 2], [NodeRef; 3], bool)> {
    let Some(own) = runs.get(at) else { return Vec::new() };
    let before = at.checked_sub(1).and_then(|before| runs.get(before));
    match (before, runs.get(at + 1)) {
        (Some(before), Some(after)) => {
            vec![([before.upto, own.upto + 1], [own.to, before.to, after.to], false)]
        }
        (Some(before), None) => {
            let others = runs.iter().take(at - 1);
            others.map(|other| ([before.upto, other.upto], [own.to, before.to, other.to], true)).collect()
        }
        (None, Some(after)) => {
            let others = runs.iter().skip(2);
            others.map(|other| ([own.upto + 1, other.upto], [own.to, after.to, other.to], true)).collect()
        }
        (None, None) => Vec::new(),
    }
}

/// Values below which the first is less than the others; at an end, both the first and the last less than the second.
fn dip(
    forest: &mut Forest,
    start: [NodeRef; 3],
    at_end: bool,
    barren: &mut HashSet<([NodeRef; 3], bool)>,
) -> Result<Option<Way>, TooLarge> {
    let mut open = vec![(start, 0, None)];
    let (mut way, mut visited) = (Way::new(), Vec::new());
    while let Some((nodes, depth, step)) = open.pop() {
        way.truncate(depth);
        way.extend(step);
        let [own, one, other] = nodes;
        let hopeless = own == one || (!at_end && own == other) || (at_end && one == other);
        if hopeless || nodes.contains(&NodeRef::IMPOSSIBLE) {
            continue;
        }
        if let (Some(own), Some(one), Some(other)) = (forest.value(own), forest.value(one), forest.value(other)) {
            if own < one && (if at_end { other < one } else { own < other }) {
                for nodes in &visited {
                    barren.remove(nodes);
                }
                return Ok(Some(way));
            }
            continue;
        }
        if !barren.insert((nodes, at_end)) {
            continue;
        }
        visited.push((nodes, at_end));
        let variable = nodes.iter().map(|node| forest.variable(*node)).min().unwrap_or(0);
        let (mut low, at) = (0, way.len());
        let last = open.len();
        loop {
            let next = nodes.map(|node| step_at(forest, node, variable, low));
            let upto = next.iter().map(|run| run.upto).min().unwrap_or(u64::MAX);
            open.push((next.map(|run| run.to), at, Some((variable, low))));
            forest.spend(1)?;
            if ends(forest, nodes, variable, upto) {
                break;
            }
            low = upto + 1;
        }
        open.get_mut(last..).into_iter().for_each(<[_]>::reverse);
    }
    Ok(None)
}

/// Where a value of the variable leads, and up to which value it leads there.
fn step_at(forest: &Forest, node: NodeRef, variable: u32, value: u64) -> Run {
    let stays = Run { upto: u64::MAX, to: node };
    if forest.variable(node) != variable {
        return stays;
    }
    forest.runs(node).iter().find(|run| run.upto >= value).copied().unwrap_or(stays)
}

/// Is this the last value of the variable?
fn ends(forest: &Forest, nodes: [NodeRef; 3], variable: u32, upto: u64) -> bool {
    let asking = nodes.iter().filter(|node| forest.variable(**node) == variable);
    asking.filter_map(|node| forest.runs(*node).last()).all(|run| run.upto <= upto)
}
