//! V037. Points at `status: gældende` where the guideline, or the national file beside it, is not kept by its SHA-256.

use crate::guideline::Status;
use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V037.
pub struct InForceNotKept;

const ABOUT: About = About {
    code: "V037",
    title: "en gældende retningslinje, der ikke er gemt",
    severity: Severity::Warning,
    page: include_str!("v037_in_force_not_kept.md"),
};

impl Lint for InForceNotKept {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        let Some(kept) = file.file.options.kept.as_ref().filter(|_| guideline.status == Status::InForce) else {
            return;
        };
        let files = [("retningslinjen", &guideline.sha256), ("national.yaml", &guideline.national.sha256)];
        let lost: Vec<&str> =
            files.iter().filter(|(_, sha256)| !kept.contains(sha256)).map(|(name, _)| *name).collect();
        if !lost.is_empty() {
            let message = format!("retningslinjen er gældende, men {} er ikke gemt, som den står", lost.join(" og "));
            let help = "kør `visit rules --publish --rules MAPPE`, så sager, der hviler på den, altid kan genafspilles";
            report.find(file.file.place_of("status"), message, help);
        }
    }
}
