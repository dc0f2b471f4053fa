//! A drawing in Mermaid's language, which GitHub, GitLab and many editors show as a picture.

use std::fmt::{self, Write};

use super::layout::{WIDTH, rows, wrapped};
use super::{Graph, Group, GroupKind, Node};

/// Boxes below each other, before a new column begins.
const ROWS: usize = 6;

/// The drawing as text.
#[must_use]
pub fn render(graph: &Graph) -> String {
    let mut text = String::new();
    // A text is always writable.
    let _ = write(graph, &mut text);
    text
}

fn write(graph: &Graph, text: &mut String) -> fmt::Result {
    let title = wrapped(&graph.title, usize::MAX).concat().replace('\\', "\\\\").replace('"', "\\\"");
    // Wide enough that only our own line breaks count.
    writeln!(text, "---\ntitle: \"{title}\"\nconfig:\n  flowchart:\n    wrappingWidth: 600\n---\nflowchart LR")?;
    writeln!(text, "  classDef default text-align:left,fill:#fff,stroke:#666")?;
    for (place, group) in graph.groups.iter().enumerate() {
        writeln!(text, "  subgraph g{place}[\"{}\"]\n    direction TB", escaped(&group.title))?;
        for (box_place, node) in group.nodes.iter().enumerate() {
            write!(text, "    g{place}n{box_place}")?;
            draw_box(group.kind, node, text)?;
        }
        below_each_other(place, group, text)?;
        writeln!(text, "  end\n  style g{place} fill:{},stroke:#666", look(group.kind))?;
    }
    for (place, pair) in graph.groups.windows(2).enumerate() {
        let levels = pair.iter().all(|group| group.kind == GroupKind::Level);
        let arrow = if levels { "-->|ellers|" } else { "~~~" };
        writeln!(text, "  g{place} {arrow} g{}", place + 1)?;
    }
    Ok(())
}

fn draw_box(kind: GroupKind, node: &Node, text: &mut String) -> fmt::Result {
    let heading = wrapped(&node.head(), WIDTH);
    let mut lines: Vec<String> = heading.iter().map(|line| format!("<b>{}</b>", escaped(line))).collect();
    lines.extend(node.state.map(|state| format!("<b>✓ {state}</b>")));
    for row in node.lines.iter().flat_map(rows) {
        let strong = match row.strong.as_str() {
            "" => String::new(),
            strong => format!("<b>{}</b>", escaped(strong)),
        };
        lines.push(format!("{}{}{strong}", "#160;".repeat(row.indent), escaped(&row.text)));
    }
    let notes = node.notes.iter().flat_map(|note| wrapped(note, WIDTH));
    lines.extend(notes.map(|note| format!("<i>{}</i>", escaped(&note))));
    let (open, close) = match kind {
        GroupKind::Level | GroupKind::Advice | GroupKind::Beside => ("[", "]"),
        GroupKind::Concepts | GroupKind::Questions => ("(", ")"),
    };
    writeln!(text, "{open}\"{}\"{close}", lines.join("<br/>"))
}

/// Lines that are not seen hold the boxes of a frame in columns.
fn below_each_other(place: usize, group: &Group, text: &mut String) -> fmt::Result {
    let columns = group.nodes.len().div_ceil(ROWS);
    for below in columns..group.nodes.len() {
        writeln!(text, "    g{place}n{} ~~~ g{place}n{below}", below - columns)?;
    }
    Ok(())
}

fn look(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Level => "#e8eef7",
        GroupKind::Concepts => "#edf5ea",
        GroupKind::Questions => "#f4f4f4",
        GroupKind::Advice => "#fbf3e2",
        GroupKind::Beside => "#ffffff",
    }
}

/// Mermaid's own entities; a backslash does not escape there.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '#' | '"' | '<' | '>' | '&' | '`' | ';' => {
                let _ = write!(escaped, "#{};", u32::from(letter));
            }
            '\n' | '\r' | '\t' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
