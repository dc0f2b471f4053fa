//! Text broken by words, for terminals of any width.
//!
//! The breaking is textwrap's: `console` only cuts, and comfy-table's is private. Words are never hyphenated,
//! because a Danish compound cut in the wrong place reads as another word.

use textwrap::{Options, WordSeparator, WordSplitter};

/// The text in lines of at most `width` columns; its own line feeds stay.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> String {
    apart(&textwrap::fill(&together(text), options(width)))
}

/// The text after a label; the lines that follow stand under where the text began.
#[must_use]
pub fn hanging(label: &str, text: &str, width: usize) -> String {
    // A label that takes half the line leaves no room beside it.
    let indent = " ".repeat(console::measure_text_width(label).min(width / 2));
    apart(&textwrap::fill(&together(text), options(width).initial_indent(label).subsequent_indent(&indent)))
}

/// A text whose indented lines and list items stay indented where they break.
#[must_use]
pub fn block(text: &str, width: usize) -> String {
    let line = |line: &str| {
        let body = line.trim_start_matches(' ');
        let margin = line.len() - body.len();
        let under = margin + if body.starts_with("– ") || margin > 0 { 2 } else { 0 };
        let indents = [margin, under].map(|indent| " ".repeat(indent.min(width / 2)));
        let [first, next] = &indents;
        apart(&textwrap::fill(&together(body), options(width).initial_indent(first).subsequent_indent(next)))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// A text of several lines as one, for where it is a part of a line.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines themselves.
#[must_use]
pub fn lines(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(&together(text), options(width)).iter().map(|line| apart(line)).collect()
}

/// `§ 67` is not broken: a number alone at the beginning of a line says nothing.
fn together(text: &str) -> String {
    text.replace("§ ", SECTION)
}

/// What was kept together while breaking is written as it was.
fn apart(text: &str) -> String {
    text.replace(SECTION, "§ ")
}

const SECTION: &str = "§\u{a0}";

fn options<'a>(width: usize) -> Options<'a> {
    Options::new(width.max(1))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(true)
}

#[cfg(test)]
mod tests {
    use console::measure_text_width;

    use super::*;

    const TEXT: &str = "Hvor store er borgerens vanskeligheder med at gøre sig forstået på skole-hjem-samtaler?";

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [1, 5, 20, 40, 80] {
            for line in lines(TEXT, width) {
                assert!(measure_text_width(&line) <= width, "{width}: {line}");
            }
        }
        assert_eq!(lines("specialpædagogisk", 10), ["specialpæd", "agogisk"]);
        assert_eq!(lines("skole-hjem-samtale nu", 20), ["skole-hjem-samtale", "nu"]);
    }

    #[test]
    fn what_is_indented_stays_indented() {
        let text = "Hvorfor?\n  ”Ja”: niveauet er højt\n  – et punkt på listen\n\nSlut";
        let wanted = "Hvorfor?\n  ”Ja”: niveauet\n    er højt\n  – et punkt på\n    listen\n\nSlut";
        assert_eq!(block(text, 17), wanted);
    }

    #[test]
    fn several_lines_become_one() {
        assert_eq!(one_line(" Første\nog  anden\n"), "Første og anden");
    }

    #[test]
    fn a_section_stays_with_its_number() {
        assert_eq!(wrapped("Efter loven § 67", 14), "Efter loven\n§ 67");
        assert_eq!(lines("Efter loven § 67", 14), ["Efter loven", "§ 67"]);
    }

    #[test]
    fn a_label_hangs() {
        assert_eq!(hanging("  1. ", "Ingen vanskeligheder", 19), "  1. Ingen\n     vanskeligheder");
        assert_eq!(wrapped("a\n\nb", 10), "a\n\nb");
    }
}
