//! A drawing in Graphviz' language, from which it makes SVG, PDF and pictures.
//!
//! A frame is one node whose label is a table of columns, so that the boxes stand where a reader looks for them and
//! the page is no wider than a sheet on its side. In the SVG a reference leads to its box.

use std::fmt::{self, Write};

use super::layout::{WIDTH, rows, wrapped};
use super::{Graph, Group, GroupKind, Line, Node};

/// Boxes beside each other.
const COLUMNS: usize = 4;

/// Points that a box is wide.
const BOX: usize = 270;

/// Points between boxes.
const GAP: usize = 5;

/// Points around the words of a row.
const PADDING: usize = 2;

/// Colours of a frame and of the heads of its boxes.
type Look = (&'static str, &'static str);

/// The drawing as text.
#[must_use]
pub fn render(graph: &Graph) -> String {
    let mut text = String::new();
    // A text is always writable.
    let _ = write(graph, &mut text);
    text
}

fn write(graph: &Graph, text: &mut String) -> fmt::Result {
    writeln!(text, "digraph retningslinje {{")?;
    let title = wrapped(&graph.title, COLUMNS * WIDTH * 2 / 3).iter().map(|line| escaped(line)).collect::<Vec<_>>();
    let title = title.join("<BR ALIGN=\"LEFT\"/>");
    writeln!(text, "  graph [charset=\"UTF-8\", rankdir=TB, ranksep=0.3, fontname=\"Helvetica,Arial,sans-serif\"];")?;
    writeln!(text, "  graph [labelloc=t, labeljust=l, fontsize=18, label=<<B>{title}</B><BR ALIGN=\"LEFT\"/>>];")?;
    writeln!(text, "  node [shape=plain, fontname=\"Helvetica,Arial,sans-serif\", fontsize=10];")?;
    writeln!(text, "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=12];")?;
    for (place, group) in graph.groups.iter().enumerate() {
        writeln!(text, "  g{place} [label=<")?;
        frame(group, text)?;
        writeln!(text, "  >];")?;
    }
    for (place, pair) in graph.groups.windows(2).enumerate() {
        let levels = pair.iter().all(|group| group.kind == GroupKind::Level);
        let look = if levels { "label=\"  ellers\", penwidth=2" } else { "style=invis" };
        writeln!(text, "  g{place} -> g{} [{look}];", place + 1)?;
    }
    writeln!(text, "}}")
}

fn frame(group: &Group, text: &mut String) -> fmt::Result {
    let (back, head) = look(group.kind);
    writeln!(text, "    <TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"6\" CELLPADDING=\"0\" BGCOLOR=\"{back}\">")?;
    let title = group.title.split_once(": ").map_or_else(
        || format!("<B>{}</B>", escaped(&group.title)),
        |(name, rest)| format!("<B>{}</B>: {}", escaped(name), escaped(rest)),
    );
    let title = format!("<FONT POINT-SIZE=\"16\">{title}</FONT>");
    writeln!(text, "    <TR><TD COLSPAN=\"{COLUMNS}\" ALIGN=\"LEFT\" CELLPADDING=\"4\">{title}</TD></TR>\n    <TR>")?;
    let columns = columns(&group.nodes);
    let highest = columns.iter().map(|(height, _)| *height).max().unwrap_or(0);
    for (height, column) in columns {
        if column.is_empty() {
            writeln!(text, "    <TD WIDTH=\"{BOX}\"></TD>")?;
            continue;
        }
        writeln!(text, "    <TD VALIGN=\"TOP\"><TABLE BORDER=\"0\" CELLSPACING=\"{GAP}\" CELLPADDING=\"0\">")?;
        for node in column {
            writeln!(text, "      <TR><TD>")?;
            draw_box(group.kind, node, head, text)?;
            writeln!(text, "      </TD></TR>")?;
        }
        // Graphviz would stretch the boxes of a short column.
        if let Some(rest) = (highest - height).checked_sub(GAP).filter(|rest| *rest > 0) {
            writeln!(text, "      <TR><TD HEIGHT=\"{rest}\"></TD></TR>")?;
        }
        writeln!(text, "    </TABLE></TD>")?;
    }
    writeln!(text, "    </TR></TABLE>")
}

