//! What no order of asking can do without on average, as a proof.
//!
//! All that an interview has to settle is put together as one function: two assignments come to one leaf where the
//! level and every duty of a case without doubt are the same. Where another answer to one question alone, possible as
//! well, would come to another leaf, every order has to ask it: whoever does not, cannot tell the two citizens apart. So
//! the average number of such questions over all possible assignments is a lower bound. Let one question be answered
//! for nothing: what is left takes no more questions than before, less this one where it was needed. So the bound of a
//! node is the average of those below it and of how often its own question is needed; and where something is open, at
//! least one question has to be asked. Deliberately finds no order: that is `course`.

use hashbrown::HashMap;

use super::putting::{Ends, Putting, bit};
use super::shortest::width;
use crate::engine::diagram::forest::{Forest, Leaf, Run};
use crate::engine::diagram::{Diagram, NodeRef};
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;

/// At least so many questions are asked on average. Where the outcome is too large to be put together, only the level
/// and the questions that are always asked are counted.
pub(super) fn bound(guideline: &Guideline, diagram: Diagram) -> f64 {
    let mut putting = Putting::new(diagram);
    let roots = &putting.diagram.roots;
    let settled: Vec<NodeRef> = std::iter::once(roots.level).chain(roots.advice_for(false)).collect();
    let always = always_asked(guideline, &roots.applies);
    let possible = putting.possible(putting.diagram.roots.level);
    if possible <= 0.0 {
        return 0.0;
    }
    let joined = Joined::default().all(&mut putting.diagram.forest, &settled).unwrap_or(putting.diagram.roots.level);
    let needed = Needed::default().least(&mut putting, joined).unwrap_or(0.0);
    let met = putting.met(std::iter::once(joined));
    // What decides nothing and is always asked comes on top. What decides something may be among the needed ones.
    let alone = always.iter().filter(|(place, _)| *place < 128 && met & bit(*place) == 0);
    let always_alone: f64 = alone.map(|(_, applies)| putting.share(*applies)).sum();
    (needed + always_alone) / possible
}

/// The questions that are always asked, and whether they apply.
fn always_asked(guideline: &Guideline, applies: &[NodeRef]) -> Vec<(usize, NodeRef)> {
    let all = guideline.questions.iter().zip(applies).enumerate();
    all.filter(|(_, (question, _))| question.always_asked).map(|(place, (_, applies))| (place, *applies)).collect()
}

/// More lists of places than this are not looked at.
const LISTS: usize = 1_000_000;

/// The questions that have to be asked to come to one leaf, by node.
#[derive(Default)]
struct Needed {
    least: HashMap<NodeRef, f64>,
    apart: HashMap<Vec<NodeRef>, Vec<f64>>,
}

impl Needed {
    /// At least so many questions are asked on average, times the share of the assignments that is possible.
    fn least(&mut self, putting: &mut Putting, node: NodeRef) -> Result<f64, TooLarge> {
        if putting.ends(node) != Ends::Several {
            return Ok(0.0);
        }
        if let Some(known) = self.least.get(&node) {
            return Ok(*known);
        }
        let mut sum = 0.0;
        for (exit, share, own) in self.exits(putting, node)? {
            sum += share * (self.least(putting, exit)? + own);
        }
        let sum = sum.max(putting.possible(node));
        self.least.insert(node, sum);
        Ok(sum)
    }

    /// Where the answers to a node's question lead, with their share; and for which share of the assignments there the
    /// question has to be asked.
    fn exits(&mut self, putting: &mut Putting, node: NodeRef) -> Result<Vec<(NodeRef, f64, f64)>, TooLarge> {
        let exits = putting.exits(node);
        let possible = exits.iter().map(|(exit, _)| *exit).filter(|exit| *exit != NodeRef::IMPOSSIBLE);
        let places: Vec<NodeRef> = possible.collect();
        let apart = self.apart(putting, &places)?;
        let own = |exit: &NodeRef| places.binary_search(exit).ok().and_then(|at| apart.get(at)).copied().unwrap_or(0.0);
        Ok(exits.into_iter().map(|(exit, share)| (exit, share, own(&exit))).collect())
    }

