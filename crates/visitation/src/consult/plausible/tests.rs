//! Dates that a case may tell of, and those it may not.

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::case::additions::{Entered, Known, read};
use crate::case::{NewAnswer, Opening, PinnedFile, Program, SavedAnswer, Stamp};

const TODAY: Date = date(2026, 12, 1);

fn stamp() -> Stamp<'static> {
    Stamp { at: "2026-12-01T09:30:00Z".parse::<Timestamp>().unwrap(), by: "abc" }
}

fn case() -> Case {
    let opening = Opening {
        case_number: None,
        pseudonym: None,
        date: date(2026, 11, 22),
        enquiry: Some(date(2026, 11, 2)),
        caseworker: "abc".into(),
        program: Program { name: "visit".into(), version: "0.1.0".into() },
        national: PinnedFile { file: "national.yaml".into(), sha256: "a".repeat(64) },
    };
    let mut case = Case::open(opening, stamp()).unwrap();
    let answer = SavedAnswer { value: SavedValue::Number(9), source: None, date: None, note: None };
    case.answer(stamp(), NewAnswer { key: "alder".into(), text: "Hvor gammel?".into(), answer }).unwrap();
    case
}

fn with(notes: &str) -> Case {
    let mut case = case();
    for entered in read("noter.yaml", notes.as_bytes(), &Known::default()).unwrap() {
        let Entered::Put(addition) = entered else { panic!("nothing is withdrawn") };
        case.add(stamp(), addition).unwrap();
    }
    case
}

fn faults(notes: &str) -> Vec<String> {
    let found = wrong_dates(&with(notes), TODAY);
    let refused = check(&case(), &with(notes), TODAY).err().map(|error| error.message);
    assert_eq!(refused.is_some(), !found.is_empty(), "{refused:?}");
    found
}

fn fact(day: Date) -> String {
    format!("fakta:\n- {{tekst: Sover ikke., kilde: Mor, dato: {day}}}\n")
}

#[test]
fn what_has_happened_is_not_after_today_and_not_long_before_birth() {
    assert_eq!(faults(&fact(TODAY)), [""; 0]);
    assert_eq!(
        faults(&fact(date(2026, 12, 2))),
        ["`dato` i `fakta` F1 er dateret 2. december 2026, som er efter 1. december 2026"]
    );
    assert_eq!(faults(&fact(date(2016, 5, 1))), [""; 0], "what is told of the pregnancy and birth");
    assert_eq!(faults(&fact(date(2015, 11, 21))).len(), 1);
    // A decision that is drafted ahead rests on what is known then.
    let decided = "afgørelse: {udfald: fuldt, hvad: Støtte., dato: 2026-12-14}\n";
    assert_eq!(faults(&format!("{decided}{}", fact(date(2026, 12, 10)))), [""; 0]);
}

#[test]
fn events_to_come_are_planned_and_others_have_happened() {
    let event = |kind: &str, more: &str| format!("hændelser:\n- {{type: {kind}, dato: 2027-02-10{more}}}\n");
    for (id, anchor) in Anchor::ALL {
        if matches!(anchor, Anchor::Assessment | Anchor::Enquiry | Anchor::Knowledge) {
            continue; // These contradict the assessment's day besides.
        }
        assert_eq!(faults(&event(id, "")).is_empty(), anchor.may_be_ahead(), "{id}");
        assert!(faults(&event(id, ", planlagt: ja")).is_empty(), "{id}");
    }
}

#[test]
fn the_follow_up_comes_after_the_decision_or_else_the_assessment() {
    let follow_up = |day: &str| format!("opfølgning: {{dato: {day}}}\n");
    assert_eq!(faults(&follow_up("2026-11-22")), [""; 0]);
    let early = ["opfølgningen er dateret 21. november 2026, som er før vurderingen den 22. november 2026"];
    assert_eq!(faults(&follow_up("2026-11-21")), early);
    let decided = format!("afgørelse: {{udfald: fuldt, hvad: Støtte., dato: 2026-11-30}}\n{}", follow_up("2026-11-29"));
    assert_eq!(
        faults(&decided),
        ["opfølgningen er dateret 29. november 2026, som er før afgørelsen den 30. november 2026"]
    );
}

#[test]
fn only_new_faults_are_refused() {
    let before = with(&fact(date(2027, 1, 1)));
    assert!(check(&before, &before, TODAY).is_ok());
}

proptest! {
    #[test]
    fn a_date_is_ten_characters_of_the_calendar(year in -12_000_i32..12_000, month in 0_u8..14, day in 0_u8..33) {
        let text = if year < 0 { format!("-{:06}-{month:02}-{day:02}", -year) } else { format!("{year:04}-{month:02}-{day:02}") };
        let notes = format!("fakta:\n- {{tekst: Sover ikke., kilde: Mor, dato: \"{text}\"}}\n");
        let read = read("noter.yaml", notes.as_bytes(), &Known::default());
        let real = (0..=9999).contains(&year) && text.parse::<Date>().is_ok();
        prop_assert_eq!(read.is_ok(), real, "{}", text);
    }
}
