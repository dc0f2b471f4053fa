//! The conversation: which question comes next, what a person may say to it, and moving among what was said.

pub mod ask;
mod change;
mod conflict;
pub mod desk;
mod details;
pub mod earlier;
mod put;
mod revise;
pub mod status;
mod trail;
pub mod why;
