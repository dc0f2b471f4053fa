//! Counting days as the law counts them, and which of them are free.
//!
//! The day of the event is not counted; weeks end on the same day of the week, months on the same date or on the month's
//! last day where it has no such date. Which days are free is data, because it changes by law.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::easter::easter;
use crate::guideline::national::{FreeDay, FreeDayRule};
use crate::guideline::term::{Direction, Length, Unit};

/// No row of free days is longer than this: between Christmas and New Year there are some five.
const LONGEST_REST: usize = 31;

/// Which days are free.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'n> {
    /// `helligdage`
    holidays: &'n [FreeDay],
    /// `fridage`: no holidays, but the citizen's time limits move past them, too.
    days_off: &'n [FreeDay],
}

impl<'n> Calendar<'n> {
    /// The calendar of national.yaml's lists.
    #[must_use]
    pub fn new(holidays: &'n [FreeDay], days_off: &'n [FreeDay]) -> Self {
        Self { holidays, days_off }
    }

    /// Is it a `helligdag`?
    #[must_use]
    pub fn is_holiday(&self, day: Date) -> bool {
        falls_on(self.holidays, day)
    }

    /// Saturday, Sunday, `helligdag` or `fridag`: no day on which a citizen need have answered.
    #[must_use]
    pub fn is_free(&self, day: Date) -> bool {
        weekend(day) || self.is_holiday(day) || falls_on(self.days_off, day)
    }

    /// The day itself or the first after it that is not free.
    #[must_use]
    pub fn next_open(&self, day: Date) -> Option<Date> {
        self.first_open(day, Direction::From)
    }

    /// The day itself or the last before it that is not free.
    #[must_use]
    pub fn last_open(&self, day: Date) -> Option<Date> {
        self.first_open(day, Direction::Before)
    }

    fn first_open(&self, day: Date, way: Direction) -> Option<Date> {
        let mut day = Some(day);
        for _ in 0..LONGEST_REST {
            match day {
                Some(free) if self.is_free(free) => day = step(free, way),
                found => return found,
            }
        }
        None
    }

    /// The last day of a length from, or before, an event; `None` outside the calendar.
    #[must_use]
    pub fn count(&self, event: Date, length: Length, way: Direction) -> Option<Date> {
        let number = i64::from(length.number);
        let span = match length.unit {
            Unit::Days => Span::new().try_days(number),
            Unit::Weeks => Span::new().try_weeks(number),
            Unit::Months => Span::new().try_months(number),
            Unit::Workdays => return self.workdays(event, length.number, way, weekend),
        };
        match way {
            Direction::From => event.checked_add(span.ok()?).ok(),
            Direction::Before => event.checked_sub(span.ok()?).ok(),
        }
    }

    /// The same where Saturday counts as a working day: whether it does is disputed.
    #[must_use]
    pub fn count_with_saturday(&self, event: Date, number: u32, way: Direction) -> Option<Date> {
        self.workdays(event, number, way, |day| day.weekday() == Weekday::Sunday)
    }

    fn workdays(&self, event: Date, number: u32, way: Direction, rest: impl Fn(Date) -> bool) -> Option<Date> {
        let mut day = event;
        let mut left = number;
        while left > 0 {
            day = step(day, way)?;
            if !rest(day) && !self.is_holiday(day) {
                left -= 1;
            }
        }
        Some(day)
    }
}

fn step(day: Date, way: Direction) -> Option<Date> {
    match way {
        Direction::From => day.tomorrow().ok(),
        Direction::Before => day.yesterday().ok(),
    }
}

fn weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn falls_on(list: &[FreeDay], day: Date) -> bool {
    let held = |free: &&FreeDay| free.from.is_none_or(|from| from <= day) && free.to.is_none_or(|to| day <= to);
    list.iter().filter(held).any(|free| match free.rule {
        FreeDayRule::Fixed { month, day: number } => day.month() == month && day.day() == number,
        FreeDayRule::Easter(distance) => {
            let sunday = easter(day.year());
            sunday.and_then(|sunday| sunday.checked_add(i64::from(distance).days()).ok()) == Some(day)
        }
    })
}
