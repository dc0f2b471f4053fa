//! A small document: headings, paragraphs, lists, tables and holes.
//!
//! Text is plain and never markup: what a person typed cannot change the document's shape. Every renderer
//! draws the same model, so that the formats cannot come to say different things. Every line knows where it
//! comes from; [`Document::with_footnotes`] shows it.

use super::trace::{Origin, Trace};
use crate::guideline::visible::is_hidden;

/// A document in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The title.
    pub title: String,
    /// What follows it.
    pub blocks: Vec<Block>,
    /// Where the lines come from, where they shall say so: footnote 1 stands first.
    pub footnotes: Vec<String>,
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
    Paragraph(Line),
    /// Items of equal standing.
    List(Vec<Line>),
    /// A table with one line of headings; every row has as many cells.
    Table {
        /// The headings.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// Something a person must write, shown as `[UDFYLDES: …]`.
    Hole(String),
    /// A name that is put in when the document is printed: names never come into a case.
    Merge(Field),
}

/// What is put into a document when it is printed, and is stored nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// The recipient's name and address.
    Address,
    /// How the recipient is spoken to; the text is for one whose name is not known.
    Greeting(String),
    /// Who signs.
    Signer,
}

/// The names of one print.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Addressee {
    /// The recipient's name.
    pub name: Option<String>,
    /// The lines of the address.
    pub address: Vec<String>,
    /// Who signs: name and title, a line each.
    pub signer: Vec<String>,
}

impl Addressee {
    /// Reads `name`, address lines, an empty line, and the lines of who signs.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().map(str::trim).skip_while(|line| line.is_empty()).collect();
        let end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
        let (to, signer) = lines.split_at(end);
        let owned = |lines: &[&str]| -> Vec<String> {
            lines.iter().filter(|line| !line.is_empty()).map(|line| plain(line)).collect()
        };
        let mut to = owned(to).into_iter();
        Self { name: to.next(), address: to.collect(), signer: owned(signer) }
    }

    /// The lines that stand for a field; none where it is not known.
    fn lines(&self, field: &Field) -> Vec<String> {
        match field {
            Field::Address => self.name.iter().chain(&self.address).cloned().collect(),
            Field::Greeting(_) => self.name.iter().map(|name| format!("{GREETING} {name}")).collect(),
            Field::Signer => self.signer.clone(),
        }
    }
}

/// How a letter begins.
pub const GREETING: &str = "Kære";

impl Field {
    /// What stands in a draft: `[FLETTES: …]`.
    #[must_use]
    pub fn told(&self) -> &'static str {
        match self {
            Self::Address => "modtagerens navn og adresse",
            Self::Greeting(_) => "modtagerens navn",
            Self::Signer => "navn og titel på den, der skriver under",
        }
    }

    /// The name of the field in a mail merge.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Address => "Modtager",
            Self::Greeting(_) => "Modtagernavn",
            Self::Signer => "Underskriver",
        }
    }
}

/// Text with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The text.
    pub text: String,
    /// Where it comes from.
    pub trace: Trace,
    /// The number of its footnote, from 1.
    pub footnote: Option<usize>,
}

/// A row of a table with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// As many as there are headings.
    pub cells: Vec<String>,
    /// Where it comes from.
    pub trace: Trace,
    /// The number of its footnote, from 1.
    pub footnote: Option<usize>,
}

impl Line {
    /// A line.
    #[must_use]
    pub fn new(text: impl AsRef<str>, trace: Trace) -> Self {
        Self { text: plain(text.as_ref()), trace, footnote: None }
    }
}

impl Row {
    /// A row.
    #[must_use]
    pub fn new(cells: &[String], trace: Trace) -> Self {
        Self { cells: cells.iter().map(|cell| plain(cell)).collect(), trace, footnote: None }
    }
}

