//! Errors for programs: `{"errors": […]}`, a frozen format with structs of its own.
//!
//! Apart from the types inside, so that renaming one of them cannot change what another program reads.

use serde::Serialize;

/// The object on standard error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Errors {
    /// All of them, in the order in which a person would be told.
    pub errors: Vec<ErrorEntry>,
}

/// One error. A place that is not known is `null`, never left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorEntry {
    /// Stable, in English.
    pub code: String,
    /// For people, in Danish.
    pub message: String,
    /// The file as the user named it.
    pub file: Option<String>,
    /// From 1.
    pub line: Option<usize>,
    /// In characters, from 1.
    pub column: Option<usize>,
}
