//! `visit lint --format sarif`: the OASIS format that code hosts and editors read, version 2.1.0.
//!
//! Only what those readers use: rules with their pages, results with their places. A witness goes along as a
//! property, which SARIF leaves free.

use std::fmt::Write;

use serde::Serialize;

use super::json_v1::Case;
use super::{json_v1, places};
use crate::guideline::finding::{Finding, Severity};
use crate::lint::Lint;

/// The whole log.
#[derive(Debug, Serialize)]
pub struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
struct Run {
    tool: Tool,
    #[serde(rename = "columnKind")]
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Properties::is_empty")]
    properties: Properties,
}

#[derive(Debug, Serialize)]
struct Properties {
    witness: Vec<Case>,
}

impl Properties {
    fn is_empty(&self) -> bool {
        self.witness.is_empty()
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The findings as a log, with the lints as its rules.
#[must_use]
pub fn log(findings: &[Finding], lints: &[&dyn Lint]) -> Log {
    let rules = lints.iter().map(|lint| lint.about()).map(|about| Rule {
        id: about.code,
        short_description: Message { text: about.title.to_owned() },
        help: Help { text: about.page, markdown: about.page },
        default_configuration: Configuration { level: level(about.severity) },
    });
    let driver = Driver { name: "visit", version: env!("CARGO_PKG_VERSION"), rules: rules.collect() };
    // Positions count characters, not UTF-16 units.
    let column_kind = "unicodeCodePoints";
    let run = Run { tool: Tool { driver }, column_kind, results: findings.iter().map(result).collect() };
    Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn result(finding: &Finding) -> SarifResult {
    let (start, end) = places(finding);
    let text = match &finding.help {
        Some(help) => format!("{}\nhjælp: {help}", finding.message),
        None => finding.message.clone(),
    };
    let region =
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column };
    let place = PhysicalLocation { artifact_location: Artifact { uri: uri(&finding.source.name) }, region };
    let witness = json_v1::report(std::slice::from_ref(finding)).findings.into_iter().flat_map(|entry| entry.witness);
    SarifResult {
        rule_id: finding.code,
        level: level(finding.severity),
        message: Message { text },
        locations: [Location { physical_location: place }],
        properties: Properties { witness: witness.collect() },
    }
}

/// A file name as a relative URI reference: RFC 3986 leaves these characters as they are.
fn uri(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    for byte in name.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:@!$&'()*+,;=".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
