//! `visit new`: what it hands out can be used at once, and nothing is ever overwritten.

use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;

fn visit(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).output().unwrap()
}

fn folder(national: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("national.yaml"), national).unwrap();
    folder
}

const SHIPPED: &str = include_str!("../../rules/national.yaml");

/// National files that offer as little as they may, or more levels than ours.
const OTHERS: [&str; 3] = [
    "format: visit-national/1\nniveauer: [{ id: eneste }]\n",
    "format: visit-national/1\nniveauer: [{ id: lav }, { id: høj }]\n",
    "format: visit-national/1\nniveauer: [{ id: a }, { id: b }, { id: c }, { id: d }]\n\
     skalaer: [{ id: s, trin: [{ id: t0 }, { id: t1 }, { id: t2 }, { id: t3 }, { id: t4 }] }]\n",
];

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_new_guideline_has_no_faults_and_its_examples_hold() {
    for national in OTHERS.into_iter().chain([SHIPPED]) {
        let folder = folder(national);
        let rules = folder.path().to_str().unwrap();
        let run = visit(&["new", "ny-ting", "--from", "2027-01-01", "--rules", rules]);
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(0), b"".as_slice()), "{told}");
        let lint = visit(&["lint", rules]);
        assert_eq!(lint.status.code(), Some(0), "{}", String::from_utf8_lossy(&lint.stdout));
        let examples: serde_json::Value =
            serde_yaml::from_str(&text(&folder.path().join("ny-ting/eksempler.yaml"))).unwrap();
        for example in examples["eksempler"].as_array().unwrap() {
            let sheet = folder.path().join("svar.yaml");
            let answers = serde_json::json!({ "speciale": "ny-ting", "svar": example["svar"] });
            std::fs::write(&sheet, answers.to_string()).unwrap();
            let sheet = sheet.to_str().unwrap();
            let run =
                visit(&["assess", "--answers", sheet, "--rules", rules, "--date", "2027-03-01", "--format", "json"]);
            assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
            let out: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
            assert_eq!(out["level"]["recommended"], example["forventet"]["niveau"], "{example}");
            let criteria = out["assessments"][0]["criteria"].as_array().unwrap();
            let met: Vec<_> = criteria.iter().filter(|c| c["state"] == "met").map(|c| c["id"].clone()).collect();
            assert_eq!(serde_json::Value::from(met), example["forventet"]["kriterier"], "{example}");
        }
    }
}

#[test]
fn without_a_folder_it_is_printed() {
    let run = visit(&["new", "adhd", "--title", "ADHD: \"uro\"", "--from", "2027-01-01"]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert_eq!(run.status.code(), Some(0));
    assert!(text.contains("speciale: \"adhd\"") && text.contains(r#"titel: "ADHD: \"uro\"""#), "{text}");
    assert!(!text.contains('«'), "everything is filled in:\n{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 120), "{text}");
    let schema =
        jsonschema::draft202012::new(&visitation::schema::schema(visitation::schema::Format::Guideline)).unwrap();
    assert!(schema.is_valid(&serde_yaml::from_str(&text).unwrap()));
}

#[test]
fn nothing_is_overwritten() {
    let folder = folder(SHIPPED);
    let rules = folder.path().to_str().unwrap();
    let path = folder.path().join("autisme/2027.1.yaml");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "min").unwrap();
    let run = visit(&["new", "autisme", "--from", "2027-01-01", "--rules", rules]);
    let told = String::from_utf8(run.stderr).unwrap();
    assert_eq!((run.status.code(), text(&path).as_str()), (Some(2), "min"));
    assert!(told.contains("findes allerede og bliver ikke overskrevet"), "{told}");
    let left: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing half-written is left behind: {left:?}");
    std::fs::remove_file(&path).unwrap();
    std::fs::write(folder.path().join("autisme/eksempler.yaml"), "mine").unwrap();
    assert!(visit(&["new", "autisme", "--from", "2027-01-01", "--rules", rules]).status.success());
    assert_eq!(text(&folder.path().join("autisme/eksempler.yaml")), "mine");
}

#[test]
fn a_name_that_leads_elsewhere_is_refused() {
    for name in ["../autisme", "Autisme", "a b", "sår", ".x"] {
        let run = visit(&["new", name]);
        assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(2), b"".as_slice()), "{name}");
    }
}
