//! Graphviz, where it is installed: another program that turns a drawing's text into a picture.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::StoreError;

const PROGRAM: &str = "dot";

/// The drawing as SVG.
///
/// # Errors
/// Graphviz is not installed, or it cannot draw this.
pub fn svg(drawing: &str) -> Result<String, StoreError> {
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => fault("no-graphviz", "Graphviz (programmet `dot`) er ikke installeret"),
        _ => fault("graphviz-failed", "Graphviz (programmet `dot`) kunne ikke køres"),
    };
    let mut child = Command::new(PROGRAM)
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(&error))?;
    // It reads everything before it draws, so nothing waits for the other. Why it stops early, its exit tells.
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(drawing.as_bytes());
    }
    let output = child.wait_with_output().map_err(|error| failed(&error))?;
    if !output.status.success() {
        return Err(fault("graphviz-failed", "Graphviz (programmet `dot`) kunne ikke tegne retningslinjen"));
    }
    String::from_utf8(output.stdout).map_err(|_| fault("graphviz-failed", "Graphviz svarede ikke med tekst"))
}

fn fault(code: &'static str, message: &str) -> StoreError {
    let help = "installér Graphviz, eller brug `--format mermaid` eller `--format dot`";
    StoreError::new(code, Path::new(PROGRAM), message.to_owned(), help)
}
