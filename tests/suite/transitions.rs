//! The worked cases B1 to B10 of the dossier on the course of a case, under the shipped rules: transitions, whose duty each
//! step is, and that no day is made up.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn shipped() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn run(rules: &Path, answers: &str, format: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("svar.yaml");
    std::fs::write(&file, format!("speciale: autisme\ndato: 2026-12-07\n{answers}")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    command.args(["assess", "--answers"]).arg(&file).arg("--rules").arg(rules).args(["--format", format]);
    let output = command.env("VISIT_PLAIN", "1").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(answers: &str) -> Value {
    serde_json::from_str(&run(&shipped(), answers, "json")).unwrap()
}

fn page(answers: &str) -> String {
    run(&shipped(), answers, "text").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ids(all: &Value) -> Vec<&str> {
    all["transitions"]
        .as_array()
        .map_or_else(Vec::new, |all| all.iter().map(|one| one["id"].as_str().unwrap()).collect())
}

fn step<'v>(all: &'v Value, transition: &str, step: &str) -> &'v Value {
    let one = all["transitions"].as_array().unwrap().iter().find(|one| one["id"] == transition).unwrap();
    one["steps"].as_array().unwrap().iter().find(|one| one["id"] == step).unwrap()
}

#[test]
fn b1_a_plan_is_ready_three_months_after_the_sixteenth_birthday() {
    let all = json(
        "svar: { alder: 16, støtte_efter_barnets_lov: støtte }\nhændelser: [{ type: fylder_16, måned: 2027-02 }]\n",
    );
    let decide = step(&all, "ungeplan", "tag_stilling");
    assert_eq!((&decide["state"], &decide["day"]), (&"snarest".into(), &Value::Null));
    let plan = step(&all, "ungeplan", "plan");
    assert_eq!((&plan["day"], &plan["plan_by"]), (&"2027-05-01".into(), &"2027-04-30".into()));
    assert_eq!(plan["deadline"], "ungeplan");
}

#[test]
fn b2_support_after_placement_is_decided_six_months_before() {
    let all = json(
        "svar: { alder: 17, støtte_efter_barnets_lov: anbragt }\nhændelser: [{ type: fylder_18, måned: 2027-08 }]\n",
    );
    assert_eq!(step(&all, "anbringelse_ophører", "ungestøtte")["day"], "2027-02-01");
}

#[test]
fn b3_an_own_time_limit_counts_back_from_eighteen() {
    let folder = tempfile::tempdir().unwrap();
    let national = std::fs::read_to_string(shipped().join("national.yaml")).unwrap();
    let after = "      - { id: samtykke, hvad: \"Spørg den unge";
    let own = "      - { id: egen, hvad: Begynd senest, hvem: kommunen, uger: 8, før: fylder_18, pligt: anbefalet, grundlag: lokal }\n";
    assert!(national.contains(after));
    std::fs::write(folder.path().join("national.yaml"), national.replace(after, &format!("{own}{after}"))).unwrap();
    std::fs::create_dir(folder.path().join("autisme")).unwrap();
    std::fs::copy(shipped().join("autisme/2026.1.yaml"), folder.path().join("autisme/2026.1.yaml")).unwrap();
    let answers = "svar: { alder: 17, varig_nedsættelse: ja }\nhændelser: [{ type: fylder_18, måned: 2027-08 }]\n";
    let all: Value = serde_json::from_str(&run(folder.path(), answers, "json")).unwrap();
    assert_eq!(step(&all, "barn_voksen", "afgørelse")["day"], "2027-08-01");
    let own = step(&all, "barn_voksen", "egen");
    assert_eq!((&own["day"], &own["plan_by"]), (&"2027-06-06".into(), &"2027-06-04".into()));
    assert_eq!(own["basis"], "local");
}

#[test]
fn b4_what_nobody_knows_is_maybe_and_has_no_day() {
    let known = "alder: 17, kommunikation: let, støtte_efter_barnets_lov: nej";
    let open = format!(
        "svar: {{ {known}, varig_nedsættelse: ved_ikke }}\nhændelser: [{{ type: fylder_18, måned: 2027-08 }}]\n"
    );
    let all = json(&open);
    let maybe = all["transitions"].as_array().unwrap().iter().find(|one| one["id"] == "barn_voksen").unwrap();
    assert_eq!((&maybe["open"], &maybe["waits_for"]), (&true.into(), &serde_json::json!(["varig_nedsættelse"])));
    assert!(maybe["steps"].as_array().unwrap().iter().all(|step| step["day"].is_null()), "{maybe}");
    let told = page(&open);
    assert!(
        told.contains(
            "Fra barn til voksen (den unges 18-års fødselsdag: august 2027) – måske: Det afhænger af svaret på"
        ),
        "{told}"
    );
    assert!(told.contains("betydelig og varig nedsat funktionsevne"), "{told}");
    // Nobody asked: not told at all.
    assert_eq!(ids(&json(&format!("svar: {{ {known} }}\n"))), Vec::<&str>::new());
    assert_eq!(ids(&json(&format!("svar: {{ {known}, varig_nedsættelse: nej }}\n"))), Vec::<&str>::new());
}

