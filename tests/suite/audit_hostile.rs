//! The auditor's commands on what an auditor does not wish for: loops, pipes, foreign and enormous files, archives on
//! standard input, and files that are made to hurt. Each is a line in the report; nothing stops, waits or panics.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_fs::TempDir;
use visit::session::archive::replay::Library;
use visit::store::RuleFolder;
use visitation::case::archive::Archived;
use visitation::case::verify::verify;
use visitation::case::{Case, Unread};

use super::audit::root;
use super::tampering::{Cover, Dice, Forged, Part};

const RULES: &str = "tests/cmd/assess.in/regler";

fn case_text() -> String {
    fs::read_to_string(root().join("tests/cmd/assess.in/sag.yaml")).unwrap()
}

fn visit(args: &[&str], input: Stdio) -> (i32, String, String) {
    let output: Output =
        Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(root()).stdin(input).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let told = text(output.stderr);
    assert!(!told.contains("panicked"), "{args:?}: {told}");
    (output.status.code().unwrap_or(-1), text(output.stdout), told)
}

fn run(args: &[&str]) -> (i32, String, String) {
    visit(args, Stdio::null())
}

#[cfg(unix)]
fn hostile() -> TempDir {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let text = case_text();
    fs::create_dir_all(at("under/mappe.yaml")).unwrap();
    fs::write(at("a-god.yaml"), &text).unwrap();
    fs::copy(at("a-god.yaml"), at("b-kopi.yaml")).unwrap();
    fs::write(at("c-afkortet.yaml"), &text[..text.len() / 2]).unwrap();
    fs::write(at("d-tom.yaml"), "").unwrap();
    fs::write(at("e-nyere.yaml"), text.replacen("visit-sag/1", "visit-sag/7", 1)).unwrap();
    fs::write(at("f-rettet.yaml"), text.replacen("svar: svær", "svar: let", 1)).unwrap();
    fs::write(at("g-latin1.yaml"), b"format: visit-sag/1\nborger: \xe6\n").unwrap();
    fs::write(at("h-bytes.yaml"), [0_u8, 159, 146, 150]).unwrap();
    fs::write(at("i-dybt.yaml"), "[".repeat(100_000)).unwrap();
    fs::File::create(at("j-stor.yaml")).unwrap().set_len(80 << 20).unwrap();
    fs::write(at("k-arkiv.jsonl"), "{\"format\": \"visit-arkiv/2\"}\nikke json\n").unwrap();
    fs::File::create(at("l-lang.jsonl")).unwrap().set_len(200 << 20).unwrap();
    symlink("findes-ikke", at("m-løs.yaml")).unwrap();
    symlink("n-ring.yaml", at("n-ring.yaml")).unwrap();
    symlink("..", at("under/op")).unwrap();
    symlink("/dev/zero", at("o-uendelig.yaml")).unwrap();
    assert!(Command::new("mkfifo").arg(at("p-rør.yaml")).status().unwrap().success());
    assert!(Command::new("mkfifo").arg(at("q-rør.jsonl")).status().unwrap().success());
    fs::write(at("svar.yaml"), "svar: { alder: 9 }\n").unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn every_bad_file_is_one_line_and_stops_nothing() {
    let folder = hostile();
    let name = folder.path().to_str().unwrap();
    let (code, csv, _) = run(&["replay", name, "--rules", RULES, "--format", "csv"]);
    assert_eq!(code, 2);
    let result = |file: &str| {
        let lines: Vec<&str> = csv.lines().filter(|line| line.starts_with(&format!("{name}/{file}"))).collect();
        assert_eq!(lines.len(), 1, "{file}:\n{csv}");
        lines[0].split(',').nth(1).unwrap().to_owned()
    };
    for file in ["a-god", "b-kopi"] {
        assert_eq!(result(file), "identical");
    }
    for file in "c-afkortet d-tom e-nyere f-rettet g-latin1 h-bytes i-dybt j-stor k-arkiv.jsonl:1 k-arkiv.jsonl:2 \
                 l-lang.jsonl:1 m-løs n-ring o-uendelig"
        .split_whitespace()
    {
        assert_eq!(result(file), "cannot_reproduce", "{file}");
    }
    for file in ["p-rør", "svar", "under/op"] {
        assert_eq!(result(file), "passed_over", "{file}");
    }
    result("q-rør");
    assert!(!csv.contains("under/op/"), "the link is not followed");

    for command in ["verify", "audit"] {
        let (code, csv, _) = run(&[command, name, "--format", "csv"]);
        assert_eq!(code, 2, "{command}");
        for file in ["c-afkortet", "d-tom", "g-latin1", "h-bytes", "i-dybt", "j-stor", "l-lang", "m-løs", "n-ring"] {
            let lines = csv.lines().filter(|line| line.starts_with(&format!("{name}/{file}")));
            assert_eq!(lines.count(), 1, "{command} {file}:\n{csv}");
        }
    }
    let (code, csv, told) = run(&[
        "stats",
        name,
        "--rules",
        RULES,
        "--format",
        "csv",
        "--period",
        "2026",
        "--date",
        "2027-01-01",
        "--quiet",
    ]);
    assert_eq!(code, 2);
    assert!(csv.starts_with("table,row,column,number\n"));
    assert!(told.contains("1 fil er en kopi af en anden"), "{told}");
    assert_eq!(told.matches("ikke talt med:").count(), 15, "{told}");
    let (code, archive, told) = run(&["export", "--jsonl", name, "--quiet"]);
    assert_eq!(code, 2);
    assert!(archive.lines().count() > 5 && told.matches("ikke med i arkivet").count() > 4, "{told}");
}

#[test]
fn an_archive_or_a_case_on_standard_input_is_read() {
    let folder = TempDir::new().unwrap();
    let archive = folder.path().join("arkiv.jsonl");
    let (code, text, _) = run(&["export", "--jsonl", "tests/cmd/assess.in/sag.yaml", "tests/cmd/assess.in/sag.yaml"]);
    assert_eq!(code, 0);
    fs::write(&archive, text).unwrap();
    let from = |path: &Path, args: &[&str]| visit(args, fs::File::open(path).unwrap().into());
    let (code, csv, _) = from(&archive, &["replay", "-", "--rules", RULES, "--format", "csv"]);
    assert_eq!(code, 0, "{csv}");
    assert!(csv.contains("\nstandard-ind:1,identical,") && csv.contains("\nstandard-ind:2,identical,"), "{csv}");
    let (code, _, told) = from(&archive, &["import", "-", "--into", folder.path().join("ud").to_str().unwrap()]);
    // Two of the same name: the second got another in the archive. Once more, and neither is written over.
    assert_eq!(code, 0, "{told}");
    let (code, _, told) = from(&archive, &["import", "-", "--into", folder.path().join("ud").to_str().unwrap()]);
    assert_eq!((code, told.matches("findes allerede").count()), (2, 2), "{told}");
    let case = root().join("tests/cmd/assess.in/sag.yaml");
    let (code, text, _) = from(&case, &["replay", "-", "--rules", RULES]);
    assert_eq!((code, text.as_str()), (0, "-: identisk\n"));
    let (code, text, _) = run(&["replay", "-", "--rules", RULES]);
    assert_eq!(code, 2, "nothing is no case: {text}");
}

#[test]
fn a_replay_is_entered_when_it_is_asked_for_and_never_else() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (case, text) = (at("sag.yaml"), case_text());
    let name = case.to_str().unwrap();
    fs::write(&case, &text).unwrap();
    assert_eq!(run(&["replay", name, "--rules", RULES]).0, 0);
    assert_eq!(fs::read_to_string(&case).unwrap(), text, "a plain replay reads only");
    // By rules that are not there nothing was computed, so nothing is entered.
    assert_eq!(run(&["replay", name, "--enter", "--caseworker", "rev"]).0, 2);
    assert_eq!(fs::read_to_string(&case).unwrap(), text);

    let (code, printed, told) = run(&["replay", name, "--rules", RULES, "--enter", "--caseworker", "rev"]);
    assert_eq!((code, printed), (0, format!("{name}: identisk, noteret som hændelse nr. 8\n")));
    assert_eq!(told, "1 genafspilning er noteret i sin sag.\n");
    let entered = Case::read(&fs::read_to_string(&case).unwrap()).unwrap();
    let event = entered.history().last().unwrap();
    assert_eq!((event.by.as_str(), event.result.as_deref()), ("rev", Some("identisk")));
    let (code, json, _) =
        run(&["replay", name, "--rules", RULES, "--enter", "--caseworker", "rev", "--format", "json"]);
    assert_eq!(code, 0, "it is replayed and entered again: {json}");
    assert!(json.contains("\"entered\":9"), "{json}");

    // What has no file of its own is told, and is a fault of the call.
    let archive = at("arkiv.jsonl");
    fs::write(&archive, Archived::new("sag.yaml", &text).write().unwrap()).unwrap();
    let args = ["replay", archive.to_str().unwrap(), "--rules", RULES, "--enter"];
    let (code, printed, told) = run(&args);
    assert_eq!(code, 2);
    assert!(printed.contains("ikke noteret i sagen: sagen ligger i et arkiv"), "{printed}");
    assert!(told.contains("1 kunne ikke noteres"), "{told}");
    let (code, _, told) = run(&["replay", name, "--enter", "--against", RULES]);
    assert_eq!(code, 2, "{told}");
}

