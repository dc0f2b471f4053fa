//! V110. Points at an `aldrig` rule that excludes nothing the others leave, and at rules that together leave nobody.

use crate::engine::contradiction::smallest;
use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::Operation;
use crate::engine::outcome::TooLarge;
use crate::guideline::finding::Severity;
use crate::lint::proof::Proof;
use crate::lint::report::Report;
use crate::lint::{About, Lint};

/// V110.
pub struct NeverRules;

const ABOUT: About = About {
    code: "V110",
    title: "en `aldrig`-regel, der udelukker alt eller intet",
    severity: Severity::Warning,
    page: include_str!("v110_never_rules.md"),
};

impl Lint for NeverRules {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let rules = &proof.guideline.never;
        let nodes = proof.shop.never().to_vec();
        let chosen = |places: &[usize]| places.iter().filter_map(|at| nodes.get(*at)).copied().collect::<Vec<_>>();
        if !proof.is_possible() {
            let all = (0..nodes.len()).collect();
            let guilty = smallest(all, |places| Ok(proof.shop.possible_under(&chosen(places))? == NodeRef::FALSE))?;
            if let Some(rule) = guilty.last().and_then(|at| rules.get(*at)) {
                let message = "`aldrig`-reglerne udelukker alle borgere".to_owned();
                let shown = proof.case("ethvert svar bliver afvist", &[]);
                let help = "reglen siger, hvad der aldrig kan være sandt, og her dækker den alt";
                report.find_as(Severity::Error, rule.when.span, message, help).shown_by([shown]);
            }
            return Ok(());
        }
        for (place, rule) in rules.iter().enumerate() {
            let others: Vec<usize> = (0..nodes.len()).filter(|at| *at != place).collect();
            let left = proof.shop.possible_under(&chosen(&others))?;
            let own = nodes.get(place).copied().unwrap_or(NodeRef::FALSE);
            if proof.shop.combine(Operation::And, left, own)? == NodeRef::FALSE {
                let message = "`aldrig`-reglen udelukker ingen";
                report.find(
                    rule.when.span,
                    message,
                    "det, den forbyder, kan ikke ske; ret betingelsen, eller fjern reglen",
                );
            }
        }
        Ok(())
    }
}
