//! Where a lint puts what it finds.

use super::about::About;
use crate::guideline::finding::{Finding, Severity};
use crate::guideline::source::{SharedSource, Span};

/// The findings of one lint in one file.
#[derive(Debug)]
pub struct Report<'a> {
    about: &'a About,
    source: &'a SharedSource,
    list: Vec<Finding>,
}

impl<'a> Report<'a> {
    /// An empty report.
    #[must_use]
    pub fn new(about: &'a About, source: &'a SharedSource) -> Self {
        Self { about, source, list: Vec::new() }
    }

    /// Adds a finding of the lint's own severity; an empty `help` is none.
    pub fn find(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.find_as(self.about.severity, span, message, help);
    }

    /// Adds a finding that is more, or less, grave than the lint's others; its witnesses may be added to it.
    pub fn find_as(
        &mut self,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Self {
        let help = help.into();
        self.list.push(Finding {
            code: self.about.code,
            severity,
            message: message.into(),
            source: self.source.clone(),
            span,
            help: (!help.is_empty()).then_some(help),
            witnesses: Vec::new(),
        });
        self
    }

    /// Cases that show the finding added last.
    pub fn shown_by(&mut self, witnesses: impl IntoIterator<Item = crate::guideline::finding::Witness>) {
        if let Some(last) = self.list.last_mut() {
            last.witnesses.extend(witnesses);
        }
    }

    /// Adds what another report has beyond this one: places that this one does not point at with the same words.
    pub fn add_new(&mut self, other: Self) {
        for finding in other.list {
            if !self.list.iter().any(|own| own.span == finding.span && own.message == finding.message) {
                self.list.push(finding);
            }
        }
    }

    /// The file that is looked at.
    #[must_use]
    pub fn source(&self) -> &'a SharedSource {
        self.source
    }

    /// All of them.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.list
    }
}
