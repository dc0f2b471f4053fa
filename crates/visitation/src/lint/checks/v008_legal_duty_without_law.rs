//! V008. Points at a duty that says it rests on law and names none.

use crate::guideline::finding::Severity;
use crate::guideline::national::{Basis, Raadgivning};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V008.
pub struct LegalDutyWithoutLaw;

const ABOUT: About = About {
    code: "V008",
    title: "et lovkrav uden lov",
    severity: Severity::Error,
    page: include_str!("v008_legal_duty_without_law.md"),
};

impl Lint for LegalDutyWithoutLaw {
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
    for duty in duties.into_iter().filter(|duty| duty.basis == Some(Basis::Law) && duty.laws.is_empty()) {
        let message = format!("rådgivningen `{}` kaldes et lovkrav, men nævner ingen lov", duty.id);
        report.find(duty.span, message, "tilføj `lov: […]`, eller ret `grundlag`");
    }
}
