//! What a PDF must have to be read aloud, and that it is the same bytes again.

use super::face::Faces;
use super::layout::lay_out;
use super::*;
use crate::justification::document::{Block, Line, Row};
use crate::justification::example::{complete, texts};
use crate::justification::trace::Trace;
use crate::justification::{Finish, letter};

const DAY: Date = jiff::civil::date(2026, 12, 14);

/// The file as text, as far as it is text: the structure is, the letters are not.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn count(text: &str, what: &str) -> usize {
    text.match_indices(what).filter(|(at, _)| !text[at + what.len()..].starts_with(char::is_alphanumeric)).count()
}

#[test]
fn a_letter_is_tagged_and_says_its_language_title_and_standards() {
    let input = complete();
    let document = letter(&input, &texts(&input), Finish::Final);
    let pdf = shown(&render(&document, DAY).unwrap());
    // The library lets a PDF/UA file without a language through: it must be there for the whole file.
    assert!(pdf.contains("/Lang(da-DK)"), "{}", &pdf[pdf.len() - 3000..]);
    assert!(pdf.contains("<pdfuaid:part>1</pdfuaid:part>") && pdf.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(pdf.contains("/Marked true") && pdf.contains("/DisplayDocTitle true"));
    let heads = document.blocks.iter().filter(|block| matches!(block, Block::Heading { level: 2, .. })).count();
    assert_eq!(count(&pdf, "/S/H1"), 1);
    assert_eq!(count(&pdf, "/S/H2"), heads);
    let items: usize = document
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::List(items) => Some(items.len()),
            _ => None,
        })
        .sum();
    assert_eq!(count(&pdf, "/S/LI"), items);
    assert_eq!(count(&pdf, "/S/TH"), 3);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let input = complete();
    let document = letter(&input, &texts(&input), Finish::Draft).with_footnotes();
    assert_eq!(render(&document, DAY).unwrap(), render(&document, DAY).unwrap());
}

#[test]
fn every_word_is_there_in_order_and_inside_the_margins() {
    let input = complete();
    let document = letter(&input, &texts(&input), Finish::Draft).with_footnotes();
    let faces = Faces::load().unwrap();
    let layout = lay_out(&document, &faces).unwrap();
    for run in layout.pages.iter().flat_map(|sheet| &sheet.runs) {
        let end = run.x + faces.face(run.style.bold).width(run.text.trim_end(), run.style.size);
        assert!(run.x >= 60.0 && end < PAGE.0 - 50.0, "{run:?}");
        assert!(!run.read || run.y <= 778.0, "{run:?}");
    }
    let said: String = read(&layout).split_whitespace().collect::<Vec<_>>().join(" ");
    for block in &document.blocks {
        if let Block::Paragraph(line) = block {
            let words: Vec<&str> = line.text.split_whitespace().collect();
            assert!(said.contains(&words.join(" ")), "{}", line.text);
        }
    }
}

/// What a screen reader says, walking the structure.
fn read(layout: &Layout) -> String {
    fn walk(node: &Node, layout: &Layout, said: &mut String) {
        match node {
            Node::Leaf(leaf) => said.push_str(&layout.pages[leaf.page].runs[leaf.run].text),
            Node::Group(_, children) => {
                for child in children {
                    walk(child, layout, said);
                }
                said.push('\n');
            }
        }
    }
    let mut said = String::new();
    for node in &layout.tree {
        walk(node, layout, &mut said);
    }
    said
}

#[test]
fn long_words_rows_and_tables_go_on_to_the_next_page() {
    let mut document = Document::new("Titel");
    document.paragraph("ø".repeat(400), Trace::default());
    let long = vec!["ord ".repeat(2000), "b".repeat(60), "1. januar 2026".to_owned()];
    document.table(&["Oplysning", "Kilde", "Dato"], vec![Row::new(&long, Trace::default())]);
    document.list(vec![Line::new("x ".repeat(3000), Trace::default())]);
    let layout = lay_out(&document, &Faces::load().unwrap()).unwrap();
    assert!(layout.pages.len() > 5, "{}", layout.pages.len());
    assert_eq!(read(&layout).matches("ord").count(), 2000);
    assert!(!render(&document, DAY).unwrap().is_empty());
}

#[test]
fn a_character_without_a_sign_is_said_and_never_left_out() {
    let mut document = Document::new("Titel");
    document.paragraph("Smil 😀", Trace::default());
    assert_eq!(render(&document, DAY), Err(Unprintable::Character('😀')));
    let mut marks = Document::new("Titel");
    marks.paragraph("a\u{200b}b\u{feff} e\u{301}\u{ad}", Trace::default());
    assert!(render(&marks, DAY).is_ok());
}