#[test]
fn b5_the_agreement_at_discharge_is_the_regions() {
    let answers = "svar: { alder: 40 }\nhændelser: [{ type: indlagt, dato: 2026-11-20 }, { type: udskrives, dato: 2026-12-02 }]\n";
    let all = json(answers);
    let agreement = step(&all, "udskrivning_psykiatri", "aftale");
    assert_eq!((&agreement["day"], &agreement["whose"]), (&"2026-12-02".into(), &"regionen".into()));
    let told = page(answers);
    assert!(told.contains("ikke noteret som gjort; spørg regionen"), "{told}");
    assert!(!told.contains("overtrådt"));
}

#[test]
fn b6_integrated_treatment_begins_within_fourteen_days_of_the_referral() {
    let all = json("svar: { alder: 40 }\nhændelser: [{ type: henvist, dato: 2027-01-20 }]\n");
    let limits = all["deadlines"].as_array().unwrap();
    let limit = limits.iter().find(|limit| limit["id"] == "integreret_behandling").unwrap();
    assert_eq!((&limit["day"], &limit["whose"]), (&"2027-02-03".into(), &"regionen".into()));
}

#[test]
fn b7_and_b8_moving_by_choice_is_not_being_moved() {
    let all = json("svar: { alder: 40 }\nhændelser: [{ type: flytter, dato: 2027-03-01 }]\n");
    assert_eq!(ids(&all), ["flytning_voksen"]);
    let consent = step(&all, "flytning_voksen", "samtykke");
    assert_eq!((&consent["day"], &consent["duty"]), (&Value::Null, &"recommended".into()));
    let moved = json("svar: { alder: 40 }\nhændelser: [{ type: flyttes, dato: 2027-03-01 }]\n");
    assert_eq!(ids(&moved), ["botilbud_skift"]);
    assert!(moved["transitions"][0]["steps"].as_array().unwrap().iter().all(|step| step["day"].is_null()));
}

#[test]
fn b9_the_new_municipality_of_a_child_is_told_and_no_number_of_days_is_made_up() {
    let all = json("svar: { alder: 9 }\nhændelser: [{ type: flytter, dato: 2027-03-01 }]\n");
    let tell = step(&all, "flytning_barn", "underret");
    assert_eq!((&tell["state"], &tell["day"], &tell["basis"]), (&"snarest".into(), &Value::Null, &"law".into()));
}

#[test]
fn b10_the_education_is_offered_by_the_end_of_school() {
    let all = json("svar: { alder: 16 }\nhændelser: [{ type: skole_slut, dato: 2027-07-31 }]\n");
    assert_eq!(step(&all, "skole_stu", "tilbud")["day"], "2027-07-31");
}

#[test]
fn a_step_is_done_by_a_note_alone_and_a_limit_is_told_once() {
    let known = "svar: { alder: 17, varig_nedsættelse: ja }\nhændelser: [{ type: fylder_18, måned: 2026-08 }]\n";
    // The day has passed: nothing is done for that.
    assert_eq!(step(&json(known), "barn_voksen", "emner")["state"], "overskredet");
    let some = "overgange:\n  - { overgang: barn_voksen, trin: emner, punkter: [støtte, bolig], gjort: 2026-07-01 }\n";
    let half = json(&format!("{known}{some}"));
    let spoken = step(&half, "barn_voksen", "emner");
    assert_eq!(spoken["state"], "overskredet");
    assert_eq!(spoken["missing_points"], serde_json::json!(["uddannelse", "forsørgelse", "sociale_forhold"]));
    let rest = "  - { overgang: barn_voksen, trin: emner, punkter: [uddannelse, forsørgelse, sociale_forhold], gjort: 2026-07-08 }\n\
                \x20 - { overgang: barn_voksen, trin: samtykke, gælder_ikke: ja, grund: Den unge har ingen forældre }\n";
    let whole = json(&format!("{known}{some}{rest}"));
    assert_eq!(step(&whole, "barn_voksen", "emner")["state"], "holdt");
    assert_eq!(step(&whole, "barn_voksen", "samtykke")["state"], "gælder ikke");
    let told = page(known);
    assert_eq!(told.matches("afgørelse efter serviceloven er klar").count(), 1, "{told}");
    assert!(!told.contains("Overgangen til voksenlivet er forberedt, så"), "{told}");
}
