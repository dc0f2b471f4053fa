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

use std::sync::Arc;

use super::Guideline;
use super::finding::{Finding, Findings};
use super::hash::sha256_hex;
use super::national::National;
use super::raw;

/// A value that can be used, with the flaws of its file that do not keep it from being used.
#[derive(Debug, Clone)]
pub struct Loaded<T> {
    /// The valid value.
    pub value: T,
    /// Errors that no outcome depends on, such as a source that is not in the list of sources.
    pub flaws: Vec<Finding>,
}

/// Reads national.yaml.
///
/// # Errors
/// Every fault of the file, in its order.
pub fn national(name: &str, bytes: &[u8]) -> Result<Loaded<National>, Vec<Finding>> {
    let (source, node) = raw::yaml::read(name, bytes)?;
    let mut findings = Findings::new(source);
    let value =
        raw::national::read(&node, &mut findings).map(|raw| national::resolve(raw, sha256_hex(bytes), &mut findings));
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
    let (source, node) = raw::yaml::read(name, bytes)?;
    let mut findings = Findings::new(source);
    let raw = raw::guideline::read(&node, &mut findings);
    if let (Some(raw), Some(place)) = (&raw, place) {
        guideline::check_place(raw, place, &mut findings);
    }
    let value = raw.and_then(|raw| guideline::resolve(raw, national, sha256_hex(bytes), &mut findings));
    finish(value, findings)
}

fn finish<T>(value: Option<T>, findings: Findings) -> Result<Loaded<T>, Vec<Finding>> {
    match value {
        Some(value) if !findings.is_blocked() => Ok(Loaded { value, flaws: findings.into_sorted() }),
        _ => Err(findings.into_sorted()),
    }
}
