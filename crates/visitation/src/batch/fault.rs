//! Why a line has no outcome, told as the fault of an answers file is.

/// Why a line has no outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// English kebab-case, for programs.
    pub code: &'static str,
    /// Danish, lower-case start, no full stop.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

impl Fault {
    /// A fault and what to do about it.
    pub fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into() }
    }
}
