//! V007. Points at a duty without `grundlag`: a reader could take a recommendation for the law.

use crate::guideline::finding::Severity;
use crate::guideline::national::Raadgivning;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V007.
pub struct DutyWithoutBasis;

const ABOUT: About = About {
    code: "V007",
    title: "en rådgivning, der ikke siger, hvem der kræver den",
    severity: Severity::Warning,
    page: include_str!("v007_duty_without_basis.md"),
};

impl Lint for DutyWithoutBasis {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        check(&file.national.advice, report);
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        check(file.guideline.advice.iter().filter(|duty| !duty.national), report);
    }
}

fn check<'a>(duties: impl IntoIterator<Item = &'a Raadgivning>, report: &mut Report<'_>) {
    for duty in duties.into_iter().filter(|duty| duty.basis.is_none()) {
        let message = format!("det fremgår ikke, hvem der kræver eller anbefaler rådgivningen `{}`", duty.id);
        report.find(duty.span, message, "tilføj `grundlag: lov`, `national`, `retningslinje` eller `lokal`");
    }
}
