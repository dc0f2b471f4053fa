//! V102. Points at a criterion whose every case is called to the same or a higher level by others, and says by which.

use std::collections::BTreeMap;

use crate::engine::contradiction::smallest;
use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::Operation;
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::LevelIx;
use crate::guideline::finding::Severity;
use crate::guideline::{Criterion, Guideline, ids};
use crate::lint::about::About;
use crate::lint::counting::{counted, exactly};
use crate::lint::ground::Ground;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;
use crate::lint::words::few;

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

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = proof.ground.guideline;
        let mut nodes = Vec::with_capacity(guideline.criteria.len());
        for criterion in &guideline.criteria {
            let holds = proof.shop.condition(&criterion.when)?;
            nodes.push(proof.shop.both(holds, NodeRef::TRUE)?);
        }
        let alone = alone(proof, guideline, &nodes)?;
        for (place, (criterion, node)) in guideline.criteria.iter().zip(&nodes).enumerate() {
            if *node == NodeRef::FALSE {
                continue;
            }
            if is_meant(guideline, criterion) {
                continue;
            }
            if criterion.level <= guideline.base_level {
                let way = proof.shop.example(*node)?;
                let shown = way.map(|way| proof.shown_by(caption(criterion), &way));
                below_base(proof.ground, criterion, report).shown_by(shown);
                continue;
            }
            let Some(alone) = alone.get(&criterion.level).copied() else { continue };
            if proof.shop.combine(Operation::And, *node, alone)? != NodeRef::FALSE {
                continue;
            }
            // Criteria that mean the same are V104's.
            let mut others = Vec::new();
            for (at, (other, own)) in guideline.criteria.iter().zip(&nodes).enumerate() {
                let may = at != place && other.level >= criterion.level && own != node;
                if may && proof.shop.combine(Operation::And, *node, *own)? != NodeRef::FALSE {
                    others.push(at);
                }
            }
            let few = smallest(others, |places: &[usize]| -> Result<bool, TooLarge> {
                let named = places.iter().filter_map(|at| nodes.get(*at)).copied().collect::<Vec<_>>();
                let any = proof.shop.any(named)?;
                let outside = proof.shop.not(any)?;
                Ok(proof.shop.combine(Operation::And, *node, outside)? == NodeRef::FALSE)
            })?;
            let way = proof.shop.example(*node)?;
            let shown = way.map(|way| proof.shown_by(caption(criterion), &way));
            covered(guideline, criterion, &few, report).shown_by(shown);
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = hunt.ground.guideline;
        let holding = hunt.search.criteria().to_vec();
        for (place, (criterion, holds)) in guideline.criteria.iter().zip(&holding).enumerate() {
            if is_meant(guideline, criterion) {
                continue;
            }
            if criterion.level <= guideline.base_level {
                if let Some(shown) = hunt.case_of(caption(criterion), *holds)? {
                    below_base(hunt.ground, criterion, report).shown_by([shown]);
                }
                continue;
            }
            let at_least = guideline.criteria.iter().enumerate().filter(|(_, other)| other.level >= criterion.level);
            let mut others: Vec<usize> = at_least.map(|(at, _)| at).filter(|at| *at != place).collect();
            let covers = |hunt: &mut Hunt<'_>, places: &[usize]| -> Result<bool, TooLarge> {
                let fails = places.iter().filter_map(|at| holding.get(*at)).map(|other| !*other);
                Ok(!hunt.can(&fails.chain([*holds]).collect::<Vec<_>>())?)
            };
            if !covers(hunt, &others)? {
                continue;
            }
            // Only now: criteria that mean the same are V104's.
            for at in std::mem::take(&mut others) {
                let same = holding.get(at).map_or(Ok(false), |other| hunt.same(*holds, *other))?;
                others.extend((!same).then_some(at));
            }
            if !covers(hunt, &others)? {
                continue;
            }
            let Some(shown) = hunt.case_of(caption(criterion), *holds)? else { continue };
            let few = smallest(others, |places| covers(hunt, places))?;
            covered(guideline, criterion, &few, report).shown_by([shown]);
        }
        Ok(())
    }
}

/// In a guideline that is to be complete, a criterion of the base level says who belongs there.
fn is_meant(guideline: &Guideline, criterion: &Criterion) -> bool {
    guideline.complete && criterion.level == guideline.base_level
}

/// Per level: where just one criterion calls for it or for a higher one, those that mean the same counted as one.
fn alone(
    proof: &mut Proof<'_>,
    guideline: &Guideline,
    nodes: &[NodeRef],
) -> Result<BTreeMap<LevelIx, NodeRef>, TooLarge> {
    let mut alone = BTreeMap::new();
    for level in guideline.criteria.iter().map(|criterion| criterion.level) {
        if alone.contains_key(&level) {
            continue;
        }
        let called = guideline.criteria.iter().zip(nodes).filter(|(criterion, _)| criterion.level >= level);
        let mut called: Vec<NodeRef> = called.map(|(_, node)| *node).collect();
        called.sort_unstable();
        called.dedup();
        let count = counted(&mut proof.shop, &called, 2)?;
        alone.insert(level, exactly(&mut proof.shop, count, 1)?);
    }
    Ok(alone)
}

fn caption(criterion: &Criterion) -> String {
    format!("`{}` er opfyldt, men afgør intet", criterion.id)
}

fn below_base<'r, 'a>(ground: Ground<'_>, criterion: &Criterion, report: &'r mut Report<'a>) -> &'r mut Report<'a> {
    let base = ground.level_id(ground.guideline.base_level);
    let message = format!("kriteriet `{}` afgør intet: udgangspunktet er allerede `{base}`", criterion.id);
    let help = "fjern kriteriet, eller giv det et højere niveau";
    report.find_as(Severity::Warning, criterion.span, message, help)
}

fn covered<'r, 'a>(
    guideline: &Guideline,
    criterion: &Criterion,
    by: &[usize],
    report: &'r mut Report<'a>,
) -> &'r mut Report<'a> {
    let names: Vec<&str> = by.iter().filter_map(|at| guideline.criteria.get(*at)).map(|c| c.id.as_str()).collect();
    let message = format!("kriteriet `{}` afgør aldrig niveauet", criterion.id);
    let help = format!("hver gang det er opfyldt, er {} det også", few(&names, ids::alternatives));
    report.find_as(Severity::Warning, criterion.span, message, help)
}
