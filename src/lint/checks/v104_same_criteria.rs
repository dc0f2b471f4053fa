//! V104. Points at a criterion that holds for just the same possible assignments as an earlier one.

use std::collections::BTreeMap;

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::guideline::finding::Severity;
use crate::lint::proof::Proof;
use crate::lint::report::Report;
use crate::lint::{About, Lint};

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

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let mut seen: BTreeMap<NodeRef, &str> = BTreeMap::new();
        for criterion in &proof.guideline.criteria {
            let holds = proof.shop.condition(&criterion.when)?;
            let node = proof.shop.both(holds, NodeRef::TRUE)?;
            let Some(other) = seen.get(&node).copied().filter(|_| node != NodeRef::FALSE) else {
                seen.insert(node, &criterion.id);
                continue;
            };
            let way = proof.shop.example(node)?;
            let shown = way.map(|way| proof.shown_by("begge kriterier er opfyldt", &way));
            let message = format!("`{}` og `{other}` er opfyldt for de samme borgere", criterion.id);
            let help = "behold det ene, eller ret det, der skulle skille dem ad";
            report.find_as(Severity::Warning, criterion.span, message, help).shown_by(shown);
        }
        Ok(())
    }
}
