//! The tables of what has been counted, with nothing in them that points at a person.
//!
//! A row is hidden by itself in `mask`; here is said whose totals may be known. The rows of a speciale divide its
//! cases in different ways, so a difference between two of their totals counts people too.

use std::collections::BTreeMap;

use super::mask::{self, Total, is_small};
use super::{ADVICE, CHOSEN, DAYS, DOUBT, FOLLOW_UP, StatTable, Stats};

impl Stats {
    /// The tables, small numbers hidden.
    #[must_use]
    pub fn tables(&self) -> Vec<StatTable> {
        let levels = self.level_columns();
        let numbers = self.by_level(&levels);
        let sizes: Vec<u64> = numbers.iter().map(|(_, row)| row.iter().sum()).collect();
        let totals = mask::sizes(&sizes);
        let by_level = numbers.iter().zip(&totals).map(|((name, row), total)| (name.clone(), mask::row(row, *total)));
        let of_parts: BTreeMap<&str, Total> = numbers
            .iter()
            .zip(sizes.iter().zip(&totals))
            .map(|((name, row), (size, total))| (name.as_str(), self.total_of_parts(name, row, *size, *total)))
            .collect();
        // How many cases are in several specialer is what the specialer have more than there are cases.
        let several = sizes.iter().sum::<u64>().saturating_sub(self.cases);
        let of_all = if is_small(several) { Total::Hidden } else { Total::Known };

        let mut day_names = words(DAYS.map(|(name, _)| name));
        day_names.push("ukendt".to_owned());
        vec![
            StatTable {
                id: "cases",
                title: "Sager",
                columns: words(["afsluttet", "ikke afsluttet"]),
                // Two groups that no total binds together: each is hidden for itself.
                rows: one_row(
                    mask::row(&[self.cases], of_all).into_iter().chain(mask::row(&[self.unfinished], Total::Known)),
                ),
            },
            StatTable {
                id: "levels",
                title: "Anbefalet niveau efter speciale",
                rows: by_level.collect(),
                columns: levels,
            },
            StatTable {
                id: "advice",
                title: "Rådgivning, der skulle indhentes",
                columns: words(ADVICE),
                rows: of_specialer(&self.advice, &of_parts),
            },
            StatTable {
                id: "deviations",
                title: "Valgt niveau efter afgørende kriterium",
                columns: words(CHOSEN),
                rows: of_specialer(&self.chosen, &of_parts),
            },
            StatTable {
                id: "days",
                title: "Dage fra henvendelse til anbefaling",
                columns: day_names,
                rows: one_row(mask::row(&self.days, of_all)),
            },
            StatTable {
                id: "follow_up",
                title: "Opfølgning",
                columns: words(FOLLOW_UP),
                rows: one_row(mask::row(&self.follow_up, of_all)),
            },
        ]
    }

    pub(super) fn level_columns(&self) -> Vec<String> {
        let mut levels: Vec<String> = self.order.clone();
        for level in self.levels.values().flat_map(BTreeMap::keys) {
            if !levels.contains(level) && level != DOUBT {
                levels.push(level.clone());
            }
        }
        levels.push(DOUBT.to_owned());
        levels
    }

    pub(super) fn by_level(&self, levels: &[String]) -> Vec<(String, Vec<u64>)> {
        let row = |(speciale, numbers): (&String, &BTreeMap<String, u64>)| {
            let numbers = levels.iter().map(|level| numbers.get(level).copied().unwrap_or(0));
            (speciale.clone(), numbers.collect())
        };
        self.levels.iter().map(row).collect()
    }

    /// May the totals of a speciale's duties and criteria be known? A guideline tells which duties and criteria go
    /// with which levels, and so which totals may be taken from each other: not where what is left is small.
    fn total_of_parts(&self, speciale: &str, levels: &[u64], size: u64, total: Total) -> Total {
        let parts: Vec<u64> = totals_of(&self.advice, speciale).chain(totals_of(&self.chosen, speciale)).collect();
        let up_to = levels.iter().scan(0, |sum, number| {
            *sum += number;
            Some(*sum)
        });
        let from = levels.iter().rev().scan(0, |sum, number| {
            *sum += number;
            Some(*sum)
        });
        let wholes: Vec<u64> = levels.iter().copied().chain(up_to).chain(from).chain([0, size]).collect();
        let tells = levels.iter().any(|number| is_small(*number))
            || parts.iter().any(|part| parts.iter().chain(&wholes).any(|other| is_small(part.abs_diff(*other))));
        if tells { Total::Hidden } else { total }
    }
}

