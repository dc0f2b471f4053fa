//! What is said of an outcome: an answer's own words, one answer for one question, and the order of the reasons.

use std::fs;
use std::process::{Command, Output};
use std::sync::Arc;

use assert_fs::TempDir;
use visitation::consult::Consultation;
use visitation::engine::interview::Next;
use visitation::guideline::question::Answer;
use visitation::guideline::resolve;

const NATIONAL: &str = "format: visit-national/1
niveauer:
  - { id: let, titel: Let, beskrivelse: Almindelig viden rækker. }
  - { id: moderat, titel: Moderat, beskrivelse: Særlig viden hver dag. }
  - { id: højt, titel: Højt, beskrivelse: Flere fag på én gang. }
skalaer:
  - id: grad
    titel: Grad
    trin: [ { id: ingen, tekst: ingen }, { id: noget, tekst: noget }, { id: svær, tekst: svær } ]
spørgsmål:
  - { id: alder, spørg: Hvor gammel er borgeren?, type: tal, min: 0, maks: 110, udsagn: '{borger} er {svar} år' }
  - id: vant
    spørg: Har kommunen prøvet det før?
    type: ja_nej
    udsagn: { ja: Kommunen har prøvet det før, nej: Kommunen har ikke prøvet det før }
";

/// A guideline of an invented speciale: its questions, and its criteria.
fn guideline(speciale: &str, questions: &str, criteria: &str) -> String {
    format!(
        "format: visit/1\nspeciale: {speciale}\ntitel: Prøve {speciale}\nversion: '2026.1'\n\
         gælder: {{ fra: 2026-01-01 }}\nstatus: udkast\nudgiver: Forslag\nmålgruppe: Opdigtede borgere.\n\
         spørgsmål:\n{questions}udgangspunkt: let\nkriterier:\n{criteria}"
    )
}

fn eats() -> String {
    let questions = "  - { id: mad, spørg: Spiser borgeren dårligt?, type: ja_nej }\n\
                     \x20 - { id: fri, spørg: Hvad siger borgeren selv?, type: tekst }\n";
    guideline("p", questions, "  - { id: M1, niveau: moderat, når: mad, fordi: 'Borgeren siger: {fri}.' }\n")
}

/// Two specialer that ask opposite questions under one id.
fn sleeps() -> (String, String) {
    let ask = |text: &str| {
        format!("  - brug: alder\n  - {{ id: søvn, spørg: {text}, type: ja_nej, udsagn: '{text} {{svar}}' }}\n")
    };
    let criterion = |when: &str| format!("  - {{ id: M1, niveau: moderat, når: {when}, fordi: '{{grunde}}.' }}\n");
    (
        guideline("p", &ask("Sover borgeren dårligt?"), &criterion("søvn")),
        guideline("q", &ask("Sover borgeren godt?"), &criterion("{ ikke: søvn }")),
    )
}

/// A folder with rules and an answers file `svar.yaml`.
fn folder(guidelines: &[(&str, &str)], answers: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in guidelines {
        let own = folder.path().join("rules").join(name);
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("2026.1.yaml"), text).unwrap();
    }
    fs::write(folder.path().join("rules/national.yaml"), NATIONAL).unwrap();
    fs::write(folder.path().join("svar.yaml"), format!("dato: 2026-03-01\n{answers}")).unwrap();
    folder
}

fn visit(folder: &TempDir, args: &[&str]) -> Output {
    let rules = ["--rules", "rules"];
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).args(rules).current_dir(folder.path()).output().unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What an error says, in one line.
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn words_stand_in_a_reason_as_they_were_said() {
    let folder = folder(&[("p", &eats())], "speciale: p\nsvar: { mad: ja, fri: jeg er ikke sulten }\n");
    let because = "Borgeren siger: jeg er ikke sulten.";
    let assessed = json(&visit(&folder, &["assess", "--answers", "svar.yaml", "--format", "json"]));
    assert_eq!(assessed["assessments"][0]["criteria"][0]["because"], because);
    assert!(visit(&folder, &["assess", "--answers", "svar.yaml", "--out", "sag.yaml"]).status.success());
    let explained = json(&visit(&folder, &["explain", "sag.yaml", "--format", "json"]));
    assert_eq!(explained["parts"][0]["criteria"][0]["because"], because);
    let replayed = visit(&folder, &["replay", "sag.yaml"]);
    assert_eq!(String::from_utf8_lossy(&replayed.stdout), "sag.yaml: identisk\n");
    // Asked and not known, and not asked, are two other things.
    for (answers, said) in [("mad: ja, fri: ved_ikke", "ved ikke"), ("mad: ja", "ikke spurgt")] {
        fs::write(folder.path().join("andet.yaml"), format!("dato: 2026-03-01\nspeciale: p\nsvar: {{ {answers} }}\n"))
            .unwrap();
        let assessed = json(&visit(&folder, &["assess", "--answers", "andet.yaml", "--format", "json"]));
        assert_eq!(assessed["assessments"][0]["criteria"][0]["because"], format!("Borgeren siger: {said}."));
    }
}

