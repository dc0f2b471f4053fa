//! Visitation on the Danish specialised social area: guidelines compiled to decision diagrams, cases, reasons, documents.
//!
//! Deliberately no arguments, terminal, files, clock or network: whoever calls hands in texts, dates and answers.

pub mod case;
pub mod consult;
pub mod engine;
pub mod follow;
pub mod graph;
pub mod guideline;
pub mod justification;
pub mod lint;
pub mod money;
pub mod offers;
pub mod overview;
pub mod refund;
pub mod schema;
pub mod time;
pub mod trial;
