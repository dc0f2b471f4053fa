//! Runs every lint on one file and sets aside what the file allows.

use std::sync::Arc;

use super::proof::{Proof, Scope};
use super::report::Report;
use super::subject::{File, GuidelineFile, NationalFile, Options};
use super::{Lint, carrier, catalogue, checks, ignore};
use crate::guideline::finding::{Finding, Severity};
use crate::guideline::national::National;
use crate::guideline::resolve::{self, Place};
use crate::guideline::source::Source;
use crate::guideline::{Guideline, examples as example_files, raw};

/// What a file says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `format: visit/1`
    Guideline,
    /// `format: visit-national/1`
    National,
    /// `format: visit-eksempler/1`
    Examples,
    /// Something else, or nothing.
    Other,
}

/// A text to be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// As messages name it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What the person who runs lint decides.
    pub options: &'a Options,
}

/// What a text says it is; an unreadable text is taken for a guideline, whose reading then says why.
#[must_use]
pub fn kind_of(text: &str) -> FileKind {
    let Ok((_, node)) = raw::yaml::read("", text.as_bytes()) else { return FileKind::Guideline };
    match raw::fields::format_of(&node) {
        Some(raw::guideline::FORMAT) | None => FileKind::Guideline,
        Some(raw::national::FORMAT) => FileKind::National,
        Some(raw::examples::FORMAT) => FileKind::Examples,
        Some(_) => FileKind::Other,
    }
}

/// Every finding about a national.yaml.
#[must_use]
pub fn national(reading: Reading<'_>) -> Vec<Finding> {
    let loaded = resolve::national(reading.name, reading.text.as_bytes());
    let (value, loader) = usable(loaded);
    let carrier = value.as_ref().and_then(carrier::of);
    let proven = carrier.map(|carrier| proofs(reading, &carrier, Scope::National)).unwrap_or_default();
    let loader = loader.into_iter().chain(proven).collect();
    looked_at(reading, loader, |file, lint, report| {
        if let Some(national) = &value {
            lint.national(&NationalFile { file: *file, national }, report);
        }
    })
}

/// Every finding about a guideline; `siblings` are the other versions of its speciale.
#[must_use]
pub fn guideline(
    reading: Reading<'_>,
    national: &Arc<National>,
    place: Option<Place<'_>>,
    siblings: &[Guideline],
) -> Vec<Finding> {
    let loaded = resolve::guideline(reading.name, reading.text.as_bytes(), national, place);
    let (value, loader) = usable(loaded);
    let proven = value.as_ref().map(|guideline| proofs(reading, guideline, Scope::Guideline)).unwrap_or_default();
    let loader = loader.into_iter().chain(proven).collect();
    looked_at(reading, loader, |file, lint, report| {
        if let Some(guideline) = &value {
            lint.guideline(&GuidelineFile { file: *file, guideline, siblings }, report);
        }
    })
}

/// Every finding about a file of example cases.
#[must_use]
pub fn examples(reading: Reading<'_>) -> Vec<Finding> {
    let loader = example_files::read(reading.name, reading.text.as_bytes()).err().unwrap_or_default();
    looked_at(reading, loader, |_, _, _| {})
}

fn usable<T>(loaded: Result<resolve::Loaded<T>, Vec<Finding>>) -> (Option<T>, Vec<Finding>) {
    match loaded {
        Ok(loaded) => (Some(loaded.value), loaded.flaws),
        Err(findings) => (None, findings),
    }
}

/// Runs the lints that look at the file itself, and settles what is reported.
fn looked_at(
    reading: Reading<'_>,
    found: Vec<Finding>,
    meaning: impl Fn(&File<'_>, &dyn Lint, &mut Report<'_>),
) -> Vec<Finding> {
    let Ok((source, tree)) = raw::yaml::read(reading.name, reading.text.as_bytes()) else { return found };
    let file = File { source: &source, tree: &tree, options: reading.options };
    let mut found = found;
    for lint in catalogue::LINTS {
        let mut report = Report::new(lint.about(), &source);
        lint.file(&file, &mut report);
        meaning(&file, *lint, &mut report);
        found.extend(report.into_findings());
    }
    settled(found, &source, reading.options)
}

/// Runs the lints that ask the diagram, and says which of them could not finish.
fn proofs(reading: Reading<'_>, guideline: &Guideline, scope: Scope) -> Vec<Finding> {
    let Ok((source, tree)) = raw::yaml::read(reading.name, reading.text.as_bytes()) else { return Vec::new() };
    let file = File { source: &source, tree: &tree, options: reading.options };
    let mut found = Vec::new();
    let mut missing = Vec::new();
    match Proof::open(file, guideline, scope) {
        Ok(mut proof) => {
            for lint in catalogue::LINTS {
                let about = lint.about();
                let mut report = Report::new(about, &source);
                proof.next_piece();
                let done = match scope {
                    Scope::Guideline => lint.prove(&mut proof, &mut report),
                    Scope::National => lint.prove_national(&mut proof, &mut report),
                };
                if done.is_err() {
                    missing.push(about.code);
                }
                found.extend(report.into_findings());
            }
        }
        Err(_) => found.extend(checks::v303_missing_proofs::piecewise(&file, guideline)),
    }
    found.extend(checks::v303_missing_proofs::unfinished(&file, &missing));
    found
}

/// Applies what the person and the file allow, and puts the rest in the order of the file.
fn settled(mut found: Vec<Finding>, source: &Arc<Source>, options: &Options) -> Vec<Finding> {
    let permissions = ignore::permissions(&source.text);
    let mut used = vec![false; permissions.len()];
    found.retain(|finding| {
        let line = source.position(finding.span.start).line - 1;
        let mut allowed = false;
        for (permission, used) in permissions.iter().zip(&mut used) {
            if permission.line == line && permission.codes.iter().any(|code| code == finding.code) {
                *used = true;
                allowed |= !permission.reason.is_empty();
            }
        }
        !allowed
    });
    let mut about_lint = checks::v301_permission_without_reason::check(&permissions, source);
    about_lint.extend(checks::v302_idle_permission::check(&permissions, &used, source));
    found.extend(about_lint);
    let is_lint = |finding: &Finding| catalogue::by_code(finding.code).is_some();
    found.retain(|finding| !(is_lint(finding) && options.allow.iter().any(|code| code == finding.code)));
    for finding in &mut found {
        if options.deny.iter().any(|code| code == finding.code) {
            finding.severity = Severity::Error;
        }
    }
    found.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.code));
    found.dedup();
    found
}
