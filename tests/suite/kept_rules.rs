//! What a case rests on is kept: an edit of the rules never makes a saved case unreplayable.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visitation::guideline::Status;

fn visit(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(folder).output().unwrap()
}

fn shown(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A rule folder, and a case assessed by it.
fn assessed() -> TempDir {
    let folder = TempDir::new().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/auditor.in/regler");
    fs::create_dir_all(folder.path().join("regler/bolig")).unwrap();
    for name in ["national.yaml", "bolig/2026.1.yaml"] {
        fs::copy(source.join(name), folder.path().join("regler").join(name)).unwrap();
    }
    fs::write(folder.path().join("svar.yaml"), "speciale: bolig\ndato: 2026-11-01\nsvar: { alder: 9 }\n").unwrap();
    let made = visit(&["assess", "--answers", "svar.yaml", "--rules", "regler", "--out", "sag.yaml"], folder.path());
    assert!(made.status.success(), "{}", shown(&made));
    folder
}

fn edit(folder: &TempDir, name: &str, from: &str, to: &str) {
    let path = folder.path().join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_harmless_edit_of_the_national_file_leaves_its_cases_replayable() {
    let folder = assessed();
    let explained = shown(&visit(&["explain", "sag.yaml", "--rules", "regler"], folder.path()));
    edit(&folder, "regler/national.yaml", "navn: \"VISO", "kontakt: \"72 42 40 00\", navn: \"VISO");
    for command in ["replay", "explain", "justify"] {
        let output = visit(&[command, "sag.yaml", "--rules", "regler"], folder.path());
        let text = shown(&output);
        assert_eq!(output.status.code(), Some(0), "{command}: {text}");
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("national.yaml er rettet, siden sagen blev vurderet: rådgivere (viso)"), "{words}");
    }
    let after = shown(&visit(&["explain", "sag.yaml", "--rules", "regler", "--quiet"], folder.path()));
    assert_eq!(after, explained, "explained by the rules that the case rests on");
}

#[test]
fn an_edited_guideline_is_found_as_it_was_and_the_edit_is_told() {
    let folder = assessed();
    edit(&folder, "regler/bolig/2026.1.yaml", "udgangspunkt: let", "udgangspunkt: moderat");
    let output = visit(&["replay", "sag.yaml", "--rules", "regler"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    assert!(shown(&output).contains("bolig/2026.1.yaml er rettet, siden sagen blev vurderet: udgangspunkt"));
}

#[test]
fn a_kept_file_that_was_tampered_with_is_not_what_the_case_rests_on() {
    let folder = assessed();
    edit(&folder, "regler/national.yaml", "sel-13", "sel-14");
    for entry in fs::read_dir(folder.path().join("regler/_arkiv")).unwrap() {
        fs::write(entry.unwrap().path(), "format: visit-national/1\n").unwrap();
    }
    assert_eq!(visit(&["replay", "sag.yaml", "--rules", "regler"], folder.path()).status.code(), Some(2));
}

/// Cases saved by the program as it was before the rules had versions rest on these.
#[test]
fn the_first_rules_are_kept_in_the_program() {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/_arkiv");
    let names: Vec<String> =
        fs::read_dir(archive).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.len() >= 21, "the national file and the twenty drafts of 2026.1");
    for name in &names {
        let sha256 = name.strip_suffix(".yaml").unwrap();
        assert_eq!(RuleFolder::Embedded.kept(sha256).map(|file| file.sha256).as_deref(), Some(sha256));
    }
}

#[test]
fn what_is_published_is_kept_together_and_lint_says_when_it_is_not() {
    let folder = assessed();
    fs::remove_dir_all(folder.path().join("regler/_arkiv")).unwrap();
    edit(&folder, "regler/bolig/2026.1.yaml", "status: udkast", "status: gældende");
    let lint = || shown(&visit(&["lint", "regler", "--date", "2026-11-30"], folder.path()));
    assert!(lint().contains("V037"), "{}", lint());
    let publish = || visit(&["rules", "--udgiv", "--rules", "regler"], folder.path());
    let text = shown(&publish());
    for name in ["gemt: national.yaml", "gemt: bolig/2026.1.yaml", "2 filer gemt"] {
        assert!(text.contains(name), "{text}");
    }
    assert!(!lint().contains("V037"), "{}", lint());
    assert!(shown(&publish()).contains("0 filer gemt i `_arkiv`, 2 lå der"), "publishing again keeps nothing anew");
    edit(&folder, "regler/national.yaml", "navn: \"VISO", "kontakt: \"72 42 40 00\", navn: \"VISO");
    assert!(lint().contains("national.yaml er ikke gemt, som den står"), "{}", lint());
    assert_eq!(
        visit(&["rules", "--publish"], folder.path()).status.code(),
        Some(2),
        "what is built in is not published"
    );
}

/// The step before a release is in `rules/README.md`: `visit rules --publish --rules rules`.
#[test]
fn what_is_in_force_in_the_shipped_rules_is_kept() {
    let folder = RuleFolder::directory(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")).unwrap();
    let kept = folder.archived();
    let catalogue = Catalogue::open(folder).unwrap();
    for speciale in catalogue.specialer().unwrap() {
        for guideline in catalogue.versions(&speciale).unwrap() {
            let published = guideline.status == Status::InForce;
            let both = [&guideline.sha256, &catalogue.national().sha256].iter().all(|sha256| kept.contains(sha256));
            assert!(!published || both, "{speciale} {} is in force and not kept: publish it", guideline.version);
        }
    }
}
