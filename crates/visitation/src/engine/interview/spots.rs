//! The roots that an interview computes with, as a list in which equal ones stand once.

use crate::engine::diagram::{NodeRef, Roots};

/// Where in the list of roots each thing stands: `possible` first, then the level. What is equal stands there once.
#[derive(Debug, Clone)]
pub(super) struct Spots {
    /// Per duty: for a case without doubt, and for one in doubt.
    pub advice: Vec<[usize; 2]>,
    /// Per question that is always asked: does it apply?
    pub applies: Vec<usize>,
    /// What a case without doubt has no use for.
    pub doubtful: Vec<usize>,
}

impl Spots {
    /// The spots, and the list.
    pub fn of(roots: &Roots, always: &[usize]) -> (Self, Vec<NodeRef>) {
        let mut list = vec![roots.possible, roots.level];
        let place = |list: &mut Vec<NodeRef>, root: NodeRef| {
            let known = (1..list.len()).find(|at| list.get(*at) == Some(&root));
            known.unwrap_or_else(|| {
                list.push(root);
                list.len() - 1
            })
        };
        let applies = always.iter().filter_map(|question| roots.applies.get(*question));
        let applies = applies.map(|root| place(&mut list, *root)).collect();
        let certain: Vec<usize> = roots.advice_for(false).map(|root| place(&mut list, root)).collect();
        let needed = list.len();
        let doubtful: Vec<usize> = roots.advice_for(true).map(|root| place(&mut list, root)).collect();
        let advice = certain.into_iter().zip(doubtful).map(<[usize; 2]>::from).collect();
        (Self { advice, applies, doubtful: (needed..list.len()).collect() }, list)
    }

    /// The duties of a case that is, or is not, in doubt.
    pub fn due(&self, roots: &[NodeRef], doubt: bool) -> Vec<NodeRef> {
        let spots = self.advice.iter().filter_map(|pair| pair.get(usize::from(doubt)));
        let mut due: Vec<NodeRef> = spots.filter_map(|spot| roots.get(*spot)).copied().collect();
        due.sort_unstable();
        due.dedup();
        due
    }
}
