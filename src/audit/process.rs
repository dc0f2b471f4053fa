//! Was the case handled as rules and law ask? Duties due, advice followed or not, deviations, reasons, time limits.
//!
//! Reads only what the case holds: where it is silent, that is said, and not that nothing was done. A remark is a
//! question to the case's handler, never a finding of law. Deliberately computes no outcome and knows no clock.

mod checks;
pub(super) mod words;

use std::fmt::Write as _;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::rows::{Row, harmless};
use crate::terminal::Look;
use visitation::case::{AssessmentV1, Case};
use visitation::time::lines::Line;
use visitation::time::transitions::InPlay;

/// The laws that remarks cite, by their ids in the catalogue: no § stands in the program.
pub const CITED: &[&str] = &["fvl-19", "fvl-24-1", "fvl-24-2", "fvl-25", "rsl-3"];

/// What the rules that a case pins say beyond its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// The time limits of the case as of the day of the audit, those of its duties included.
    pub lines: Vec<Line>,
    /// The transitions in play.
    pub transitions: Vec<InPlay>,
    /// The levels, lowest first.
    pub levels: Vec<String>,
    /// The catalogue's words for each of [`CITED`] that it has.
    pub cited: BTreeMap<String, String>,
}

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Looked<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its outcome.
    pub outcome: &'a AssessmentV1,
    /// What its rules say; `None` where they are not at hand.
    pub limits: Option<&'a Limits>,
    /// The day of the audit.
    pub today: Date,
}

/// How much a remark matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Something is missing or too late.
    Lack,
    /// To know.
    Note,
}

/// One remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Stable, for programs.
    pub code: &'static str,
    /// How much it matters.
    pub weight: Weight,
    /// Danish.
    pub text: String,
}

/// Everything to remark about a case, what matters most first in each part.
#[must_use]
pub fn remarks(looked: Looked<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    checks::duties(looked, &mut found);
    checks::level(looked, &mut found);
    checks::reasons(looked, &mut found);
    checks::time(looked, &mut found);
    found
}

/// One case in the report.
#[derive(Debug, Clone, Serialize)]
pub struct ProcessRow {
    file: String,
    head: Option<String>,
    result: &'static str,
    remarks: Vec<Remark>,
    /// Speciale and criterion: those that the outcome has met.
    #[serde(skip)]
    met: Vec<String>,
}

impl ProcessRow {
    /// A case that was looked at.
    #[must_use]
    pub fn new(file: &str, looked: Looked<'_>) -> Self {
        let remarks = remarks(looked);
        let result = if remarks.iter().any(|remark| remark.weight == Weight::Lack) { "lacks" } else { "fine" };
        let head = Some(looked.case.head().to_owned());
        Self { file: file.to_owned(), head, result, remarks, met: checks::met(looked.outcome) }
    }

    /// One without an outcome.
    #[must_use]
    pub fn unfinished(file: &str, case: &Case) -> Self {
        let head = Some(case.head().to_owned());
        Self { file: file.to_owned(), head, result: "unfinished", remarks: Vec::new(), met: Vec::new() }
    }

    /// One that cannot be read.
    #[must_use]
    pub fn unreadable(file: &str, why: String) -> Self {
        let remarks = vec![Remark { code: "unreadable", weight: Weight::Lack, text: why }];
        Self { file: file.to_owned(), head: None, result: "unreadable", remarks, met: Vec::new() }
    }

    /// `lacks`, `fine`, `unfinished` or `unreadable`.
    #[must_use]
    pub fn result(&self) -> &'static str {
        self.result
    }

    /// Its remarks.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The criteria met, as `speciale criterion`.
    #[must_use]
    pub fn met(&self) -> &[String] {
        &self.met
    }

    /// What a sample is drawn by: the head of its chain, else its name.
    #[must_use]
    pub fn lot(&self) -> &str {
        self.head.as_deref().unwrap_or(&self.file)
    }
}

impl Row for ProcessRow {
    const FORMAT: &'static str = "visit-audit/1";
    const LIST: &'static str = "cases";
    const COLUMNS: &'static [&'static str] = &["file", "result", "weight", "code", "remark"];

    fn lines(&self) -> Vec<Vec<String>> {
        let line =
            |weight: &str, code: &str, text: &str| [&self.file, self.result, weight, code, text].map(harmless).to_vec();
        if self.remarks.is_empty() {
            return vec![line("", "", "")];
        }
        let weight = |remark: &Remark| if remark.weight == Weight::Lack { "lack" } else { "note" };
        self.remarks.iter().map(|remark| line(weight(remark), remark.code, &remark.text)).collect()
    }

    fn text(&self, _look: Look) -> Option<String> {
        let word = match self.result {
            "fine" => "intet mangler",
            "lacks" => "se efter",
            "unfinished" => "ikke afsluttet",
            _ => "kan ikke læses",
        };
        let mut text = format!("{}: {word}\n", self.file);
        for remark in &self.remarks {
            let mark = if remark.weight == Weight::Lack { '!' } else { '-' };
            let _ = writeln!(text, "  {mark} {}", remark.text);
        }
        Some(text)
    }
}
