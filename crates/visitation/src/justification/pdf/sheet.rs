//! The pages that a layout is made of, their measures in points from the upper left corner.

use std::num::NonZeroU16;

/// A4.
pub(super) const PAGE: (f32, f32) = (595.0, 842.0);
pub(super) const LEFT: f32 = 64.0;
pub(super) const TOP: f32 = 64.0;
pub(super) const BOTTOM: f32 = 778.0;
/// Of a line of text.
pub(super) const WIDTH: f32 = 467.0;

pub(super) const BODY: Style = Style { size: 10.5, leading: 15.0, bold: false, ink: Ink::Text };
pub(super) const TITLE: Style = Style { size: 17.0, leading: 23.0, bold: true, ink: Ink::Heading };
pub(super) const TABLE: Style = Style { size: 10.0, leading: 13.5, ..BODY };
pub(super) const TABLE_HEAD: Style = Style { bold: true, ..TABLE };
pub(super) const NOTE: Style = Style { size: 9.0, leading: 12.5, ..BODY };
pub(super) const FOOT: Style = Style { size: 9.0, leading: 12.0, ..BODY };

/// Everything in its place.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) pages: Vec<Sheet>,
    /// What belongs to what, in reading order.
    pub(super) tree: Vec<Node>,
    pub(super) headings: Vec<Heading>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) runs: Vec<Run>,
    /// Under the text.
    pub(super) shades: Vec<Shade>,
}

/// Letters on a line.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) x: f32,
    /// Of the line that the letters stand on.
    pub(super) y: f32,
    pub(super) style: Style,
    pub(super) text: String,
    /// Belongs to the document; a page's number and a repeated heading do not.
    pub(super) read: bool,
}

/// A filled rectangle.
#[derive(Debug)]
pub(super) struct Shade {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) ink: Ink,
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
}

impl Style {
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Heading,
    Rule,
    /// Behind what a person must write.
    Hole,
    /// Behind what the municipality's own system puts in.
    Merge,
}

impl Ink {
    /// Red, green and blue.
    pub(super) fn colour(self) -> (u8, u8, u8) {
        match self {
            Self::Text => (0x1a, 0x1a, 0x1a),
            Self::Heading => (0x1f, 0x38, 0x64),
            Self::Rule => (0x8c, 0x8c, 0x8c),
            Self::Hole => (0xff, 0xf2, 0xcc),
            Self::Merge => (0xde, 0xea, 0xf6),
        }
    }
}

/// A place in the structure.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Group(Role, Vec<Node>),
    Leaf(Leaf),
}

/// The run with this number on that page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf {
    pub(super) page: usize,
    pub(super) run: usize,
}

/// What a part of the structure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Heading { level: Option<NonZeroU16>, text: String },
    Paragraph,
    Bullets,
    Numbers,
    Item,
    Label,
    Body,
    Table,
    Head,
    Rows,
    Row,
    HeadCell,
    Cell,
}

/// A heading, for the bookmarks.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) y: f32,
}
