//! A drawing as a picture, without any other program: SVG as wide as an A4 sheet on its side.
//!
//! A frame is a row of columns, as in [`super::dot`]; what is met in a case has a thick border and says so in words, so
//! that it is seen in black and white and heard by a screen reader. Widths are reckoned, not measured: a picture knows no
//! letters, so lines are broken at a number of columns that Helvetica and Arial keep within the box.

use std::fmt::{self, Write};

use super::layout::{Row, WIDTH, rows, wrapped};
use super::{Graph, Group, GroupKind, Node};

/// Boxes beside each other.
const COLUMNS: usize = 3;
/// Points: a box's width, between boxes, around a frame, from line to line.
const BOX: usize = 268;
const GAP: usize = 8;
const MARGIN: usize = 10;
const LINE: usize = 13;
/// Points of a frame's heading and of the arrow to the next level.
const HEADING: usize = 26;
const ARROW: usize = 30;
/// The whole width.
const PAGE: usize = COLUMNS * (BOX + GAP) + GAP + 2 * MARGIN;

/// The drawing as text.
#[must_use]
pub fn render(graph: &Graph) -> String {
    let mut body = String::new();
    // A text is always writable.
    let height = write_body(graph, &mut body).unwrap_or_default();
    let mut text = String::new();
    let _ = write_page(graph, &body, height, &mut text);
    text
}

fn write_page(graph: &Graph, body: &str, height: usize, text: &mut String) -> fmt::Result {
    let frames: Vec<&str> = graph.groups.iter().map(|group| group.title.as_str()).collect();
    let boxes: usize = graph.groups.iter().map(|group| group.nodes.len()).sum();
    let description = format!("{boxes} bokse i {} rammer: {}.", frames.len(), frames.join(". "));
    writeln!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"da\" aria-labelledby=\"titel beskrivelse\" \
         width=\"{PAGE}pt\" height=\"{height}pt\" viewBox=\"0 0 {PAGE} {height}\" \
         font-family=\"Helvetica, Arial, sans-serif\" font-size=\"10\">"
    )?;
    writeln!(text, "<title id=\"titel\">{}</title>", escaped(&graph.title))?;
    writeln!(text, "<desc id=\"beskrivelse\">{}</desc>", escaped(&description))?;
    writeln!(text, "<rect width=\"{PAGE}\" height=\"{height}\" fill=\"white\"/>\n{body}</svg>")
}

/// Everything below the head; how high it is.
fn write_body(graph: &Graph, text: &mut String) -> Result<usize, fmt::Error> {
    let mut top = MARGIN;
    for line in wrapped(&graph.title, COLUMNS * WIDTH * 2 / 3) {
        top += 20;
        writeln!(
            text,
            "<text x=\"{MARGIN}\" y=\"{top}\" font-size=\"16\" font-weight=\"bold\">{}</text>",
            escaped(&line)
        )?;
    }
    top += MARGIN;
    let kinds = graph.groups.iter().skip(1).map(|group| Some(group.kind)).chain([None]);
    for (group, next) in graph.groups.iter().zip(kinds) {
        top += frame(group, top, text)?;
        if group.kind == GroupKind::Level && next == Some(GroupKind::Level) {
            arrow(top, text)?;
            top += ARROW;
        } else {
            top += MARGIN;
        }
    }
    Ok(top)
}

/// The way to the level below, for those whom no criterion calls to this one.
fn arrow(top: usize, text: &mut String) -> fmt::Result {
    let (x, end) = (MARGIN + BOX / 2, top + ARROW);
    writeln!(text, "<path d=\"M{x} {top}V{}\" stroke=\"black\" stroke-width=\"2\"/>", end - 8)?;
    writeln!(text, "<path d=\"M{} {}L{x} {end}L{} {}Z\"/>", x - 5, end - 9, x + 5, end - 9)?;
    writeln!(text, "<text x=\"{}\" y=\"{}\" font-size=\"12\">ellers</text>", x + 10, top + ARROW / 2 + 4)
}

