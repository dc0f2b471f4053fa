//! What follows from the answers: pure and total. No input or output, no clock, no YAML, no terminal.

#![warn(clippy::disallowed_methods)]

pub mod assess;
pub mod compare;
pub mod contradiction;
pub mod diagram;
pub mod evaluate;
pub mod explain;
pub mod interview;
pub mod many;
pub mod outcome;
pub mod search;
pub mod together;
pub mod variants;
mod walker;
