//! Why something came out: which of the known answers carry it, and which would have to be otherwise.
//!
//! Three ways. [`support()`] follows the condition as its author wrote it, so that a text can state just those answers.
//! [`smallest_reasons`] asks the diagram for as few answers as possible that settle the level by themselves.
//! [`nearest()`] asks it for the fewest answers that must change for another level, or a criterion, to come out.
//! [`one_of()`] finds the criteria that carry a level together. Deliberately words nothing.

pub mod nearest;
mod nearest_searched;
mod one_of;
mod smallest;
mod support;

pub use crate::guideline::reader::Reader;
pub use nearest::{Change, Goal, Way, nearest};
pub use one_of::one_of;
pub use smallest::{lifting_reasons, smallest_reasons, smallest_reasons_for_at_least};
pub use support::support;
