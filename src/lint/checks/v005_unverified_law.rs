//! V005. Points at a law of the catalogue whose paraphrase nobody has held against the law itself.

use crate::guideline::finding::Severity;
use crate::lint::report::Report;
use crate::lint::subject::NationalFile;
use crate::lint::{About, Lint};

/// V005.
pub struct UnverifiedLaw;

const ABOUT: About = About {
    code: "V005",
    title: "en lov, hvis indhold ikke er bekræftet",
    severity: Severity::Suggestion,
    page: include_str!("v005_unverified_law.md"),
};

impl Lint for UnverifiedLaw {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        let help = "hold `om` op mod loven selv, og skriv `bekræftet: true`";
        for law in &file.national.laws {
            match law.verified {
                Some(true) => {}
                Some(false) => report.find(law.span, format!("indholdet af loven `{}` er ikke bekræftet", law.id), help),
                None => {
                    let message = format!("det fremgår ikke, om indholdet af loven `{}` er bekræftet", law.id);
                    report.find_as(Severity::Warning, law.span, message, "skriv `bekræftet: true` eller `bekræftet: false`");
                }
            }
        }
    }
}
