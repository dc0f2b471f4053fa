//! Where a thing stands in a rule file: the file's text and byte ranges in it.
//!
//! Deliberately does not read files and knows no YAML.

use std::sync::Arc;

/// A text that was read, with the name the user knows it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path or name shown in messages, for instance `rules/autisme/2026.1.yaml`.
    pub name: String,
    /// The text, in Unicode normal form C.
    pub text: String,
}

/// Sources are shared by every finding that points into them.
pub type SharedSource = Arc<Source>;

/// A byte range in a [`Source`], start inclusive, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The part of this span that starts `from` bytes in and is `len` bytes long, kept inside the span.
    #[must_use]
    pub fn part(self, from: usize, len: usize) -> Self {
        let start = (self.start + from).min(self.end);
        Self { start, end: (start + len).min(self.end) }
    }
}

/// A line and column as an editor counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl Source {
    /// Line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(..end).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let source = Source { name: "x".into(), text: "a\næøå: 1\n".into() };
        let offset = source.text.find(':').unwrap();
        assert_eq!(source.position(offset), Position { line: 2, column: 4 });
        assert_eq!(source.position(9_999), Position { line: 3, column: 1 });
    }
}
