//! V002. Points at a concept that no condition names and a source that nothing cites.
//!
//! Questions that nothing uses are V105's.

use std::collections::BTreeSet;

use crate::guideline::condition::{ConceptIx, Condition};
use crate::guideline::finding::Severity;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;
use crate::lint::{About, Lint};

/// V002.
pub struct Unused;

const ABOUT: About = About {
    code: "V002",
    title: "et begreb eller en kilde, som intet bruger",
    severity: Severity::Warning,
    page: include_str!("v002_unused.md"),
};

impl Lint for Unused {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        let mut named = BTreeSet::new();
        let mut note =
            |condition: &Condition| condition.visit_concepts(&mut |ConceptIx(place)| _ = named.insert(place));
        guideline.questions.iter().filter_map(|question| question.applies_when.as_ref()).for_each(&mut note);
        guideline.concepts.iter().for_each(|concept| note(&concept.when));
        guideline.never.iter().for_each(|rule| note(&rule.when));
        guideline.criteria.iter().for_each(|criterion| note(&criterion.when));
        guideline.advice.iter().filter(|duty| !duty.national).for_each(|duty| note(&duty.when));
        for (place, concept) in guideline.concepts.iter().enumerate() {
            if !named.contains(&place) {
                let message = format!("ingen betingelse bruger begrebet `{}`", concept.id);
                report.find(concept.span, message, "fjern begrebet, eller brug det dér, hvor det hører hjemme");
            }
        }
        let cited = guideline.criteria.iter().filter_map(|criterion| criterion.source.as_deref());
        let cited: BTreeSet<&str> =
            cited.chain(guideline.advice.iter().filter_map(|duty| duty.source.as_deref())).collect();
        for reference in guideline.references.iter().filter(|reference| !cited.contains(reference.id.as_str())) {
            let message = format!("hverken et kriterium eller en rådgivning henviser til kilden `{}`", reference.id);
            report.find(reference.span, message, "henvis til kilden med `kilde`, eller fjern den");
        }
    }
}
