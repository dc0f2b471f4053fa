//! V030. Points at an option whose text another option of the same list has: nobody who answers can tell them apart.

use crate::guideline::finding::Severity;
use crate::guideline::raw::yaml::{Node, NodeValue};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::File;
use crate::lint::words::folded;

/// V030.
pub struct SameOptionText;

const ABOUT: About = About {
    code: "V030",
    title: "to svar med den samme tekst",
    severity: Severity::Error,
    page: include_str!("v030_same_option_text.md"),
};

impl Lint for SameOptionText {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn file(&self, file: &File<'_>, report: &mut Report<'_>) {
        file.visit_choices(&mut |choices| {
            let mut seen: Vec<(String, &str)> = Vec::new();
            for choice in choices {
                let Some((text, NodeValue::Text(id))) = texts(choice) else { continue };
                if let Some((_, other)) = seen.iter().find(|(known, _)| *known == folded(text)) {
                    let message = format!("svarene `{other}` og `{id}` har den samme tekst");
                    let span = choice.entry("tekst").map_or(choice.span, |value| value.span);
                    report.find(span, message, "giv dem tekster, der kan kendes fra hinanden");
                }
                seen.push((folded(text), id));
            }
        });
    }
}

fn texts(choice: &Node) -> Option<(&str, &NodeValue)> {
    let NodeValue::Text(text) = &choice.entry("tekst")?.value else { return None };
    Some((text, &choice.entry("id")?.value))
}
