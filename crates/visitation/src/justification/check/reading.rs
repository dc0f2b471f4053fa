//! A sentence as two readers would agree on it: its words, what in it is a fixed value, and what it denies.
//!
//! Deliberately knows no case and no law: only how Danish is written in letters.

use std::collections::BTreeSet;

/// A sentence, or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sentence {
    /// As it stands.
    pub text: String,
    /// All of its words and numbers, in small letters and without stops: what is the same is the same sentence.
    pub tokens: Vec<String>,
    /// Its line in the letter, from 1; 0 where it is not from a letter.
    pub line: usize,
    /// The words that carry it, in small letters.
    pub words: BTreeSet<String>,
    /// Dates, paragraphs of laws, and numbers with what they count, written in one way.
    pub values: BTreeSet<String>,
    /// How often it denies something.
    pub denials: usize,
}

/// Words of four letters or more that carry nothing by themselves.
const LIGHT: &[&str] = &[
    "alle", "andre", "blev", "blive", "bliver", "dens", "deres", "derfor", "derefter", "desuden", "dette", "disse",
    "efter", "eller", "fordi", "have", "havde", "hvad", "hvor", "hvis", "hvordan", "hver", "igen", "imod", "inden",
    "kommer", "kunne", "mellem", "mens", "mere", "mest", "mod", "måske", "noget", "nogle", "også", "over", "samme",
    "selv", "siden", "sine", "skal", "skulle", "som", "stadig", "under", "vores", "være", "været", "ville",
];
const DENIALS: &[&str] = &["ikke", "ingen", "intet", "aldrig", "hverken", "uden"];
/// Short words that carry much: a level or a degree.
const DEGREES: &[&str] = &["let", "høj", "højt", "lav", "lavt", "stor", "ja", "nej"];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
/// What numbers count; a number of something else is no fixed value.
const UNITS: &[&str] =
    &["år", "måned", "uge", "dag", "hverdag", "døgn", "time", "minut", "gang", "kr", "kron", "procent", "pct", "%"];
const ABBREVIATIONS: &[&str] = &[
    "stk", "nr", "jf", "pkt", "fx", "bl", "a", "ca", "evt", "dvs", "inkl", "tlf", "kap", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec",
];
const NUMBERS: [&str; 12] = ["en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"];

impl Sentence {
    /// Reads a sentence.
    pub(super) fn read(text: &str, line: usize) -> Self {
        let tokens: Vec<String> = tokens(text);
        let (values, used) = values(&tokens);
        let free = tokens.iter().zip(&used).filter(|(_, used)| !**used).map(|(token, _)| token.as_str());
        let carries = |word: &&str| {
            (word.chars().count() > 3 && !LIGHT.contains(word) && !DENIALS.contains(word) && is_word(word))
                || DEGREES.contains(word)
        };
        let words = free.clone().filter(carries).map(str::to_owned).collect();
        let denials = free.filter(|word| DENIALS.contains(word)).count();
        Self { text: text.trim().to_owned(), line, words, values, denials, tokens }
    }

    /// The words of this that are in none of the others, whatever their endings.
    pub(super) fn without<'s>(&'s self, others: &BTreeSet<String>) -> Vec<&'s str> {
        self.words.iter().map(String::as_str).filter(|word| !has(others, word)).collect()
    }

    /// How much of this the other says, in hundredths.
    pub(super) fn in_hundredths(&self, others: &BTreeSet<String>) -> usize {
        let all = self.words.len();
        ((all - self.without(others).len()) * 100).checked_div(all).unwrap_or(100)
    }
}

/// Is the word among the others, or another form of one of them?
pub(super) fn has(others: &BTreeSet<String>, word: &str) -> bool {
    others.contains(word) || others.iter().any(|other| same_stem(word, other))
}

/// Danish endings are short: two forms of a word begin alike.
fn same_stem(one: &str, other: &str) -> bool {
    let (mine, its) = (one.chars().count(), other.chars().count());
    let alike = one.chars().zip(other.chars()).take_while(|(mine, its)| mine == its).count();
    alike >= 4 && alike + 3 >= mine.max(its)
}

fn is_word(word: &str) -> bool {
    word.chars().all(|letter| letter.is_alphabetic() || letter == '-')
}

/// Sentences of a text: each ends with a stop and a blank, or a line. Abbreviations and dates end none.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        let places: Vec<(usize, char)> = line.char_indices().collect();
        for window in places.windows(3) {
            let [(at, stop), (_, blank), (next, letter)] = window else { continue };
            let word = line.get(start..*at).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
            let short = *stop == '.' && ABBREVIATIONS.contains(&word);
            if matches!(stop, '.' | '!' | '?') && *blank == ' ' && !letter.is_lowercase() && !short {
                found.extend(line.get(start..*next));
                start = *next;
            }
        }
        found.extend(line.get(start..));
    }
    found.into_iter().filter(|sentence| !sentence.trim().is_empty()).collect()
}

/// Words and numbers in small letters.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    for letter in text.to_lowercase().chars() {
        // A dot or a hyphen between digits is part of a number or a date.
        let digit = token.chars().last().is_some_and(|last| last.is_ascii_digit());
        if letter.is_alphanumeric() || (letter == '-' && !token.is_empty()) || (digit && matches!(letter, '.' | ',')) {
            token.push(letter);
        } else {
            finish(&mut tokens, &mut token);
            if matches!(letter, '§' | '%') {
                tokens.push(letter.to_string());
            }
        }
    }
    finish(&mut tokens, &mut token);
    tokens
}

