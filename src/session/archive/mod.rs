//! Saved cases read again: one, a folder or a country's; replayed, held against other rules, signed.
//!
//! What is found in them is put together in `audit`; here are the ways to the cases and to their rules.

pub mod batch;
pub mod enter;
pub mod heads;
pub mod kept;
pub mod process;
pub mod replay;
pub mod signing;
pub mod what_if;
