//! `visit diff` as a user meets it: what it prints, what it ends with, and that its examples can be tried.

use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;
use assert_fs::prelude::*;
use serde_json::Value;

const NATIONAL: &str = "\
format: visit-national/1
niveauer:
  - { id: let, titel: Let }
  - { id: moderat, titel: Moderat }
  - { id: højt, titel: Højt }
skalaer:
  - { id: nedsat, trin: [{ id: ingen }, { id: let }, { id: svær }] }
";

const OLD: &str = "\
format: visit/1
speciale: prøve
version: '2026.1'
gælder: { fra: 2026-01-01, til: 2026-12-31 }
spørgsmål:
  - { id: tale, spørg: Hvor svær er talen?, type: skala, skala: nedsat }
  - { id: omsorg, spørg: Hvor svær er omsorgen?, type: skala, skala: nedsat }
  - { id: risiko, spørg: Er der risiko?, type: ja_nej }
udgangspunkt: let
kriterier:
  - { id: M1, niveau: moderat, når: tale >= svær }
  - { id: H1, niveau: højt, når: { alle: [tale >= svær, risiko] } }
rådgivning:
  - { id: R1, pligt: obligatorisk, når: niveau >= højt }
";

fn old() -> String {
    OLD.replace("prøve", "proeve")
}

/// The old version with changes, one version later.
fn new(changes: &[(&str, &str)]) -> String {
    let mut text = old().replace("2026.1", "2027.1").replace("2026-01-01, til: 2026-12-31", "2027-01-01");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

fn rules(changes: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    folder.child("national.yaml").write_str(NATIONAL).unwrap();
    folder.child("proeve/2026.1.yaml").write_str(&old()).unwrap();
    folder.child("proeve/2027.1.yaml").write_str(&new(changes)).unwrap();
    folder
}

fn visit(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).output().unwrap()
}

fn diff(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let rules = folder.to_str().unwrap();
    let run = visit(&[&["diff", "proeve@2026.1", "proeve@2027.1", "--rules", rules], more].concat());
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    (run.status.code(), String::from_utf8(run.stdout).unwrap())
}

const REWORDED: [(&str, &str); 3] = [
    ("Hvor svær er talen?", "Hvor svært er det at tale?"),
    ("tale >= svær, risiko", "risiko, tale = svær"),
    ("id: M1", "id: M7"),
];

