//! V101. Points at a criterion that holds in no possible assignment.

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::guideline::Criterion;
use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V101.
pub struct DeadCriterion;

const ABOUT: About = About {
    code: "V101",
    title: "et kriterium, der aldrig kan være opfyldt",
    severity: Severity::Error,
    page: include_str!("v101_dead_criterion.md"),
};

impl Lint for DeadCriterion {
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
        for criterion in &proof.ground.guideline.criteria {
            let node = proof.shop.condition(&criterion.when)?;
            if !proof.shop.truths(node)?.holds {
                let excluding = if node == NodeRef::FALSE { None } else { excluding(proof, node)? };
                dead(criterion, excluding.as_deref().unwrap_or(HELP), report);
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !hunt.is_possible {
            return Ok(());
        }
        let holding = hunt.search.criteria().to_vec();
        for (criterion, holds) in hunt.ground.guideline.criteria.iter().zip(holding) {
            if !hunt.can(&[holds])? {
                dead(criterion, HELP, report);
            }
        }
        Ok(())
    }
}

const HELP: &str = "ingen mulige svar opfylder `når`; ret betingelsen, eller fjern kriteriet";

/// Which `aldrig` rules keep the condition from holding, where it could hold without them.
fn excluding(proof: &mut Proof<'_>, node: NodeRef) -> Result<Option<String>, TooLarge> {
    let guideline = proof.ground.guideline;
    for rule in &guideline.never {
        let excluded = proof.shop.condition(&rule.when)?;
        let admitted = proof.shop.not(excluded)?;
        if proof.shop.both(node, admitted)? == NodeRef::FALSE {
            let line = guideline.source.position(rule.when.span.start).line;
            return Ok(Some(format!("`aldrig`-reglen på linje {line} udelukker det; ret den ene af dem")));
        }
    }
    Ok(Some("`aldrig`-reglerne udelukker det tilsammen; ret dem eller kriteriet".to_owned()))
}

fn dead(criterion: &Criterion, help: &str, report: &mut Report<'_>) {
    let message = format!("kriteriet `{}` kan aldrig være opfyldt", criterion.id);
    report.find(criterion.span, message, help);
}
