//! Which cells are hidden: small ones, rectangles round them, and more until the exact audit holds.

use std::collections::BTreeSet;

use super::audit::{Place, ranges};
use super::table::{Counts, Published, Shown, THRESHOLD, UNANIMOUS, is_small};

/// The table as it may be shown; `None` where nothing of it may.
///
/// Rows that are small or of one mind are merged with a neighbour, and columns that are small likewise; then the
/// dossier's rectangles are hidden, and widened until every hidden cell may be several numbers, a small one 5 or more.
/// The order of rows never matters for what is hidden.
#[must_use]
pub fn published(counts: &Counts) -> Option<Published> {
    let counts = merged(counts)?;
    let mut hidden = BTreeSet::new();
    let mut small: Vec<(u64, Place)> = cells(&counts).filter(|(number, _)| is_small(*number)).collect();
    small.sort_by_key(|(number, place)| (std::cmp::Reverse(*number), *place));
    hidden.extend(small.iter().map(|(_, place)| *place));
    for (_, place) in &small {
        let (_, next) = rectangles(&counts, &hidden, *place)?;
        hidden.extend(next);
    }
    let ranges = loop {
        let ranges = ranges(&counts, &hidden);
        let Some(unsafe_place) = ranges.iter().find(|range| !is_safe(&counts, range)).map(|range| range.0) else {
            break ranges;
        };
        hidden.extend(wider(&counts, &hidden, unsafe_place)?);
    };
    Some(shown(counts, &ranges))
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

/// The corners of the cheapest rectangles round a cell that would hide anything new or nothing at all; equally cheap ones
/// all together. `None` where there is no rectangle without zeros.
fn rectangles(counts: &Counts, hidden: &BTreeSet<Place>, (row, column): Place) -> Option<(u64, Vec<Place>)> {
    let mut best: Option<(u64, Vec<Place>)> = None;
    for other_row in (0..counts.rows.len()).filter(|other| *other != row) {
        for other_column in (0..counts.columns.len()).filter(|other| *other != column) {
            let corners = [(row, other_column), (other_row, column), (other_row, other_column)];
            if corners.iter().any(|(row, column)| counts.at(*row, *column) == 0) {
                continue;
            }
            let new = corners.iter().filter(|corner| !hidden.contains(corner));
            let cost = new.map(|(row, column)| counts.at(*row, *column)).sum();
            match &mut best {
                Some((least, places)) if *least == cost => places.extend(corners),
                Some((least, _)) if *least < cost => {}
                _ => best = Some((cost, corners.to_vec())),
            }
        }
    }
    best
}

/// The next cheapest rectangles that hide something new: round the cell, else round any hidden one, else round any cell.
fn wider(counts: &Counts, hidden: &BTreeSet<Place>, place: Place) -> Option<Vec<Place>> {
    let new = |place: Place| {
        let mut found: Vec<(u64, [Place; 3])> = Vec::new();
        for other_row in (0..counts.rows.len()).filter(|other| *other != place.0) {
            for other_column in (0..counts.columns.len()).filter(|other| *other != place.1) {
                let corners = [(place.0, other_column), (other_row, place.1), (other_row, other_column)];
                let costs = corners.iter().filter(|corner| !hidden.contains(corner));
                let cost: u64 = costs.map(|(row, column)| counts.at(*row, *column)).sum();
                if cost > 0 && corners.iter().all(|(row, column)| counts.at(*row, *column) > 0) {
                    found.push((cost, corners));
                }
            }
        }
        let least = found.iter().map(|(cost, _)| *cost).min()?;
        let cheapest = found.into_iter().filter(|(cost, _)| *cost == least).flat_map(|(_, corners)| corners);
        Some(cheapest.collect::<Vec<_>>())
    };
    new(place).or_else(|| hidden.iter().find_map(|hidden| new(*hidden)))
}

/// Rows and columns that would tell too much by themselves, joined with a neighbour; `None` where nothing is left.
fn merged(counts: &Counts) -> Option<Counts> {
    let mut counts = counts.clone();
    while let Some(row) = counts.cells.iter().position(|cells| tells(cells)) {
        let into = if row + 1 < counts.rows.len() { row + 1 } else { row.checked_sub(1)? };
        let cells = counts.cells.get(row)?.clone();
        let sum = counts.cells.get(into)?.iter().zip(cells).map(|(own, other)| own + other).collect();
        *counts.cells.get_mut(into)? = sum;
        join(&mut counts.rows, row, into)?;
        counts.cells.remove(row);
    }
    while let Some(column) = counts.column_totals().iter().position(|total| is_small(*total)) {
        let into = if column + 1 < counts.columns.len() { column + 1 } else { column.checked_sub(1)? };
        for row in &mut counts.cells {
            let number = *row.get(column)?;
            *row.get_mut(into)? += number;
            row.remove(column);
        }
        join(&mut counts.columns, column, into)?;
    }
    Some(counts)
}

fn join(names: &mut Vec<String>, from: usize, into: usize) -> Option<()> {
    let (first, second) = (names.get(from.min(into))?, names.get(from.max(into))?);
    let joined = format!("{first} + {second}");
    *names.get_mut(into)? = joined;
    names.remove(from);
    Some(())
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
