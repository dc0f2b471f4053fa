//! Counts, and what may be shown of them.

/// Counts from 1 up to but not including this are hidden.
pub const THRESHOLD: u64 = 5;
/// A row of fewer people than this, all in one column, says something of each of them.
pub const UNANIMOUS: u64 = 20;

/// What stands between the names of merged rows or columns.
pub const JOINED: &str = " + ";

/// A two-way table of counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// The names of the rows.
    pub rows: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// As many lists as rows, each as long as there are columns.
    pub cells: Vec<Vec<u64>>,
}

/// What may be shown of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The number itself.
    Number(u64),
    /// Only that it lies between these two, both included.
    Between(u64, u64),
}

/// A table as it may be shown: every total is, and no hidden cell can be worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The names of the rows; of merged ones joined by [`JOINED`].
    pub rows: Vec<String>,
    /// The names of the columns, likewise.
    pub columns: Vec<String>,
    /// The cells.
    pub cells: Vec<Vec<Shown>>,
    /// The totals of the rows.
    pub row_totals: Vec<u64>,
    /// The totals of the columns.
    pub column_totals: Vec<u64>,
}

impl Counts {
    /// The totals of the rows.
    #[must_use]
    pub fn row_totals(&self) -> Vec<u64> {
        self.cells.iter().map(|row| row.iter().sum()).collect()
    }

    /// The totals of the columns.
    #[must_use]
    pub fn column_totals(&self) -> Vec<u64> {
        let column = |place: usize| self.cells.iter().filter_map(|row| row.get(place)).sum();
        (0..self.columns.len()).map(column).collect()
    }

    /// The same table with rows and columns changed about.
    #[must_use]
    pub(super) fn turned(&self) -> Self {
        let column = |place: usize| self.cells.iter().filter_map(|row| row.get(place).copied()).collect();
        let cells = (0..self.columns.len()).map(column).collect();
        Self { rows: self.columns.clone(), columns: self.rows.clone(), cells }
    }

    /// The table with the `chosen` rows as one, whose cells are `sum`, where the first of them stood.
    #[must_use]
    pub(super) fn joined(&self, chosen: &[bool], sum: Vec<u64>) -> Self {
        let mut table = Self { columns: self.columns.clone(), ..Self::default() };
        let mut sum = Some(sum);
        let names: Vec<&str> =
            self.rows.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(name, _)| name.as_str()).collect();
        for ((name, cells), chosen) in self.rows.iter().zip(&self.cells).zip(chosen) {
            if !chosen {
                table.rows.push(name.clone());
                table.cells.push(cells.clone());
            } else if let Some(sum) = sum.take() {
                table.rows.push(names.join(JOINED));
                table.cells.push(sum);
            }
        }
        table
    }

    /// The count in a cell; 0 outside the table.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> u64 {
        self.cells.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or_default()
    }
}

/// Is it a number that points at somebody?
#[must_use]
pub fn is_small(number: u64) -> bool {
    (1..THRESHOLD).contains(&number)
}
