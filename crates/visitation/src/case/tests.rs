//! Tests of a case as a whole: written and read, both YAML readers, tampering, replay.

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::assessment_v1::{AdviceStateV1, CriterionStateV1};
use super::replay::{Replay, compare, replay};
use super::*;
use crate::guideline::answers;

fn program() -> Program {
    Program { name: "visit".into(), version: "0.1.0".into() }
}

fn pinned(speciale: &str) -> PinnedGuideline {
    PinnedGuideline {
        speciale: speciale.into(),
        version: "2026.1".into(),
        status: "udkast".into(),
        file: format!("{speciale}/2026.1.yaml"),
        sha256: "b".repeat(64),
    }
}

fn opening() -> Opening {
    Opening {
        case_number: Some("27.69.08-2026-12".into()),
        pseudonym: Some("Borger A".into()),
        date: date(2026, 11, 22),
        enquiry: Some(date(2026, 11, 1)),
        caseworker: "ABC".into(),
        program: program(),
        national: PinnedFile { file: "national.yaml".into(), sha256: "a".repeat(64) },
    }
}

fn stamp() -> Stamp<'static> {
    Stamp { at: "2026-11-22T09:30:00Z".parse::<Timestamp>().unwrap(), by: "ABC" }
}

fn answer(key: &str, value: SavedValue) -> NewAnswer {
    let answer = SavedAnswer { value, source: Some("forælder".into()), date: Some(date(2026, 11, 20)), note: None };
    NewAnswer { key: key.into(), text: format!("Hvad med {key}?"), answer }
}

fn text(words: &str) -> SavedValue {
    SavedValue::Text(words.into())
}

fn open() -> Case {
    let mut case = Case::open(opening(), stamp()).unwrap();
    case.choose_guidelines(stamp(), vec![pinned("autisme")]).unwrap();
    case
}

fn concluded() -> Case {
    let mut case = open();
    case.answer(stamp(), answer("alder", SavedValue::Number(9))).unwrap();
    case.answer(stamp(), answer("kommunikation", text("svær"))).unwrap();
    case.answer(stamp(), answer("hjælp", SavedValue::Many(vec!["familie".into(), "naboer".into()]))).unwrap();
    case.answer(stamp(), answer("selvskade", text("ved_ikke"))).unwrap();
    case.conclude(stamp(), program(), assessment_v1::tests::in_doubt(), "Moderat til højt").unwrap();
    case
}

#[test]
fn the_frozen_format_does_not_move() {
    insta::assert_snapshot!(concluded().write().unwrap());
}

#[test]
fn only_the_opening_is_kept_to_less_than_a_second() {
    let stamp = |text: &str| Stamp { at: text.parse().unwrap(), by: "ABC" };
    let opened = |text: &str| Case::open(opening(), stamp(text)).unwrap();
    let (mut case, other) = (opened("2026-11-22T09:30:00.5Z"), opened("2026-11-22T09:30:00.500000001Z"));
    assert_ne!(case.links(), other.links(), "opened alike in one second, and still two cases");
    case.note(stamp("2026-11-22T09:30:07.5Z"), "x").unwrap();
    let read = Case::read(&case.write().unwrap()).unwrap();
    let times: Vec<String> = read.history().iter().map(|event| event.at.to_string()).collect();
    assert_eq!(times, ["2026-11-22T09:30:00.5Z", "2026-11-22T09:30:07Z"]);
}

#[test]
fn written_and_read_is_the_same_case_and_the_same_bytes() {
    for case in [Case::open(opening(), stamp()).unwrap(), open(), concluded()] {
        let written = case.write().unwrap();
        let read = Case::read(&written).unwrap();
        assert_eq!(read, case);
        assert_eq!(read.write().unwrap(), written);
    }
}

#[test]
fn a_changed_answer_undoes_the_outcome_and_keeps_the_history() {
    let mut case = concluded();
    let before = case.history().to_vec();
    case.answer(stamp(), answer("selvskade", text("nej"))).unwrap();
    assert_eq!(case.outcome(), None);
    assert_eq!(case.answers()["selvskade"].value, text("nej"));
    assert!(case.history().starts_with(&before));
    assert_eq!(Case::read(&case.write().unwrap()).unwrap(), case);
}

