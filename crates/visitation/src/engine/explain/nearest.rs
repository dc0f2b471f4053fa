//! What would have to be otherwise: the fewest answers that must change for something else to come out.
//!
//! A walk of the diagram with a price on every edge: an edge that a known answer would not take costs a change, an
//! edge of a question without a known answer costs an answer given. The cheapest paths to the wanted leaf are the
//! nearest cases. What is found is held against the diagram once more, answers put in, before it is given out.
//! Deliberately knows no words, and no other measure of nearness: which change is likely is not for a program to say.

use std::collections::BTreeMap;

use crate::engine::assess::Compiled;
use crate::engine::diagram::variables::Block;
use crate::engine::diagram::{Diagram, NodeRef};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;
use crate::guideline::question::{Kind, OptionSet, QuestionIx, Value};

/// What is wished to come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// This level and no other.
    Level(LevelIx),
    /// The criterion at this place holds.
    Criterion(usize),
}

/// One answer that is otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The question.
    pub question: QuestionIx,
    /// The answer as it is known; `None` where it is not.
    pub from: Option<Value>,
    /// The answer that is needed: of those that would do, the nearest.
    pub to: Value,
}

impl Change {
    /// An answer given, or completed, where none was known whole: nothing that is known is changed.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.from.is_none_or(|from| from.completed_by(self.to))
    }
}

/// Answers that together bring about the goal, in file order, each question once. Empty where the goal is reached.
pub type Way = Vec<Change>;

/// Paths of equal price that are followed in search of different sets of questions.
const PATHS: usize = 20_000;

/// The nearest ways to the goal, at most `most` of them; none where no possible case has it.
///
/// All of them change equally few of the known answers: fewer reach the goal in no completion. Among these they give
/// as few new answers as a path of the diagram asks for. With a way's answers put in, every completion has the goal.
pub fn nearest(compiled: &Compiled, known: &[Option<Value>], goal: Goal, most: usize) -> Result<Vec<Way>, TooLarge> {
    let known = compiled.admitted(known);
    // A diagram made under the answers would have nothing to say of other ones.
    let Ok(diagram) = compiled.diagram() else {
        let way = super::nearest_searched::nearest(compiled.guideline(), &known, goal)?;
        return Ok(way.into_iter().take(most).collect());
    };
    let Some((root, leaf)) = target(diagram, goal) else { return Ok(Vec::new()) };
    let search = Search::new(Case { guideline: compiled.guideline(), diagram, known: &known }, root, leaf);
    let mut ways: BTreeMap<Vec<QuestionIx>, (u64, Way)> = BTreeMap::new();
    for path in search.cheapest(root) {
        let way = search.needed_of(search.way(&path), goal);
        let moved = search.moved(&way);
        let questions = way.iter().map(|change| change.question).collect();
        let kept = ways.entry(questions).or_insert_with(|| (moved, way.clone()));
        if moved < kept.0 {
            *kept = (moved, way);
        }
    }
    // Dropping what was not needed may leave some ways shorter than others.
    let fewest = ways.keys().map(Vec::len).min().unwrap_or_default();
    let ways = ways.into_iter().filter(|(questions, _)| questions.len() == fewest);
    Ok(ways.map(|(_, (_, way))| way).take(most).collect())
}

/// The known values with a way's answers put in.
#[must_use]
pub fn with(known: &[Option<Value>], way: &[Change]) -> Vec<Option<Value>> {
    let mut known = known.to_vec();
    for change in way {
        if known.len() <= change.question.0 {
            known.resize(change.question.0 + 1, None);
        }
        known.get_mut(change.question.0).into_iter().for_each(|slot| *slot = Some(change.to));
    }
    known
}

/// Where the walk begins, and the leaf it is to end in.
fn target(diagram: &Diagram, goal: Goal) -> Option<(NodeRef, NodeRef)> {
    match goal {
        Goal::Level(LevelIx(level)) => {
            Some((diagram.roots.level, diagram.forest.find_leaf(i128::try_from(level).ok()?)?))
        }
        Goal::Criterion(place) => Some((*diagram.roots.criteria.get(place)?, NodeRef::TRUE)),
    }
}

