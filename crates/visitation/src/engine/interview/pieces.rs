//! What is left to settle, in pieces that have no question in common.
//!
//! Answers to questions of one piece say nothing about another, so whoever settles both asks what each needs: the least
//! numbers of questions of the pieces add up. Level, duties and `aldrig` rules therefore stay apart here, and are put
//! together only within a piece.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::joint::Joined;
use super::putting::{Ends, Met, Putting};
use crate::engine::diagram::apply::{Combiner, Operation};
use crate::engine::diagram::compile::{Parts, Setting};
use crate::engine::diagram::forest::{Forest, Leaf, Run};
use crate::engine::diagram::variables::Layout;
use crate::engine::diagram::{Budget, Diagram, NodeRef, Roots};
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;

/// Outcomes and rules that hang together through their questions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Piece {
    /// The outcomes that are open.
    pub roots: Vec<NodeRef>,
    /// The rules that may still exclude something: nobody is possible for whom one holds.
    pub rules: Vec<NodeRef>,
}

/// A piece as one function: two assignments that are possible come to one leaf where they settle it alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Whole(pub NodeRef);

/// A guideline's outcomes, and what has been put together of them.
pub(super) struct Pieces {
    pub putting: Putting,
    combiner: Combiner,
    joined: Joined,
    wholes: HashMap<Piece, Whole>,
}

impl Pieces {
    /// All that an interview has to settle before anything is answered.
    pub fn of(guideline: &Guideline, speciale_count: usize) -> Result<(Self, Piece), TooLarge> {
        let (mut forest, mut combiner) = (Forest::new(Budget::default()), Combiner::default());
        let mut layout = Layout::default();
        let blocks = layout.add(guideline);
        let setting = Setting { guideline, blocks: &blocks, known: &[], speciale_count };
        let parts = Parts::compile(&mut forest, &mut combiner, setting)?;
        // A case that is settled is in no doubt.
        let certain = parts.advice.iter().map(|[certain, _]| *certain);
        let all = Piece { roots: certain.chain([parts.level]).collect(), rules: parts.never };
        let roots = Roots {
            possible: NodeRef::TRUE,
            level: parts.level,
            criteria: Vec::new(),
            advice: Vec::new(),
            applies: parts.applies,
        };
        let diagram = Diagram { forest, blocks, owners: layout.owners().to_vec(), roots };
        let joined = Joined::default();
        Ok((Self { putting: Putting::new(diagram), combiner, joined, wholes: HashMap::new() }, all))
    }

    /// What hangs together in some outcomes and rules; `None` where a rule excludes everybody.
    pub fn apart(&mut self, Piece { roots, rules }: Piece) -> Option<Vec<Piece>> {
        if rules.contains(&NodeRef::TRUE) {
            return None;
        }
        let mut apart: Vec<(Met, Piece)> = Vec::new();
        let roots = roots.into_iter().map(|root| (root, false));
        let all = roots.chain(rules.into_iter().map(|rule| (rule, true)));
        for (node, is_rule) in all.filter(|(node, _)| !node.is_leaf()) {
            let mut met = self.putting.met(std::iter::once(node));
            let mut piece = Piece::default();
            if is_rule { &mut piece.rules } else { &mut piece.roots }.push(node);
            apart.retain_mut(|(questions, other)| {
                let touches = *questions & met != 0;
                if touches {
                    met |= *questions;
                    piece.roots.append(&mut other.roots);
                    piece.rules.append(&mut other.rules);
                }
                !touches
            });
            apart.push((met, piece));
        }
        let in_order = |(_, mut piece): (Met, Piece)| {
            for list in [&mut piece.roots, &mut piece.rules] {
                list.sort_unstable();
                list.dedup();
            }
            piece
        };
        Some(apart.into_iter().map(in_order).collect())
    }

    /// A piece as one function. Functions that differ in the names of their leaves alone are the same.
    pub fn whole(&mut self, piece: &Piece) -> Result<Whole, TooLarge> {
        if let Some(known) = self.wholes.get(piece) {
            return Ok(*known);
        }
        let forest = &mut self.putting.diagram.forest;
        forest.allow(usize::MAX);
        let mut joint = self.joined.all(forest, &piece.roots)?;
        for rule in &piece.rules {
            let kept = self.combiner.apply(forest, Operation::Not, *rule, NodeRef::FALSE)?;
            joint = self.combiner.apply(forest, Operation::Guard, kept, joint)?;
        }
        let whole = Whole(renamed(forest, joint, &mut HashMap::new(), &mut HashMap::new())?);
        self.wholes.insert(piece.clone(), whole);
        Ok(whole)
    }

    /// Is there anything to settle?
    pub fn is_open(&mut self, whole: Whole) -> bool {
        self.putting.ends(whole.0) == Ends::Several
    }

    /// Where the answers to a question lead, with the share of all answers. The share is not yet that of the possible.
    pub fn answered(&mut self, piece: &Piece, question: usize) -> Result<Vec<(f64, Piece)>, TooLarge> {
        let Some(block) = self.putting.diagram.blocks.get(question).copied() else { return Ok(Vec::new()) };
        let all = piece.roots.iter().chain(&piece.rules).copied().collect();
        let cut = |(share, mut all): (f64, Vec<NodeRef>)| {
            let rules = all.split_off(piece.roots.len().min(all.len()));
            (share, Piece { roots: all, rules })
        };
        Ok(self.putting.answered(all, block)?.into_iter().map(cut).collect())
    }

    /// The same for several at once, each with its share of all answers; what is the same stands once.
    pub fn all_answered(&mut self, all: Vec<(f64, Piece)>, question: usize) -> Result<Vec<(f64, Piece)>, TooLarge> {
        let mut found: BTreeMap<Piece, f64> = BTreeMap::new();
        for (share, piece) in all {
            for (part, piece) in self.answered(&piece, question)? {
                *found.entry(piece).or_insert(0.0) += share * part;
            }
        }
        Ok(found.into_iter().map(|(piece, share)| (share, piece)).collect())
    }
}

/// The same with its leaves numbered in the order in which they are met.
fn renamed(
    forest: &mut Forest,
    node: NodeRef,
    leaves: &mut HashMap<NodeRef, NodeRef>,
    done: &mut HashMap<NodeRef, NodeRef>,
) -> Result<NodeRef, TooLarge> {
    if node == NodeRef::IMPOSSIBLE {
        return Ok(node);
    }
    if node.is_leaf() {
        let number = Leaf::try_from(leaves.len()).unwrap_or(0);
        return Ok(*leaves.entry(node).or_insert_with(|| forest.leaf(number)));
    }
    if let Some(known) = done.get(&node) {
        return Ok(*known);
    }
    let mut runs: Vec<Run> = forest.runs(node).to_vec();
    for run in &mut runs {
        run.to = renamed(forest, run.to, leaves, done)?;
    }
    let made = forest.make(forest.variable(node), &runs)?;
    done.insert(node, made);
    Ok(made)
}
