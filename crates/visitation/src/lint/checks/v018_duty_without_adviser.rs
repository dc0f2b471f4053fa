//! V018. Points at a duty without `hos`.

use crate::guideline::finding::Severity;
use crate::guideline::national::Raadgivning;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V018.
pub struct DutyWithoutAdviser;

const ABOUT: About = About {
    code: "V018",
    title: "en rådgivning, der ikke siger, hos hvem",
    severity: Severity::Warning,
    page: include_str!("v018_duty_without_adviser.md"),
};

impl Lint for DutyWithoutAdviser {
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
    for duty in duties.into_iter().filter(|duty| duty.from.is_none()) {
        let message = format!("rådgivningen `{}` siger ikke, hvem der skal spørges", duty.id);
        report.find(duty.span, message, "tilføj `hos: …` med en rådgiver fra national.yaml");
    }
}
