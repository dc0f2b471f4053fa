//! Both versions compiled into one forest over the joint questions.
//!
//! Equal functions are equal nodes there, so that "the same meaning" is one comparison.

use std::collections::BTreeSet;

use super::align::{Aligned, admitted, align};
use super::joint::{Joint, Side};
use crate::engine::diagram::apply::{Combiner, Operation};
use crate::engine::diagram::compile::{Parts, Setting};
use crate::engine::diagram::forest::{Budget, Forest};
use crate::engine::diagram::{NodeRef, possible};
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, ConditionKind};

/// Two versions in one forest.
#[derive(Debug)]
pub struct Sides {
    /// The nodes.
    pub forest: Forest,
    /// The questions of both.
    pub joint: Joint,
    /// The old version.
    pub old: Compiled,
    /// The new version.
    pub new: Compiled,
    /// The combinations that are possible in both.
    pub both: NodeRef,
    pub(super) combiner: Combiner,
}

/// One version over the joint questions. Every root but `possible` leads to [`NodeRef::IMPOSSIBLE`] where the
/// version does not admit the combination.
#[derive(Debug)]
pub struct Compiled {
    /// The combinations that the version admits.
    pub possible: NodeRef,
    /// The level.
    pub level: NodeRef,
    /// Per criterion: does it hold?
    pub criteria: Vec<NodeRef>,
    /// Per duty: is it due without doubt, and in doubt?
    pub advice: Vec<[NodeRef; 2]>,
    /// Per question: does it apply?
    pub applies: Vec<NodeRef>,
    /// Per duty: the same as `advice` for each other number of specialer that a duty can tell apart.
    pub together: Vec<Vec<[NodeRef; 2]>>,
}

impl Sides {
    /// Compiles both versions.
    pub fn compile(old: &Guideline, new: &Guideline) -> Result<Self, TooLarge> {
        let joint = Joint::of(old, new);
        let (mut forest, mut combiner) = (Forest::new(Budget::default()), Combiner::default());
        let counts = speciale_counts([old, new]);
        let mut side = |original: &Guideline, side: Side| {
            let aligned = align(original, &joint, side);
            let admitted = admitted(&mut forest, &mut combiner, &joint, (original, side))?;
            Compiled::new(&mut forest, &mut combiner, &aligned, (admitted, &counts))
        };
        let (old, new) = (side(old, Side::Old)?, side(new, Side::New)?);
        let both = combiner.apply(&mut forest, Operation::And, old.possible, new.possible)?;
        Ok(Self { forest, joint, old, new, both, combiner })
    }

    /// The diagram for the combinations that are possible in both versions.
    pub fn in_both(&mut self, node: NodeRef) -> Result<NodeRef, TooLarge> {
        self.combiner.apply(&mut self.forest, Operation::Guard, self.both, node)
    }

    /// Do two diagrams say the same wherever both versions admit the combination?
    pub fn same(&mut self, old: NodeRef, new: NodeRef) -> Result<bool, TooLarge> {
        Ok(old == new || self.in_both(old)? == self.in_both(new)?)
    }
}

impl Compiled {
    fn new(
        forest: &mut Forest,
        combiner: &mut Combiner,
        aligned: &Aligned,
        (admitted, counts): (NodeRef, &BTreeSet<usize>),
    ) -> Result<Self, TooLarge> {
        let setting = |speciale_count| Setting {
            guideline: &aligned.guideline,
            blocks: &aligned.blocks,
            known: &[],
            speciale_count,
        };
        let parts = Parts::compile(forest, combiner, setting(1))?;
        let mut several = Vec::new();
        for count in counts.iter().filter(|count| **count != 1) {
            several.push(Parts::compile(forest, combiner, setting(*count))?.advice);
        }
        let rules = possible(forest, combiner, &parts.never)?;
        let possible = combiner.apply(forest, Operation::And, admitted, rules)?;
        let mut guard = |node| combiner.apply(forest, Operation::Guard, possible, node);
        let level = guard(parts.level)?;
        let criteria = parts.criteria.into_iter().map(&mut guard).collect::<Result<Vec<_>, _>>()?;
        let applies = parts.applies.into_iter().map(&mut guard).collect::<Result<Vec<_>, _>>()?;
        let mut pairs = |list: Vec<[NodeRef; 2]>| {
            let pair = |[certain, doubtful]: [NodeRef; 2]| Ok([guard(certain)?, guard(doubtful)?]);
            list.into_iter().map(pair).collect::<Result<Vec<_>, TooLarge>>()
        };
        let advice = pairs(parts.advice)?;
        let several = several.into_iter().map(&mut pairs).collect::<Result<Vec<_>, _>>()?;
        let of_duty = |duty: usize| several.iter().filter_map(|list| list.get(duty)).copied().collect();
        let together = (0..advice.len()).map(of_duty).collect();
        Ok(Self { possible, level, criteria, advice, applies, together })
    }
}

/// Numbers of specialer assessed together, one at least of each kind that some duty tells apart, 1 among them.
fn speciale_counts(guidelines: [&Guideline; 2]) -> BTreeSet<usize> {
    let mut counts = BTreeSet::from([1]);
    let duties = guidelines.into_iter().flat_map(|guideline| &guideline.advice);
    let mut open: Vec<&Condition> = duties.map(|duty| &duty.when).collect();
    while let Some(condition) = open.pop() {
        if let ConditionKind::SpecialeCount { number, .. } = &condition.kind {
            let near = [number.saturating_sub(1), *number, number.saturating_add(1)];
            counts.extend(near.into_iter().filter_map(|count| usize::try_from(count).ok()).filter(|count| *count > 0));
        }
        open.extend(condition.parts());
    }
    counts
}
