//! The whole course of all interviews of a guideline at once, exactly.
//!
//! Where an interview stands is what is still to be computed: the diagram's roots with the answers put in. Whichever
//! answers led there, equal roots are equal nodes, so each standing is looked at once, however many citizens come
//! through it. What is asked there is asked of [`Standing`], as in a conversation. Deliberately knows no answers and
//! no `ved_ikke`: every citizen knows all of theirs.

use hashbrown::HashMap;

use super::shortest::{self, width};
use super::{Order, Standing};
use crate::engine::assess::{AssessError, ForCase};
use crate::engine::diagram::forest::Run;
use crate::engine::diagram::variables::Block;
use crate::engine::diagram::{Diagram, NodeRef};
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::question::{Kind, QuestionIx};

/// How many questions are asked from a standing on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// On average over the possible assignments.
    pub mean: f64,
    /// At most.
    pub most: usize,
}

const NONE: Asked = Asked { mean: 0.0, most: 0 };

/// Where an interview stands.
#[derive(Debug, Clone)]
struct Stand {
    /// `possible`, the level, each duty twice, and per question that is always asked whether it applies.
    roots: Vec<NodeRef>,
    /// Per question.
    asked: Vec<bool>,
}

/// By the roots, and which of the questions that are always asked have been.
type Key = (Vec<NodeRef>, Vec<bool>);

/// The interviews of a guideline.
pub struct Course<'g> {
    guideline: &'g Guideline,
    diagram: Diagram,
    /// The roots before anything is answered; the diagram's own are those of where one looks.
    begin: Vec<NodeRef>,
    /// The questions that are always asked.
    always: Vec<usize>,
    orders: [HashMap<Key, Asked>; 2],
    best: HashMap<Key, (f64, Option<usize>)>,
    /// So many standings more are looked at for the best tree.
    left: usize,
}

impl<'g> Course<'g> {
    /// The interviews under a diagram, which is used up. For the best tree so many standings are looked at.
    pub fn new(guideline: &'g Guideline, diagram: Diagram, standings: usize) -> Self {
        let always = guideline.questions.iter().enumerate().filter(|(_, question)| question.always_asked);
        let always: Vec<usize> = always.map(|(place, _)| place).collect();
        let roots = &diagram.roots;
        let outcomes = [roots.possible, roots.level].into_iter().chain(roots.advice.iter().flatten().copied());
        let applies = always.iter().map(|place| roots.applies.get(*place).copied().unwrap_or(NodeRef::FALSE));
        let begin = outcomes.chain(applies).collect();
        let (orders, best) = ([HashMap::new(), HashMap::new()], HashMap::new());
        Self { guideline, diagram, begin, always, orders, best, left: standings }
    }

    /// The same, with so many standings to look at for the best tree from now on.
    pub fn searching(self, standings: usize) -> Self {
        Self { left: standings, ..self }
    }

    /// How many questions are asked in this order.
    pub fn asked(&mut self, order: Order) -> Result<Asked, AssessError> {
        let start = self.start(vec![false; self.guideline.questions.len()]);
        self.asked_from(&start, order)
    }

    /// The mean of the best tree, and the question it begins with, if these may not be asked any more; `None` where
    /// that takes too long to find.
    pub fn best(&mut self, asked: Vec<bool>) -> Result<Option<(f64, Option<QuestionIx>)>, AssessError> {
        let start = self.start(asked);
        let found = self.best_from(&start)?;
        Ok(found.map(|(mean, first)| (mean, first.map(QuestionIx))))
    }

    fn start(&self, asked: Vec<bool>) -> Stand {
        Stand { roots: self.begin.clone(), asked }
    }

    fn key(&self, stand: &Stand) -> Key {
        let flags = self.always.iter().map(|place| stand.asked.get(*place) == Some(&true)).collect();
        (stand.roots.clone(), flags)
    }

    /// The diagram is made to begin where the interview stands.
    fn enter(&mut self, stand: &Stand) {
        let roots = &mut self.diagram.roots;
        let mut nodes = stand.roots.iter().copied();
        let mut next = || nodes.next().unwrap_or(NodeRef::FALSE);
        (roots.possible, roots.level) = (next(), next());
        roots.advice.iter_mut().flatten().for_each(|slot| *slot = next());
        roots.applies.fill(NodeRef::FALSE);
        for place in &self.always {
            let node = next();
            roots.applies.get_mut(*place).into_iter().for_each(|slot| *slot = node);
        }
    }

