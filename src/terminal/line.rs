//! One line being typed on a terminal that reports keys.
//!
//! dialoguer's own input ignores Esc and Ctrl-D, and a caseworker must be able to leave any question. Only the
//! state is here: pure, without a terminal. Drawing and reading keys is `fancy`'s.

use console::{Key, measure_text_width};

/// What has been typed, and where the cursor is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    chars: Vec<char>,
    /// Characters before the cursor.
    cursor: usize,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// The line goes on.
    Editing,
    /// Enter: the line is the answer.
    Done,
    /// Esc, Ctrl-C, or Ctrl-D on an empty line.
    Stop,
}

const CTRL_D: char = '\u{4}';
const CTRL_U: char = '\u{15}';

impl Line {
    /// What has been typed.
    #[must_use]
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Takes one key.
    pub fn press(&mut self, key: &Key) -> Press {
        match key {
            Key::Enter => return Press::Done,
            Key::Escape | Key::CtrlC => return Press::Stop,
            Key::Char(CTRL_D) if self.chars.is_empty() => return Press::Stop,
            Key::Char(CTRL_U) => *self = Self::default(),
            Key::Char(c) if !c.is_control() => self.insert(*c),
            Key::Tab => self.insert(' '),
            Key::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.chars.remove(self.cursor);
            }
            Key::Del if self.cursor < self.chars.len() => {
                self.chars.remove(self.cursor);
            }
            Key::ArrowLeft => self.cursor = self.cursor.saturating_sub(1),
            Key::ArrowRight => self.cursor = (self.cursor + 1).min(self.chars.len()),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.chars.len(),
            _ => {}
        }
        Press::Editing
    }

    /// The part of the line that fits in `width` columns and holds the cursor, and the cursor's column in it.
    ///
    /// A line that never wraps leaves no ghost of itself when it is drawn again.
    #[must_use]
    pub fn window(&self, width: usize) -> (String, usize) {
        let (before, after) = self.chars.split_at(self.cursor.min(self.chars.len()));
        // The cursor itself needs a column, also after the last character.
        let room = width.saturating_sub(1).max(1);
        let mut shown: Vec<char> = Vec::new();
        let mut used = 0;
        for c in before.iter().rev() {
            let wide = columns(*c);
            if used + wide > room {
                break;
            }
            used += wide;
            shown.insert(0, *c);
        }
        let cursor = used;
        for c in after {
            let wide = columns(*c);
            if used + wide > room {
                break;
            }
            used += wide;
            shown.push(*c);
        }
        (shown.into_iter().collect(), cursor)
    }

    fn insert(&mut self, c: char) {
        self.chars.insert(self.cursor, c);
        self.cursor += 1;
    }
}

fn columns(c: char) -> usize {
    measure_text_width(c.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: impl IntoIterator<Item = Key>) -> Line {
        let mut line = Line::default();
        for key in keys {
            assert_eq!(line.press(&key), Press::Editing);
        }
        line
    }

    fn letters(text: &str) -> Vec<Key> {
        text.chars().map(Key::Char).collect()
    }

    #[test]
    fn keys_edit_where_the_cursor_is() {
        let mut keys = letters("ærø");
        keys.extend([Key::ArrowLeft, Key::Backspace, Key::Char('b'), Key::Home, Key::Del, Key::Char('å'), Key::End]);
        keys.extend([Key::Char('!'), Key::Del, Key::ArrowRight, Key::Char('\u{7}'), Key::PageUp]);
        assert_eq!(typed(keys).text(), "åbø!");
        assert_eq!(typed(letters("væk").into_iter().chain([Key::Char(CTRL_U), Key::Backspace])).text(), "");
    }

    #[test]
    fn a_line_can_be_finished_and_left() {
        assert_eq!(Line::default().press(&Key::Enter), Press::Done);
        for key in [Key::Escape, Key::CtrlC, Key::Char(CTRL_D)] {
            assert_eq!(Line::default().press(&key), Press::Stop);
        }
        assert_eq!(typed(letters("a")).press(&Key::Char(CTRL_D)), Press::Editing, "as in a shell: not with text typed");
    }

    #[test]
    fn the_window_follows_the_cursor() {
        let mut line = typed(letters("abcdefghij"));
        assert_eq!(line.window(20), ("abcdefghij".into(), 10));
        assert_eq!(line.window(5), ("ghij".into(), 4));
        line.press(&Key::Home);
        assert_eq!(line.window(5), ("abcd".into(), 0));
        assert_eq!(typed(letters("日本語")).window(6), ("本語".into(), 4));
    }
}
