//! V015. Points at a guideline without title, status, publisher, target group, relevance or sources.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V015.
pub struct MissingHeading;

const ABOUT: About = About {
    code: "V015",
    title: "en retningslinje, der ikke siger, hvad den er",
    severity: Severity::Warning,
    page: include_str!("v015_missing_heading.md"),
};

impl Lint for MissingHeading {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        for (key, help) in KEYS {
            if !file.file.has(key) {
                let message = format!("retningslinjen mangler `{key}`");
                report.find(file.file.place_of("speciale"), message, help);
            }
        }
    }
}

/// Keys that a draft may lack and a guideline may not.
const KEYS: [(&str, &str); 6] = [
    ("titel", "skriv den titel, som mennesker kender"),
    ("status", "skriv `status: udkast`, `høring` eller `gældende`"),
    ("udgiver", "skriv, hvem der har udstedt den; er det ingen, så skriv det"),
    ("målgruppe", "skriv, hvem retningslinjen handler om"),
    ("relevant_når", "skriv en betingelse om de fælles spørgsmål, så den kan foreslås"),
    ("kilder", "skriv, hvad retningslinjen bygger på"),
];
