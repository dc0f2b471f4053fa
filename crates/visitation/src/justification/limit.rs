//! A time limit as a letter tells it.

use jiff::civil::Date;

/// A day by which something must be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeLimit {
    /// The last day.
    pub day: Date,
    /// What must be done, as a sentence.
    pub about: String,
    /// The laws that say so, as cited.
    pub laws: Vec<String>,
}
