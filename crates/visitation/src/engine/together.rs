//! Several specialer in one case: the overall level, exactly.
//!
//! Each speciale has its own outcome; overall counts the highest. A shared question has one answer for all, so the
//! levels that are possible together are not simply the combinations of those possible one by one.

use std::collections::BTreeSet;

use super::assess::BUDGET;
use super::diagram::apply::{Combiner, Operation};
use super::diagram::arithmetic::largest;
use super::diagram::compile::{Setting, level_and_rules};
use super::diagram::forest::Forest;
use super::diagram::variables::Layout;
use super::diagram::{Fixed, possible};
use super::outcome::TooLarge;
use super::search;
use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;
use crate::guideline::question::Value;
use crate::guideline::shared::shared_by_all;

/// One speciale's part of a case: the guideline, and per question its known value.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// What is known. A shared question that is known in one part is known in all.
    pub known: &'a [Option<Value>],
}

/// The overall levels that some joint completion has, lowest first; none when the answers contradict each other.
pub fn overall(parts: &[Part]) -> Result<Vec<LevelIx>, TooLarge> {
    overall_by(parts, |parts, known, group| {
        joint_levels(parts, known, group).or_else(|_| searched_levels(parts, known, group))
    })
}

/// The same as if every diagram were too large, to hold the search against the diagram.
pub fn overall_searched(parts: &[Part]) -> Result<Vec<LevelIx>, TooLarge> {
    overall_by(parts, searched_levels)
}

fn overall_by(
    parts: &[Part],
    levels_of: impl Fn(&[Part], &[Vec<Option<Value>>], &[usize]) -> Result<BTreeSet<usize>, TooLarge>,
) -> Result<Vec<LevelIx>, TooLarge> {
    let known = shared_known(parts);
    let mut levels = BTreeSet::from([0]);
    for group in connected(parts, &known) {
        // Groups have no unknown answer in common: every level of one goes with every level of the other.
        let own = levels_of(parts, &known, &group)?;
        levels = levels.iter().flat_map(|level| own.iter().map(|other| *level.max(other))).collect();
    }
    Ok(levels.into_iter().map(LevelIx).collect())
}

/// Every part's known values that its questions admit, with the shared ones of the others filled in.
fn shared_known(parts: &[Part]) -> Vec<Vec<Option<Value>>> {
    let admitted = |part: &Part| -> Vec<Option<Value>> {
        let each = part.guideline.questions.iter().zip(part.known);
        each.map(|(question, value)| value.filter(|value| question.kind.admits(*value))).collect()
    };
    let admitted: Vec<_> = parts.iter().map(admitted).collect();
    shared_by_all(parts.iter().map(|part| part.guideline).zip(admitted.iter().map(Vec::as_slice)))
}

/// The parts in groups that share no unknown question.
fn connected(parts: &[Part], known: &[Vec<Option<Value>>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<&str>, Vec<usize>)> = Vec::new();
    for (place, (part, known)) in parts.iter().zip(known).enumerate() {
        let unknown = part
            .guideline
            .questions
            .iter()
            .zip(known)
            .filter(|(question, v)| question.shared && v.is_none_or(|v| !v.is_whole()));
        let mut group = (unknown.map(|(question, _)| question.id.as_str()).collect::<BTreeSet<_>>(), vec![place]);
        let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(ids, _)| !ids.is_disjoint(&group.0));
        groups = apart;
        for (ids, members) in joined {
            group.0.extend(ids);
            group.1.extend(members);
        }
        group.1.sort_unstable();
        groups.push(group);
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

/// The overall levels of the parts in one group.
fn joint_levels(parts: &[Part], known: &[Vec<Option<Value>>], group: &[usize]) -> Result<BTreeSet<usize>, TooLarge> {
    let (mut layout, mut forest, mut combiner) = (Layout::default(), Forest::new(BUDGET), Combiner::default());
    let (mut rules, mut levels) = (Vec::new(), Vec::new());
    for place in group {
        let (Some(part), Some(known)) = (parts.get(*place), known.get(*place)) else { continue };
        let blocks = layout.add(part.guideline);
        // Only duties can ask for the number of specialer.
        let setting = Setting { guideline: part.guideline, blocks: &blocks, known, speciale_count: parts.len() };
        let (never, level) = level_and_rules(&mut forest, &mut combiner, setting)?;
        rules.extend(never);
        levels.push(level);
    }
    let possible = possible(&mut forest, &mut combiner, &rules)?;
    let highest = largest(&mut forest, &mut combiner, &levels, 0)?;
    let guarded = combiner.apply(&mut forest, Operation::Guard, possible, highest)?;
    let values = Fixed::default().values(&forest, guarded);
    Ok(values.into_iter().filter_map(|value| usize::try_from(value).ok()).collect())
}

/// The same, searched for.
fn searched_levels(parts: &[Part], known: &[Vec<Option<Value>>], group: &[usize]) -> Result<BTreeSet<usize>, TooLarge> {
    let member = |place: &usize| Some((parts.get(*place)?.guideline, known.get(*place)?.as_slice()));
    search::together::overall(&group.iter().filter_map(member).collect::<Vec<_>>())
}
