//! Keeps personnumre (CPR) out of case files.
//!
//! A case is kept under the municipality's case number and a pseudonym; the key to the person lives in the
//! municipality's own system. This is a guard against slips of the pen, not proof that a text is anonymous: whoever
//! wants to write a number so that no program knows it, can.
//!
//! A CPR number is six digits of a birthday and four more. How sure one may be that digits are one depends on how they
//! are written: with a hyphen or the like between, they are; with a blank, they may be a date and an amount or a time; in
//! one piece, they may be an account. Where they may be something else, the words around them and the check digit are
//! looked at. The check digit (modulus 11) alone is never believed: since 2007 valid numbers without it are issued
//! (CPR-kontoret, Personnumre uden kontrolciffer).

use unicode_normalization::UnicodeNormalization;

/// How the two parts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// A hyphen, slash, dot or the like between them.
    Joined,
    /// Six digits, blanks, four digits.
    Spaced,
    /// In one piece, or in pairs, or digit by digit.
    Ambiguous,
}

/// Something written like a CPR number.
struct Candidate {
    day: u32,
    month: u32,
    /// Two digits, or four.
    year: u32,
    full_year: bool,
    serial: [u32; 4],
    manner: Manner,
    /// Where it ends.
    end: usize,
}

/// What the words before a number say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Cpr,
    SomethingElse,
    Nothing,
}

/// Words before a number of another kind, by how they begin.
const OTHER_NUMBERS: &[&str] = &[
    "bilag",
    "cvr",
    "ean",
    "faktura",
    "fik",
    "giro",
    "gln",
    "iban",
    "imei",
    "journal",
    "kle",
    "konto",
    "mobil",
    "ordre",
    "produktionsenhed",
    "rekvisition",
    "telefon",
    "tlf",
    "varenr",
    "ydernummer",
];
/// The same, whole.
const OTHER_WORDS: &[&str] = &["reg", "p", "pnr", "pnummer", "kt", "kl"];
const CPR_WORDS: &[&str] = &["cpr", "personn", "fødselsn"];
/// Words after an amount or a measure.
const MEASURES: &[&str] =
    &["kr", "kroner", "dkk", "eur", "timer", "time", "minutter", "min", "dage", "uger", "km", "%"];
/// A recent date with a time behind it (`221126 1430`) is a time. Read as a CPR number it would be a person of about a
/// hundred years: the seventh digit of a time is 0–2, and those were born before 2000.
const RECENT: std::ops::RangeInclusive<u32> = 24..=29;

/// Does the text hold something that looks like a CPR number?
#[must_use]
pub fn looks_like_cpr(text: &str) -> bool {
    // Fewer digits than `1.1.90-0000` has are none; most texts end here.
    if text.chars().filter(|c| c.is_numeric()).count() < 8 {
        return false;
    }
    let text = plain(text);
    (0..text.len()).any(|start| {
        let begins = digit(&text, start).is_some() && start.checked_sub(1).is_none_or(|at| digit(&text, at).is_none());
        begins && candidates(&text, start).iter().any(|candidate| is_cpr(candidate, &text, start))
    })
}

/// One form of many: compatibility forms made plain, invisible characters gone, every dash a hyphen, every blank one.
fn plain(text: &str) -> Vec<char> {
    let visible = |c: &char| {
        !matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}')
    };
    let one = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' | '~' | '\u{2053}' => '-',
        '\u{2044}' | '\u{2215}' | '\\' => '/',
        '\u{b7}' | '\u{2022}' | '\u{2027}' | '\u{22c5}' => '.',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    };
    text.nfkc().filter(visible).map(one).collect()
}

fn digit(text: &[char], at: usize) -> Option<u32> {
    text.get(at)?.to_digit(10)
}

/// The digits from a place on.
fn run(text: &[char], start: usize) -> Vec<u32> {
    (start..).map_while(|at| digit(text, at)).collect()
}

fn number(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |number, digit| number * 10 + digit)
}

/// What may stand between the parts: how long it is, and whether it is more than blanks.
fn between(text: &[char], start: usize) -> Option<(usize, Manner)> {
    let is_between =
        |c: &char| matches!(c, ' ' | '-' | '/' | '.' | ',' | ':' | ';' | '_' | '|' | '+' | '*' | '(' | '=');
    let gap: Vec<char> = text.iter().skip(start).take_while(|c| is_between(c)).take(9).copied().collect();
    let manner = if gap.iter().all(|c| *c == ' ') { Manner::Spaced } else { Manner::Joined };
    (!gap.is_empty() && gap.len() < 9).then_some((gap.len(), manner))
}