#[test]
fn a_better_source_for_the_same_answer_leaves_the_outcome() {
    let mut case = concluded();
    let mut again = answer("selvskade", text("ved_ikke"));
    again.answer.source = Some("journal".into());
    case.answer(stamp(), again).unwrap();
    assert!(case.outcome().is_some());
    assert_eq!(case.answers()["selvskade"].source.as_deref(), Some("journal"));
}

#[test]
fn cpr_numbers_do_not_get_in() {
    let cpr = "010190-0000";
    let refused = |change: fn(&mut Opening, String)| {
        let mut opening = opening();
        change(&mut opening, cpr.to_owned());
        Case::open(opening, stamp()).unwrap_err().code
    };
    assert_eq!(refused(|opening, cpr| opening.case_number = Some(cpr)), "cpr-number");
    assert_eq!(refused(|opening, cpr| opening.pseudonym = Some(cpr)), "cpr-number");

    let mut case = open();
    let before = case.clone();
    assert_eq!(case.answer(stamp(), answer("ønsker", text(&format!("spørg {cpr}")))).unwrap_err().code, "cpr-number");
    assert_eq!(case.answer(stamp(), answer("ønsker", SavedValue::Number(101_900_000))).unwrap_err().code, "cpr-number");
    let mut noted = answer("ønsker", text("ro"));
    noted.answer.note = Some(cpr.into());
    assert_eq!(case.answer(stamp(), noted).unwrap_err().code, "cpr-number");
    assert_eq!(case.note(stamp(), cpr).unwrap_err().code, "cpr-number");
    assert_eq!(case, before);
}

/// What is said of a file in which one text has been put for another.
fn told(from: &str, to: &str) -> (&'static str, String) {
    let written = concluded().write().unwrap();
    assert!(written.contains(from), "{from}");
    let error = Case::read(&written.replacen(from, to, 1)).unwrap_err();
    (error.code, error.to_string())
}

#[test]
fn a_hand_edited_file_is_found_out() {
    let code = |from: &str, to: &str| told(from, to).0;
    // Answers stand before the history in the file, so only the first is changed.
    assert_eq!(code("svar: svær", "svar: let"), "changed");
    assert_eq!(code("{\"nr\": 3", "{\"nr\": 4"), "changed");
    assert_eq!(code("\"handling\": \"udfald\"", "\"handling\": \"notat\""), "changed");
    assert_eq!(code("speciale:\n- autisme", "speciale: []"), "changed");
    assert_eq!(code("sagsbehandler: ABC\n", ""), "changed");
    assert_eq!(code("sagsbehandler: ABC\n", "sagsbehandler: ABC\nnavn: x\n"), "changed");
    assert_eq!(code("udfald:\n", "navn: x\nudfald:\n"), "changed");
    assert_eq!(code("historik:", "historie:"), "truncated");
    assert_eq!(code("segl:", "sejl:"), "truncated");
    assert_eq!(code("visit-sag/1", "visit-sag/2"), "newer-format");
    assert_eq!(code("visit-sag/1", "visit-national/1"), "not-a-case");
    assert_eq!(Case::read("format: visit-sag/1\n").unwrap_err().code, "truncated");
    assert_eq!(Case::read("a: 1\n").unwrap_err().code, "not-a-case");
    assert_eq!(Case::read("").unwrap_err().code, "empty-file");
    let written = concluded().write().unwrap();
    let half = written.char_indices().nth(written.chars().count() / 2).unwrap().0;
    assert_eq!(Case::read(&written[..half]).unwrap_err().code, "truncated");
}

#[test]
fn it_is_told_what_was_changed() {
    let message = |from: &str, to: &str| told(from, to).1;
    assert_eq!(
        message("sagsbehandler: ABC", "sagsbehandler: XYZ"),
        "linje 8, kolonne 1: der står `sagsbehandler: XYZ`, men historikken giver `sagsbehandler: ABC`"
    );
    let changed = message("\"svar\": \"svær\"", "\"svar\": \"let\"");
    assert!(changed.ends_with(
        "hændelse nr. 4 (svar på `kommunikation`, 2026-11-22T09:30:00Z, ABC) er ændret: indholdet passer ikke til kæden"
    ), "{changed}");
    let level = message("lowest: moderat", "lowest: let");
    assert!(level.contains("`udfald` er ændret"), "{level}");
    let written = concluded().write().unwrap();
    let lines: Vec<&str> = written.split_inclusive('\n').collect();
    let fourth = lines.iter().position(|line| line.starts_with("- {\"nr\": 4")).unwrap();
    let without: String = lines.iter().enumerate().filter(|(at, _)| *at != fourth).map(|(_, line)| *line).collect();
    let missing = Case::read(&without).unwrap_err().to_string();
    assert!(missing.contains("før hændelse nr. 5") && missing.contains("mangler hændelse nr. 4"), "{missing}");
    let link = concluded().links()[2].clone();
    let relinked = Case::read(&written.replacen(&link, &"0".repeat(64), 1)).unwrap_err().to_string();
    assert!(relinked.contains("kædeværdien i hændelse nr. 3"), "{relinked}");
    let seal = Case::read(&written.replace("segl: \"", "segl: \"0")).unwrap_err().to_string();
    assert!(seal.contains("seglet er ændret"), "{seal}");
}

