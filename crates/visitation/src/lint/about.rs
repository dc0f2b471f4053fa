//! Who a lint is.

use crate::guideline::finding::Severity;

/// Who a lint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Stable: `V` and three digits.
    pub code: &'static str,
    /// The fault, in Danish, as a heading.
    pub title: &'static str,
    /// How grave its findings are, where it does not say otherwise.
    pub severity: Severity,
    /// Its Danish page.
    pub page: &'static str,
}
