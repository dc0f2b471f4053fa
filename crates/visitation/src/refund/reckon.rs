//! The reckoning: net cost a month, its slices above a twelfth of each limit, and their percentages.
//!
//! Exact throughout: amounts are 1/1200 of an øre (a twelfth of a percent); only what is shown is rounded, and the
//! year's refund only once, as a sum.

use std::iter::once;

use super::model::{Act, Expenses, Limits, Person, Post, When};
use super::month::Month;
use crate::money::Ore;

/// An exact amount in 1/1200 øre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Fraction(i128);

impl Fraction {
    /// To the nearest øre, halves away from zero.
    #[must_use]
    pub fn rounded(self) -> Ore {
        let half = if self.0 < 0 { -600 } else { 600 };
        Ore(i64::try_from((self.0 + half) / 1200).unwrap_or(i64::MAX))
    }
}

impl std::iter::Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        Self(parts.map(|part| part.0).sum())
    }
}

impl std::ops::Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// Whose costs are held against the limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// One person alone.
    Person(String),
    /// The children and young of one household together.
    Household,
}

/// Why a month gives no refund whatever it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCovered {
    /// 67 before the adults' rule covered anybody after 67.
    Over67TooEarly,
    /// 67, and the last month before was not over the limit.
    NotOverLimitBefore67,
}

/// What lies above one limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// Its percentage.
    pub percent: u8,
    /// The part of the net cost in it.
    pub amount: Fraction,
    /// What is refunded of it.
    pub refund: Fraction,
}

/// One month of one person or household under one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthShare {
    /// The month.
    pub month: Month,
    /// Whose.
    pub who: Who,
    /// Under which act.
    pub act: Act,
    /// What counts, income deducted; never below zero.
    pub net: Fraction,
    /// Rising; all empty where the month is not covered.
    pub slices: [Slice; 3],
    /// Why nothing is refunded, where the rule does not cover the month.
    pub not_covered: Option<NotCovered>,
}

impl MonthShare {
    /// What the state refunds of the month.
    #[must_use]
    pub fn refund(&self) -> Fraction {
        self.slices.iter().map(|slice| slice.refund).sum()
    }
}

/// An amount that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The person's id.
    pub person: String,
    /// What it was for.
    pub what: String,
    /// How much, a month or once.
    pub amount: Ore,
    /// Is it paid every month?
    pub monthly: bool,
    /// Why it does not count, in the file's words.
    pub because: String,
}

/// A year's refund and all it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The year.
    pub year: i16,
    /// Are the limits unverified? Then every line is an estimate.
    pub estimate: bool,
    /// By month, then by person; months without any cost are not listed.
    pub months: Vec<MonthShare>,
    /// What did not count.
    pub left_out: Vec<LeftOut>,
}

impl Refund {
    /// What the state refunds of the year.
    #[must_use]
    pub fn total(&self) -> Ore {
        self.months.iter().map(MonthShare::refund).sum::<Fraction>().rounded()
    }

    /// What the municipality bears itself of the net cost that counts.
    #[must_use]
    pub fn borne(&self) -> Ore {
        let net: Fraction = self.months.iter().map(|share| share.net).sum();
        (net - self.months.iter().map(MonthShare::refund).sum()).rounded()
    }
}

/// Reckons a year's refund.
///
/// The expenses must be of the limits' year; `read_expenses` sees to the rest.
#[must_use]
pub fn reckon(expenses: &Expenses, limits: &Limits) -> Refund {
    let mut months = Vec::new();
    for month in Month::of_year(expenses.year) {
        let (adults, children): (Vec<&Person>, Vec<&Person>) =
            expenses.people.iter().partition(|person| act_in(person, month) == Act::Adults);
        for person in adults {
            let not_covered = not_covered(person, month, limits);
            months.extend(share(month, person_of(person), Act::Adults, &[person], not_covered, limits));
        }
        if expenses.household {
            months.extend(share(month, Who::Household, Act::Children, &children, None, limits));
        } else {
            let alone = |person: &&Person| share(month, person_of(person), Act::Children, &[*person], None, limits);
            months.extend(children.iter().filter_map(alone));
        }
    }
    let left_out =
        expenses.people.iter().flat_map(|person| person.posts.iter().filter_map(|post| omitted(person, post)));
    Refund { year: expenses.year, estimate: !limits.verified, months, left_out: left_out.collect() }
}

fn person_of(person: &Person) -> Who {
    Who::Person(person.id.clone())
}

fn act_in(person: &Person, month: Month) -> Act {
    match person.turns_18 {
        Some(turns) if month >= turns => Act::Adults,
        _ => person.act,
    }
}

fn omitted(person: &Person, post: &Post) -> Option<LeftOut> {
    let because = post.left_out.clone()?;
    let monthly = matches!(post.when, When::Monthly(..));
    Some(LeftOut { person: person.id.clone(), what: post.what.clone(), amount: post.amount, monthly, because })
}

/// Twelve times the net cost of a month, in øre: what the yearly limits are held against.
fn twelvefold(person: &Person, month: Month) -> i128 {
    let counted = person.posts.iter().filter(|post| post.left_out.is_none());
    let parts = counted.map(|post| match post.when {
        When::Monthly(from, to) if (from..=to).contains(&month) => i128::from(post.amount.0) * 12,
        When::Monthly(..) => 0,
        When::Once => i128::from(post.amount.0),
    });
    parts.sum()
}

/// Is the person too old in that month, and not covered immediately before?
fn not_covered(person: &Person, month: Month, limits: &Limits) -> Option<NotCovered> {
    let turns = person.turns_67.filter(|turns| month >= *turns)?;
    if limits.covered_from.is_some_and(|from| turns < from) {
        return Some(NotCovered::Over67TooEarly);
    }
    let over = |before| twelvefold(person, before) > i128::from(limits.limits[0].0);
    let covered = person.covered_before_67.unwrap_or_else(|| over(turns.before()));
    (!covered).then_some(NotCovered::NotOverLimitBefore67)
}

fn share(
    month: Month,
    who: Who,
    act: Act,
    people: &[&Person],
    not_covered: Option<NotCovered>,
    limits: &Limits,
) -> Option<MonthShare> {
    let twelvefold = people.iter().map(|person| twelvefold(person, month)).sum::<i128>().max(0);
    if twelvefold == 0 {
        return None;
    }
    let tops = limits.limits.iter().skip(1).map(|limit| Some(limit.0)).chain(once(None));
    let mut bounds = limits.limits.iter().zip(tops).zip(limits.percent);
    let slices = std::array::from_fn(|_| {
        let Some(((low, top), percent)) = bounds.next().filter(|_| not_covered.is_none()) else {
            return Slice { percent: 0, amount: Fraction(0), refund: Fraction(0) };
        };
        let inside = (top.map_or(twelvefold, |top| twelvefold.min(i128::from(top))) - i128::from(low.0)).max(0);
        // A twelfth of an øre is a hundred parts of 1/1200; a percent of it is one.
        Slice { percent, amount: Fraction(inside * 100), refund: Fraction(inside * i128::from(percent)) }
    });
    Some(MonthShare { month, who, act, net: Fraction(twelvefold * 100), slices, not_covered })
}
