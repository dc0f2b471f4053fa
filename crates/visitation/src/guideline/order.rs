//! In which order questions and concepts can be computed: each after everything its condition rests on.
//!
//! Questions name earlier questions, concepts earlier concepts, and a chain of both may be a thousand long:
//! it is laid out as a list here, so that nobody follows it recursively.

use std::collections::BTreeSet;

use super::Guideline;
use super::condition::{Condition, ConditionKind};

/// Something that is computed from earlier things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Whether the question at this place applies.
    Question(usize),
    /// Whether the concept at this place holds.
    Concept(usize),
}

/// Every question and every concept once, in file order, a concept that a question waits for before it.
#[must_use]
pub fn in_order(guideline: &Guideline) -> Vec<Item> {
    let mut done = BTreeSet::new();
    let mut items = Vec::with_capacity(guideline.questions.len() + guideline.concepts.len());
    for (place, question) in guideline.questions.iter().enumerate() {
        let waits_for = question.applies_when.iter().flat_map(concepts_in).collect();
        add_concepts(guideline, waits_for, &mut done, &mut items);
        items.push(Item::Question(place));
    }
    add_concepts(guideline, (0..guideline.concepts.len()).collect(), &mut done, &mut items);
    items
}

/// Adds the concepts and what they rest on. A concept names only lower ones, so their own order will do.
fn add_concepts(guideline: &Guideline, mut wanted: Vec<usize>, done: &mut BTreeSet<usize>, items: &mut Vec<Item>) {
    let mut fresh = BTreeSet::new();
    while let Some(place) = wanted.pop() {
        if !done.contains(&place) && fresh.insert(place) {
            wanted.extend(guideline.concepts.get(place).map(|concept| concepts_in(&concept.when)).unwrap_or_default());
        }
    }
    items.extend(fresh.iter().copied().map(Item::Concept));
    done.extend(fresh);
}

/// The concepts that a condition names itself.
fn concepts_in(condition: &Condition) -> Vec<usize> {
    match &condition.kind {
        ConditionKind::Concept(concept) => vec![concept.0],
        _ => condition.parts().iter().flat_map(concepts_in).collect(),
    }
}
