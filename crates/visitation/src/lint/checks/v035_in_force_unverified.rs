//! V035. Points at `status: gældende` where a law, a source or a criterion is not confirmed.

use crate::guideline::Status;
use crate::guideline::finding::Severity;
use crate::guideline::ids;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;
use crate::lint::words::few;

/// V035.
pub struct InForceUnverified;

const ABOUT: About = About {
    code: "V035",
    title: "en gældende retningslinje med ubekræftet indhold",
    severity: Severity::Warning,
    page: include_str!("v035_in_force_unverified.md"),
};

impl Lint for InForceUnverified {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        if guideline.status != Status::InForce {
            return;
        }
        let criteria = guideline.criteria.iter().flat_map(|criterion| &criterion.laws);
        let duties = guideline.advice.iter().filter(|duty| !duty.national).flat_map(|duty| &duty.laws);
        let mut laws: Vec<&str> = criteria.chain(duties).map(String::as_str).collect();
        laws.sort_unstable();
        laws.dedup();
        let verified = |id: &str| guideline.national.laws.iter().any(|law| law.id == id && law.verified == Some(true));
        laws.retain(|law| !verified(law));
        let criteria = guideline.criteria.iter().filter(|own| own.verified == Some(false)).map(|own| own.id.as_str());
        let sources = guideline.references.iter().filter(|own| own.verified == Some(false)).map(|own| own.id.as_str());
        let unverified: Vec<&str> = laws.into_iter().chain(sources).chain(criteria).collect();
        if !unverified.is_empty() {
            let message =
                format!("retningslinjen er gældende, men {} er ikke bekræftet", few(&unverified, ids::enumerate));
            report.find(file.file.place_of("status"), message, "bekræft indholdet, eller vent med `gældende`");
        }
    }
}
