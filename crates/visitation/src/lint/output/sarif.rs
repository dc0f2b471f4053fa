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
    invocations: [Invocation; 1],
    results: Vec<SarifResult>,
}

/// How the run went: a log without results is not one without faults when it did not go well.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Debug, Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: String,
    help_uri: String,
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

/// The program has no address on the web: its names are, and `visit lint --explain` shows the pages.
const NAMESPACE: &str = "urn:visit:lint";

/// The findings as a log, with the lints as its rules.
#[must_use]
pub fn log(findings: &[Finding], lints: &[&dyn Lint]) -> Log {
    logged(findings, lints, Vec::new())
}

/// The log of a run that could not be made, with why.
#[must_use]
pub fn failed(reasons: &[String], lints: &[&dyn Lint]) -> Log {
    let told = |reason: &String| Notification { level: "error", message: Message { text: reason.clone() } };
    logged(&[], lints, reasons.iter().map(told).collect())
}

fn logged(findings: &[Finding], lints: &[&dyn Lint], notifications: Vec<Notification>) -> Log {
    let rules = lints.iter().map(|lint| lint.about()).map(|about| Rule {
        id: about.code,
        name: name(about.page, about.code),
        help_uri: format!("{NAMESPACE}:{}", about.code),
        short_description: Message { text: about.title.to_owned() },
        help: Help { text: about.page, markdown: about.page },
        default_configuration: Configuration { level: level(about.severity) },
    });
    let driver = Driver {
        name: "visit",
        version: env!("CARGO_PKG_VERSION"),
        information_uri: NAMESPACE,
        rules: rules.collect(),
    };
    let run = Run {
        tool: Tool { driver },
        // Positions count characters, not UTF-16 units.
        column_kind: "unicodeCodePoints",
        invocations: [Invocation {
            execution_successful: notifications.is_empty(),
            tool_execution_notifications: notifications,
        }],
        results: findings.iter().map(result).collect(),
    };
    Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
}

/// A rule's name as SARIF has it: the page's heading as one word, `EtKriteriumDerAldrigKanVæreOpfyldt`.
fn name(page: &str, code: &str) -> String {
    let heading = page.lines().next().and_then(|line| line.split_once(": ")).map_or(code, |(_, heading)| heading);
    let words = heading.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
        })
        .collect()
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
