//! Danish prose as lint measures it: words, sentences, LIX.
//!
//! Deliberately no dictionary and no grammar: what is counted can be counted again by hand.

use crate::guideline::question::{Kind, Question, Statement};

/// The letters and digits between the gaps, placeholders such as `{borger}` left out.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    for letter in text.chars() {
        inside = (inside || letter == '{') && letter != '}';
        plain.push(if inside || letter == '}' { ' ' } else { letter });
    }
    let parts = plain.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    parts.map(|word| word.trim_matches('-')).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// What a reader tells apart: letters and digits, however they are cased.
#[must_use]
pub fn folded(text: &str) -> String {
    let letters = text.to_lowercase();
    let words = letters.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    if words.is_empty() { letters } else { words }
}

/// One answer in the words of the file.
#[derive(Debug, Clone, Copy)]
pub struct Said<'q> {
    /// Its id; `ja` and `nej` of a yes/no question.
    pub id: &'q str,
    /// What is chosen among.
    pub text: &'q str,
    /// Its own sentence, where it has one.
    pub statement: Option<&'q str>,
}

/// The answers that a question lists, in the order of the file.
#[must_use]
pub fn said(question: &Question) -> Vec<Said<'_>> {
    let of = |id: &str| match &question.statement {
        Some(Statement::PerAnswer(texts)) => texts.get(id).map(String::as_str),
        _ => None,
    };
    if question.kind == Kind::YesNo {
        return ["ja", "nej"].map(|id| Said { id, text: id, statement: of(id) }).into();
    }
    let choices = question.kind.choices().iter();
    let own = choices.map(|choice| (choice, choice.statement.as_deref().or_else(|| of(&choice.id))));
    own.map(|(choice, statement)| Said { id: &choice.id, text: &choice.text, statement }).collect()
}

/// The whole number that a word is, from nul to tolv where it is written out.
#[must_use]
pub fn number(word: &str) -> Option<i64> {
    const WRITTEN: [&str; 13] =
        ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"];
    let word = if ["én", "et", "ét"].contains(&word) { "en" } else { word };
    let place = WRITTEN.iter().position(|written| *written == word);
    place.and_then(|place| i64::try_from(place).ok()).or_else(|| word.parse().ok())
}

/// At most three names as `list` writes them, and how many more there are.
#[must_use]
pub fn few(names: &[&str], list: impl Fn(&[&str]) -> String) -> String {
    const FEW: usize = 3;
    match names.get(..FEW).filter(|_| names.len() > FEW + 1) {
        Some(first) => {
            let first = first.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            format!("{first} og {} andre", names.len() - FEW)
        }
        None => list(names),
    }
}

/// The sentences of a text: what ends in a full stop, a question mark, an exclamation mark or a colon before a gap.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let gap = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if matches!(letter, '.' | '?' | '!' | ':') && gap {
            list.extend(text.get(start..=at));
            start = at + letter.len_utf8();
        }
    }
    list.extend(text.get(start..));
    list.retain(|sentence| !words(sentence).is_empty());
    list
}

/// Björnsson's readability index: words per sentence plus the percentage of words longer than six letters.
///
/// `None` for a text of fewer than `fewest` words: the index says nothing about a single short line.
#[must_use]
pub fn lix(text: &str, fewest: usize) -> Option<u32> {
    let words = words(text);
    let sentences = sentences(text).len();
    if words.len() < fewest.max(1) || sentences == 0 {
        return None;
    }
    let long = words.iter().filter(|word| word.chars().count() > 6).count();
    // Rounded to the nearest whole number, without floating point.
    let total = words.len() * 1_000 / sentences + 100_000 * long / words.len();
    u32::try_from((total + 500) / 1_000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lix_is_that_of_the_hand_count() {
        // 12 words, 2 sentences, 2 long words (vanskeligheder, kommunikere): 6 + 16.7.
        let text = "Borger har store vanskeligheder. Det er svært for ham at kommunikere nu.";
        assert_eq!(words(text).len(), 12);
        assert_eq!(lix(text, 5), Some(23));
        assert_eq!(lix("Kort.", 5), None);
    }

    #[test]
    fn placeholders_and_section_numbers_are_no_words_and_no_sentences() {
        assert_eq!(words("{grunde}. Det kræver {borger}s hjælp"), ["det", "kræver", "s", "hjælp"]);
        assert_eq!(sentences("Se § 108, stk.2, og 1.5 timer. Spørg så.").len(), 2);
    }
}
