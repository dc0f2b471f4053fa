//! The whole course of all interviews of a guideline at once, exactly.
//!
//! Where an interview stands is what is still to be computed: the diagram's roots with the answers put in. Whichever
//! answers led there, equal roots are equal nodes, so each standing is looked at once, however many citizens come
//! through it. What is asked there is asked of [`Standing`], as in a conversation. Deliberately knows no answers and
//! no `ved_ikke`: every citizen knows all of theirs.

use hashbrown::HashMap;

use super::Order;
use super::putting::{Ends, Met, Putting, Weighed, bit};
use super::shortest::WHOLE_SETS;
use super::spots::Spots;
use super::standing::{Standing, first};
use crate::engine::assess::{AssessError, ForCase};
use crate::engine::diagram::{Diagram, NodeRef};
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::question::Kind;

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
    /// As [`Spots`] says.
    roots: Vec<NodeRef>,
    /// Per question.
    asked: Vec<bool>,
}

/// What may be asked where an interview stands.
struct Place {
    doubt: bool,
    /// Per question: could it settle something?
    open: Vec<bool>,
    /// The next in the file's order.
    wanted: Option<usize>,
}

/// What the answers to a question leave of a root, on average.
#[derive(Debug, Clone, Copy)]
struct Left {
    /// Bits that are uncertain, times the share that is possible.
    uncertain: f64,
    /// The share of the assignments for which a yes/no root holds.
    possible: f64,
}

/// By the roots, and which of the questions that are always asked have been.
type Key = (Vec<NodeRef>, Vec<bool>);

/// The interviews of a guideline.
pub struct Course<'g> {
    guideline: &'g Guideline,
    putting: Putting,
    /// The roots before anything is answered; the diagram's own are those of where one looks.
    begin: Vec<NodeRef>,
    spots: Spots,
    /// The questions that are always asked.
    always: Vec<usize>,
    orders: [HashMap<Key, Asked>; 2],
    left_by: HashMap<(NodeRef, usize), Left>,
}

impl<'g> Course<'g> {
    /// The interviews under a diagram, which is used up.
    pub fn new(guideline: &'g Guideline, diagram: Diagram) -> Self {
        let always = guideline.questions.iter().enumerate().filter(|(_, question)| question.always_asked);
        let always: Vec<usize> = always.map(|(place, _)| place).collect();
        let (spots, begin) = Spots::of(&diagram.roots, &always);
        let (orders, left_by) = ([HashMap::new(), HashMap::new()], HashMap::new());
        Self { guideline, putting: Putting::new(diagram), begin, spots, always, orders, left_by }
    }

    /// How many questions are asked in this order.
    pub fn asked(&mut self, order: Order) -> Result<Asked, AssessError> {
        let start = Stand { roots: self.begin.clone(), asked: vec![false; self.guideline.questions.len()] };
        self.asked_from(&start, order)
    }

    fn key(&self, stand: &Stand) -> Key {
        let flags = self.always.iter().map(|place| stand.asked.get(*place) == Some(&true)).collect();
        (stand.roots.clone(), flags)
    }

    /// The diagram that begins where the interview stands, with no more nodes than it needs.
    fn diagram_of(&self, stand: &Stand) -> Diagram {
        let whole = &self.putting.diagram;
        let mut roots = whole.roots.clone();
        let node = |spot: usize| stand.roots.get(spot).copied().unwrap_or(NodeRef::FALSE);
        (roots.possible, roots.level) = (node(0), node(1));
        roots.advice = self.spots.advice.iter().map(|pair| pair.map(node)).collect();
        roots.criteria.fill(NodeRef::FALSE);
        roots.applies.fill(NodeRef::FALSE);
        for (place, spot) in self.always.iter().zip(&self.spots.applies) {
            roots.applies.get_mut(*place).into_iter().for_each(|slot| *slot = node(*spot));
        }
        let forest = whole.forest.extracted(&mut roots.all_mut());
        Diagram { forest, blocks: whole.blocks.clone(), owners: whole.owners.clone(), roots }
    }

    /// What may be asked here; `None` where nobody comes. As [`Standing::over`], each node computed once.
    fn place(&mut self, stand: &Stand) -> Result<Option<Place>, TooLarge> {
        let [possible, level, ..] = stand.roots.as_slice() else { return Ok(None) };
        if stand.asked.len() > Met::BITS as usize {
            return self.long_place(stand);
        }
        let ends = self.putting.ends(*level);
        if ends == Ends::Nowhere {
            return Ok(None);
        }
        let doubt = ends == Ends::Several;
        let due = self.spots.due(&stand.roots, doubt);
        let settled = !doubt && due.iter().all(|duty| self.putting.ends(*duty) != Ends::Several);
        let outcomes = if settled { 0 } else { self.putting.matters(due.iter().copied().chain([*level]))? };
        let pending = self.always.iter().zip(&self.spots.applies);
        let pending = pending.filter(|(place, _)| stand.asked.get(**place) == Some(&false));
        let pending = pending.filter_map(|(place, spot)| Some((*place, *stand.roots.get(*spot)?)));
        let pending: Vec<(usize, NodeRef)> = pending.collect();
        let mut anyway = self.putting.matters(pending.iter().map(|(_, root)| *root))?;
        for (place, root) in &pending {
            let may_apply = matches!(self.putting.ends(*root), Ends::Several | Ends::One(NodeRef::TRUE));
            anyway |= if may_apply { bit(*place) } else { 0 };
        }
        let asked = (0..).zip(&stand.asked).filter(|(_, asked)| **asked).fold(0, |all, (place, _)| all | bit(place));
        let wanted = (outcomes | anyway) & !asked;
        if wanted == 0 && !settled && *possible != NodeRef::TRUE {
            // Rules tie answers together: which question helps is looked for under each answer.
            return self.long_place(stand);
        }
        let list = |met: Met| (0..stand.asked.len()).map(|place| met & bit(place) != 0).collect();
        Ok(Some(Place {
            doubt,
            open: list(outcomes),
            wanted: (wanted != 0).then_some(wanted.trailing_zeros() as usize),
        }))
    }

