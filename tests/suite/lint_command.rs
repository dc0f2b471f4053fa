//! `visit lint` from the outside: exit codes, formats, what may be allowed, denied and mended.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn lint(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).current_dir(folder).arg("lint").args(args).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A rule folder with the frame of the pages; `change` alters its guideline.
fn folder(change: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let frames = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/visitation/src/lint/checks");
    fs::create_dir(folder.path().join("eksempel")).unwrap();
    fs::copy(frames.join("ramme-national.yaml"), folder.path().join("national.yaml")).unwrap();
    let guideline = fs::read_to_string(frames.join("ramme.yaml")).unwrap();
    fs::write(folder.path().join("eksempel/2026.1.yaml"), change(guideline)).unwrap();
    folder
}

const TODAY: [&str; 3] = [".", "--date", "2026-11-22"];

#[test]
fn exit_codes_follow_the_gravest_finding() {
    let clean = folder(|text| text);
    assert_eq!(lint(clean.path(), &TODAY).status.code(), Some(0));
    assert_eq!(text(&lint(clean.path(), &TODAY)), "ingen fund i 2 filer\n");
    let warning = folder(|text| text.replace("udgiver: Ingen", "# udgiver: Ingen"));
    let with = |args: &[&str]| lint(warning.path(), &[TODAY.as_slice(), args].concat()).status.code();
    assert_eq!(with(&[]), Some(0), "a warning is no error");
    assert_eq!(with(&["--deny", "v015"]), Some(1));
    assert_eq!(with(&["--deny", "V015", "--allow", "V015"]), Some(0));
    assert_eq!(with(&["--deny", "V999"]), Some(2));
    assert_eq!(lint(warning.path(), &["findes-ikke.yaml"]).status.code(), Some(2));
    let error = folder(|text| text.replace("når: alder < 3", "når: alder < 0"));
    assert_eq!(lint(error.path(), &TODAY).status.code(), Some(1));
}

#[test]
fn a_finding_is_allowed_only_with_a_reason() {
    let allowed = |comment: &str| {
        let folder = folder(|text| {
            text.replace("- { id: M2,", &format!("{comment}\n  - {{ id: M2,"))
                .replace("når: alder < 3", "når: alder < 0")
        });
        let output = lint(folder.path(), &TODAY);
        (output.status.code(), text(&output))
    };
    assert_eq!(allowed("# visit: tillad V101 fordi grænsen først gælder fra næste år").0, Some(0));
    assert_eq!(allowed("# visit: tillad V101 fordi M2 først gælder fra næste år").0, Some(0));
    assert_eq!(allowed("# visit: tillad V101 fordi H1 gælder i stedet").0, Some(1), "the reason is about another rule");
    let (code, said) = allowed("# visit: tillad V101");
    assert_eq!(code, Some(1));
    assert!(said.contains("fejl[V301]") && said.contains("fejl[V101]"), "{said}");
}

#[test]
fn programs_get_code_place_and_case() {
    let broken = folder(|text| text.replace("kommunikation >= moderat", "kommunikation = moderat"));
    let output = lint(broken.path(), &[TODAY.as_slice(), &["--format", "json"]].concat());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(
        (&report["format"], &finding["code"], &finding["severity"]),
        (&"visit-lint/1".into(), &"V111".into(), &"fejl".into())
    );
    assert_eq!((&finding["line"], &finding["column"]), (&15.into(), &9.into()));
    // The case goes straight into `visit assess`.
    let case = finding["witness"][0]["answers"].as_str().unwrap();
    fs::write(broken.path().join("svar.yaml"), case).unwrap();
    let assessed = Command::new(env!("CARGO_BIN_EXE_visit"))
        .current_dir(broken.path())
        .args(["assess", "--rules", ".", "--answers", "svar.yaml", "--format", "json"])
        .output()
        .unwrap();
    let assessed: serde_json::Value = serde_json::from_slice(&assessed.stdout).unwrap();
    assert_eq!(assessed["level"]["recommended"], "moderat");
    let sarif = lint(broken.path(), &[TODAY.as_slice(), &["--format", "sarif"]].concat());
    let sarif: serde_json::Value = serde_json::from_slice(&sarif.stdout).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "V111");
    // The standard's own schema, as the package serde-sarif carries it.
    let schema = include_str!("../data/sarif-2.1.0.json");
    // One pattern in it, of a language's name, has a bracket too many: no reader of patterns takes it.
    let schema = serde_json::from_str(&schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$")).unwrap();
    let schema = jsonschema::draft7::new(&schema).unwrap();
    let errors: Vec<String> = schema.iter_errors(&sarif).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut wrong = sarif;
    wrong["runs"][0]["results"][0]["level"] = "fejl".into();
    assert!(!schema.is_valid(&wrong), "the schema sees a fault");
    let github = text(&lint(broken.path(), &[TODAY.as_slice(), &["--format", "github"]].concat()));
    assert!(github.starts_with("::error file=") && github.contains("title=V111::"), "{github}");
}

