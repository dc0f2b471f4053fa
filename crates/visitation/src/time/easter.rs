//! The day of Easter in the Gregorian calendar.
//!
//! The anonymous algorithm (Nature, 1876; Butcher 1877), in whole numbers. The other movable holidays are data that count
//! from it.

use jiff::civil::Date;

#[allow(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
/// Easter Sunday of a year; `None` before 1583, when the Gregorian calendar did not run, and after 9999.
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::{Weekday, date};

    /// A second way to the same day: the Sunday after the ecclesiastical full moon on or after 21 March, the moon
    /// counted by the epact with its corrections of the sun and the moon (Clavius, after Knuth).
    fn by_epact(year: i16) -> Date {
        let y = i32::from(year);
        let golden = y % 19 + 1;
        let century = y / 100 + 1;
        let skipped = 3 * century / 4 - 12;
        let moon = (8 * century + 5) / 25 - 5;
        let mut epact = (11 * golden + 20 + moon - skipped).rem_euclid(30);
        if (epact == 25 && golden > 11) || epact == 24 {
            epact += 1;
        }
        let mut full = 44 - epact;
        if full < 21 {
            full += 30;
        }
        let moon = date(year, 3, 1).checked_add(i64::from(full - 1).days()).unwrap();
        (1..=7).map(|n| moon.checked_add(n.days()).unwrap()).find(|day| day.weekday() == Weekday::Sunday).unwrap()
    }

    #[test]
    fn two_ways_agree_over_many_centuries() {
        for year in 1583..=9999 {
            let day = easter(year).unwrap();
            assert_eq!(day, by_epact(year));
            assert_eq!(day.weekday(), Weekday::Sunday);
            assert!(date(year, 3, 22) <= day && day <= date(year, 4, 25));
        }
        assert_eq!(easter(1582), None);
    }

    #[test]
    fn years_that_are_known() {
        for day in [date(1818, 3, 22), date(1943, 4, 25), date(2024, 3, 31), date(2026, 4, 5), date(2027, 3, 28)] {
            assert_eq!(easter(day.year()), Some(day));
        }
    }
}