    /// Per place: for which share of the assignments is it possible, while another is too and comes to another leaf?
    /// The places are in order, each once, none excluded altogether.
    fn apart(&mut self, putting: &mut Putting, places: &[NodeRef]) -> Result<Vec<f64>, TooLarge> {
        // Two different leaves among them: each place differs from one of the two.
        if places.len() < 2 || places.iter().filter(|place| place.is_leaf()).count() > 1 {
            let share = |place: &NodeRef| if places.len() < 2 { 0.0 } else { putting.possible(*place) };
            return Ok(places.iter().map(share).collect());
        }
        if let Some(known) = self.apart.get(places) {
            return Ok(known.clone());
        }
        let forest = &putting.diagram.forest;
        let variable = places.iter().map(|place| forest.variable(*place)).min().unwrap_or(u32::MAX);
        let asking = || places.iter().filter(|place| forest.variable(**place) == variable);
        let mut ends: Vec<u64> = asking().flat_map(|place| forest.runs(*place)).map(|run| run.upto).collect();
        ends.sort_unstable();
        ends.dedup();
        let last = ends.last().copied().unwrap_or(0);
        let (mut found, mut least) = (vec![0.0; places.len()], 0);
        for end in ends {
            let forest = &putting.diagram.forest;
            let to =
                |place: &NodeRef| if forest.variable(*place) == variable { forest.child(*place, end) } else { *place };
            let moved: Vec<NodeRef> = places.iter().map(to).collect();
            let mut below: Vec<NodeRef> = moved.iter().copied().filter(|place| *place != NodeRef::IMPOSSIBLE).collect();
            below.sort_unstable();
            below.dedup();
            let apart = self.apart(putting, &below)?;
            let share = width(least, end) / width(0, last);
            for (slot, place) in found.iter_mut().zip(moved) {
                *slot += share * below.binary_search(&place).ok().and_then(|at| apart.get(at)).copied().unwrap_or(0.0);
            }
            least = end.saturating_add(1);
        }
        if self.apart.len() >= LISTS {
            return Err(putting.diagram.forest.too_large());
        }
        self.apart.insert(places.to_vec(), found.clone());
        Ok(found)
    }
}

/// A pair of places, and the place that says both.
type Pairs = HashMap<(NodeRef, NodeRef), NodeRef>;

/// More pairs of places than this are not made.
const PAIRS: usize = 1_000_000;

/// What has been put together in a forest, so that it is done once.
#[derive(Default)]
struct Joined {
    leaves: Pairs,
    done: Pairs,
}

impl Joined {
    /// The roots as one. What is excluded at one of them is excluded at all.
    fn all(&mut self, forest: &mut Forest, roots: &[NodeRef]) -> Result<NodeRef, TooLarge> {
        let mut roots = roots.to_vec();
        roots.sort_unstable();
        roots.dedup();
        let Some(mut joined) = roots.pop() else { return Ok(NodeRef::FALSE) };
        while let Some(root) = roots.pop() {
            joined = self.pair(forest, (joined, root))?;
        }
        Ok(joined)
    }

    fn pair(&mut self, forest: &mut Forest, (one, other): (NodeRef, NodeRef)) -> Result<NodeRef, TooLarge> {
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
        if self.done.len() >= PAIRS {
            return Err(forest.too_large());
        }
        let mut runs = Vec::new();
        for (upto, below) in forest.children_of_both(variable, (one, other)) {
            runs.push(Run { upto, to: self.pair(forest, below)? });
        }
        forest.allow(usize::MAX);
        let made = forest.make(variable, &runs)?;
        self.done.insert((one, other), made);
        Ok(made)
    }
}

/// No level has so high a number.
const FIRST_LEAF: Leaf = 1 << 40;
