//! The one writer that every output passes: what could rewrite a terminal is shown instead of done.
//!
//! Colours of our own go through, and only those; a forged file could give a word another colour, and no more.
//! Deliberately knows no formats: what is written out is right in each of them.

use std::io::{self, Write};

use visitation::guideline::visible::visible;

use super::Colour;

/// Longest colour sequence that is let through.
const LONGEST: usize = 16;

/// Makes visible what goes through it.
pub struct Visible<W: Write> {
    inner: W,
    colour: Colour,
    /// The beginning of a character or of a sequence whose rest has not come yet.
    pending: Vec<u8>,
    raw: Option<bool>,
}

impl<W: Write> Visible<W> {
    /// In front of `inner`, which understands colours or not.
    pub fn new(inner: W, colour: Colour) -> Self {
        Self { inner, colour, pending: Vec::new(), raw: None }
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find('\u{1b}') {
            let (before, from) = rest.split_at(at);
            self.inner.write_all(visible(before).as_bytes())?;
            let length = if self.colour == Colour::On { colour_sequence(from) } else { None };
            let (sequence, after) = from.split_at(length.unwrap_or(1));
            if length.is_some() {
                self.inner.write_all(sequence.as_bytes())?;
            } else {
                self.inner.write_all(visible(sequence).as_bytes())?;
            }
            rest = after;
        }
        self.inner.write_all(visible(rest).as_bytes())
    }

    /// Writes what is whole of what has come; all of it at the end.
    fn pass(&mut self, at_end: bool) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.pending);
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            let (text, invalid, is_last) = (chunk.valid(), chunk.invalid(), chunks.peek().is_none());
            let open = text.rfind('\u{1b}').filter(|at| {
                let tail = text.get(*at..).unwrap_or_default();
                is_last && !at_end && tail.len() < LONGEST && !tail.contains('m')
            });
            let (now, later) = text.split_at(open.unwrap_or(text.len()));
            self.text(now)?;
            if is_last && !at_end && (open.is_some() || invalid.len() < 4) {
                self.pending.extend_from_slice(later.as_bytes());
                self.pending.extend_from_slice(invalid);
            } else {
                for byte in invalid {
                    write!(self.inner, "\\x{byte:02x}")?;
                }
            }
        }
        Ok(())
    }
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A table that only programs read, on its way into a file.
        let raw = *self.raw.get_or_insert(self.colour == Colour::Off && bytes.starts_with(b"PAR1"));
        if raw {
            self.inner.write_all(bytes)?;
        } else {
            self.pending.extend_from_slice(bytes);
            self.pass(false)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass(true)?;
        self.inner.flush()
    }
}

/// The length of a sequence at the beginning that sets a colour or a weight of letters and does nothing else: nothing is
/// hidden, and no ground is coloured.
fn colour_sequence(text: &str) -> Option<usize> {
    let (codes, _) = text.strip_prefix("\u{1b}[")?.split_once('m')?;
    let is_plain =
        |code: &str| matches!(code.parse::<u8>(), Ok(0..=4 | 22..=24 | 30..=37 | 39 | 90..=97)) || code.is_empty();
    let indexed = codes.strip_prefix("38;5;").is_some_and(|code| code.parse::<u8>().is_ok());
    let allowed = indexed || codes.split(';').all(is_plain);
    (allowed && codes.len() < LONGEST).then_some(codes.len() + 3)
}

/// A text as the writer lets it through.
#[must_use]
pub fn shown(text: &str, colour: Colour) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut writer = Visible::new(&mut bytes, colour);
    // A vector takes everything.
    let _ = writer.write_all(text.as_bytes()).and_then(|()| writer.flush());
    drop(writer);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8], colour: Colour, piece: usize) -> String {
        let mut out = Vec::new();
        let mut writer = Visible::new(&mut out, colour);
        for chunk in bytes.chunks(piece) {
            writer.write_all(chunk).unwrap();
        }
        writer.flush().unwrap();
        drop(writer);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_that_moves_the_cursor_goes_through_however_it_comes() {
        let text = "æ\u{1b}[2J\u{1b}]0;x\u{7}\r\u{202e}\u{9b}K\u{1b}[8mskjult\u{1b}[41m ø🙂\n";
        let wanted = "æ\\u001b[2J\\u001b]0;x\\u0007\\u000d\\u202e\\u009bK\\u001b[8mskjult\\u001b[41m ø🙂\n";
        for piece in 1..12 {
            assert_eq!(shown(text.as_bytes(), Colour::On, piece), wanted, "{piece}");
            assert_eq!(shown(text.as_bytes(), Colour::Off, piece), wanted, "{piece}");
        }
        assert_eq!(shown(b"a\xffb\xc3", Colour::Off, 1), "a\\xffb\\xc3");
    }

    #[test]
    fn colours_go_through_where_there_are_any() {
        let text = "\u{1b}[1m\u{1b}[38;5;9mfejl\u{1b}[0m: x\n";
        for piece in 1..9 {
            assert_eq!(shown(text.as_bytes(), Colour::On, piece), text);
        }
        assert_eq!(shown(text.as_bytes(), Colour::Off, 50), "\\u001b[1m\\u001b[38;5;9mfejl\\u001b[0m: x\n");
    }
}
