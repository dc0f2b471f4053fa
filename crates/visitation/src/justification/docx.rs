//! A document for Word: real headings, lists and tables, the language, and the title among the properties.
//!
//! What Word's accessibility check asks for is there from the start: styles instead of looks, header rows that
//! repeat, no empty paragraphs. The same document always gives the same bytes: no clock goes into the package.

use std::borrow::Cow;
use std::io::Cursor;

use docx_rust::Docx;
use docx_rust::document::{
    Break, CharType, Paragraph, Run, RunContent, Table, TableCell, TableGrid, TableRow, TextSpace,
};
use docx_rust::formatting::{
    CharacterProperty, KeepNext, NumberingProperty, OnOffOnlyType, ParagraphProperty, TableProperty, TableRowProperty,
};

use super::document::{Block, Document, Field, GREETING, Line, Row};

mod package;
mod styles;

pub use package::Unrenderable;
use styles::{BULLETS, COLUMNS, NOTES, TEXT_WIDTH};

/// The file's bytes.
///
/// # Errors
/// The library cannot write the document. Half a document is never handed out.
pub fn render(document: &Document) -> Result<Vec<u8>, Unrenderable> {
    let mut docx = Docx::default();
    styles::prepare(&mut docx, &document.title);
    docx.document.push(paragraph("Title", &document.title, None));
    for block in &document.blocks {
        push(&mut docx, block);
    }
    if !document.footnotes.is_empty() {
        docx.document.push(paragraph("Heading1", "Hvor sætningerne kommer fra", None));
        for note in &document.footnotes {
            docx.document.push(item("ListNumber", NOTES, note, None));
        }
    }
    docx.document.push(styles::page());
    package::finished(&docx.write(Cursor::new(Vec::new()))?.into_inner())
}

fn push<'a>(docx: &mut Docx<'a>, block: &'a Block) {
    match block {
        Block::Heading { level: 2, text } => {
            docx.document.push(paragraph("Heading1", text, None));
        }
        Block::Heading { text, .. } => {
            docx.document.push(paragraph("Heading2", text, None));
        }
        Block::Paragraph(Line { text, footnote, .. }) => {
            let mut told = paragraph("BodyText", text, *footnote);
            // What introduces a list stays with it.
            if text.ends_with(':')
                && let Some(property) = &mut told.property
            {
                property.keep_next = Some(KeepNext::default());
            }
            docx.document.push(told);
        }
        Block::List(items) => {
            for Line { text, footnote, .. } in items {
                docx.document.push(item("ListBullet", BULLETS, text, *footnote));
            }
        }
        Block::Table { head, rows } => {
            docx.document.push(table(head, rows));
        }
        Block::Hole(what) => {
            docx.document.push(paragraph("Hole", format!("[UDFYLDES: {what}]"), None));
        }
        Block::Merge(field) => {
            docx.document.push(merged(field));
        }
    }
}

/// A paragraph in a style, its line breaks kept.
fn paragraph<'a>(style: &'a str, text: impl Into<Cow<'a, str>>, footnote: Option<usize>) -> Paragraph<'a> {
    let property = ParagraphProperty::default().style_id(style);
    marked(Paragraph::default().property(property).push(run(text)), footnote)
}

/// A field that a mail merge fills, as Word has them: begin, instruction, shown text, end.
fn merged(field: &Field) -> Paragraph<'static> {
    let mark = |kind: CharType| Run { content: vec![RunContent::FieldChar(kind.into())], ..Run::default() };
    let instruction = RunContent::InstrText(format!("MERGEFIELD {}", field.name()).into());
    let mut told = Paragraph::default().property(ParagraphProperty::default().style_id("Merge"));
    if let Field::Greeting(_) = field {
        told = told.push(Run::default().push_text((format!("{GREETING} "), TextSpace::Preserve)));
    }
    told.push(mark(CharType::Begin))
        .push(Run { content: vec![instruction], ..Run::default() })
        .push(mark(CharType::Separate))
        .push(Run::default().push_text((format!("«{}»", field.name()), TextSpace::Preserve)))
        .push(mark(CharType::End))
}

fn item<'a>(style: &'a str, list: isize, text: &'a str, footnote: Option<usize>) -> Paragraph<'a> {
    let numbering = NumberingProperty::from((list, 0));
    let property = ParagraphProperty::default().style_id(style).numbering(numbering);
    marked(Paragraph::default().property(property).push(run(text)), footnote)
}

fn run<'a>(text: impl Into<Cow<'a, str>>) -> Run<'a> {
    let text: Cow<'a, str> = text.into();
    let mut run = Run::default();
    for (place, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        if place > 0 {
            run = run.push(Break::default());
        }
        run = run.push_text((line.to_owned(), TextSpace::Preserve));
    }
    run
}

