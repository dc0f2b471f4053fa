//! What an audit has seen: how many cases lack something, which remarks how often, and which criteria were met.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::process::ProcessRow;
use super::process::words::in_words;
use super::rows::cases;
use crate::terminal::Look;
use crate::terminal::table::Table;
use crate::terminal::wrap;

/// The sum of an audit.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AuditTally {
    cases: u64,
    lacks: u64,
    unreadable: u64,
    /// The same history once more: a file that was copied.
    copies: u64,
    remarks: BTreeMap<&'static str, u64>,
    /// Criteria met in some case: in all cases, and in those shown.
    criteria_met: u64,
    criteria_shown: u64,
    /// The beginning of each head: enough to tell a country's cases apart, and little enough to keep.
    #[serde(skip)]
    heads: BTreeSet<String>,
    #[serde(skip)]
    met: BTreeMap<String, u64>,
    #[serde(skip)]
    shown: BTreeMap<String, u64>,
}

impl AuditTally {
    /// Counts a case that was looked at.
    pub fn count(&mut self, row: &ProcessRow) {
        self.cases += 1;
        self.lacks += u64::from(row.result() == "lacks");
        self.unreadable += u64::from(row.result() == "unreadable");
        self.copies += u64::from(!self.heads.insert(row.lot().chars().take(24).collect()));
        for remark in row.remarks() {
            *self.remarks.entry(remark.code).or_default() += 1;
        }
        for criterion in row.met() {
            *self.met.entry(criterion.clone()).or_default() += 1;
        }
        self.criteria_met = self.met.len() as u64;
    }

    /// Counts a case that is shown: all of them, or those of a sample.
    pub fn show(&mut self, row: &ProcessRow) {
        for criterion in row.met() {
            *self.shown.entry(criterion.clone()).or_default() += 1;
        }
        self.criteria_shown = self.shown.len() as u64;
    }

    /// Cases that lack something, and cases that cannot be read.
    #[must_use]
    pub fn lacks_and_unreadable(&self) -> (u64, u64) {
        (self.lacks, self.unreadable)
    }

    /// As text; `sample` tells how many were drawn, by which seed.
    #[must_use]
    pub fn text(&self, look: Look, sample: Option<(usize, u64)>) -> String {
        let mut text =
            format!("\n{}: {} at se efter, {} kan ikke læses.\n", cases(self.cases), self.lacks, self.unreadable);
        if self.copies > 0 {
            let copies = if self.copies == 1 {
                "1 sag er en kopi".to_owned()
            } else {
                format!("{} sager er kopier", self.copies)
            };
            let _ = writeln!(text, "{copies} af en anden i samme gennemgang.");
        }
        if !self.remarks.is_empty() {
            let mut table = Table::new(["Bemærkning", "Sager"]);
            for (code, number) in &self.remarks {
                table.row([in_words(code).to_owned(), number.to_string()]);
            }
            text.push_str(&table.told(look));
        }
        if let Some((size, seed)) = sample {
            let _ = writeln!(
                text,
                "Stikprøve på {size} med seed {seed}: {} af {} opfyldte kriterier er med.",
                self.criteria_shown, self.criteria_met
            );
            let missing: Vec<&str> =
                self.met.keys().filter(|id| !self.shown.contains_key(*id)).map(String::as_str).collect();
            if !missing.is_empty() {
                let _ = writeln!(text, "{}", wrap::wrapped(&format!("Ikke med: {}.", missing.join(", ")), look.width));
            }
        }
        text
    }
}
