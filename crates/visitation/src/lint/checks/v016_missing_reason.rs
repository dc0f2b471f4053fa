//! V016. Points at a criterion, a duty or an `aldrig` rule without `fordi`.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V016.
pub struct MissingReason;

const ABOUT: About = About {
    code: "V016",
    title: "en regel uden begrundelse",
    severity: Severity::Warning,
    page: include_str!("v016_missing_reason.md"),
};

impl Lint for MissingReason {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        for duty in file.national.advice.iter().filter(|duty| duty.because.is_none()) {
            report.find(duty.span, format!("rådgivningen `{}` har ingen begrundelse", duty.id), HELP);
        }
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        for criterion in guideline.criteria.iter().filter(|criterion| criterion.because.is_none()) {
            report.find(criterion.span, format!("kriteriet `{}` har ingen begrundelse", criterion.id), HELP);
        }
        for duty in guideline.advice.iter().filter(|duty| !duty.national && duty.because.is_none()) {
            report.find(duty.span, format!("rådgivningen `{}` har ingen begrundelse", duty.id), HELP);
        }
        for rule in guideline.never.iter().filter(|rule| rule.because.is_none()) {
            let help = "tilføj `fordi: …`; den vises, når svar modsiger hinanden";
            report.find(rule.span, "`aldrig`-reglen har ingen begrundelse", help);
        }
    }
}

const HELP: &str = "tilføj `fordi: …`; begrundelsen bygges af den";
