//! V119. Points at the negation of an answer to a question that may not apply, where those who are not asked meet it.

use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, ConditionKind};
use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, QuestionIx};
use crate::lint::about::About;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::paths::{Path, with_constant};
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V119.
pub struct NegationOfUnasked;

const ABOUT: About = About {
    code: "V119",
    title: "en negation af et spørgsmål, der ikke altid stilles",
    severity: Severity::Warning,
    page: include_str!("v119_negation_of_unasked.md"),
};

impl Lint for NegationOfUnasked {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = proof.ground.guideline;
        for negation in negations(guideline) {
            let Some(applies) = guideline.questions.get(negation.question.0).and_then(|q| q.applies_when.as_ref())
            else {
                continue;
            };
            let (whole, asked) = (proof.shop.condition(negation.whole)?, proof.shop.condition(applies)?);
            let as_if_so = proof.shop.condition(&with_constant(negation.whole, &negation.path, true))?;
            let (unasked, otherwise) = (proof.shop.not(asked)?, proof.shop.not(as_if_so)?);
            let carried = proof.shop.both(unasked, otherwise)?;
            let carried = proof.shop.both(carried, whole)?;
            if let Some(way) = proof.shop.example(carried)? {
                let shown = proof.shown_by(CAPTION, &way);
                told(guideline, &negation, report).shown_by([shown]);
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = hunt.ground.guideline;
        for negation in negations(guideline) {
            let Some(applies) = guideline.questions.get(negation.question.0).and_then(|q| q.applies_when.as_ref())
            else {
                continue;
            };
            let (whole, asked) = (hunt.search.condition(negation.whole, None)?, hunt.search.condition(applies, None)?);
            let as_if_so = hunt.search.condition(&with_constant(negation.whole, &negation.path, true), None)?;
            let reasons = [!whole, asked, as_if_so];
            let fails = hunt.search.any(reasons)?;
            if let Some(shown) = hunt.case_of(CAPTION, !fails)? {
                told(guideline, &negation, report).shown_by([shown]);
            }
        }
        Ok(())
    }
}

const CAPTION: &str = "betingelsen er opfyldt, skønt spørgsmålet ikke stilles";

/// An answer that is denied.
struct Negation<'g> {
    whole: &'g Condition,
    path: Path,
    part: &'g Condition,
    question: QuestionIx,
}

/// The denied answers to questions that may not apply.
fn negations(guideline: &Guideline) -> Vec<Negation<'_>> {
    let concepts = guideline.concepts.iter().map(|concept| &concept.when);
    let wholes = concepts.chain(guideline.criteria.iter().map(|criterion| &criterion.when));
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for whole in wholes {
        open.push((whole, Path::new(), whole, false));
        while let Some((whole, path, part, denied)) = open.pop() {
            let (ConditionKind::Compare { question, .. } | ConditionKind::Has { question, .. }) = part.kind else {
                let alone = part.parts().len() == 1;
                for (at, child) in part.parts().iter().enumerate() {
                    let denies = match part.kind {
                        ConditionKind::Not(_) => !denied,
                        // None of several: that nobody was asked is a natural case of it, but for a good answer.
                        ConditionKind::NoneOf(_) => !denied && (alone || is_good_answer(guideline, child)),
                        ConditionKind::AtMost(..) => false,
                        _ => denied,
                    };
                    let path = path.iter().copied().chain([at]).collect();
                    open.push((whole, path, child, denies));
                }
                continue;
            };
            let may_not_apply = guideline.questions.get(question.0).is_some_and(|q| q.applies_when.is_some());
            if denied && may_not_apply {
                found.push(Negation { whole, path, part, question });
            }
        }
    }
    found
}

/// A plain yes that is not the graver answer.
fn is_good_answer(guideline: &Guideline, part: &Condition) -> bool {
    let ConditionKind::Compare { question, value: 1, .. } = part.kind else { return false };
    guideline.questions.get(question.0).is_some_and(|q| q.kind == Kind::YesNo && !q.yes_is_graver)
}

fn told<'r, 'a>(guideline: &Guideline, negation: &Negation<'_>, report: &'r mut Report<'a>) -> &'r mut Report<'a> {
    let id = guideline.questions.get(negation.question.0).map_or("", |question| question.id.as_str());
    let message = format!("den, der ikke får `{id}` stillet, opfylder også negationen af svaret");
    let help =
        format!("skriv svaret ud (`{id} = nej` eller et andet svar), eller kræv også det, der står i `spørg_når`");
    report.find_as(Severity::Warning, negation.part.span, message, help)
}
