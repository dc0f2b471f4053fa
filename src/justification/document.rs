//! A small document: headings, paragraphs, lists, tables and holes.
//!
//! Text is plain and never markup: what a person typed cannot change the document's shape. Every renderer
//! draws the same model, so that the formats cannot come to say different things.

/// A document in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The title.
    pub title: String,
    /// What follows it.
    pub blocks: Vec<Block>,
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A section's heading. The title is level 1, sections are 2, parts of a section 3.
    Heading {
        /// 2 or 3.
        level: u8,
        /// Its text.
        text: String,
    },
    /// Running text.
    Paragraph(String),
    /// Items of equal standing.
    List(Vec<String>),
    /// A table with one line of headings; every row has as many cells.
    Table {
        /// The headings.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// Something a person must write, shown as `[UDFYLDES: …]`.
    Hole(String),
}

impl Document {
    /// An empty document.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self { title: plain(title), blocks: Vec::new() }
    }

    /// Opens a section.
    pub fn section(&mut self, text: &str) {
        self.blocks.push(Block::Heading { level: 2, text: plain(text) });
    }

    /// Opens a part of a section.
    pub fn part(&mut self, text: &str) {
        self.blocks.push(Block::Heading { level: 3, text: plain(text) });
    }

    /// Adds running text; empty text adds nothing.
    pub fn paragraph(&mut self, text: impl AsRef<str>) {
        let text = plain(text.as_ref());
        if !text.trim().is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    /// Adds a list; an empty one adds nothing.
    pub fn list(&mut self, items: &[String]) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items.iter().map(|item| plain(item)).collect()));
        }
    }

    /// Adds a table; one without rows adds nothing.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        if !rows.is_empty() {
            let head = head.iter().map(|cell| plain(cell)).collect();
            let rows = rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
            self.blocks.push(Block::Table { head, rows });
        }
    }

    /// Leaves a hole for a person to fill.
    pub fn hole(&mut self, what: &str) {
        self.blocks.push(Block::Hole(plain(what)));
    }

    /// The holes that are left, in reading order.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Hole(what) => Some(what.as_str()),
            _ => None,
        })
    }
}

/// Text without control characters, which no format can hold; line breaks stay.
fn plain(text: &str) -> String {
    let one = |character: char| match character {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        other if other.is_control() => None,
        other => Some(other),
    };
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter_map(one).collect()
}
