//! V012. Points at a guideline that never asks what the citizen wants.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V012.
pub struct NoWishes;

const ABOUT: About = About {
    code: "V012",
    title: "intet spørgsmål om borgerens egne ønsker",
    severity: Severity::Warning,
    page: include_str!("v012_no_wishes.md"),
};

impl Lint for NoWishes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let about_wishes = |text: &str| text.to_lowercase().contains("ønske");
        let asked = file
            .guideline
            .questions
            .iter()
            .any(|question| !question.implied && (about_wishes(&question.id) || about_wishes(&question.text)));
        if !asked {
            let message = "retningslinjen spørger ikke om, hvad borgeren selv ønsker";
            report.find(file.file.place_of("speciale"), message, "tilføj et spørgsmål, for eksempel `- brug: ønsker`");
        }
    }
}
