//! Values of options that need more than a text.
//!
//! Deliberately refuses what could be read in two ways: a date is year, month, day and nothing else.

use jiff::civil::Date;

/// Reads `2026-03-31`.
///
/// # Errors
/// In Danish, fit to stand after "ugyldig værdi …: ".
pub fn iso_date(text: &str) -> Result<Date, String> {
    // jiff also reads `20260331` and full timestamps, which a person at the keyboard hardly means.
    let shape =
        text.char_indices().all(|(place, c)| if matches!(place, 4 | 7) { c == '-' } else { c.is_ascii_digit() });
    if text.len() != 10 || !shape {
        return Err("skriv datoen som år-måned-dag, for eksempel 2026-03-31".into());
    }
    text.parse().map_err(|_| "den dato findes ikke i kalenderen".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_year_month_day() {
        assert_eq!(iso_date("2026-03-31"), Ok(jiff::civil::date(2026, 3, 31)));
        for wrong in ["31-03-2026", "2026-3-31", "20260331", "2026-03-31T10:00", "31. marts 2026", "", "æøå-03-31"] {
            assert!(iso_date(wrong).unwrap_err().starts_with("skriv datoen"), "{wrong}");
        }
        assert_eq!(iso_date("2026-02-29"), Err("den dato findes ikke i kalenderen".into()));
    }
}
