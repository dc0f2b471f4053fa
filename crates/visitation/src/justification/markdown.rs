//! A document as Markdown (`CommonMark` with tables).
//!
//! Escaping and layout are the library's: the document becomes its events. The same document always gives
//! the same bytes.

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Options, cmark_with_options};

use super::document::{Block, Document, Line, Row};

/// The document cannot be written as Markdown: a fault in visit, never in the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("fejl i visit: notatet kan ikke skrives som Markdown: {0}")]
pub struct Unrenderable(String);

/// The document's text.
///
/// # Errors
/// The library finds no Markdown for the document. Half a document is never handed out.
pub fn render(document: &Document) -> Result<String, Unrenderable> {
    let mut events = Vec::new();
    heading(&mut events, HeadingLevel::H1, &document.title);
    for block in &document.blocks {
        push(&mut events, block);
    }
    for (place, footnote) in document.footnotes.iter().enumerate() {
        let name = CowStr::from((place + 1).to_string());
        events.push(Event::Start(Tag::FootnoteDefinition(name)));
        events.push(Event::Start(Tag::Paragraph));
        lines(&mut events, footnote);
        events.push(Event::End(TagEnd::Paragraph));
        events.push(Event::End(TagEnd::FootnoteDefinition));
    }
    let mut text = String::new();
    let options = Options { list_token: '-', ..Options::default() };
    let extensions = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_FOOTNOTES;
    cmark_with_options(events, &mut text, extensions, options).map_err(|error| Unrenderable(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

fn push<'a>(events: &mut Vec<Event<'a>>, block: &'a Block) {
    match block {
        Block::Heading { level: 2, text } => heading(events, HeadingLevel::H2, text),
        Block::Heading { text, .. } => heading(events, HeadingLevel::H3, text),
        Block::Paragraph(line) => {
            events.push(Event::Start(Tag::Paragraph));
            traced(events, line);
            events.push(Event::End(TagEnd::Paragraph));
        }
        Block::Hole(what) => place(events, "UDFYLDES", what),
        Block::Merge(field) => place(events, "FLETTES", field.told()),
        Block::List(items) => {
            events.push(Event::Start(Tag::List(None)));
            for item in items {
                events.push(Event::Start(Tag::Item));
                traced(events, item);
                events.push(Event::End(TagEnd::Item));
            }
            events.push(Event::End(TagEnd::List(false)));
        }
        Block::Table { head, rows } => table(events, head, rows),
    }
}

/// A line with the mark of its footnote.
fn traced<'a>(events: &mut Vec<Event<'a>>, line: &'a Line) {
    lines(events, &line.text);
    footnote(events, line.footnote);
}

fn footnote(events: &mut Vec<Event<'_>>, number: Option<usize>) {
    if let Some(number) = number {
        events.push(Event::FootnoteReference(CowStr::from(number.to_string())));
    }
}

/// Something that is put in later. Passed on as it is: it is looked for by its brackets, also in a finished letter.
fn place(events: &mut Vec<Event<'_>>, kind: &str, what: &str) {
    events.push(Event::Start(Tag::Paragraph));
    events.push(Event::InlineHtml(CowStr::from(format!("[{kind}: {}]", one_line(what, " ")))));
    events.push(Event::End(TagEnd::Paragraph));
}

fn table<'a>(events: &mut Vec<Event<'a>>, head: &'a [String], rows: &'a [Row]) {
    events.push(Event::Start(Tag::Table(vec![Alignment::None; head.len()])));
    events.push(Event::Start(Tag::TableHead));
    cells(events, head, None);
    events.push(Event::End(TagEnd::TableHead));
    for row in rows {
        events.push(Event::Start(Tag::TableRow));
        cells(events, &row.cells, row.footnote);
        events.push(Event::End(TagEnd::TableRow));
    }
    events.push(Event::End(TagEnd::Table));
}

fn cells<'a>(events: &mut Vec<Event<'a>>, row: &'a [String], number: Option<usize>) {
    for (column, cell) in row.iter().enumerate() {
        events.push(Event::Start(Tag::TableCell));
        // A backslash before the bar would keep the cell open whatever is escaped, so it is spelled out.
        for (place, part) in one_line(cell, " / ").split('\\').enumerate() {
            if place > 0 {
                events.push(Event::InlineHtml(CowStr::from("&#92;")));
            }
            events.push(Event::Text(CowStr::from(part.to_owned())));
        }
        footnote(events, number.filter(|_| column == 0));
        events.push(Event::End(TagEnd::TableCell));
    }
}

