//! Proposals from the fagsystem: none is an answer before a person has said so, at a real terminal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;
use portable_pty::CommandBuilder;
use visitation::case::{Case, SavedValue};

use crate::pseudo_terminal::Terminal;

fn visit(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(folder).output().unwrap()
}

/// A folder with the proposals of the worked bundle as `svar.yaml`.
fn with_proposals() -> TempDir {
    let folder = TempDir::new().unwrap();
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ffb/ind-uddatasæt-fra-fagsystem.json");
    let read = visit(folder.path(), &["import", "--ffb", bundle.to_str().unwrap(), "--out", "svar.yaml"]);
    assert!(read.status.success(), "{read:?}");
    folder
}

fn talk(folder: &Path, manner: &[&str]) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visit"));
    command.args(["assess", "autisme", "--answers", "svar.yaml", "--out", "sag.yaml", "--date", "2026-12-01"]);
    command.args(manner);
    command.cwd(folder);
    command.env("USER", "abc");
    Terminal::start(command, 300, 100)
}

#[test]
fn each_proposal_is_confirmed_changed_or_left_open() {
    let folder = with_proposals();
    let mut terminal = talk(folder.path(), &["--plain"]);
    terminal.wait_for("Forslag 1 af 8");
    terminal.press("1\r");
    terminal.wait_for("Gøre rent: svær");
    terminal.wait_until("the ways", |screen| screen.matches("Svar (").count() == 2);
    terminal.press("2\r");
    let asked = "Hvor meget er evnen til at klare praktiske opgaver nedsat?";
    terminal.wait_until("the question itself", |screen| screen.matches(asked).count() == 2);
    terminal.press("let\r");
    for number in 3..=8 {
        terminal.wait_for(&format!("Forslag {number} af 8"));
        terminal.press("3\r");
    }
    assert!(terminal.ended_well(), "{}", terminal.screen());
    let case = Case::read(&fs::read_to_string(folder.path().join("sag.yaml")).unwrap()).unwrap();
    let kept: Vec<_> = case.answers().keys().map(String::as_str).collect();
    assert_eq!(kept, ["målgruppe", "praktiske_opgaver"]);
    let groups = &case.answers()["målgruppe"];
    assert!(groups.note.as_ref().unwrap().starts_with("Bekræftet af abc 1. december 2026. Bygger på Autismespektrum"));
    assert_eq!(groups.date, Some(jiff::civil::date(2026, 6, 12)), "the day of the assessment, not of the import");
    let changed = &case.answers()["praktiske_opgaver"];
    assert_eq!(changed.value, SavedValue::Text("let".to_owned()));
    assert_eq!(changed.source.as_deref(), Some("abc"));
    assert!(changed.note.as_ref().unwrap().contains("Fagsystemets forslag var"), "{changed:?}");
}

#[test]
fn whoever_leaves_has_confirmed_nothing() {
    for (manner, keys) in [(&["--plain"][..], "stop\r"), (&[], "\u{1b}")] {
        let folder = with_proposals();
        let mut terminal = talk(folder.path(), manner);
        terminal.wait_for("Forslag 1 af 8");
        terminal.press(keys);
        terminal.wait_for("Intet er gemt");
        assert!(terminal.ended_well());
        assert!(!folder.path().join("sag.yaml").exists());
    }
}

#[test]
fn without_a_terminal_a_proposal_is_no_answer() {
    let folder = with_proposals();
    fs::write(folder.path().join("tomt.yaml"), "svar: {}\n").unwrap();
    let outcome = |file| visit(folder.path(), &["assess", "autisme", "--answers", file, "--format", "json"]);
    let (proposed, empty) = (outcome("svar.yaml"), outcome("tomt.yaml"));
    assert!(proposed.status.success());
    assert_eq!(proposed.stdout, empty.stdout);
    assert!(String::from_utf8_lossy(&proposed.stderr).contains("8 svar i filen er forslag"));
    let followed = visit(folder.path(), &["follow", "svar.yaml", "svar.yaml"]);
    assert_eq!(followed.status.code(), Some(2), "{followed:?}");
    assert!(String::from_utf8_lossy(&followed.stderr).contains("som ingen har bekræftet"), "{followed:?}");
}
