//! The cases of `examples/`: each is what comes of its answers, is replayed `identisk`, and has its reasons beside it.
//!
//! `VISIT_UPDATE=1 cargo test --test suite examples` makes all of them anew from `examples/svar/`: after a rule file has
//! changed, since a case pins the files it was computed by. The times are fixed, so that nothing else moves.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use visit::session::record::program;
use visit::session::sheet;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visitation::case::{Case, NewAnswer, Opening, PinnedFile, PinnedGuideline, Stamp};
use visitation::guideline::{answers, wording};

/// What the answers do not say: the frame of a case.
pub(crate) struct Frame {
    pub(crate) name: &'static str,
    number: &'static str,
    pseudonym: &'static str,
    enquiry: Date,
    pub(crate) caseworker: &'static str,
}

pub(crate) const CASES: [Frame; 6] = [
    Frame {
        name: "barn-med-autisme-og-skolevægring",
        number: "2026-1001",
        pseudonym: "B-1001",
        enquiry: date(2026, 11, 3),
        caseworker: "abc",
    },
    Frame {
        name: "voksen-efter-apopleksi",
        number: "2026-1002",
        pseudonym: "B-1002",
        enquiry: date(2026, 11, 2),
        caseworker: "def",
    },
    Frame {
        name: "ung-med-adhd-rusmidler-og-hjemløshed",
        number: "2026-1003",
        pseudonym: "B-1003",
        enquiry: date(2026, 11, 9),
        caseworker: "ghi",
    },
    Frame {
        name: "døvblind-kvinde",
        number: "2026-1004",
        pseudonym: "B-1004",
        enquiry: date(2026, 11, 4),
        caseworker: "def",
    },
    Frame {
        name: "mand-med-udviklingshæmning-og-dom",
        number: "2026-1005",
        pseudonym: "B-1005",
        enquiry: date(2026, 10, 30),
        caseworker: "jkl",
    },
    Frame {
        name: "sag-i-tvivl",
        number: "2026-1006",
        pseudonym: "B-1006",
        enquiry: date(2026, 11, 5),
        caseworker: "ghi",
    },
];

/// Between two answers, as in a conversation.
pub(crate) const PACE: SignedDuration = SignedDuration::from_secs(25);

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

pub(crate) fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn updating() -> bool {
    std::env::var_os("VISIT_UPDATE").is_some()
}

/// The case as `visit assess --answers … --out …` makes it, but on the morning of its own day.
pub(crate) fn case_of(frame: &Frame) -> Case {
    let catalogue = Catalogue::open(RuleFolder::directory(&rules()).unwrap()).unwrap();
    let file = format!("examples/svar/{}.yaml", frame.name);
    let text = fs::read(folder().join("svar").join(format!("{}.yaml", frame.name))).unwrap();
    let answers = answers::read(&file, &text).unwrap();
    let day = answers::header(&answers).0.unwrap();
    let session = sheet::session(&catalogue, &answers, &[], day).unwrap();
    let outcome = session.outcome().unwrap();

    let mut at = day.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
    let mut stamp = || {
        at += PACE;
        Stamp { at, by: frame.caseworker }
    };
    let opening = Opening {
        case_number: Some(frame.number.to_owned()),
        pseudonym: Some(frame.pseudonym.to_owned()),
        date: day,
        enquiry: Some(frame.enquiry),
        caseworker: frame.caseworker.to_owned(),
        program: program(),
        national: PinnedFile { file: "national.yaml".to_owned(), sha256: catalogue.national().sha256.clone() },
    };
    let mut case = Case::open(opening, stamp()).unwrap();
    let guidelines = session.guidelines();
    let pinned = guidelines.iter().map(|guideline| PinnedGuideline {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        status: wording::status_id(guideline.status).to_owned(),
        file: format!("{}/{}.yaml", guideline.speciale, guideline.version),
        sha256: guideline.sha256.clone(),
    });
    case.choose_guidelines(stamp(), pinned.collect()).unwrap();
    for kept in sheet::kept(&answers, &session) {
        case.answer(stamp(), NewAnswer { key: kept.key, text: kept.text, answer: kept.answer }).unwrap();
    }
    let shown = visitation::consult::headline(&session, &outcome);
    case.conclude(stamp(), program(), session.machine_output(&outcome), &shown).unwrap();
    case
}

pub(crate) fn visit(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    command.args(arguments).arg("--rules").arg(rules()).current_dir(folder()).env("NO_COLOR", "1");
    command.output().unwrap()
}

/// Holds a file against what it should be, or writes it.
pub(crate) fn hold(name: &str, wanted: &str) {
    let path = folder().join(name);
    if updating() {
        fs::write(&path, wanted).unwrap();
        return;
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == wanted, "examples/{name} is out of date: VISIT_UPDATE=1 cargo test --test suite examples");
}

#[test]
fn every_case_is_what_comes_of_its_answers_and_has_its_reasons() {
    for frame in &CASES {
        let case = format!("{}.yaml", frame.name);
        hold(&case, &case_of(frame).write().unwrap());
        let reasons = visit(&["justify", &case]);
        assert!(reasons.status.success(), "{case}: {}", String::from_utf8_lossy(&reasons.stderr));
        hold(&format!("{}.md", frame.name), &String::from_utf8(reasons.stdout).unwrap());
    }
    let files = frames_on_disk();
    let names: Vec<String> = CASES.iter().map(|frame| frame.name.to_owned()).collect();
    assert!(names.iter().all(|name| files.contains(name)) && files.len() == names.len(), "{files:?}");
    for name in names {
        let replayed = visit(&["replay", &format!("{name}.yaml")]);
        let said = String::from_utf8_lossy(&replayed.stdout).into_owned();
        assert!(replayed.status.success() && said.contains("identisk"), "{name}: {said}");
    }
}

fn frames_on_disk() -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        names.extend(name.strip_suffix(".yaml").map(str::to_owned));
    }
    names
}

/// The six together show what a case can come to.
#[test]
fn the_cases_show_every_kind_of_outcome() {
    let cases: Vec<Case> = CASES.iter().map(case_of).collect();
    let levels: Vec<Option<String>> =
        cases.iter().map(|case| case.outcome().unwrap().level.recommended.clone()).collect();
    assert!(levels.contains(&None), "one is in doubt: {levels:?}");
    assert!(levels.contains(&Some("moderat".to_owned())) && levels.contains(&Some("højt".to_owned())), "{levels:?}");
    assert!(cases.iter().any(|case| case.guidelines().len() == 3));
    let sourced = |case: &Case| case.answers().values().all(|answer| answer.source.is_some() && answer.date.is_some());
    assert!(cases.iter().all(sourced), "an answer without source or date");
    let noted = |case: &Case| case.answers().values().any(|answer| answer.note.is_some());
    assert!(cases.iter().all(noted), "a case without a note");
}
