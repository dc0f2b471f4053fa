//! The national overview, `visit-overblik/1`: tables whose hidden cells nobody can work out, and sums of such tables.

use std::collections::{BTreeMap, BTreeSet};

use visitation::overview::{Counts, Interval, JOINED, Published, Shown, published, sum};

/// The columns of the file, in Danish as its readers are.
const HEADER: [&str; 8] = ["tabel", "periode", "område", "række", "kolonne", "tal", "lav", "høj"];
/// The name of a total's row or column.
const TOTAL: &str = "i alt";

/// Which period and which area are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// For instance `2026` or `2026K3`.
    pub period: String,
    /// For instance a municipality's name.
    pub area: String,
}

/// The file, and the tables of which nothing may be shown.
///
/// # Errors
/// None in memory.
pub fn file(tables: &[(&'static str, Option<Counts>)], scope: &Scope) -> anyhow::Result<(Vec<u8>, Vec<&'static str>)> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    let mut hidden = Vec::new();
    let counted = |counts: &Option<Counts>| counts.as_ref().is_none_or(|counts| !counts.rows.is_empty());
    for (id, counts) in tables.iter().filter(|(_, counts)| counted(counts)) {
        match counts.as_ref().and_then(published) {
            Some(shown) => table(&mut writer, id, &shown, scope)?,
            None => hidden.push(*id),
        }
    }
    Ok((writer.into_inner()?, hidden))
}

fn table(writer: &mut csv::Writer<Vec<u8>>, id: &str, shown: &Published, scope: &Scope) -> csv::Result<()> {
    let totals = |row: &str, column: &str, number: u64| (row.to_owned(), column.to_owned(), Shown::Number(number));
    let cells = shown.rows.iter().zip(&shown.cells).flat_map(|(row, cells)| {
        shown.columns.iter().zip(cells).map(move |(column, cell)| (row.clone(), column.clone(), *cell))
    });
    let of_rows = shown.rows.iter().zip(&shown.row_totals).map(|(row, total)| totals(row, TOTAL, *total));
    let of_columns =
        shown.columns.iter().zip(&shown.column_totals).map(|(column, total)| totals(TOTAL, column, *total));
    let all = totals(TOTAL, TOTAL, shown.row_totals.iter().sum());
    for (row, column, cell) in cells.chain(of_rows).chain(of_columns).chain([all]) {
        let (number, low, high) = match cell {
            Shown::Number(number) => (number.to_string(), number.to_string(), number.to_string()),
            Shown::Between(low, high) => (String::new(), low.to_string(), high.to_string()),
        };
        writer.write_record([id, &scope.period, &scope.area, &row, &column, &number, &low, &high])?;
    }
    Ok(())
}

/// What makes cells of several files the same cell: table, period, row and column.
type Key = (String, String, String, String);

/// The cells of a file that [`file()`] wrote.
///
/// # Errors
/// In Danish: the file is no overview, or a line of it cannot be read.
pub fn cells(text: &str) -> Result<Vec<(Key, Shown)>, String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?;
    if header.iter().ne(HEADER) {
        return Err(format!("filen er ikke et overblik: første linje skal være `{}`", HEADER.join(",")));
    }
    let mut cells = Vec::new();
    for (number, record) in reader.records().enumerate() {
        let wrong = || format!("linje {} kan ikke læses", number + 2);
        let record = record.map_err(|_| wrong())?;
        let field = |place: usize| record.get(place).unwrap_or_default().to_owned();
        let count = |place: usize| field(place).parse::<u64>().map_err(|_| wrong());
        if field(7).is_empty() {
            return Err(format!(
                "linje {} er en sum uden øvre grænse: læg de filer sammen, den er regnet ud af",
                number + 2
            ));
        }
        let shown = if field(5).is_empty() { Shown::Between(count(6)?, count(7)?) } else { Shown::Number(count(5)?) };
        cells.push(((field(0), field(1), field(3), field(4)), shown));
    }
    Ok(cells)
}

/// A table of a period.
type Table = (String, String);

/// The tables that some of the files have and others have not: their sums have no upper bound.
#[must_use]
pub fn open_ended(files: &[Vec<(Key, Shown)>]) -> BTreeSet<Table> {
    let tables_of = |file: &Vec<(Key, Shown)>| {
        file.iter().map(|(key, _)| (key.0.clone(), key.1.clone())).collect::<BTreeSet<Table>>()
    };
    let each: Vec<BTreeSet<Table>> = files.iter().map(tables_of).collect();
    let all: BTreeSet<Table> = each.iter().flatten().cloned().collect();
    all.into_iter().filter(|table| !each.iter().all(|own| own.contains(table))).collect()
}