/// By speciale and what a row is about.
pub(super) type Rows<const N: usize> = BTreeMap<(String, String), [u64; N]>;

/// The totals of a speciale's rows.
fn totals_of<'a, const N: usize>(rows: &'a Rows<N>, speciale: &'a str) -> impl Iterator<Item = u64> + 'a {
    rows.iter().filter(move |((name, _), _)| name == speciale).map(|(_, row)| row.iter().sum())
}

fn of_specialer<const N: usize>(rows: &Rows<N>, totals: &BTreeMap<&str, Total>) -> Vec<(String, Vec<Option<u64>>)> {
    let row = |((speciale, what), numbers): (&(String, String), &[u64; N])| {
        let total = totals.get(speciale.as_str()).copied().unwrap_or(Total::Hidden);
        (format!("{speciale} {what}"), mask::row(numbers, total))
    };
    rows.iter().map(row).collect()
}

fn one_row(cells: impl IntoIterator<Item = Option<u64>>) -> Vec<(String, Vec<Option<u64>>)> {
    vec![("sager".to_owned(), cells.into_iter().collect())]
}

fn words<const N: usize>(list: [&str; N]) -> Vec<String> {
    list.map(str::to_owned).to_vec()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counted(levels: &[u64], chosen: &[[u64; 4]]) -> Stats {
        let order: Vec<String> = (0..levels.len()).map(|place| format!("n{place}")).collect();
        let mut stats = Stats::new(order.clone(), jiff::civil::date(2026, 11, 28));
        stats.cases = levels.iter().sum();
        stats.days[5] = stats.cases;
        stats.follow_up[4] = stats.cases;
        stats.levels.insert("x".to_owned(), order.into_iter().zip(levels.iter().copied()).collect());
        for (place, row) in chosen.iter().enumerate() {
            stats.chosen.insert(("x".to_owned(), format!("K{place}")), *row);
        }
        stats
    }

    fn rows(stats: &Stats, id: &str) -> Vec<Vec<Option<u64>>> {
        let table = stats.tables().into_iter().find(|table| table.id == id).unwrap();
        table.rows.into_iter().map(|(_, row)| row).collect()
    }

    #[test]
    fn what_two_tables_leave_between_them_is_hidden() {
        // Ten are moderat; seven by one criterion. Who knows that there are but two knows of the three.
        let stats = counted(&[0, 10, 23], &[[7, 0, 0, 0], [3, 0, 0, 0], [23, 0, 0, 0]]);
        assert_eq!(rows(&stats, "deviations")[0][0], None);
        assert_eq!(rows(&stats, "levels"), [[Some(0), Some(10), Some(23), Some(0)]]);
        // With nothing small between them everything is shown.
        let stats = counted(&[0, 20, 40], &[[20, 0, 0, 0], [30, 10, 0, 0]]);
        assert_eq!(rows(&stats, "deviations"), [[20, 0, 0, 0], [30, 10, 0, 0]].map(|row| row.map(Some)));
    }

    #[test]
    fn how_few_are_in_two_specialer_is_not_told() {
        let mut stats = counted(&[0, 0, 50], &[]);
        stats.cases = 47;
        stats.days = [40, 7, 0, 0, 0, 0];
        assert_eq!(rows(&stats, "cases"), [[None, Some(0)]]);
        assert_eq!(rows(&stats, "days")[0][..2], [None, None]);
        assert_eq!(rows(&stats, "follow_up")[0][4], None);
    }

    proptest! {
        /// Totals that can be worked out leave nothing small between them, and none is small itself.
        #[test]
        fn no_two_totals_leave_a_small_number(
            levels in prop::collection::vec(0_u64..40, 3),
            chosen in prop::collection::vec(prop::array::uniform4(0_u64..15), 0..4),
        ) {
            let stats = counted(&levels, &chosen);
            let total = |row: &Vec<Option<u64>>| row.iter().copied().sum::<Option<u64>>();
            let parts: Vec<u64> = rows(&stats, "deviations").iter().filter_map(total).collect();
            let shown = rows(&stats, "levels").concat().into_iter().flatten();
            let known: Vec<u64> = shown.chain(rows(&stats, "levels").iter().filter_map(total)).chain(parts.clone()).collect();
            for part in &parts {
                prop_assert!(!is_small(*part));
                prop_assert!(known.iter().all(|other| !is_small(part.abs_diff(*other))), "{parts:?} {known:?}");
            }
        }
    }
}
