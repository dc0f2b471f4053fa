//! Tables over many outcomes that stand in no case: levels, criteria, duties, and what other rules would change.

use visitation::overview::{Counts, Shown, published};

use super::StatTable;
use super::mask::{self, Total, is_small};

/// What has been counted, with the names of it.
#[derive(Debug, Clone, Default)]
pub struct OutcomeCounts {
    /// So many cases.
    pub cases: u64,
    /// Levels, lowest first, and last doubt.
    pub levels: Vec<(String, u64)>,
    /// Criteria, each with how many cases meet it.
    pub criteria: Vec<(String, u64)>,
    /// Duties, each with in how many cases it is due.
    pub advice: Vec<(String, u64)>,
    /// Level before by level after; empty where nothing was compared.
    pub moved: Vec<Vec<u64>>,
}

/// The tables, small numbers hidden.
#[must_use]
pub fn tables(counts: &OutcomeCounts) -> Vec<StatTable> {
    let total = if is_small(counts.cases) { Total::Hidden } else { Total::Known };
    let (names, numbers): (Vec<String>, Vec<u64>) = counts.levels.iter().cloned().unzip();
    let of_cases = |id, title, yes: &str, no: &str, list: &[(String, u64)]| StatTable {
        id,
        title,
        columns: vec![yes.to_owned(), no.to_owned()],
        rows: list
            .iter()
            .map(|(name, number)| (name.clone(), mask::row(&[*number, counts.cases.saturating_sub(*number)], total)))
            .collect(),
    };
    vec![
        StatTable {
            id: "cases",
            title: "Sager",
            columns: vec!["i alt".to_owned()],
            rows: vec![(String::new(), mask::row(&[counts.cases], total))],
        },
        StatTable {
            id: "levels",
            title: "Anbefalet niveau",
            columns: names.clone(),
            rows: vec![(String::new(), mask::row(&numbers, total))],
        },
        of_cases("criteria", "Kriterier", "opfyldt", "ikke opfyldt eller uafklaret", &counts.criteria),
        of_cases("advice", "Rådgivning", "skal indhentes", "ikke aktuel eller uafklaret", &counts.advice),
        moved(names, &counts.moved),
    ]
}

/// Rows and columns may both be added up: shown by the audited rule, or every number hidden.
fn moved(names: Vec<String>, cells: &[Vec<u64>]) -> StatTable {
    let counts = Counts { rows: names.clone(), columns: names.clone(), cells: cells.to_vec() };
    let cell = |cell: &Shown| match cell {
        Shown::Number(number) => Some(*number),
        Shown::Between(..) => None,
    };
    let (columns, rows) = match published(&counts) {
        _ if cells.is_empty() => (names, Vec::new()),
        Some(shown) => {
            let numbers = shown.cells.iter().map(|row| row.iter().map(cell).collect());
            (shown.columns, shown.rows.into_iter().zip(numbers).collect())
        }
        None => {
            let hidden = vec![None; names.len()];
            (names.clone(), names.into_iter().map(|name| (name, hidden.clone())).collect())
        }
    };
    StatTable { id: "moved", title: "Niveau før (rækker) og efter (kolonner)", columns, rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_shows_a_small_number() {
        let level = |name: &str, number| (name.to_owned(), number);
        let counts = OutcomeCounts {
            cases: 103,
            levels: vec![level("let", 60), level("højt", 40), level("tvivl", 3)],
            criteria: vec![level("H1", 2), level("H2", 40)],
            advice: vec![level("R1", 101)],
            moved: vec![vec![58, 1, 1], vec![0, 40, 0], vec![0, 0, 3]],
        };
        for table in tables(&counts) {
            for (name, cells) in table.rows {
                assert!(cells.iter().flatten().all(|number| !is_small(*number)), "{} {name} {cells:?}", table.id);
                assert!(cells.iter().filter(|cell| cell.is_none()).count() != 1 || table.id == "cases", "{name}");
            }
        }
    }
}
