//! The loader against whole small files: what is accepted, and every fault with its place.

use std::sync::Arc;

use super::{guideline, national};
use crate::guideline::Guideline;
use crate::guideline::finding::Finding;
use crate::guideline::national::National;

const NATIONAL: &str = r"
format: visit-national/1
niveauer: [ { id: let, titel: Let }, { id: moderat }, { id: højt } ]
skalaer:
  - { id: nedsat, titel: Nedsat, trin: [ { id: ingen, tekst: ikke }, { id: let, tekst: let }, { id: svær, tekst: svært, point: 5 } ] }
spørgsmål:
  - { id: alder, spørg: Alder?, type: tal, min: 0, maks: 120 }
  - { id: overgreb, spørg: Overgreb?, type: ja_nej, spørg_når: alder < 18 }
  - { id: målgruppe, spørg: Hvem?, type: flervalg, valg: [ { id: autisme, tekst: Autisme }, { id: syn } ] }
love: [ { id: bl-20, lov: Barnets lov } ]
rådgivere: [ { id: viso, navn: VISO } ]
rådgivning:
  - { id: N1, pligt: obligatorisk, grundlag: lov, lov: bl-20, når: overgreb }
  - { id: N2, pligt: anbefalet, når: { mindst_en: [ niveau >= højt, tvivl, antal_specialer >= 2 ] } }
";

const GUIDELINE: &str = r#"
format: visit/1
speciale: autisme
version: "2026.1"
gælder: { fra: 2026-01-01, til: "2026-12-31" }
relevant_når: målgruppe har autisme
spørgsmål:
  - { id: kommunikation, spørg: Hvordan?, type: skala, skala: nedsat }
  - { id: reaktion, spørg: Hvad?, type: valg, valg: [ { id: a }, { id: b, point: 2 } ], spørg_når: slemt }
  - { id: risiko, spørg: Risiko?, type: ja_nej, udsagn: { ja: "{borger} er i fare", nej: "{borger} er ikke i fare" } }
begreber:
  - { id: samlet, når: { alle: [slemt, risiko = ja, slemt != nej] } }
  - { id: slemt, når: kommunikation >= svær }
udgangspunkt: let
kriterier:
  - { id: H1, niveau: højt, når: { alle: [ "sum(kommunikation, maks(reaktion, kommunikation)) >= 5", samlet ] } }
rådgivning:
  - { id: R1, pligt: obligatorisk, når: tvivl }
opfølgning: { måneder: { let: 12, højt: 3 } }
"#;

fn nation() -> Arc<National> {
    Arc::new(national("national.yaml", NATIONAL.as_bytes()).unwrap().value)
}

fn load(text: &str) -> Result<Guideline, Vec<Finding>> {
    guideline("g.yaml", text.as_bytes(), &nation(), None).map(|loaded| loaded.value)
}

/// Replaces a part that must be there, and gives `code@line` of every fault.
fn faults(from: &str, to: &str) -> Vec<String> {
    assert!(GUIDELINE.contains(from), "{from}");
    let findings = match guideline("g.yaml", GUIDELINE.replace(from, to).as_bytes(), &nation(), None) {
        Ok(loaded) => loaded.flaws,
        Err(findings) => findings,
    };
    findings.iter().map(|f| format!("{}@{}", f.code, f.source.position(f.span.start).line)).collect()
}

#[test]
fn a_guideline_is_read_with_its_shared_questions_and_national_duties() {
    let loaded = load(GUIDELINE).unwrap();
    let ids: Vec<&str> = loaded.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["kommunikation", "reaktion", "risiko", "alder", "overgreb"]);
    assert!(loaded.questions[3].implied && loaded.questions[4].shared && !loaded.questions[0].shared);
    let concepts: Vec<&str> = loaded.concepts.iter().map(|concept| concept.id.as_str()).collect();
    assert_eq!(concepts, ["slemt", "samlet"], "each concept after those it names");
    let advice: Vec<&str> = loaded.advice.iter().map(|duty| duty.id.as_str()).collect();
    assert_eq!(advice, ["N1", "N2", "R1"]);
    assert_eq!(loaded.follow_up.unwrap().months, [Some(12), None, Some(3)]);
    assert_eq!(loaded.questions[1].kind.choices()[1].points, 2);
    assert_eq!(loaded.questions[0].kind.choices()[1].points, 1, "a step counts its place where it gives no point");
}

#[test]
fn a_minimal_guideline_is_accepted() {
    let minimal = "format: visit/1\nspeciale: x\nversion: '1'\ngælder: {fra: 2026-01-01}\nspørgsmål: []\nudgangspunkt: let\nkriterier: []\n";
    assert!(load(minimal).is_ok());
}

