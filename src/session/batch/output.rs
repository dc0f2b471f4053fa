//! Outcomes as lines: each thread writes its own bytes, and they are put together in order.

use std::io::{self, Write};

use super::input::{ID, Kind};
use crate::audit::rows::harmless;
use visitation::batch::{COLUMNS, Id, Outcome};

/// How outcomes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Output {
    kind: Kind,
    reasons: bool,
    compared: bool,
}

impl Output {
    /// Lines of a kind.
    #[must_use]
    pub fn new(kind: Kind, reasons: bool, compared: bool) -> Self {
        Self { kind, reasons, compared }
    }

    /// What stands before the first line.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn begin(self, out: &mut dyn Write) -> io::Result<()> {
        if self.kind == Kind::Jsonl {
            return Ok(());
        }
        let mut bytes = Vec::new();
        let own = || COLUMNS.into_iter().filter(|column| *column != ID).chain(self.reasons.then_some("reasons"));
        let columns: Vec<String> = if self.compared {
            let both = ["before", "after"].map(|side| own().map(move |column| format!("{side}_{column}")));
            std::iter::once(ID.to_owned()).chain(both.into_iter().flatten()).collect()
        } else {
            std::iter::once(ID).chain(own()).map(str::to_owned).collect()
        };
        record(&mut bytes, columns)?;
        out.write_all(&bytes)
    }

    /// A line.
    ///
    /// # Errors
    /// None in memory.
    pub fn line(self, outcome: &Outcome<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        if self.kind == Kind::Jsonl {
            outcome.write_json(out)?;
            out.push(b'\n');
            return Ok(());
        }
        record(out, std::iter::once(id_cell(outcome.id)).chain(outcome.cells()))
    }

    /// A line with what comes out before and after.
    ///
    /// # Errors
    /// None in memory.
    pub fn change(self, before: &Outcome<'_>, after: &Outcome<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        if self.kind != Kind::Jsonl {
            return record(out, std::iter::once(id_cell(before.id)).chain(before.cells()).chain(after.cells()));
        }
        out.extend_from_slice(b"{\"id\":");
        serde_json::to_writer(&mut *out, before.id)?;
        out.extend_from_slice(b",\"before\":{");
        before.write_fields(out)?;
        out.extend_from_slice(b"},\"after\":{");
        after.write_fields(out)?;
        out.extend_from_slice(b"}}\n");
        Ok(())
    }
}

fn id_cell(id: &Id) -> String {
    match id {
        Id::None => String::new(),
        Id::Number(number) => number.to_string(),
        Id::Text(text) => harmless(text),
    }
}

fn record(out: &mut Vec<u8>, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells.into_iter().collect::<Vec<_>>())?;
    writer.flush()
}