fn finish(tokens: &mut Vec<String>, token: &mut String) {
    let ended = std::mem::take(token);
    let ended = ended.trim_end_matches(['.', ',', '-']);
    if !ended.is_empty() {
        tokens.push(ended.to_owned());
    }
}

/// The fixed values, and which tokens are part of one.
fn values(tokens: &[String]) -> (BTreeSet<String>, Vec<bool>) {
    let (mut found, mut used) = (BTreeSet::new(), vec![false; tokens.len()]);
    let at = |place: usize| tokens.get(place).map_or("", String::as_str);
    let mut place = 0;
    while place < tokens.len() {
        let (value, length) = if at(place) == "§" {
            paragraph(&at, place)
        } else if let Some(date) = date_of(at(place), at(place + 1), at(place + 2)) {
            date
        } else if is_reference(at(place)) {
            (at(place).to_owned(), 1)
        } else if let (Some(number), true) = (number(at(place)), is_unit(at(place + 1))) {
            (format!("{number} {}", unit(at(place + 1))), 2)
        } else {
            place += 1;
            continue;
        };
        found.insert(value);
        used.iter_mut().skip(place).take(length).for_each(|used| *used = true);
        place += length;
    }
    (found, used)
}

/// `§ 107, stk. 2` and `§ 82 a`.
fn paragraph<'t>(at: &impl Fn(usize) -> &'t str, start: usize) -> (String, usize) {
    let mut value = format!("§ {}", at(start + 1));
    let mut length = 2;
    let letter = at(start + length);
    if letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic) && letter != "i" {
        value = format!("{value} {letter}");
        length += 1;
    }
    while matches!(at(start + length), "stk" | "nr" | "pkt") {
        value = format!("{value}, {}. {}", at(start + length), at(start + length + 1));
        length += 2;
    }
    (value, length)
}

/// A date in any of the ways people write them, as year, month, day; and how many tokens it takes.
fn date_of(one: &str, two: &str, three: &str) -> Option<(String, usize)> {
    let written = |year: &str, month: usize, day: &str| {
        let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
        (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| format!("{year}-{month:02}-{day:02}"))
    };
    let month = MONTHS.iter().position(|month| two.starts_with(month) && two.chars().count() <= 9);
    if let Some(date) = month.and_then(|month| written(three, month + 1, one)) {
        return Some((date, 3));
    }
    let parts: Vec<&str> = one.split(['-', '.']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        [day, month, year] if year.len() == 4 => (*year, *month, *day),
        _ => return None,
    };
    let month: usize = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((written(year, month, day)?, 1))
}

/// A case's number: digits with a hyphen between.
fn is_reference(token: &str) -> bool {
    let parts: Vec<&str> = token.split('-').collect();
    parts.len() > 1 && parts.iter().all(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number in digits or in a word.
fn number(token: &str) -> Option<String> {
    let digits = token.replace('.', "");
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') {
        return Some(digits);
    }
    // "En" and "et" are articles far oftener than numbers.
    NUMBERS.iter().skip(1).position(|word| *word == token).map(|place| (place + 2).to_string())
}

fn is_unit(token: &str) -> bool {
    UNITS.iter().any(|unit| token.starts_with(unit) && token.chars().count() <= unit.chars().count() + 3)
}

fn unit(token: &str) -> &str {
    UNITS.iter().find(|unit| token.starts_with(**unit)).copied().unwrap_or(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values_of(text: &str) -> Vec<String> {
        Sentence::read(text, 0).values.into_iter().collect()
    }

    #[test]
    fn a_value_is_the_same_however_it_is_written() {
        for date in ["30. november 2026", "30. nov. 2026", "30-11-2026", "30.11.2026", "2026-11-30"] {
            assert_eq!(values_of(&format!("Det begynder den {date}.")), ["2026-11-30"], "{date}");
        }
        assert_eq!(values_of("senest fire uger efter"), values_of("senest 4 uger efter"));
        assert_eq!(values_of("Serviceloven § 107, stk. 2, og § 82 a."), ["§ 107, stk. 2", "§ 82 a"]);
        assert_eq!(values_of("12 timer om ugen, 1.250,50 kr. og 20 %"), ["12 time", "1250,50 kr", "20 %"]);
        assert_eq!(values_of("Ring på 00 00 00 00, Torvet 1, 0000 By"), Vec::<String>::new());
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        let told = "Brevet kom den 3. november 2026. Vi svarede. Se serviceloven § 107, stk. 2. Det er jf. § 4.";
        assert_eq!(
            sentences(told),
            ["Brevet kom den 3. november 2026. ", "Vi svarede. ", "Se serviceloven § 107, stk. 2. ", "Det er jf. § 4."]
        );
    }

    #[test]
    fn words_are_the_same_in_their_forms() {
        let one = Sentence::read("Opholdet på Åparken passer til behovet.", 0);
        let other = Sentence::read("Et ophold i Åparkens regi passede behovene", 0);
        assert_eq!(one.in_hundredths(&other.words), 100, "{one:?} {other:?}");
        assert!(one.in_hundredths(&Sentence::read("Et ophold på Fjordhøj", 0).words) < 50);
    }
}
