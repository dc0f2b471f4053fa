//! A seeded loop of mutations over files that are shipped.
//!
//! Bytes drawn at random hardly ever are a text that a strict reader reads to the end; a guideline with one value exchanged
//! often is. Knows lines, indentation, words and values; deliberately knows no format but the chain and seal of a case.

use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use visitation::guideline::hash::sha256_hex;

pub mod mutate;

use mutate::Dice;

/// One run may take so long, on a busy machine and unoptimised.
const SLOWEST: Duration = Duration::from_secs(10);

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It was read to the end, and what must hold of it holds.
    Read,
    /// It was refused.
    Refused,
}

/// `Read` for something, `Refused` for nothing.
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "what was read is done with")]
pub fn heard<T>(read: Option<T>) -> Heard {
    if read.is_some() { Heard::Read } else { Heard::Refused }
}

/// Runs a target on mutated seeds: `count` times, or as long as `VISIT_FUZZ_SECONDS` says, or once, as `VISIT_FUZZ_AT`
/// says. Tells how many runs there were and how many inputs were read to the end.
///
/// # Panics
/// The target does, or takes too long; the message names the run. Or no input at all was read: then nothing was tried.
#[expect(clippy::print_stdout, reason = "this is a test's")]
pub fn run(name: &str, seeds: &[String], count: u64, target: impl Fn(&str) -> Heard) {
    let number = |variable: &str| std::env::var(variable).ok().and_then(|text| text.parse::<u64>().ok());
    let (seconds, at) = (number("VISIT_FUZZ_SECONDS").map(Duration::from_secs), number("VISIT_FUZZ_AT"));
    // A long run begins elsewhere than the one that every change has passed.
    let begin = at.unwrap_or_else(|| if seconds.is_some() { moment() } else { 0 });
    let begun = Instant::now();
    let (mut runs, mut read) = (0, 0);
    loop {
        let over = match (at, seconds) {
            (Some(_), _) => runs == 1,
            (None, Some(seconds)) => begun.elapsed() >= seconds,
            (None, None) => runs == count,
        };
        if over {
            break;
        }
        let which = begin.wrapping_add(runs);
        let input = mutate::mutated(seeds, &mut Dice::new(name, which));
        let one = Instant::now();
        let heard = catch_unwind(AssertUnwindSafe(|| target(&input)));
        assert!(heard.is_ok(), "{name}: run {which} failed (VISIT_FUZZ_AT={which}) on:\n{}", shortened(&input));
        read += u64::from(matches!(heard, Ok(Heard::Read)));
        assert!(one.elapsed() < SLOWEST, "{name}: run {which} took {:?} (VISIT_FUZZ_AT={which})", one.elapsed());
        runs += 1;
    }
    println!("{name}: {runs} runs in {:.0?}, {read} read to the end", begun.elapsed());
    assert!(at.is_some() || read > 0, "{name}: nothing was read to the end, so nothing was tried");
}

fn moment() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(1, |since| since.as_secs() << 24)
}

fn shortened(text: &str) -> String {
    text.chars().take(4_000).collect()
}

/// The texts of the files with this ending in a folder of the repository and the folders in it.
///
/// # Panics
/// There are none.
#[must_use]
pub fn seeds(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(path) = waiting.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        } else if path.to_string_lossy().ends_with(ending) {
            found.extend(fs::read_to_string(&path).ok().map(|text| (path, text)));
        }
    }
    // The same on every machine.
    found.sort();
    assert!(!found.is_empty(), "no seeds in {folder}");
    found.into_iter().map(|(_, text)| text).collect()
}

/// The repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A case file whose chain and seal fit what stands in it, so that a reader looks behind them.
#[must_use]
pub fn resealed(text: &str) -> String {
    let mut previous = "visit-sag/1".to_owned();
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.starts_with("segl:")) {
        if let Some((open, _)) = line.strip_prefix("- {").and_then(|rest| rest.rsplit_once(", \"kæde\": \"")) {
            let body = format!("{{{open}}}");
            previous = sha256_hex(format!("{previous}\n{body}").as_bytes());
            let _ = writeln!(out, "- {{{open}, \"kæde\": \"{previous}\"}}");
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    let seal = sha256_hex(out.as_bytes());
    out + &format!("segl: \"{seal}\"\n")
}
