//! The chain that makes a changed history show: every event carries a value made from the one before and itself.
//!
//! Knows an event only as the line it is written on, so that new kinds of event need no change here. The form is
//! specified in `README.md` beside this file, and `tests/check_chain.py` checks it without this code. Deliberately
//! proves nothing about who wrote a line: whoever rewrites the whole history makes a whole chain. For that there
//! are signatures.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::CaseError;
use super::format::FORMAT;
use crate::guideline::hash::sha256_hex_of;

/// What stands where the first event has no earlier one: the name of the format.
pub(super) const START: &str = FORMAT;

const OPEN: &str = "- ";
const LINK: &str = ", \"kæde\": \"";
const CLOSE: &str = "\"}";
/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

/// An event as it stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// The event without its link, up to but without the closing brace.
    open_body: &'t str,
    /// Its link.
    pub link: &'t str,
}

impl<'t> Line<'t> {
    /// Takes a line apart; `None` when it has another form.
    pub fn parse(line: &'t str) -> Option<Self> {
        let (open_body, rest) = line.strip_prefix(OPEN)?.rsplit_once(LINK)?;
        let link = rest.strip_suffix(CLOSE)?;
        let is_link = link.len() == DIGITS && link.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (is_link && open_body.starts_with('{')).then_some(Self { open_body, link })
    }

    /// The event as JSON, without its link.
    pub fn body(&self) -> String {
        format!("{}}}", self.open_body)
    }

    /// What its link must be after `previous`.
    pub fn link_after(&self, previous: &str) -> String {
        hash([previous, "\n", self.open_body, "}"])
    }
}

/// The link of an event whose JSON is `body`.
pub(super) fn link(previous: &str, body: &str) -> String {
    hash([previous, "\n", body])
}

fn hash<const N: usize>(parts: [&str; N]) -> String {
    sha256_hex_of(parts.map(str::as_bytes))
}

/// The line of an event in the file.
pub(super) fn line(body: &str, link: &str) -> String {
    let open_body = body.strip_suffix('}').unwrap_or(body);
    format!("{OPEN}{open_body}{LINK}{link}{CLOSE}\n")
}

/// A value as JSON on one line, in the one form in which it is saved and hashed.
///
/// # Errors
/// None for the types of this module.
pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, CaseError> {
    let mut bytes = Vec::with_capacity(512);
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, OneLine));
    let text = written.map_err(|error| error.to_string()).and_then(|()| {
        // The serialiser writes nothing but UTF-8.
        String::from_utf8(bytes).map_err(|error| error.to_string())
    });
    text.map_err(|error| CaseError::new("internal", format!("fejl i visit: sagen kan ikke skrives: {error}"), ""))
}

/// JSON that is also YAML to readers of every age: a blank after comma and colon, and no character as itself
/// that some reader takes for a line break or refuses.
struct OneLine;

impl Formatter for OneLine {
    fn begin_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_awkward) {
            let (before, from) = rest.split_at(at);
            let mut letters = from.chars();
            let awkward = letters.next().map_or(0, u32::from);
            write!(writer, "{before}\\u{awkward:04x}")?;
            rest = letters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

/// Control characters beyond those that JSON escapes, line separators, the byte order mark and non-characters.
fn is_awkward(character: char) -> bool {
    matches!(character, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_as_it_was_made() {
        let body = r#"{"nr": 1, "note": "et \", \"kæde\": \"snyd\"}"}"#;
        let link = link(START, body);
        let made = line(body, &link);
        let parsed = Line::parse(made.trim_end()).unwrap();
        assert_eq!((parsed.body().as_str(), parsed.link), (body, link.as_str()));
        assert_eq!(parsed.link_after(START), link);
        assert_ne!(parsed.link_after(&link), link);
        for foreign in ["", "- ", "- {}", "  - nr: 1", r#"- {"nr": 1, "kæde": "kort"}"#, &made.to_uppercase()] {
            assert_eq!(Line::parse(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn the_form_is_the_one_that_is_specified() {
        let value = serde_json::json!({ "tekst": "æ\"\n\u{85}\u{2028}🙂\u{1}", "tal": [1, 2], "tom": {} });
        let text = to_json(&value).unwrap();
        assert_eq!(text, "{\"tekst\": \"æ\\\"\\n\\u0085\\u2028🙂\\u0001\", \"tal\": [1, 2], \"tom\": {}}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
