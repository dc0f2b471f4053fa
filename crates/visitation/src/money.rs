//! Amounts of money in øre, as Danish files write them and as people read them.
//!
//! Deliberately whole øre: what falls between is a fraction of the one who reckons, and is rounded once, by them.

use std::fmt;

/// An amount in øre; below zero where money comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ore(pub i64);

/// Largest amount that is read: 10^13 øre, a hundred billion kroner.
const LARGEST: i64 = 10_000_000_000_000;

impl Ore {
    /// Reads `110000`, `110000.50`, `110000,5`, `1.234,50` and `1 234,50`, with `-` in front where money comes in.
    ///
    /// `None` where it is no amount, is larger than 10^13 øre, or can be read in two ways (`1.234`).
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (negative, digits) = match text.trim().strip_prefix(['-', '−']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.trim()),
        };
        let (kroner, parts) = match digits.rsplit_once(',') {
            Some((kroner, parts)) => (grouped(kroner)?, parts),
            None => match digits.rsplit_once('.') {
                Some((_, parts)) if parts.len() == 3 => {
                    return digits.matches('.').nth(1).and_then(|_| whole(negative, grouped(digits)?, 0));
                }
                Some((kroner, parts)) => (grouped(kroner)?, parts),
                None => (grouped(digits)?, "0"),
            },
        };
        if parts.is_empty() || parts.len() > 2 || !parts.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let ore: i64 = parts.parse().ok()?;
        whole(negative, kroner, if parts.len() == 1 { ore * 10 } else { ore })
    }

    /// Kroner with two decimals and a point, for other programs: `227500.00`.
    #[must_use]
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", size / 100, size % 100)
    }
}

fn whole(negative: bool, kroner: i64, ore: i64) -> Option<Ore> {
    let size = kroner.checked_mul(100)?.checked_add(ore)?;
    (size <= LARGEST).then_some(Ore(if negative { -size } else { size }))
}

/// Digits, alone or in groups of three with a point or a space between.
fn grouped(text: &str) -> Option<i64> {
    let groups: Vec<&str> = text.split(['.', ' ', '\u{a0}', '\u{202f}']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let fits = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|part| part.len() == 3));
    if !fits || !groups.iter().all(digits) {
        return None;
    }
    groups.concat().parse().ok()
}

/// Kroner as people read them: `227.500,00`.
impl fmt::Display for Ore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let digits = (size / 100).to_string();
        let mut kroner = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                kroner.push('.');
            }
            kroner.push(digit);
        }
        write!(f, "{}{kroner},{:02}", if self.0 < 0 { "−" } else { "" }, size % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_danes_and_programs_write_them() {
        let same = [("110000", 11_000_000), ("110000.5", 11_000_050), ("110000,50", 11_000_050), ("1.234,50", 123_450)];
        let spaced =
            [("1 234", 123_400), ("-6000", -600_000), ("1.234.567", 123_456_700), ("0", 0), ("1234.56", 123_456)];
        for (text, ore) in same.into_iter().chain(spaced) {
            assert_eq!(Ore::read(text), Some(Ore(ore)), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        for text in ["1.234", "", "-", "1,234", "12.34,5", "1,2,3", "1e5", "kr. 5", "99999999999999", "1..2"] {
            assert_eq!(Ore::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_read_again() {
        for ore in [0, 1, 99, 100, 99_999, 100_000, 22_750_000, -600_000, 123_456_789] {
            assert_eq!(Ore::read(&Ore(ore).to_string()), Some(Ore(ore)));
            assert_eq!(Ore::read(&Ore(ore).plain()), Some(Ore(ore)));
        }
        assert_eq!(Ore(22_750_000).to_string(), "227.500,00");
        assert_eq!(Ore(-650).plain(), "-6.50");
    }
}
