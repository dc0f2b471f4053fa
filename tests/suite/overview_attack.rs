//! An attack on the overview: national sets of files are made, and whoever has all of them tries to learn a hidden number.
//!
//! Knows nothing of how the files are made: it reads the CSV alone, and finds by alternating paths of its own, not by the
//! flows of the audit, whether a hidden cell could be another number than it is. That is exact: of two whole-number
//! tables with the same totals the difference is a sum of alternating cycles.

use std::collections::BTreeMap;

use visit::audit::period::Period;
use visit::pages::overview::{Scope, cells, file, open_ended, summed};
use visitation::overview::{Counts, Shown};

const SPECIALER: [&str; 9] = ["autisme", "adhd", "bolig", "misbrug", "spise", "syn", "hørelse", "hjerne", "krise"];
const LEVELS: [&str; 4] = ["let", "moderat", "højt", "tvivl"];
const TOTAL: &str = "i alt";

/// A row and a column.
type Cell = (String, String);
/// Table, period, row and column.
type Key = (String, String, String, String);
/// A cell that is moved, and whether up.
type Step = (Cell, bool);
/// A row or a column: true is a row.
type Node = (bool, String);

/// Pseudo-random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// Mostly few, sometimes many, often none: as small municipalities and rare specialer are.
    fn count(&mut self) -> u64 {
        match self.below(4) {
            0 => 0,
            1 => self.below(6),
            2 => self.below(25),
            _ => self.below(120),
        }
    }

    fn table(&mut self) -> Counts {
        let rows = 2 + usize::try_from(self.below(8)).unwrap();
        let row = |dice: &mut Self| (0..LEVELS.len()).map(|_| dice.count()).collect();
        let cells = (0..rows).map(|_| row(self)).collect();
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
        Counts { rows: names(&SPECIALER[..rows]), columns: names(&LEVELS), cells }
    }
}

/// What an attacker has of one file: every cell by its row and column.
#[derive(Default)]
struct Seen {
    cells: BTreeMap<Cell, Shown>,
}

impl Seen {
    fn read(text: &str) -> Self {
        let cells = cells(text).unwrap().into_iter().map(|((_, _, row, column), shown)| ((row, column), shown));
        Self { cells: cells.filter(|((row, column), _)| row != TOTAL && column != TOTAL).collect() }
    }

    fn hidden(&self) -> Vec<(&Cell, u64, u64)> {
        let between = |shown: &Shown| match shown {
            Shown::Between(low, high) => Some((*low, *high)),
            Shown::Number(_) => None,
        };
        self.cells.iter().filter_map(|(key, shown)| between(shown).map(|(low, high)| (key, low, high))).collect()
    }
}

/// The true count behind a cell of merged rows and columns.
fn truth(counts: &Counts, row: &str, column: &str) -> u64 {
    let place = |list: &[String], name: &str| list.iter().position(|own| own == name).unwrap();
    let columns: Vec<usize> = column.split(" + ").map(|name| place(&counts.columns, name)).collect();
    let of_row = |row: usize| columns.iter().map(|column| counts.at(row, *column)).sum::<u64>();
    row.split(" + ").map(|name| of_row(place(&counts.rows, name))).sum()
}

/// Hidden cells as they truly are; each at least 1, and the totals known.
type Hidden = BTreeMap<Cell, u64>;

/// A way from a column back to a row over hidden cells but `without`: some go up by one, others down by one.
fn way(hidden: &Hidden, without: &Cell, from: (bool, &str), to: (bool, &str)) -> Option<Vec<Step>> {
    let mut seen: BTreeMap<Node, Option<Step>> = BTreeMap::new();
    seen.insert((from.0, from.1.to_owned()), None);
    let mut next = vec![(from.0, from.1.to_owned())];
    while let Some((is_row, name)) = next.pop() {
        for (cell, value) in hidden.iter().filter(|(cell, _)| *cell != without) {
            // From a row a cell may go up; from a column a cell may go down if it stays 1.
            let (here, there) = if is_row { (&cell.0, &cell.1) } else { (&cell.1, &cell.0) };
            let node = (!is_row, there.clone());
            if *here == name && (is_row || *value > 1) && !seen.contains_key(&node) {
                seen.insert(node.clone(), Some((cell.clone(), is_row)));
                next.push(node);
            }
        }
    }
    let mut steps = Vec::new();
    let mut at = (to.0, to.1.to_owned());
    while let Some((cell, up)) = seen.get(&at)?.clone() {
        at = if up { (true, cell.0.clone()) } else { (false, cell.1.clone()) };
        steps.push((cell, up));
    }
    Some(steps)
}

/// Moves a cell by one and others with it; false where the totals forbid it.
fn moved(hidden: &mut Hidden, cell: &Cell, up: bool) -> bool {
    if !up && hidden[cell] <= 1 {
        return false;
    }
    let (row, column) = ((true, cell.0.as_str()), (false, cell.1.as_str()));
    // The cell itself goes up, so the way leads from its column to its row; or the other way round.
    let (from, to) = if up { (column, row) } else { (row, column) };
    let Some(steps) = way(hidden, cell, from, to) else { return false };
    for (step, up) in steps {
        let value = hidden.get_mut(&step).unwrap();
        *value = if up { *value + 1 } else { *value - 1 };
    }
    let value = hidden.get_mut(cell).unwrap();
    *value = if up { *value + 1 } else { *value - 1 };
    true
}

