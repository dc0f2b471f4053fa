//! How few questions every order of asking needs, as a proof: on average, and for the citizen who is asked most.
//!
//! Deliberately finds no order: that is `course`.

use super::always_asked;
use super::joint::joint;
use super::needed::Needed;
use super::putting::{Putting, bit};
use super::worst::most_needed;
use crate::engine::diagram::{Diagram, NodeRef};
use crate::guideline::Guideline;

/// What every order of asking needs at least.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bound {
    pub mean: f64,
    pub most: usize,
}

/// Where the outcome is too large to be put together, only the questions that are always asked are counted.
pub(super) fn bound(guideline: &Guideline, diagram: Diagram) -> Bound {
    let mut putting = Putting::new(diagram);
    let roots = &putting.diagram.roots;
    let settled: Vec<NodeRef> = std::iter::once(roots.level).chain(roots.advice_for(false)).collect();
    let always = always_asked(guideline, &roots.applies);
    let possible = putting.possible(putting.diagram.roots.level);
    if possible <= 0.0 {
        return Bound { mean: 0.0, most: 0 };
    }
    let joined = joint(&mut putting.diagram.forest, &settled).unwrap_or(putting.diagram.roots.level);
    let needed = Needed::default().least(&mut putting, joined).unwrap_or(0.0);
    let met = putting.met(std::iter::once(joined));
    // What decides nothing and is always asked comes on top. What decides something may be among the needed ones.
    let alone = always.iter().filter(|(place, _)| *place < 128 && met & bit(*place) == 0);
    let always_alone: f64 = alone.map(|(_, applies)| putting.share(*applies)).sum();
    let mean = (needed + always_alone) / possible;
    let most = most_needed(&mut putting, guideline, joined, &always);
    Bound { mean, most }
}
