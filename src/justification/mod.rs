//! What we write: the caseworker's draft of the reasons, as a document.
//!
//! The way is one: [`input`] says what a justification needs to know, [`notat`] makes a [`document`] of it,
//! and a renderer (one file each, [`markdown`] so far) makes text of that. Nothing here reads a case file or
//! computes an outcome, and nothing here decides: the program leaves visible holes where a person must assess.

pub mod document;
pub mod input;
pub mod markdown;
pub mod notat;

pub use document::Document;
pub use input::{Fact, Input, SpecialeInput};
pub use notat::visitationsnotat;