/// Known answers changed, then answers given; compared in that order.
type Price = (u32, u32);

/// What a question has been paid for: nothing, an answer given, a known answer changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Paid {
    Nothing,
    Given,
    Changed,
}

/// The values that a path fixes: variable, and its value counted from the smallest.
type Path = Vec<(u32, u64)>;

#[derive(Clone, Copy)]
struct Case<'a> {
    guideline: &'a Guideline,
    diagram: &'a Diagram,
    known: &'a [Option<Value>],
}

struct Search<'a> {
    case: Case<'a>,
    /// Per variable the known value.
    fixed: Vec<Option<u64>>,
    leaf: NodeRef,
    /// Per node and per [`Paid`] of its question: the price from here to the leaf.
    prices: Vec<[Option<Price>; 3]>,
}

impl<'a> Search<'a> {
    fn new(case: Case<'a>, root: NodeRef, leaf: NodeRef) -> Self {
        let Case { diagram, known, .. } = case;
        let view = diagram.under(known);
        let variables = u32::try_from(diagram.owners.len()).unwrap_or(u32::MAX);
        let fixed = (0..variables).map(|variable| view.fixed().get(variable)).collect();
        let prices = vec![[None; 3]; diagram.forest.len()];
        let mut search = Self { case, fixed, leaf, prices };
        let mut nodes = diagram.under(&[]).below(root);
        nodes.sort_unstable();
        for node in nodes {
            let price = [Paid::Nothing, Paid::Given, Paid::Changed]
                .map(|paid| search.edges(node, paid).map(|edge| edge.price).min());
            node.place().and_then(|place| search.prices.get_mut(place)).into_iter().for_each(|slot| *slot = price);
        }
        search
    }

