//! `visit-arkiv/2`: many case files in one, a line each, and a closing line with their number and the SHA-256 of all
//! that stands before it.
//!
//! A line carries the whole text of a file, byte for byte, so that an archive proves what the files prove; the closing
//! line shows that none was taken out, doubled, moved or renamed. `head -n -1 arkiv.jsonl | sha256sum` checks it.
//! `visit-arkiv/1` had none, and is read as before. Deliberately does not take the case apart: a broken file is kept as
//! it is. Proves nothing about who wrote it: whoever makes the closing line anew makes a whole archive.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::CaseError;
use crate::guideline::visible::visible;

/// The name and version of the format.
pub const FORMAT: &str = "visit-arkiv/2";
/// The format without a closing line.
const OLD_FORMAT: &str = "visit-arkiv/1";
/// The name and version of the closing line.
const CLOSING: &str = "visit-arkiv-slut/1";

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
            FORMAT | OLD_FORMAT => Ok(archived),
            other => Err(wrong(&format!("linjen er af en slags, som dette visit ikke kender: `{other}`"))),
        }
    }

    /// The line, without its line feed.
    ///
    /// # Errors
    /// None for a file that was read as text.
    pub fn write(&self) -> Result<String, CaseError> {
        let line = serde_json::to_string(self);
        // What a terminal would take for a command is written as an escape, which reads the same.
        line.map(|line| visible(&line).into_owned())
            .map_err(|error| CaseError::new("internal", format!("fejl i visit: {error}"), ""))
    }
}

/// The last line of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    format: String,
    /// So many lines stand before it.
    #[serde(rename = "sager")]
    pub cases: u64,
    /// Of all bytes before it, line feeds included.
    pub sha256: String,
}

impl Closing {
    /// Closes an archive.
    #[must_use]
    pub fn new(cases: u64, sha256: String) -> Self {
        Self { format: CLOSING.to_owned(), cases, sha256 }
    }

    /// Reads a closing line; `None` for another line.
    #[must_use]
    pub fn read(line: &[u8]) -> Option<Self> {
        // Lines with cases are long, and are not read for this.
        if !line.starts_with(b"{\"format\":\"visit-arkiv-slut/") {
            return None;
        }
        serde_json::from_slice(line).ok().filter(|closing: &Self| closing.format == CLOSING)
    }

    /// The line, without its line feed.
    ///
    /// # Errors
    /// None.
    pub fn write(&self) -> Result<String, CaseError> {
        serde_json::to_string(self).map_err(|error| CaseError::new("internal", format!("fejl i visit: {error}"), ""))
    }
}

/// Is it a line of an archive that must have a closing line?
#[must_use]
pub fn wants_closing(line: &[u8]) -> bool {
    line.starts_with(b"{\"format\":\"visit-arkiv/2\"")
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
    fn an_old_line_is_read_and_a_new_one_wants_a_closing_line() {
        let old = r#"{"format":"visit-arkiv/1","fil":"a.yaml","tekst":"x"}"#;
        assert_eq!(Archived::read(old.as_bytes()).unwrap().text, "x");
        assert!(!wants_closing(old.as_bytes()));
        assert!(wants_closing(Archived::new("a.yaml", "x").write().unwrap().as_bytes()));
        let closing = Closing::new(3, "ab".to_owned());
        assert_eq!(Closing::read(closing.write().unwrap().as_bytes()), Some(closing));
        assert_eq!(Closing::read(old.as_bytes()), None);
    }

    #[test]
    fn what_is_no_line_is_told() {
        for line in ["", "{}", "[1]", "{\"format\": \"visit-arkiv/3\", \"fil\": \"a\", \"tekst\": \"b\"}"] {
            assert_eq!(Archived::read(line.as_bytes()).unwrap_err().code, "bad-archive-line", "{line}");
        }
        assert_eq!(Archived::read(b"\xff").unwrap_err().code, "bad-archive-line");
    }
}
