//! A drawing in Mermaid's language, which GitHub, GitLab and many editors show as a picture.

use std::fmt::{self, Write};

use super::{EdgeKind, Graph, NodeKind};

/// Columns of a box; Mermaid breaks longer lines where it likes.
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
    let title = graph.title.replace('\\', "\\\\").replace('"', "\\\"");
    writeln!(text, "---\ntitle: \"{title}\"\n---\nflowchart LR")?;
    for (place, group) in graph.groups.iter().enumerate() {
        writeln!(text, "  subgraph g{place}[\"{}\"]", escaped(&group.title))?;
        for node in &group.nodes {
            let (open, close) = match node.kind {
                NodeKind::Criterion => ("[[", "]]"),
                NodeKind::Concept => ("([", "])"),
                NodeKind::Joint => ("{{", "}}"),
                NodeKind::Question => ("[", "]"),
            };
            let lines: Vec<String> = textwrap::wrap(&node.label, WIDTH).iter().map(|line| escaped(line)).collect();
            writeln!(text, "    n{}{open}\"{}\"{close}", node.number, lines.join("<br/>"))?;
        }
        writeln!(text, "  end")?;
    }
    for edge in &graph.edges {
        let arrow = match edge.kind {
            EdgeKind::RestsOn => "-->",
            EdgeKind::AskedWhen => "-.->",
        };
        if edge.label.is_empty() {
            writeln!(text, "  n{} {arrow} n{}", edge.from, edge.to)?;
        } else {
            writeln!(text, "  n{} {arrow}|\"{}\"| n{}", edge.from, escaped(&edge.label), edge.to)?;
        }
    }
    Ok(())
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
