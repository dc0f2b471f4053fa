//! Characters that could make a text look like another: made visible before anybody sees them.
//!
//! Control characters can rewrite what stands on a terminal, and marks of writing direction can turn a word round. Each
//! is written as JSON escapes it (`\u001b`), so that the same text is right in JSON, and harmless everywhere.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Is it one that must not reach a reader as itself? Line feeds and tabs are none.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    }
}

/// The text with each of them written out.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_hidden(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_out_is_what_json_reads() {
        let text = "æ\u{1b}[2K\u{202e}x\u{9b}\u{e0041}\r\t\n🙂";
        let shown = visible(text);
        assert_eq!(shown, "æ\\u001b[2K\\u202ex\\u009b\\udb40\\udc41\\u000d\t\n🙂");
        let json = serde_json::to_string(text).unwrap();
        assert_eq!(serde_json::from_str::<String>(&visible(&json)).unwrap(), text);
        assert!(matches!(visible("rødgrød\n"), Cow::Borrowed(_)));
    }
}
