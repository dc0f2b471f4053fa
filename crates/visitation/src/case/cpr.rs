//! Keeps personnumre (CPR) out of case files.
//!
//! A case is kept under the municipality's case number and a pseudonym; the key to the person lives in the
//! municipality's own system. This is a guard against slips of the pen, not proof that a text is anonymous.

/// Does the text hold something that looks like a CPR number?
///
/// Six digits that can be a birthday (`ddmmyy`; day 1–31, or 61–91 in replacement numbers; month 1–12) and
/// four more, together or with one hyphen, dash or space between, and no digit right before or after.
/// The birthday is looked at so that telephone and journal numbers pass. The check digit (modulus 11) is
/// deliberately not: since 2007 valid numbers without it are issued (CPR-kontoret, Personnumre uden kontrolciffer).
#[must_use]
pub fn looks_like_cpr(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    (0..characters.len()).any(|start| {
        let begins = start == 0 || !characters.get(start - 1).is_some_and(char::is_ascii_digit);
        begins && characters.get(start..).is_some_and(begins_with_cpr)
    })
}

fn begins_with_cpr(characters: &[char]) -> bool {
    let Some((birthday, rest)) = characters.split_at_checked(6) else { return false };
    let rest = match rest {
        [separator, rest @ ..] if is_separator(*separator) => rest,
        rest => rest,
    };
    let Some((serial, after)) = rest.split_at_checked(4) else { return false };
    let digits = birthday.iter().chain(serial).all(char::is_ascii_digit);
    digits && !after.first().is_some_and(char::is_ascii_digit) && is_birthday(birthday)
}

/// Hyphen, non-breaking hyphen, en dash, minus, space, non-breaking space.
fn is_separator(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}' | ' ' | '\u{a0}')
}

fn is_birthday(digits: &[char]) -> bool {
    let two = |at: usize| {
        digits.get(at..at + 2).map_or(0, |pair| pair.iter().fold(0, |n, d| n * 10 + d.to_digit(10).unwrap_or(0)))
    };
    matches!(two(0), 1..=31 | 61..=91) && matches!(two(2), 1..=12)
}

#[cfg(test)]
mod tests {
    use super::looks_like_cpr;

    // Made-up digits throughout: the serial numbers are 0000, which CPR-kontoret does not issue.
    #[test]
    fn what_looks_like_one_is_seen() {
        for text in [
            "0101900000",
            "010190-0000",
            "010190 0000",
            "010190–0000",
            "CPR010190-0000.",
            "mor (311299-0000) ringede",
            "610190-0000",
            "sag 2026-010190-0000",
        ] {
            assert!(looks_like_cpr(text), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_one_passes() {
        for text in [
            "",
            "2026-11-22",
            "SAG-2026-001234",
            "telefon 12 34 56 78",
            "+45 12345678",
            "320190-0000",
            "011390-0000",
            "010190-000",
            "010190-00001",
            "9010190-0000",
            "010190--0000",
            "27.69.08.12-123",
        ] {
            assert!(!looks_like_cpr(text), "{text}");
        }
    }

    #[test]
    fn the_check_digit_is_not_looked_at() {
        assert!((0..10).all(|last| looks_like_cpr(&format!("010190-000{last}"))));
    }
}