/// The boxes in columns, each in the one that is shortest so far, and how high the columns are.
fn columns(nodes: &[Node]) -> Vec<(usize, Vec<&Node>)> {
    let mut columns: Vec<(usize, Vec<&Node>)> = vec![(0, Vec::new()); COLUMNS];
    for node in nodes {
        if let Some((filled, column)) = columns.iter_mut().min_by_key(|(filled, _)| *filled) {
            *filled += height(node);
            column.push(node);
        }
    }
    columns
}

/// Points that a box is high, with the gap below it. A row of Graphviz' tables is 1.2 times its letters.
fn height(node: &Node) -> usize {
    let row = |lines: usize| 12 * lines + 2 * PADDING;
    let lines: usize = node.lines.iter().map(|line| row(rows(line).len())).sum();
    let notes = match notes(node).len() {
        0 => 0,
        lines => (96 * lines).div_ceil(10) + 2 * PADDING,
    };
    row(heading(node).len() + usize::from(node.state.is_some())) + lines + notes + 2 + GAP
}

/// Bold letters are wider.
fn heading(node: &Node) -> Vec<String> {
    let lines = wrapped(&node.head(), WIDTH - 5);
    // Graphviz reads no empty bold text.
    if lines.is_empty() { vec!["–".to_owned()] } else { lines }
}

/// Small letters are narrower.
fn notes(node: &Node) -> Vec<String> {
    node.notes.iter().flat_map(|note| wrapped(note, WIDTH + 8)).collect()
}

fn draw_box(kind: GroupKind, node: &Node, head: &str, text: &mut String) -> fmt::Result {
    // Graphviz writes an anchor only around what is a link itself, so a box leads to itself.
    let anchor = match kind {
        GroupKind::Concepts | GroupKind::Questions => {
            let name = escaped(&node.name);
            format!(" ID=\"{name}\" HREF=\"#a_{name}\" TITLE=\"{name}\"")
        }
        GroupKind::Level | GroupKind::Advice | GroupKind::Beside => String::new(),
    };
    let table = "TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" BGCOLOR=\"white\"";
    writeln!(text, "      <{table} CELLPADDING=\"{PADDING}\"{anchor}>")?;
    let heading: Vec<String> = heading(node).iter().map(|line| format!("<B>{}</B>", escaped(line))).collect();
    let state = node.state.map(|state| format!("<B>✓ {state}</B>"));
    let heading = heading.into_iter().chain(state).collect::<Vec<_>>().join(BREAK);
    writeln!(text, "      <TR>{CELL} WIDTH=\"{BOX}\" BGCOLOR=\"{head}\">{heading}</TD></TR>")?;
    for line in &node.lines {
        draw_line(line, text)?;
    }
    let notes: Vec<String> = notes(node).iter().map(|note| escaped(note)).collect();
    if !notes.is_empty() {
        let notes = format!("<FONT POINT-SIZE=\"8\" COLOR=\"#444444\">{}</FONT>", notes.join(BREAK));
        writeln!(text, "      <TR>{CELL}>{notes}</TD></TR>")?;
    }
    writeln!(text, "      </TABLE>")
}

fn draw_line(line: &Line, text: &mut String) -> fmt::Result {
    let link = match &line.see {
        Some(see) => format!(" HREF=\"#a_{0}\" TITLE=\"{0}\"", escaped(see)),
        None => String::new(),
    };
    let drawn: Vec<String> = rows(line)
        .iter()
        .map(|row| {
            let strong = match row.strong.as_str() {
                "" => String::new(),
                strong => format!("<B>{}</B>", escaped(strong)),
            };
            format!("{}{}{strong}", "&#160;".repeat(row.indent), escaped(&row.text))
        })
        .collect();
    writeln!(text, "      <TR>{CELL}{link}>{}</TD></TR>", drawn.join(BREAK))
}

const BREAK: &str = "<BR ALIGN=\"LEFT\"/>";

/// A cell whose every line begins at the left.
const CELL: &str = "<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"";

fn look(kind: GroupKind) -> Look {
    match kind {
        GroupKind::Level => ("#e8eef7", "#b9cbe6"),
        GroupKind::Concepts => ("#edf5ea", "#c3dfb8"),
        GroupKind::Questions => ("#f4f4f4", "#dddddd"),
        GroupKind::Advice => ("#fbf3e2", "#f0d9a8"),
        GroupKind::Beside => ("#ffffff", "#e6e6e6"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
