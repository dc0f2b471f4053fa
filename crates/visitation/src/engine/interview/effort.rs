//! How many questions an interview takes, and how many every order of asking needs at least.
//!
//! Exact over all possible assignments, each counted alike: it says how a guideline asks, not whom it meets.

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
    /// No order of asking has a lower average.
    pub bound: f64,
}

/// Follows all interviews of one guideline.
///
/// # Errors
/// Nobody is possible in it, or it is too large.
pub fn effort(compiled: &Compiled) -> Result<Effort, AssessError> {
    let guideline = compiled.guideline();
    // Where nobody is possible, nobody can be asked.
    compiled.assess(&vec![None; guideline.questions.len()])?;
    let diagram = || Diagram::compile(guideline, compiled.speciale_count());
    let mut course = Course::new(guideline, diagram()?);
    let (conversation, shortest) = (course.asked(Order::Conversation)?, course.asked(Order::Shortest)?);
    Ok(Effort { conversation, shortest, bound: bound(guideline, diagram()?) })
}
