//! Concepts in an order in which each names only earlier ones, whatever order the file has.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::raw::condition::{RawCondition, RawKind};
use crate::guideline::raw::guideline::RawConcept;

/// The concepts' places in the file, so ordered that each names only earlier ones, file order otherwise.
/// Concepts that name each other in a ring are reported and left out.
pub fn order(concepts: &[RawConcept], names: &Names, findings: &mut Findings) -> Vec<usize> {
    let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut waits: Vec<usize> = Vec::new();
    for (place, concept) in concepts.iter().enumerate() {
        let mut named = BTreeSet::new();
        collect(&concept.when, names, &mut named);
        waits.push(named.len());
        for used in named {
            users.entry(used).or_default().push(place);
        }
    }
    let mut ready: BTreeSet<usize> = waits.iter().enumerate().filter(|(_, n)| **n == 0).map(|(at, _)| at).collect();
    let mut ordered = Vec::new();
    while let Some(place) = ready.pop_first() {
        ordered.push(place);
        for user in users.get(&place).into_iter().flatten() {
            if let Some(left) = waits.get_mut(*user) {
                *left -= 1;
                if *left == 0 {
                    ready.insert(*user);
                }
            }
        }
    }
    let ring: Vec<&RawConcept> =
        concepts.iter().enumerate().filter(|(place, _)| waits.get(*place) != Some(&0)).map(|(_, c)| c).collect();
    let ring_names: Vec<&str> = ring.iter().map(|concept| concept.id.value.as_str()).take(8).collect();
    for concept in ring {
        let message = format!("begrebet `{}` bruger sig selv gennem en ring", concept.id.value);
        let help = format!("bryd ringen mellem {}", ids::enumerate(&ring_names));
        findings.error("concept-ring", concept.id.span, message, help);
    }
    ordered
}

fn collect(condition: &RawCondition, names: &Names, named: &mut BTreeSet<usize>) {
    match &condition.kind {
        RawKind::All(parts)
        | RawKind::Any(parts)
        | RawKind::NoneOf(parts)
        | RawKind::AtLeast(_, parts)
        | RawKind::AtMost(_, parts) => parts.iter().for_each(|part| collect(part, names, named)),
        RawKind::Not(part) => collect(part, names, named),
        RawKind::Name(name) => named.extend(names.get(name)),
        RawKind::Compare { left, .. } => named.extend(names.get(&left.value)),
        // Only a comparison with ja or nej can name a concept.
        RawKind::OneOf { .. }
        | RawKind::Between { .. }
        | RawKind::Has { .. }
        | RawKind::Count { .. }
        | RawKind::Largest { .. }
        | RawKind::Sum { .. }
        | RawKind::Broken => {}
    }
}
