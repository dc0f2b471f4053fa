//! How many questions an interview takes, against how few it could.
//!
//! Exact over all possible assignments, each counted alike: it says how a guideline asks, not whom it meets. The best
//! decision tree is known where all orders of asking can be tried within a budget; beyond it there is a lower bound.

use super::Order;
use super::bound::bound;
pub use super::course::Asked;
use super::course::Course;
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

/// Follows all interviews of one guideline. For the best tree at most `standings` are looked at.
pub fn effort(compiled: &Compiled, standings: usize) -> Result<Effort, AssessError> {
    let guideline = compiled.guideline();
    // Where nobody is possible, nobody can be asked.
    compiled.assess(&vec![None; guideline.questions.len()])?;
    let diagram = || Diagram::compile(guideline, compiled.speciale_count());
    let least = bound(guideline, diagram()?);
    let diagram = diagram()?;
    let mut course = Course::new(guideline, diagram, usize::MAX);
    let conversation = course.asked(Order::Conversation)?;
    let shortest = course.asked(Order::Shortest)?;
    let mut course = course.searching(standings);
    let optimum = course.best(vec![false; guideline.questions.len()])?.map(|(mean, _)| mean);
    Ok(Effort { conversation, shortest, optimum, bound: optimum.unwrap_or(least.mean), most_bound: least.most })
}
