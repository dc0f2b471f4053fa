//! What follows from the answers: pure and total. No input or output, no clock, no YAML, no terminal.

pub mod outcome;
