//! What is wrong with a file, said so that its author can mend it.
//!
//! The one shape in which the loader, the resolver and the lints report. It holds no colours and no
//! layout; `terminal` draws it.

use super::source::{SharedSource, Span};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A better way exists.
    Suggestion,
    /// Probably not what the author means.
    Warning,
    /// The file cannot be used, or is wrong.
    Error,
}

/// One fault in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code in English kebab-case for the loader (`unknown-key`), `V001…` for lints.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Danish, lower-case start, no full stop.
    pub message: String,
    /// The file it stands in.
    pub source: SharedSource,
    /// The faulty bytes.
    pub span: Span,
    /// What to do about it, in Danish.
    pub help: Option<String>,
    /// Smallest cases that show the fault; none where no case does.
    pub witnesses: Vec<Witness>,
}

/// A case that shows a fault: as few answers as possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// What comes of it, in Danish.
    pub caption: String,
    /// An answers file, as `visit assess --answers` reads it.
    pub answers: String,
}

/// Collects every fault, so that an author sees all and not only the first.
#[derive(Debug, Clone)]
pub struct Findings {
    source: SharedSource,
    list: Vec<Finding>,
    blocked: bool,
}

impl Findings {
    /// An empty list for one file.
    #[must_use]
    pub fn new(source: SharedSource) -> Self {
        Self { source, list: Vec::new(), blocked: false }
    }

    /// Adds an error that keeps the file from being used.
    pub fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.blocked = true;
        self.flaw(code, span, message, help);
    }

    /// Adds an error that leaves the file usable: no outcome depends on it.
    pub fn flaw(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let help = help.into();
        self.list.push(Finding {
            code,
            severity: Severity::Error,
            message: message.into(),
            source: self.source.clone(),
            span,
            help: (!help.is_empty()).then_some(help),
            witnesses: Vec::new(),
        });
    }

    /// True when something keeps the file from being used.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// True when nothing has been reported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many have been reported.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The findings in the order of the file.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.list.sort_by_key(|finding| (finding.span.start, finding.span.end));
        self.list.dedup();
        self.list
    }

    /// The file the findings are about.
    #[must_use]
    pub fn source(&self) -> &SharedSource {
        &self.source
    }
}
