//! Files that are not as they should be: each gets a clear Danish error, exit 2, and nothing is lost.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;

const NATIONAL: &str = "format: visit-national/1\nniveauer: [ { id: let }, { id: højt } ]\n";

fn guideline(version: &str, rest: &str) -> String {
    format!(
        "format: visit/1\nspeciale: bolig\nversion: \"{version}\"\ngælder: {{ fra: 2026-01-01 }}\nudgangspunkt: let\n{rest}"
    )
}

const QUESTION: &str = "spørgsmål:\n  - { id: risiko, spørg: Risiko?, type: ja_nej }\nkriterier: [ { id: H1, niveau: højt, når: risiko } ]\n";

/// A rule folder with one guideline file.
fn folder(text: &[u8]) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("bolig")).unwrap();
    std::fs::write(folder.path().join("national.yaml"), NATIONAL).unwrap();
    std::fs::write(folder.path().join("bolig/1.yaml"), text).unwrap();
    std::fs::write(folder.path().join("svar.yaml"), "svar: { risiko: ja }\n").unwrap();
    folder
}

fn visit(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(folder).output().unwrap()
}

fn assess(folder: &TempDir) -> (Option<i32>, String) {
    let output = visit(
        folder.path(),
        &["assess", "bolig", "--rules", ".", "--answers", "svar.yaml", "--date", "2026-11-22", "--format", "json"],
    );
    let told = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.code(), String::from_utf8(told).unwrap())
}

/// What is said of a guideline file.
fn told(text: &[u8]) -> String {
    let (code, told) = assess(&folder(text));
    assert_eq!(code, Some(2), "{told}");
    told
}

#[test]
fn unreadable_guidelines_are_explained() {
    let nested = guideline("1", &format!("spørgsmål: []\nkriterier: {}\n", "[".repeat(10_000)));
    let anchors = guideline("1", &QUESTION.replace("risiko }", "*r }").replace("{ id: risiko", "&r { id: risiko"));
    let twice = guideline("1", &QUESTION.replace("kriterier:", "spørgsmål: []\nkriterier:"));
    let unknown = guideline("1", &QUESTION.replace("kriterier:", "kriterer: []\nkriterier:"));
    let big = guideline("1", QUESTION) + &"# fyld\n".repeat(3_000_000);
    for (text, code) in [
        (nested.as_bytes(), "too-deep"),
        (anchors.as_bytes(), "anchor"),
        (twice.as_bytes(), "duplicate-key"),
        (unknown.as_bytes(), "unknown-key"),
        (big.as_bytes(), "too-large"),
        (b"format: visit/1\nspeciale: \xff\n", "not-utf8"),
        (b"", "wrong-type"),
        (guideline("1.10", QUESTION).replace("\"1.10\"", "1.10").as_bytes(), "wrong-type"),
        (guideline("2", QUESTION).as_bytes(), "wrong-file-name"),
        (guideline("1", &QUESTION.replace("når: risiko", "når: risiko = yes")).as_bytes(), "wrong-comparison"),
        (guideline("1", &QUESTION.replace("når: risiko", "når: no")).as_bytes(), "unknown-id"),
        (guideline("1", &QUESTION.replace("når: risiko", "når: true")).as_bytes(), "wrong-type"),
    ] {
        let told = told(text);
        assert!(told.contains(&format!("\"code\":\"{code}\"")), "{code}: {told}");
        assert!(told.contains("bolig/1.yaml"), "the file is named: {told}");
    }
}

