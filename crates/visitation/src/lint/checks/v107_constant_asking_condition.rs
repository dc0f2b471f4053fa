//! V107. Points at a question that is asked of nobody, or whose condition keeps nobody out.

use crate::engine::diagram::workshop::Truths;
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::Condition;
use crate::guideline::finding::Severity;
use crate::guideline::question::Question;
use crate::lint::about::About;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V107.
pub struct ConstantAskingCondition;

const ABOUT: About = About {
    code: "V107",
    title: "`spørg_når`, der altid eller aldrig er opfyldt",
    severity: Severity::Warning,
    page: include_str!("v107_constant_asking_condition.md"),
};

impl Lint for ConstantAskingCondition {
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
        for (_, question) in proof.ground.own_questions() {
            let Some(when) = &question.applies_when else { continue };
            let node = proof.shop.condition(when)?;
            let truths = proof.shop.truths(node)?;
            told(question, when, truths, report);
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !hunt.is_possible {
            return Ok(());
        }
        for (_, question) in hunt.ground.own_questions() {
            let Some(when) = &question.applies_when else { continue };
            let applies = hunt.search.condition(when, None)?;
            let truths = Truths { holds: hunt.can(&[applies])?, fails: hunt.can(&[!applies])? };
            told(question, when, truths, report);
        }
        Ok(())
    }

    fn prove_national(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.prove(proof, report)
    }

    fn hunt_national(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.hunt(hunt, report)
    }
}

fn told(question: &Question, when: &Condition, truths: Truths, report: &mut Report<'_>) {
    if !truths.holds {
        let message = format!("`{}` bliver aldrig stillet: `spørg_når` kan ikke være opfyldt", question.id);
        report.find_as(Severity::Error, when.span, message, "ret betingelsen, eller fjern spørgsmålet");
    } else if !truths.fails {
        let message = format!("`spørg_når` for `{}` er altid opfyldt", question.id);
        report.find(when.span, message, "fjern `spørg_når`, eller ret betingelsen");
    }
}
