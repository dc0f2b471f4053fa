//! Values of options that need more than a text.
//!
//! Deliberately refuses what could be read in two ways: the year has four digits, first or last.

use jiff::civil::Date;

use crate::terminal::typed::day_of;

/// Reads `2026-03-31` and `31-03-2026`.
///
/// # Errors
/// In Danish, fit to stand after "ugyldig værdi …: ".
pub fn day(text: &str) -> Result<Date, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if !parts.iter().all(digits) || !matches!(lengths.as_slice(), [4, 2, 2] | [2, 2, 4]) {
        return Err("skriv datoen som 2026-03-31 eller 31-03-2026".into());
    }
    day_of(&parts).ok_or_else(|| "den dato findes ikke i kalenderen".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_with_the_year_first_or_last() {
        for right in ["2026-03-31", "31-03-2026"] {
            assert_eq!(day(right), Ok(jiff::civil::date(2026, 3, 31)));
        }
        for wrong in ["31-03-26", "2026-3-31", "20260331", "2026-03-31T10:00", "31. marts 2026", "", "æøå-03-31"] {
            assert!(day(wrong).unwrap_err().starts_with("skriv datoen"), "{wrong}");
        }
        for none in ["2026-02-29", "31-04-2026"] {
            assert_eq!(day(none), Err("den dato findes ikke i kalenderen".into()));
        }
    }
}
