//! Which cells are hidden: small ones, rectangles round them, and more until the exact audit holds.

use std::collections::BTreeSet;

use super::audit::{Place, ranges};
use super::table::{Counts, Published, Shown, THRESHOLD, UNANIMOUS, is_small};

/// The table as it may be shown; `None` where nothing of it may.
///
/// Rows that are small or of one mind are merged, and columns that are small likewise; then the dossier's rectangles are
/// hidden, and widened until every hidden cell may be several numbers, a small one 5 or more. Where zeros leave no such
/// rectangle, the smallest row with a small cell is merged too. The order of rows never matters for what is hidden.
#[must_use]
pub fn published(counts: &Counts) -> Option<Published> {
    let mut counts = merged(counts.clone())?;
    loop {
        if let Some(ranges) = hidden(&counts) {
            return Some(shown(counts, &ranges));
        }
        let with_small = |row: &[u64]| row.iter().any(|number| is_small(*number));
        let sizes = counts.cells.iter().filter(|row| with_small(row)).map(|row| row.iter().sum::<u64>());
        let least = sizes.min()?;
        counts = merged(pooled(&counts, |row| with_small(row) && row.iter().sum::<u64>() == least)?)?;
    }
}

/// The hidden cells with what each may be; `None` where zeros leave nothing to hide them behind.
fn hidden(counts: &Counts) -> Option<Vec<(Place, u64, u64)>> {
    let small: Vec<(u64, Place)> = cells(counts).filter(|(number, _)| is_small(*number)).collect();
    let mut hidden: BTreeSet<Place> = small.iter().map(|(_, place)| *place).collect();
    for number in (1..THRESHOLD).rev() {
        let alike = small.iter().filter(|(small, _)| *small == number);
        let next: Option<Vec<_>> = alike.map(|(_, place)| cheapest(counts, &hidden, *place, 0)).collect();
        hidden.extend(next?.concat());
    }
    loop {
        let ranges = ranges(counts, &hidden);
        let open: Vec<Place> = ranges.iter().filter(|range| !is_safe(counts, range)).map(|range| range.0).collect();
        if open.is_empty() {
            return Some(ranges);
        }
        let round = |places: &mut dyn Iterator<Item = Place>| -> Vec<Place> {
            places.filter_map(|place| cheapest(counts, &hidden, place, 1)).flatten().collect()
        };
        let mut next = round(&mut open.into_iter());
        if next.is_empty() {
            next = round(&mut hidden.iter().copied());
        }
        if next.is_empty() {
            return None;
        }
        hidden.extend(next);
    }
}

/// May a hidden cell be several numbers, and a small one 5 or more?
fn is_safe(counts: &Counts, (place, low, high): &(Place, u64, u64)) -> bool {
    let number = counts.at(place.0, place.1);
    low < high && (!is_small(number) || *high >= THRESHOLD)
}

fn cells(counts: &Counts) -> impl Iterator<Item = (u64, Place)> + '_ {
    let rows = counts.cells.iter().enumerate();
    rows.flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, number)| (*number, (row, column))))
}

/// The corners of the cheapest rectangles round a cell that hide at least `new` counts more; equally cheap ones all
/// together. `None` where there is no such rectangle without zeros.
fn cheapest(counts: &Counts, hidden: &BTreeSet<Place>, (row, column): Place, new: u64) -> Option<Vec<Place>> {
    let mut found: Vec<(u64, [Place; 3])> = Vec::new();
    for other_row in (0..counts.rows.len()).filter(|other| *other != row) {
        for other_column in (0..counts.columns.len()).filter(|other| *other != column) {
            let corners = [(row, other_column), (other_row, column), (other_row, other_column)];
            let costs = corners.iter().filter(|corner| !hidden.contains(corner));
            let cost: u64 = costs.map(|(row, column)| counts.at(*row, *column)).sum();
            if cost >= new && corners.iter().all(|(row, column)| counts.at(*row, *column) > 0) {
                found.push((cost, corners));
            }
        }
    }
    let least = found.iter().map(|(cost, _)| *cost).min()?;
    Some(found.into_iter().filter(|(cost, _)| *cost == least).flat_map(|(_, corners)| corners).collect())
}

/// Rows and columns that would tell too much by themselves, merged until none does; `None` where nothing is left.
/// Merging columns may leave a row of one mind, so both are looked at again.
fn merged(mut counts: Counts) -> Option<Counts> {
    let small = |column: &[u64]| is_small(column.iter().sum());
    loop {
        let turned = counts.turned();
        if counts.cells.iter().any(|row| tells(row)) {
            counts = pooled(&counts, tells)?;
        } else if turned.cells.iter().any(|column| small(column)) {
            counts = pooled(&turned, small)?.turned();
        } else {
            return Some(counts);
        }
    }
}