#[test]
fn the_chain_cannot_be_mended_in_one_place() {
    // An answer is changed everywhere, and its own link is computed anew: the next link gives it away.
    let written = concluded().write().unwrap().replace("svær", "let");
    let line = written.lines().find(|line| line.starts_with("- {\"nr\": 4")).unwrap();
    let parsed = chain::Line::parse(line).unwrap();
    let mended = line.replace(parsed.link, &parsed.link_after(&concluded().links()[2]));
    let error = Case::read(&written.replace(line, &mended)).unwrap_err().to_string();
    assert!(error.contains("hændelse nr. 5") && error.contains("er ændret"), "{error}");
}

#[test]
fn a_clock_that_was_set_back_is_remarked_and_breaks_nothing() {
    let mut case = concluded();
    assert_eq!(verify::out_of_order(&case), [0; 0]);
    // The opening keeps parts of a second, and what follows in the same second does not come before it.
    let late = Stamp { at: "2026-11-22T09:30:00.9Z".parse().unwrap(), by: "ABC" };
    let mut quick = Case::open(opening(), late).unwrap();
    quick.note(late, "straks").unwrap();
    assert_eq!(verify::out_of_order(&quick), [0; 0]);
    let earlier = Stamp { at: "2026-11-21T08:00:00Z".parse().unwrap(), by: "ABC" };
    case.note(earlier, "uret er stillet").unwrap();
    let read = Case::read(&case.write().unwrap()).unwrap();
    assert_eq!(verify::out_of_order(&read), [8]);
}

#[test]
fn a_document_and_a_signature_are_bound_into_the_chain() {
    let mut case = concluded();
    let head = case.head().to_owned();
    case.signed(stamp(), "-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n").unwrap();
    case.exported(stamp(), Document { file: "brev.md", format: "markdown", bytes: b"abc" }).unwrap();
    case.replayed(stamp(), program(), "identisk").unwrap();
    let read = Case::read(&case.write().unwrap()).unwrap();
    assert_eq!(read, case);
    assert!(read.outcome().is_some(), "none of it touches the outcome");
    let signatures = verify::signatures(&read);
    assert_eq!(signatures.iter().map(|(event, head)| (event.number, *head)).collect::<Vec<_>>(), [(8, head.as_str())]);
    assert_eq!(
        case.exported(stamp(), Document { file: "010190-0000.md", format: "markdown", bytes: b"" }).unwrap_err().code,
        "cpr-number"
    );
}

#[test]
fn a_case_file_is_an_answers_file() {
    let case = concluded();
    let sheet = answers::read("sag.yaml", case.write().unwrap().as_bytes()).unwrap();
    let keys: Vec<&str> = sheet.raw.answers.iter().map(|answer| answer.key.value.as_str()).collect();
    assert_eq!(keys, case.answers().keys().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(sheet.raw.specialer.iter().map(|name| name.value.as_str()).collect::<Vec<_>>(), ["autisme"]);
    assert_eq!(sheet.raw.date.map(|date| date.value), Some(case.opening().date));
}

fn replayed(case: &Case, now: &AssessmentV1) -> Replay {
    replay(&Unread::read(&case.write().unwrap()).unwrap(), |_| Some(()), |_, _| Ok(now.clone()))
}

#[test]
fn a_replay_says_what_came_of_it() {
    let (case, outcome) = (concluded(), assessment_v1::tests::in_doubt());
    assert_eq!(replayed(&case, &outcome), Replay::Identical);
    assert_eq!(replayed(&open(), &outcome), Replay::Unfinished(Box::new(outcome.clone())));

    let mut now = outcome.clone();
    now.level.recommended = Some("højt".into());
    now.level.lowest = "højt".into();
    let Replay::Differs(differences) = replayed(&case, &now) else { panic!("not noticed") };
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].what, "samlet niveau");
    assert_eq!(differences[0].saved, "tvivl: fra moderat til højt");
    assert_eq!(differences[0].now, "højt");

    let text = case.write().unwrap();
    let case = Unread::read(&text).unwrap();
    let lost =
        replay(&case, |wanted| matches!(wanted, super::replay::Wanted::National(_)).then_some(()), |_, _| Ok(now));
    let Replay::CannotReproduce(reason) = lost else { panic!("another file was used") };
    assert!(reason.contains("autisme/2026.1.yaml") && reason.contains(&"b".repeat(64)), "{reason}");
    let failed = replay(&case, |_| Some(()), |_, _| Err("svarene modsiger hinanden".into()));
    assert_eq!(failed.word(), "kan ikke genskabes");
}

