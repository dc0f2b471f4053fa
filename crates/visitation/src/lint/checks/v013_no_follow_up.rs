//! V013. Points at a guideline that does not say when the case is looked at again, for every level.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V013.
pub struct NoFollowUp;

const ABOUT: About = About {
    code: "V013",
    title: "ingen opfølgning",
    severity: Severity::Warning,
    page: include_str!("v013_no_follow_up.md"),
};

impl Lint for NoFollowUp {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let Some(follow_up) = &file.guideline.follow_up else {
            let message = "retningslinjen siger ikke, hvornår der skal følges op";
            report.find(file.file.place_of("speciale"), message, "tilføj `opfølgning: { måneder: … }`");
            return;
        };
        for (level, months) in file.guideline.national.levels.iter().zip(&follow_up.months) {
            if months.is_none() {
                let message = format!("der er ingen opfølgning for niveauet `{}`", level.id);
                report.find(file.file.place_of("opfølgning"), message, "skriv et antal måneder for hvert niveau");
            }
        }
    }
}
