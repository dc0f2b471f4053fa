//! A report with a row per case, written while it is made: as text, as one JSON object, as JSON lines or as CSV.
//!
//! Nothing is kept back, so that a report over a country is no larger in memory than one over a case.

use std::io::{self, Write};

use serde::Serialize;

use crate::terminal::{Format, Look};

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum RowFormat {
    /// A person.
    #[default]
    Text,
    /// A program that reads everything at once.
    Json,
    /// A program that reads line by line.
    Jsonl,
    /// A spreadsheet.
    Csv,
}

impl RowFormat {
    /// For whom errors are.
    #[must_use]
    pub fn of_errors(self) -> Format {
        match self {
            Self::Json | Self::Jsonl => Format::Json,
            Self::Text | Self::Csv => Format::Text,
        }
    }
}

/// A row of a report.
pub trait Row: Serialize {
    /// Name and version of the report's format.
    const FORMAT: &'static str;
    /// The name of the list in the JSON object.
    const LIST: &'static str;
    /// The columns of the CSV file.
    const COLUMNS: &'static [&'static str];

    /// What stands in the columns: one line or more.
    fn lines(&self) -> Vec<Vec<String>>;

    /// What a person is told; `None` where it is enough to be counted.
    fn text(&self, look: Look) -> Option<String>;
}

/// Writes a report.
pub struct Writer<'o> {
    out: &'o mut dyn Write,
    format: RowFormat,
    look: Look,
    rows: u64,
}

impl<'o> Writer<'o> {
    /// Begins a report in `look` columns.
    pub fn new(out: &'o mut dyn Write, format: RowFormat, look: Look) -> Self {
        Self { out, format, look, rows: 0 }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn row<R: Row>(&mut self, row: &R) -> anyhow::Result<()> {
        if self.rows == 0 {
            self.begin::<R>()?;
        }
        self.rows += 1;
        match self.format {
            RowFormat::Text => {
                if let Some(text) = row.text(self.look) {
                    self.out.write_all(text.as_bytes())?;
                }
            }
            RowFormat::Json => {
                self.out.write_all(if self.rows == 1 { b"\n    " } else { b",\n    " })?;
                serde_json::to_writer(&mut *self.out, row)?;
            }
            RowFormat::Jsonl => {
                serde_json::to_writer(&mut *self.out, row)?;
                self.out.write_all(b"\n")?;
            }
            RowFormat::Csv => {
                for line in row.lines() {
                    write_csv(self.out, &line)?;
                }
            }
        }
        Ok(())
    }

    fn begin<R: Row>(&mut self) -> anyhow::Result<()> {
        match self.format {
            RowFormat::Text | RowFormat::Jsonl => Ok(()),
            RowFormat::Json => Ok(write!(self.out, "{{\n  \"format\": \"{}\",\n  \"{}\": [", R::FORMAT, R::LIST)?),
            RowFormat::Csv => write_csv(self.out, R::COLUMNS),
        }
    }

    /// Ends the report. `summary` is told to programs, `told` to people.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end<R: Row>(mut self, summary: &impl Serialize, told: &str) -> anyhow::Result<()> {
        if self.rows == 0 {
            self.begin::<R>()?;
        }
        match self.format {
            RowFormat::Text => self.out.write_all(told.as_bytes())?,
            RowFormat::Json => {
                self.out.write_all(if self.rows == 0 { b"],\n  \"summary\": " } else { b"\n  ],\n  \"summary\": " })?;
                serde_json::to_writer(&mut *self.out, summary)?;
                self.out.write_all(b"\n}\n")?;
            }
            // A line by itself says what it is of; a sum among the lines would be read as one of them.
            RowFormat::Jsonl | RowFormat::Csv => {}
        }
        Ok(())
    }
}

fn write_csv<S: AsRef<[u8]>>(out: &mut dyn Write, cells: &[S]) -> anyhow::Result<()> {
    let mut line = csv::Writer::from_writer(Vec::new());
    line.write_record(cells)?;
    let bytes = line.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    Ok(out.write_all(&bytes)?)
}

/// A text as a cell of a spreadsheet, where it cannot be taken for a formula.
#[must_use]
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// So many cases, in Danish.
#[must_use]
pub fn cases(number: u64) -> String {
    if number == 1 { "1 sag".to_owned() } else { format!("{number} sager") }
}