#[test]
fn one_answer_is_never_the_answer_to_two_questions() {
    let (p, q) = sleeps();
    let folder = folder(&[("p", &p), ("q", &q)], "speciale: [p, q]\nsvar: { søvn: ja }\n");
    let said = refused(&visit(&folder, &["assess", "--answers", "svar.yaml"]));
    assert!(said.contains("`søvn` er forskellige spørgsmål i sagens specialer"), "{said}");
    assert!(said.contains("svar.yaml:3"), "{said}");
    assert!(said.contains("`p.søvn` og `q.søvn`"), "{said}");
    // Answered each for itself, each says its own.
    fs::write(
        folder.path().join("svar.yaml"),
        "dato: 2026-03-01\nspeciale: [p, q]\nsvar: { p.søvn: ja, q.søvn: nej }\n",
    )
    .unwrap();
    let assessed = json(&visit(&folder, &["assess", "--answers", "svar.yaml", "--format", "json"]));
    let because = |place: usize| assessed["assessments"][place]["criteria"][0]["because"].clone();
    assert_eq!(because(0), "Sover borgeren dårligt? ja.");
    assert_eq!(because(1), "Sover borgeren godt? nej.");
}

#[test]
fn an_interview_asks_both_questions_of_one_id_and_a_shared_one_once() {
    let national = Arc::new(resolve::national("national.yaml", NATIONAL.as_bytes()).unwrap().value);
    let (p, q) = sleeps();
    let resolved =
        |text: &str| Arc::new(resolve::guideline("2026.1.yaml", text.as_bytes(), &national, None).unwrap().value);
    let mut session = Consultation::new(vec![resolved(&p), resolved(&q)]);
    let mut asked = Vec::new();
    while let Next::Ask { party, question, .. } = session.next().unwrap() {
        asked.push(session.question(party, question).unwrap().text.trim().to_owned());
        session.answer(party, question, Answer::Unknown);
    }
    asked.sort();
    assert_eq!(asked, ["Sover borgeren dårligt?", "Sover borgeren godt?"]);
}

#[test]
fn a_shared_question_has_one_answer() {
    let (p, q) = sleeps();
    for answers in ["{ alder: 40, p.alder: 9 }", "{ p.alder: 9 }"] {
        let folder = folder(&[("p", &p), ("q", &q)], &format!("speciale: [p, q]\nsvar: {answers}\n"));
        let said = refused(&visit(&folder, &["assess", "--answers", "svar.yaml"]));
        assert!(said.contains("`p.alder` svarer for ét speciale på et spørgsmål, der er fælles for sagen"), "{said}");
        assert!(said.contains("skriv svaret ét sted, under `alder`"), "{said}");
    }
}

#[test]
fn reasons_are_of_the_citizen_first_and_the_graver_first() {
    let questions = "  - brug: vant\n  - brug: alder\n\
                     \x20 - { id: søvn, spørg: Sover borgeren?, type: skala, skala: grad }\n\
                     \x20 - { id: uro, spørg: Er borgeren urolig?, type: skala, skala: grad }\n\
                     \x20 - { id: mad, spørg: Spiser borgeren dårligt?, type: ja_nej }\n\
                     \x20 - { id: flugt, spørg: Løber borgeren væk?, type: ja_nej }\n";
    let criteria = "  - { id: M1, niveau: moderat, når: flugt, fordi: '{grunde}.' }\n\
                    \x20 - { id: H1, niveau: højt, når: { alle: [vant, søvn >= noget, uro >= noget, mad, alder < 18] }, fordi: '{grunde}.' }\n";
    let folder = folder(
        &[("p", &guideline("p", questions, criteria))],
        "speciale: p\nsvar: { vant: ja, alder: 9, søvn: noget, uro: svær, mad: ja, flugt: ja }\n",
    );
    let assessed = json(&visit(&folder, &["assess", "--answers", "svar.yaml", "--format", "json"]));
    let reasons = assessed["assessments"][0]["reasons"].as_array().unwrap();
    let order: Vec<&str> = reasons.iter().map(|reason| reason["question"].as_str().unwrap()).collect();
    // `flugt` carries a criterion that does not decide; what is said of the municipality comes last.
    assert_eq!(order, ["uro", "mad", "alder", "søvn", "vant"]);
}
