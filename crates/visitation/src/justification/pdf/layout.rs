//! Where every line of a PDF stands, and which part of the structure it belongs to.
//!
//! Deliberately plain: one column, ragged right, no hyphens. A heading stays with what follows, a table's row with
//! itself, and a table that goes on to another page has its headings there again.

use std::num::NonZeroU16;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_normalization::UnicodeNormalization;

use super::Unprintable;
use super::face::Faces;
use super::sheet::{
    BODY, BOTTOM, FOOT, Heading, Ink, LEFT, Layout, Leaf, NOTE, Node, PAGE, Role, Run, Shade, Sheet, Style, TABLE,
    TABLE_HEAD, TITLE, TOP, WIDTH,
};
use crate::justification::document::{Block, Document, Line, Row};

/// Before a list's text.
const INDENT: f32 = 16.0;
/// Between the columns of a table.
const GAP: f32 = 10.0;
/// Above and below a row's text.
const PAD: f32 = 4.0;

/// Finds the place of everything.
///
/// # Errors
/// The font lacks a character.
pub(super) fn lay_out(document: &Document, faces: &Faces) -> Result<Layout, Unprintable> {
    let mut press = Press { faces, layout: Layout::default(), y: TOP };
    press.turn();
    press.heading(1, &document.title)?;
    for block in &document.blocks {
        press.block(block)?;
    }
    if !document.footnotes.is_empty() {
        press.heading(2, "Hvor sætningerne kommer fra")?;
        let items: Vec<Line> = document.footnotes.iter().map(|note| Line::new(note, <_>::default())).collect();
        press.list(&items, Role::Numbers, NOTE)?;
    }
    press.number();
    Ok(press.layout)
}

/// What is being printed.
struct Press<'a> {
    faces: &'a Faces,
    layout: Layout,
    /// The top of the next line on the last page.
    y: f32,
}

/// A table's columns: where each begins and how wide it is.
type Columns = Vec<(f32, f32)>;

