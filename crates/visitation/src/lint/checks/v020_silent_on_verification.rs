//! V020. Points at a source or a criterion that does not say whether somebody has held it against what it rests on.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V020.
pub struct SilentOnVerification;

const ABOUT: About = About {
    code: "V020",
    title: "det fremgår ikke, om indholdet er bekræftet",
    severity: Severity::Suggestion,
    page: include_str!("v020_silent_on_verification.md"),
};

impl Lint for SilentOnVerification {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let help = "skriv `bekræftet: true` eller `bekræftet: false`";
        for reference in file.guideline.references.iter().filter(|reference| reference.verified.is_none()) {
            let message = format!("det fremgår ikke, om kilden `{}` er set", reference.id);
            report.find(reference.span, message, help);
        }
        for criterion in file.guideline.criteria.iter().filter(|criterion| criterion.verified.is_none()) {
            let message = format!("det fremgår ikke, om kriteriet `{}` er bekræftet i kilden", criterion.id);
            report.find(criterion.span, message, help);
        }
    }
}
