//! What we write: the note for the file, the letter to the citizen, and whether they say what the law wants.
//!
//! The way is one: [`input`] and [`human`] say what a document needs to know, [`notat`], [`mod@letter`] and [`child`]
//! make a [`document`] of it in a [`voice`], and a renderer (one file each) makes text of that. [`check`] holds case
//! and letter against the checklists. Nothing here reads a file or computes an outcome, and nothing here
//! decides: the program leaves visible holes where a person must assess.

mod budget;
pub mod check;
pub mod child;
mod cited;
pub mod document;
pub mod docx;
#[cfg(test)]
pub mod example;
pub mod html;
pub mod human;
pub mod input;
pub mod letter;
pub mod limit;
pub mod markdown;
pub mod notat;
#[cfg(feature = "pdf")]
pub mod pdf;
mod placement;
mod price;
pub mod recipient;
pub mod sections;
pub mod templates;
pub mod told;
pub mod trace;
pub mod voice;
pub mod writer;

pub use child::child_letter;
pub use document::Document;
pub use input::{Fact, Input, SpecialeInput};
pub use letter::{Finish, letter};
pub use notat::visitationsnotat;