/// The four digits that begin here, with their end.
fn serial(text: &[char], start: usize) -> Option<([u32; 4], usize)> {
    let first = run(text, start);
    if let [a, b, c, d] = *first {
        return Some(([a, b, c, d], start + 4));
    }
    // In two pairs.
    let ([a, b], Some(' ')) = (first.as_slice(), text.get(start + 2)) else { return None };
    let second = run(text, start + 3);
    let [c, d] = *second else { return None };
    Some(([*a, *b, c, d], start + 6))
}

/// All that could be a CPR number from here on.
fn candidates(text: &[char], start: usize) -> Vec<Candidate> {
    let first = run(text, start);
    let mut found = Vec::new();
    let mut push = |day, month, (year, full_year), serial, manner, end| {
        found.push(Candidate { day, month, year, full_year, serial, manner, end });
    };
    match first.as_slice() {
        [day @ .., s0, s1, s2, s3] if matches!(day.len(), 6 | 8) => {
            if let Some((d, m, y)) = together(day) {
                push(d, m, y, [*s0, *s1, *s2, *s3], Manner::Ambiguous, start + first.len());
            }
        }
        // A leading nought that was lost.
        [d0, m0, m1, y0, y1, s0, s1, s2, s3] => {
            let year = (number(&[*y0, *y1]), false);
            push(*d0, number(&[*m0, *m1]), year, [*s0, *s1, *s2, *s3], Manner::Ambiguous, start + 9);
        }
        [.., _] if matches!(first.len(), 6 | 8) => {
            let gap = between(text, start + first.len());
            if let (Some((d, m, y)), Some((gap, manner))) = (together(&first), gap)
                && let Some((serial, end)) = serial(text, start + first.len() + gap)
            {
                push(d, m, y, serial, manner, end);
            }
        }
        _ => {}
    }
    if let Some(candidate) = in_parts(text, start, &first) {
        found.push(candidate);
    }
    found.extend(digit_by_digit(text, start, &first));
    found
}

/// `ddmmyy` or `ddmmyyyy`.
fn together(digits: &[u32]) -> Option<(u32, u32, (u32, bool))> {
    let (day, month, year) = (digits.get(..2)?, digits.get(2..4)?, digits.get(4..)?);
    Some((number(day), number(month), (number(year), year.len() == 4)))
}

/// A date in three parts, and four digits behind it: `1.1.90-0000`, `01/01/1990 0000`, `1990-01-01-0000`, `01 01 90 00 00`.
fn in_parts(text: &[char], start: usize, first: &[u32]) -> Option<Candidate> {
    // A part of a longer number of that kind (`27.69.08.12`) is no date.
    let longer = start
        .checked_sub(2)
        .is_some_and(|at| digit(text, at).is_some() && text.get(at + 1).is_some_and(|c| matches!(c, '.' | '-' | '/')));
    let turned = first.len() == 4;
    if longer || !(turned || matches!(first.len(), 1 | 2)) {
        return None;
    }
    let part = |from: usize| {
        let gap = text.iter().skip(from).take_while(|c| matches!(c, ' ' | '-' | '/' | '.')).count();
        let digits = run(text, from + gap);
        let end = from + gap + digits.len();
        (matches!(gap, 1..=3) && !digits.is_empty()).then_some((digits, end))
    };
    let (second, end) = part(start + first.len())?;
    let (third, end) = part(end)?;
    let is_short = |digits: &[u32]| digits.len() <= 2;
    let (day, year) = if turned { (third.as_slice(), first) } else { (first, third.as_slice()) };
    if !is_short(&second) || !is_short(day) || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let (gap, manner) = between(text, end)?;
    if turned && manner == Manner::Spaced {
        return None;
    }
    let (serial, last) = serial(text, end + gap)?;
    let only_blanks = text.get(start..last).is_some_and(|all| all.iter().all(|c| *c == ' ' || c.is_ascii_digit()));
    let manner = if only_blanks { Manner::Ambiguous } else { manner };
    let (year, full_year) = (number(year), year.len() == 4);
    Some(Candidate { day: number(day), month: number(&second), year, full_year, serial, manner, end: last })
}

/// Ten digits with the same sign between each.
fn digit_by_digit(text: &[char], start: usize, first: &[u32]) -> Option<Candidate> {
    let sign = text.get(start + 1).filter(|c| first.len() == 1 && matches!(c, ' ' | '-' | '.' | '/' | ','))?;
    let mut digits = Vec::new();
    let mut at = start;
    while let Some(found) = digit(text, at) {
        digits.push(found);
        at += 1;
        match text.get(at) {
            Some(c) if c == sign && digit(text, at + 1).is_some() => at += 1,
            _ => break,
        }
    }
    let [day @ .., s0, s1, s2, s3] = digits.as_slice() else { return None };
    let (d, m, (year, full_year)) = together(day).filter(|_| day.len() == 6)?;
    let serial = [*s0, *s1, *s2, *s3];
    Some(Candidate { day: d, month: m, year, full_year, serial, manner: Manner::Ambiguous, end: at })
}

