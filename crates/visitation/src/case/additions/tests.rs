//! Tests of what people add: the form itself, notes files, the history, tampering.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::date;

use super::form::{FieldKind, forms};
use super::*;
use crate::case::{Case, Opening, PinnedFile, Program, Stamp};

fn stamp(by: &'static str) -> Stamp<'static> {
    Stamp { at: "2026-11-22T09:30:00Z".parse::<Timestamp>().unwrap(), by }
}

fn case() -> Case {
    let opening = Opening {
        case_number: Some("2026-1".into()),
        pseudonym: None,
        date: date(2026, 11, 22),
        enquiry: None,
        caseworker: "abc".into(),
        program: Program { name: "visit".into(), version: "0.1.0".into() },
        national: PinnedFile { file: "national.yaml".into(), sha256: "a".repeat(64) },
    };
    Case::open(opening, stamp("abc")).unwrap()
}

fn known(case: &Case) -> Known {
    Known {
        additions: case.additions().clone(),
        levels: vec!["let".into(), "højt".into()],
        duties: vec!["N1".into()],
        ..Known::default()
    }
}

fn enter(case: &mut Case, notes: &str) {
    for entered in read("noter.yaml", notes.as_bytes(), &known(case)).unwrap() {
        match entered {
            Entered::Put(addition) => case.add(stamp("abc"), addition).unwrap(),
            Entered::Withdraw(addition) => case.withdraw(stamp("def"), addition.topic, addition.id).unwrap(),
        }
    }
}

fn faults(notes: &str) -> Vec<(usize, &'static str)> {
    let found = read("noter.yaml", notes.as_bytes(), &known(&case())).unwrap_err();
    found.iter().map(|finding| (finding.source.position(finding.span.start).line, finding.code)).collect()
}

const FACTS: &str = "fakta:\n- {tekst: Sover ikke., kilde: Mor, dato: 2026-11-03}\n- {tekst: Går i skole., kilde: Skolen, dato: 2026-11-04}\n";

#[test]
fn every_topic_has_one_form_and_every_key_its_own_question() {
    for form in forms() {
        assert_eq!(forms().filter(|other| other.topic == form.topic).count(), 1, "{}", form.key);
        assert_eq!(serde_json::to_value(form.topic).unwrap(), form.key, "the key is the same in both formats");
        for field in form.fields {
            assert_eq!(form.fields.iter().filter(|other| other.key == field.key).count(), 1, "{}", field.key);
            assert!(!["id", "fjern"].contains(&field.key));
            assert!(field.ask.ends_with('?'), "{}", field.ask);
        }
    }
}

#[test]
fn the_history_keeps_every_word_with_its_author() {
    let mut case = case();
    enter(&mut case, FACTS);
    enter(&mut case, "fakta:\n- {id: F1, tekst: Sover lidt., kilde: Far, dato: 2026-11-05}\n- {id: F2, fjern: ja}\n");
    let facts: Vec<_> = case.additions().of(Topic::Fact).collect();
    assert_eq!(facts.len(), 1);
    assert_eq!((facts[0].text("tekst"), facts[0].date("dato")), (Some("Sover lidt."), Some(date(2026, 11, 5))));
    let said: Vec<_> = case.history().iter().filter_map(|event| event.addition.as_ref()).collect();
    assert_eq!(said.len(), 4, "nothing is rewritten");
    assert_eq!(case.history().last().unwrap().by, "def");
    assert_eq!(case.additions().next_id(Topic::Fact), "F2");
}

#[test]
fn a_correction_names_what_it_changes_and_the_rest_stands() {
    let mut case = case();
    enter(&mut case, FACTS);
    let before: Vec<_> = case.additions().of(Topic::Fact).map(|entry| entry.fields.clone()).collect();
    enter(&mut case, "fakta:\n- {id: F1, kilde: Far}\n");
    let fact = case.additions().find(Topic::Fact, "F1").unwrap();
    assert_eq!(fact.text("kilde"), Some("Far"));
    for (key, value) in before[0].iter().filter(|(key, _)| *key != "kilde") {
        assert_eq!(fact.fields.get(key), Some(value), "{key}");
    }
    enter(&mut case, "opfølgning: {dato: 2027-02-01, ansvarlig: Rådgiver, måles_på: søvn}\n");
    enter(&mut case, "opfølgning: {dato: 2027-03-01, fjern: [måles_på]}\n");
    let follow_up = case.additions().one(Topic::FollowUp).unwrap();
    assert_eq!(follow_up.date("dato"), Some(date(2027, 3, 1)));
    assert_eq!((follow_up.text("ansvarlig"), follow_up.text("måles_på")), (Some("Rådgiver"), None));
    let known = known(&case);
    let codes = |notes: &str| -> Vec<_> {
        read("noter.yaml", notes.as_bytes(), &known).unwrap_err().into_iter().map(|found| found.code).collect()
    };
    assert_eq!(codes("opfølgning: {fjern: [måles]}\n"), ["unknown-field"]);
    assert_eq!(codes("fakta:\n- {id: F1, fjern: [kilde]}\n"), ["missing-key"], "no entry without what it needs");
}

#[test]
fn what_stands_there_already_is_not_recorded_again() {
    let mut case = case();
    enter(&mut case, FACTS);
    let notes = as_notes(case.additions()).unwrap();
    let events = case.history().len();
    enter(&mut case, &notes);
    enter(&mut case, FACTS);
    assert_eq!(case.history().len(), events, "{notes}");
}

#[test]
fn a_case_with_everything_in_it_is_written_and_read_the_same() {
    let mut case = case();
    enter(&mut case, FACTS);
    for form in forms() {
        let value = |kind: FieldKind| match kind {
            FieldKind::Text => SavedValue::Text("Tekst: med \"tegn\"\nog # linjer".into()),
            FieldKind::Date => SavedValue::Text("2026-11-22".into()),
            FieldKind::Month => SavedValue::Text("2027-08".into()),
            FieldKind::Kroner => SavedValue::Number(912_500),
            FieldKind::Word(words) => SavedValue::Text(words[0].0.into()),
            FieldKind::Texts => SavedValue::Many(vec!["2026".into(), "at bo selv".into()]),
            FieldKind::Facts => SavedValue::Many(vec!["F1".into()]),
            FieldKind::Level => SavedValue::Text("højt".into()),
            FieldKind::Duty => SavedValue::Text("N1".into()),
        };
        let fields: BTreeMap<_, _> = form.fields.iter().map(|f| (f.key.to_owned(), value(f.kind))).collect();
        let id = form.has_many().then(|| format!("{}9", form.prefix));
        case.add(stamp("abc"), Addition { topic: form.topic, id, fields }).unwrap();
    }
    let written = case.write().unwrap();
    let again = Case::read(&written).unwrap();
    assert_eq!(again, case);
    assert_eq!(again.write().unwrap(), written);
    let notes = as_notes(case.additions()).unwrap();
    let events = case.history().len();
    enter(&mut case, &notes);
    assert_eq!(case.history().len(), events, "the notes say the same");
}

#[test]
fn every_fault_of_a_notes_file_is_reported_in_its_place() {
    let notes = "fakta:\n- {tekst: x, dato: 3. november}\n- {id: 7x, tekst: y, kilde: z, dato: 2026-11-03}\nvurdring: {}\n\
                 partshøring:\n- {fakta: [F7], sendt: 2026-11-04}\nniveau: {valgt: megahøjt}\nønsker:\n- {id: Ø3, fjern: ja}\n\
                 rådgivning:\n- {hos: VISO, pligt: R77}\n- {hos: VISO, fulgt: måske}\n";
    let found = faults(notes);
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 2, 3, 4, 6, 7, 9, 11, 12], "{found:?}");
}