/// The rows that tell something, merged into one; with the smallest of the others, and equally small ones together, as
/// long as the sum tells or there is but one; `None` where nothing is left to merge with.
fn pooled(counts: &Counts, tells: impl Fn(&[u64]) -> bool) -> Option<Counts> {
    let size = |row: &Vec<u64>| row.iter().sum::<u64>();
    let mut chosen: Vec<bool> = counts.cells.iter().map(|row| tells(row)).collect();
    loop {
        let rows = || counts.cells.iter().zip(&chosen);
        let together = rows().filter(|(_, chosen)| **chosen).map(|(row, _)| row);
        let sum: Vec<u64> =
            (0..counts.columns.len()).map(|column| together.clone().filter_map(|row| row.get(column)).sum()).collect();
        if together.count() > 1 && !tells(&sum) {
            return Some(counts.joined(&chosen, sum));
        }
        let least = rows().filter(|(_, chosen)| !**chosen).map(|(row, _)| size(row)).filter(|size| *size > 0).min()?;
        for (chosen, row) in chosen.iter_mut().zip(&counts.cells) {
            *chosen |= size(row) == least;
        }
    }
}

/// A row of few people, or of not many who are all in one column.
fn tells(row: &[u64]) -> bool {
    let total: u64 = row.iter().sum();
    let of_one_mind = row.len() > 1 && row.iter().filter(|number| **number > 0).count() == 1;
    is_small(total) || (of_one_mind && total < UNANIMOUS)
}

