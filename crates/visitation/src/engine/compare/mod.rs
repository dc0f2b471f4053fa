//! Two versions of a guideline: what changes for citizens.
//!
//! Both are compiled over the questions of either, and every difference is counted over all combinations of
//! answers, exactly, and shown by a few answers that both versions can be asked with. Deliberately says nothing of
//! how a rule is written: what is worded otherwise and means the same is no difference. Texts are compared in
//! [`texts`], questions and terms one by one there too.

mod align;
pub mod doubt;
mod items;
pub mod joint;
pub mod product;
pub mod relevance;
mod shown;
mod sides;
pub mod texts;
pub mod witness;

pub use shown::{ItemChange, Shown};

use num_bigint::BigUint;

use self::doubt::{DoubtChange, doubt_changes};
use self::items::Items;
use self::joint::{Joint, JointQuestion};
use self::product::{Group, combinations, walk};
use self::shown::shown;
use self::sides::Sides;
use self::witness::Says;
use super::diagram::NodeRef;
use super::diagram::forest::{IMPOSSIBLE_LEAF, Leaf};
use super::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;

/// What changes from one version to the next.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The questions of both.
    pub joint: Joint,
    /// All combinations of their answers.
    pub combinations: BigUint,
    /// Those that are possible in both.
    pub in_both: BigUint,
    /// Where the level is another, or a combination becomes possible or impossible.
    pub levels: Vec<LevelChange>,
    /// Criteria that are gone, added, renamed or hold elsewhere.
    pub criteria: Vec<ItemChange>,
    /// The same for duties.
    pub advice: Vec<ItemChange>,
    /// Per joint question that both have: is it asked in other cases than before?
    pub asked_elsewhere: Vec<bool>,
    /// Where one unknown answer leaves more or less doubt; `None` where that is too much to compute.
    pub doubt: Option<Vec<DoubtChange>>,
}

/// Combinations that go from one level to another; `None` stands for "not possible".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelChange {
    /// The level before.
    pub from: Option<LevelIx>,
    /// The level now.
    pub to: Option<LevelIx>,
    /// How many, and an example.
    pub shown: Shown,
}

/// Why two versions cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// They do not know the same levels, or not in the same order.
    #[error("de to udgaver har ikke de samme niveauer")]
    OtherLevels,
    /// Together they are too large.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// Compares two versions.
///
/// # Errors
/// Their levels differ, or their diagrams get too large.
pub fn compare(old: &Guideline, new: &Guideline) -> Result<Changes, CompareError> {
    let level_ids =
        |guideline: &Guideline| guideline.national.levels.iter().map(|level| level.id.clone()).collect::<Vec<_>>();
    if level_ids(old) != level_ids(new) {
        return Err(CompareError::OtherLevels);
    }
    let mut sides = Sides::compile(old, new)?;
    let levels = levels(&sides)?;
    let criteria = Items::criteria(old, new, &sides).compare(&mut sides)?;
    let advice = Items::advice(old, new, &sides).compare(&mut sides)?;
    let asked_elsewhere = asked_elsewhere(&mut sides)?;
    let in_both = count_where(&sides, (sides.both, sides.both), |pair| pair == (1, 1))?;
    // Last, since it may use up the budget; and without a change of level there is nothing to look for.
    let doubt = if levels.is_empty() { Some(Vec::new()) } else { doubt_changes(&mut sides).ok() };
    let combinations = combinations(&sides.joint);
    Ok(Changes { joint: sides.joint, combinations, in_both, levels, criteria, advice, asked_elsewhere, doubt })
}

fn count_where(
    sides: &Sides,
    roots: (NodeRef, NodeRef),
    wanted: impl Fn((Leaf, Leaf)) -> bool,
) -> Result<BigUint, TooLarge> {
    let groups = walk(&sides.forest, &sides.joint, roots)?;
    Ok(groups.into_iter().filter(|(pair, _)| wanted(*pair)).map(|(_, group)| group.count).sum())
}

fn levels(sides: &Sides) -> Result<Vec<LevelChange>, TooLarge> {
    let groups = walk(&sides.forest, &sides.joint, (sides.old.level, sides.new.level))?;
    let level = |leaf: Leaf| usize::try_from(leaf).ok().filter(|_| leaf != IMPOSSIBLE_LEAF).map(LevelIx);
    let said = |leaf: Leaf| if leaf == IMPOSSIBLE_LEAF { Says::Nothing } else { Says::Level(leaf) };
    let changed = groups.into_iter().filter(|((from, to), _)| from != to);
    let change = |((from, to), group): ((Leaf, Leaf), Group)| LevelChange {
        from: level(from),
        to: level(to),
        shown: shown(sides, group, (said(from), said(to))),
    };
    Ok(changed.map(change).collect())
}

/// Per joint question that both versions have: does it apply in other cases than before?
fn asked_elsewhere(sides: &mut Sides) -> Result<Vec<bool>, TooLarge> {
    let node = |list: &[NodeRef], place: Option<crate::guideline::question::QuestionIx>| list.get(place?.0).copied();
    let applies =
        |question: &JointQuestion| node(&sides.old.applies, question.old).zip(node(&sides.new.applies, question.new));
    let pairs: Vec<_> = sides.joint.questions.iter().map(applies).collect();
    pairs.into_iter().map(|pair| pair.map_or(Ok(false), |(old, new)| sides.same(old, new).map(|same| !same))).collect()
}
