//! V024. Points at a legal duty whose time limit is counted from the assessment: the law knows another event.

use crate::guideline::finding::Severity;
use crate::guideline::national::{Basis, Raadgivning};
use crate::guideline::term::Anchor;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V024.
pub struct LegalLimitWithoutEvent;

const ABOUT: About = About {
    code: "V024",
    title: "et lovkrav, hvis frist tælles fra vurderingen",
    severity: Severity::Suggestion,
    page: include_str!("v024_legal_limit_without_event.md"),
};

impl Lint for LegalLimitWithoutEvent {
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
    for duty in duties.into_iter().filter(|duty| duty.basis == Some(Basis::Law)) {
        if duty.latest.as_ref().is_some_and(|term| term.anchor == Anchor::Assessment) {
            let message = format!("rådgivningen `{}` er et lovkrav, men fristen tælles fra vurderingen", duty.id);
            report.find(
                duty.span,
                message,
                "skriv den begivenhed, loven tæller fra: `senest: { dage: 14, fra: henvendelse }`",
            );
        }
    }
}
