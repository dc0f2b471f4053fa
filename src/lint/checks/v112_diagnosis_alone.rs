//! V112. Points at a question about a diagnosis, or a number, one of whose answers settles a level above the base alone.
//!
//! A level is called for by function or need; the dossier's few exceptions are allowed with their reason.

use crate::engine::outcome::TooLarge;
use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, Question};
use crate::lint::proof::{Proof, written};
use crate::lint::report::Report;
use crate::lint::{About, Lint};

/// V112.
pub struct DiagnosisAlone;

const ABOUT: About = About {
    code: "V112",
    title: "en diagnose eller et tal, der alene afgør niveauet",
    severity: Severity::Warning,
    page: include_str!("v112_diagnosis_alone.md"),
};

impl Lint for DiagnosisAlone {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let level = proof.shop.diagram().roots.level;
        if level.is_leaf() {
            return Ok(());
        }
        for (ix, question) in proof.questions().filter(|(_, question)| is_about_diagnosis(question)) {
            for value in proof.shop.classes(level, ix)? {
                let mut known = vec![None; ix.0 + 1];
                known.get_mut(ix.0).into_iter().for_each(|slot| *slot = Some(value));
                let levels = proof.levels(&known);
                let ([only], Some(span)) = (levels.as_slice(), proof.place(question)) else { continue };
                if *only > proof.guideline.base_level {
                    let (answer, level) = (written(question, value), proof.level_id(*only));
                    let message = format!("svaret `{answer}` på `{}` giver alene niveauet `{level}`", question.id);
                    let help = "lad kriteriet også bygge på funktionsevne eller behov";
                    let shown = proof.case(format!("niveau: {level}"), &known);
                    report.find_as(Severity::Warning, span, message, help).shown_by([shown]);
                }
            }
        }
        Ok(())
    }
}

fn is_about_diagnosis(question: &Question) -> bool {
    const SIGNS: [&str; 4] = ["diagnos", "helbred", "lidelse", "syndrom"];
    let texts = [Some(question.id.as_str()), Some(question.text.as_str()), question.theme.as_deref()];
    let named =
        texts.into_iter().flatten().map(str::to_lowercase).any(|text| SIGNS.iter().any(|sign| text.contains(sign)));
    named || (matches!(question.kind, Kind::Number { .. }) && !question.shared)
}
