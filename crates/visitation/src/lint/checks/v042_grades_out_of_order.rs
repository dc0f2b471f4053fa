//! V042. Points at a grade that stands before a lesser one: every comparison with `<` and `>=` then says something else.

use crate::guideline::finding::Severity;
use crate::guideline::raw::yaml::{Node, NodeValue};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::File;

/// V042.
pub struct GradesOutOfOrder;

const ABOUT: About = About {
    code: "V042",
    title: "grader i forkert orden",
    severity: Severity::Error,
    page: include_str!("v042_grades_out_of_order.md"),
};

impl Lint for GradesOutOfOrder {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn file(&self, file: &File<'_>, report: &mut Report<'_>) {
        if let Some(NodeValue::List(levels)) = file.value("niveauer").map(|node| &node.value) {
            check(levels, report);
        }
        let mut waiting = vec![file.tree];
        while let Some(node) = waiting.pop() {
            match &node.value {
                NodeValue::List(nodes) => waiting.extend(nodes),
                NodeValue::Map(entries) => waiting.extend(entries.iter().map(|(_, value)| value)),
                _ => continue,
            }
            let steps = node.entry("trin").or_else(|| node.entry("valg").filter(|_| says(node, "ordnet").is_some()));
            if let Some(NodeValue::List(steps)) = steps.map(|node| &node.value) {
                check(steps, report);
            }
        }
    }
}

/// Words that name a grade everywhere, with how grave it is. Others (`ingen`, `nej`) are good in one list, bad in the next.
const GRADES: [(&str, u8); 11] = [
    ("let", 1),
    ("lettere", 1),
    ("moderat", 2),
    ("middelsvær", 2),
    ("svær", 3),
    ("svært", 3),
    ("højt", 3),
    ("sværere", 3),
    ("sværest", 4),
    ("fuldstændig", 4),
    ("fuldstændigt", 4),
];

fn check(steps: &[Node], report: &mut Report<'_>) {
    let mut before: Option<(&str, u8)> = None;
    for step in steps {
        let Some(id) = says(step, "id") else { continue };
        let Some((_, grade)) = GRADES.iter().find(|(word, _)| *word == id.to_lowercase()) else { continue };
        if let Some((other, graver)) = before.filter(|(_, graver)| graver > grade) {
            let message = format!("`{other}` står før `{id}`, som er mindre alvorligt");
            let span = step.entry("id").map_or(step.span, |node| node.span);
            report.find(span, message, "stil dem fra det mindst til det mest alvorlige");
            before = Some((other, graver));
        } else {
            before = Some((id, *grade));
        }
    }
}

fn says<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    match &node.entry(key)?.value {
        NodeValue::Text(text) => Some(text),
        _ => None,
    }
}
