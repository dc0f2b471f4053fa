//! The tables of what has been counted, with nothing in them that points at a person.
//!
//! Every table goes through the one audited rule. Levels, advice and choices by speciale are the tables of the national
//! overview, so that the two never tell more together; a speciale's duties and criteria are shown only where its rows in
//! those are shown whole, since a guideline says which duties and criteria go with which levels.

use std::collections::{BTreeMap, BTreeSet};

use visitation::overview::{Counts, is_small};

use super::linked::{hidden, table, tells, whole, wholes};
use super::{ADVICE, CHOSEN, DAYS, DOUBT, FOLLOW_UP, StatTable, Stats};

impl Stats {
    /// The tables, small numbers hidden.
    #[must_use]
    pub fn tables(&self) -> Vec<StatTable> {
        let levels = self.levels_counted();
        let whole_levels = whole(&levels);
        let (advice, chosen) = (self.advice_counted(&levels, &whole_levels), self.chosen_counted());
        // How many cases are in several specialer is what the specialer have more than there are cases.
        let several = levels.row_totals().iter().sum::<u64>().saturating_sub(self.cases);
        let known = !tells(self.cases, []) && !is_small(several);
        let mut day_names = words(DAYS.map(|(name, _)| name));
        day_names.push("ukendt".to_owned());
        let of_all = |id, title, columns: Vec<String>, numbers: &[u64]| {
            let counts = Counts { rows: vec!["sager".to_owned()], columns, cells: vec![numbers.to_vec()] };
            if known { table(id, title, &counts) } else { hidden(id, title, &counts) }
        };
        let duties = self.parts(&self.advice, &advice, (&levels, &whole_levels), &words(ADVICE));
        let criteria = self.parts(&self.chosen, &chosen, (&levels, &whole_levels), &words(CHOSEN));
        vec![
            self.cases(known),
            table("levels", "Anbefalet niveau efter speciale", &levels),
            self.advice_table(&advice),
            StatTable { id: "duties", title: "Rådgivning efter pligt", columns: words(ADVICE), rows: duties },
            table("deviations", "Valgt niveau efter speciale", &chosen),
            StatTable {
                id: "criteria",
                title: "Valgt niveau efter afgørende kriterium",
                columns: words(CHOSEN),
                rows: criteria,
            },
            of_all("days", "Dage fra henvendelse til anbefaling", day_names, &self.days),
            of_all("follow_up", "Opfølgning", words(FOLLOW_UP), &self.follow_up),
        ]
    }

    /// Two groups that no total binds together: each is hidden for itself.
    fn cases(&self, known: bool) -> StatTable {
        let unfinished = (!is_small(self.unfinished)).then_some(self.unfinished);
        StatTable {
            id: "cases",
            title: "Sager",
            columns: words(["afsluttet", "ikke afsluttet"]),
            rows: vec![("sager".to_owned(), vec![known.then_some(self.cases), unfinished])],
        }
    }

    /// The tables of the national overview, each still to go through the audited rule; none where something was counted
    /// and another table leaves nothing of it to be shown.
    #[must_use]
    pub fn overview(&self) -> Vec<(&'static str, Option<Counts>)> {
        let levels = self.levels_counted();
        let advice = self.advice_counted(&levels, &whole(&levels));
        let advice = Some(advice).filter(|told| self.advice_of.is_empty() || !told.rows.is_empty());
        vec![("O1", Some(levels)), ("O9", advice)]
    }

    fn levels_counted(&self) -> Counts {
        let mut columns: Vec<String> = self.order.clone();
        for level in self.levels.values().flat_map(BTreeMap::keys) {
            if !columns.contains(level) && level != DOUBT {
                columns.push(level.clone());
            }
        }
        columns.push(DOUBT.to_owned());
        let row = |numbers: &BTreeMap<String, u64>| {
            columns.iter().map(|level| numbers.get(level).copied().unwrap_or(0)).collect()
        };
        let cells = self.levels.values().map(row).collect();
        Counts { rows: self.levels.keys().cloned().collect(), columns, cells }
    }

