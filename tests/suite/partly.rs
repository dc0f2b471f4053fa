//! A flervalg of which only a part is known, `[far, ved_ikke]`, on its way through the program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;
use serde_json::Value;

const NATIONAL: &str = "format: visit-national/1\nniveauer: [{ id: let }, { id: moderat }, { id: højt }]\n";
const GUIDELINE: &str = "format: visit/1
speciale: prøve
version: '1'
gælder: { fra: '2026-01-01' }
spørgsmål:
  - { id: hjem, spørg: Hvem bor hjemme?, type: flervalg, valg: [{ id: far }, { id: mor }, { id: ingen, udelukker: ja }] }
udgangspunkt: let
kriterier:
  - { id: M1, niveau: moderat, når: hjem har far }
  - { id: H1, niveau: højt, når: antal(hjem) >= 2 }
";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("rules/proeve")).unwrap();
    fs::write(folder.path().join("rules/national.yaml"), NATIONAL).unwrap();
    fs::write(folder.path().join("rules/proeve/1.yaml"), GUIDELINE.replace("prøve", "proeve")).unwrap();
    folder
}

fn visit(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit"))
        .args(args)
        .args(["--rules", "rules"])
        .current_dir(folder)
        .output()
        .unwrap()
}

fn assessed(folder: &Path, answer: &str) -> Output {
    fs::write(folder.join("svar.yaml"), format!("dato: '2026-12-01'\nsvar: {{ hjem: {answer} }}\n")).unwrap();
    visit(folder, &["assess", "proeve", "--answers", "svar.yaml", "--out", "sag.yaml", "--format", "json"])
}

#[test]
fn the_completions_are_the_sets_that_hold_what_is_known() {
    let folder = folder();
    let at = folder.path();
    for (answer, possible, open) in [
        ("[far]", "[\"moderat\"]", "[]"),
        ("[far, ved_ikke]", "[\"moderat\",\"højt\"]", "[\"hjem\"]"),
        ("[ved_ikke, mor]", "[\"let\",\"højt\"]", "[\"hjem\"]"),
        ("[ved_ikke]", "[\"let\",\"moderat\",\"højt\"]", "[\"hjem\"]"),
        ("[far, mor, ved_ikke]", "[\"højt\"]", "[]"),
    ] {
        let out = assessed(at, answer);
        assert!(out.status.success(), "{answer}: {out:?}");
        let outcome: Value = serde_json::from_slice(&out.stdout).unwrap();
        let one = &outcome["assessments"][0];
        assert_eq!(one["level"]["possible"].to_string(), possible, "{answer}");
        assert_eq!(one["open_questions"].to_string(), open, "{answer}");
        // What was saved is read again as it was said, and comes to the same.
        let replayed = visit(at, &["replay", "sag.yaml"]);
        assert!(replayed.status.success(), "{answer}: {replayed:?}");
        fs::remove_file(at.join("sag.yaml")).unwrap();
    }
}

#[test]
fn what_is_known_is_said_and_what_is_not_is_said_too() {
    let folder = folder();
    assert!(assessed(folder.path(), "[far, ved_ikke]").status.success());
    let shown = |command: &str| String::from_utf8(visit(folder.path(), &[command, "sag.yaml"]).stdout).unwrap();
    let note = shown("justify");
    assert!(note.contains("Hvem bor hjemme? Far. Om der også er andet, vides ikke."), "{note}");
    assert!(note.contains("Hvem bor hjemme? Far. Kriterium M1"), "a criterion rests on what is known alone: {note}");
    let why = shown("explain");
    assert!(why.contains("Niveauet ville være højt, hvis mindst 1 spørgsmål mere var besvaret"), "{why}");
    assert!(why.contains("Niveauet ville være let, hvis mindst 1 svar var anderledes"), "{why}");
}

#[test]
fn beside_an_option_that_excludes_the_others_nothing_can_be_unknown() {
    let folder = folder();
    for answer in ["[ingen, ved_ikke]", "[ved_ikke, ingen]", "[onkel, ved_ikke]"] {
        let out = assessed(folder.path(), answer);
        assert_eq!(out.status.code(), Some(2), "{answer}: {out:?}");
        assert!(String::from_utf8(out.stderr).unwrap().contains("wrong-answer"), "{answer}");
    }
}
