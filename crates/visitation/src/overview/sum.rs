//! Tables with hidden cells added together: what is known exactly stays so, the rest becomes an interval.
//!
//! Deliberately needs no table without hidden cells: adding intervals tells nothing that the parts did not tell.

use std::collections::BTreeMap;

use super::table::Shown;

/// A sum of which at least these bounds are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// At least.
    pub low: u64,
    /// At most.
    pub high: u64,
}

/// Adds cells of the same key.
#[must_use]
pub fn sum<K: Ord>(cells: impl IntoIterator<Item = (K, Shown)>) -> BTreeMap<K, Interval> {
    let mut sums: BTreeMap<K, Interval> = BTreeMap::new();
    for (key, cell) in cells {
        let sum = sums.entry(key).or_default();
        let (low, high) = match cell {
            Shown::Number(number) => (number, number),
            Shown::Between(low, high) => (low, high),
        };
        *sum = Interval { low: sum.low + low, high: sum.high + high };
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_cells_add_up_to_intervals_and_shown_ones_to_numbers() {
        let a = [("let", Shown::Between(1, 7)), ("moderat", Shown::Number(12)), ("højt", Shown::Between(1, 7))];
        let b = [("let", Shown::Number(7)), ("moderat", Shown::Number(15)), ("højt", Shown::Number(9))];
        let sums = sum(a.into_iter().chain(b));
        let of = |name| (sums[name].low, sums[name].high);
        assert_eq!([of("let"), of("moderat"), of("højt")], [(8, 14), (27, 27), (10, 16)]);
    }
}
