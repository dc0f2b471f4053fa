//! The sections that the note and the letter have in common, one after the other as a letter has them.
//!
//! A section says what stands in the case, or leaves a hole that says what must be written. It never judges:
//! a refusal stands in a document only where a person has written one.

pub mod advice;
pub mod after;
pub mod assessed;
pub mod begun;
pub mod citizen;
pub mod grounds;
pub mod offer;