    /// The same by [`Standing::over`] itself.
    fn long_place(&self, stand: &Stand) -> Result<Option<Place>, TooLarge> {
        let unknown = vec![None; self.guideline.questions.len()];
        let diagram = ForCase::UnderAnswers(Box::new(self.diagram_of(stand)));
        let standing = Standing::over(self.guideline, diagram, unknown, stand.asked.clone())?;
        Ok(standing.map(|standing| Place {
            wanted: first(&standing.wanted).or_else(|| standing.helping()).map(|question| question.0),
            doubt: standing.doubt,
            open: standing.open,
        }))
    }

    /// The question that comes next.
    fn next(&mut self, stand: &Stand, order: Order) -> Result<Option<usize>, AssessError> {
        let Some(place) = self.place(stand)? else { return Ok(None) };
        if order == Order::Conversation {
            return Ok(place.wanted);
        }
        Ok(self.most_telling(stand, &place)?.or(place.wanted))
    }

    /// As [`super::shortest::most_telling`], each node computed once.
    fn most_telling(&mut self, stand: &Stand, place: &Place) -> Result<Option<usize>, TooLarge> {
        let [possible, level, ..] = stand.roots.as_slice() else { return Ok(None) };
        let mut roots = self.spots.due(&stand.roots, place.doubt);
        roots.push(*level);
        roots.retain(|root| !root.is_leaf());
        roots.sort_unstable();
        roots.dedup();
        let now: f64 = roots.iter().map(|root| self.putting.uncertain(*root)).sum();
        let mut found: Option<(usize, f64)> = None;
        for question in 0..stand.asked.len() {
            if place.open.get(question) != Some(&true) || stand.asked.get(question) != Some(&false) {
                continue;
            }
            let all = self.left_by(*possible, question)?.possible;
            let mut left = 0.0;
            for root in &roots {
                left += self.left_by(*root, question)?.uncertain;
            }
            let gain = if all > 0.0 { now - left / all } else { 0.0 };
            if found.is_none_or(|(_, most)| gain > most + EQUAL) {
                found = Some((question, gain));
            }
        }
        Ok(found.map(|(question, _)| question))
    }

    /// What a question's answers leave of one root. What is left of several is the sum, for each root has the excluded
    /// assignments in it.
    fn left_by(&mut self, root: NodeRef, question: usize) -> Result<Left, TooLarge> {
        if let Some(known) = self.left_by.get(&(root, question)) {
            return Ok(*known);
        }
        let mut left = Left { uncertain: 0.0, possible: 0.0 };
        for (weight, roots) in self.tried(&[root], question)? {
            for root in roots {
                left.uncertain += self.putting.uncertain(root) * self.putting.possible(root) * weight;
                left.possible += self.putting.share(root) * weight;
            }
        }
        self.left_by.insert((root, question), left);
        Ok(left)
    }

    /// The root under the answers that are tried; of a wide flervalg its options one by one.
    fn tried(&mut self, roots: &[NodeRef], question: usize) -> Result<Vec<Weighed>, TooLarge> {
        let kind = self.guideline.questions.get(question).map(|question| &question.kind);
        let Some(block) = self.putting.diagram.blocks.get(question).copied() else { return Ok(Vec::new()) };
        match kind {
            Some(Kind::Text) | None => Ok(Vec::new()),
            Some(Kind::Multi(choices)) if choices.len() > WHOLE_SETS => {
                let mut found = Vec::new();
                for chosen in (block.first..block.end()).map(Some).chain([None]) {
                    let mut then = roots.to_vec();
                    for variable in block.first..block.end() {
                        let value = u64::from(chosen == Some(variable));
                        then = self.putting.put_all(&then, (variable, value))?;
                    }
                    found.push((1.0, then));
                }
                Ok(found)
            }
            Some(_) => self.putting.answered(roots.to_vec(), block),
        }
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

    /// Forgets which duties a case in doubt has. Once the level is settled they can come no more.
    fn leave_doubt(&self, roots: &mut [NodeRef]) {
        for spot in &self.spots.doubtful {
            roots.get_mut(*spot).into_iter().for_each(|root| *root = NodeRef::FALSE);
        }
    }

    /// Where each answer leads that the diagram tells apart, with the share of the possible assignments.
    fn children(&mut self, stand: &Stand, question: usize) -> Result<Vec<(f64, Stand)>, TooLarge> {
        let mut asked = stand.asked.clone();
        asked.get_mut(question).into_iter().for_each(|slot| *slot = true);
        let (Some(block), Some(kind)) = (
            self.putting.diagram.blocks.get(question).copied(),
            self.guideline.questions.get(question).map(|question| &question.kind),
        ) else {
            return Ok(Vec::new());
        };
        let roots = stand.roots.clone();
        let open = if *kind == Kind::Text { vec![(1.0, roots)] } else { self.putting.answered(roots, block)? };
        let mut found = Vec::with_capacity(open.len());
        for (weight, mut roots) in open {
            let possible = roots.first().map_or(0.0, |possible| self.putting.share(*possible));
            if possible > 0.0 {
                if roots.get(1).is_some_and(|level| self.putting.ends(*level) != Ends::Several) {
                    self.leave_doubt(&mut roots);
                }
                found.push((weight * possible, Stand { roots, asked: asked.clone() }));
            }
        }
        Ok(found)
    }
}

/// Gains that differ by less are the same.
const EQUAL: f64 = 1e-9;
