//! From what is written to what is meant: raw files in, valid values out, or every fault.
//!
//! The only place that makes a [`Guideline`] or a [`National`]. It computes nothing about citizens.

mod advice;
mod concepts;
mod condition;
mod guideline;
mod names;
mod national;
mod question;
mod questions;
mod short;
#[cfg(test)]
mod tests;
mod transition;

use std::sync::Arc;

use super::Guideline;
use super::finding::{Finding, Findings};
use super::hash::sha256_hex;
use super::national::National;
use super::raw;
use super::raw::yaml::Node;
use super::source::SharedSource;

/// A value that can be used, with the flaws of its file that do not keep it from being used.
#[derive(Debug, Clone)]
pub struct Loaded<T> {
    /// The valid value.
    pub value: T,
    /// Errors that no outcome depends on, such as a source that is not in the list of sources.
    pub flaws: Vec<Finding>,
}

/// A file, with its tree where that was made beforehand.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// The name shown in messages.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The SHA-256 of the bytes, and what [`raw::packed::pack`] made of them.
    pub packed: Option<(&'a str, &'a [u8])>,
}

impl<'a> File<'a> {
    /// A file that is read anew.
    #[must_use]
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes, packed: None }
    }

    fn tree(&self) -> Result<(SharedSource, Node), Vec<Finding>> {
        let packed = self.packed.and_then(|(_, packed)| raw::packed::read(self.name, self.bytes, packed));
        packed.map_or_else(|| raw::yaml::read(self.name, self.bytes), Ok)
    }

    fn sha256(&self) -> String {
        self.packed.map_or_else(|| sha256_hex(self.bytes), |(sha256, _)| sha256.to_owned())
    }
}

/// Reads national.yaml.
///
/// # Errors
/// Every fault of the file, in its order.
pub fn national(name: &str, bytes: &[u8]) -> Result<Loaded<National>, Vec<Finding>> {
    national_in(File::new(name, bytes))
}

/// The same of a file whose tree may have been made beforehand.
///
/// # Errors
/// As [`national()`].
pub fn national_in(file: File<'_>) -> Result<Loaded<National>, Vec<Finding>> {
    let (source, node) = file.tree()?;
    let mut findings = Findings::new(source);
    let value =
        raw::national::read(&node, &mut findings).map(|raw| national::resolve(raw, file.sha256(), &mut findings));
    finish(value, findings)
}

/// The folder and the file name that a guideline must agree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The folder's name.
    pub speciale: &'a str,
    /// The file's name without `.yaml`.
    pub version: &'a str,
}

/// Reads a guideline that goes with a national.yaml. Without a `place` the names inside are not compared
/// with any file's.
///
/// # Errors
/// Every fault of the file, in its order.
pub fn guideline(
    name: &str,
    bytes: &[u8],
    national: &Arc<National>,
    place: Option<Place<'_>>,
) -> Result<Loaded<Guideline>, Vec<Finding>> {
    guideline_in(File::new(name, bytes), national, place)
}

/// The same of a file whose tree may have been made beforehand.
///
/// # Errors
/// As [`guideline()`].
pub fn guideline_in(
    file: File<'_>,
    national: &Arc<National>,
    place: Option<Place<'_>>,
) -> Result<Loaded<Guideline>, Vec<Finding>> {
    let (source, node) = file.tree()?;
    let mut findings = Findings::new(source);
    let raw = raw::guideline::read(&node, &mut findings);
    if let (Some(raw), Some(place)) = (&raw, place) {
        guideline::check_place(raw, place, &mut findings);
    }
    let value = raw.and_then(|raw| guideline::resolve(raw, national, file.sha256(), &mut findings));
    finish(value, findings)
}

fn finish<T>(value: Option<T>, findings: Findings) -> Result<Loaded<T>, Vec<Finding>> {
    match value {
        Some(value) if !findings.is_blocked() => Ok(Loaded { value, flaws: findings.into_sorted() }),
        _ => Err(findings.into_sorted()),
    }
}
