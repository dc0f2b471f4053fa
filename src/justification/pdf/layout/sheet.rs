//! The pages that a layout is made of, their measures in points from the upper left corner.

use std::num::NonZeroU16;

/// A4.
pub(in crate::justification::pdf) const PAGE: (f32, f32) = (595.0, 842.0);
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
pub(in crate::justification::pdf) struct Layout {
    pub(in crate::justification::pdf) pages: Vec<Sheet>,
    /// What belongs to what, in reading order.
    pub(in crate::justification::pdf) tree: Vec<Node>,
    pub(in crate::justification::pdf) headings: Vec<Heading>,
}

/// A page.
#[derive(Debug, Default)]
pub(in crate::justification::pdf) struct Sheet {
    pub(in crate::justification::pdf) runs: Vec<Run>,
    /// Under the text.
    pub(in crate::justification::pdf) shades: Vec<Shade>,
}

/// Letters on a line.
#[derive(Debug)]
pub(in crate::justification::pdf) struct Run {
    pub(in crate::justification::pdf) x: f32,
    /// Of the line that the letters stand on.
    pub(in crate::justification::pdf) y: f32,
    pub(in crate::justification::pdf) style: Style,
    pub(in crate::justification::pdf) text: String,
    /// Belongs to the document; a page's number and a repeated heading do not.
    pub(in crate::justification::pdf) read: bool,
}

/// A filled rectangle.
#[derive(Debug)]
pub(in crate::justification::pdf) struct Shade {
    pub(in crate::justification::pdf) x: f32,
    pub(in crate::justification::pdf) y: f32,
    pub(in crate::justification::pdf) width: f32,
    pub(in crate::justification::pdf) height: f32,
    pub(in crate::justification::pdf) ink: Ink,
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::justification::pdf) struct Style {
    pub(in crate::justification::pdf) size: f32,
    pub(super) leading: f32,
    pub(in crate::justification::pdf) bold: bool,
    pub(in crate::justification::pdf) ink: Ink,
}

impl Style {
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::justification::pdf) enum Ink {
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
    pub(in crate::justification::pdf) fn colour(self) -> (u8, u8, u8) {
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
pub(in crate::justification::pdf) enum Node {
    Group(Role, Vec<Node>),
    Leaf(Leaf),
}

/// The run with this number on that page.
#[derive(Debug, Clone, Copy)]
pub(in crate::justification::pdf) struct Leaf {
    pub(in crate::justification::pdf) page: usize,
    pub(in crate::justification::pdf) run: usize,
}

/// What a part of the structure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::justification::pdf) enum Role {
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
pub(in crate::justification::pdf) struct Heading {
    pub(in crate::justification::pdf) level: u8,
    pub(in crate::justification::pdf) text: String,
    pub(in crate::justification::pdf) page: usize,
    pub(in crate::justification::pdf) y: f32,
}
