//! A drawing in Graphviz' language, from which it makes SVG, PDF and pictures.

use std::fmt::{self, Write};

use super::{EdgeKind, Graph, NodeKind};

/// Columns of a box.
const WIDTH: usize = 36;

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
    writeln!(text, "  graph [label={}, labelloc=t, rankdir=LR, charset=\"UTF-8\"];", quoted(&graph.title))?;
    writeln!(text, "  graph [fontname=\"Helvetica\"]; node [fontname=\"Helvetica\"]; edge [fontname=\"Helvetica\"];")?;
    for (place, group) in graph.groups.iter().enumerate() {
        writeln!(text, "  subgraph cluster_{place} {{\n    label={};", quoted(&group.title))?;
        for node in &group.nodes {
            let look = match node.kind {
                NodeKind::Criterion => "shape=box, style=bold",
                NodeKind::Concept => "shape=box, style=rounded",
                NodeKind::Joint => "shape=ellipse",
                NodeKind::Question => "shape=box",
            };
            writeln!(text, "    n{} [label={}, {look}];", node.number, quoted(&wrapped(&node.label)))?;
        }
        writeln!(text, "  }}")?;
    }
    for edge in &graph.edges {
        let look = match edge.kind {
            EdgeKind::RestsOn => "",
            EdgeKind::AskedWhen => ", style=dashed",
        };
        writeln!(text, "  n{} -> n{} [label={}{look}];", edge.from, edge.to, quoted(&wrapped(&edge.label)))?;
    }
    writeln!(text, "}}")
}

fn wrapped(text: &str) -> String {
    textwrap::wrap(text, WIDTH).join("\n")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
