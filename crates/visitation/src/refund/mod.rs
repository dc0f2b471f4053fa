//! What the state refunds of dear single cases, month by month, in exact fractions.
//!
//! Deliberately on its own: knows no case, level, offer or letter. An amount about the municipality must never reach
//! what is said of a citizen. Sources of the rules: SEL § 176, BL § 198 and BEK 1485 of 06-12-2023 § 3, as the file
//! of limits names them; nothing here is a claim, only a reckoning.

mod model;
mod month;
mod read;
mod reckon;
#[cfg(test)]
mod tests;

pub use model::{Act, BUILT_IN_LIMITS, Expenses, Limits, Person, Post, When};
pub use month::Month;
pub use read::{read_expenses, read_limits};
pub use reckon::{Fraction, LeftOut, MonthShare, NotCovered, Refund, Slice, Who, reckon};