#[test]
fn a_case_that_was_computed_otherwise_is_entered_as_differing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("sag.yaml");
    // The answers of one case, the outcome of another: made with a whole chain, as a faulty program would.
    let text = case_text().replace("recommended: højt", "recommended: let");
    let outcome = &text[text.find("udfald:").unwrap()..text.find("segl:").unwrap()];
    let hash = visitation::guideline::hash::sha256_hex(outcome.as_bytes());
    let old = "f8815c8aea7d59f3c5c24985c427d0cba99fba6c1dd965c4f1513db7bd4ad09f";
    assert!(text.contains(old));
    fs::write(&path, Forged::of(&text.replace(old, &hash)).cover(Cover::Chain)).unwrap();
    let name = path.to_str().unwrap();
    let (code, printed, _) = run(&["replay", name, "--rules", RULES, "--enter", "--caseworker", "rev"]);
    assert_eq!(code, 1);
    assert!(printed.contains("afviger, noteret som hændelse nr. 8\n"), "{printed}");
    assert!(fs::read_to_string(&path).unwrap().contains("\"resultat\": \"afviger\""));
    assert_eq!(run(&["verify", name]).0, 0);
}

/// Files whose chain fits, so that what lies behind it is reached too.
#[test]
fn forged_files_never_make_it_panic() {
    let rules = root().join(RULES);
    let library = Library::of(&RuleFolder::directory(&rules).unwrap());
    let mut dice = Dice(7);
    let text = case_text();
    let mut read = 0;
    for number in 0..1_500 {
        let mut forged = Forged::of(&text);
        for _ in 0..=dice.below(3) {
            let part = [Part::Head, Part::History, Part::History, Part::Outcome][dice.below(4)];
            forged.tamper(part, &mut dice);
        }
        let mut text = forged.cover([Cover::Nothing, Cover::Chain, Cover::Chain][dice.below(3)]);
        if number % 5 == 0 {
            let mut bytes = text.into_bytes();
            let at = dice.below(bytes.len());
            bytes[at] = u8::try_from(dice.below(256)).unwrap();
            text = String::from_utf8_lossy(&bytes).into_owned();
        }
        let told = verify(&text);
        match Unread::read(&text) {
            Ok(case) => {
                read += 1;
                assert_eq!(told, []);
                let _ = library.replay(&case);
                let _ = case.outcome();
            }
            Err(error) => assert!(!told.is_empty() && !error.message.is_empty()),
        }
        let line = Archived::new("sag.yaml", &text).write().unwrap();
        let mut line = line.into_bytes();
        let at = dice.below(line.len());
        line[at] = u8::try_from(dice.below(256)).unwrap();
        let _ = Archived::read(&line);
    }
    assert!(read > 0, "none came through the chain");
}

#[test]
fn parquet_is_a_matter_of_how_it_was_built() {
    let args = ["stats", "tests/cmd/assess.in/sag.yaml", "--rules", RULES, "--format", "parquet"];
    let output = Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(root()).output().unwrap();
    if cfg!(feature = "parquet") {
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stdout.starts_with(b"PAR1") && output.stdout.ends_with(b"PAR1"));
    } else {
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("--features parquet"));
        assert_eq!(output.stdout, b"");
    }
}