    /// Only specialer whose levels are shown whole, and as many of whose cases have a duty, or have none, that no number
    /// of the levels is a small one away: a guideline says at which levels a duty is due.
    fn advice_counted(&self, levels: &Counts, shown: &BTreeSet<String>) -> Counts {
        let apart = |speciale: &String, row: &[u64; 5]| {
            tells(row.iter().sum(), row_of(levels, speciale).into_iter().flat_map(wholes))
        };
        let told = self.advice_of.iter().filter(|(speciale, row)| shown.contains(*speciale) && !apart(speciale, row));
        of_specialer(&told.map(|(speciale, row)| (speciale.clone(), *row)).collect(), ADVICE)
    }

    /// The advice, every number of a speciale hidden where its levels and it would tell more together.
    fn advice_table(&self, told: &Counts) -> StatTable {
        let title = "Rådgivning efter speciale (en sag tæller ved det råd, der er nået kortest)";
        let mut shown = table("advice", title, told);
        let untold = self.advice_of.keys().filter(|speciale| !told.rows.contains(speciale));
        let all = vec![None; shown.columns.len()];
        shown.rows.extend(untold.map(|speciale| (speciale.clone(), all.clone())));
        shown
    }

    fn chosen_counted(&self) -> Counts {
        of_specialer(&self.chosen_of, CHOSEN)
    }

    /// The rows of each speciale that is shown whole in the table of its sums and in that of the levels; every number
    /// hidden where a row's total, or a cell of it, and something else that is shown are a small number apart.
    fn parts<const N: usize>(
        &self,
        rows: &Rows<N>,
        sums: &Counts,
        (levels, whole_levels): (&Counts, &BTreeSet<String>),
        columns: &[String],
    ) -> Vec<(String, Vec<Option<u64>>)> {
        let shown: BTreeSet<String> = whole(sums).intersection(whole_levels).cloned().collect();
        let mut found = Vec::new();
        for speciale in &shown {
            let own = rows.iter().filter(|((name, _), _)| name == speciale);
            let counts = Counts {
                rows: own.clone().map(|((_, what), _)| format!("{speciale} {what}")).collect(),
                columns: columns.to_vec(),
                cells: own.map(|(_, numbers)| numbers.to_vec()).collect(),
            };
            let own_sums = row_of(sums, speciale).unwrap_or_default();
            let others = row_of(levels, speciale).into_iter().chain([own_sums]).flat_map(wholes);
            let others: Vec<u64> =
                others.chain(totals_of(&self.advice, speciale)).chain(totals_of(&self.chosen, speciale)).collect();
            let cells = counts.cells.iter().flat_map(|row| row.iter().zip(own_sums));
            let table = table("", "", &counts);
            // Rows may have been merged: what is looked at is what would be shown.
            let shown = table.rows.iter().filter_map(|(_, row)| row.iter().copied().sum::<Option<u64>>());
            let totals = counts.row_totals().into_iter().chain(shown);
            let apart = totals.into_iter().any(|total| tells(total, others.iter().copied()))
                || cells.into_iter().any(|(own, sum)| is_small(own.abs_diff(*sum)));
            let table = if apart || table.columns != columns { hidden("", "", &counts) } else { table };
            found.extend(table.rows);
        }
        found
    }
}

/// By speciale and what a row is about.
pub(super) type Rows<const N: usize> = BTreeMap<(String, String), [u64; N]>;

/// The totals of a speciale's rows.
fn totals_of<'a, const N: usize>(rows: &'a Rows<N>, speciale: &'a str) -> impl Iterator<Item = u64> + 'a {
    rows.iter().filter(move |((name, _), _)| name == speciale).map(|(_, row)| row.iter().sum())
}

fn row_of<'c>(counts: &'c Counts, name: &str) -> Option<&'c [u64]> {
    let place = counts.rows.iter().position(|row| row == name)?;
    counts.cells.get(place).map(Vec::as_slice)
}

