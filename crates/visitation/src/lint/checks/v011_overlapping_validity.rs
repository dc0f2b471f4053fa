//! V011. Points at a version whose days in force another version of the same speciale shares.

use crate::guideline::finding::Severity;
use crate::guideline::wording::date_text;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V011.
pub struct OverlappingValidity;

const ABOUT: About = About {
    code: "V011",
    title: "to udgaver, der gælder samtidig",
    severity: Severity::Error,
    page: include_str!("v011_overlapping_validity.md"),
};

impl Lint for OverlappingValidity {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let own = file.guideline;
        for other in file.siblings.iter().filter(|other| other.speciale == own.speciale) {
            let first = own.valid_from.max(other.valid_from);
            // Said once, of the later one.
            let later = (own.valid_from, &own.version) > (other.valid_from, &other.version);
            if later && own.in_force(first) && other.in_force(first) {
                let message = format!("udgaven `{}` gælder også den {}", other.version, date_text(first));
                let help = "giv den ældste en sidste dag: `gælder: { fra: …, til: … }`";
                report.find(file.file.place_of("gælder"), message, help);
            }
        }
    }
}