/// What came of the attack.
#[derive(Debug, Default)]
struct Found {
    files: usize,
    withheld: usize,
    hidden: usize,
    shown: usize,
    determined: usize,
    small_known_small: usize,
    sums: usize,
    exact: usize,
}

fn attack(counts: &Counts, seen: &Seen, found: &mut Found) {
    let hidden: Hidden =
        seen.hidden().iter().map(|(cell, _, _)| ((*cell).clone(), truth(counts, &cell.0, &cell.1))).collect();
    found.shown += seen.cells.len() - hidden.len();
    for (cell, low, high) in seen.hidden() {
        let true_count = hidden[cell];
        assert!(low <= true_count && true_count <= high, "{cell:?}");
        found.hidden += 1;
        // For an outsider. One of those counted knows that her own cell holds her, which everybody knows of every hidden
        // cell, and of the others just as much: taking her out of cell and totals alike leaves the same ways.
        let other = moved(&mut hidden.clone(), cell, true) || moved(&mut hidden.clone(), cell, false);
        found.determined += usize::from(!other);
        let mut raised = hidden.clone();
        while raised[cell] < 5 && moved(&mut raised, cell, true) {}
        found.small_known_small += usize::from(raised[cell] < 5);
        assert!(raised[cell] <= high, "the file gives a range that is too narrow: {cell:?}");
    }
    for ((row, column), shown) in &seen.cells {
        if let Shown::Number(number) = shown {
            assert_eq!(*number, truth(counts, row, column));
            assert!(!(1..5).contains(number), "{row} {column} {number}");
        }
    }
}

/// The sum of all tells the truth, and no number exactly that a file hides.
fn summed_up(sets: &[Counts], files: &[Vec<(Key, Shown)>], found: &mut Found) {
    let open = !open_ended(files).is_empty();
    let national = String::from_utf8(summed(files.to_vec(), "landet").unwrap()).unwrap();
    for line in national.lines().skip(1) {
        let part: Vec<&str> = line.split(',').collect();
        let (row, column) = (part[3], part[4]);
        if row == TOTAL || column == TOTAL {
            continue;
        }
        let of = |counts: &Counts| {
            let at = |list: &[String], name: &str| list.iter().position(|own| own == name);
            at(&counts.rows, row).zip(at(&counts.columns, column)).map_or(0, |(row, column)| counts.at(row, column))
        };
        let true_count: u64 = sets.iter().map(of).sum();
        let (low, high) = (part[6].parse::<u64>().unwrap(), part[7].parse::<u64>().ok());
        assert!(low <= true_count && high.is_none_or(|high| true_count <= high), "{line}: {true_count}");
        assert_eq!(high.is_none(), open, "{line}");
        found.sums += 1;
        let number = !part[5].is_empty();
        found.exact += usize::from(number);
        let hides = files.iter().flatten().any(|((_, _, own, other), shown)| {
            let names = |name: &str, joined: &str| joined.split(" + ").any(|part| part == name);
            let alone = own == row && other == column && matches!(shown, Shown::Number(_));
            names(row, own) && names(column, other) && !alone && !matches!(shown, Shown::Number(0))
        });
        assert!(!(number && hides), "{line}");
    }
}

#[test]
fn no_hidden_number_of_200_national_sets_is_learnt() {
    let mut dice = Dice(18);
    let mut found = Found::default();
    for _ in 0..200 {
        let sets: Vec<Counts> = (0..3 + dice.below(6)).map(|_| dice.table()).collect();
        let mut files = Vec::new();
        for (place, counts) in sets.iter().enumerate() {
            let scope = Scope { period: Period::read("2026").unwrap().to_string(), area: format!("k{place}") };
            let (bytes, withheld) = file(&[("O1", Some(counts.clone()))], &scope).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            found.files += 1;
            found.withheld += withheld.len();
            attack(counts, &Seen::read(&text), &mut found);
            files.push(cells(&text).unwrap());
        }
        summed_up(&sets, &files, &mut found);
    }
    assert!(found.hidden > 2000, "the attack has something to find: {found:?}");
    assert_eq!((found.determined, found.small_known_small), (0, 0), "{found:?}");
}

/// The attack itself finds what can be worked out: the dossier's E1 with one cell hidden, and with two in a row.
#[test]
fn the_attack_learns_what_is_hidden_badly() {
    let cell = |row: &str, column: &str| (row.to_owned(), column.to_owned());
    let known = |hidden: &[(Cell, u64)]| {
        let hidden: Hidden = hidden.iter().cloned().collect();
        hidden.keys().all(|cell| !moved(&mut hidden.clone(), cell, true) && !moved(&mut hidden.clone(), cell, false))
    };
    let e1 = [(cell("A", "moderat"), 3), (cell("A", "let"), 12), (cell("B", "let"), 9), (cell("B", "moderat"), 14)];
    assert!(known(&e1[..1]) && known(&e1[..2]) && !known(&e1));
    let e2 = [(cell("A", "x"), 1), (cell("A", "y"), 1), (cell("B", "x"), 20), (cell("B", "y"), 20)];
    assert!(known(&e2), "all four can be worked out: ones in a diagonal cannot fall");
}

#[test]
fn a_region_that_is_not_yet_has_no_numbers() {
    let args = ["stats", "tests/cmd", "--overview", "2026", "--date", "2027-01-02", "--area", "Region Østdanmark"];
    let root = env!("CARGO_MANIFEST_DIR");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(root).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{told}");
    assert!(told.contains("findes ikke i hele perioden 2026") && told.contains("Region Hovedstaden"), "{told}");
}
