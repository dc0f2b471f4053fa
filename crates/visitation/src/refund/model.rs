//! What is reckoned with: limits of a year, and what persons cost in it.

use super::month::Month;
use crate::guideline::source::Span;
use crate::money::Ore;

/// The limits that are built in, as a file of `visit-satser/1`: each year says who has read it, and where.
pub const BUILT_IN_LIMITS: &str = include_str!("satser.yaml");

/// The limits of one year, as `visit-satser/1` gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The calendar year.
    pub year: i16,
    /// Kroner a year, rising: above each one its percentage is refunded.
    pub limits: [Ore; 3],
    /// Percent refunded above each limit, 0–100.
    pub percent: [u8; 3],
    /// Who says so, in the file's own words.
    pub source: String,
    /// Has somebody read the amounts in that source? If not they are an estimate.
    pub verified: bool,
    /// Who turned 67 before this month is never covered by the adults' rule; from the file of limits.
    pub covered_from: Option<Month>,
}

/// What one or several persons cost in one year, as `visit-udgifter/1` gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expenses {
    /// The financial year: January to December.
    pub year: i16,
    /// Are the months under barnets lov added together? Yes for one household.
    pub household: bool,
    /// The persons, each with an id that says nothing of who they are.
    pub people: Vec<Person>,
}

/// Which act help is given under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Serviceloven: each person alone, under 67.
    Adults,
    /// Barnets lov: alone, or with the household.
    Children,
}

/// One person's costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// A letter or the like; never a name, a case number or a date of birth.
    pub id: String,
    /// The act of the year, or of the months before `turns_18`.
    pub act: Act,
    /// From this month on the costs are under serviceloven.
    pub turns_18: Option<Month>,
    /// The month of the 67th birthday.
    pub turns_67: Option<Month>,
    /// Was the cost of the last month before 67 over the limit? Said by a person where the file cannot show it.
    pub covered_before_67: Option<bool>,
    /// What was paid and what came in.
    pub posts: Vec<Post>,
    /// Where the person stands in the file.
    pub span: Span,
}

/// One amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// What it is for.
    pub what: String,
    /// Kroner; below zero where it is income.
    pub amount: Ore,
    /// When it is paid.
    pub when: When,
    /// Why it does not count, where it does not.
    pub left_out: Option<String>,
}

/// When an amount is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Every month from the first to the last, both included.
    Monthly(Month, Month),
    /// Once; spread evenly over the twelve months of the year.
    Once,
}
