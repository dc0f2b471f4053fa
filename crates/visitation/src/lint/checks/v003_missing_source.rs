//! V003. Points at a criterion or a duty of the guideline's own that does not say where it comes from.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V003.
pub struct MissingSource;

const ABOUT: About = About {
    code: "V003",
    title: "et kriterium eller en rådgivning uden kilde",
    severity: Severity::Warning,
    page: include_str!("v003_missing_source.md"),
};

impl Lint for MissingSource {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let help =
            "tilføj `kilde: …` med et id fra `kilder`; er det projektets eget forslag, så skriv det som en kilde";
        for criterion in file.guideline.criteria.iter().filter(|criterion| criterion.source.is_none()) {
            report.find(criterion.span, format!("kriteriet `{}` har ingen kilde", criterion.id), help);
        }
        let own = file.guideline.advice.iter().filter(|duty| !duty.national);
        for duty in own.filter(|duty| duty.source.is_none() && duty.laws.is_empty()) {
            let message = format!("rådgivningen `{}` har hverken kilde eller lov", duty.id);
            report.find(duty.span, message, help);
        }
    }
}
