//! The YAML reader's own faults, said in Danish.
//!
//! A reader stops at its first syntax error, so of those there is one.

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use crate::guideline::finding::Findings;
use crate::guideline::source::Span;

/// Deepest nesting of lists and maps: room for conditions nested 32 deep and then some.
pub const MAX_DEPTH: usize = 120;

/// Reports what stopped the reader.
pub fn report(error: &ScanError, findings: &mut Findings) {
    let len = findings.source().text.len();
    let start = error.marker().byte_offset().map_or_else(|| offset(error, findings), |at| at.min(len));
    let span = Span { start, end: (start + 1).min(len) };
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => too_deep(span, findings),
        ErrorKind::UnknownAnchor => anchor(span, findings),
        kind => {
            let (message, help) = syntax(kind);
            findings.error("yaml-syntax", span, message, help);
        }
    }
}

/// Some errors carry line and column only.
fn offset(error: &ScanError, findings: &Findings) -> usize {
    let text = &findings.source().text;
    let line_start: usize =
        text.split_inclusive('\n').take(error.marker().line().saturating_sub(1)).map(str::len).sum();
    let rest = text.get(line_start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    line_start + line.char_indices().nth(error.marker().col()).map_or(line.len(), |(at, _)| at)
}

/// An anchor or an alias.
pub fn anchor(span: Span, findings: &mut Findings) {
    let message = "ankre (`&`) og henvisninger (`*`) bruges ikke her";
    let help = "skriv indholdet ud; begynder en tekst med `&` eller `*`, så sæt den i anførselstegn";
    findings.error("anchor", span, message, help);
}

/// A tag.
pub fn tag(span: Span, findings: &mut Findings) {
    let help = "fjern tagget; begynder en tekst med `!`, så sæt den i anførselstegn";
    findings.error("tag", span, "tags (`!`) bruges ikke her", help);
}

/// `<<` as a key.
pub fn merge_key(span: Span, findings: &mut Findings) {
    findings.error("merge-key", span, "`<<` (sammenfletning) bruges ikke her", "skriv nøglerne ud");
}

/// A second document.
pub fn second_document(span: Span, findings: &mut Findings) {
    let help = "fjern `---`, og læg det andet i en fil for sig";
    findings.error("second-document", span, "filen indeholder et dokument mere", help);
}

/// Nesting beyond the limit.
pub fn too_deep(span: Span, findings: &mut Findings) {
    let message = format!("indholdet er indlejret mere end {MAX_DEPTH} niveauer dybt");
    findings.error("too-deep", span, message, "giv dele af betingelsen navn under `begreber`");
}

fn syntax(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => {
            ("linjen er rykket ind med tabulator", "brug mellemrum")
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => ("parentesen lukkes ikke", "sæt den manglende `]` eller `}`"),
        ErrorKind::MismatchedFlowCollectionEnd { .. } | ErrorKind::MisplacedFlowCollectionEnd => {
            ("parenteserne passer ikke sammen", "se efter, at hver `[` lukkes af `]` og hver `{` af `}`")
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            ("anførselstegnet lukkes ikke", "sæt det manglende anførselstegn")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("der står noget efter det lukkende anførselstegn", "sæt hele teksten i anførselstegn")
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            ("`\\` med dette tegn efter sig betyder ikke noget", "skriv `\\\\`, eller brug enkelte anførselstegn")
        }
        ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockMappingKey => {
            ("indrykningen passer ikke med linjerne over", "ryk linjen ind som de andre i samme liste eller blok")
        }
        _ => (
            "her kan filen ikke læses som YAML",
            "en tekst med `: `, eller som begynder med et særligt tegn, skal stå i anførselstegn; se også efter indrykningen",
        ),
    }
}
