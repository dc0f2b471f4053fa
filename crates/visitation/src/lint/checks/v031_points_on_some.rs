//! V031. Points at an option without `point` where others of the same list have some: it counts its place in the list.

use crate::guideline::finding::Severity;
use crate::guideline::raw::yaml::{Node, NodeValue};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::File;

/// V031.
pub struct PointsOnSome;

const ABOUT: About = About {
    code: "V031",
    title: "point på nogle af svarene",
    severity: Severity::Warning,
    page: include_str!("v031_points_on_some.md"),
};

impl Lint for PointsOnSome {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn file(&self, file: &File<'_>, report: &mut Report<'_>) {
        file.visit_choices(&mut |choices| {
            if !choices.iter().any(|choice| choice.entry("point").is_some()) {
                return;
            }
            for (place, choice) in choices.iter().enumerate().filter(|(_, choice)| choice.entry("point").is_none()) {
                let Some(Node { value: NodeValue::Text(id), span }) = choice.entry("id") else { continue };
                let message = format!("`{id}` har ingen `point`, men andre svar i listen har: det tæller {place}");
                report.find(*span, message, "skriv `point` ved alle svarene eller ved ingen");
            }
        });
    }
}
