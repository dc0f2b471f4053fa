//! `visit lint --format json`: `{"format": "visit-lint/1", "findings": […]}`, a frozen format.

use serde::Serialize;

use super::{places, severity_id};
use crate::guideline::finding::Finding;

/// The object on standard output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `visit-lint/1`
    pub format: &'static str,
    /// In the order in which a person is told.
    pub findings: Vec<Entry>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `V001…`, or the loader's kebab-case.
    pub code: &'static str,
    /// `fejl`, `advarsel` or `forslag`.
    pub severity: &'static str,
    /// In Danish.
    pub message: String,
    /// What to do, in Danish.
    pub help: Option<String>,
    /// The file as the user named it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// Where it ends: the line, from 1.
    pub end_line: usize,
    /// The column behind its last character, from 1.
    pub end_column: usize,
    /// Smallest cases that show it.
    pub witness: Vec<Case>,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    /// What comes of it.
    pub caption: String,
    /// An answers file, in YAML.
    pub answers: String,
}

/// The findings as the object.
#[must_use]
pub fn report(findings: &[Finding]) -> Report {
    Report { format: "visit-lint/1", findings: findings.iter().map(entry).collect() }
}

fn entry(finding: &Finding) -> Entry {
    let (start, end) = places(finding);
    let case = |witness: &crate::guideline::finding::Witness| Case {
        caption: witness.caption.clone(),
        answers: witness.answers.clone(),
    };
    Entry {
        code: finding.code,
        severity: severity_id(finding.severity),
        message: finding.message.clone(),
        help: finding.help.clone(),
        file: finding.source.name.clone(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        witness: finding.witnesses.iter().map(case).collect(),
    }
}
