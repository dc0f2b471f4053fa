//! V105. Points at a question whose answer can change neither the level nor a duty: it must not be asked at all.
//!
//! Data minimisation, GDPR article 5(1)(c); an error where the answer is health data (article 9). A question that a
//! legal time limit rests on has its use there. Duties that count the specialer are asked about every count.

use crate::engine::diagram::Diagram;
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, Question};
use crate::lint::about::About;
use crate::lint::ground::counts;
use crate::lint::hunt::{Hunt, both_possible_and, outcomes_differ};
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V105.
pub struct PointlessQuestion;

const ABOUT: About = About {
    code: "V105",
    title: "et spørgsmål, der aldrig kan få betydning",
    severity: Severity::Warning,
    page: include_str!("v105_pointless_question.md"),
};

impl Lint for PointlessQuestion {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !proof.is_possible() {
            return Ok(());
        }
        let guideline = proof.ground.guideline;
        let diagram = proof.shop.diagram();
        let mut matters = diagram.under(&[]).matters(&diagram.roots.outcomes())?;
        for count in counts(guideline).filter(|count| *count > 1) {
            let other = Diagram::compile_within(guideline, count, &[], proof.share())?;
            let more = other.under(&[]).matters(&other.roots.outcomes())?;
            matters.iter_mut().zip(more).for_each(|(one, more)| *one |= more);
        }
        told(guideline, &matters, report);
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !hunt.is_possible {
            return Ok(());
        }
        let ground = hunt.ground;
        let mut matters = Vec::with_capacity(ground.guideline.questions.len());
        for (ix, _) in ground.questions() {
            matters.push(hunt.twins(ix, |twins| {
                let differ = outcomes_differ(ground, twins)?;
                let wanted = both_possible_and(twins, [differ]);
                twins.can(&wanted)
            })?);
        }
        told(ground.guideline, &matters, report);
        Ok(())
    }
}

fn told(guideline: &Guideline, matters: &[bool], report: &mut Report<'_>) {
    let governs = governing(guideline, matters);
    for (question, useful) in guideline.questions.iter().zip(governs) {
        let has_value = question.kind != Kind::Text;
        if useful || !has_value || question.always_asked || question.implied || serves_deadline(guideline, question) {
            continue;
        }
        let message = format!("svaret på `{}` kan aldrig få betydning", question.id);
        if is_about_health(question) {
            let help = "fjern spørgsmålet; helbredsoplysninger må kun indhentes, når de er nødvendige";
            report.find_as(Severity::Error, question.span, message, help);
        } else {
            report.find(question.span, message, "fjern spørgsmålet, eller brug det i et kriterium");
        }
    }
}

/// A question that matters in itself, or that decides whether one that matters comes into play.
fn governing(guideline: &Guideline, matters: &[bool]) -> Vec<bool> {
    let mut useful = matters.to_vec();
    for (place, question) in guideline.questions.iter().enumerate().rev() {
        if let (Some(true), Some(when)) = (useful.get(place), &question.applies_when) {
            guideline.visit_all_questions(when, &mut |named| {
                useful.get_mut(named.0).into_iter().for_each(|slot| *slot = true);
            });
        }
    }
    useful
}

fn serves_deadline(guideline: &Guideline, question: &Question) -> bool {
    let national = &guideline.national;
    let mut serves = false;
    let limits = national.deadlines.iter().filter_map(|deadline| deadline.when.as_ref());
    for when in limits.chain(national.transitions.iter().filter_map(|transition| transition.when.as_ref())) {
        when.visit_questions(&mut |named| {
            serves |= question.shared && national.questions.get(named.0).is_some_and(|own| own.id == question.id);
        });
    }
    serves
}

fn is_about_health(question: &Question) -> bool {
    const SIGNS: [&str; 9] =
        ["helbred", "diagnose", "sygdom", "lidelse", "medicin", "psykisk", "behandling", "rusmid", "læge"];
    let texts = [Some(question.text.as_str()), question.theme.as_deref(), Some(question.id.as_str())];
    let texts = texts.into_iter().flatten().map(str::to_lowercase);
    texts.into_iter().any(|text| SIGNS.iter().any(|sign| text.contains(sign)))
}
