//! V104. Points at a criterion that holds for just the same possible assignments as an earlier one; likewise at a concept,
//! and at a duty that asks the same adviser by the same laws.

use std::collections::BTreeMap;

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::engine::search::Lit;
use crate::guideline::condition::Condition;
use crate::guideline::finding::Severity;
use crate::guideline::source::Span;
use crate::lint::about::About;
use crate::lint::ground::{Ground, Scope};
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V104.
pub struct SameCriteria;

const ABOUT: About = About {
    code: "V104",
    title: "to kriterier, begreber eller rådgivninger, der betyder det samme",
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
        let mut seen: BTreeMap<(Sort<'_>, Vec<NodeRef>), &str> = BTreeMap::new();
        for rule in rules(proof.ground) {
            let holds = match rule.sort {
                Sort::Duty(..) => proof.when_due(rule.when)?,
                _ => vec![proof.shop.condition(rule.when)?],
            };
            let holds = holds.into_iter().map(|node| proof.shop.both(node, NodeRef::TRUE));
            let nodes = holds.collect::<Result<Vec<_>, _>>()?;
            if nodes.iter().all(|node| *node == NodeRef::FALSE) {
                continue;
            }
            let first = nodes.first().copied().unwrap_or(NodeRef::FALSE);
            let Some(other) = seen.get(&(rule.sort, nodes.clone())).copied() else {
                seen.insert((rule.sort, nodes), rule.id);
                continue;
            };
            let way = if rule.sort == Sort::Criterion { proof.shop.example(first)? } else { None };
            let shown = way.map(|way| proof.shown_by(CAPTION, &way));
            same(&rule, other, report).shown_by(shown);
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let mut seen: Vec<(Sort<'_>, Vec<Lit>, &str)> = Vec::new();
        let mut criteria = hunt.search.criteria().to_vec().into_iter();
        for rule in rules(hunt.ground) {
            let holds = match rule.sort {
                Sort::Criterion => criteria.next().into_iter().collect(),
                Sort::Concept => vec![hunt.search.condition(rule.when, None)?],
                Sort::Duty(..) => hunt.when_due(rule.when)?,
            };
            let mut other = None;
            for (_, own, id) in seen.iter().filter(|(sort, ..)| *sort == rule.sort) {
                if other.is_none() && all_same(hunt, own, &holds)? {
                    other = Some(*id);
                }
            }
            let Some(other) = other else {
                seen.push((rule.sort, holds, rule.id));
                continue;
            };
            let ever = hunt.search.any(holds)?;
            if rule.sort == Sort::Criterion {
                if let Some(shown) = hunt.case_of(CAPTION, ever)? {
                    same(&rule, other, report).shown_by([shown]);
                }
            } else if hunt.can(&[ever])? {
                same(&rule, other, report);
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

const CAPTION: &str = "begge kriterier er opfyldt";

/// What can be said twice. Only a duty towards the same adviser by the same laws is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort<'g> {
    Criterion,
    Concept,
    Duty(Option<&'g str>, &'g [String]),
}

/// A criterion, concept or duty.
struct Rule<'g> {
    sort: Sort<'g>,
    id: &'g str,
    when: &'g Condition,
    span: Span,
}

fn rules(ground: Ground<'_>) -> Vec<Rule<'_>> {
    let guideline = ground.guideline;
    let own = ground.scope == Scope::Guideline;
    let criteria = guideline.criteria.iter().filter(|_| own);
    let criteria = criteria.map(|one| Rule { sort: Sort::Criterion, id: &one.id, when: &one.when, span: one.span });
    let concepts = guideline.concepts.iter().filter(|_| own);
    let concepts = concepts.map(|one| Rule { sort: Sort::Concept, id: &one.id, when: &one.when, span: one.span });
    let duties = ground.duties().map(|(_, duty)| {
        let sort = Sort::Duty(duty.from.as_deref(), &duty.laws);
        Rule { sort, id: &duty.id, when: &duty.when, span: duty.span }
    });
    criteria.chain(concepts).chain(duties).collect()
}

fn all_same(hunt: &mut Hunt<'_>, one: &[Lit], other: &[Lit]) -> Result<bool, TooLarge> {
    for (one, other) in one.iter().zip(other) {
        if !hunt.same(*one, *other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same<'r, 'a>(rule: &Rule<'_>, other: &str, report: &'r mut Report<'a>) -> &'r mut Report<'a> {
    let message = match rule.sort {
        Sort::Criterion => format!("`{}` og `{other}` er opfyldt for de samme borgere", rule.id),
        Sort::Concept => format!("`{}` og `{other}` betyder det samme", rule.id),
        Sort::Duty(..) => format!("`{}` og `{other}` spørger den samme rådgiver om de samme borgere", rule.id),
    };
    let help = "behold det ene, eller ret det, der skulle skille dem ad";
    report.find_as(Severity::Warning, rule.span, message, help)
}
