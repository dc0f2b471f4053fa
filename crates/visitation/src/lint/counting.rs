//! How many of several conditions hold, as a diagram.
//!
//! Added up in pairs: a table of thousands of rows is then a matter of some steps per row.

use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::Operation;
use crate::engine::diagram::workshop::Workshop;
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::Comparison;

/// The number of those that hold; more than `most` counts as `most`.
///
/// # Errors
/// It takes more than the share.
pub fn counted(shop: &mut Workshop<'_>, nodes: &[NodeRef], most: i64) -> Result<NodeRef, TooLarge> {
    let mut level = nodes.to_vec();
    while level.len() > 1 {
        let mut next = Vec::with_capacity(level.len().div_ceil(2));
        for pair in level.chunks(2) {
            next.push(match pair {
                [one, other] => shop.combine(Operation::Add { least: 0, most: most.into() }, *one, *other)?,
                _ => pair.first().copied().unwrap_or(NodeRef::FALSE),
            });
        }
        level = next;
    }
    Ok(level.first().copied().unwrap_or(NodeRef::FALSE))
}

/// Where a number is just this one.
///
/// # Errors
/// It takes more than the share.
pub fn exactly(shop: &mut Workshop<'_>, number: NodeRef, value: i64) -> Result<NodeRef, TooLarge> {
    let value = shop.forest().leaf(value.into());
    shop.combine(Operation::Compare(Comparison::Equal), number, value)
}
