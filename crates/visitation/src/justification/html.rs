//! A document as one self-contained HTML file: no scripts, nothing fetched from elsewhere.
//!
//! The page is the template `side.html`, which a municipality can replace by its own; minijinja escapes what is
//! put into it. The same document always gives the same bytes.

use serde::Serialize;

use super::document::{Block, Document, Line};
use super::templates::{TemplateError, Templates};

/// What the page is filled with. Its keys are Danish and part of what municipalities rely on.
#[derive(Debug, Serialize)]
struct Page<'a> {
    titel: &'a str,
    blokke: Vec<Piece<'a>>,
    noter: &'a [String],
}

/// One block; `slags` says of which kind.
#[derive(Debug, Serialize)]
#[serde(tag = "slags")]
enum Piece<'a> {
    #[serde(rename = "overskrift")]
    Heading { niveau: u8, tekst: &'a str },
    #[serde(rename = "afsnit")]
    Paragraph(Marked<'a>),
    #[serde(rename = "liste")]
    List { punkter: Vec<Marked<'a>> },
    #[serde(rename = "tabel")]
    Table { nummer: usize, hoved: &'a [String], rækker: Vec<Cells<'a>> },
    #[serde(rename = "hul")]
    Hole { tekst: &'a str },
    #[serde(rename = "flet")]
    Merge { tekst: &'a str },
}

#[derive(Debug, Serialize)]
struct Marked<'a> {
    linjer: Vec<&'a str>,
    note: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Cells<'a> {
    celler: Vec<Vec<&'a str>>,
    note: Option<usize>,
}

/// The document's page.
///
/// # Errors
/// A municipality's own `side.html` names something that is not there.
pub fn render(document: &Document, templates: &Templates) -> Result<String, TemplateError> {
    // Two tables may have the same headings, and a screen reader tells them apart by their number.
    let mut tables = 0;
    let mut blocks = Vec::new();
    for block in &document.blocks {
        tables += usize::from(matches!(block, Block::Table { .. }));
        blocks.push(piece(block, tables));
    }
    let page = Page { titel: &document.title, blokke: blocks, noter: &document.footnotes };
    templates.fill("side.html", page)
}

fn piece(block: &Block, table: usize) -> Piece<'_> {
    match block {
        Block::Heading { level, text } => Piece::Heading { niveau: *level, tekst: text },
        Block::Paragraph(line) => Piece::Paragraph(marked(line)),
        Block::List(items) => Piece::List { punkter: items.iter().map(marked).collect() },
        Block::Table { head, rows } => Piece::Table {
            nummer: table,
            hoved: head,
            rækker: rows
                .iter()
                .map(|row| Cells { celler: row.cells.iter().map(|cell| lines(cell)).collect(), note: row.footnote })
                .collect(),
        },
        Block::Hole(what) => Piece::Hole { tekst: what },
        Block::Merge(field) => Piece::Merge { tekst: field.told() },
    }
}

fn marked(line: &Line) -> Marked<'_> {
    Marked { linjer: lines(&line.text), note: line.footnote }
}

/// A text's own line breaks are kept, as the citizen's words are.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::justification::example::{complete, texts};
    use crate::justification::trace::Trace;
    use crate::justification::{Finish, letter};

    fn page(document: &Document) -> String {
        render(document, &Templates::built_in().unwrap()).unwrap()
    }

    #[test]
    fn what_is_typed_never_becomes_markup() {
        let mut document = Document::new("<b>titel</b>");
        document.paragraph("<script>alert(1)</script> & \"x\"\nlinje", Trace::default());
        document.hole("<i>");
        let html = page(&document);
        assert!(html.contains("&lt;script&gt;alert(1)&lt;&#x2f;script&gt; &amp; &quot;x&quot;<br>linje"), "{html}");
        assert!(!html.contains("<b>") && !html.contains("<i>"), "{html}");
    }

    #[test]
    fn a_page_stands_alone_and_says_its_language() {
        let input = complete();
        let html = page(&letter(&input, &texts(&input), Finish::Final).with_footnotes());
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"da\">"));
        for foreign in ["http:", "https:", "src=", "<script", "@import", "url("] {
            assert!(!html.contains(foreign), "{foreign}");
        }
        assert_eq!(html.matches("<h1>").count(), 1);
        assert!(html.contains("<th scope=\"col\">Kilde</th>") && html.contains("id=\"note-1\""), "{html}");
        let (_, body) = html.split_once("</style>").unwrap();
        assert!(!body.contains("none") && !body.contains("undefined"), "{body}");
        assert_eq!(html, page(&letter(&input, &texts(&input), Finish::Final).with_footnotes()), "the same bytes");
    }
}
