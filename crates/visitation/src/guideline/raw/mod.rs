//! The YAML mirror of rule files: the only place where Danish keys meet English names.
//!
//! Reads a text into plain structs with a position on every value and reports every fault of form. It
//! knows no meaning: whether a name exists, and what a condition says, is found in `resolve`.

pub mod calendar;
pub mod comparison;
pub mod condition;
pub mod examples;
pub mod fields;
pub mod guideline;
pub mod national;
pub mod packed;
pub mod question;
pub mod supply;
pub mod term;
pub mod transition;
pub mod yaml;
mod yaml_errors;

use super::source::Span;

/// A value with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Located<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), span: self.span }
    }
}
