//! LIX: how hard a text is to read, as words a sentence plus the share of long words (Björnsson 1968).
//!
//! Deliberately nothing but the count. What is no running text (headings, quotations of law) the caller leaves
//! out; content, order and tone it says nothing about.

/// Up to this a text can be read by most: newspapers lie just below.
pub const READABLE: u32 = 45;

/// Longer words than this count as long.
const SHORT_WORD: usize = 6;

/// Abbreviations with a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "bl.a.", "f.eks.", "fx.", "jf.", "stk.", "nr.", "kap.", "ca.", "mv.", "m.v.", "dvs.", "kr.", "pkt.", "evt.",
    "pct.", "kl.", "tlf.",
];

/// The LIX of running texts, each of which begins a new sentence; `None` where there are no words.
#[must_use]
pub fn lix<T: AsRef<str>>(texts: &[T]) -> Option<u32> {
    let (mut words, mut long, mut sentences) = (0_usize, 0_usize, 0_usize);
    for text in texts {
        let mut open = false;
        for word in text.as_ref().split_whitespace() {
            let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
            // Numbers, dates and § are no words, and a full stop after a number ends no sentence.
            if letters > 0 {
                words += 1;
                long += usize::from(longest_part(word) > SHORT_WORD);
                open = true;
            }
            let bare = word.trim_matches(|c: char| matches!(c, '(' | ')' | '»' | '«' | '"' | '”' | ','));
            let ends = bare.ends_with(['.', '!', '?', ':']) && letters > 0;
            if ends && !ABBREVIATIONS.contains(&bare.to_lowercase().as_str()) {
                sentences += 1;
                open = false;
            }
        }
        sentences += usize::from(open);
    }
    if words == 0 {
        return None;
    }
    let sentences = sentences.max(1);
    // Rounded to the nearest whole number.
    let twice = 2 * (words * words + 100 * long * sentences) / (sentences * words);
    u32::try_from(twice.div_ceil(2)).ok()
}

/// The letters of the longest part: `socialt-faglig` is read as two.
fn longest_part(word: &str) -> usize {
    let part = |part: &str| part.chars().filter(|letter| letter.is_alphabetic()).count();
    word.split(['-', '/']).map(part).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_sentences_and_long_words() {
        // 4 words in 1 sentence, none long.
        assert_eq!(lix(&["Du kan få hjælp."]), Some(4));
        // 6 words in 2 sentences, 2 of them long: 3 + 33.3.
        assert_eq!(lix(&["Vi giver dig vejledning. Kommunen hjælper."]), Some(3 + 50));
        assert_eq!(lix::<&str>(&[]), None);
        assert_eq!(lix(&["2026 – § 108"]), None);
    }

    #[test]
    fn numbers_dates_and_abbreviations_end_no_sentence() {
        assert_eq!(
            lix(&["Den 3. november fik du svar jf. § 5, stk. 3 i loven."]),
            lix(&["Den november fik du svar jf stk i loven."])
        );
    }

    #[test]
    fn items_of_a_list_are_sentences_of_their_own() {
        assert_eq!(lix(&["en to tre", "fire fem seks"]), Some(3));
    }
}
