//! From a case and its notes to a finished letter, through the program itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_fs::TempDir;
use assert_fs::prelude::*;

use super::examples::CASES;

const NAME: &str = "barn-med-autisme-og-skolevægring.yaml";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn visit(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(arguments).current_dir(folder).output().unwrap()
}

pub(crate) fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = visit(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A case assessed from the example's answers.
fn assessed(folder: &TempDir, answers: &str) {
    folder.child("svar.yaml").write_str(answers).unwrap();
    done(
        folder.path(),
        &[
            "assess",
            "--answers",
            "svar.yaml",
            "--out",
            "sag.yaml",
            "--case-number",
            "2026-1001",
            "--enquiry",
            "2026-11-03",
            "--caseworker",
            "abc",
        ],
    );
}

fn answers() -> String {
    fs::read_to_string(root().join("examples/svar").join(NAME)).unwrap()
}

/// The example case with everything that its caseworker noted.
pub(crate) fn complete() -> TempDir {
    let folder = TempDir::new().unwrap();
    assessed(&folder, &answers());
    let notes = root().join("examples/noter").join(NAME);
    done(folder.path(), &["note", "sag.yaml", "--from", &notes.display().to_string(), "--caseworker", "abc"]);
    folder
}

#[test]
fn nothing_is_missing_in_the_complete_example() {
    let folder = complete();
    let report = done(folder.path(), &["justify", "--check", "sag.yaml"]);
    assert!(report.contains("Intet mangler."), "{report}");
    for kind in ["notat", "brev", "barn"] {
        let text = done(folder.path(), &["justify", "--final", "--kind", kind, "sag.yaml"]);
        assert!(!text.contains("UDFYLDES") && !text.contains("UDKAST. "), "{text}");
    }
    assert!(done(folder.path(), &["replay", "sag.yaml"]).contains("identisk"), "notes change no outcome");
}

#[test]
fn a_letter_edited_by_hand_is_checked_too() {
    let folder = complete();
    done(folder.path(), &["justify", "--letter", "--final", "--out", "brev.md", "sag.yaml"]);
    done(folder.path(), &["justify", "--check-file", "brev.md", "sag.yaml"]);
    done(folder.path(), &["justify", "--check-file", "brev.md"]);
    let letter = fs::read_to_string(folder.path().join("brev.md")).unwrap();
    let (before, after) = letter.split_once("## Klagevejledning").unwrap();
    let rest = after.split_once("\n## ").unwrap().1;
    folder.child("brev.md").write_str(&format!("{before}## {rest}")).unwrap();
    let output = visit(folder.path(), &["justify", "--check-file", "brev.md", "sag.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(report.contains("A16 MANGLER") && report.contains("F12 FEJL"), "{report}");
}

#[test]
fn an_unfinished_letter_is_never_final() {
    let folder = TempDir::new().unwrap();
    assessed(&folder, &answers());
    let output = visit(folder.path(), &["justify", "--letter", "--final", "--out", "brev.md", "sag.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("brev.md").exists(), "nothing is written");
}

#[test]
fn every_format_is_the_same_bytes_again() {
    let folder = complete();
    for name in ["brev.md", "brev.html", "brev.docx"].into_iter().chain(cfg!(feature = "pdf").then_some("brev.pdf")) {
        let mut both = Vec::new();
        for _ in 0..2 {
            done(folder.path(), &["justify", "--letter", "--trace", "--out", name, "sag.yaml"]);
            both.push(fs::read(folder.path().join(name)).unwrap());
        }
        assert!(!both[0].is_empty() && both[0] == both[1], "{name}");
    }
}

#[test]
fn a_municipalitys_own_texts_and_page_are_used() {
    let folder = complete();
    done(folder.path(), &["justify", "--export-templates", "skabeloner"]);
    let before = done(folder.path(), &["justify", "--letter", "sag.yaml"]);
    let same = done(folder.path(), &["justify", "--letter", "--templates", "skabeloner", "sag.yaml"]);
    assert_eq!(before, same, "what is exported is what is built in");
    folder.child("skabeloner/brevhoved.txt").write_str("Rådhuset i {{ myndighed.navn }}\n").unwrap();
    let own = done(folder.path(), &["justify", "--letter", "--templates", "skabeloner", "sag.yaml"]);
    assert!(own.contains("Rådhuset i Eksempel Kommune"), "{own}");
    for (name, text, wrong) in [
        ("brevhoved.txt", "{{ myndighed.nvan }}", "linje 1 bruger et navn"),
        ("brevhoved.txt", "a\n{% if %}", "linje 2 kan ikke læses"),
        ("brevhovd.txt", "a", "mente du `brevhoved.txt`?"),
    ] {
        folder.child("skabeloner").child(name).write_str(text).unwrap();
        let output = visit(folder.path(), &["justify", "--letter", "--templates", "skabeloner", "sag.yaml"]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(errors.contains(wrong), "{errors}");
    }
}

/// The answers file without one answer.
fn without(answers: &str, key: &str) -> String {
    let mut kept = String::new();
    let mut skipping = false;
    for line in answers.lines() {
        let entry = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '));
        if let Some(entry) = entry {
            skipping = entry.split(':').next() == Some(key);
        }
        if !skipping {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[test]
fn a_letter_without_one_of_the_decisive_answers_is_another_letter() {
    for frame in &CASES {
        let answers = fs::read_to_string(root().join(format!("examples/svar/{}.yaml", frame.name))).unwrap();
        every_decisive_answer_counts(frame.name, &answers);
    }
}

fn every_decisive_answer_counts(name: &str, answers: &str) {
    let folder = TempDir::new().unwrap();
    assessed(&folder, answers);
    let whole = done(folder.path(), &["justify", "--letter", "--trace", "sag.yaml"]);
    let plain = done(folder.path(), &["justify", "--letter", "sag.yaml"]);
    let keys: Vec<&str> = whole
        .lines()
        .filter_map(|line| line.split_once("]: Svar: "))
        .filter_map(|(_, rest)| rest.split([',', '.']).next())
        .map(str::trim_end)
        .collect();
    assert!(keys.len() > 2, "{name}: {whole}");
    for key in keys.iter().map(|key| key.replace("\\_", "_")) {
        let fewer = without(answers, &key);
        assert_ne!(fewer, answers, "{name}: {key} is an answer of the file");
        let other = TempDir::new().unwrap();
        assessed(&other, &fewer);
        assert_ne!(done(other.path(), &["justify", "--letter", "sag.yaml"]), plain, "{name} without {key}");
    }
}

/// Nobody has been asked; each duty says why.
const ASKED: &str = "\nrådgivning:\n\
    \u{20} - { id: R7, pligt: N1, hos: VISO, grund: Der er ikke samtykke. }\n\
    \u{20} - { id: R8, pligt: N8, hos: Kommunen, grund: Planen er lavet. }\n\
    \u{20} - { id: R9, pligt: R1, hos: Centret, grund: Centret har lukket. }\n";

/// Whenever the loss of sight and hearing began, one criterion for højt holds or another: which is not known.
#[test]
fn a_level_that_no_single_criterion_carries_has_its_true_reason_in_every_document() {
    let folder = TempDir::new().unwrap();
    assessed(
        &folder,
        "speciale: doevblindhed\ndato: 2026-11-22\nsvar:\n  alder: { svar: 16, kilde: mor, dato: 2026-11-20 }\n  varig_nedsættelse: { svar: ja, kilde: mor, dato: 2026-11-20 }\n  sanser_hjælper: { svar: delvist, kilde: mor, dato: 2026-11-20 }\n",
    );
    let note = done(folder.path(), &["justify", "--trace", "sag.yaml"]);
    let said = note.split_once("### Det, retningslinjens kriterier siger").unwrap().1;
    let reason = "Mindst ét af kriterierne H1, H3, H4 og H5 for niveauet »Højt specialiseret niveau« er opfyldt";
    assert!(said.trim_start().starts_with(reason), "{said}");
    let (_, below) = said.split_once("Også opfyldt, for et lavere niveau:").unwrap();
    assert!(below.contains("Kriterium M1 taler for niveauet »Moderat specialiseret niveau«"), "{below}");
    let trace =
        "Mindst ét af kriterierne H1, H3, H4 og H5 i doevblindhed 2026.1. Kilder: Socialstyrelsen har inviteret";
    assert!(note.contains(trace), "{note}");
    assert!(note.contains("### Kilder bag de kriterier, hvoraf mindst ét er opfyldt"), "{note}");
    let letter = done(folder.path(), &["justify", "--letter", "sag.yaml"]);
    let reason =
        "Retningslinjen har flere grunde til niveauet »Højt specialiseret niveau«. Mindst én af dem gælder her";
    assert!(letter.contains(reason) && !letter.contains("Moderat"), "{letter}");
    // With everything noted, such a letter holds, and so does the finished text.
    let notes = fs::read_to_string(root().join("examples/noter").join(NAME)).unwrap();
    let chosen = notes.replace("valgt: moderat", "valgt: højt").replace("\nrådgivning:\n", ASKED);
    assert_ne!(chosen, notes);
    folder.child("noter.yaml").write_str(&chosen).unwrap();
    done(folder.path(), &["note", "sag.yaml", "--from", "noter.yaml", "--caseworker", "abc"]);
    let letter = done(folder.path(), &["justify", "--letter", "--final", "sag.yaml"]);
    assert!(letter.contains(reason), "{letter}");
    folder.child("brev.md").write_str(&letter).unwrap();
    done(folder.path(), &["justify", "--check", "sag.yaml"]);
    done(folder.path(), &["justify", "--check-file", "brev.md", "sag.yaml"]);
}

/// A letter puts *du* or *dit barn* for `{borger}`; what says `borgeren` outright stays in the third person there.
#[test]
fn what_a_guideline_says_of_its_criteria_can_be_said_to_the_citizen() {
    for entry in fs::read_dir(root().join("rules")).unwrap() {
        let Ok(text) = fs::read_to_string(entry.unwrap().path().join("2026.1.yaml")) else { continue };
        let guideline: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
        for criterion in guideline["kriterier"].as_sequence().unwrap() {
            let because = criterion["fordi"].as_str().unwrap_or_default();
            assert!(
                !because.to_lowercase().contains("borgeren"),
                "{}: {because}",
                guideline["speciale"].as_str().unwrap()
            );
        }
    }
}

#[test]
fn every_fault_of_a_notes_file_is_told_with_its_line() {
    let folder = TempDir::new().unwrap();
    assessed(&folder, &answers());
    folder
        .child("noter.yaml")
        .write_str("fakta:\n- {tekst: x, kilde: y}\nniveau: {valgt: stort}\nønsker:\n- {ønske: a, følges: måske}\n")
        .unwrap();
    let before = fs::read(folder.path().join("sag.yaml")).unwrap();
    let output = visit(folder.path(), &["note", "sag.yaml", "--from", "noter.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    for place in ["noter.yaml:2", "noter.yaml:3", "noter.yaml:5"] {
        assert!(errors.contains(place), "{errors}");
    }
    assert_eq!(fs::read(folder.path().join("sag.yaml")).unwrap(), before, "nothing of it is kept");
}

#[test]
fn what_was_noted_can_be_shown_corrected_and_read_again() {
    let folder = complete();
    let shown = done(folder.path(), &["note", "--show", "sag.yaml"]);
    let before = fs::read(folder.path().join("sag.yaml")).unwrap();
    folder.child("noter.yaml").write_str(&shown).unwrap();
    done(folder.path(), &["note", "sag.yaml", "--from", "noter.yaml"]);
    assert_eq!(fs::read(folder.path().join("sag.yaml")).unwrap(), before, "the same notes say nothing new");
    folder.child("noter.yaml").write_str(&shown.replace("12 timer om ugen", "15 timer om ugen")).unwrap();
    done(folder.path(), &["note", "sag.yaml", "--from", "noter.yaml", "--caseworker", "def"]);
    let case = fs::read_to_string(folder.path().join("sag.yaml")).unwrap();
    assert!(case.contains("12 timer om ugen") && case.contains("15 timer om ugen"), "the history keeps both");
    assert!(done(folder.path(), &["justify", "--letter", "sag.yaml"]).contains("15 timer om ugen"));
}
