//! A year or a quarter: what statistics are counted over.
//!
//! Only periods that are over are counted. Two counts of a period that runs, one case apart, tell together what either
//! hides: everything about that case.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A year, or a quarter of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    year: i16,
    /// 1 to 4; none is the whole year.
    quarter: Option<i8>,
}

impl Period {
    /// Reads `2026` or `2026K3`.
    ///
    /// # Errors
    /// In Danish, fit to stand after "ugyldig værdi …: ".
    pub fn read(text: &str) -> Result<Self, String> {
        let wrong = || "skriv et år eller et kvartal, for eksempel 2026 eller 2026K3".to_owned();
        let (year, quarter) = match text.split_once(['K', 'k']) {
            Some((year, quarter)) => (year, Some(quarter)),
            None => (text, None),
        };
        let digits = |text: &str, many: usize| text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || quarter.is_some_and(|quarter| !digits(quarter, 1)) {
            return Err(wrong());
        }
        let quarter = quarter.map(|quarter| quarter.parse::<i8>().map_err(|_| wrong())).transpose()?;
        if quarter.is_some_and(|quarter| !(1..=4).contains(&quarter)) {
            return Err(wrong());
        }
        Ok(Self { year: year.parse().map_err(|_| wrong())?, quarter })
    }

    /// The last quarter that was over on a day.
    #[must_use]
    pub fn last_quarter(today: Date) -> Self {
        let running = Self { year: today.year(), quarter: Some((today.month() - 1) / 3 + 1) };
        let before = running.first().yesterday().unwrap_or(today);
        Self { year: before.year(), quarter: Some((before.month() - 1) / 3 + 1) }
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        date(self.year, self.quarter.map_or(1, |quarter| (quarter - 1) * 3 + 1), 1)
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        let months = if self.quarter.is_some() { 3 } else { 12 };
        self.first().saturating_add(months.months()).yesterday().unwrap_or(Date::MAX)
    }

    /// Is a day in it?
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// Is it over on a day?
    #[must_use]
    pub fn is_over(self, today: Date) -> bool {
        self.last() < today
    }

    /// As people say it.
    #[must_use]
    pub fn words(self) -> String {
        match self.quarter {
            Some(quarter) => format!("{quarter}. kvartal {}", self.year),
            None => self.year.to_string(),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.quarter {
            Some(quarter) => write!(f, "{:04}K{quarter}", self.year),
            None => write!(f, "{:04}", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_years_and_quarters() {
        let third = Period::read("2026K3").unwrap();
        assert_eq!((third.first(), third.last()), (date(2026, 7, 1), date(2026, 9, 30)));
        assert_eq!((third.to_string(), third.words()), ("2026K3".to_owned(), "3. kvartal 2026".to_owned()));
        let year = Period::read("2028").unwrap();
        assert_eq!(
            (year.first(), year.last(), year.words()),
            (date(2028, 1, 1), date(2028, 12, 31), "2028".to_owned())
        );
        assert!(year.holds(date(2028, 2, 29)) && !year.holds(date(2029, 1, 1)));
        assert!(!third.is_over(date(2026, 9, 30)) && third.is_over(date(2026, 10, 1)));
        for wrong in ["", "26", "2026K5", "2026K0", "2026-3", "2026K33", "K3", "20261"] {
            assert!(Period::read(wrong).unwrap_err().starts_with("skriv et år"), "{wrong}");
        }
    }

    #[test]
    fn the_last_quarter_is_over() {
        for (day, quarter) in
            [(date(2026, 12, 1), "2026K3"), (date(2027, 1, 1), "2026K4"), (date(2026, 4, 1), "2026K1")]
        {
            assert_eq!(Period::last_quarter(day).to_string(), quarter);
        }
    }
}