impl Press<'_> {
    fn block(&mut self, block: &Block) -> Result<(), Unprintable> {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(line) => self.paragraph(line, BODY, None),
            Block::List(items) => self.list(items, Role::Bullets, BODY),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Hole(what) => {
                let line = Line::new(format!("[UDFYLDES: {what}]"), <_>::default());
                self.paragraph(&line, BODY.bold(), Some(Ink::Hole))
            }
            Block::Merge(field) => {
                let line = Line::new(format!("[FLETTES: {}]", field.told()), <_>::default());
                self.paragraph(&line, BODY, Some(Ink::Merge))
            }
        }
    }

    fn heading(&mut self, level: u8, text: &str) -> Result<(), Unprintable> {
        let (style, before) = match level {
            1 => (TITLE, 0.0),
            2 => (Style { size: 13.0, leading: 18.0, ..TITLE }, 12.0),
            _ => (Style { size: 11.5, leading: 16.0, ..TITLE }, 6.0),
        };
        let lines = self.broken(text, WIDTH, style)?;
        let height = lines.iter().map(|_| style.leading).sum::<f32>();
        self.room(before + height + 5.0 * BODY.leading);
        self.skip(before);
        let heading = Heading { level, text: text.to_owned(), page: self.page(), y: self.y };
        self.layout.headings.push(heading);
        let children = lines.iter().map(|line| self.line(LEFT, line, style)).collect();
        let role = Role::Heading { level: NonZeroU16::new(u16::from(level)), text: text.to_owned() };
        self.layout.tree.push(Node::Group(role, children));
        self.skip(3.0);
        Ok(())
    }

    fn paragraph(&mut self, line: &Line, style: Style, shade: Option<Ink>) -> Result<(), Unprintable> {
        let lines = self.broken(&line.text, WIDTH, style)?;
        // What introduces a list stays with it; no line stands alone at the foot of a page.
        let after = if line.text.ends_with(':') { 2.0 * style.leading } else { 0.0 };
        let first = lines.iter().take(3).map(|_| style.leading).sum::<f32>();
        self.room(first + after);
        let mut children = Vec::new();
        for (place, text) in lines.iter().enumerate() {
            self.room(style.leading);
            if let Some(ink) = shade {
                let shade = Shade { x: LEFT - 4.0, y: self.y, width: WIDTH + 8.0, height: style.leading, ink };
                self.sheet().shades.push(shade);
            }
            children.push(self.line(LEFT, text, style));
            if place + 1 == lines.len() {
                children.extend(self.mark(LEFT, text, style, line.footnote));
            }
        }
        self.layout.tree.push(Node::Group(Role::Paragraph, children));
        self.skip(6.0);
        Ok(())
    }

    fn list(&mut self, items: &[Line], role: Role, style: Style) -> Result<(), Unprintable> {
        let mut list = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let label = if role == Role::Numbers { format!("{}.", place + 1) } else { "•".to_owned() };
            let indent = if role == Role::Numbers { INDENT + 8.0 } else { INDENT };
            let lines = self.broken(&item.text, WIDTH - indent, style)?;
            self.room(lines.iter().take(2).map(|_| style.leading).sum::<f32>());
            let label = Node::Group(Role::Label, vec![self.put(LEFT + 2.0, &label, style, true)]);
            let mut body = Vec::new();
            for (place, text) in lines.iter().enumerate() {
                body.push(self.line(LEFT + indent, text, style));
                if place + 1 == lines.len() {
                    body.extend(self.mark(LEFT + indent, text, style, item.footnote));
                }
            }
            list.push(Node::Group(Role::Item, vec![label, Node::Group(Role::Body, body)]));
            self.skip(3.0);
        }
        self.layout.tree.push(Node::Group(role, list));
        self.skip(4.0);
        Ok(())
    }

    fn table(&mut self, head: &[String], rows: &[Row]) -> Result<(), Unprintable> {
        let columns = columns(head.len());
        let headings = self.cells(head, &columns, TABLE_HEAD)?;
        self.room(row_height(&headings, TABLE_HEAD) + 3.0 * TABLE.leading);
        let first = self.row(&headings, &columns, TABLE_HEAD, None, true);
        let head_cells = first.into_iter().map(|leaves| Node::Group(Role::HeadCell, leaves)).collect();
        let head_row = Node::Group(Role::Head, vec![Node::Group(Role::Row, head_cells)]);
        let mut body = Vec::new();
        for row in rows {
            let cells = self.cells(&row.cells, &columns, TABLE)?;
            if self.room(row_height(&cells, TABLE)) {
                self.row(&headings, &columns, TABLE_HEAD, None, false);
            }
            let leaves = self.row(&cells, &columns, TABLE, row.footnote, true);
            let cells = leaves.into_iter().map(|leaves| Node::Group(Role::Cell, leaves)).collect();
            body.push(Node::Group(Role::Row, cells));
        }
        self.layout.tree.push(Node::Group(Role::Table, vec![head_row, Node::Group(Role::Rows, body)]));
        self.skip(8.0);
        Ok(())
    }

    fn cells(&self, texts: &[String], columns: &Columns, style: Style) -> Result<Vec<Vec<String>>, Unprintable> {
        texts.iter().zip(columns).map(|(text, (_, width))| self.broken(text, *width, style)).collect()
    }

    /// A row with a line under it; the leaves of each cell.
    fn row(
        &mut self,
        cells: &[Vec<String>],
        columns: &Columns,
        style: Style,
        footnote: Option<usize>,
        read: bool,
    ) -> Vec<Vec<Node>> {
        let mut leaves: Vec<Vec<Node>> = vec![Vec::new(); cells.len()];
        self.skip(PAD);
        for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            self.room(style.leading);
            for (place, ((cell, (x, _)), leaves)) in cells.iter().zip(columns).zip(&mut leaves).enumerate() {
                let Some(text) = cell.get(line) else { continue };
                leaves.push(self.put(*x, text, style, read));
                if place == 0 && line + 1 == cell.len() {
                    self.y += style.leading;
                    leaves.extend(self.mark(*x, text, style, footnote));
                    self.y -= style.leading;
                }
            }
            self.y += style.leading;
        }
        self.skip(PAD);
        let under = Shade { x: LEFT, y: self.y - 0.5, width: WIDTH, height: 0.5, ink: Ink::Rule };
        self.sheet().shades.push(under);
        leaves
    }

    /// A line at the left edge `x`; the next one stands under it.
    fn line(&mut self, x: f32, text: &str, style: Style) -> Node {
        self.room(style.leading);
        let leaf = self.put(x, text, style, true);
        self.y += style.leading;
        leaf
    }

    fn put(&mut self, x: f32, text: &str, style: Style, read: bool) -> Node {
        let y = self.y + style.size + (style.leading - style.size) / 3.0;
        let page = self.page();
        let runs = &mut self.sheet().runs;
        runs.push(Run { x, y, style, text: text.to_owned(), read });
        Node::Leaf(Leaf { page, run: runs.len() - 1 })
    }

    /// The raised number of a footnote behind the line above.
    fn mark(&mut self, x: f32, text: &str, style: Style, footnote: Option<usize>) -> Option<Node> {
        let number = footnote?;
        let end = x + self.faces.face(style.bold).width(text.trim_end(), style.size);
        let raised = Style { size: style.size * 0.65, ..style };
        self.y -= style.leading + style.size * 0.1;
        let leaf = self.put(end, &format!(" {number}"), raised, true);
        self.y += style.leading + style.size * 0.1;
        Some(leaf)
    }

    /// Turns the page where so much does not fit; says whether it did.
    fn room(&mut self, height: f32) -> bool {
        let full = self.y + height > BOTTOM && self.y > TOP;
        if full {
            self.turn();
        }
        full
    }

    fn turn(&mut self) {
        self.layout.pages.push(Sheet::default());
        self.y = TOP;
    }

    /// Room between things; none at the top of a page.
    fn skip(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    fn page(&self) -> usize {
        self.layout.pages.len().saturating_sub(1)
    }

    fn sheet(&mut self) -> &mut Sheet {
        let page = self.page();
        if self.layout.pages.is_empty() {
            self.layout.pages.push(Sheet::default());
        }
        #[expect(clippy::indexing_slicing, reason = "there is a page now, and this is the last one")]
        &mut self.layout.pages[page]
    }

    /// Numbers the pages at their foot.
    fn number(&mut self) {
        let count = self.layout.pages.len();
        for (place, sheet) in self.layout.pages.iter_mut().enumerate() {
            let text = format!("Side {} af {count}", place + 1);
            let x = LEFT + WIDTH - self.faces.face(false).width(&text, FOOT.size);
            sheet.runs.push(Run { x, y: PAGE.1 - 40.0, style: FOOT, text, read: false });
        }
    }

    /// A text in lines that fit, its own line breaks kept.
    fn broken(&self, text: &str, width: f32, style: Style) -> Result<Vec<String>, Unprintable> {
        let text = readable(text);
        if let Some(letter) = self.faces.lacking(&text) {
            return Err(Unprintable::Character(letter));
        }
        let mut lines = Vec::new();
        for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
            let words: Vec<Word> = part.split_whitespace().flat_map(|word| self.words(word, width, style)).collect();
            for line in wrap_first_fit(&words, &[f64::from(width)]) {
                // Each line ends in a blank, so that what is read aloud or copied keeps its words apart.
                lines.push(line.iter().flat_map(|word| [word.text.as_str(), word.blank]).collect::<String>());
            }
        }
        if let Some(last) = lines.last_mut() {
            last.truncate(last.trim_end().len());
        }
        Ok(lines)
    }

    /// A word, in pieces where it alone is wider than a line.
    fn words(&self, word: &str, width: f32, style: Style) -> Vec<Word> {
        let face = self.faces.face(style.bold);
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let fits = pieces.last().is_none_or(|piece| face.width(&format!("{piece}{letter}"), style.size) <= width);
            match pieces.last_mut() {
                Some(piece) if fits => piece.push(letter),
                _ => pieces.push(letter.to_string()),
            }
        }
        let count = pieces.len();
        let blank = f64::from(face.width(" ", style.size));
        let measured = |(place, text): (usize, String)| {
            let last = place + 1 == count;
            Word {
                width: f64::from(face.width(&text, style.size)),
                text,
                blank: if last { " " } else { "" },
                blank_width: if last { blank } else { 0.0 },
            }
        };
        pieces.into_iter().enumerate().map(measured).collect()
    }
}

/// A word with its width.
#[derive(Debug)]
struct Word {
    text: String,
    width: f64,
    blank: &'static str,
    blank_width: f64,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.blank_width
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Letters put together, and without the marks that nobody sees and a font has no sign for.
fn readable(text: &str) -> String {
    let unseen = |letter: &char| matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    text.nfc().filter(|letter| !unseen(letter)).collect()
}

fn row_height(cells: &[Vec<String>], style: Style) -> f32 {
    let longest = cells.iter().max_by_key(|cell| cell.len());
    longest.map_or(0.0, |cell| cell.iter().map(|_| style.leading).sum::<f32>()) + 2.0 * PAD
}

/// The first column takes what the others leave; in the last one a date fits on one line.
fn columns(count: usize) -> Columns {
    let wide = |place: usize| if place + 1 == count { 105.0 } else { 128.0 };
    let first = WIDTH - (1..count).map(wide).sum::<f32>();
    let mut x = LEFT;
    let mut columns = Vec::new();
    for place in 0..count {
        let width = if place == 0 { first } else { wide(place) };
        columns.push((x, width - GAP));
        x += width;
    }
    columns
}
