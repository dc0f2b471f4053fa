//! One diagram and many partial cases: every step of a walk is remembered.
//!
//! A case leads from sets of places to sets of places, answer by answer; an unknown answer leads everywhere it can.
//! Cases meet again and again in the same sets, so a step is computed once and then looked up. Whether an unknown
//! answer matters is found by the same steps over pairs of places that differ in that answer alone.
//!
//! Exact or not at all: where a set grows too large nothing is said, and the diagram is asked directly.

use hashbrown::HashMap;

use super::diagram::forest::Forest;
use super::diagram::variables::Block;
use super::diagram::{Diagram, Fixed, NodeRef};

/// A state with more pairs than this is not made.
const LARGEST: usize = 20_000;
/// So many pairs and steps are remembered before all is forgotten: some megabytes.
const REMEMBERED: usize = 600_000;

/// Two places that some completions come to; the same place twice as long as they agree.
type Pair = (NodeRef, NodeRef);

/// A state's place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StateIx(u32);

/// A state outgrew what is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfBounds;

/// What is said of the variable that a state asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Step {
    Known(u64),
    /// Not known; the same in both completions.
    Unknown,
    /// Not known; each completion has its own.
    Apart,
    /// The completions have parted: where they came together again they are of no interest.
    Parted,
}

/// What two completions may come to at once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    parted: bool,
    /// Ascending, each once, the smaller place first.
    pairs: Vec<Pair>,
}

/// Walks one diagram, case after case.
#[derive(Debug)]
pub struct Walker<'d> {
    diagram: &'d Diagram,
    /// With the first variable that a state asks.
    states: Vec<(u32, State)>,
    places: HashMap<State, StateIx>,
    steps: HashMap<(StateIx, Step), StateIx>,
    size: usize,
}

/// The states on the way to an end, with the variable that each asks.
pub type Trail = Vec<(u32, StateIx)>;

impl<'d> Walker<'d> {
    /// Nothing walked yet.
    #[must_use]
    pub fn new(diagram: &'d Diagram) -> Self {
        Self { diagram, states: Vec::new(), places: HashMap::new(), steps: HashMap::new(), size: 0 }
    }

    /// Makes room where too much is remembered. Between two cases only: states are forgotten.
    pub fn make_room(&mut self) {
        if self.size > REMEMBERED {
            *self = Self::new(self.diagram);
        }
    }

    /// Walks down from a root; the trail ends before the end.
    ///
    /// # Errors
    /// A state grew too large.
    pub fn walk(&mut self, root: NodeRef, fixed: &Fixed, trail: &mut Trail) -> Result<StateIx, OutOfBounds> {
        trail.clear();
        let mut state = self.state(State { parted: false, pairs: vec![(root, root)] })?;
        loop {
            let variable = self.variable(state);
            if variable == u32::MAX {
                return Ok(state);
            }
            trail.push((variable, state));
            state = self.step(state, fixed.get(variable).map_or(Step::Unknown, Step::Known))?;
        }
    }

    /// The leaves that an end of a walk holds, ascending; none where the answers contradict each other.
    pub fn leaves(&self, end: StateIx) -> impl Iterator<Item = NodeRef> {
        self.pairs(end).iter().map(|(leaf, _)| *leaf)
    }

    /// Are there two completions that differ in the question's value alone and come to different leaves? The trail is
    /// that of a walk in which its answer is not known.
    ///
    /// # Errors
    /// A state grew too large.
    pub fn matters(&mut self, block: Block, fixed: &Fixed, trail: &Trail) -> Result<bool, OutOfBounds> {
        let at = trail.partition_point(|(variable, _)| *variable < block.first);
        let Some((variable, mut state)) = trail.get(at).copied() else { return Ok(false) };
        if variable >= block.end() {
            return Ok(false);
        }
        while self.variable(state) < block.end() {
            state = self.step(state, fixed.get(self.variable(state)).map_or(Step::Apart, Step::Known))?;
        }
        state = self.step(state, Step::Parted)?;
        while !self.pairs(state).is_empty() {
            let variable = self.variable(state);
            if variable == u32::MAX {
                return Ok(true);
            }
            state = self.step(state, fixed.get(variable).map_or(Step::Unknown, Step::Known))?;
        }
        Ok(false)
    }

    fn variable(&self, state: StateIx) -> u32 {
        self.states.get(state.0 as usize).map_or(u32::MAX, |(variable, _)| *variable)
    }

    fn pairs(&self, state: StateIx) -> &[Pair] {
        self.states.get(state.0 as usize).map_or(&[], |(_, state)| &state.pairs)
    }

    fn step(&mut self, from: StateIx, step: Step) -> Result<StateIx, OutOfBounds> {
        if let Some(to) = self.steps.get(&(from, step)) {
            return Ok(*to);
        }
        let Some((variable, state)) = self.states.get(from.0 as usize) else { return Err(OutOfBounds) };
        let made = taken(&self.diagram.forest, *variable, state, step)?;
        let to = self.state(made)?;
        self.steps.insert((from, step), to);
        self.size += 4;
        Ok(to)
    }

    fn state(&mut self, state: State) -> Result<StateIx, OutOfBounds> {
        if let Some(place) = self.places.get(&state) {
            return Ok(*place);
        }
        let place = StateIx(u32::try_from(self.states.len()).map_err(|_| OutOfBounds)?);
        let forest = &self.diagram.forest;
        let asked = state.pairs.iter().map(|(a, b)| forest.variable(*a).min(forest.variable(*b)));
        let variable = asked.min().unwrap_or(u32::MAX);
        self.size += 2 * state.pairs.len() + 8;
        self.places.insert(state.clone(), place);
        self.states.push((variable, state));
        Ok(place)
    }
}

/// Where a step leads.
fn taken(forest: &Forest, variable: u32, state: &State, step: Step) -> Result<State, OutOfBounds> {
    let parted = state.parted || step == Step::Parted;
    let wanted = |(a, b): Pair| a != NodeRef::IMPOSSIBLE && b != NodeRef::IMPOSSIBLE && !(parted && a == b);
    let mut pairs: Vec<Pair> = Vec::new();
    for (a, b) in state.pairs.iter().copied() {
        let asks = |node: NodeRef| forest.variable(node) == variable;
        match step {
            Step::Parted => pairs.push((a, b)),
            Step::Known(value) => {
                let to = |node| if asks(node) { forest.child(node, value) } else { node };
                pairs.push((to(a), to(b)));
            }
            Step::Unknown => {
                pairs.extend(forest.children_of_both(variable, (a, b)).into_iter().map(|(_, pair)| pair));
            }
            Step::Apart => {
                let to = |node| match forest.runs(node) {
                    runs if asks(node) => runs.iter().map(|run| run.to).collect(),
                    _ => vec![node],
                };
                let others: Vec<NodeRef> = to(b);
                pairs.extend(to(a).into_iter().flat_map(|one| others.iter().map(move |other| (one, *other))));
            }
        }
        if pairs.len() > 16 * LARGEST {
            return Err(OutOfBounds);
        }
    }
    pairs.retain(|pair| wanted(*pair));
    for (a, b) in &mut pairs {
        (*a, *b) = ((*a).min(*b), (*a).max(*b));
    }
    pairs.sort_unstable();
    pairs.dedup();
    if pairs.len() > LARGEST { Err(OutOfBounds) } else { Ok(State { parted, pairs }) }
}
