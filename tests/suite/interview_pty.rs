//! Whole interviews by the real program on a pseudo-terminal: menus, plain lines, leaving, being killed.

use std::path::Path;
use std::process::Command;

use assert_fs::TempDir;
use assert_fs::prelude::*;
use portable_pty::CommandBuilder;

use crate::pseudo_terminal::Terminal;

const DOWN: &str = "\x1b[B";
const CASE: &str = "sag-2026-17.yaml";

fn visit(folder: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visit"));
    command.args(args);
    command.cwd(folder);
    command.env("TERM", "xterm-256color");
    command.env("USER", "abc");
    command
}

fn replayed(folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_visit")).args(["replay", CASE]).current_dir(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// How many answers the saved case has; none while there is no file.
fn saved_answers(folder: &Path) -> usize {
    let text = std::fs::read_to_string(folder.join(CASE)).unwrap_or_default();
    text.lines().filter(|line| line.contains("\"handling\": \"svar\"")).count()
}

/// Answers the question on the screen: a number, some words, or the second option of a menu.
fn answer(terminal: &mut Terminal, number: usize) {
    let wanted = format!("Spørgsmål {number},");
    terminal.wait_until(&wanted, |screen| {
        let Some((_, asked)) = screen.rsplit_once(&wanted) else { return false };
        asked.contains("Svar:") || asked.contains("Ved ikke")
    });
    let screen = terminal.screen();
    let asked = screen.rsplit_once(&wanted).map_or("", |(_, asked)| asked);
    let keys = if asked.contains("(et tal") {
        "17\r".to_owned()
    } else if asked.contains("Svar:") {
        "ro på hjemmefronten\r".to_owned()
    } else {
        format!("{DOWN}\r")
    };
    terminal.press(&keys);
}

/// Answers until the program ends; gives how many questions there were.
fn answer_all(terminal: &mut Terminal, mut number: usize) -> usize {
    loop {
        let next = format!("Spørgsmål {number},");
        terminal
            .wait_until("a question or the end", |screen| screen.contains(&next) || screen.contains("Sagen er gemt"));
        if terminal.screen().contains("Sagen er gemt") {
            assert!(terminal.ended_well());
            return number - 1;
        }
        answer(terminal, number);
        number += 1;
    }
}

#[test]
fn every_pilot_can_be_answered_to_the_end_and_replayed() {
    for speciale in ["autisme", "erhvervet-hjerneskade", "synsnedsaettelse"] {
        let folder = TempDir::new().unwrap();
        let mut terminal =
            Terminal::start(visit(folder.path(), &["assess", speciale, "--case-number", "2026-17"]), 200, 80);
        let asked = answer_all(&mut terminal, 1);
        assert!(asked > 3, "{speciale} asked only {asked} questions");
        assert_eq!(saved_answers(folder.path()), asked, "{speciale}");
        assert_eq!(replayed(folder.path()), format!("{CASE}: identisk\n"), "{speciale}");
    }
}

#[test]
fn a_kill_loses_at_most_the_question_on_the_screen() {
    let folder = TempDir::new().unwrap();
    let mut number = 1;
    let mut terminal =
        Terminal::start(visit(folder.path(), &["assess", "autisme", "--case-number", "2026-17"]), 200, 80);
    loop {
        answer(&mut terminal, number);
        number += 1;
        let next = format!("Spørgsmål {number},");
        terminal
            .wait_until("a question or the end", |screen| screen.contains(&next) || screen.contains("Sagen er gemt"));
        if terminal.screen().contains("Sagen er gemt") {
            break;
        }
        let drawn = |screen: &str| screen.rsplit_once(&next).is_some_and(|(_, asked)| asked.contains("Taster:"));
        terminal.wait_until("the whole question", drawn);
        let asked = terminal.screen();
        terminal.kill();
        assert_eq!(saved_answers(folder.path()), number - 1, "every answer before the one on the screen is kept");
        terminal = Terminal::start(visit(folder.path(), &["assess", "--resume", CASE]), 200, 80);
        terminal.wait_for(&format!("Sagen har {} svar", number - 1));
        terminal.wait_until("the whole question", drawn);
        let line = |screen: &str| screen.rsplit_once(&next).unwrap().1.lines().nth(1).map(str::to_owned);
        assert_eq!(line(&terminal.screen()), line(&asked), "resumed exactly there");
    }
    assert!(number > 10, "killed at each of {number} questions");
    assert_eq!(replayed(folder.path()), format!("{CASE}: identisk\n"));
}

#[test]
fn one_may_leave_with_escape_and_go_on_later() {
    let folder = TempDir::new().unwrap();
    let mut terminal =
        Terminal::start(visit(folder.path(), &["assess", "autisme", "--case-number", "2026-17"]), 60, 80);
    answer(&mut terminal, 1);
    terminal.wait_for("Spørgsmål 2,");
    terminal.press("\x1b");
    terminal.wait_for("Fortsæt med: visit assess --resume");
    assert!(terminal.ended_well() && terminal.shows_cursor());
    assert_eq!(replayed(folder.path()), format!("{CASE}: ikke afsluttet\n"));
    let mut terminal = Terminal::start(visit(folder.path(), &["assess", "--resume", CASE]), 200, 80);
    terminal.wait_for("Hvor gammel er borgeren? 17");
    answer_all(&mut terminal, 2);
    assert_eq!(replayed(folder.path()), format!("{CASE}: identisk\n"));
}

#[test]
fn a_case_is_open_in_one_place_at_a_time() {
    let folder = TempDir::new().unwrap();
    let mut first = Terminal::start(visit(folder.path(), &["assess", "autisme", "--case-number", "2026-17"]), 60, 80);
    answer(&mut first, 1);
    first.wait_for("Spørgsmål 2,");
    let mut second = Terminal::start(visit(folder.path(), &["assess", "--resume", CASE]), 60, 80);
    second.wait_for("er åben i et andet vindue");
    assert!(!second.ended_well());
    first.kill();
}

#[test]
fn forty_columns_and_plain_lines_are_enough() {
    let folder = TempDir::new().unwrap();
    let mut terminal =
        Terminal::start(visit(folder.path(), &["assess", "--plain", "autisme", "--case-number", "2026-17"]), 200, 40);
    terminal.wait_for("Spørgsmål 1,");
    terminal.press("17\r");
    for number in 2..40 {
        let next = format!("Spørgsmål {number},");
        terminal.wait_until("a question or the end", |screen| {
            screen.rsplit_once(&next).is_some_and(|(_, asked)| asked.contains("Svar ("))
                || screen.contains("Sagen er gemt")
        });
        if terminal.screen().contains("Sagen er gemt") {
            break;
        }
        terminal.press("v\r");
        terminal.wait_until("what was done", |screen| {
            screen
                .rsplit_once(&next)
                .is_some_and(|(_, asked)| asked.contains("Hvad er der gjort") && asked.ends_with(": "))
        });
        terminal.press("\r");
    }
    terminal.wait_for("Sagen er gemt");
    // A command is copied whole; a duty has its reason with it, as there is no room for a table.
    terminal.wait_for("\n    visit justify sag-2026-17.yaml");
    terminal.wait_for("\nHvorfor: ");
    assert!(terminal.ended_well());
    assert_eq!(replayed(folder.path()), format!("{CASE}: identisk\n"));
}

#[test]
fn without_speciale_the_shared_questions_propose_one() {
    let folder = TempDir::new().unwrap();
    let mut terminal =
        Terminal::start(visit(folder.path(), &["assess", "--plain", "--case-number", "2026-17"]), 200, 80);
    terminal.wait_for("Hvad handler henvendelsen om?");
    terminal.press("autisme\r");
    terminal.wait_for("Svarene peger på: ");
    terminal.wait_for("Hvilke specialer skal sagen vurderes efter?");
    terminal.press("autisme, synsnedsaettelse\r");
    terminal.wait_for("Spørgsmål 2,");
    terminal.press("\x04");
    terminal.wait_for("Sagen er gemt");
    folder.child(CASE).assert(predicate_contains("- autisme\n- synsnedsaettelse\n"));
}

fn predicate_contains(text: &'static str) -> impl predicates::Predicate<str> {
    predicates::str::contains(text)
}