#[test]
fn what_the_contract_promises_is_accepted() {
    let mut large = guideline("1", "spørgsmål:\n");
    for number in 0..1_000 {
        writeln!(large, "  - {{ id: q{number}, spørg: Spørgsmål?, type: ja_nej }}").unwrap();
    }
    let nested = format!("{}q1{}", "{ alle: [ ".repeat(32), " ] }".repeat(32));
    writeln!(large, "  - {{ id: risiko, spørg: Risiko?, type: ja_nej }}").unwrap();
    writeln!(large, "begreber: []\nkilder: []\nkriterier:\n  - {{ id: H1, niveau: højt, når: {nested} }}").unwrap();
    let filler = (4 << 20) - large.len() - 1;
    writeln!(large, "#{}", "x".repeat(filler.saturating_sub(1))).unwrap();
    assert_eq!(large.len(), 4 << 20);
    let (code, told) = assess(&folder(large.as_bytes()));
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn decomposed_letters_are_the_same_letters() {
    // Of the Danish letters only å has a canonical decomposition.
    let decomposed = guideline("1", QUESTION).replace("når", "na\u{30a}r");
    assert_ne!(decomposed, guideline("1", QUESTION));
    let (code, told) = assess(&folder(decomposed.as_bytes()));
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn exactly_one_version_must_be_in_force() {
    let two = folder(guideline("1", QUESTION).as_bytes());
    std::fs::write(two.path().join("bolig/2.yaml"), guideline("2", QUESTION)).unwrap();
    let (code, told) = assess(&two);
    assert_eq!(code, Some(2));
    assert!(told.contains("several-versions-in-force") && told.contains("`1` og `2`"), "{told}");
    let none = folder(guideline("1", QUESTION).replace("fra: 2026-01-01", "fra: 2027-01-01").as_bytes());
    let (code, told) = assess(&none);
    assert_eq!(code, Some(2));
    assert!(told.contains("no-version-in-force") && told.contains("22. november 2026"), "{told}");
}

#[test]
fn all_faults_of_a_file_are_told_at_once() {
    let faulty = guideline("1", QUESTION)
        .replace("type: ja_nej", "type: ja_nje")
        .replace("niveau: højt", "niveau: hojt")
        .replace("fra: 2026-01-01", "fra: i morgen");
    let told = told(faulty.as_bytes());
    assert!(told.matches("\"code\"").count() >= 2, "{told}");
    assert!(told.contains("wrong-date") && told.contains("unknown-word"), "{told}");
}

#[test]
fn a_folder_that_cannot_be_written_to_loses_nothing() {
    let folder = folder(guideline("1", QUESTION).as_bytes());
    let args = ["assess", "bolig", "--rules", ".", "--answers", "svar.yaml", "--date", "2026-11-22", "--out"];
    for (place, why) in [("findes/ikke/sag.yaml", "findes ikke"), ("national.yaml/sag.yaml", "mappe")] {
        let output = visit(folder.path(), &[&args[..], &[place]].concat());
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(why), "{told}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("national.yaml")).unwrap(), NATIONAL);
}

#[test]
fn random_bytes_never_make_it_panic() {
    use proptest::prelude::*;
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 300, ..ProptestConfig::default() });
    let text = guideline("1", QUESTION);
    let places = 0..text.len();
    runner
        .run(&(places, any::<u8>(), any::<bool>()), |(place, byte, insert)| {
            let mut bytes = text.clone().into_bytes();
            if insert {
                bytes.insert(place, byte);
            } else {
                bytes[place] = byte;
            }
            let national = visitation::guideline::resolve::national("n", NATIONAL.as_bytes()).unwrap().value;
            // Either it can be used or it is explained; the call returns in any case.
            let loaded = visitation::guideline::resolve::guideline("g", &bytes, &std::sync::Arc::new(national), None);
            prop_assert!(loaded.is_ok() || !loaded.unwrap_err().is_empty());
            Ok(())
        })
        .unwrap();
}

#[test]
fn thousands_of_unknown_answers_are_told_of_soon() {
    let folder = folder(guideline("1", QUESTION).as_bytes());
    let mut answers = "svar:\n  risko: ja\n".to_owned();
    for number in 0..5_000 {
        let _ = writeln!(answers, "  ukendt_{number}: ja");
    }
    std::fs::write(folder.path().join("svar.yaml"), answers).unwrap();
    let begun = std::time::Instant::now();
    let output = visit(folder.path(), &["assess", "bolig", "--rules", ".", "--answers", "svar.yaml"]);
    let took = begun.elapsed();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(told.matches("fejl[unknown-question]").count(), 5_001);
    assert!(told.contains("mente du `risiko`?"));
    // A debug build on a busy machine; it took 102 s.
    assert!(took.as_secs() < 20, "{took:?}");
}
