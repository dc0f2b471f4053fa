//! `visit test` on whole rule folders: the built-in examples hold, and suggested examples make a file that covers and
//! notices everything by itself.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_fs::TempDir;

fn visit(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(folder).output().unwrap()
}

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

/// A rule folder with one of the built-in guidelines and no examples.
fn without_examples(speciale: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join(speciale)).unwrap();
    std::fs::copy(rules().join("national.yaml"), folder.path().join("national.yaml")).unwrap();
    for entry in std::fs::read_dir(rules().join(speciale)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if name != "eksempler.yaml" {
            std::fs::copy(&path, folder.path().join(speciale).join(name)).unwrap();
        }
    }
    write_examples(folder.path(), speciale, "eksempler: []\n");
    folder
}

fn write_examples(folder: &Path, speciale: &str, rest: &str) {
    std::fs::write(folder.join(speciale).join("eksempler.yaml"), format!("format: visit-eksempler/1\n{rest}")).unwrap();
}

fn suggested(folder: &Path, speciale: &str) -> String {
    let output = visit(folder, &["test", speciale, "--mutants", "--suggest", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut text = "eksempler:\n".to_owned();
    for suggestion in told["guidelines"][0]["suggestions"].as_array().unwrap() {
        let _ = write!(text, "{}", suggestion.as_str().unwrap());
    }
    text
}

#[test]
fn the_built_in_examples_hold() {
    let output = visit(&std::env::temp_dir(), &["test"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn suggested_examples_alone_cover_and_notice_everything() {
    for speciale in ["autisme", "synsnedsaettelse"] {
        let folder = without_examples(speciale);
        let none = visit(folder.path(), &["test", speciale, "--min-coverage", "1"]);
        assert_eq!(none.status.code(), Some(1), "no example covers nothing");
        write_examples(folder.path(), speciale, &suggested(folder.path(), speciale));
        let all = visit(folder.path(), &["test", speciale, "--min-coverage", "100", "--min-mutants", "100"]);
        assert_eq!(all.status.code(), Some(0), "{}", String::from_utf8_lossy(&all.stdout));
    }
}

#[test]
fn a_guideline_is_tried_by_itself_and_examples_with_all_versions() {
    let folder = TempDir::new().unwrap();
    let guideline = |version: &str, from: &str, level: &str| {
        format!(
            "format: visit/1\nspeciale: bolig\nversion: \"{version}\"\ngælder: {{ fra: {from} }}\nudgangspunkt: let\n\
             spørgsmål: [ {{ id: risiko, spørg: Risiko?, type: ja_nej }} ]\n\
             kriterier: [ {{ id: H1, niveau: {level}, når: risiko }} ]\n"
        )
    };
    let national = "format: visit-national/1\nniveauer: [ { id: let }, { id: højt } ]\n";
    std::fs::write(folder.path().join("national.yaml"), national).unwrap();
    std::fs::create_dir(folder.path().join("bolig")).unwrap();
    std::fs::write(folder.path().join("bolig/1.yaml"), guideline("1", "2025-01-01", "let")).unwrap();
    std::fs::write(folder.path().join("bolig/2.yaml"), guideline("2", "2026-01-01", "højt")).unwrap();
    let example = "eksempler: [ { navn: Fare, svar: { risiko: ja }, forventet: { niveau: højt } } ]\n";
    write_examples(folder.path(), "bolig", example);
    let inside = folder.path().join("bolig");
    for (folder, path, code, versions) in [
        (folder.path(), "bolig", 1, 2),
        (&inside, "eksempler.yaml", 1, 2),
        (&inside, ".", 1, 2),
        (&inside, "1.yaml", 1, 1),
        (&inside, "2.yaml", 0, 1),
    ] {
        let output = visit(folder, &["test", path]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(code), "{path}: {told}");
        assert_eq!(told.matches("eksempler: ").count(), versions, "{path}: {told}");
    }
    std::fs::write(inside.join("1.yaml"), "format: visit/1\n").unwrap();
    let output = visit(&inside, &["test", "eksempler.yaml"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "a version that cannot be read is a fault: {told}");
    assert!(told.contains("bolig 2 ") && told.contains("eksempler: 1, og det holder"), "the others run: {told}");
    std::fs::remove_file(inside.join("1.yaml")).unwrap();
    std::fs::remove_file(inside.join("2.yaml")).unwrap();
    let output = visit(folder.path(), &["test", "bolig"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("der er ingen retningslinje ved siden af eksemplerne"));
}

const NATIONAL: &str = "format: visit-national/1\nniveauer: [{ id: let }, { id: moderat }]\nspørgsmål:\n  - { id: alder, spørg: A?, type: tal, min: 0, maks: 110 }\n";

/// Has an `aldrig` rule, a `relevant_når` and an option that excludes the others.
const GUIDELINE: &str = r#"format: visit/1
speciale: p
version: "1"
gælder: { fra: "2026-01-01" }
relevant_når: alder >= 18
spørgsmål:
  - { id: styrke, spørg: Hvor stærkt?, type: tal, min: 0, maks: 10 }
  - { id: dage, spørg: Hvor mange dage?, type: tal, min: 0, maks: 31 }
  - { id: hjem, spørg: Hvem?, type: flervalg, valg: [{ id: far }, { id: mor }, { id: ingen, udelukker: ja }] }
aldrig:
  - { når: { alle: [styrke = 0, dage >= 1] }, fordi: Uden smerter er der ingen dage }
udgangspunkt: let
kriterier:
  - { id: M1, niveau: moderat, når: { alle: [styrke mellem 7 og 9, antal(hjem) >= 2] }, fordi: "{grunde}." }
"#;

fn small(examples: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("p")).unwrap();
    std::fs::write(folder.path().join("national.yaml"), NATIONAL).unwrap();
    std::fs::write(folder.path().join("p/1.yaml"), GUIDELINE).unwrap();
    write_examples(folder.path(), "p", examples);
    folder
}

/// What nobody is like, and whom the guideline is for, can be tried as well as a level can.
#[test]
fn impossible_answers_and_relevance_are_tried_and_every_mistake_can_be_noticed() {
    let empty = small("eksempler: []\n");
    let mut text = suggested(empty.path(), "p");
    assert!(text.contains("forventet: { umulig: ja }"), "{text}");
    for (age, relevant) in [(17, "nej"), (18, "ja")] {
        let _ = writeln!(
            text,
            "  - {{ navn: alder {age}, svar: {{ alder: {age} }}, forventet: {{ relevant: {relevant} }} }}"
        );
    }
    let folder = small(&text);
    let output = visit(folder.path(), &["test", ".", "--min-mutants", "100"]);
    assert_eq!(output.status.code(), Some(0), "{}\n{text}", String::from_utf8_lossy(&output.stdout));
    for (wrong, told) in [
        ("{ navn: a, svar: { styrke: 5, dage: 1 }, forventet: { umulig: ja } }", "umulig"),
        ("{ navn: a, svar: { styrke: 0, dage: 1 }, forventet: { niveau: let } }", "modsiger hinanden"),
        ("{ navn: a, svar: { alder: 17 }, forventet: { relevant: ja } }", "relevant"),
        ("{ navn: a, svar: {}, forventet: { relevant: ja } }", "uafklaret"),
        ("{ navn: a, version: \"2\", svar: {}, forventet: { mulige: [let, moderat] } }", "nogen udgave `2`"),
        ("{ navn: a, dato: \"2025-01-01\", svar: {}, forventet: { relevant: ja } }", "ingen udgave gælder"),
        ("{ navn: a, svar: {}, forventet: { umulig: ja, niveau: let } }", "har intet udfald"),
        ("{ navn: a, svar: { hjem: [far, ingen] }, forventet: { niveau: let } }", "sammen med andre svar"),
    ] {
        let folder = small(&format!("eksempler:\n  - {wrong}\n"));
        let output = visit(folder.path(), &["test", "."]);
        let shown = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && shown.contains(told), "{wrong}: {shown}");
    }
}