impl Document {
    /// An empty document.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self { title: plain(title), ..Self::default() }
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
    pub fn paragraph(&mut self, text: impl AsRef<str>, trace: Trace) {
        let line = Line::new(text, trace);
        if !line.text.trim().is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    /// Adds a list; an empty one adds nothing.
    pub fn list(&mut self, items: Vec<Line>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds a table; one without rows adds nothing.
    pub fn table(&mut self, head: &[&str], rows: Vec<Row>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table { head: head.iter().map(|cell| plain(cell)).collect(), rows });
        }
    }

    /// Leaves a hole for a person to fill.
    pub fn hole(&mut self, what: &str) {
        self.blocks.push(Block::Hole(plain(what)));
    }

    /// Leaves a place for a name.
    pub fn merge(&mut self, field: Field) {
        self.blocks.push(Block::Merge(field));
    }

    /// The same document with the names put in. What is not known stays a field if `keep`; else it is left out, and the
    /// recipient is greeted without a name.
    #[must_use]
    pub fn addressed(mut self, to: &Addressee, keep: bool) -> Self {
        let put = |block: Block| {
            let Block::Merge(field) = block else { return Some(block) };
            let lines = match to.lines(&field) {
                lines if !lines.is_empty() => lines,
                _ if keep => return Some(Block::Merge(field)),
                _ => match field {
                    Field::Greeting(unnamed) => vec![unnamed],
                    Field::Address | Field::Signer => return None,
                },
            };
            Some(Block::Paragraph(Line::new(
                lines.join("\n"),
                Trace::quoted("Givet ved udskriften; ikke gemt i sagen"),
            )))
        };
        self.blocks = self.blocks.into_iter().filter_map(put).collect();
        self
    }

    /// The holes that are left, in reading order.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Hole(what) => Some(what.as_str()),
            _ => None,
        })
    }

    /// The texts that the program words itself, each cell and item by itself: what readability is counted on.
    /// Headings, law quotes and people's own words are left out.
    #[must_use]
    pub fn own_texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        let own = |trace: &Trace| trace.origin == Origin::Program;
        for block in &self.blocks {
            match block {
                Block::Paragraph(line) if own(&line.trace) => texts.push(line.text.as_str()),
                Block::List(items) => {
                    texts.extend(items.iter().filter(|item| own(&item.trace)).map(|item| item.text.as_str()));
                }
                Block::Table { rows, .. } => {
                    let rows = rows.iter().filter(|row| own(&row.trace));
                    texts.extend(rows.filter_map(|row| row.cells.first()).map(String::as_str));
                }
                _ => {}
            }
        }
        texts
    }

    /// The same document with a footnote on every line that says where it comes from; equal ones share theirs.
    #[must_use]
    pub fn with_footnotes(mut self) -> Self {
        let mut footnotes: Vec<String> = Vec::new();
        let mut number = |trace: &Trace| {
            let text = trace.to_text();
            let place = footnotes.iter().position(|other| *other == text).unwrap_or_else(|| {
                footnotes.push(text);
                footnotes.len() - 1
            });
            Some(place + 1)
        };
        for block in &mut self.blocks {
            match block {
                Block::Paragraph(line) => line.footnote = number(&line.trace),
                Block::List(items) => items.iter_mut().for_each(|item| item.footnote = number(&item.trace)),
                Block::Table { rows, .. } => rows.iter_mut().for_each(|row| row.footnote = number(&row.trace)),
                Block::Heading { .. } | Block::Hole(_) | Block::Merge(_) => {}
            }
        }
        self.footnotes = footnotes;
        self
    }
}

/// Text without control characters, which no format can hold, and without marks that turn the direction of writing round,
/// which could make it read otherwise; line breaks stay.
#[must_use]
pub fn plain(text: &str) -> String {
    let one = |character: char| match character {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        // XML, and so docx, has no place for these two either.
        '\u{FFFE}' | '\u{FFFF}' => None,
        other if is_hidden(other) => None,
        other => Some(other),
    };
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter_map(one).collect()
}
