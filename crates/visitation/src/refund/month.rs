//! A month of a year, as the files of expenses write it.

use std::fmt;

/// A month, ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    /// 1–12.
    number: i8,
}

const NAMES: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

impl Month {
    /// Month 1–12 of a year.
    #[must_use]
    pub fn new(year: i16, number: i8) -> Option<Self> {
        (1..=12).contains(&number).then_some(Self { year, number })
    }

    /// Reads `2022-07`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (year, number) = text.split_once('-')?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, number.parse().ok()?)
    }

    /// The twelve months of a year.
    pub fn of_year(year: i16) -> impl Iterator<Item = Self> {
        (1..=12).map(move |number| Self { year, number })
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 12 },
            number => Self { year: self.year, number: number - 1 },
        }
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// Its Danish name without the year: `juli`.
    #[must_use]
    pub fn name(self) -> &'static str {
        usize::try_from(self.number - 1).ok().and_then(|place| NAMES.get(place)).copied().unwrap_or_default()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_ordered() {
        let july = Month::read("2022-07").unwrap();
        assert_eq!((july.to_string(), july.name(), july.year()), ("2022-07".into(), "juli", 2022));
        assert!(july.before() < july);
        assert_eq!(Month::read("2022-01").unwrap().before(), Month::read("2021-12").unwrap());
        for text in ["2022-7", "2022-13", "2022-00", "22-07", "2022-07-01", "juli", ""] {
            assert_eq!(Month::read(text), None, "{text}");
        }
    }
}