    fn standing(&mut self, stand: &Stand) -> Result<Option<Standing<'_>>, TooLarge> {
        self.enter(stand);
        let unknown = vec![None; self.guideline.questions.len()];
        Standing::over(self.guideline, ForCase::Whole(&self.diagram), unknown, stand.asked.clone())
    }

    /// The question that comes next.
    fn next(&mut self, stand: &Stand, order: Order) -> Result<Option<usize>, AssessError> {
        let guideline = self.guideline;
        let Some(standing) = self.standing(stand)? else { return Ok(None) };
        let wanted = super::first(&standing.wanted).or_else(|| standing.helping());
        let chosen = match order {
            Order::Conversation => None,
            Order::Shortest => {
                if super::optimum::is_small(guideline, &standing.may_come) {
                    let asked = standing.may_come.iter().map(|may_come| !may_come).collect();
                    let at = Stand { roots: stand.roots.clone(), asked };
                    return Ok(self.best_from(&at)?.and_then(|(_, first)| first).or(wanted.map(|ix| ix.0)));
                }
                shortest::most_telling(guideline, &standing).map(|(question, _)| question)
            }
        };
        Ok(chosen.or(wanted).map(|question| question.0))
    }

    fn asked_from(&mut self, stand: &Stand, order: Order) -> Result<Asked, AssessError> {
        let key = self.key(stand);
        let place = usize::from(order == Order::Shortest);
        if let Some(found) = self.orders.get(place).and_then(|known| known.get(&key)) {
            return Ok(*found);
        }
        let found = match self.next(stand, order)? {
            None => NONE,
            Some(question) => {
                let (mut all, mut sum, mut most) = (0.0, 0.0, 0);
                for (weight, child) in self.children(stand, question)? {
                    let below = self.asked_from(&child, order)?;
                    all += weight;
                    sum += weight * below.mean;
                    most = most.max(below.most);
                }
                Asked { mean: 1.0 + if all > 0.0 { sum / all } else { 0.0 }, most: most + 1 }
            }
        };
        self.orders.get_mut(place).into_iter().for_each(|known| {
            known.insert(key.clone(), found);
        });
        Ok(found)
    }

    /// The best tree from here, by trying every question that can come.
    fn best_from(&mut self, stand: &Stand) -> Result<Option<(f64, Option<usize>)>, AssessError> {
        let key = self.key(stand);
        if let Some(found) = self.best.get(&key) {
            return Ok(Some(*found));
        }
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        let Some(standing) = self.standing(stand)? else { return Ok(Some((0.0, None))) };
        let done = super::first(&standing.wanted).is_none() && standing.helping().is_none();
        let may_come: Vec<usize> = (0..).zip(&standing.may_come).filter(|(_, may)| **may).map(|(at, _)| at).collect();
        let mut best: Option<(f64, Option<usize>)> = done.then_some((0.0, None));
        for question in may_come {
            // Nothing is better than to ask this and no more.
            if best.is_some_and(|(least, _)| least <= 1.0) {
                break;
            }
            let children = self.children(stand, question)?;
            let all: f64 = children.iter().map(|(weight, _)| weight).sum();
            let mut mean = 1.0;
            for (weight, child) in children {
                let Some((below, _)) = self.best_from(&child)? else { return Ok(None) };
                mean += below * weight / all;
                if best.is_some_and(|(least, _)| mean >= least - EQUAL) {
                    break;
                }
            }
            // Sums of the same numbers in another order differ in the last digits, which must not decide.
            if best.is_none_or(|(least, _)| mean < least - EQUAL) {
                best = Some((mean, Some(question)));
            }
        }
        let best = best.unwrap_or((0.0, None));
        self.best.insert(key, best);
        Ok(Some(best))
    }

    /// Where each answer leads that the diagram tells apart, with the share of the possible assignments.
    fn children(&mut self, stand: &Stand, question: usize) -> Result<Vec<(f64, Stand)>, TooLarge> {
        let mut asked = stand.asked.clone();
        asked.get_mut(question).into_iter().for_each(|slot| *slot = true);
        let (Some(block), Some(kind)) = (
            self.diagram.blocks.get(question).copied(),
            self.guideline.questions.get(question).map(|question| &question.kind),
        ) else {
            return Ok(Vec::new());
        };
        let mut open = vec![(1.0, stand.roots.clone())];
        if *kind != Kind::Text {
            for variable in block.first..block.end() {
                let mut next = Vec::new();
                for (weight, roots) in open {
                    self.split(&roots, (variable, block), weight, &mut next)?;
                }
                open = next;
            }
        }
        let mut found = Vec::new();
        for (weight, roots) in open {
            let possible = roots.first().map_or(0.0, |possible| self.share(*possible));
            if possible > 0.0 {
                found.push((weight * possible, Stand { roots, asked: asked.clone() }));
            }
        }
        Ok(found)
    }

    /// The roots under each class of values of one variable.
    fn split(
        &mut self,
        roots: &[NodeRef],
        (variable, block): (u32, Block),
        weight: f64,
        into: &mut Vec<(f64, Vec<NodeRef>)>,
    ) -> Result<(), TooLarge> {
        let mut upper = self.above(roots, variable);
        let mut ends: Vec<u64> = upper
            .iter()
            .filter(|node| self.diagram.forest.variable(**node) == variable)
            .flat_map(|node| self.diagram.forest.runs(*node))
            .map(|run| run.upto.min(block.last_value))
            .chain([block.last_value])
            .collect();
        ends.sort_unstable();
        ends.dedup();
        upper.sort_unstable();
        let mut least = 0;
        for end in ends {
            let share = width(least, end) / width(0, block.last_value);
            into.push((weight * share, self.restricted(roots, &upper, (variable, end))?));
            least = end.saturating_add(1);
        }
        Ok(())
    }

    /// The nodes from the roots down to this variable.
    fn above(&self, roots: &[NodeRef], variable: u32) -> Vec<NodeRef> {
        let forest = &self.diagram.forest;
        let mut seen: hashbrown::HashSet<NodeRef> = hashbrown::HashSet::new();
        let mut found: Vec<NodeRef> = Vec::new();
        let mut open: Vec<NodeRef> = roots.to_vec();
        while let Some(node) = open.pop() {
            if forest.variable(node) > variable || !seen.insert(node) {
                continue;
            }
            found.push(node);
            if forest.variable(node) < variable {
                open.extend(forest.runs(node).iter().map(|run| run.to));
            }
        }
        found
    }

    /// The roots with a value put in. `upper` are the nodes down to the variable, children before parents.
    fn restricted(
        &mut self,
        roots: &[NodeRef],
        upper: &[NodeRef],
        (variable, value): (u32, u64),
    ) -> Result<Vec<NodeRef>, TooLarge> {
        let forest = &mut self.diagram.forest;
        // Each standing is paid for by the bound on nodes alone.
        forest.allow(usize::MAX);
        let mut moved: HashMap<NodeRef, NodeRef> = HashMap::with_capacity(upper.len());
        for node in upper {
            let to = if forest.variable(*node) == variable {
                forest.child(*node, value)
            } else {
                let target = |run: &Run| Run { to: moved.get(&run.to).copied().unwrap_or(run.to), ..*run };
                let runs: Vec<Run> = forest.runs(*node).iter().map(target).collect();
                forest.make(forest.variable(*node), &runs)?
            };
            moved.insert(*node, to);
        }
        Ok(roots.iter().map(|root| moved.get(root).copied().unwrap_or(*root)).collect())
    }

    /// The share of all assignments for which a yes/no root holds.
    fn share(&self, root: NodeRef) -> f64 {
        if root.is_leaf() {
            return if root == NodeRef::TRUE { 1.0 } else { 0.0 };
        }
        let forest = &self.diagram.forest;
        let mut nodes = self.above(&[root], u32::MAX - 1);
        nodes.sort_unstable();
        let mut shares: HashMap<NodeRef, f64> = HashMap::from([(NodeRef::TRUE, 1.0)]);
        for node in nodes {
            let runs = forest.runs(node);
            let last = runs.last().map_or(0, |run| run.upto);
            let (mut share, mut least) = (0.0, 0);
            for run in runs {
                let below = shares.get(&run.to).copied().unwrap_or(0.0);
                share += below * width(least, run.upto) / width(0, last);
                least = run.upto.saturating_add(1);
            }
            shares.insert(node, share);
        }
        shares.get(&root).copied().unwrap_or(0.0)
    }
}

/// Means that differ by less are the same.
const EQUAL: f64 = 1e-9;
