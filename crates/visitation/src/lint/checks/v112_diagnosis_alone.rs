//! V112. Points at a question about a diagnosis, or a number, one of whose answers settles a level above the base alone.
//!
//! A level is called for by function or need; the dossier's few exceptions are allowed with their reason.

use crate::engine::outcome::TooLarge;
use crate::guideline::condition::LevelIx;
use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, Question, Value};
use crate::lint::about::About;
use crate::lint::ground::{Ground, written};
use crate::lint::hunt::{Hunt, with};
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

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

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let level = proof.shop.diagram().roots.level;
        // A level that everyone has is settled by no answer.
        if level.is_leaf() || proof.levels(&[]).len() < 2 {
            return Ok(());
        }
        for (ix, question) in proof.ground.questions().filter(|(_, question)| is_about_diagnosis(question)) {
            for value in proof.shop.classes(level, ix)? {
                let mut known = vec![None; ix.0 + 1];
                known.get_mut(ix.0).into_iter().for_each(|slot| *slot = Some(value));
                let levels = proof.levels(&known);
                told(proof.ground, (question, value), &levels, &known, report);
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let ground = hunt.ground;
        if hunt.search.levels(&[])?.len() < 2 {
            return Ok(());
        }
        for (ix, question) in ground.questions().filter(|(_, question)| is_about_diagnosis(question)) {
            let mut each = Vec::new();
            for value in hunt.search.values(ix) {
                let known = with(&vec![None; ground.guideline.questions.len()], ix, value);
                let levels = hunt.search.levels(&known)?;
                each.push((value, known, levels));
            }
            // Neighbours that come to the same are one finding.
            for (at, (value, known, levels)) in each.iter().enumerate() {
                if each.get(at + 1).is_none_or(|(_, _, next)| next != levels) {
                    told(ground, (question, *value), levels, known, report);
                }
            }
        }
        Ok(())
    }
}

fn told(
    ground: Ground<'_>,
    (question, value): (&Question, Value),
    levels: &[LevelIx],
    known: &[Option<Value>],
    report: &mut Report<'_>,
) {
    let ([only], Some(span)) = (levels, ground.place(question)) else { return };
    if *only > ground.guideline.base_level {
        let (answer, level) = (written(question, value), ground.level_id(*only));
        let message = format!("svaret `{answer}` på `{}` giver alene niveauet `{level}`", question.id);
        let help = "lad kriteriet også bygge på funktionsevne eller behov";
        let shown = ground.case(format!("niveau: {level}"), known);
        report.find_as(Severity::Warning, span, message, help).shown_by([shown]);
    }
}

fn is_about_diagnosis(question: &Question) -> bool {
    const SIGNS: [&str; 4] = ["diagnos", "helbred", "lidelse", "syndrom"];
    let texts = [Some(question.id.as_str()), Some(question.text.as_str()), question.theme.as_deref()];
    let named =
        texts.into_iter().flatten().map(str::to_lowercase).any(|text| SIGNS.iter().any(|sign| text.contains(sign)));
    named || (matches!(question.kind, Kind::Number { .. }) && !question.shared)
}
