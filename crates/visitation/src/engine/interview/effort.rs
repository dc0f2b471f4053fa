//! How many questions an interview takes, against how few it could.
//!
//! Exact over all possible assignments, each counted alike: it says how a guideline asks, not whom it meets. The best
//! decision tree is known where the search for it ends within a budget; beyond it there is a lower bound.

use super::Order;
use super::bound::bound;
pub use super::course::Asked;
use super::course::Course;
use super::tree::search;
use crate::engine::assess::{AssessError, Compiled};
use crate::engine::diagram::Diagram;

/// Numbers of questions over all possible assignments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// In the file's order.
    pub conversation: Asked,
    /// In the order that settles soonest.
    pub shortest: Asked,
    /// The average of the best decision tree; `None` where it takes too long to find.
    pub optimum: Option<f64>,
    /// No decision tree has a lower average.
    pub bound: f64,
    /// Every decision tree asks somebody at least so many.
    pub most_bound: usize,
}

/// Follows all interviews of one guideline. In search of the best tree so many of its states are looked into.
pub fn effort(compiled: &Compiled, states: usize) -> Result<Effort, AssessError> {
    let guideline = compiled.guideline();
    // Where nobody is possible, nobody can be asked.
    compiled.assess(&vec![None; guideline.questions.len()])?;
    let diagram = || Diagram::compile(guideline, compiled.speciale_count());
    let least = bound(guideline, diagram()?);
    let diagram = diagram()?;
    let mut course = Course::new(guideline, diagram, usize::MAX);
    let conversation = course.asked(Order::Conversation)?;
    let shortest = course.asked(Order::Shortest)?;
    let found = search(guideline, compiled.speciale_count(), states);
    let optimum = match found {
        Some(found) => found.exact.then_some(found.least),
        None => course.searching(states).best(vec![false; guideline.questions.len()])?.map(|(mean, _)| mean),
    };
    let searched = found.map_or(0.0, |found| found.least);
    let bound = optimum.unwrap_or(least.mean.max(searched));
    Ok(Effort { conversation, shortest, optimum, bound, most_bound: least.most.max(next_whole(bound)) })
}

/// Somebody is asked at least as many as the average.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of questions")]
fn next_whole(mean: f64) -> usize {
    // Sums of the same numbers in another order differ in the last digits, which must not decide.
    (mean - 1e-9).ceil().max(0.0) as usize
}
