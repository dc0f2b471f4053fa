//! A table of numbers, as text and as CSV.

use std::fmt::Write as _;

use crate::audit::rows::harmless;
use crate::terminal::Look;
use crate::terminal::table::Table;

/// A number, or that it is hidden.
pub type Cell = Option<u64>;

/// What stands for a hidden number.
pub(super) const HIDDEN: &str = "*";

/// A table, small numbers hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatTable {
    /// Stable, for programs.
    pub id: &'static str,
    /// For people.
    pub title: &'static str,
    /// What is counted in each column.
    pub columns: Vec<String>,
    /// A name and a number for each column.
    pub rows: Vec<(String, Vec<Cell>)>,
}

pub(super) fn cell_text(cell: Cell) -> String {
    cell.map_or_else(|| HIDDEN.to_owned(), |number| number.to_string())
}

/// The tables for a terminal.
#[must_use]
pub fn text(tables: &[StatTable], look: Look) -> String {
    let mut text = String::new();
    for StatTable { title, columns, rows, .. } in tables.iter().filter(|table| !table.rows.is_empty()) {
        let mut table = Table::new(std::iter::once(String::new()).chain(columns.iter().cloned()));
        for (name, cells) in rows {
            table.row(std::iter::once(name.clone()).chain(cells.iter().copied().map(cell_text)));
        }
        let _ = writeln!(text, "{title}\n{}", table.told(look));
    }
    text.push_str("* er et tal fra 1 til 4 eller et tal, der er skjult, så et tal fra 1 til 4 ikke kan regnes ud.\n");
    text
}

/// The tables as one CSV file: table, row, column, number. A hidden number is empty.
///
/// # Errors
/// None in memory.
pub fn csv(tables: &[StatTable]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["table", "row", "column", "number"])?;
    for StatTable { id, columns, rows, .. } in tables {
        for (name, cells) in rows {
            for (column, cell) in columns.iter().zip(cells) {
                let number = cell.map_or_else(String::new, |number| number.to_string());
                writer.write_record([*id, &harmless(name), &harmless(column), &number])?;
            }
        }
    }
    Ok(writer.into_inner()?)
}