fn heading<'a>(events: &mut Vec<Event<'a>>, level: HeadingLevel, text: &'a str) {
    events.push(Event::Start(Tag::Heading { level, id: None, classes: vec![], attrs: vec![] }));
    events.push(Event::Text(CowStr::from(one_line(text, " "))));
    events.push(Event::End(TagEnd::Heading(level)));
}

/// Headings and rows of a table are one line of the file.
fn one_line(text: &str, between: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(between)
}

/// A text's own line breaks are kept, as the citizen's words are.
fn lines<'a>(events: &mut Vec<Event<'a>>, text: &'a str) {
    for (place, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        if place > 0 {
            events.push(Event::HardBreak);
        }
        events.push(Event::Text(CowStr::from(line)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::visible::is_hidden;
    use crate::justification::document::plain;
    use crate::justification::trace::Trace;

    fn line(text: &str) -> Line {
        Line::new(text, Trace::default())
    }

    fn row(cells: &[&str]) -> Row {
        Row::new(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>(), Trace::default())
    }

    /// Headings, items and cells as a Markdown reader finds them.
    fn shape(text: &str) -> (usize, usize, usize, String) {
        let (mut headings, mut items, mut cells, mut words) = (0, 0, 0, String::new());
        for event in pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { .. }) => headings += 1,
                Event::Start(Tag::Item) => items += 1,
                Event::Start(Tag::TableCell) => cells += 1,
                Event::Text(text) => words.push_str(&text),
                Event::Html(html) | Event::InlineHtml(html) => panic!("markup got in: {html}"),
                _ => {}
            }
        }
        (headings, items, cells, words)
    }

    #[test]
    fn typed_text_never_becomes_markup() {
        let nasty = [
            "# stor",
            "- punkt",
            "1. et",
            "a | b",
            "<b>x</b>",
            "*x* _y_",
            "[a](b)",
            "`x`",
            "![x](y)",
            "---",
            "> x",
            "&amp;",
            "~~~",
            "+ a",
            "\\*",
            "2026.",
            "===",
            "| a | b |",
        ];
        for text in nasty {
            let mut document = Document::new("Titel");
            document.paragraph(text, Trace::default());
            document.list(vec![line(text), line(text)]);
            document.table(&["A", "B"], vec![row(&[text, text])]);
            let rendered = render(&document).unwrap();
            let (headings, items, cells, words) = shape(&rendered);
            assert_eq!((headings, items, cells), (1, 2, 4), "{text}: {rendered}");
            assert!(words.contains(text), "{text}: {words}: {rendered}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(2_000))]

        #[test]
        fn any_text_can_be_written_and_read_back(text in "[ -~æøå\\n\\t]{0,40}|\\PC{0,20}|(?s).{0,20}") {
            let mut document = Document::new(&text);
            document.section(&text);
            document.paragraph(&text, Trace::default());
            document.list(vec![line(&text), line("slut")]);
            document.table(&["A"], vec![row(&[&text])]);
            let rendered = render(&document).unwrap();
            let squeeze = |text: &str| text.replace('/', "").replace(|c: char| c.is_whitespace() || is_hidden(c), "");
            let (headings, items, cells, words) = shape(&rendered);
            proptest::prop_assert_eq!((headings, items, cells), (2, 2, 2), "{}", &rendered);
            // Not between words and not in numbers: layout may change, what was typed may not.
            let typed = squeeze(&plain(&text));
            proptest::prop_assert_eq!(squeeze(&words), format!("{typed}{typed}{typed}{typed}slutA{typed}"));
        }
    }

    #[test]
    fn lines_are_kept_and_holes_stand_out() {
        let mut document = Document::new("Titel");
        document.section("Ønsker");
        document.paragraph("Første linje\nanden linje", Trace::default());
        document.hole("borgerens ønsker");
        let text = render(&document).unwrap();
        assert!(text.contains("\n\n[UDFYLDES: borgerens ønsker]\n"), "{text}");
        assert!(text.contains("Første linje"), "{text}");
        assert_eq!(text.lines().filter(|line| line.contains("linje")).count(), 2, "{text}");
        assert_eq!(document.holes().collect::<Vec<_>>(), ["borgerens ønsker"]);
    }
}
