//! `visit lint --format github`: workflow commands, which GitHub shows beside the changed lines.
//!
//! Escaping as GitHub documents it under "workflow commands": `%`, line feeds, and in properties `:` and `,` too.

use super::places;
use crate::guideline::finding::{Finding, Severity};

/// One finding as one line.
#[must_use]
pub fn command(finding: &Finding) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "notice",
    };
    let (start, end) = places(finding);
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        message.push_str("\nhjælp: ");
        message.push_str(help);
    }
    format!(
        "::{kind} file={},line={},col={},endLine={},endColumn={},title={}::{}",
        property(&finding.source.name),
        start.line,
        start.column,
        end.line,
        end.column,
        property(finding.code),
        data(&message)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
