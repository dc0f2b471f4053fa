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
#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Guideline;
use super::finding::{Finding, Findings};
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

/// Reads a guideline that goes with a national.yaml.
///
/// # Errors
/// Every fault of the file, in its order.
pub fn guideline(name: &str, bytes: &[u8], national: &Arc<National>) -> Result<Loaded<Guideline>, Vec<Finding>> {
    let (source, node) = raw::yaml::read(name, bytes)?;
    let mut findings = Findings::new(source);
    let value = raw::guideline::read(&node, &mut findings)
        .and_then(|raw| guideline::resolve(raw, national, sha256_hex(bytes), &mut findings));
    finish(value, findings)
}

fn finish<T>(value: Option<T>, findings: Findings) -> Result<Loaded<T>, Vec<Finding>> {
    match value {
        Some(value) if !findings.is_blocked() => Ok(Loaded { value, flaws: findings.into_sorted() }),
        _ => Err(findings.into_sorted()),
    }
}

/// SHA-256 in hexadecimal, as `sha256sum` prints it.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
