//! The numbers as one self-contained page: tables that can be read aloud, each with a bar that repeats the numbers.

use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use super::table::{HIDDEN, StatTable};

/// What the template draws.
#[derive(Serialize)]
struct Page<'a> {
    tables: Vec<Drawn<'a>>,
    period: &'a str,
    hidden: &'a str,
}

#[derive(Serialize)]
struct Drawn<'a> {
    id: &'a str,
    title: &'a str,
    columns: &'a [String],
    rows: Vec<DrawnRow<'a>>,
}

#[derive(Serialize)]
struct DrawnRow<'a> {
    name: &'a str,
    cells: Vec<String>,
    /// Start and length of each column's part of the bar, in thousandths.
    bars: Vec<(u64, u64)>,
}

/// The page.
///
/// # Errors
/// None for the template that comes with visit.
pub fn page(tables: &[StatTable], period: &str) -> anyhow::Result<String> {
    let mut environment = Environment::new();
    // The ending makes every value escaped.
    environment.add_template("stats.html", include_str!("stats.html"))?;
    let drawn: Vec<Drawn<'_>> = tables.iter().filter(|table| !table.rows.is_empty()).map(draw).collect();
    let template = environment.get_template("stats.html")?;
    Ok(template.render(Serde(Page { tables: drawn, period, hidden: HIDDEN }))?)
}

fn draw(table: &StatTable) -> Drawn<'_> {
    let sum = |cells: &[Option<u64>]| cells.iter().flatten().sum::<u64>();
    let most = table.rows.iter().map(|(_, cells)| sum(cells)).max().unwrap_or(0).max(1);
    let rows = table.rows.iter().map(|(name, cells)| {
        let mut start = 0;
        let bars = cells.iter().map(|cell| {
            let length = cell.unwrap_or(0) * 1_000 / most;
            let bar = (start, length);
            start += length;
            bar
        });
        DrawnRow { name, bars: bars.collect(), cells: cells.iter().copied().map(super::table::cell_text).collect() }
    });
    Drawn { id: table.id, title: table.title, columns: &table.columns, rows: rows.collect() }
}