#[test]
fn other_words_are_shown_though_the_outcome_is_the_same() {
    let (code, text) = diff(rules(&REWORDED).path(), &[]);
    assert_eq!(code, Some(1), "{text}");
    insta::assert_snapshot!(text, @r"
    proeve: 2026.1 → 2027.1
    samme udfald for alle svar, men ord eller tal, som folk læser, er ændret
    Sammenlignet over 18 kombinationer af svar, hvoraf 18 er mulige i begge udgaver.

    Niveau
      Det samme for alle kombinationer af svar.

    Kriterier
      M1 → M7: nyt id, samme betydning

    Spørgsmål
      tale: andre ord
        spørg
          før: Hvor svær er talen?
          nu:  Hvor svært er det at tale?
    ");
}

#[test]
fn another_way_of_writing_a_condition_is_the_same_meaning() {
    let (code, text) = diff(rules(&REWORDED[1..]).path(), &[]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("\nsamme betydning\n") && text.contains("M1 → M7: nyt id, samme betydning"), "{text}");
}

const RICH: &str = "\
format: visit/1
speciale: proeve
titel: Prøven
version: '2026.1'
gælder: { fra: 2026-01-01, til: 2026-12-31 }
status: udkast
udgiver: Udgiveren
målgruppe: Alle mulige
kilder: [{ id: bog, titel: Bogen, udgiver: Forlaget, år: 2020 }, { id: skrift, titel: Skriftet }]
spørgsmål:
  - { id: uro, spørg: Er der uro?, hjælp: Se efter, tema: Dagen, udsagn: { ja: Uroen er der, nej: Roen er der }, type: ja_nej }
  - id: bolig
    spørg: Hvor bor borgeren?
    udsagn: \"{borger} bor {svar}\"
    type: valg
    valg: [{ id: hjem, tekst: hjemme }, { id: gade, tekst: på gaden, udsagn: Boligen mangler }]
begreber: [{ id: svært, betyder: Det er svært, når: { alle: [uro, bolig = gade] } }]
aldrig: [{ når: { alle: [uro, bolig = hjem] }, fordi: Det udelukker hinanden }]
udgangspunkt: let
kriterier:
  - { id: M1, niveau: moderat, når: svært, fordi: \"{grunde} tæller\", kilde: bog }
rådgivning:
  - { id: R1, pligt: anbefalet, grundlag: lokal, når: uro, inden_dage: 14, fordi: Det hjælper, kilde: bog }
opfølgning: { måneder: { let: 12, moderat: 6, højt: 3 } }
";

/// Whatever people read, its old and new words stand in the difference, and it is none of the same meaning.
#[test]
fn every_text_and_number_that_people_read_is_shown_before_and_now() {
    let changes = [
        ("Prøven", "Forsøget"),
        ("status: udkast", "status: høring"),
        ("Udgiveren", "En anden"),
        ("Alle mulige", "De fleste"),
        ("titel: Bogen", "titel: Heftet"),
        ("Er der uro?", "Er der ro?"),
        ("Se efter", "Spørg efter"),
        ("Dagen", "Natten"),
        ("Uroen er der", "Uroen er stor"),
        ("bor {svar}", "opholder sig {svar}"),
        ("tekst: hjemme", "tekst: i eget hjem"),
        ("Boligen mangler", "Der er ingen bolig"),
        ("Det er svært", "Det er for svært"),
        ("Det udelukker hinanden", "Det kan ikke passe"),
        ("{grunde} tæller", "{grunde} vejer"),
        ("kilde: bog }\nrådgivning", "kilde: skrift }\nrådgivning"),
        ("anbefalet", "obligatorisk"),
        ("grundlag: lokal", "grundlag: retningslinje"),
        ("inden_dage: 14", "inden_dage: 140"),
        ("Det hjælper", "Det gavner"),
        ("moderat: 6", "moderat: 60"),
    ];
    for (from, to) in changes {
        let folder = TempDir::new().unwrap();
        folder.child("national.yaml").write_str(NATIONAL).unwrap();
        folder.child("proeve/2026.1.yaml").write_str(RICH).unwrap();
        let new = RICH.replace("2026.1", "2027.1").replace("2026-01-01, til: 2026-12-31", "2027-01-01");
        assert!(new.contains(from), "{from}");
        folder.child("proeve/2027.1.yaml").write_str(&new.replace(from, to)).unwrap();
        let (code, text) = diff(folder.path(), &[]);
        assert_eq!(code, Some(1), "{from}: {text}");
        assert!(!text.contains("\nsamme betydning"), "{text}");
        let word = |text: &str| {
            text.split('\n').next().unwrap().rsplit(": ").next().unwrap().trim_end_matches(" }").to_owned()
        };
        assert!(text.contains(&word(from)) && text.contains(&word(to)), "{from} → {to}: {text}");
    }
}

#[test]
fn a_renamed_answer_and_exchanged_texts_are_said() {
    let said = |changes: &[(&str, &str)]| {
        let folder = TempDir::new().unwrap();
        folder.child("national.yaml").write_str(NATIONAL).unwrap();
        folder.child("proeve/2026.1.yaml").write_str(RICH).unwrap();
        let mut new = RICH.replace("2026.1", "2027.1").replace("2026-01-01, til: 2026-12-31", "2027-01-01");
        for (from, to) in changes {
            new = new.replace(from, to);
        }
        folder.child("proeve/2027.1.yaml").write_str(&new).unwrap();
        diff(folder.path(), &[]).1
    };
    let text = said(&[("id: gade", "id: hjemløs"), ("bolig = gade", "bolig = hjemløs")]);
    assert!(text.contains("svaret `gade` hedder nu `hjemløs`"), "{text}");
    let text =
        said(&[("tekst: hjemme", "tekst: X"), ("tekst: på gaden", "tekst: hjemme"), ("tekst: X", "tekst: på gaden")]);
    assert!(text.contains("teksterne til svarene `hjem` og `gade` er byttet om"), "{text}");
}

const CHANGED: [(&str, &str); 2] = [
    ("[tale >= svær, risiko]", "[tale >= let, risiko]"),
    ("  - { id: omsorg, spørg: Hvor svær er omsorgen?, type: skala, skala: nedsat }\n", ""),
];

#[test]
fn what_changes_is_counted_and_shown() {
    let (code, text) = diff(rules(&CHANGED).path(), &[]);
    assert_eq!(code, Some(1), "{text}");
    insta::assert_snapshot!(text, @r"
    proeve: 2026.1 → 2027.1
    Sammenlignet over 18 kombinationer af svar, hvoraf 18 er mulige i begge udgaver.

    Niveau
      stiger: 16,67 % (3 af 18)
    ┌─────┬──────┬─────────┬───────────────┐
    │ Før ┆ Nu   ┆ Andel   ┆ Kombinationer │
    ╞═════╪══════╪═════════╪═══════════════╡
    │ Let ┆ Højt ┆ 16,67 % ┆ 3             │
    └─────┴──────┴─────────┴───────────────┘
      Eksempel: Let → Højt
        speciale: proeve
        svar:
          tale: let
          risiko: ja

    Tvivl om niveauet, når ét svar er ukendt og alle andre kendes
      risiko: 33,33 % → 66,67 % af sagerne

    Pligter til rådgivning
      R1: gælder i andre tilfælde
        kommer til: 16,67 % (3 af 18)
      Eksempel: R1 kommer til
        speciale: proeve
        svar:
          tale: let
          risiko: ja

    Kriterier
      H1: gælder i andre tilfælde
        kommer til: 16,67 % (3 af 18)
      Eksempel: H1 kommer til
        speciale: proeve
        svar:
          tale: let
          risiko: ja

    Spørgsmål
      omsorg: udgået
    ");
}

#[test]
fn the_examples_can_be_tried_in_both_versions() {
    let folder = rules(&CHANGED);
    let (_, text) = diff(folder.path(), &["--format", "json"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&told["format"], &told["same_meaning"]), (&"visit-diff/1".into(), &false.into()));
    let levels = told["levels"].as_array().unwrap();
    assert!(!levels.is_empty());
    for change in levels {
        for (side, level, date) in [("old", "from", "2026-06-01"), ("new", "to", "2027-06-01")] {
            // JSON is YAML: the example is an answers file as it stands.
            let file = folder.child("svar.yaml");
            file.write_str(&change["example"][side].to_string()).unwrap();
            let (rules, file) = (folder.path().to_str().unwrap(), file.path().to_str().unwrap());
            let run = visit(&["assess", "--answers", file, "--rules", rules, "--date", date, "--format", "json"]);
            assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
            let assessed: Value = serde_json::from_slice(&run.stdout).unwrap();
            assert_eq!(assessed["level"]["recommended"], change[level], "{change}");
        }
    }
}

#[test]
fn saved_cases_that_would_change_are_named() {
    let folder = rules(&CHANGED);
    let rules = folder.path().to_str().unwrap();
    let cases = folder.child("sager");
    for (name, answers) in
        [("a", "{ tale: let, risiko: ja, omsorg: ingen }"), ("b", "{ tale: svær, risiko: ja, omsorg: ved_ikke }")]
    {
        let file = folder.child("svar.yaml");
        file.write_str(&format!("speciale: proeve\nsvar: {answers}\n")).unwrap();
        std::fs::create_dir_all(cases.path()).unwrap();
        let out = cases.child(format!("{name}.yaml"));
        let (file, out) = (file.path().to_str().unwrap(), out.path().to_str().unwrap());
        let run = visit(&["assess", "--answers", file, "--rules", rules, "--date", "2026-06-01", "--out", out]);
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    }
    cases.child("c.yaml").write_str("ikke en sag").unwrap();
    let (code, text) = diff(folder.path(), &["--cases", cases.path().to_str().unwrap(), "--format", "json"]);
    assert_eq!(code, Some(1));
    let told: Value = serde_json::from_str(&text).unwrap();
    let results: Vec<&str> = told["cases"].as_array().unwrap().iter().map(|c| c["result"].as_str().unwrap()).collect();
    assert_eq!(results, ["differs", "same", "unusable"]);
    assert_eq!(told["cases"][0]["differences"][0], "niveau let → højt");
    assert_eq!(told["cases"][0]["differences"][1], "R1: ikke aktuel → skal indhentes");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = rules(&[]);
    let rules = folder.path().to_str().unwrap();
    for (old, new, said) in [
        ("proeve@2026.1", "proeve@2028.1", "har ingen udgave `2028.1`"),
        ("proeve@2026.1", "prove@2027.1", "der er ikke noget speciale `prove`"),
        ("proeve@2026.1", "findes-ikke.yaml", "hverken en fil eller en udgave"),
    ] {
        let run = visit(&["diff", old, new, "--rules", rules]);
        let told = String::from_utf8(run.stderr).unwrap();
        assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(2), b"".as_slice()));
        assert!(told.contains(said) && told.contains("hjælp:"), "{told}");
    }
}
