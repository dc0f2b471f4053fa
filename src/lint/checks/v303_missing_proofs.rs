//! V303. Says which proofs could not be made because the guideline is too large, and what makes it so.
//!
//! Silence must never pass for proof. A guideline that is too large as a whole is taken criterion by criterion:
//! what can be proved so is proved, and the criteria that are too large by themselves are named.

use crate::engine::diagram::apply::{Combiner, Operation};
use crate::engine::diagram::compile::{Basis, Setting, never_rules};
use crate::engine::diagram::forest::Forest;
use crate::engine::diagram::variables::Layout;
use crate::engine::diagram::{Budget, NodeRef, possible};
use crate::engine::outcome::TooLarge;
use crate::guideline::finding::{Finding, Severity};
use crate::guideline::{Criterion, Guideline, ids};
use crate::lint::report::Report;
use crate::lint::subject::File;
use crate::lint::{About, Lint};

use super::v101_dead_criterion::DeadCriterion;

/// V303.
pub struct MissingProofs;

const ABOUT: About = About {
    code: "V303",
    title: "beviser, der ikke kunne føres",
    severity: Severity::Warning,
    page: include_str!("v303_missing_proofs.md"),
};

/// What one criterion may cost by itself.
const ALONE: Budget = Budget { nodes: 200_000, steps: 2_000_000 };

impl Lint for MissingProofs {
    fn about(&self) -> &'static About {
        &ABOUT
    }
}

/// The lints that gave up.
pub(in crate::lint) fn unfinished(file: &File<'_>, codes: &[&'static str]) -> Vec<Finding> {
    let mut report = Report::new(&ABOUT, file.source);
    if !codes.is_empty() {
        let message = format!("retningslinjen er for stor til alle beviser for {}", ids::enumerate(codes));
        report.find(file.place_of("kriterier"), message, HELP);
    }
    report.into_findings()
}

const HELP: &str =
    "at der ikke står flere fund, er her intet bevis; gør de store `mindst … af` mindre, eller del dem i begreber";

/// Proves what can be proved of a guideline that is too large as a whole, and names what makes it so.
pub(in crate::lint) fn piecewise(file: &File<'_>, guideline: &Guideline) -> Vec<Finding> {
    let dead = DeadCriterion;
    let (mut report, mut proved) = (Report::new(&ABOUT, file.source), Report::new(dead.about(), file.source));
    let mut large = Vec::new();
    for criterion in &guideline.criteria {
        match can_hold(guideline, criterion) {
            Ok(true) => {}
            Ok(false) => {
                let message = format!("kriteriet `{}` kan aldrig være opfyldt", criterion.id);
                proved.find(
                    criterion.span,
                    message,
                    "ingen mulige svar opfylder `når`; ret betingelsen, eller fjern kriteriet",
                );
            }
            Err(_) => large.push(criterion.id.as_str()),
        }
    }
    let message = if large.is_empty() {
        "retningslinjen er for stor til at bevise andet, end at hvert kriterium kan være opfyldt (V101)".to_owned()
    } else {
        format!("retningslinjen er for stor til beviser; alene er disse kriterier det: {}", ids::enumerate(&large))
    };
    report.find(file.place_of("kriterier"), message, HELP);
    let mut found = report.into_findings();
    found.extend(proved.into_findings());
    found
}

fn can_hold(guideline: &Guideline, criterion: &Criterion) -> Result<bool, TooLarge> {
    let blocks = Layout::default().add(guideline);
    let (mut forest, mut combiner) = (Forest::new(ALONE), Combiner::default());
    let setting = Setting { guideline, blocks: &blocks, known: &[], speciale_count: 1 };
    let mut basis = Basis::prepare(&mut forest, &mut combiner, setting)?;
    let rules = never_rules(&mut forest, &mut combiner, setting)?;
    let possible = possible(&mut forest, &mut combiner, &rules)?;
    let node = basis.condition((&mut forest, &mut combiner), setting, &criterion.when, None)?;
    Ok(combiner.apply(&mut forest, Operation::And, possible, node)? != NodeRef::FALSE)
}
