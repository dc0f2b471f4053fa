//! `visit-arkiv/1`: many case files in one, a line each.
//!
//! A line carries the whole text of a file, byte for byte, so that an archive proves what the files prove.
//! Deliberately does not take the case apart: a broken file is kept as it is.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::CaseError;

/// The name and version of the format.
pub const FORMAT: &str = "visit-arkiv/1";

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archived<'t> {
    #[serde(borrow)]
    format: Cow<'t, str>,
    /// The file's name, with `/` and without a folder above the one that was exported.
    #[serde(rename = "fil", borrow)]
    pub file: Cow<'t, str>,
    /// Its text.
    #[serde(rename = "tekst", borrow)]
    pub text: Cow<'t, str>,
}

impl<'t> Archived<'t> {
    /// A file on its way into an archive.
    #[must_use]
    pub fn new(file: &'t str, text: &'t str) -> Self {
        Self { format: FORMAT.into(), file: file.into(), text: text.into() }
    }

    /// Reads a line.
    ///
    /// # Errors
    /// It is no line of an archive, or of a newer one.
    pub fn read(line: &'t [u8]) -> Result<Self, CaseError> {
        let wrong = |message: &str| {
            let help = "et arkiv er skrevet af `visit export --jsonl`; find en urørt udgave";
            CaseError::new("bad-archive-line", message, help)
        };
        let archived: Self = serde_json::from_slice(line).map_err(|_| wrong("linjen er ikke en sag i et arkiv"))?;
        match archived.format.as_ref() {
            FORMAT => Ok(archived),
            other => Err(wrong(&format!("linjen er af en slags, som dette visit ikke kender: `{other}`"))),
        }
    }

    /// The line, without its line feed.
    ///
    /// # Errors
    /// None for a file that was read as text.
    pub fn write(&self) -> Result<String, CaseError> {
        serde_json::to_string(self).map_err(|error| CaseError::new("internal", format!("fejl i visit: {error}"), ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_survives() {
        let text = "format: visit-sag/1\n\"æøå\"\t\\ \u{2028}🙂\r\n\u{0}";
        let line = Archived::new("a/b.yaml", text).write().unwrap();
        assert!(!line.contains('\n'));
        let back = Archived::read(line.as_bytes()).unwrap();
        assert_eq!((back.file.as_ref(), back.text.as_ref()), ("a/b.yaml", text));
    }

    #[test]
    fn what_is_no_line_is_told() {
        for line in ["", "{}", "[1]", "{\"format\": \"visit-arkiv/2\", \"fil\": \"a\", \"tekst\": \"b\"}"] {
            assert_eq!(Archived::read(line.as_bytes()).unwrap_err().code, "bad-archive-line", "{line}");
        }
        assert_eq!(Archived::read(b"\xff").unwrap_err().code, "bad-archive-line");
    }
}
