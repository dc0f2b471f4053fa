//! Example cases of a guideline, with what must come out of them.
//!
//! Deliberately runs nothing: it says what an author wrote.

use super::finding::{Finding, Findings};
use super::raw;
use super::raw::examples::RawExample;
use super::source::SharedSource;

/// A file of example cases.
#[derive(Debug, Clone)]
pub struct Examples {
    /// In file order.
    pub list: Vec<RawExample>,
    /// The file.
    pub source: SharedSource,
}

/// Reads `eksempler.yaml`.
///
/// # Errors
/// Every fault of the file, in its order.
pub fn read(name: &str, bytes: &[u8]) -> Result<Examples, Vec<Finding>> {
    let (source, node) = raw::yaml::read(name, bytes)?;
    let mut findings = Findings::new(source.clone());
    match raw::examples::examples(&node, &mut findings) {
        Some(list) if findings.is_empty() => Ok(Examples { list, source }),
        _ => Err(findings.into_sorted()),
    }
}