#[test]
fn a_notes_file_never_carries_a_cpr_number_in() {
    assert_eq!(faults("ønsker:\n- {ønske: \"Ring til 010190-0000\"}\n"), [(2, "cpr-number")]);
    let mut case = case();
    let fields = BTreeMap::from([("ønske".to_owned(), SavedValue::Text("010190-0000".into()))]);
    let addition = Addition { topic: Topic::Wish, id: Some("Ø1".into()), fields };
    assert_eq!(case.add(stamp("abc"), addition).unwrap_err().code, "cpr-number");
}

#[test]
fn an_entry_changed_behind_our_back_is_found() {
    let mut case = case();
    enter(&mut case, FACTS);
    let written = case.write().unwrap();
    for (from, to) in [
        ("\"emne\": \"fakta\"", "\"emne\": \"ønsker\""),
        ("\"id\": \"F1\"", "\"id\": \"F9\""),
        ("\"kilde\": \"Mor\"", "\"kylde\": \"Mor\""),
    ] {
        assert!(written.contains(from), "{written}");
        assert!(Case::read(&written.replacen(from, to, 1)).is_err(), "{from} -> {to}");
    }
}

#[test]
fn the_empty_form_names_everything_and_is_itself_readable() {
    let text = empty_notes();
    for field in forms().flat_map(|form| form.fields) {
        assert!(text.contains(field.ask), "{}", field.ask);
    }
    assert!(text.lines().all(|line| line.is_empty() || line.starts_with('#')));
}