fn shown(counts: Counts, ranges: &[(Place, u64, u64)]) -> Published {
    let (row_totals, column_totals) = (counts.row_totals(), counts.column_totals());
    let cell = |number: u64, place: Place| {
        let range = ranges.iter().find(|range| range.0 == place);
        range.map_or(Shown::Number(number), |(_, low, high)| Shown::Between(*low, *high))
    };
    let row = |(row, cells): (usize, &Vec<u64>)| {
        cells.iter().enumerate().map(|(column, number)| cell(*number, (row, column))).collect()
    };
    let cells = counts.cells.iter().enumerate().map(row).collect();
    Published { cells, row_totals, column_totals, rows: counts.rows, columns: counts.columns }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(cells: &[&[u64]]) -> Counts {
        let names = |count: usize| (0..count).map(|place| format!("n{place}")).collect();
        let cells: Vec<Vec<u64>> = cells.iter().map(|row| row.to_vec()).collect();
        Counts { rows: names(cells.len()), columns: names(cells.first().map_or(0, Vec::len)), cells }
    }

    fn hidden(published: &Published) -> Vec<(Place, u64, u64)> {
        let rows = published.cells.iter().enumerate();
        let cells =
            rows.flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| ((row, column), cell)));
        let between = |(place, cell): (Place, &Shown)| match cell {
            Shown::Between(low, high) => Some((place, *low, *high)),
            Shown::Number(_) => None,
        };
        cells.filter_map(between).collect()
    }

    /// The rows by name and the names within a merged row in order.
    fn sorted(shown: Published) -> Vec<(Vec<String>, Vec<Shown>, u64)> {
        let name = |name: &String| {
            let mut parts: Vec<String> = name.split(" + ").map(str::to_owned).collect();
            parts.sort();
            parts
        };
        let mut rows: Vec<_> = shown
            .rows
            .iter()
            .map(name)
            .zip(shown.cells)
            .zip(shown.row_totals)
            .map(|((name, cells), total)| (name, cells, total))
            .collect();
        rows.sort_by(|one, other| one.0.cmp(&other.0));
        rows
    }

    #[test]
    fn columns_that_are_merged_do_not_leave_a_row_of_one_mind() {
        let shown = published(&table(&[&[2, 8, 0], &[0, 20, 30]])).unwrap();
        assert_eq!(shown.rows, ["n0 + n1"], "ten who are all in one column");
    }

    #[test]
    fn e1_the_cheapest_rectangle_hides_a_small_cell() {
        let e1 = table(&[&[12, 3, 20], &[9, 14, 8], &[30, 11, 6]]);
        let shown = published(&e1).unwrap();
        assert_eq!(hidden(&shown), [((0, 0), 1, 14), ((0, 1), 1, 14), ((1, 0), 7, 20), ((1, 1), 3, 16)]);
        assert_eq!((shown.row_totals, shown.column_totals), (vec![35, 31, 47], vec![51, 28, 34]));
        let alone: BTreeSet<Place> = [(0, 1)].into();
        assert_eq!(ranges(&e1, &alone), [((0, 1), 3, 3)], "alone it can be worked out");
        let in_the_row: BTreeSet<Place> = [(0, 0), (0, 1)].into();
        assert_eq!(ranges(&e1, &in_the_row), [((0, 0), 12, 12), ((0, 1), 3, 3)], "and hidden by rows it can, too");
    }

    #[test]
    fn e2_what_the_audit_does_not_pass_is_widened() {
        let e2 = table(&[&[10, 1, 1], &[10, 20, 20], &[10, 30, 30]]);
        let four: BTreeSet<Place> = [(0, 1), (0, 2), (1, 1), (1, 2)].into();
        assert!(ranges(&e2, &four).iter().all(|(_, low, high)| low == high));
        let shown = published(&e2).unwrap();
        assert!(hidden(&shown).len() > 4 && hidden(&shown).iter().all(|(_, low, high)| low < high));
    }

    #[test]
    fn e3_a_row_of_one_mind_is_merged() {
        let shown = published(&table(&[&[0, 0, 6], &[20, 9, 30]])).unwrap();
        assert_eq!((shown.rows, shown.row_totals), (vec!["n0 + n1".to_owned()], vec![65]));
        assert_eq!(published(&table(&[&[0, 0, 6]])), None, "alone it is not shown at all");
        assert!(published(&table(&[&[0, 0, 26], &[20, 9, 30]])).unwrap().rows.len() == 2);
    }

    /// Every table with these totals and shown cells: the attack itself, without flows.
    fn all_alike(counts: &Counts, hidden: &[Place]) -> Vec<Vec<u64>> {
        let (rows, columns) = (counts.row_totals(), counts.column_totals());
        let mut found = vec![Vec::new()];
        for place in hidden {
            let most = rows[place.0].min(columns[place.1]);
            found = found
                .into_iter()
                .flat_map(|done| (1..=most).map(move |it| [done.clone(), vec![it]].concat()))
                .collect();
        }
        let fits = |filling: &Vec<u64>| {
            let mut other = counts.clone();
            hidden.iter().zip(filling).for_each(|(place, number)| other.cells[place.0][place.1] = *number);
            other.row_totals() == rows && other.column_totals() == columns
        };
        found.into_iter().filter(fits).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn ranges_are_those_of_all_tables_that_look_the_same(
            cells in prop::collection::vec(prop::collection::vec(0_u64..4, 3), 2..4),
            chosen in prop::collection::vec((0_usize..4, 0_usize..3), 1..5),
        ) {
            let counts = table(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let hidden: BTreeSet<Place> = chosen.into_iter().filter(|(row, column)| counts.at(*row, *column) > 0).collect();
            let places: Vec<Place> = hidden.iter().copied().collect();
            let alike = all_alike(&counts, &places);
            for (number, (place, low, high)) in ranges(&counts, &hidden).into_iter().enumerate() {
                let values = alike.iter().map(|filling| filling[number]);
                prop_assert_eq!((values.clone().min(), values.max()), (Some(low), Some(high)), "{:?}", place);
            }
        }

        /// What is merged is looked at again: nothing that is shown tells of a few by itself, in whatever order it came.
        #[test]
        fn merged_rows_and_columns_tell_nothing_and_their_order_does_not_matter(
            cells in prop::collection::vec(prop::collection::vec(prop_oneof![2 => Just(0_u64), 3 => 0_u64..9, 1 => 0_u64..40], 4), 1..7),
            turned in 0_usize..7,
        ) {
            let counts = table(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let shown = published(&counts);
            let mut other = counts.clone();
            let turned = turned % counts.rows.len();
            other.rows.rotate_left(turned);
            other.cells.rotate_left(turned);
            prop_assert_eq!(shown.clone().map(sorted), published(&other).map(sorted));
            let Some(shown) = shown else { return Ok(()) };
            prop_assert_eq!(shown.row_totals.iter().sum::<u64>(), counts.row_totals().iter().sum::<u64>());
            for (row, total) in shown.cells.iter().zip(&shown.row_totals) {
                let zeros = row.iter().filter(|cell| **cell == Shown::Number(0)).count();
                prop_assert!(!is_small(*total), "{:?}", shown);
                prop_assert!(row.len() == 1 || zeros + 1 != row.len() || *total >= UNANIMOUS, "{:?}", shown);
            }
            prop_assert!(shown.column_totals.iter().all(|total| !is_small(*total)), "{:?}", shown);
        }

        /// A national set of municipalities: no hidden cell of any file is known, whoever looks.
        #[test]
        fn nothing_hidden_can_be_worked_out(cells in prop::collection::vec(prop::collection::vec(0_u64..40, 4), 2..8)) {
            let counts = table(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let Some(shown) = published(&counts) else { return Ok(()) };
            for row in &shown.cells {
                let numbers: Vec<u64> = row.iter().filter_map(|cell| match cell {
                    Shown::Number(number) => Some(*number),
                    Shown::Between(low, high) => { assert!(low < high); None }
                }).collect();
                prop_assert!(numbers.iter().all(|number| !is_small(*number)));
                prop_assert!(row.len() > numbers.len() || !tells(&numbers));
            }
            prop_assert!(shown.row_totals.iter().chain(&shown.column_totals).all(|total| !is_small(*total)));
        }
    }
}
