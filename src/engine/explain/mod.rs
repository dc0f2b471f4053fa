//! Why something came out: which of the known answers carry it.
//!
//! Two ways. [`support`] follows the condition as its author wrote it, so that a text can state just those answers.
//! [`smallest_reasons`] asks the diagram for as few answers as possible that settle the level by themselves.
//! Deliberately words nothing.

mod smallest;
mod support;

pub use smallest::smallest_reasons;
pub use support::{Reader, support};
