//! V022. Points at a time limit of national.yaml that does not say whose it is to keep.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::NationalFile;

/// V022.
pub struct NobodysLimit;

const ABOUT: About = About {
    code: "V022",
    title: "en frist, der ikke siger, hvis den er",
    severity: Severity::Warning,
    page: include_str!("v022_nobodys_limit.md"),
};

impl Lint for NobodysLimit {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        for deadline in file.national.deadlines.iter().filter(|deadline| deadline.term.whose.is_none()) {
            let message = format!("det fremgår ikke, hvem der skal holde fristen `{}`", deadline.id);
            report.find(
                deadline.span,
                message,
                "tilføj `hvem: borgeren`, `kommunen`, `regionen`, `tilbuddet` eller `skolen`",
            );
        }
    }
}
