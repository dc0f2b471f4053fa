//! What a save may put in the place of what stands there: the one place that knows.
//!
//! A case is replaced by nothing but itself with more in it, a rule file by itself mended, and a document by another of
//! its kind. Nothing of another kind is ever replaced: whoever mistypes a name loses no case by it.

use std::path::Path;

use super::StoreError;
use visitation::case::cpr::looks_like_cpr;

/// What may stand where something is saved.
#[derive(Debug, Clone, Copy)]
pub enum Over<'b> {
    /// Nothing.
    Nothing,
    /// Just these bytes, as they were read or last written: what others have saved since is kept.
    Read(&'b [u8]),
    /// Nothing, or an earlier document of the same kind as the new one.
    SameKind,
}

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    Html,
    Zip,
    Pdf,
    /// A text that begins with a heading.
    Markdown,
    /// A page of the manual.
    Roff,
    /// Everything else: cases, rules, answers, archives, what others have written.
    Other,
}

fn kind_of(bytes: &[u8]) -> Kind {
    const MARKS: &[(&[u8], Kind)] =
        &[(b"PK\x03\x04", Kind::Zip), (b"%PDF-", Kind::Pdf), (b"# ", Kind::Markdown), (b".ie ", Kind::Roff)];
    if bytes.is_empty() {
        return Kind::Empty;
    }
    if bytes.get(..14).is_some_and(|start| start.eq_ignore_ascii_case(b"<!doctype html")) || bytes.starts_with(b"<html")
    {
        return Kind::Html;
    }
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map_or(Kind::Other, |(_, kind)| *kind)
}

/// Endings of files that are read and never written as documents, whatever they begin with.
const DATA: &[&str] = &["yaml", "yml", "json", "jsonl", "csv", "age"];

/// May `new` take the place of `old`, which stands at `path`?
///
/// # Errors
/// It may not: why.
pub(super) fn may_replace(path: &Path, old: Option<&[u8]>, new: &[u8], over: Over<'_>) -> Result<(), StoreError> {
    let name = path.display();
    match (over, old) {
        (Over::Nothing | Over::SameKind, None) => Ok(()),
        (Over::Nothing, Some(_)) => Err(exists(path)),
        (Over::Read(read), Some(old)) if read == old => Ok(()),
        (Over::Read(_), there) => {
            let what = if there.is_some() { "ændret af andre" } else { "flyttet eller slettet" };
            let message = format!("`{name}` er {what}, siden den blev læst, og bliver ikke skrevet over");
            let help = "det, du sidst skrev, er ikke gemt; det, der var gemt før, er ikke rørt: åbn filen igen";
            Err(StoreError::new("changed-meanwhile", path, message, help))
        }
        (Over::SameKind, Some(old)) => {
            let is_data =
                path.extension().is_some_and(|ending| DATA.iter().any(|data| ending.eq_ignore_ascii_case(data)));
            match kind_of(old) {
                Kind::Empty => Ok(()),
                Kind::Other => Err(other_kind(path)),
                kind if kind == kind_of(new) && !is_data => Ok(()),
                _ => Err(other_kind(path)),
            }
        }
    }
}

/// Refuses a new file whose name looks like a CPR number. The name is not repeated.
///
/// # Errors
/// It does.
pub fn check_name(path: &Path) -> Result<(), StoreError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !looks_like_cpr(&name) {
        return Ok(());
    }
    let message = "filnavnet ligner et CPR-nummer eller indeholder et (xxxxxx-xxxx), og en sådan fil laves ikke";
    let help = "brug sagsnummer eller pseudonym i filnavnet";
    Err(StoreError::new("cpr-number", Path::new("xxxxxx-xxxx"), message.to_owned(), help))
}

/// What is said where a name is taken.
pub(super) fn exists(path: &Path) -> StoreError {
    let message = format!("`{}` findes allerede og bliver ikke overskrevet", path.display());
    StoreError::new("file-exists", path, message, "vælg et andet navn, eller flyt filen først")
}

fn other_kind(path: &Path) -> StoreError {
    let message =
        format!("`{}` er noget andet end et dokument af den slags og bliver ikke overskrevet", path.display());
    StoreError::new("other-kind", path, message, "vælg et andet filnavn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_replaces_its_own_kind_and_nothing_else() {
        let of = |kind: &str| match kind {
            "html" => &b"<!DOCTYPE html>\n"[..],
            "docx" => b"PK\x03\x04..",
            "pdf" => b"%PDF-1.7",
            "md" => b"# Notat",
            "case" => b"format: visit-sag/1\n",
            "age" => b"age-encryption.org/v1\n",
            _ => b"hvad som helst",
        };
        for old in ["html", "docx", "pdf", "md", "case", "age", "x"] {
            for new in ["html", "docx", "pdf", "md"] {
                let path = format!("a.{old}");
                let may = may_replace(Path::new(&path), Some(of(old)), of(new), Over::SameKind).is_ok();
                assert_eq!(may, old == new, "{new} over {old}");
            }
        }
        assert!(may_replace(Path::new("sag.yaml"), Some(of("md")), of("md"), Over::SameKind).is_err());
        assert!(may_replace(Path::new("a.md"), Some(b""), of("md"), Over::SameKind).is_ok());
    }

    #[test]
    fn what_others_have_saved_since_is_kept() {
        let path = Path::new("sag.yaml");
        assert!(may_replace(path, Some(b"a"), b"b", Over::Read(b"a")).is_ok());
        for there in [Some(&b"c"[..]), None] {
            let error = may_replace(path, there, b"b", Over::Read(b"a")).unwrap_err();
            assert_eq!(error.code, "changed-meanwhile");
        }
        assert_eq!(may_replace(path, Some(b""), b"b", Over::Nothing).unwrap_err().code, "file-exists");
    }
}