/// A frame with its boxes; how high it is.
fn frame(group: &Group, top: usize, text: &mut String) -> Result<usize, fmt::Error> {
    let mut columns: Vec<(usize, Vec<&Node>)> = vec![(0, Vec::new()); COLUMNS];
    for node in &group.nodes {
        if let Some((filled, column)) = columns.iter_mut().min_by_key(|(filled, _)| *filled) {
            *filled += height(node) + GAP;
            column.push(node);
        }
    }
    let title = wrapped(&group.title, COLUMNS * WIDTH * 3 / 4);
    let head = HEADING + title.len().saturating_sub(1) * 16;
    let tall = head + GAP + columns.iter().map(|(filled, _)| *filled).max().unwrap_or(0);
    let (back, shade) = look(group.kind);
    let wide = PAGE - 2 * MARGIN;
    writeln!(text, "<g role=\"group\" aria-label=\"{}\">", escaped(&group.title))?;
    writeln!(
        text,
        "<rect x=\"{MARGIN}\" y=\"{top}\" width=\"{wide}\" height=\"{tall}\" fill=\"{back}\" stroke=\"#444444\"/>"
    )?;
    for (line, at) in title.iter().zip(1..) {
        let y = top + 2 + 16 * at;
        writeln!(
            text,
            "<text x=\"{}\" y=\"{y}\" font-size=\"14\" font-weight=\"bold\">{}</text>",
            MARGIN + GAP,
            escaped(line)
        )?;
    }
    for ((_, column), at) in columns.iter().zip(0..) {
        let mut y = top + head + GAP / 2;
        for node in column {
            draw_box(node, (MARGIN + GAP + at * (BOX + GAP), y), shade, text)?;
            y += height(node) + GAP;
        }
    }
    writeln!(text, "</g>")?;
    Ok(tall)
}

/// Bold letters are wider.
fn head(node: &Node) -> Vec<String> {
    wrapped(&node.head(), WIDTH - 6)
}

/// Small letters are narrower.
fn notes(node: &Node) -> Vec<String> {
    node.notes.iter().flat_map(|note| wrapped(note, WIDTH + 8)).collect()
}

fn height(node: &Node) -> usize {
    let lines: usize = node.lines.iter().map(|line| rows(line).len()).sum();
    let rows = head(node).len() + usize::from(node.state.is_some()) + lines + notes(node).len();
    rows * LINE + GAP
}

fn draw_box(node: &Node, (x, y): (usize, usize), shade: &str, text: &mut String) -> fmt::Result {
    let (head, tall) = (head(node), height(node));
    let border = if node.state.is_some() { 3 } else { 1 };
    writeln!(text, "<g id=\"{}\">", anchor(&node.name))?;
    writeln!(text, "<rect x=\"{x}\" y=\"{y}\" width=\"{BOX}\" height=\"{tall}\" fill=\"white\"/>")?;
    let shaded = (head.len() + usize::from(node.state.is_some())) * LINE + GAP / 2;
    writeln!(text, "<rect x=\"{x}\" y=\"{y}\" width=\"{BOX}\" height=\"{shaded}\" fill=\"{shade}\"/>")?;
    let edge = "fill=\"none\" stroke=\"black\"";
    writeln!(text, "<rect x=\"{x}\" y=\"{y}\" width=\"{BOX}\" height=\"{tall}\" {edge} stroke-width=\"{border}\"/>")?;
    let mut pen = Pen { x: x + 4, y: y + 1, text };
    for line in &head {
        pen.line(0, "", line, "")?;
    }
    if let Some(state) = node.state {
        pen.line(0, "", &format!("✓ {state}"), "")?;
    }
    for line in &node.lines {
        for Row { indent, text, strong } in rows(line) {
            let link = line.see.as_deref().map(|see| format!("<a href=\"#{}\">", anchor(see)));
            pen.linked(indent, &text, &strong, link.as_deref())?;
        }
    }
    for note in notes(node) {
        pen.line(0, &note, "", " font-size=\"8.5\" fill=\"#333333\"")?;
    }
    writeln!(pen.text, "</g>")
}

/// Writes the rows of a box, one below the other.
struct Pen<'t> {
    x: usize,
    y: usize,
    text: &'t mut String,
}

impl Pen<'_> {
    fn line(&mut self, indent: usize, plain: &str, strong: &str, style: &str) -> fmt::Result {
        self.y += LINE;
        // A column is about as wide as half a letter is high.
        let x = self.x + indent * 5;
        write!(self.text, "<text x=\"{x}\" y=\"{}\"{style}>{}", self.y - 3, escaped(plain))?;
        if !strong.is_empty() {
            write!(self.text, "<tspan font-weight=\"bold\">{}</tspan>", escaped(strong))?;
        }
        writeln!(self.text, "</text>")
    }

    fn linked(&mut self, indent: usize, plain: &str, strong: &str, link: Option<&str>) -> fmt::Result {
        let Some(link) = link else { return self.line(indent, plain, strong, "") };
        write!(self.text, "{link}")?;
        self.line(indent, plain, strong, "")?;
        writeln!(self.text, "</a>")
    }
}

fn look(kind: GroupKind) -> (&'static str, &'static str) {
    match kind {
        GroupKind::Level => ("#e8eef7", "#b9cbe6"),
        GroupKind::Concepts => ("#edf5ea", "#c3dfb8"),
        GroupKind::Questions => ("#f4f4f4", "#dddddd"),
        GroupKind::Advice => ("#fbf3e2", "#f0d9a8"),
        GroupKind::Beside => ("#ffffff", "#e6e6e6"),
    }
}

/// An id holds no gaps.
fn anchor(name: &str) -> String {
    format!("boks-{}", escaped(name).replace(' ', "-"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
