//! Tables over many outcomes that stand in no case: levels, criteria, duties, and what other rules would change.

use visitation::overview::{Counts, UNANIMOUS};

use super::StatTable;
use super::linked::{table, tells, wholes};

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
    let (names, numbers): (Vec<String>, Vec<u64>) = counts.levels.iter().cloned().unzip();
    let one_row =
        |columns: Vec<String>, numbers: Vec<u64>| Counts { rows: vec![String::new()], columns, cells: vec![numbers] };
    let lists = [
        ("criteria", "Kriterier", ["opfyldt", "ikke opfyldt eller uafklaret"], &counts.criteria),
        ("advice", "Rådgivning", ["skal indhentes", "ikke aktuel eller uafklaret"], &counts.advice),
    ];
    let mut tables = vec![
        table("cases", "Sager", &one_row(vec!["i alt".to_owned()], vec![counts.cases])),
        table("levels", "Anbefalet niveau", &one_row(names.clone(), numbers.clone())),
    ];
    tables.extend(lists.map(|(id, title, columns, list)| StatTable {
        id,
        title,
        columns: columns.map(str::to_owned).to_vec(),
        rows: list.iter().map(|(name, number)| (name.clone(), of_cases(counts, &numbers, *number))).collect(),
    }));
    let moved = Counts { rows: names.clone(), columns: names, cells: counts.moved.clone() };
    let rows = if counts.moved.is_empty() { Counts::default() } else { moved };
    tables.push(table("moved", "Niveau før (rækker) og efter (kolonner)", &rows));
    tables
}

/// How many cases something holds for, and how many not: shown where neither leaves a small number to a level, to some
/// levels together, to all cases or to another number of the lists.
fn of_cases(counts: &OutcomeCounts, levels: &[u64], number: u64) -> Vec<Option<u64>> {
    let others = counts.criteria.iter().chain(&counts.advice).map(|(_, other)| *other);
    let both = [number, counts.cases.saturating_sub(number)];
    let apart = others.chain(wholes(levels)).chain([counts.cases]).collect::<Vec<_>>();
    // Fewer than twenty of one mind would be told of one by one.
    let of_one_mind = both.contains(&0) && counts.cases < UNANIMOUS;
    let hidden = of_one_mind || both.iter().any(|number| tells(*number, apart.iter().copied()));
    both.map(|number| (!hidden).then_some(number)).to_vec()
}

#[cfg(test)]
mod tests {
    use visitation::overview::is_small;

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
