//! The caseworker's list: what it shows, what it leaves out, and that nothing stops it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn visit(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).current_dir(folder).args(args).output().unwrap()
}

/// A folder with three finished cases, one of them in doubt, a broken one and a file that is no case.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let answers = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/svar");
    for name in ["sag-i-tvivl.yaml", "døvblind-kvinde.yaml", "ung-med-adhd-rusmidler-og-hjemløshed.yaml"] {
        let given = answers.join(name);
        let args = ["assess", "--answers", given.to_str().unwrap(), "--out", name, "--enquiry", "2026-11-02"];
        let made = visit(folder.path(), &[args.as_slice(), &["--caseworker", "def"]].concat());
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let whole = fs::read_to_string(folder.path().join("sag-i-tvivl.yaml")).unwrap();
    fs::write(folder.path().join("brudt.yaml"), whole.replace("svar: ja", "svar: nej")).unwrap();
    fs::write(folder.path().join("svar.yaml"), "svar: { alder: 4 }\n").unwrap();
    folder
}

fn json(folder: &Path, more: &[&str]) -> (Value, Option<i32>) {
    let output = visit(folder, &[&["cases", "--date", "2027-01-15", "--format", "json"], more].concat());
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

fn files(found: &Value) -> Vec<String> {
    found["cases"].as_array().unwrap().iter().map(|case| case["file"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_case_is_a_row_and_a_broken_one_stops_nothing() {
    let folder = folder();
    let (found, code) = json(folder.path(), &["--sort", "file"]);
    assert_eq!(code, Some(2), "one file cannot be read");
    assert_eq!(found["format"], "visit-cases/1");
    assert_eq!(found["cases"].as_array().unwrap().len(), 4, "{found:#}");
    let state = |name: &str| {
        let cases = found["cases"].as_array().unwrap();
        cases.iter().find(|case| case["file"].as_str().unwrap().contains(name)).unwrap().clone()
    };
    assert_eq!(state("brudt")["state"], "unreadable");
    assert!(state("brudt")["error"].as_str().is_some_and(|why| !why.is_empty()));
    let doubt = state("tvivl");
    assert_eq!((doubt["state"].clone(), doubt["level"]["recommended"].clone()), ("doubt".into(), Value::Null));
    assert!(doubt["missing"][0].as_str().unwrap().starts_with("svar på "), "{doubt:#}");
    assert_eq!(state("døvblind")["level"]["recommended"], "højt");
    let page = String::from_utf8(visit(folder.path(), &["sager", "--date", "2027-01-15"]).stdout).unwrap();
    // Lines are broken where the width wants it.
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("4 sager;") && page.contains("1 kan ikke læses"), "{page}");
}

#[test]
fn limits_select_and_order() {
    let folder = folder();
    let (all, _) = json(folder.path(), &[]);
    let with = |key: &str| -> Vec<String> {
        let cases = all["cases"].as_array().unwrap().iter();
        let has = |case: &&Value| {
            let limits = case["deadlines"].as_array().cloned().unwrap_or_default();
            case["state"] == "unreadable" || limits.iter().any(|limit| limit["state"] == key)
        };
        cases.filter(has).map(|case| case["file"].as_str().unwrap().to_owned()).collect()
    };
    let (late, _) = json(folder.path(), &["--overdue"]);
    assert_eq!(files(&late), with("passed"));
    assert!(files(&late).len() > 1, "what the law asks within days of November has passed: {all:#}");
    let days: Vec<&str> =
        all["cases"].as_array().unwrap().iter().filter_map(|case| case["deadlines"][0]["day"].as_str()).collect();
    assert!(days.is_sorted() && !days.is_empty(), "{days:?}");
    for case in all["cases"].as_array().unwrap() {
        for limit in case["deadlines"].as_array().unwrap_or(&Vec::new()) {
            let passed = limit["day"].as_str().unwrap() < "2027-01-15";
            assert_eq!(limit["state"], if passed { "passed" } else { "running" }, "{limit:#}");
        }
    }
    let (none, _) = json(folder.path(), &["--due", "0", "--mine", "ingen"]);
    assert_eq!(files(&none).len(), 1, "what cannot be read may be anybody's");
}

#[test]
fn csv_has_a_line_a_case_and_starts_no_formula() {
    let folder = folder();
    let output = visit(folder.path(), &["cases", "--format", "csv", "--date", "2027-01-15"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(rows.headers().unwrap().len(), 14);
    assert_eq!(rows.records().map(Result::unwrap).count(), 4);
}
