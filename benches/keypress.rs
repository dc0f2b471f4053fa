//! From a key to the next question: the whole program on a pseudo-terminal, saving every answer.
//!
//! Prints the median, the 99th percentile and the largest of all answers of whole interviews. What is measured is what
//! a person waits for: computing, writing the case to the disk, and drawing the question. The last answer of each
//! interview brings the outcome page in place of a question, and is told by itself.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout)]

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/suite/pseudo_terminal.rs"]
mod pseudo_terminal;

use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use pseudo_terminal::Terminal;

const INTERVIEWS: usize = 12;
const SPECIALER: [&str; 3] = ["autisme", "erhvervet-hjerneskade", "synsnedsaettelse"];

/// The waits of one interview, every question answered with its second option; the last of them for the outcome.
fn interview(folder: &Path, speciale: &str) -> Vec<Duration> {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visit"));
    command.args(["assess", speciale, "--case-number", "1", "--caseworker", "abc"]);
    command.cwd(folder);
    let mut terminal = Terminal::start(command, 400, 80);
    let mut waits = Vec::new();
    for number in 1.. {
        let here = format!("Spørgsmål {number},");
        terminal.wait_until("a question or the end", |screen| {
            screen.contains("Sagen er gemt")
                || screen.rsplit_once(&here).is_some_and(|(_, asked)| asked.contains("Taster:"))
        });
        let screen = terminal.screen();
        if screen.contains("Sagen er gemt") {
            break;
        }
        let asked = screen.rsplit_once(&here).unwrap().1;
        let keys = if asked.contains("(et tal") {
            "17\r"
        } else if asked.contains("(skriv svaret") {
            "ro\r"
        } else {
            "2\r"
        };
        let next = format!("Spørgsmål {},", number + 1);
        let pressed = Instant::now();
        terminal.press(keys);
        terminal.wait_until("the next", |screen| screen.contains(&next) || screen.contains("Sagen er gemt"));
        waits.push(pressed.elapsed());
    }
    waits
}

/// One line of what was measured.
fn tell(what: &str, waits: &mut [Duration]) {
    waits.sort_unstable();
    let at = |share: usize| waits[(waits.len() * share / 100).min(waits.len() - 1)];
    println!(
        "{what}, {} answers: median {:?}, p99 {:?}, largest {:?}",
        waits.len(),
        at(50),
        at(99),
        waits.last().unwrap()
    );
}

fn main() {
    let (mut questions, mut outcomes) = (Vec::new(), Vec::new());
    for round in 0..INTERVIEWS {
        let folder = tempfile::tempdir().unwrap();
        let mut waits = interview(folder.path(), SPECIALER[round % SPECIALER.len()]);
        outcomes.extend(waits.pop());
        questions.extend(waits);
    }
    tell("keypress to next question", &mut questions);
    tell("last keypress to the outcome", &mut outcomes);
}
