//! A whole process: `visit assess autisme --answers … --format json` against `visit --version`.
//!
//! Promise: at most three times. Prints medians and the ratio; asserts nothing.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a benchmark speaks on standard output")]

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 200;

fn answers() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/svar/barn-med-autisme-og-skolevægring.yaml")
}

fn once(args: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_visit")).args(args).stdout(Stdio::null()).status().unwrap();
    assert!(status.success());
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let answers = answers();
    let answers = answers.to_str().unwrap();
    let assess = ["assess", "autisme", "--answers", answers, "--format", "json"];
    let (mut version, mut whole) = (Vec::new(), Vec::new());
    // In turn, so that whatever else the machine does weighs on both.
    for _ in 0..RUNS {
        version.push(once(&["--version"]));
        whole.push(once(&assess));
    }
    let (version, whole) = (median(&mut version), median(&mut whole));
    let ratio = whole.as_secs_f64() / version.as_secs_f64();
    println!("visit --version  {version:>10.2?}  (median of {RUNS})");
    println!("visit assess     {whole:>10.2?}  ratio {ratio:.2}, promised at most 3");
}
