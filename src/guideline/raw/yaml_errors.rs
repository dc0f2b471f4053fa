//! The YAML reader's own faults, said in Danish.
//!
//! A reader stops at its first syntax error, so there is one finding.

use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::granit_parser::ErrorKind;
use serde_saphyr::{Error, ExternalMessageSource};

use super::yaml::MAX_DEPTH;
use crate::guideline::finding::Findings;
use crate::guideline::source::Span;

/// Reports what stopped the reader.
pub fn report(error: &Error, findings: &mut Findings) {
    let error = error.without_snippet();
    let span = place(error, &findings.source().text.clone());
    let (code, message, help) = words(error);
    findings.error(code, span, message, help);
}

/// Syntax errors carry line and column only; others a byte range.
fn place(error: &Error, text: &str) -> Span {
    let Some(location) = error.location() else { return Span::default() };
    let to_usize = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    if let (Some(start), Some(len)) = (location.span().byte_offset(), location.span().byte_len()) {
        let start = to_usize(start).min(text.len());
        return Span { start, end: (start + to_usize(len).max(1)).min(text.len()) };
    }
    let line_start: usize =
        text.split_inclusive('\n').take(to_usize(location.line()).saturating_sub(1)).map(str::len).sum();
    let rest = text.get(line_start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let column = to_usize(location.column()).saturating_sub(1);
    let start = line_start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    Span { start, end: (start + 1).min(text.len()).max(start) }
}

fn words(error: &Error) -> (&'static str, String, &'static str) {
    match error {
        Error::Budget { breach, .. } => budget(breach),
        Error::MergeKeyNotAllowed { .. } => {
            ("merge-key", "`<<` (sammenfletning) bruges ikke i regelfiler".into(), "skriv nøglerne ud")
        }
        Error::UnsupportedTag { .. } => ("tag", "tags (`!`) bruges ikke i regelfiler".into(), "fjern tagget"),
        Error::UnknownAnchor { .. } => anchor(),
        Error::NonFiniteFloat { .. } => {
            ("wrong-type", "det er ikke et tal, der kan bruges".into(), "skriv et helt tal, eller sæt anførselstegn om")
        }
        Error::ExternalMessage { source, .. } => match source.as_ref() {
            ExternalMessageSource::Parser(error) => syntax(error.kind()),
            _ => unreadable(),
        },
        Error::MultipleDocuments { .. } => second_document(),
        _ => unreadable(),
    }
}

fn unreadable() -> (&'static str, String, &'static str) {
    ("yaml-syntax", "her kan filen ikke læses som YAML".into(), "se efter indrykning, kolon og anførselstegn på linjen")
}

fn anchor() -> (&'static str, String, &'static str) {
    (
        "anchor",
        "ankre (`&`) og henvisninger (`*`) bruges ikke i regelfiler".into(),
        "skriv indholdet ud; begynder en tekst med `&` eller `*`, så sæt den i anførselstegn",
    )
}

fn second_document() -> (&'static str, String, &'static str) {
    ("second-document", "filen indeholder et dokument mere".into(), "fjern `---` og læg det andet i en fil for sig")
}

fn budget(breach: &BudgetBreach) -> (&'static str, String, &'static str) {
    match breach {
        BudgetBreach::Aliases { .. } | BudgetBreach::Anchors { .. } => anchor(),
        BudgetBreach::MergeKeys { .. } => {
            ("merge-key", "`<<` (sammenfletning) bruges ikke i regelfiler".into(), "skriv nøglerne ud")
        }
        BudgetBreach::Documents { .. } => second_document(),
        BudgetBreach::Depth { .. } => too_deep(),
        _ => ("too-large", "filen er for stor til at blive læst".into(), "del filen op"),
    }
}

fn too_deep() -> (&'static str, String, &'static str) {
    (
        "too-deep",
        format!("indholdet er indlejret mere end {MAX_DEPTH} niveauer dybt"),
        "giv dele af betingelsen navn under `begreber`",
    )
}

fn syntax(kind: &ErrorKind) -> (&'static str, String, &'static str) {
    let (message, help) = match kind {
        ErrorKind::RecursionLimitExceeded => return too_deep(),
        ErrorKind::UnknownAnchor => return anchor(),
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
    };
    ("yaml-syntax", message.into(), help)
}