#[test]
fn faults_of_names_and_types_are_found_where_they_stand() {
    for (from, to, expected) in [
        ("når: kommunikation >= svær", "når: komunikation >= svær", vec!["unknown-id@13"]),
        ("når: kommunikation >= svær", "når: kommunikation >= sværr", vec!["unknown-option@13"]),
        ("når: kommunikation >= svær", "når: kommunikation >= 2", vec!["wrong-comparison@13"]),
        ("når: kommunikation >= svær", "når: kommunikation", vec!["wrong-comparison@13"]),
        ("når: kommunikation >= svær", "når: niveau >= højt", vec!["misplaced-name@13"]),
        ("når: kommunikation >= svær", "når: samlet", vec!["concept-ring@12", "concept-ring@13"]),
        ("spørg_når: slemt", "spørg_når: risiko", vec!["later-question@9"]),
        ("spørg_når: slemt", "spørg_når: reaktion = a", vec!["later-question@9"]),
        ("spørg_når: slemt", "spørg_når: samlet", vec!["later-question@9"]),
        ("id: risiko", "id: kommunikation", vec!["duplicate-id@10", "unknown-id@12"]),
        ("id: risiko", "id: 1risiko", vec!["bad-id@10", "unknown-id@12"]),
        ("id: risiko", "id: alder", vec!["duplicate-id@10", "unknown-id@12"]),
        ("niveau: højt", "niveau: hojt", vec!["unknown-id@16"]),
        ("udgangspunkt: let", "udgangspunkt: lett", vec!["unknown-id@14"]),
        ("udgangspunkt: let\n", "", vec!["missing-key@2"]),
        ("version: \"2026.1\"", "version: 2026.1", vec!["wrong-type@4"]),
        ("speciale: autisme", "speciale: Autisme", vec!["bad-id@3"]),
        ("til: \"2026-12-31\"", "til: 31.12.2026", vec!["wrong-date@5"]),
        ("til: \"2026-12-31\"", "til: 2025-12-31", vec!["wrong-date@5"]),
        ("skala: nedsat", "skala: nedsatt", vec!["unknown-id@8"]),
        ("type: skala", "type: skale", vec!["unknown-word@8"]),
        ("pligt: obligatorisk", "pligt: skal", vec!["unknown-word@18"]),
        ("når: tvivl", "når: antal_specialer >= 2", vec!["misplaced-name@18"]),
        ("id: R1", "id: N1", vec!["duplicate-id@18"]),
        ("udsagn: { ja:", "udsagn: { jo:", vec!["unknown-option@10"]),
        ("målgruppe har autisme", "målgruppe har autist", vec!["unknown-option@6"]),
        ("målgruppe har autisme", "kommunikation = svær", vec!["unknown-id@6"]),
        ("{ id: a }, { id: b, point: 2 }", "", vec!["no-options@9"]),
        ("kriterier:\n", "kriterier:\nkriterier:\n", vec!["duplicate-key@16"]),
    ] {
        assert_eq!(faults(from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn names_that_no_outcome_depends_on_leave_the_file_usable() {
    let text = GUIDELINE.replace("når: tvivl", "når: tvivl, hos: visu, lov: [x], kilde: y");
    let loaded = guideline("g.yaml", text.as_bytes(), &nation(), None).unwrap();
    let codes: Vec<&str> = loaded.flaws.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["unknown-adviser", "unknown-law", "unknown-source"]);
    assert_eq!(loaded.flaws[0].help.as_deref(), Some("mente du `viso`?"));
}

#[test]
fn a_shared_question_is_called_in_with_what_it_rests_on() {
    let called = GUIDELINE.replace("spørgsmål:\n", "spørgsmål:\n  - brug: overgreb\n    stilles: altid\n");
    let loaded = load(&called).unwrap();
    let ids: Vec<&str> = loaded.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["alder", "overgreb", "kommunikation", "reaktion", "risiko"]);
    assert!(loaded.questions[0].implied && !loaded.questions[1].implied && loaded.questions[1].always_asked);
    assert_eq!(faults("spørgsmål:\n", "spørgsmål:\n  - brug: overgreb\n  - brug: alder\n"), ["later-question@8"]);
    assert_eq!(faults("spørgsmål:\n", "spørgsmål:\n  - brug: alderr\n"), ["unknown-id@8"]);
}

#[test]
fn every_fault_of_a_file_is_reported_at_once() {
    let broken = GUIDELINE
        .replace("type: ja_nej", "type: ja_nje")
        .replace("pligt: obligatorisk", "pligt: skal")
        .replace("fra: 2026-01-01", "fra: i går")
        .replace("udgangspunkt", "udgangspunktet");
    let found = guideline("g.yaml", broken.as_bytes(), &nation(), None).unwrap_err();
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["missing-key", "wrong-date", "unknown-word", "unknown-key", "unknown-word"]);
    assert!(found[0].help.as_deref().unwrap().contains("udgangspunktet"));
}

#[test]
fn a_thousand_levels_and_questions_are_accepted() {
    use std::fmt::Write as _;
    let mut nation = "format: visit-national/1\nniveauer:\n".to_owned();
    let mut text = "format: visit/1\nspeciale: x\nversion: '1'\ngælder: {fra: 2026-01-01}\nspørgsmål:\n".to_owned();
    for n in 0..1_000 {
        writeln!(nation, "  - id: n{n}").unwrap();
        writeln!(text, "  - {{ id: q{n}, spørg: Q, type: ja_nej }}").unwrap();
    }
    text += "udgangspunkt: n0\nkriterier:\n";
    for n in 0..1_000 {
        let nested = format!("{}q{n}{}", "{alle: [".repeat(32), "]}".repeat(32));
        writeln!(text, "  - {{ id: k{n}, niveau: n{n}, når: {nested} }}").unwrap();
    }
    let nation = Arc::new(national("n", nation.as_bytes()).unwrap().value);
    assert_eq!(guideline("g", text.as_bytes(), &nation, None).unwrap().value.criteria.len(), 1_000);
}
