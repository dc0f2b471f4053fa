//! How the lines of a box are broken, the same in every language of drawings.

use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

use super::Line;

/// Columns of a box.
pub(super) const WIDTH: usize = 50;

/// How far a line stands in for each line it stands below.
const STEP: usize = 3;

/// Deeper lines stand in no further: they still have room for words.
const DEEPEST: usize = 8;

/// A row of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// How far it stands in.
    pub(super) indent: usize,
    /// Its words.
    pub(super) text: String,
    /// What stands after them in bold.
    pub(super) strong: String,
}

/// The rows of a line: its text, and the answers that count after it where they fit, else below it.
pub(super) fn rows(line: &Line) -> Vec<Row> {
    let indent = line.depth.min(DEEPEST) * STEP;
    let see = line.see.as_ref().map(|see| format!(" (se\u{a0}{see})")).unwrap_or_default();
    let is_leaf = see.len() + line.answers.len() > 0 || !line.text.ends_with(':');
    let bullet = if is_leaf { "• " } else { "" };
    let text = format!("{bullet}{}{see}", line.text);
    let mut rows: Vec<Row> = Vec::new();
    let hanging = if is_leaf { "  " } else { "" };
    for text in broken(&text, options(WIDTH - indent).subsequent_indent(hanging)) {
        let text_only = text.trim_start();
        let indent = indent + text.len() - text_only.len();
        rows.push(Row { indent, text: text_only.to_owned(), strong: String::new() });
    }
    if line.answers.is_empty() {
        return rows;
    }
    match rows.last_mut() {
        Some(row) if row.indent + display_width(&row.text) + display_width(&line.answers) + 2 < WIDTH => {
            row.text.push(' ');
            row.strong.clone_from(&line.answers);
        }
        _ => {
            for (place, strong) in wrapped(&line.answers, WIDTH - indent - 5).into_iter().enumerate() {
                let text = if place == 0 { "→ " } else { "" }.to_owned();
                let hanging = if place == 0 { 2 } else { 4 };
                rows.push(Row { indent: indent + hanging, text, strong });
            }
        }
    }
    rows
}

/// A text in lines of at most that many columns.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    broken(text, options(width))
}

fn broken(text: &str, options: Options<'_>) -> Vec<String> {
    // What a picture cannot hold is a space.
    let plain: String = text.chars().map(|letter| if is_drawable(letter) { letter } else { ' ' }).collect();
    textwrap::wrap(plain.trim(), options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// A date or a number of a law is not broken at its hyphens.
fn options(width: usize) -> Options<'static> {
    Options::new(width).word_splitter(WordSplitter::NoHyphenation)
}

/// XML forbids control characters and the two last places of the first plane.
fn is_drawable(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(depth: usize, text: &str, answers: &str) -> Line {
        Line { depth, text: text.to_owned(), answers: answers.to_owned(), see: None }
    }

    #[test]
    fn answers_stand_beside_a_short_question_and_below_a_long_one() {
        let shown = |line: &Line| {
            rows(line)
                .iter()
                .map(|row| format!("{}{}{}", " ".repeat(row.indent), row.text, row.strong))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(&line(1, "Er der fare?", "ja")), ["   • Er der fare? ja"]);
        let long = line(
            0,
            "Hvor store er vanskelighederne med at kommunikere?",
            "svært, meget svært eller fuldstændigt nedsat",
        );
        let wanted = [
            "• Hvor store er vanskelighederne med at",
            "  kommunikere?",
            "  → svært, meget svært eller fuldstændigt nedsat",
        ];
        assert_eq!(shown(&long), wanted);
    }

    #[test]
    fn the_deepest_line_has_room_and_no_row_is_wider_than_the_box() {
        for depth in [0, 8, 40] {
            for row in rows(&line(depth, &"etmegetlangtord".repeat(20), &"svar ".repeat(40))) {
                assert!(row.indent + display_width(&row.text) + display_width(&row.strong) <= WIDTH, "{row:?}");
            }
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_a_space() {
        assert_eq!(wrapped("a\u{7}b\nc\u{FFFF} 22-09-2025", 8), ["a b c", "22-09-20", "25"]);
    }
}