/// The sums of several files as one, for an area of its own. What one file tells of several rows or columns together is
/// in each of them from none to all of it.
///
/// # Errors
/// None in memory.
pub fn summed(files: Vec<Vec<(Key, Shown)>>, area: &str) -> anyhow::Result<Vec<u8>> {
    let open = open_ended(&files);
    let sums: BTreeMap<Key, Interval> = sum(files.into_iter().flatten().flat_map(apart));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for ((table, period, row, column), Interval { low, high }) in sums {
        let is_open = open.contains(&(table.clone(), period.clone()));
        let number = if low == high && !is_open { low.to_string() } else { String::new() };
        let high = if is_open { String::new() } else { high.to_string() };
        writer.write_record([&table, &period, area, &row, &column, &number, &low.to_string(), &high])?;
    }
    Ok(writer.into_inner()?)
}

/// A cell as the cells of the rows and columns it was joined from.
fn apart(((table, period, row, column), shown): (Key, Shown)) -> Vec<(Key, Shown)> {
    let (rows, columns): (Vec<&str>, Vec<&str>) = (row.split(JOINED).collect(), column.split(JOINED).collect());
    let part = match shown {
        _ if rows.len() * columns.len() == 1 => shown,
        Shown::Number(high) | Shown::Between(_, high) => Shown::Between(0, high),
    };
    let key = |row: &str, column: &str| (table.clone(), period.clone(), row.to_owned(), column.to_owned());
    rows.iter().flat_map(|row| columns.iter().map(|column| (key(row, column), part))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_added() {
        let counts = |cells: [[u64; 3]; 3]| Counts {
            rows: ["a", "b", "c"].map(str::to_owned).to_vec(),
            columns: ["let", "moderat", "højt"].map(str::to_owned).to_vec(),
            cells: cells.map(|row| row.to_vec()).to_vec(),
        };
        let scope = |area: &str| Scope { period: "2026".into(), area: area.into() };
        let one = file(&[("O1", Some(counts([[12, 3, 20], [9, 14, 8], [30, 11, 6]])))], &scope("x")).unwrap().0;
        let two = file(&[("O1", Some(counts([[20, 20, 20], [9, 14, 8], [30, 11, 6]])))], &scope("y")).unwrap().0;
        let text = String::from_utf8(one.clone()).unwrap();
        assert!(
            text.contains("O1,2026,x,a,moderat,,1,14\n") && text.contains("O1,2026,x,i alt,let,51,51,51\n"),
            "{text}"
        );
        let all = vec![cells(&text).unwrap(), cells(&String::from_utf8(two).unwrap()).unwrap()];
        let sums = String::from_utf8(summed(all, "i alt").unwrap()).unwrap();
        assert!(sums.contains("O1,2026,i alt,a,moderat,,21,34\n"), "{sums}");
        let merged = [[20, 20, 20], [0, 0, 6], [30, 11, 6]];
        let (three, hidden) = file(&[("O1", Some(counts(merged))), ("O9", None)], &scope("z")).unwrap();
        assert_eq!(hidden, ["O9"]);
        let text = String::from_utf8(three).unwrap();
        assert!(text.contains("O1,2026,z,b + c,i alt,53,53,53\n"), "{text}");
        let with_advice = |advice| file(&[("O1", Some(counts(merged))), ("O9", advice)], &scope("z")).unwrap().0;
        let both = String::from_utf8(with_advice(Some(counts([[20; 3]; 3])))).unwrap();
        let sums = summed(vec![cells(&text).unwrap(), cells(&both).unwrap()], "i alt").unwrap();
        let sums = String::from_utf8(sums).unwrap();
        assert!(sums.contains("O1,2026,i alt,b,i alt,,0,106\n"), "what was merged may be either's: {sums}");
        assert!(sums.contains("O9,2026,i alt,b,let,,20,\n"), "what one file hides has no upper bound: {sums}");
        assert!(cells(&sums).unwrap_err().contains("uden øvre grænse"));
        assert!(cells("a,b\n").unwrap_err().contains("ikke et overblik"));
    }
}