#[test]
fn explain_shows_the_page_and_knows_near_misses() {
    let here = Path::new(".");
    assert!(text(&lint(here, &["--explain", "v111"])).starts_with("# V111: "));
    assert!(text(&lint(here, &["--explain"])).lines().count() >= 35);
    let unknown = lint(here, &["--explain", "W111"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("mente du"), "a near miss");
}

#[test]
fn fix_mends_what_is_safe_and_leaves_the_rest() {
    let broken = folder(|text| {
        let text = text.replace("kilde: bog, bekræftet: true }\nopf", "kilde: bgo, bekræftet: true }\nopf");
        let text = text.replace("mindst_en: [selvskade", "mindst_en: [selvskda");
        text.replace("udgangspunkt: let\n", "")
            .replace("kilder:", "udgangspunkt: let\nkilder:")
            .replace("når", "na\u{30a}r")
    });
    assert_eq!(lint(broken.path(), &TODAY).status.code(), Some(1));
    let fixed = lint(broken.path(), &[TODAY.as_slice(), &["--fix"]].concat());
    assert_eq!((fixed.status.code(), text(&fixed).as_str()), (Some(0), "ingen fund i 2 filer\n"));
    let mended = fs::read_to_string(broken.path().join("eksempel/2026.1.yaml")).unwrap();
    assert!(mended.contains("udgangspunkt: let\nkriterier:"), "{mended}");
    assert_eq!(lint(broken.path(), &["--fix"]).status.code(), Some(2), "the built-in rules cannot be mended");
}

/// Silence must not pass for proof: of a file with a fault it is said that nothing else has been looked at.
#[test]
fn a_faulty_file_says_that_nothing_is_proved_of_it() {
    let faulty = folder(|text| text.replace("type: skala", "type: skalar"));
    let said = text(&lint(faulty.path(), &TODAY));
    assert!(said.contains("[V303]") && said.contains("intet er bevist om den"), "{said}");
    let faulty = folder(|text| text);
    let national = faulty.path().join("national.yaml");
    let broken = fs::read_to_string(&national).unwrap().replace("type: flervalg", "type: flervalgt");
    fs::write(&national, broken).unwrap();
    let said = text(&lint(faulty.path(), &TODAY));
    assert!(said.contains("1 retningslinje er ikke undersøgt"), "{said}");
}

/// What national.yaml shares and nobody uses is suggested away, as long as there are guidelines to use it.
#[test]
fn what_is_shared_and_unused_is_seen() {
    let unused = folder(|text| text);
    let national = unused.path().join("national.yaml");
    let more = fs::read_to_string(&national).unwrap().replace(
        "spørgsmål:\n",
        "spørgsmål:\n  - { id: højde, spørg: Hvor høj er borgeren?, hjælp: Mål., udsagn: \"{borger} er {svar} cm\", \
         type: tal, min: 0, maks: 250 }\n",
    );
    fs::write(&national, more).unwrap();
    let said = text(&lint(unused.path(), &TODAY));
    assert!(said.contains("forslag[V002]: ingen retningslinje bruger det fælles spørgsmål `højde`"), "{said}");
    fs::remove_dir_all(unused.path().join("eksempel")).unwrap();
    let said = text(&lint(unused.path(), &TODAY));
    assert!(!said.contains("V002"), "{said}");
}

/// The log of a run that failed is a valid log, too, and says so; every rule has its name and its page.
#[test]
fn sarif_is_valid_in_every_exit() {
    let clean = folder(|text| text);
    let schema = include_str!("../data/sarif-2.1.0.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema = jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    for (path, code, went_well) in [(".", 0, true), ("findes-ikke.yaml", 2, false), ("tom", 2, false)] {
        fs::create_dir_all(clean.path().join("tom")).unwrap();
        let output = lint(clean.path(), &[path, "--format", "sarif", "--date", "2026-11-22"]);
        assert_eq!(output.status.code(), Some(code), "{path}");
        let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(schema.is_valid(&log), "{path}");
        let run = &log["runs"][0];
        assert_eq!(run["invocations"][0]["executionSuccessful"], went_well);
        assert!(run["tool"]["driver"]["informationUri"].is_string());
        for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
            for key in ["name", "helpUri"] {
                assert!(rule[key].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
            }
            assert!(rule["help"]["text"].as_str().is_some_and(|page| page.contains("## Hvorfor")));
        }
    }
}

/// A folder above the rules means the rules; one with nothing in it says what is missing.
#[test]
fn a_folder_is_searched_downwards() {
    let rules = folder(|text| text.replace("når: alder < 3", "når: alder < 0"));
    let above = tempfile::tempdir().unwrap();
    fs::create_dir_all(above.path().join("a/b")).unwrap();
    fs::rename(rules.path(), above.path().join("a/b/rules")).unwrap();
    let found = lint(above.path(), &TODAY);
    assert_eq!(found.status.code(), Some(1));
    assert!(text(&found).contains("V101"), "{}", text(&found));
    fs::create_dir(above.path().join("tom")).unwrap();
    let nothing = lint(above.path(), &["tom"]);
    let said = String::from_utf8(nothing.stderr).unwrap();
    assert_eq!(nothing.status.code(), Some(2));
    assert!(said.contains("ingen regelfiler") && said.contains("national.yaml"), "{said}");
}

/// A required key that is misspelt is mended on its own line, and nothing else is touched.
#[test]
fn fix_touches_only_the_misspelt_key() {
    for (right, wrong) in [("gælder:", "gaelder:"), ("kriterier:", "kriterer:"), ("spørgsmål:", "spoergsmål:")] {
        let whole = folder(|text| text);
        let right_text = fs::read_to_string(whole.path().join("eksempel/2026.1.yaml")).unwrap();
        let broken = folder(|text| text.replace(right, wrong));
        assert_eq!(lint(broken.path(), &[TODAY.as_slice(), &["--fix"]].concat()).status.code(), Some(0), "{wrong}");
        assert_eq!(fs::read_to_string(broken.path().join("eksempel/2026.1.yaml")).unwrap(), right_text, "{wrong}");
    }
}
