//! The decision diagram of a guideline: compiled once, asked by every command.
//!
//! A reduced, ordered, multi-valued diagram with one root for each thing that can be asked: the level, every
//! criterion, every duty, whether each question applies. In each root an assignment that an `aldrig` rule excludes
//! leads to the leaf [`NodeRef::IMPOSSIBLE`], so that a walk sees the possible assignments and no others.
//!
//! Exact or not at all: past its [`Budget`] a compilation fails with [`super::outcome::TooLarge`], it never approximates.
//! Deliberately holds no answers: a [`View`] is the diagram under the answers of one case.

pub mod apply;
pub mod arithmetic;
pub mod compile;
mod fixed;
pub mod forest;
pub mod least;
mod matters;
pub mod query;
mod sums;
pub mod variables;
mod walk;
mod whole;
pub mod workshop;

pub use fixed::Fixed;
pub use forest::{Budget, NodeRef};
pub use walk::View;
pub use whole::{Diagram, Roots, possible};
