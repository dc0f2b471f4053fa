//! V104. Points at a criterion that holds for just the same possible assignments as an earlier one.

use std::collections::BTreeMap;

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::engine::search::Lit;
use crate::guideline::Criterion;
use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V104.
pub struct SameCriteria;

const ABOUT: About = About {
    code: "V104",
    title: "to kriterier, der betyder det samme",
    severity: Severity::Warning,
    page: include_str!("v104_same_criteria.md"),
};

impl Lint for SameCriteria {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let mut seen: BTreeMap<NodeRef, &str> = BTreeMap::new();
        for criterion in &proof.ground.guideline.criteria {
            let holds = proof.shop.condition(&criterion.when)?;
            let node = proof.shop.both(holds, NodeRef::TRUE)?;
            let Some(other) = seen.get(&node).copied().filter(|_| node != NodeRef::FALSE) else {
                seen.insert(node, &criterion.id);
                continue;
            };
            let way = proof.shop.example(node)?;
            let shown = way.map(|way| proof.shown_by(CAPTION, &way));
            same(criterion, other, report).shown_by(shown);
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let mut seen: Vec<(Lit, &str)> = Vec::new();
        let holding = hunt.search.criteria().to_vec();
        for (criterion, holds) in hunt.ground.guideline.criteria.iter().zip(holding) {
            let mut other = None;
            for (own, id) in &seen {
                if other.is_none() && hunt.same(*own, holds)? {
                    other = Some(*id);
                }
            }
            let Some(other) = other else {
                seen.push((holds, &criterion.id));
                continue;
            };
            if let Some(shown) = hunt.case_of(CAPTION, holds)? {
                same(criterion, other, report).shown_by([shown]);
            }
        }
        Ok(())
    }
}

const CAPTION: &str = "begge kriterier er opfyldt";

fn same<'r, 'a>(criterion: &Criterion, other: &str, report: &'r mut Report<'a>) -> &'r mut Report<'a> {
    let message = format!("`{}` og `{other}` er opfyldt for de samme borgere", criterion.id);
    let help = "behold det ene, eller ret det, der skulle skille dem ad";
    report.find_as(Severity::Warning, criterion.span, message, help)
}
