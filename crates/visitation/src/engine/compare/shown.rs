//! Where two versions differ: how often, and shown by a few answers.

use num_bigint::BigUint;

use super::product::Group;
use super::sides::Sides;
use super::witness::{Says, Witness, witness};

/// How many combinations, and a few answers that show one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The exact number.
    pub count: BigUint,
    /// Answers under which both versions say something definite and different.
    pub witness: Option<Witness>,
}

/// A criterion or a duty of either version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// Its place in the old version.
    pub old: Option<usize>,
    /// Its place in the new version.
    pub new: Option<usize>,
    /// Where it holds now and did not before.
    pub appears: Option<Shown>,
    /// Where it held before and does not now.
    pub disappears: Option<Shown>,
    /// It differs only where the level is in doubt, or several specialer are assessed together.
    pub elsewhere: bool,
}

impl ItemChange {
    /// It holds in exactly the same cases.
    #[must_use]
    pub fn same_cases(&self) -> bool {
        self.appears.is_none() && self.disappears.is_none() && !self.elsewhere
    }
}

/// A group of combinations, told by its number and a witness.
pub(super) fn shown(sides: &Sides, group: Group, says: (Says, Says)) -> Shown {
    Shown { witness: witness(sides, &group.path, says), count: group.count }
}
