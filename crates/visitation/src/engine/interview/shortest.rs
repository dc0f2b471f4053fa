//! The order of asking that settles a case soonest.
//!
//! Every open question is tried with every answer: how much would still be uncertain of the level and the duties, on
//! average over all possible assignments? The question that leaves least is asked. The best decision tree itself cannot
//! be computed for a guideline of ordinary size; `effort` says how far from it this is.

use super::standing::{Basis, Standing};
use crate::engine::diagram::forest::{Forest, IMPOSSIBLE_LEAF, Leaf, Run};
use crate::engine::diagram::variables::Block;
use crate::engine::diagram::{Diagram, Fixed, NodeRef};
use crate::guideline::Guideline;
use crate::guideline::question::{Kind, OptionSet, Question, QuestionIx, Value};

/// The share of a root's assignments that come to each small number; what is excluded has no share.
pub(super) type Shares = [f64; LEAVES];

/// Levels and truths are small numbers; more levels than this are told apart no further.
const LEAVES: usize = 8;

/// A flervalg with more options is tried option by option.
pub(super) const WHOLE_SETS: usize = 5;

/// Of the questions that are open where an interview stands, the one that settles most, and how much that is.
pub(super) fn most_telling(guideline: &Guideline, standing: &Standing) -> Option<(QuestionIx, f64)> {
    let Basis::Diagram(diagram) = &standing.basis else { return None };
    let view = diagram.under(&standing.known);
    let may_ask: Vec<bool> = standing.open.iter().zip(&standing.asked).map(|(open, asked)| *open && !asked).collect();
    best(guideline, diagram, (view.fixed(), standing.doubt), &may_ask)
}

/// Of the questions that may be asked, the one whose answer leaves least uncertain. The first of equals.
fn best(
    guideline: &Guideline,
    diagram: &Diagram,
    (fixed, doubt): (&Fixed, bool),
    may_ask: &[bool],
) -> Option<(QuestionIx, f64)> {
    let roots = diagram.roots.outcomes_for(doubt);
    let mut found: Option<(QuestionIx, f64)> = None;
    let now = uncertainty(diagram, fixed, &roots).0;
    for (place, (question, block)) in guideline.questions.iter().zip(&diagram.blocks).enumerate() {
        if may_ask.get(place) != Some(&true) {
            continue;
        }
        let (mut left, mut all) = (0.0, 0.0);
        for (value, weight) in answers(diagram, fixed, question, *block) {
            let mut then = fixed.clone();
            then.fix(*block, value);
            let (uncertain, possible) = uncertainty(diagram, &then, &roots);
            left += uncertain * possible * weight;
            all += possible * weight;
        }
        let gain = if all > 0.0 { now - left / all } else { 0.0 };
        // Sums of the same numbers in another order differ in the last digits, which must not decide.
        if found.is_none_or(|(_, most)| gain > most + 1e-9) {
            found = Some((QuestionIx(place), gain));
        }
    }
    found
}

/// How uncertain the roots are together, in bits, and which share of the assignments is possible.
fn uncertainty(diagram: &Diagram, fixed: &Fixed, roots: &[NodeRef]) -> (f64, f64) {
    let forest = &diagram.forest;
    let view = diagram.under(&[]).with(fixed.clone());
    let mut nodes: Vec<NodeRef> =
        roots.iter().chain([&diagram.roots.possible]).flat_map(|root| view.below(*root)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let mut shares: Vec<Shares> = vec![[0.0; LEAVES]; forest.len()];
    for node in nodes {
        let runs = fixed.edges(forest, node);
        let own = match runs {
            [only] if fixed.get(forest.variable(node)).is_some() => share_of(diagram, &shares, only.to),
            _ => mixed(runs, runs.iter().map(|run| share_of(diagram, &shares, run.to))),
        };
        node.place().and_then(|place| shares.get_mut(place)).into_iter().for_each(|slot| *slot = own);
    }
    let possible: f64 = share_of(diagram, &shares, diagram.roots.possible).iter().skip(1).sum();
    let bits = |root: &NodeRef| uncertain(&share_of(diagram, &shares, *root));
    (roots.iter().map(bits).sum(), possible)
}

/// The shares of a node, from those of where its runs lead.
pub(super) fn mixed(runs: &[Run], below: impl Iterator<Item = Shares>) -> Shares {
    let last = runs.last().map_or(0, |run| run.upto);
    let (mut own, mut least) = ([0.0; LEAVES], 0);
    for (run, below) in runs.iter().zip(below) {
        let weight = width(least, run.upto) / width(0, last);
        least = run.upto.saturating_add(1);
        own.iter_mut().zip(below).for_each(|(own, share)| *own += weight * share);
    }
    own
}

/// How uncertain it is, in bits, which of the leaves comes out.
pub(super) fn uncertain(shares: &Shares) -> f64 {
    let all: f64 = shares.iter().sum();
    shares.iter().filter(|share| **share > 0.0).map(|share| -(share / all) * (share / all).log2()).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits than it has")]
pub(super) fn width(first: u64, last: u64) -> f64 {
    (last.saturating_sub(first)) as f64 + 1.0
}

fn share_of(diagram: &Diagram, shares: &[Shares], node: NodeRef) -> Shares {
    if let Some(place) = node.place() {
        return shares.get(place).copied().unwrap_or_default();
    }
    share_of_leaf(&diagram.forest, node)
}

/// A leaf has everything in its own place; what is excluded has nothing.
pub(super) fn share_of_leaf(forest: &Forest, node: NodeRef) -> Shares {
    let mut own = [0.0; LEAVES];
    let leaf: Leaf = forest.value(node).unwrap_or(IMPOSSIBLE_LEAF);
    if leaf != IMPOSSIBLE_LEAF {
        let place = usize::try_from(leaf).unwrap_or(LEAVES - 1).min(LEAVES - 1);
        own.get_mut(place).into_iter().for_each(|slot| *slot = 1.0);
    }
    own
}

/// The answers to try, one of each kind that the diagram tells apart, each with how many it stands for.
fn answers(diagram: &Diagram, fixed: &Fixed, question: &Question, block: Block) -> Vec<(Value, f64)> {
    match &question.kind {
        Kind::YesNo => vec![(Value::Ordinal(1), 1.0), (Value::Ordinal(0), 1.0)],
        Kind::Scale(choices) | Kind::Choice(choices) => {
            (0..).take(choices.len()).map(|n| (Value::Ordinal(n), 1.0)).collect()
        }
        Kind::Number { .. } => {
            let mut least = 0;
            let mut found = Vec::new();
            let ends = diagram.under(&[]).with(fixed.clone()).ends(block.first);
            for end in ends.into_iter().chain([block.last_value]).map(|end| end.min(block.last_value)) {
                if end >= least {
                    found.push((Value::Ordinal(block.ordinal(end)), width(least, end)));
                    least = end.saturating_add(1);
                }
            }
            found
        }
        Kind::Multi(choices) if choices.len() <= WHOLE_SETS => {
            (0..1_u64 << choices.len()).map(|bits| (Value::Set(OptionSet(bits)), 1.0)).collect()
        }
        Kind::Multi(choices) => {
            let alone = (0..choices.len()).map(|option| OptionSet::default().with(option));
            alone.chain([OptionSet::default()]).map(|set| (Value::Set(set), 1.0)).collect()
        }
        Kind::Text => Vec::new(),
    }
}