/// With the mark of its footnote.
fn marked(paragraph: Paragraph<'_>, footnote: Option<usize>) -> Paragraph<'_> {
    match footnote {
        None => paragraph,
        Some(number) => {
            let raised = CharacterProperty::default().style_id("NoteMark");
            paragraph.push(Run::default().property(raised).push_text((format!(" {number}"), TextSpace::Preserve)))
        }
    }
}

fn table<'a>(head: &'a [String], rows: &'a [Row]) -> Table<'a> {
    let widths = styles::widths(head.len());
    let header = TableRowProperty::default().table_header(OnOffOnlyType::On);
    let mut first = TableRow::default().property(header);
    for (place, cell) in head.iter().enumerate() {
        first = first.push_cell(cell_of("TableHead", cell, None, widths.get(place).copied()));
    }
    let property = TableProperty::default().style_id("Facts").width((TEXT_WIDTH, styles::twentieths()));
    let grid = TableGrid::from(widths.clone());
    let mut table = Table { grids: grid, ..Table::default() }.property(property).push_row(first);
    for row in rows {
        let mut line = TableRow::default();
        for (place, cell) in row.cells.iter().enumerate() {
            let footnote = row.footnote.filter(|_| place == 0);
            line = line.push_cell(cell_of("TableText", cell, footnote, widths.get(place).copied()));
        }
        table = table.push_row(line);
    }
    debug_assert!(head.len() <= COLUMNS, "no document has more");
    table
}

fn cell_of<'a>(style: &'a str, text: &'a str, footnote: Option<usize>, width: Option<isize>) -> TableCell<'a> {
    let cell = TableCell::paragraph(paragraph(style, text, footnote));
    match width {
        Some(width) => cell.property(styles::cell(width)),
        None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::justification::example::{complete, texts};
    use crate::justification::trace::Trace;
    use crate::justification::{Finish, letter};

    /// A part of the package as text.
    fn part(bytes: &[u8], name: &str) -> String {
        use std::io::Read;
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn headings_lists_language_and_title_are_real() {
        let input = complete();
        let document = letter(&input, &texts(&input), Finish::Final);
        let bytes = render(&document).unwrap();
        let body = part(&bytes, "word/document.xml");
        assert_eq!(body.matches("w:val=\"Title\"").count(), 1);
        let sections = document.blocks.iter().filter(|block| matches!(block, Block::Heading { level: 2, .. })).count();
        assert_eq!(body.matches("w:val=\"Heading1\"").count(), sections);
        assert!(body.contains("<w:numId w:val=\"1\"/>") && body.contains("<w:tblHeader w:val=\"on\"/>"), "{body}");
        assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"da-DK\""));
        assert!(part(&bytes, "docProps/core.xml").contains("Svar i sagen om dit barn"));
        assert!(!body.contains("<w:p/>"), "no empty paragraphs");
    }

    #[test]
    fn another_reader_finds_title_pages_settings_and_fields() {
        let input = complete();
        let bytes = render(&letter(&input, &texts(&input), Finish::Final)).unwrap();
        let relations = part(&bytes, "_rels/.rels");
        let core = "package/2006/relationships/metadata/core-properties\"";
        assert!(relations.contains(core) && relations.contains("docProps/core.xml"), "{relations}");
        let body = part(&bytes, "word/document.xml");
        let of_body = part(&bytes, "word/_rels/document.xml.rels");
        for (id, file) in [("rIdFooter", "footer1.xml"), ("rIdSettings", "settings.xml")] {
            assert!(of_body.contains(&format!("Id=\"{id}\" Target=\"{file}\"")), "{of_body}");
            assert!(part(&bytes, "[Content_Types].xml").contains(&format!("/word/{file}")));
        }
        assert!(body.contains("<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>"));
        let footer = part(&bytes, "word/footer1.xml");
        assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES "), "{footer}");
        assert!(part(&bytes, "word/settings.xml").contains("compatibilityMode"));
        for name in ["Modtager", "Modtagernavn", "Underskriver"] {
            assert!(body.contains(&format!("MERGEFIELD {name}<")) && body.contains(&format!("«{name}»")), "{body}");
        }
        assert!(!body.contains("[FLETTES"));
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        let input = complete();
        let document = letter(&input, &texts(&input), Finish::Draft).with_footnotes();
        assert_eq!(render(&document).unwrap(), render(&document).unwrap());
        let bytes = render(&document).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for place in 0..archive.len() {
            let year = archive.by_index(place).unwrap().last_modified().map(|time| time.year());
            assert!(year.is_none_or(|year| year == 1980), "no clock goes in");
        }
    }

    #[test]
    fn what_no_file_can_hold_does_not_break_it() {
        let mut document = Document::new("Titel \u{1} <&>");
        document.paragraph("a\u{0}b\u{b}c\u{FFFF} <w:p> & \"x\" ]]>\nlinje", Trace::default());
        let body = part(&render(&document).unwrap(), "word/document.xml");
        assert!(body.contains("abc &lt;w:p&gt; &amp;"), "{body}");
        assert!(body.contains("<w:br/>"), "{body}");
        assert!(!body.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\r'), "{body:?}");
    }
}
