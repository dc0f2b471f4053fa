//! V021. Points at a word in a text for a body, a course or a day that the law no longer knows.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::File;

/// V021.
pub struct DeadTerm;

const ABOUT: About = About {
    code: "V021",
    title: "et ord for noget, der ikke findes mere",
    severity: Severity::Warning,
    page: include_str!("v021_dead_term.md"),
};

impl Lint for DeadTerm {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn file(&self, file: &File<'_>, report: &mut Report<'_>) {
        let mut found = Vec::new();
        file.visit_texts(&mut |text, span| {
            let small = text.to_lowercase();
            let dead = DEAD.iter().filter(|(term, _)| small.contains(term));
            found.extend(dead.map(|(term, help)| (*term, *help, file.phrase(span, term))));
        });
        for (term, help, span) in found {
            report.find(span, format!("ordet `{term}` er ikke længere i brug"), help);
        }
    }
}

/// What is no more, and what to look up. The employment reform of 2026 (bill L 66 2025-26), RSL § 9, Store bededag to 2023.
const DEAD: [(&str, &str); 6] = [
    ("rehabiliteringsteam", "beskæftigelsesreformen har ændret det; slå den gældende lov op"),
    ("ressourceforløb", "beskæftigelsesreformen har ændret det; slå den gældende lov op"),
    ("revalidering", "beskæftigelsesreformen har ændret det; slå den gældende lov op"),
    ("jobcent", "skriv kommunens beskæftigelsesindsats; et jobcenter er ikke længere et krav"),
    ("opholdskommune", "skriv handlekommune (retssikkerhedsloven § 9)"),
    ("store bededag", "store bededag er ikke helligdag efter 2023"),
];