    /// The edges from which the leaf can be reached, each with the price of the whole way.
    fn edges(&self, node: NodeRef, paid: Paid) -> impl Iterator<Item = Edge> + '_ {
        let variable = self.case.diagram.forest.variable(node);
        let known = self.fixed.get(variable as usize).copied().flatten();
        let mut least = 0;
        self.case.diagram.forest.runs(node).iter().filter_map(move |run| {
            let (first, last) = (least, run.upto);
            least = run.upto.saturating_add(1);
            let free = known.is_some_and(|known| (first..=last).contains(&known));
            let (now_paid, price) = match (paid, known) {
                _ if free => (paid, (0, 0)),
                (Paid::Changed, _) | (Paid::Given, None) => (paid, (0, 0)),
                (_, Some(_)) => (Paid::Changed, (1, 0)),
                (Paid::Nothing, None) => (Paid::Given, (0, 1)),
            };
            // A flervalg is a block of variables: it is paid for once.
            let same = self.case.diagram.owner(run.to) == self.case.diagram.owner(node);
            let paid = if same { now_paid } else { Paid::Nothing };
            let rest = self.price(run.to, paid)?;
            // Where the value must change, the nearest of the run is the least change.
            let value = known.unwrap_or(first).clamp(first, last);
            Some(Edge { to: run.to, paid, price: (price.0 + rest.0, price.1 + rest.1), value })
        })
    }

    fn price(&self, node: NodeRef, paid: Paid) -> Option<Price> {
        match node.place() {
            None => (node == self.leaf).then_some((0, 0)),
            Some(place) => self.prices.get(place)?.get(paid as usize).copied().flatten(),
        }
    }

    /// The cheapest paths from the root, as many as are followed.
    fn cheapest(&self, root: NodeRef) -> Vec<Path> {
        let mut paths = Vec::new();
        let mut open: Vec<(NodeRef, Paid, Path)> = Vec::new();
        if self.price(root, Paid::Nothing).is_some() {
            open.push((root, Paid::Nothing, Path::new()));
        }
        let mut steps = PATHS;
        while let Some((node, paid, path)) = open.pop() {
            if node == self.leaf {
                paths.push(path);
                continue;
            }
            let Some(left) = steps.checked_sub(1) else { break };
            steps = left;
            let best = self.price(node, paid);
            let variable = self.case.diagram.forest.variable(node);
            for edge in self.edges(node, paid).filter(|edge| Some(edge.price) == best) {
                let mut longer = path.clone();
                longer.push((variable, edge.value));
                open.push((edge.to, edge.paid, longer));
            }
        }
        paths
    }

    /// The answers along a path that are not as they are known.
    fn way(&self, path: &Path) -> Way {
        let mut values: BTreeMap<QuestionIx, Value> = BTreeMap::new();
        for (variable, value) in path {
            let Some(question) = self.case.diagram.owners.get(*variable as usize).copied() else { continue };
            let Some(block) = self.case.diagram.blocks.get(question.0) else { continue };
            let now = values.get(&question).copied().or(self.value(question));
            let value = match self.case.guideline.questions.get(question.0).map(|question| &question.kind) {
                Some(Kind::Multi(_)) => with_option(*block, now, *variable, *value),
                _ => Value::Ordinal(block.ordinal(*value)),
            };
            values.insert(question, value);
        }
        let change = |(question, to): (QuestionIx, Value)| Change { question, from: self.value(question), to };
        values.into_iter().map(change).filter(|change| change.from != Some(change.to)).collect()
    }

    fn value(&self, question: QuestionIx) -> Option<Value> {
        self.case.known.get(question.0).copied().flatten()
    }

    /// A path asks in the order of the file, and so may ask more than the goal needs.
    fn needed_of(&self, mut way: Way, goal: Goal) -> Way {
        let mut at = 0;
        while at < way.len() {
            let mut fewer = way.clone();
            let left_out = fewer.remove(at);
            if left_out.is_given() && self.reached(&fewer, goal) { way = fewer } else { at += 1 }
        }
        way
    }

    /// With these answers, has every completion the goal?
    fn reached(&self, way: &[Change], goal: Goal) -> bool {
        let known = with(self.case.known, way);
        let view = self.case.diagram.under(&known);
        match goal {
            Goal::Level(level) => view.levels() == [level],
            Goal::Criterion(place) => {
                let root = self.case.diagram.roots.criteria.get(place..=place).unwrap_or_default();
                view.states(root) == [Some(State::Always)]
            }
        }
    }

    /// How far the answers of a way move, to choose among values of the same questions.
    fn moved(&self, way: &[Change]) -> u64 {
        let far = |change: &Change| match (change.from, change.to) {
            (Some(Value::Ordinal(from)), Value::Ordinal(to)) => from.abs_diff(to),
            (Some(Value::Set(from) | Value::Partly(from)), Value::Set(to) | Value::Partly(to)) => {
                u64::from((from.0 ^ to.0).count_ones())
            }
            (_, Value::Set(to) | Value::Partly(to)) => u64::from(to.0.count_ones()),
            (_, Value::Ordinal(to)) => {
                let block = self.case.diagram.blocks.get(change.question.0);
                block.map_or(0, |block| block.place(to))
            }
        };
        way.iter().map(far).fold(0, u64::saturating_add)
    }
}

struct Edge {
    to: NodeRef,
    paid: Paid,
    price: Price,
    value: u64,
}

/// A set with one option chosen or not; the others stay as they are, and are not chosen where nothing is known.
fn with_option(block: Block, now: Option<Value>, variable: u32, chosen: u64) -> Value {
    if let Some(now @ Value::Partly(_)) =
        now.filter(|now| chosen == 1 && now.has((variable - block.first) as usize) == Some(true))
    {
        return now;
    }
    let set = if let Some(Value::Set(set) | Value::Partly(set)) = now { set.0 } else { 0 };
    let bit = 1_u64.checked_shl(variable - block.first).unwrap_or(0);
    Value::Set(OptionSet(if chosen == 1 { set | bit } else { set & !bit }))
}
