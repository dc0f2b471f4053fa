//! Numbers that stand in more than one table.
//!
//! What may be shown of one table is decided by `visitation::overview`. Two tables about the same people tell more than
//! each: whoever takes a number of one from a number of the other counts those who are in the first alone. So what leaves
//! a small number between itself and something else that is shown is hidden.

use std::collections::BTreeSet;

use visitation::overview::{Counts, Shown, is_small, published};

use super::StatTable;
use super::table::Cell;

/// A table as it may be shown, every number hidden where nothing of it may.
pub(super) fn table(id: &'static str, title: &'static str, counts: &Counts) -> StatTable {
    let (columns, rows) = match published(counts) {
        Some(shown) => {
            let cells = shown.cells.iter().map(|row| row.iter().map(cell).collect());
            (shown.columns, shown.rows.into_iter().zip(cells).collect())
        }
        None => return hidden(id, title, counts),
    };
    StatTable { id, title, columns, rows }
}

/// The same table with every number hidden.
pub(super) fn hidden(id: &'static str, title: &'static str, counts: &Counts) -> StatTable {
    let cells: Vec<Cell> = vec![None; counts.columns.len()];
    let rows = counts.rows.iter().map(|name| (name.clone(), cells.clone())).collect();
    StatTable { id, title, columns: counts.columns.clone(), rows }
}

fn cell(cell: &Shown) -> Cell {
    match cell {
        Shown::Number(number) => Some(*number),
        Shown::Between(..) => None,
    }
}

/// The rows of a table that are shown whole and alone, in the columns they were counted in.
pub(super) fn whole(counts: &Counts) -> BTreeSet<String> {
    let Some(shown) = published(counts).filter(|shown| shown.columns == counts.columns) else { return BTreeSet::new() };
    let rows = shown.rows.into_iter().zip(shown.cells);
    let whole =
        rows.filter(|(name, cells)| counts.rows.contains(name) && cells.iter().all(|cell| self::cell(cell).is_some()));
    whole.map(|(name, _)| name).collect()
}

/// Does a number, taken from one of the others or they from it, leave a small one?
pub(super) fn tells(number: u64, others: impl IntoIterator<Item = u64>) -> bool {
    is_small(number) || others.into_iter().any(|other| is_small(number.abs_diff(other)))
}

/// What several numbers in order come to: each alone, the first so many, the last so many, and all.
pub(super) fn wholes(numbers: &[u64]) -> Vec<u64> {
    let sums = |numbers: &mut dyn Iterator<Item = &u64>| -> Vec<u64> {
        let add = |sum: &mut u64, number: &u64| {
            *sum += number;
            Some(*sum)
        };
        numbers.scan(0, add).collect()
    };
    [numbers.to_vec(), sums(&mut numbers.iter()), sums(&mut numbers.iter().rev())].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_between_two_numbers_is_seen() {
        assert!(tells(40, [43]) && tells(40, [38]) && tells(3, []), "some three people, and three more than others");
        assert!(!tells(40, [40, 45, 20, 0]));
        assert_eq!(wholes(&[1, 10, 20]), [1, 10, 20, 1, 11, 31, 20, 30, 31]);
    }

    #[test]
    fn a_row_is_whole_where_nothing_of_it_is_hidden_or_merged() {
        let counts = |cells: &[&[u64]]| Counts {
            rows: (0..cells.len()).map(|row| format!("r{row}")).collect(),
            columns: vec!["a".to_owned(), "b".to_owned()],
            cells: cells.iter().map(|row| row.to_vec()).collect(),
        };
        assert_eq!(whole(&counts(&[&[10, 20], &[30, 40]])), BTreeSet::from(["r0".to_owned(), "r1".to_owned()]));
        assert_eq!(whole(&counts(&[&[3, 20], &[30, 40], &[50, 60]])), BTreeSet::from(["r2".to_owned()]));
        assert_eq!(whole(&counts(&[&[1, 1], &[30, 40], &[50, 60]])), BTreeSet::from(["r2".to_owned()]));
        assert!(whole(&counts(&[&[3, 20]])).is_empty());
    }
}
