//! V002. Points at a concept that no condition names and a source that nothing cites; in national.yaml at a shared
//! question and a scale that no guideline beside it and nothing of its own uses (a suggestion: others may be to come).
//! Laws and advisers are catalogues to choose from.
//!
//! Questions that nothing uses are V105's.

use std::collections::BTreeSet;

use crate::guideline::condition::{ConceptIx, Condition};
use crate::guideline::finding::Severity;
use crate::guideline::question::{Choice, Question};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

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

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        if file.guidelines.is_empty() {
            return;
        }
        let (national, asked) = (file.national, asked(file));
        for (question, _) in national.questions.iter().zip(&asked).filter(|(_, asked)| !**asked) {
            let message = format!("ingen retningslinje bruger det fælles spørgsmål `{}`", question.id);
            report.find_as(
                Severity::Suggestion,
                question.span,
                message,
                "fjern det, eller brug det i en retningslinje: `- brug: …`",
            );
        }
        let own = national.questions.iter().chain(file.guidelines.iter().flat_map(|guideline| &guideline.questions));
        let steps: BTreeSet<Vec<&str>> = own.map(|question| ids(question.kind.choices())).collect();
        for scale in national.scales.iter().filter(|scale| !steps.contains(&ids(&scale.steps))) {
            let message = format!("intet spørgsmål bruger skalaen `{}`", scale.id);
            report.find_as(Severity::Suggestion, scale.span, message, "fjern skalaen");
        }
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

fn ids(choices: &[Choice]) -> Vec<&str> {
    choices.iter().map(|choice| choice.id.as_str()).collect()
}

/// Of each shared question: does a guideline call it in, or does a condition rest on it?
fn asked(file: &NationalFile<'_>) -> Vec<bool> {
    let national = file.national;
    let called = |question: &Question| {
        let calls = |own: &&Question| own.shared && !own.implied && own.id == question.id;
        file.guidelines.iter().any(|guideline| guideline.questions.iter().any(|own| calls(&own)))
    };
    let mut asked: Vec<bool> = national.questions.iter().map(called).collect();
    let relevant = file.guidelines.iter().filter_map(|guideline| guideline.relevant_when.as_ref());
    let duties = national.advice.iter().map(|duty| &duty.when);
    let deadlines = national.deadlines.iter().filter_map(|deadline| deadline.when.as_ref());
    let transitions = national.transitions.iter().filter_map(|transition| transition.when.as_ref());
    let asking = national.questions.iter().filter_map(|question| question.applies_when.as_ref());
    for condition in relevant.chain(duties).chain(deadlines).chain(transitions).chain(asking) {
        condition.visit_questions(&mut |named| asked.get_mut(named.0).into_iter().for_each(|slot| *slot = true));
    }
    asked
}
