//! Combining two diagrams into one, value by value.
//!
//! The recursion of the textbook is an explicit stack here: a guideline may have a thousand questions with
//! 64 options each, and a path through its diagram is as long as that.

use hashbrown::HashMap;

use super::forest::{Forest, Leaf, NodeRef, Run, push_run};
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::Comparison;

/// What is done with a pair of leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Both hold.
    And,
    /// One holds.
    Or,
    /// The first does not hold; the second is not looked at.
    Not,
    /// The second where the first holds, else 0.
    Then,
    /// The second where the first holds, else impossible.
    Guard,
    /// The larger.
    Max,
    /// The sum, kept within bounds beyond which it makes no difference.
    Add {
        /// Lower bound.
        least: Leaf,
        /// Upper bound.
        most: Leaf,
    },
    /// Does the comparison hold between the first and the second?
    Compare(Comparison),
}

impl Operation {
    /// The result where it is known without going further down.
    fn shortcut(self, forest: &mut Forest, a: NodeRef, b: NodeRef) -> Option<NodeRef> {
        const FALSE: NodeRef = NodeRef::FALSE;
        const TRUE: NodeRef = NodeRef::TRUE;
        match (self, a, b) {
            (Self::And | Self::Then, FALSE, _) | (Self::And | Self::Then, _, FALSE) => Some(FALSE),
            (Self::Or, TRUE, _) | (Self::Or, _, TRUE) => Some(TRUE),
            (Self::And, TRUE, other)
            | (Self::And, other, TRUE)
            | (Self::Or, FALSE, other)
            | (Self::Or, other, FALSE) => Some(other),
            (Self::And | Self::Or | Self::Max, _, _) if a == b => Some(a),
            (Self::Then | Self::Guard, TRUE, _) => Some(b),
            (Self::Guard, FALSE, _) => Some(NodeRef::IMPOSSIBLE),
            (Self::Not, _, _) => forest.value(a).map(|leaf| NodeRef::constant(leaf == 0)),
            _ => {
                let (left, right) = (forest.value(a)?, forest.value(b)?);
                self.of_leaves(left, right).map(|value| forest.leaf(value))
            }
        }
    }

    /// The result for two leaves, for the operations that compute with numbers.
    fn of_leaves(self, left: Leaf, right: Leaf) -> Option<Leaf> {
        match self {
            Self::Max => Some(left.max(right)),
            Self::Add { least, most } => Some((left + right).clamp(least, most)),
            Self::Compare(comparison) => Some(comparison.holds(&left, &right).into()),
            _ => None,
        }
    }

    /// Order of the operands does not matter.
    fn commutes(self) -> bool {
        matches!(self, Self::And | Self::Or | Self::Max | Self::Add { .. })
    }
}

/// A pair of nodes on its way to a result.
struct Frame {
    pair: (NodeRef, NodeRef),
    variable: u32,
    /// How many runs of each side are used up.
    used: (usize, usize),
    /// Where its own runs start in the shared list.
    start: usize,
}

/// Combines diagrams and remembers what it combined.
#[derive(Debug, Default)]
pub struct Combiner {
    done: HashMap<(u32, NodeRef, NodeRef), NodeRef>,
    tags: HashMap<Operation, u32>,
    runs: Vec<Run>,
}

impl Combiner {
    /// The diagram of `operation` over `a` and `b`.
    pub fn apply(
        &mut self,
        forest: &mut Forest,
        operation: Operation,
        a: NodeRef,
        b: NodeRef,
    ) -> Result<NodeRef, TooLarge> {
        let fresh = u32::try_from(self.tags.len()).unwrap_or(u32::MAX);
        let tag = *self.tags.entry(operation).or_insert(fresh);
        let mut frames: Vec<Frame> = Vec::new();
        self.runs.clear();
        let mut result = self.known_or_enter(forest, (operation, tag), (a, b), &mut frames);
        while let Some(frame) = frames.last_mut() {
            forest.spend(1)?;
            let ends = frame.next_runs(forest);
            if let (Some(to), Some((left, right))) = (result.take(), ends) {
                push_run(&mut self.runs, frame.start, Run { upto: left.upto.min(right.upto), to });
                frame.advance(left, right);
            }
            if let Some((left, right)) = frame.next_runs(forest) {
                result = self.known_or_enter(forest, (operation, tag), (left.to, right.to), &mut frames);
            } else {
                let made = forest.make_merged(frame.variable, self.runs.get(frame.start..).unwrap_or_default())?;
                self.runs.truncate(frame.start);
                self.done.insert((tag, frame.pair.0, frame.pair.1), made);
                frames.pop();
                result = Some(made);
            }
        }
        result.ok_or(forest.too_large())
    }

    /// The result for a pair if it is known; else the pair is put on the stack.
    fn known_or_enter(
        &self,
        forest: &mut Forest,
        (operation, tag): (Operation, u32),
        (a, b): (NodeRef, NodeRef),
        frames: &mut Vec<Frame>,
    ) -> Option<NodeRef> {
        let (a, b) = if operation.commutes() && b < a { (b, a) } else { (a, b) };
        if let Some(result) = operation.shortcut(forest, a, b) {
            return Some(result);
        }
        if let Some(result) = self.done.get(&(tag, a, b)) {
            return Some(*result);
        }
        let variable = forest.variable(a).min(forest.variable(b));
        frames.push(Frame { pair: (a, b), variable, used: (0, 0), start: self.runs.len() });
        None
    }
}

impl Frame {
    /// The run that comes next on each side; a side that does not ask the variable stays where it is.
    fn next_runs(&self, forest: &Forest) -> Option<(Run, Run)> {
        let next = |node: NodeRef, used: usize| {
            if forest.variable(node) == self.variable {
                forest.runs(node).get(used).copied()
            } else {
                Some(Run { upto: u64::MAX, to: node })
            }
        };
        Some((next(self.pair.0, self.used.0)?, next(self.pair.1, self.used.1)?))
    }

    fn advance(&mut self, left: Run, right: Run) {
        self.used.0 += usize::from(left.upto <= right.upto);
        self.used.1 += usize::from(right.upto <= left.upto);
    }
}
