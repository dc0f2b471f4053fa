//! A case being worked on by a person: asked, kept, shown.
//!
//! Ties the library's `Consultation`, store and prompter together for the commands. Deliberately holds no rules and
//! draws nothing but through `terminal`.

pub mod answer_sheet;
pub mod answers_text;
pub mod archive;
pub mod authoring;
pub mod batch;
pub mod cases;
pub mod choose;
pub mod confirm;
pub mod document;
pub mod failures;
pub mod follow;
pub mod interview;
pub mod matched;
pub mod matching;
pub mod outcome;
pub mod record;
pub mod redact;
pub mod sheet;
