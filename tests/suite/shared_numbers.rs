//! What may be shared of many cases: numbers by one rule, from files and archives alike, and no road around it.

use std::path::Path;
use std::process::Command;

use assert_fs::TempDir;

const RULES: &str = "tests/cmd/assess.in/regler";
const CASE: &str = "tests/cmd/assess.in/sag.yaml";
/// The quarter in which the cases of the tests are assessed, when it is over.
const FOURTH: [&str; 4] = ["--period", "2026K4", "--date", "2027-01-02"];

/// Exit code, what was printed, what was told.
fn run(args: &[&str]) -> (i32, String, String) {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(root).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder of the case of the tests and as many more of the same mind as are named.
fn cases(more: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join(CASE);
    std::fs::copy(case, folder.path().join("sag.yaml")).unwrap();
    for number in 0..more {
        let out = folder.path().join(format!("{number}.yaml"));
        let number = format!("HEMMELIG-{number}");
        let answers = "tests/cmd/assess.in/svar.yaml";
        let mut args = vec!["assess", "--answers", answers, "--rules", RULES, "--out", name(&out), "--quiet"];
        args.extend(["--case-number", &number, "--pseudonym", "SKJULT", "--caseworker", "INITIALER"]);
        assert_eq!(run(&args).0, 0);
    }
    folder
}

#[test]
fn numbers_tell_on_nobody() {
    // Fewer than twenty of one mind would not be shown at all.
    let folder = cases(20);
    let page = folder.path().join("tal.html");
    let args = [&["stats", name(folder.path()), "--rules", RULES], &FOURTH[..], &["--html", name(&page)]].concat();
    let (code, text, _) = run(&args);
    assert_eq!(code, 0);
    let (_, csv, _) = run(&[&args[..8], &["--format", "csv"]].concat());
    let html = std::fs::read_to_string(&page).unwrap();
    for output in [&text, &csv, &html] {
        for secret in ["HEMMELIG", "SKJULT", "INITIALER", "PPR", "Bruger få ord", "sag.yaml"] {
            assert!(!output.contains(secret), "{secret}:\n{output}");
        }
    }
    assert!(csv.contains("levels,bolig,højt,21\n"), "{csv}");
    assert!(csv.contains("advice,bolig,ikke indhentet,21\n"), "{csv}");
    assert!(csv.contains("duties,bolig R1,ikke indhentet,21\n"), "{csv}");
    assert!(html.starts_with("<!doctype html>") && html.contains("<html lang=\"da\">"), "{html}");
    assert!(!html.contains("http"), "nothing is fetched");

    // A running period could be counted again with one case more.
    for period in ["2026K4", "2026"] {
        let args = ["stats", name(folder.path()), "--rules", RULES, "--date", "2026-12-31", "--period", period];
        let (code, text, told) = run(&args);
        assert_eq!((code, text.as_str()), (2, ""));
        assert!(told.contains("er ikke slut 2026-12-31") && told.contains("2026K3"), "{told}");
        assert_eq!(run(&[&args[..6], &["--overview", period, "--area", "x"]].concat()).0, 2);
    }
    let (_, text, _) = run(&[&args[..4], &["--date", "2026-12-31"]].concat());
    assert!(text.starts_with("Vurderinger fra 3. kvartal 2026\n"), "{text}");

    // One case alone is nobody's business.
    let (_, csv, _) = run(&[&["stats", CASE, "--rules", RULES, "--format", "csv"], &FOURTH[..]].concat());
    assert!(csv.contains("levels,bolig,højt,\n") && !csv.contains(",1\n"), "{csv}");
}

/// An archive is no way to other numbers.
#[test]
fn an_archive_counts_as_its_files_do() {
    let folder = cases(20);
    let away = TempDir::new().unwrap();
    let archive = away.path().join("sager.jsonl");
    let (code, _, told) = run(&["export", name(folder.path()), "--jsonl", "--out", name(&archive)]);
    assert_eq!(code, 0, "{told}");
    for more in [&["--format", "csv"][..], &[], &["--overview", "2026K4", "--area", "x"]] {
        let of = |path: &Path| run(&[&["stats", name(path), "--rules", RULES], &FOURTH[2..], more].concat());
        let (code, files, told) = of(folder.path());
        assert_eq!((code, &files), (0, &of(&archive).1), "{more:?}: {told}");
        assert!(files.contains("bolig"), "{files}");
    }
}

/// Reports on single cases say so in every row: none is a count of people that the rule has not seen.
#[test]
fn a_report_on_cases_counts_no_people() {
    let folder = cases(3);
    for command in ["audit", "replay", "verify"] {
        let mut args = vec![command, name(folder.path()), "--format", "csv"];
        if command != "verify" {
            args.extend(["--rules", RULES]);
        }
        let (_, csv, _) = run(&args);
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(rows.headers().unwrap().get(0), Some("file"), "{command}");
        let files: Vec<String> = rows.records().map(|row| row.unwrap()[0].to_owned()).collect();
        assert!(files.len() >= 4 && files.iter().all(|file| file.contains(".yaml")), "{command}:\n{csv}");
    }
}
