//! The written side of a case: what people add to it, and the note and the letters that are made of it.

mod added;
mod asking;
pub mod gaps;
pub mod justify;
pub mod note;
pub mod paper;
