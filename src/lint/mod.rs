//! What authors get wrong: every finding about rule files.
//!
//! Reads texts that it is handed and opens no files. So far it reports what reading and checking a file
//! finds by themselves.

use std::sync::Arc;

use crate::guideline::examples;
use crate::guideline::finding::Finding;
use crate::guideline::national::National;
use crate::guideline::raw;
use crate::guideline::resolve::{self, Place};

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
pub fn national(name: &str, text: &str) -> Vec<Finding> {
    match resolve::national(name, text.as_bytes()) {
        Ok(loaded) => loaded.flaws,
        Err(findings) => findings,
    }
}

/// Every finding about a guideline.
#[must_use]
pub fn guideline(name: &str, text: &str, national: &Arc<National>, place: Option<Place<'_>>) -> Vec<Finding> {
    match resolve::guideline(name, text.as_bytes(), national, place) {
        Ok(loaded) => loaded.flaws,
        Err(findings) => findings,
    }
}

/// Every finding about a file of example cases that reading it shows.
#[must_use]
pub fn examples(name: &str, text: &str) -> Vec<Finding> {
    examples::read(name, text.as_bytes()).err().unwrap_or_default()
}
