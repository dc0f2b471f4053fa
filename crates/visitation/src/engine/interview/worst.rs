//! A citizen for whom every order of asking needs many questions.
//!
//! Some citizens are tried, and those beside them, as long as one needs more. Whoever is found is a proof, for what is
//! counted is true of this one citizen; that nobody needs more is not said.

use super::putting::{Ends, Putting, bit};
use crate::engine::diagram::forest::Run;
use crate::engine::diagram::variables::Block;
use crate::engine::diagram::{Diagram, NodeRef};
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::question::Kind;

/// So many citizens are begun with.
const BEGINNINGS: usize = 8;

/// A flervalg with more options is changed one option at a time.
const WHOLE_SETS: u32 = 4;

/// One citizen: a value per variable.
type Citizen = Vec<u64>;

/// At least so many questions are asked of some citizen. `always`: the questions that are always asked, and whether
/// they apply.
pub(super) fn most_needed(
    putting: &mut Putting,
    guideline: &Guideline,
    joined: NodeRef,
    always: &[(usize, NodeRef)],
) -> usize {
    let changes = changes(putting, guideline, joined);
    let mut most = 0;
    for number in 0..BEGINNINGS {
        let mut citizen = beginning(putting, joined, number);
        let mut needed = needed_by(&putting.diagram, joined, always, &changes, &citizen);
        while let Some((better, more)) = changes.iter().flatten().find_map(|change| {
            let other = changed(&citizen, change);
            let more = needed_by(&putting.diagram, joined, always, &changes, &other)?;
            (Some(more.len()) > needed.as_ref().map(Vec::len)).then_some((other, more))
        }) {
            (citizen, needed) = (better, Some(more));
        }
        if let Some(needed) = needed {
            let enough = settles(putting, joined, &needed, &citizen).unwrap_or(true);
            most = most.max(needed.len() + usize::from(!enough));
        }
    }
    most
}

/// Per question: other answers, each as values of some variables.
type Change = Vec<(u32, u64)>;

fn changes(putting: &mut Putting, guideline: &Guideline, joined: NodeRef) -> Vec<Vec<Change>> {
    let met = putting.met(std::iter::once(joined));
    let blocks = putting.diagram.blocks.clone();
    let mut found = Vec::new();
    for (place, (question, block)) in guideline.questions.iter().zip(blocks).enumerate() {
        let variables = block.first..block.end();
        found.push(match &question.kind {
            _ if met & bit(place) == 0 => Vec::new(),
            Kind::Multi(_) if block.len <= WHOLE_SETS => sets(block),
            _ => variables
                .flat_map(|at| values(putting, joined, at, block).into_iter().map(move |value| vec![(at, value)]))
                .collect(),
        });
    }
    found
}

fn sets(block: Block) -> Vec<Change> {
    let set =
        |bits: u64| (block.first..block.end()).zip(0..).map(move |(at, option)| (at, bits >> option & 1)).collect();
    (0..1_u64 << block.len).map(set).collect()
}

/// A value of each class that is told apart.
fn values(putting: &Putting, joined: NodeRef, variable: u32, block: Block) -> Vec<u64> {
    putting.classes(&[joined], (variable, block.last_value))
}

fn changed(citizen: &Citizen, change: &Change) -> Citizen {
    let mut other = citizen.clone();
    for (variable, value) in change {
        other.get_mut(*variable as usize).into_iter().for_each(|slot| *slot = *value);
    }
    other
}

/// A citizen who is possible, another one for each number.
fn beginning(putting: &mut Putting, joined: NodeRef, number: usize) -> Citizen {
    let mut citizen = vec![0; putting.diagram.owners.len()];
    let (mut node, mut step) = (joined, number);
    while !node.is_leaf() {
        let variable = putting.diagram.forest.variable(node) as usize;
        let runs = putting.diagram.forest.runs(node).to_vec();
        let open: Vec<Run> = runs.into_iter().filter(|run| putting.ends(run.to) != Ends::Nowhere).collect();
        let Some(run) = open.get(step % open.len().max(1)) else { break };
        citizen.get_mut(variable).into_iter().for_each(|slot| *slot = run.upto);
        (node, step) = (run.to, step / 2 + number);
    }
    citizen
}

/// Where a citizen comes to, with some answers changed.
fn leaf(diagram: &Diagram, root: NodeRef, citizen: &Citizen, change: &[(u32, u64)]) -> NodeRef {
    let mut node = root;
    while !node.is_leaf() {
        let variable = diagram.forest.variable(node);
        let other = change.iter().find(|(at, _)| *at == variable).map(|(_, value)| value);
        let value = other.or(citizen.get(variable as usize)).copied().unwrap_or(0);
        node = diagram.forest.child(node, value);
    }
    node
}

/// The questions that have to be asked of a citizen: another answer alone comes to another outcome, or it is asked
/// whether it matters or not. `None` where nobody can be like that.
fn needed_by(
    diagram: &Diagram,
    joined: NodeRef,
    always: &[(usize, NodeRef)],
    changes: &[Vec<Change>],
    citizen: &Citizen,
) -> Option<Vec<usize>> {
    let own = leaf(diagram, joined, citizen, &[]);
    let other = |change: &Change| {
        let other = leaf(diagram, joined, citizen, change);
        other != own && other != NodeRef::IMPOSSIBLE
    };
    let asked = |place: usize| {
        let applies = always.iter().find(|(question, _)| *question == place);
        applies.is_some_and(|(_, applies)| leaf(diagram, *applies, citizen, &[]) == NodeRef::TRUE)
    };
    let needed = changes.iter().enumerate().filter(|(place, changes)| asked(*place) || changes.iter().any(other));
    (own != NodeRef::IMPOSSIBLE).then(|| needed.map(|(place, _)| place).collect())
}

/// Do these answers alone settle everything?
fn settles(putting: &mut Putting, joined: NodeRef, questions: &[usize], citizen: &Citizen) -> Result<bool, TooLarge> {
    let mut node = joined;
    for block in questions.iter().filter_map(|place| putting.diagram.blocks.get(*place).copied()).collect::<Vec<_>>() {
        for variable in block.first..block.end() {
            node = putting.put(node, (variable, citizen.get(variable as usize).copied().unwrap_or(0)))?;
        }
    }
    Ok(putting.ends(node) != Ends::Several)
}
