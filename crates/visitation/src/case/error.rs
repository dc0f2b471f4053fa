//! Why something is not a case file, or may not be put into one.

use std::fmt;

/// One fault, in the shape the terminal and the JSON errors print. The caller adds the file's name.
///
/// The message is Danish, starts small and has no full stop; `code` is stable and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseError {
    /// Kebab-case, for programs.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Line and column from 1, where the fault stands in one place.
    pub position: Option<(u64, u64)>,
}

impl CaseError {
    /// With this message and what to do about it.
    #[must_use]
    pub fn new(code: &'static str, message: impl Into<String>, help: &str) -> Self {
        let help = (!help.is_empty()).then(|| help.to_owned());
        Self { code, message: message.into(), help, position: None }
    }

    pub(super) fn at(self, position: Option<(u64, u64)>) -> Self {
        Self { position, ..self }
    }
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "linje {line}, kolonne {column}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for CaseError {}