#[test]
fn no_part_of_an_outcome_can_differ_unnoticed() {
    let saved = assessment_v1::tests::in_doubt();
    let changes: [fn(&mut AssessmentV1); 16] = [
        |o| o.format = "x".into(),
        |o| o.level.recommended = Some("moderat".into()),
        |o| o.level.lowest = "let".into(),
        |o| o.level.highest = "moderat".into(),
        |o| o.assessments.clear(),
        |o| o.assessments[0].version = "x".into(),
        |o| o.assessments[0].sha256 = "x".into(),
        |o| o.assessments[0].status = "gældende".into(),
        |o| o.assessments[0].level.possible.insert(0, "let".into()),
        |o| o.assessments[0].doubt = false,
        |o| o.assessments[0].criteria[0].state = CriterionStateV1::Unmet,
        |o| o.assessments[0].criteria[0].because = None,
        |o| o.assessments[0].criteria.swap(0, 1),
        |o| o.assessments[0].advice[1].state = AdviceStateV1::Due,
        |o| o.assessments[0].advice[1].from = None,
        |o| o.assessments[0].open_questions.clear(),
    ];
    for (place, change) in changes.into_iter().enumerate() {
        let mut now = saved.clone();
        change(&mut now);
        assert_ne!(compare(&saved, &now), [], "change {place}");
    }
    assert_eq!(compare(&saved, &saved), []);
}

/// Texts that one YAML reader or another is known to take for something else, and any text at all.
fn awkward() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "no",
        "ja",
        "nej",
        "true",
        "null",
        "~",
        "",
        " ",
        "1.10",
        "012",
        "0x1f",
        "1_000",
        "2026-01-01",
        "12:30",
        "- x",
        "a: b",
        "# nej",
        "'",
        "\"",
        "\\",
        "*x",
        "&x",
        "!x",
        "%",
        "@",
        "`",
        "{a}",
        "[a]",
        "> x",
        "| x",
        "?",
        "=",
        "<<",
        "linje 1\nlinje 2",
        "slut\n",
        "\nstart",
        "a\n\n\nb\n\n",
        "  indrykket\n tekst",
        "tab\there",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "\r\n",
        "æøå",
        "🙂",
        "a #b",
        "a:",
        ".inf",
        ".nan",
        "---",
        "...",
        "0o7",
        "1e3",
        "y",
        "on",
    ]);
    let long = "[a-zæøå ,.:#'\"-]{70,200}";
    prop_oneof![known.prop_map(str::to_owned), any::<String>(), long.prop_map(String::from), "[ \\n\\ta:#-]{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_survives_both_yaml_readers(note in awkward(), words in awkward(), source in awkward()) {
        let mut case = open();
        let value = SavedValue::Text(words.clone());
        let answer = SavedAnswer { value, source: Some(source.clone()), date: None, note: Some(note.clone()) };
        let new = NewAnswer { key: "ønsker".into(), text: note.clone(), answer };
        prop_assume!(case.answer(stamp(), new).is_ok());
        let written = case.write().unwrap();
        prop_assert_eq!(&Case::read(&written).unwrap(), &case);
        let second: serde_yaml::Value = serde_yaml::from_str(&written).unwrap();
        let saved = &case.answers()["ønsker"];
        prop_assert_eq!(SavedValue::Text(second["svar"]["ønsker"]["svar"].as_str().unwrap().into()), saved.value.clone());
        prop_assert_eq!(second["svar"]["ønsker"]["note"].as_str(), saved.note.as_deref());
        prop_assert_eq!(second["svar"]["ønsker"]["kilde"].as_str(), saved.source.as_deref());
    }
}