fn is_cpr(found: &Candidate, text: &[char], start: usize) -> bool {
    if digit(text, found.end).is_some() || is_inside_a_word(text, start, found.end) {
        return false;
    }
    let said = said_before(text, start);
    // Replacement numbers have 60 added to the day.
    let replaced = matches!(found.day, 61..=91);
    let day = if replaced { found.day - 60 } else { found.day };
    let Some(born) = year_of_birth(found) else { return false };
    let leap = born % 4 == 0 && (born % 100 != 0 || born % 400 == 0);
    let last = match found.month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    if !(1..=last).contains(&day) {
        return false;
    }
    match (found.manner, said) {
        (Manner::Joined, _) | (_, Said::Cpr) => true,
        (_, Said::SomethingElse) => false,
        (Manner::Spaced, Said::Nothing) => !is_time(found) && !is_measure(text, found.end),
        // Numbers without a check digit are issued for the days that have run out: nearly all of them a 1 January.
        (Manner::Ambiguous, Said::Nothing) => {
            !replaced && !is_account(text, start) && (checks(found) || (day, found.month) == (1, 1))
        }
    }
}

/// The year that the seventh digit gives; `None` where nobody living has such a number, or a full year says another.
fn year_of_birth(found: &Candidate) -> Option<u32> {
    let short = found.year % 100;
    let [seventh, ..] = found.serial;
    let year = match (seventh, short) {
        (0..=3, _) | (4 | 9, 37..) => 1900 + short,
        (4 | 9, _) | (5..=8, 0..=57) => 2000 + short,
        _ => return None,
    };
    (!found.full_year || found.year == year).then_some(year)
}

/// Modulus 11 with the weights 4 3 2 7 6 5 4 3 2 1 (CPR-kontoret).
fn checks(found: &Candidate) -> bool {
    let [day, month, year] = [found.day, found.month, found.year % 100];
    let all = [day / 10, day % 10, month / 10, month % 10, year / 10, year % 10].into_iter().chain(found.serial);
    all.zip([4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 0
}

fn is_time(found: &Candidate) -> bool {
    let [h0, h1, m0, m1] = found.serial;
    RECENT.contains(&(found.year % 100)) && h0 * 10 + h1 < 24 && m0 * 10 + m1 < 60
}

fn is_measure(text: &[char], end: usize) -> bool {
    let after: String = text.iter().skip(end).skip_while(|c| **c == ' ').take(10).collect();
    let word: String = after.chars().take_while(|c| c.is_alphabetic() || *c == '%').collect::<String>().to_lowercase();
    MEASURES.contains(&word.as_str())
        || after.starts_with(',') && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// Digits in the middle of letters and digits are a part of something else: a SHA-256, a key.
fn is_inside_a_word(text: &[char], start: usize, end: usize) -> bool {
    let is_letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_alphabetic());
    let before: String =
        text.get(..start).unwrap_or_default().iter().rev().take_while(|c| c.is_alphanumeric()).collect();
    let own = before.chars().rev().collect::<String>().to_lowercase();
    let named = own.chars().all(char::is_alphabetic) && !own.is_empty() && own.chars().count() > 1;
    (is_letter(start.checked_sub(1)) && !named) || (is_letter(Some(end)) && !own.is_empty() && !named)
}

/// Four digits and a blank before it: a bank's registration number.
fn is_account(text: &[char], start: usize) -> bool {
    let Some(from) = start.checked_sub(5) else { return false };
    let before = text.get(from..start).unwrap_or_default();
    let starts_there = from.checked_sub(1).is_none_or(|at| digit(text, at).is_none());
    let [a, b, c, d, ' ' | '-'] = before else { return false };
    starts_there && [a, b, c, d].iter().all(|c| c.is_ascii_digit())
}

/// What the three words before it say, on the same stretch of text.
fn said_before(text: &[char], start: usize) -> Said {
    let before: String = text.get(start.saturating_sub(40)..start).unwrap_or_default().iter().collect();
    let before = before.to_lowercase();
    let words = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(3);
    for word in words {
        if CPR_WORDS.iter().any(|start| word.starts_with(start)) {
            return Said::Cpr;
        }
        if OTHER_NUMBERS.iter().any(|start| word.starts_with(start)) || OTHER_WORDS.contains(&word) {
            return Said::SomethingElse;
        }
    }
    Said::Nothing
}

#[cfg(test)]
mod tests;
