//! V005. Points at a law of the catalogue whose paraphrase nobody has held against the law itself.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::NationalFile;

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
        for law in &file.national.laws {
            let (severity, message, help) = match law.verified {
                Some(true) => continue,
                Some(false) => {
                    (Severity::Suggestion, format!("indholdet af loven `{}` er ikke bekræftet", law.id), CHECK)
                }
                None => {
                    let message = format!("det fremgår ikke, om indholdet af loven `{}` er bekræftet", law.id);
                    (Severity::Warning, message, "skriv `bekræftet: true` eller `bekræftet: false`")
                }
            };
            report.find_as(severity, law.span, message, help);
        }
    }
}

const CHECK: &str = "hold `om` op mod loven selv, og skriv `bekræftet: true`";
