//! Criteria and duties of two versions: which is which, and where each holds that did not before.
//!
//! An item is the same when it has the same id; one under a new id is the same when it holds in the same cases and
//! calls for the same.

use super::product::walk;
use super::shown::{ItemChange, shown};
use super::sides::{Compiled, Sides};
use super::texts;
use super::witness::Says;
use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::guideline::national::Raadgivning;
use crate::guideline::{Criterion, Guideline};

/// The criteria, or the duties, of both versions.
pub(super) struct Items {
    old: Vec<Item>,
    new: Vec<Item>,
    said: fn(usize, bool) -> Says,
}

#[derive(Clone)]
struct Item {
    id: String,
    /// What must agree too before an item of another id is the same one.
    terms: String,
    node: NodeRef,
    /// In doubt, and with several specialer.
    others: Vec<NodeRef>,
}

/// An item's place in the old version and in the new one.
type Match = (Option<usize>, Option<usize>);

impl Items {
    pub(super) fn criteria(old: &Guideline, new: &Guideline, sides: &Sides) -> Self {
        let list = |guideline: &Guideline, nodes: &[NodeRef]| {
            let items = guideline.criteria.iter().zip(nodes);
            let item = |(criterion, node): (&Criterion, &NodeRef)| Item {
                id: criterion.id.clone(),
                terms: criterion.level.0.to_string(),
                node: *node,
                others: Vec::new(),
            };
            items.map(item).collect()
        };
        Self { old: list(old, &sides.old.criteria), new: list(new, &sides.new.criteria), said: Says::Criterion }
    }

    pub(super) fn advice(old: &Guideline, new: &Guideline, sides: &Sides) -> Self {
        let list = |guideline: &Guideline, side: &Compiled| {
            let nodes = side.advice.iter().zip(&side.together);
            let item = |(duty, ([node, doubtful], together)): (_, (&[NodeRef; 2], &Vec<[NodeRef; 2]>))| {
                let duty: &Raadgivning = duty;
                let others = std::iter::once(*doubtful).chain(together.iter().flatten().copied()).collect();
                Item { id: duty.id.clone(), terms: texts::duty_terms(duty), node: *node, others }
            };
            guideline.advice.iter().zip(nodes).map(item).collect()
        };
        Self { old: list(old, &sides.old), new: list(new, &sides.new), said: Says::Duty }
    }

    /// The items with the same id, then those that say the same under another id, then those of one version alone.
    fn pairs(&self, sides: &mut Sides) -> Result<Vec<Match>, TooLarge> {
        let mut pairs: Vec<Match> = Vec::new();
        let mut left: Vec<usize> = (0..self.new.len()).collect();
        for (place, item) in self.old.iter().enumerate() {
            let same_id = self.new.iter().position(|other| other.id == item.id);
            left.retain(|other| Some(*other) != same_id);
            pairs.push((Some(place), same_id));
        }
        for (old, new) in &mut pairs {
            let (Some(item), None) = (old.and_then(|old| self.old.get(old)), *new) else { continue };
            for (at, place) in left.iter().copied().enumerate() {
                let Some(other) = self.new.get(place) else { continue };
                if item.terms == other.terms && same(item, other, sides)? {
                    *new = Some(place);
                    left.remove(at);
                    break;
                }
            }
        }
        pairs.extend(left.into_iter().map(|place| (None, Some(place))));
        Ok(pairs)
    }

    pub(super) fn compare(&self, sides: &mut Sides) -> Result<Vec<ItemChange>, TooLarge> {
        let mut changes = Vec::new();
        for (old, new) in self.pairs(sides)? {
            let absent = Item { id: String::new(), terms: String::new(), node: NodeRef::FALSE, others: Vec::new() };
            let item = |list: &[Item], place: Option<usize>| place.and_then(|at| list.get(at)).cloned();
            let (one, other) = (item(&self.old, old), item(&self.new, new));
            let identical = match (&one, &other) {
                (Some(one), Some(other)) => same(one, other, sides)?,
                _ => false,
            };
            let (one, other) = (one.unwrap_or(absent.clone()), other.unwrap_or(absent));
            let (mut appears, mut disappears) = (None, None);
            if !identical {
                let roots = (sides.in_both(one.node)?, sides.in_both(other.node)?);
                let said = |place: Option<usize>, holds| place.map_or(Says::Anything, |at| (self.said)(at, holds));
                for (pair, group) in walk(&sides.forest, &sides.joint, roots)? {
                    match pair {
                        (0, 1) => appears = Some(shown(sides, group, (said(old, false), said(new, true)))),
                        (1, 0) => disappears = Some(shown(sides, group, (said(old, true), said(new, false)))),
                        _ => {}
                    }
                }
            }
            let elsewhere = !identical && appears.is_none() && disappears.is_none() && old.is_some() && new.is_some();
            changes.push(ItemChange { old, new, appears, disappears, elsewhere });
        }
        Ok(changes)
    }
}

/// Do two items hold in the same cases, in doubt and with several specialer too?
fn same(one: &Item, other: &Item, sides: &mut Sides) -> Result<bool, TooLarge> {
    let nodes = |item: &Item| std::iter::once(item.node).chain(item.others.iter().copied()).collect::<Vec<_>>();
    for (one, other) in nodes(one).into_iter().zip(nodes(other)) {
        if !sides.same(one, other)? {
            return Ok(false);
        }
    }
    Ok(true)
}
