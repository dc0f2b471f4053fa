//! What no order of asking can do without, as a proof.
//!
//! Where another answer to one question alone, possible as well, would come to another outcome, every order has to ask
//! it: whoever does not, cannot tell the two citizens apart. So the average number of such questions over all possible
//! assignments is a lower bound. Let one question be answered for nothing: what is left takes no more questions than
//! before, less this one where it was needed. So the bound of a node is the average of those below it and of how often
//! its own question is needed; and where something is open, at least one question has to be asked.

use std::rc::Rc;

use hashbrown::HashMap;

use super::putting::{Ends, Putting};
use super::shortest::width;
use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;

/// More lists of places than this are not looked at.
const LISTS: usize = 1_000_000;

/// The questions that have to be asked to come to one leaf, by node.
#[derive(Default)]
pub(super) struct Needed {
    least: HashMap<NodeRef, f64>,
    apart: HashMap<Vec<NodeRef>, Vec<f64>>,
    by_question: HashMap<NodeRef, Rc<[f64]>>,
}

impl Needed {
    /// At least so many questions are asked on average, times the share of the assignments that is possible.
    pub fn least(&mut self, putting: &mut Putting, node: NodeRef) -> Result<f64, TooLarge> {
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

    /// Per question: for which share of the assignments does every order have to ask it?
    pub fn by_question(&mut self, putting: &mut Putting, node: NodeRef) -> Result<Rc<[f64]>, TooLarge> {
        if let Some(known) = self.by_question.get(&node) {
            return Ok(Rc::clone(known));
        }
        let mut sums = vec![0.0; putting.diagram.blocks.len()];
        if putting.ends(node) == Ends::Several {
            let owner = putting.diagram.owner(node).map_or(usize::MAX, |owner| owner.0);
            for (exit, share, own) in self.exits(putting, node)? {
                let below = self.by_question(putting, exit)?;
                sums.iter_mut().zip(&*below).for_each(|(sum, below)| *sum += share * below);
                sums.get_mut(owner).into_iter().for_each(|sum| *sum += share * own);
            }
        }
        let sums: Rc<[f64]> = sums.into();
        self.by_question.insert(node, Rc::clone(&sums));
        Ok(sums)
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
