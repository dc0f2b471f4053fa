//! V205. Points at a criterion whose `fordi` names no answer: the reader learns no fact of the case.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V205.
pub struct ReasonWithoutReasons;

const ABOUT: About = About {
    code: "V205",
    title: "en begrundelse uden borgerens svar",
    severity: Severity::Warning,
    page: include_str!("v205_reason_without_reasons.md"),
};

impl Lint for ReasonWithoutReasons {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        for criterion in &file.guideline.criteria {
            let Some(because) = &criterion.because else { continue };
            let names = because.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
            if names.into_iter().all(|name| name == "borger") {
                let message = format!("`fordi` i kriteriet `{}` nævner ingen af borgerens svar", criterion.id);
                report.find(
                    file.file.beside(criterion.span, "fordi"),
                    message,
                    "skriv `{grunde}` i den, eller et spørgsmåls id i klammer",
                );
            }
        }
    }
}