fn of_specialer<const N: usize>(rows: &BTreeMap<String, [u64; N]>, columns: [&str; N]) -> Counts {
    let (rows, cells) = rows.iter().map(|(name, numbers)| (name.clone(), numbers.to_vec())).unzip();
    Counts { rows, columns: words(columns), cells }
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
        let mut sum = [0; 4];
        for (place, row) in chosen.iter().enumerate() {
            stats.chosen.insert(("x".to_owned(), format!("K{place}")), *row);
            sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        }
        stats.chosen_of.insert("x".to_owned(), sum);
        stats
    }

    fn rows(stats: &Stats, id: &str) -> Vec<Vec<Option<u64>>> {
        let table = stats.tables().into_iter().find(|table| table.id == id).unwrap();
        table.rows.into_iter().map(|(_, row)| row).collect()
    }

    #[test]
    fn what_two_tables_leave_between_them_is_hidden() {
        // Ten are moderat; seven by one criterion. Who knows that there are but two knows of the three.
        let stats = counted(&[0, 20, 23], &[[17, 0, 0, 0], [26, 0, 0, 0]]);
        assert_eq!(rows(&stats, "criteria"), [[None; 4], [None; 4]]);
        assert_eq!(rows(&stats, "levels"), [[Some(0), Some(20), Some(23), Some(0)]]);
        // With nothing small between them everything is shown.
        let stats = counted(&[0, 20, 40], &[[20, 0, 0, 0], [30, 10, 0, 0]]);
        assert_eq!(rows(&stats, "criteria"), [[20, 0, 0, 0], [30, 10, 0, 0]].map(|row| row.map(Some)));
    }

    #[test]
    fn how_few_are_in_two_specialer_is_not_told() {
        let mut stats = counted(&[0, 0, 50], &[]);
        stats.cases = 47;
        stats.days = [40, 7, 0, 0, 0, 0];
        assert_eq!(rows(&stats, "cases"), [[None, Some(0)]]);
        assert_eq!(rows(&stats, "days"), [[None; 6]]);
        assert_eq!(rows(&stats, "follow_up"), [[None; 5]]);
    }

    #[test]
    fn advice_does_not_tell_how_many_are_at_a_level_that_needs_none() {
        // Three are light, and only they are due no advice: thirty of thirty-three would tell it.
        let mut stats = counted(&[3, 20, 10], &[]);
        stats.advice_of.insert("x".to_owned(), [30, 0, 0, 0, 0]);
        assert_eq!(rows(&stats, "advice"), [[None; 5]]);
        assert_eq!(stats.overview()[1], ("O9", None));
        let mut stats = counted(&[30, 20, 10], &[]);
        stats.advice_of.insert("x".to_owned(), [30, 0, 0, 0, 0]);
        assert_eq!(rows(&stats, "advice"), [[Some(30), Some(0), Some(0), Some(0), Some(0)]]);
        stats.advice_of.insert("x".to_owned(), [28, 0, 0, 0, 0]);
        assert_eq!(rows(&stats, "advice"), [[None; 5]], "two of the thirty lack it");
    }

    proptest! {
        /// Totals that can be worked out leave nothing small between them, and none is small itself; and nothing is shown
        /// of a speciale's criteria where its levels are not.
        #[test]
        fn no_two_totals_leave_a_small_number(
            levels in prop::collection::vec(prop_oneof![0_u64..40, (0_u64..4).prop_map(|tens| tens * 20)], 3),
            chosen in prop::collection::vec(prop::array::uniform4(prop_oneof![Just(0_u64), 0_u64..15, Just(10), Just(20)]), 0..4),
        ) {
            let stats = counted(&levels, &chosen);
            let total = |row: &Vec<Option<u64>>| row.iter().copied().sum::<Option<u64>>();
            let parts: Vec<u64> = rows(&stats, "criteria").iter().filter_map(total).collect();
            let shown = rows(&stats, "levels");
            prop_assert!(parts.is_empty() || shown.concat().iter().all(Option::is_some));
            let known: Vec<u64> = shown.concat().into_iter().flatten().chain(shown.iter().filter_map(total)).chain(parts.clone()).collect();
            for part in &parts {
                prop_assert!(!is_small(*part));
                prop_assert!(known.iter().all(|other| !is_small(part.abs_diff(*other))), "{parts:?} {known:?}");
            }
        }
    }
}
