//! What no order of asking can do without, as a proof: a lower bound on the average number of questions.
//!
//! Where one answer, changed alone, would change the level or a duty, every order has to ask for it. So the average
//! over all assignments of the number of such answers is a bound; so is that of the questions that are always asked.
//! Only for guidelines without `aldrig` rules, where every change of an answer is possible; the others have the
//! questions that are always asked as their bound.

use std::collections::BTreeMap;

use super::shortest::width;
use crate::engine::diagram::forest::{Forest, Run};
use crate::engine::diagram::{Diagram, NodeRef};
use crate::guideline::Guideline;
use crate::guideline::question::Question;

/// On average so many questions have to be asked at least.
pub(super) fn bound(guideline: &Guideline, diagram: &Diagram) -> f64 {
    let mut needed = vec![0.0_f64; guideline.questions.len()];
    if !diagram.excludes() {
        for root in diagram.roots.outcomes_for(false) {
            for (place, share) in telling(diagram, root).into_iter().enumerate() {
                needed.get_mut(place).into_iter().for_each(|slot| *slot = slot.max(share));
            }
        }
    }
    let always = |question: &Question| question.always_asked && question.applies_when.is_none();
    for (slot, _) in needed.iter_mut().zip(&guideline.questions).filter(|(_, question)| always(question)) {
        *slot = 1.0;
    }
    needed.iter().sum()
}

/// Per question: for which share of the assignments would another value of it alone come to another leaf?
fn telling(diagram: &Diagram, root: NodeRef) -> Vec<f64> {
    let forest = &diagram.forest;
    let mut by_variable: BTreeMap<u32, f64> = BTreeMap::new();
    let mut shares: BTreeMap<NodeRef, f64> = BTreeMap::from([(root, 1.0)]);
    let mut alike = BTreeMap::new();
    // Parents stand above their children, so a node's share is complete when it is taken.
    while let Some((node, share)) = shares.pop_last() {
        if node.is_leaf() {
            continue;
        }
        let runs = forest.runs(node);
        let last = runs.last().map_or(0, |run| run.upto);
        let mut least = 0;
        for run in runs {
            *shares.entry(run.to).or_default() += share * width(least, run.upto) / width(0, last);
            least = run.upto.saturating_add(1);
        }
        let differs = 1.0 - agree(forest, runs.iter().map(|run| run.to).collect(), &mut alike);
        *by_variable.entry(forest.variable(node)).or_default() += share * differs;
    }
    let mut found = vec![0.0_f64; diagram.blocks.len()];
    for (variable, share) in by_variable {
        if let Some(slot) = diagram.owners.get(variable as usize).and_then(|owner| found.get_mut(owner.0)) {
            *slot = slot.max(share);
        }
    }
    found
}

/// For which share of the assignments do these places come to one leaf?
fn agree(forest: &Forest, mut places: Vec<NodeRef>, known: &mut BTreeMap<Vec<NodeRef>, f64>) -> f64 {
    places.sort_unstable();
    places.dedup();
    let variable = places.iter().map(|place| forest.variable(*place)).min().unwrap_or(u32::MAX);
    if places.len() < 2 || variable == u32::MAX {
        return if places.len() < 2 { 1.0 } else { 0.0 };
    }
    // Two leaves that differ never agree, whatever the others do.
    if places.iter().filter(|place| place.is_leaf()).count() > 1 {
        return 0.0;
    }
    if let Some(share) = known.get(&places) {
        return *share;
    }
    let asking = || places.iter().filter(|place| forest.variable(**place) == variable);
    let mut ends: Vec<u64> = asking().flat_map(|place| forest.runs(*place)).map(|run: &Run| run.upto).collect();
    ends.sort_unstable();
    ends.dedup();
    let last = ends.last().copied().unwrap_or(0);
    let (mut share, mut least) = (0.0, 0);
    for end in ends {
        let to = |place: &NodeRef| {
            if forest.variable(*place) == variable { forest.child(*place, end) } else { *place }
        };
        let below = places.iter().map(to).collect();
        share += agree(forest, below, known) * width(least, end) / width(0, last);
        least = end.saturating_add(1);
    }
    known.insert(places, share);
    share
}
