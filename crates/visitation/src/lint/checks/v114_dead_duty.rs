//! V114. Points at a duty of the guideline's own that is due in no case, with or without doubt; in national.yaml also at a
//! time limit that runs in none.

use crate::engine::outcome::TooLarge;
use crate::guideline::finding::Severity;
use crate::guideline::national::{Deadline, Raadgivning};
use crate::lint::about::About;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V114.
pub struct DeadDuty;

const ABOUT: About = About {
    code: "V114",
    title: "en rådgivning, der aldrig kan blive aktuel",
    severity: Severity::Error,
    page: include_str!("v114_dead_duty.md"),
};

impl Lint for DeadDuty {
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
        for (_, duty) in proof.ground.duties() {
            let nodes = proof.when_due(&duty.when)?;
            let any = proof.shop.any(nodes)?;
            if !proof.shop.truths(any)?.holds {
                dead(duty, report);
            }
        }
        for (when, deadline) in proof.ground.deadlines() {
            let node = proof.shop.condition(when)?;
            if !proof.shop.truths(node)?.holds {
                never_runs(deadline, report);
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !hunt.is_possible {
            return Ok(());
        }
        for (_, duty) in hunt.ground.duties() {
            let due = hunt.when_due(&duty.when)?;
            let ever = hunt.search.any(due)?;
            if !hunt.can(&[ever])? {
                dead(duty, report);
            }
        }
        for (when, deadline) in hunt.ground.deadlines() {
            let runs = hunt.search.condition(when, None)?;
            if !hunt.can(&[runs])? {
                never_runs(deadline, report);
            }
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

fn dead(duty: &Raadgivning, report: &mut Report<'_>) {
    let message = format!("rådgivningen `{}` kan aldrig blive aktuel", duty.id);
    report.find(duty.span, message, "ingen mulige svar opfylder `når`; ret betingelsen, eller fjern rådgivningen");
}

fn never_runs(deadline: &Deadline, report: &mut Report<'_>) {
    let message = format!("fristen `{}` kan aldrig løbe", deadline.id);
    report.find(deadline.span, message, "ingen mulige svar opfylder `når`; ret betingelsen, eller fjern fristen");
}
