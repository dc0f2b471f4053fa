//! Variants of one guideline in one forest, so that they can be compared.
//!
//! Equal functions are equal references there: two variants mean the same exactly when their roots are equal. What
//! they have in common is computed once. All variants have the same questions; their conditions and levels differ.

use std::collections::{BTreeMap, BTreeSet};

use super::diagram::apply::{Combiner, Operation};
use super::diagram::compile::{Parts, Setting};
use super::diagram::forest::{Forest, IMPOSSIBLE_LEAF, Leaf};
use super::diagram::variables::{Block, Layout};
use super::diagram::{Budget, Diagram, Fixed, NodeRef, Roots, View};
use super::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::Comparison;
use crate::guideline::question::{Kind, OptionSet, Value};

/// The forest of all variants read so far.
#[derive(Debug)]
pub struct Variants {
    diagram: Diagram,
    combiner: Combiner,
    speciale_count: usize,
    /// Per question: is it answered by a set?
    sets: Vec<bool>,
}

/// The values that some variables have on a walk from a root to a leaf; whatever the others are, it ends there.
pub type Walk = BTreeMap<u32, u64>;

impl Variants {
    /// A forest for the variants of a guideline, with the guideline itself as the first of them.
    pub fn new(guideline: &Guideline, speciale_count: usize) -> Result<(Self, Roots), TooLarge> {
        let mut layout = Layout::default();
        let blocks = layout.add(guideline);
        let forest = Forest::new(Budget::default());
        let nothing = NodeRef::FALSE;
        let roots =
            Roots { possible: nothing, level: nothing, criteria: Vec::new(), advice: Vec::new(), applies: Vec::new() };
        let diagram = Diagram { forest, blocks, owners: layout.owners().to_vec(), roots };
        let sets = guideline.questions.iter().map(|question| matches!(question.kind, Kind::Multi(_))).collect();
        let mut variants = Self { diagram, combiner: Combiner::default(), speciale_count, sets };
        let own = variants.read(guideline, &[])?;
        Ok((variants, own))
    }

    /// The roots of a variant with the same questions, under known answers that are put in as constants.
    pub fn read(&mut self, variant: &Guideline, known: &[Option<Value>]) -> Result<Roots, TooLarge> {
        let Self { diagram: Diagram { forest, blocks, .. }, combiner, speciale_count, .. } = self;
        let setting = Setting { guideline: variant, blocks, known, speciale_count: *speciale_count };
        let parts = Parts::compile(forest, combiner, setting)?;
        Roots::guarded(forest, combiner, parts)
    }

    /// A variant under the answers of a case.
    pub fn under(&mut self, roots: &Roots, known: &[Option<Value>]) -> View<'_> {
        self.diagram.roots = roots.clone();
        self.diagram.under(known)
    }

    /// How many nodes all variants together have made so far.
    #[must_use]
    pub fn size(&self) -> usize {
        self.diagram.forest.len()
    }

    /// The variables of each question.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.diagram.blocks
    }

    /// The diagram of "both hold".
    pub fn both(&mut self, one: NodeRef, other: NodeRef) -> Result<NodeRef, TooLarge> {
        self.combiner.apply(&mut self.diagram.forest, Operation::And, one, other)
    }

    /// The diagram of "they come out differently"; an excluded assignment differs from every other.
    pub fn differ(&mut self, one: NodeRef, other: NodeRef) -> Result<NodeRef, TooLarge> {
        if one == other {
            return Ok(NodeRef::FALSE);
        }
        self.combiner.apply(&mut self.diagram.forest, Operation::Compare(Comparison::NotEqual), one, other)
    }

    /// The numbers that a root can come to, without the excluded ones.
    #[must_use]
    pub fn values(&self, root: NodeRef) -> BTreeSet<Leaf> {
        Fixed::default().values(&self.diagram.forest, root)
    }

    /// Where the known answers lead by themselves; `None` where a question that is not known comes first.
    #[must_use]
    pub fn leaf(&self, root: NodeRef, fixed: &Fixed) -> Option<Leaf> {
        let (forest, mut node) = (&self.diagram.forest, root);
        while !node.is_leaf() {
            node = forest.child(node, fixed.get(forest.variable(node))?);
        }
        forest.value(node)
    }

    /// A walk with the fewest variables from the root to a leaf that is wanted; excluded ones never are.
    #[must_use]
    pub fn shortest(&self, root: NodeRef, wanted: impl Fn(Leaf) -> bool) -> Option<Walk> {
        self.shortest_under(&Fixed::default(), root, wanted)
    }

    /// The same where some variables have known values, which are then part of the walk where it meets them.
    #[must_use]
    pub fn shortest_under(&self, fixed: &Fixed, root: NodeRef, wanted: impl Fn(Leaf) -> bool) -> Option<Walk> {
        let forest = &self.diagram.forest;
        let mut steps: BTreeMap<NodeRef, Option<(usize, u64, NodeRef)>> = BTreeMap::new();
        for node in self.below(root) {
            let known = fixed.get(forest.variable(node));
            let mut best: Option<(usize, u64, NodeRef)> = None;
            let mut first = 0;
            for run in fixed.edges(forest, node) {
                // Of the values in a run the one next to another run: a neighbour would come out otherwise.
                let value = known.unwrap_or(if first == 0 { run.upto } else { first });
                first = run.upto.saturating_add(1);
                let further = match forest.value(run.to) {
                    Some(leaf) => (leaf != IMPOSSIBLE_LEAF && wanted(leaf)).then_some(0),
                    None => steps.get(&run.to).copied().flatten().map(|(length, _, _)| length),
                };
                let length = further.map(|further| further + 1);
                if let Some(length) = length.filter(|length| best.is_none_or(|(shortest, _, _)| *length < shortest)) {
                    best = Some((length, value, run.to));
                }
            }
            steps.insert(node, best);
        }
        let mut walk = Walk::new();
        let mut node = root;
        while !node.is_leaf() {
            let (_, value, next) = steps.get(&node).copied().flatten()?;
            walk.insert(forest.variable(node), value);
            node = next;
        }
        forest.value(node).filter(|leaf| *leaf != IMPOSSIBLE_LEAF && wanted(*leaf)).map(|_| walk)
    }

    /// The nodes of a diagram, children before parents.
    fn below(&self, root: NodeRef) -> BTreeSet<NodeRef> {
        let mut seen = BTreeSet::new();
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if !node.is_leaf() && seen.insert(node) {
                open.extend(self.diagram.forest.runs(node).iter().map(|run| run.to));
            }
        }
        seen
    }

    /// A complete case on the walk: what the walk leaves open has its smallest value.
    #[must_use]
    pub fn complete(&self, walk: &Walk) -> Vec<Option<Value>> {
        let value = |variable: u32| walk.get(&variable).copied().unwrap_or(0);
        let of_block = |(block, is_set): (&Block, bool)| match (block.len, is_set) {
            (0, _) => None,
            (_, false) => Some(Value::Ordinal(block.ordinal(value(block.first)))),
            (len, true) => {
                let chosen = (0..len).filter(|option| value(block.first + option) == 1);
                let set = chosen.fold(OptionSet::default(), |set, option| set.with(option as usize));
                Some(Value::Set(set))
            }
        };
        self.diagram.blocks.iter().zip(self.sets.iter().copied()).map(of_block).collect()
    }
}
