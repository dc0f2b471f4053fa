//! Two assessments held against each other: the worked cases A3 to A9 of the dossier on the course of a case, and what must
//! never be said.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

const OLD: &str = "speciale: p\ndato: 2026-11-19\n";
const NEW: &str = "speciale: p\ndato: 2027-02-26\n";

fn run(old: &str, new: &str, more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let (before, now) = (folder.path().join("før.yaml"), folder.path().join("nu.yaml"));
    std::fs::write(&before, format!("{OLD}{old}")).unwrap();
    std::fs::write(&now, format!("{NEW}{new}")).unwrap();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/follow.in/regler");
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    // Row by row, so that no cell is broken.
    command
        .env("VISIT_PLAIN", "1")
        .arg("follow")
        .arg(before)
        .arg(now)
        .arg("--rules")
        .arg(rules)
        .args(more)
        .output()
        .unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    // Lines are broken where the width wants it.
    String::from_utf8(bytes).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page(old: &str, new: &str) -> String {
    let output = run(old, new, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
    text(output.stdout)
}

fn json(old: &str, new: &str) -> Value {
    let output = run(old, new, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// One goal with its answer then and now: movement, whether what was expected is reached, and what the page says.
fn goal(theme: &str, aim: &str, expected: &str, (before, now): (&str, &str), result: &str) -> (Value, String) {
    let answer = |value: &str| if value.is_empty() { String::new() } else { format!(", {theme}: {value}") };
    let old = format!(
        "svar: {{ alder: 30{} }}\nmål: [{{ tema: {theme}, type: {aim}, forventet: {expected} }}]\n",
        answer(before)
    );
    let new = format!("svar: {{ alder: 30{} }}\n{result}", answer(now));
    let goal = json(&old, &new)["goals"][0].clone();
    (json!([goal["movement"], goal["expected_reached"]]), page(&old, &new))
}

#[test]
fn a3_progress_to_the_expected_step() {
    let (found, page) = goal("egenomsorg", "udvikle", "moderat", ("svær", "moderat"), "");
    assert_eq!(found, json!(["better", true]));
    assert!(page.contains("bedre: fremgang"), "{page}");
}

#[test]
fn a4_kept_is_success() {
    let (found, page) = goal("praktiske_opgaver", "fastholde", "moderat", ("moderat", "moderat"), "");
    assert_eq!(found, json!(["same", true]));
    assert!(page.contains("uændret: fastholdt") && !page.contains("fremgang"), "{page}");
}

#[test]
fn a5_worse_as_expected() {
    let (found, page) = goal("mobilitet", "begrænse_tab", "svær", ("let", "moderat"), "");
    assert_eq!(found, json!(["worse", true]));
    assert!(page.contains("værre: som ventet"), "{page}");
    let (found, page) = goal("mobilitet", "begrænse_tab", "svær", ("let", "fuldstændig"), "");
    assert_eq!(found, json!(["worse", false]));
    assert!(page.contains("større tab"), "{page}");
}

#[test]
fn a6_words_against_measurement_ask_for_a_reason() {
    let result = "resultat: [{ mål: M1, opfyldt: nej }]\n";
    let (found, page) = goal("relationer", "udvikle", "moderat", ("moderat", "moderat"), result);
    assert_eq!(found, json!(["same", true]));
    assert!(page.contains("siger hver sit") && page.contains("`grund`"), "{page}");
    let explained = "resultat: [{ mål: M1, opfyldt: nej, grund: Det sker kun med følgeskab }]\n";
    let (_, page) = goal("relationer", "udvikle", "moderat", ("moderat", "moderat"), explained);
    assert!(!page.contains("siger hver sit"), "{page}");
}

#[test]
fn a7_without_a_baseline_nothing_is_said() {
    let (found, page) = goal("kommunikation", "udvikle", "let", ("", "let"), "");
    assert_eq!(found, json!(["unknown", null]));
    assert!(page.contains("0 af 1 mål er målt to gange"), "{page}");
}

#[test]
fn a8_a_change_by_the_rules_is_no_progress() {
    let svar = "svar: { alder: 30, relationer: svær }\n";
    assert_eq!(
        json(svar, svar)["level"],
        json!({
            "before": "højt", "old_answers_new_rules": "moderat", "now": "moderat", "cause": "rules",
            "possible": { "before": ["højt"], "old_answers_new_rules": ["moderat"], "now": ["moderat"] }
        })
    );
    let page = page(svar, svar);
    assert!(page.contains("skyldes reglerne") && !page.contains("fremgang"), "{page}");
}

#[test]
fn a9_not_known_now_is_doubt_and_no_measurement() {
    let (old, new) =
        ("svar: { relationer: let, egenomsorg: svær }\n", "svar: { relationer: let, egenomsorg: ved_ikke }\n");
    let old = format!("{old}mål: [{{ tema: egenomsorg, type: udvikle, forventet: moderat }}]\n");
    let found = json(&old, new);
    assert_eq!(found["level"]["now"], Value::Null);
    assert_eq!(found["level"]["possible"]["now"], json!(["let", "moderat"]));
    assert_eq!(found["goals"][0]["movement"], "unknown");
    assert_eq!(found["goals"][0]["expected_reached"], Value::Null);
    assert!(page(&old, new).contains("Der er tvivl om niveauet nu"));
}

#[test]
fn both_answers_and_rules_can_change_a_level_that_stays() {
    let found =
        json("svar: { egenomsorg: let, relationer: svær }\n", "svar: { egenomsorg: let, relationer: fuldstændig }\n");
    assert_eq!(found["level"]["before"], "højt");
    assert_eq!(found["level"]["old_answers_new_rules"], "moderat");
    assert_eq!(found["level"]["now"], "højt");
    assert_eq!(found["level"]["cause"], "both");
}

#[test]
fn what_a_goal_names_must_be_there() {
    let svar = "svar: { egenomsorg: let }\n";
    let output = run(&format!("{svar}mål: [{{ tema: egenomsrog, type: udvikle, forventet: let }}]\n"), svar, &[]);
    let told = text(output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("egenomsrog") && told.contains("egenomsorg") && told.contains("før.yaml:4"), "{told}");
    let output = run(&format!("{svar}mål: [{{ tema: egenomsorg, type: udvikle, forventet: stor }}]\n"), svar, &[]);
    assert!(text(output.stderr).contains("fuldstændig"));
    let output = run(svar, &format!("{svar}resultat: [{{ mål: M9, opfyldt: ja }}]\n"), &[]);
    assert!(text(output.stderr).contains("`M9`"));
}
