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

/// A guideline that uses the additions, and nothing else.
const ADDED: &str = r#"
format: visit/1
speciale: x
version: "1"
gælder: { fra: "2026-01-01" }
spørgsmål:
  - { id: uro, spørg: U?, type: valg, ordnet: ja, valg: [ { id: ingen }, { id: let }, { id: svær } ] }
  - { id: angst, spørg: A?, type: valg, ordnet: ja, valg: [ { id: ingen }, { id: let }, { id: svær } ] }
  - { id: slags, spørg: S?, type: valg, valg: [ { id: a }, { id: b } ] }
  - { id: ventet, spørg: V?, type: tal, min: 0, maks: 24, enhed: måneder }
  - { id: hjem, spørg: H?, type: flervalg, valg: [ { id: far }, { id: mor }, { id: nej_tak, udelukker: ja } ] }
beregninger:
  - { id: tyngde, betyder: Hvor tungt det er, af: "sum(uro, angst)" }
  - { id: alt, af: "sum(tyngde, ventet)" }
udgangspunkt: let
kriterier:
  - { id: M1, niveau: moderat, når: uro >= let }
"#;

fn added(from: &str, to: &str) -> Vec<String> {
    assert!(ADDED.contains(from), "{from}");
    let findings = match guideline("g.yaml", ADDED.replacen(from, to, 1).as_bytes(), &nation(), None) {
        Ok(loaded) => loaded.flaws,
        Err(findings) => findings,
    };
    findings.iter().map(|f| format!("{}@{}", f.code, f.source.position(f.span.start).line)).collect()
}

#[test]
fn the_additions_are_read_and_their_faults_found() {
    let none: [&str; 0] = [];
    for good in [
        "uro = let eller svær",
        "uro mellem let og svær",
        "slags != a eller b",
        "hjem har far eller mor",
        "antal(hjem) >= 2",
        "ventet mellem 3 og 6",
        "tyngde > 2",
        "alt mellem 2 og 30",
        "\"maks(uro, angst) >= svær\"",
        "maks(ventet) < 3",
        "\"sum(alt, ventet) >= 3\"",
        "alt = 1 eller 2",
    ] {
        assert_eq!(added("når: uro >= let", &format!("når: {good}")), none, "{good}");
    }
    for (bad, code) in [
        ("slags mellem a og b", "wrong-comparison"),
        ("slags >= b", "wrong-comparison"),
        ("uro mellem svær og let", "wrong-range"),
        ("ventet mellem 6 og 3", "wrong-range"),
        ("uro = let eller let", "same-value"),
        ("uro = let eller lidt", "unknown-option"),
        ("hjem har far eller far", "same-value"),
        ("antal(uro) >= 2", "wrong-comparison"),
        ("antal(tyngde) >= 2", "wrong-comparison"),
        ("tyngde", "wrong-comparison"),
        ("tyngde >= svær", "wrong-comparison"),
        ("\"maks(uro, slags) >= svær\"", "wrong-comparison"),
        ("\"maks(uro, ventet) >= svær\"", "wrong-comparison"),
        ("\"sum(maks(tyngde, uro)) >= 2\"", "wrong-comparison"),
        ("ikke tyngde", "wrong-comparison"),
    ] {
        assert_eq!(added("når: uro >= let", &format!("når: {bad}")), [format!("{code}@17")], "{bad}");
    }
    for (from, to, expected) in [
        (
            "type: valg, ordnet: ja, valg: [ { id: ingen }, { id: let }, { id: svær } ] }\n  - { id: slags",
            "type: ja_nej, ordnet: ja }\n  - { id: slags",
            "misplaced-key@8",
        ),
        ("{ id: b } ] }", "{ id: b, udelukker: ja } ] }", "misplaced-key@9"),
        ("id: tyngde", "id: uro", "duplicate-id@13"),
        ("\"sum(tyngde, ventet)\"", "\"sum(alt, ventet)\"", "unknown-id@14"),
        ("\"sum(uro, angst)\"", "uro + angst", "condition@13"),
    ] {
        assert_eq!(added(from, to).first().map(String::as_str), Some(expected), "{to}");
    }
}

#[test]
fn an_answer_that_excludes_the_others_stands_alone() {
    let loaded = load(ADDED).unwrap();
    assert_eq!(loaded.never.len(), 1);
    assert!(loaded.never[0].implied && loaded.never[0].because.is_some());
    let told = |answer: &str| {
        let sheet = crate::guideline::answers::read("s.yaml", format!("svar:\n  hjem: {answer}\n").as_bytes()).unwrap();
        let elsewhere = crate::guideline::answers::Elsewhere { national: &loaded.national, has_question: &|_| false };
        match crate::guideline::answers::resolve(&sheet.raw.answers, &sheet.source, &[&loaded], &elsewhere) {
            Ok(_) => String::new(),
            Err(found) => format!("{}@{}", found[0].code, found[0].source.position(found[0].span.start).line),
        }
    };
    assert_eq!([told("[far, mor]"), told("[nej_tak]"), told("[]")], ["", "", ""]);
    assert_eq!(told("[far, nej_tak]"), "wrong-answer@2");
}

#[test]
fn what_authors_get_wrong_is_answered_with_what_to_write() {
    for (bad, help) in [
        ("ikke uro >= svær", "skriv `{ ikke: uro >= svær }`"),
        ("ventet = 3..5", "skriv `mellem 3 og 5`"),
        ("ventet >= 1,5", "tal i betingelser er hele tal"),
        ("{ alle: [ ventet >= 1,5 ] }", "et komma deler en liste"),
        ("uro = let, svær", "flere svar skrives med `eller`"),
        ("slags >= b", "`ordnet: ja`"),
    ] {
        let text = ADDED.replace("når: uro >= let }", &format!("når: \"{bad}\" }}"));
        let text = if bad.starts_with('{') { text.replace(&format!("\"{bad}\""), bad) } else { text };
        let found = load(&text).unwrap_err();
        assert!(found.iter().any(|one| one.help.as_deref().is_some_and(|own| own.contains(help))), "{bad}: {found:#?}");
    }
}
