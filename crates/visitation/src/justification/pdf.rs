//! A document as tagged PDF: PDF/UA-1 and PDF/A-2a in one file. Built with the cargo feature `pdf` alone.
//!
//! [`layout`] finds every line its place and the structure it belongs to; here both are handed to krilla, whose own
//! checks for the two standards are on. It demands a language for PDF/A only, so a file is both or it is not written.
//! The same document always gives the same bytes: the date that PDF/A wants is the document's own and no clock's.

use std::num::NonZeroU16;

use jiff::civil::Date;
use krilla::Document as Pdf;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as TagNode, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagTree,
};
use krilla::text::TextDirection;

use super::document::Document;

mod face;
mod layout;
mod sheet;
#[cfg(test)]
mod tests;

use face::Faces;
use sheet::{Heading, Ink, Layout, Leaf, Node, PAGE, Role, Run, Sheet};

/// The language of everything that is written.
const LANGUAGE: &str = "da-DK";

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unprintable {
    /// A person wrote a character that the font does not have.
    #[error("tegnet `{0}` findes ikke i den skrift, PDF-filer skrives med")]
    Character(char),
    /// A fault in visit, never in the text.
    #[error("fejl i visit: dokumentet kan ikke skrives som PDF: {0}")]
    Fault(String),
}

/// The file's bytes, dated that day.
///
/// # Errors
/// The font lacks a character, or the library finds the file to be neither PDF/UA-1 nor PDF/A-2a.
pub fn render(document: &Document, day: Date) -> Result<Vec<u8>, Unprintable> {
    let fault = |what: &str| Unprintable::Fault(what.to_owned());
    let faces = Faces::load().ok_or_else(|| fault("skriften mangler"))?;
    let layout = layout::lay_out(document, &faces)?;
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Unprintable::Fault(format!("{error:?}")))?;
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, enable_tagging: true, ..Default::default() });
    pdf.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .language(LANGUAGE.to_owned())
            .creator("visit".to_owned())
            .creation_date(date(day)),
    );
    let mut marks = Vec::new();
    for sheet in &layout.pages {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| fault("siden har ingen størrelse"))?;
        let mut page = pdf.start_page_with(settings);
        let mut surface = page.surface();
        marks.push(draw(&mut surface, sheet, &faces));
        surface.finish();
        page.finish();
    }
    pdf.set_tag_tree(tree(&layout, &marks));
    pdf.set_outline(outline(&layout.headings));
    pdf.finish().map_err(|error| Unprintable::Fault(format!("{error}; {error:?}")))
}

fn date(day: Date) -> DateTime {
    let small = |number: i8| u8::try_from(number).unwrap_or(1);
    let date = DateTime::new(u16::try_from(day.year()).unwrap_or(1)).month(small(day.month())).day(small(day.day()));
    date.hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0)
}

/// Draws a page; the marks of its runs come back in their order.
fn draw(surface: &mut Surface<'_>, sheet: &Sheet, faces: &Faces) -> Vec<Identifier> {
    for shade in &sheet.shades {
        let Some(rect) = Rect::from_xywh(shade.x, shade.y, shade.width, shade.height) else { continue };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        let Some(path) = path.finish() else { continue };
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(fill(shade.ink)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
    sheet.runs.iter().map(|run| write(surface, run, faces)).collect()
}

fn write(surface: &mut Surface<'_>, run: &Run, faces: &Faces) -> Identifier {
    let tag = if run.read {
        ContentTag::Span(SpanTag::empty())
    } else {
        ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
    };
    let mark = surface.start_tagged(tag);
    surface.set_fill(Some(fill(run.style.ink)));
    let font = faces.face(run.style.bold).font.clone();
    let start = Point::from_xy(run.x, run.y);
    surface.draw_text(start, font, run.style.size, &run.text, false, TextDirection::LeftToRight);
    surface.end_tagged();
    mark
}

fn fill(ink: Ink) -> Fill {
    let (red, green, blue) = ink.colour();
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

/// The structure that a screen reader walks, its leaves the marks of what was drawn.
fn tree(layout: &Layout, marks: &[Vec<Identifier>]) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for node in &layout.tree {
        if let Some(node) = tagged(node, marks) {
            tree.push(node);
        }
    }
    tree
}

fn tagged(node: &Node, marks: &[Vec<Identifier>]) -> Option<TagNode> {
    match node {
        Node::Leaf(Leaf { page, run }) => Some(TagNode::Leaf(*marks.get(*page)?.get(*run)?)),
        Node::Group(role, children) => {
            let children: Vec<TagNode> = children.iter().filter_map(|child| tagged(child, marks)).collect();
            Some(TagNode::Group(group(role, children)))
        }
    }
}

fn group(role: &Role, children: Vec<TagNode>) -> TagGroup {
    match role {
        Role::Heading { level, text } => {
            TagGroup::with_children(Tag::Hn(level.unwrap_or(NonZeroU16::MIN), Some(text.clone())), children)
        }
        Role::Paragraph => TagGroup::with_children(Tag::P, children),
        Role::Bullets => TagGroup::with_children(Tag::L(ListNumbering::Disc), children),
        Role::Numbers => TagGroup::with_children(Tag::L(ListNumbering::Decimal), children),
        Role::Item => TagGroup::with_children(Tag::LI, children),
        Role::Label => TagGroup::with_children(Tag::Lbl, children),
        Role::Body => TagGroup::with_children(Tag::LBody, children),
        Role::Table => TagGroup::with_children(Tag::Table, children),
        Role::Head => TagGroup::with_children(Tag::THead, children),
        Role::Rows => TagGroup::with_children(Tag::TBody, children),
        Role::Row => TagGroup::with_children(Tag::TR, children),
        Role::HeadCell => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), children),
        Role::Cell => TagGroup::with_children(Tag::TD, children),
    }
}

/// The bookmarks: title and sections, the parts of a section under it.
fn outline(headings: &[Heading]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for heading in headings {
        let place = XyzDestination::new(heading.page, Point::from_xy(0.0, heading.y));
        let node = OutlineNode::new(heading.text.clone(), place);
        match &mut open {
            Some(section) if heading.level > 2 => section.push_child(node),
            _ => {
                if let Some(section) = open.replace(node) {
                    outline.push_child(section);
                }
            }
        }
    }
    if let Some(section) = open {
        outline.push_child(section);
    }
    outline
}
