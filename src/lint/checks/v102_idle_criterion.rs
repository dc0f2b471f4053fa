//! V102. Points at a criterion whose every case is called to the same or a higher level by others, and says by which.

use crate::engine::contradiction::smallest;
use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::Operation;
use crate::engine::outcome::TooLarge;
use crate::guideline::finding::Severity;
use crate::guideline::ids;
use crate::lint::proof::Proof;
use crate::lint::report::Report;
use crate::lint::{About, Lint};

/// V102.
pub struct IdleCriterion;

const ABOUT: About = About {
    code: "V102",
    title: "et kriterium, der aldrig afgør noget",
    severity: Severity::Warning,
    page: include_str!("v102_idle_criterion.md"),
};

impl Lint for IdleCriterion {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = proof.guideline;
        let mut nodes = Vec::with_capacity(guideline.criteria.len());
        for criterion in &guideline.criteria {
            let holds = proof.shop.condition(&criterion.when)?;
            nodes.push(proof.shop.both(holds, NodeRef::TRUE)?);
        }
        for (place, (criterion, node)) in guideline.criteria.iter().zip(&nodes).enumerate() {
            if *node == NodeRef::FALSE {
                continue;
            }
            let way = proof.shop.example(*node)?;
            let shown = way.map(|way| proof.shown_by(format!("`{}` er opfyldt, men afgør intet", criterion.id), &way));
            if criterion.level <= guideline.base_level {
                let base = proof.level_id(guideline.base_level);
                let message = format!("kriteriet `{}` afgør intet: udgangspunktet er allerede `{base}`", criterion.id);
                let help = "fjern kriteriet, eller giv det et højere niveau";
                report.find_as(Severity::Warning, criterion.span, message, help).shown_by(shown);
                continue;
            }
            // Criteria that mean the same are V104's.
            let others = guideline.criteria.iter().zip(&nodes).enumerate();
            let others =
                others.filter(|(at, (other, own))| *at != place && other.level >= criterion.level && *own != node);
            let others: Vec<usize> = others.map(|(at, _)| at).collect();
            let mut covers = |places: &[usize]| -> Result<bool, TooLarge> {
                let named = places.iter().filter_map(|at| nodes.get(*at)).copied().collect::<Vec<_>>();
                let any = proof.shop.any(named)?;
                let outside = proof.shop.not(any)?;
                Ok(proof.shop.combine(Operation::And, *node, outside)? == NodeRef::FALSE)
            };
            if !covers(&others)? {
                continue;
            }
            let few = smallest(others, covers)?;
            let names: Vec<&str> =
                few.iter().filter_map(|at| guideline.criteria.get(*at)).map(|c| c.id.as_str()).collect();
            let message = format!("kriteriet `{}` afgør aldrig niveauet", criterion.id);
            let help = format!("hver gang det er opfyldt, er {} det også", ids::alternatives(&names));
            report.find_as(Severity::Warning, criterion.span, message, help).shown_by(shown);
        }
        Ok(())
    }
}
