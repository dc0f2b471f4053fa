//! No case is lost: whatever is mistyped, whoever saves at the same time, and however an archive was treated.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use assert_fs::TempDir;

use super::audit::root;

const RULES: &str = "tests/cmd/assess.in/regler";
const CASE: &str = "tests/cmd/assess.in/sag.yaml";

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    command.args(args).current_dir(root());
    command
}

/// Exit code and what was told.
fn run(args: &[&str]) -> (i32, String) {
    let output = command(args).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn case() -> String {
    fs::read_to_string(root().join(CASE)).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn no_command_writes_something_else_over_a_case() {
    let folder = TempDir::new().unwrap();
    let (file, heads) = (folder.path().join("sag.yaml"), folder.path().join("regler.yaml"));
    fs::write(&file, case()).unwrap();
    fs::write(&heads, "format: visit/1\n").unwrap();
    for target in [&file, &heads] {
        let before = fs::read(target).unwrap();
        for format in ["markdown", "html", "docx"] {
            let args = ["justify", text(&file), "--rules", RULES, "--format", format, "--out", text(target)];
            let (code, told) = run(&args);
            assert_eq!(code, 2, "{told}");
            assert!(told.contains("bliver ikke overskrevet"), "{told}");
        }
        let (code, told) = run(&["stats", text(&file), "--rules", RULES, "--html", text(target)]);
        assert_eq!(code, 2, "{told}");
        let (code, told) = run(&["export", text(&file), "--jsonl", "--out", text(target)]);
        assert_eq!(code, 2, "{told}");
        assert_eq!(fs::read(target).unwrap(), before);
    }
    // A document is written anew in the place of an earlier one of its kind.
    for name in ["brev.md", "brev.html", "brev.docx"] {
        let path = folder.path().join(name);
        for _ in 0..2 {
            let (code, told) = run(&["justify", text(&file), "--rules", RULES, "--out", text(&path)]);
            assert_eq!(code, 0, "{told}");
        }
    }
}

#[test]
fn of_several_that_save_a_new_case_at_once_one_does() {
    let folder = TempDir::new().unwrap();
    let answers = root().join("tests/cmd/assess.in/svar.yaml");
    // What a case rests on is kept beside its rules: not in the tree.
    let rules = folder.path().join("regler");
    assert!(Command::new("cp").arg("-r").arg(root().join(RULES)).arg(&rules).status().unwrap().success());
    for round in 0..6 {
        let out = folder.path().join(format!("sag-{round}.yaml"));
        let args = ["assess", "bolig", "--answers", text(&answers), "--out", text(&out), "--rules", text(&rules)];
        let start = |who: &str| {
            let mut command = command(&args);
            command.args(["--caseworker", who]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let running: Vec<(&str, Child)> = ["aa", "bb", "cc", "dd"].map(|who| (who, start(who))).into_iter().collect();
        let mut done = Vec::new();
        for (who, mut child) in running {
            if child.wait().unwrap().success() {
                done.push(who);
            }
        }
        assert_eq!(done.len(), 1, "{done:?}");
        assert!(fs::read_to_string(&out).unwrap().contains(&format!("\nsagsbehandler: {}\n", done[0])));
    }
}

/// An archive of the six examples, line by line.
fn archive(folder: &Path) -> Vec<String> {
    let path = folder.join("a.jsonl");
    let (code, told) = run(&["export", "examples/færdige", "--jsonl", "--out", text(&path)]);
    assert_eq!(code, 0, "{told}");
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn an_archive_that_was_touched_is_found_by_every_reader() {
    let folder = TempDir::new().unwrap();
    let lines = archive(folder.path());
    let cases = lines.len() - 1;
    let mut touched: Vec<Vec<String>> = Vec::new();
    for at in 0..cases {
        let mut without = lines.clone();
        without.remove(at);
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at].clone());
        let mut renamed = lines.clone();
        renamed[at] = lines[at].replacen(".yaml", "-2.yaml", 1);
        let mut swapped = lines.clone();
        swapped.swap(at, (at + 1) % cases);
        touched.extend([without, doubled, renamed, swapped]);
    }
    touched.push(lines[..cases].to_vec());
    let path = folder.path().join("b.jsonl");
    for lines in &touched {
        fs::write(&path, lines.join("\n") + "\n").unwrap();
        let (code, _) = run(&["verify", text(&path)]);
        assert_eq!(code, 1);
    }
    let out = folder.path().join("ud");
    for args in [
        vec!["replay", text(&path)],
        vec!["stats", text(&path)],
        vec!["audit", text(&path)],
        vec!["import", text(&path), "--into", text(&out)],
        vec!["export", "--jsonl", text(&path)],
    ] {
        let output = command(&args).output().unwrap();
        assert_ne!(output.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn an_archive_of_the_old_kind_is_read_and_said_to_be_unsealed() {
    let folder = TempDir::new().unwrap();
    let mut lines = archive(folder.path());
    lines.pop();
    let path = folder.path().join("gammelt.jsonl");
    fs::write(&path, lines.join("\n").replace("visit-arkiv/2", "visit-arkiv/1")).unwrap();
    let output = command(&["verify", text(&path)]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("uden slutlinje"));
    let (code, told) = run(&["import", text(&path), "--into", text(&folder.path().join("ud"))]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("uden slutlinje"), "{told}");
}

#[test]
fn only_cases_come_out_of_an_archive_and_only_into_its_folder() {
    let folder = TempDir::new().unwrap();
    let line = |name: &str, text: &str| {
        serde_json::json!({ "format": "visit-arkiv/1", "fil": name, "tekst": text }).to_string()
    };
    let (good, changed) = (case(), case().replacen("svar: svær", "svar: let", 1));
    let lines = [
        line("god.yaml", &good),
        line("under/god.yaml", &good),
        line("lænke/god.yaml", &good),
        line("../ude.yaml", &good),
        line(".skjult.yaml", &good),
        line("under/.skjult/god.yaml", &good),
        line("god.sh", &good),
        line("noget.yaml", "svar: {}\n"),
        line("rettet.yaml", &changed),
    ];
    let archive = folder.path().join("a.jsonl");
    fs::write(&archive, lines.join("\n")).unwrap();
    let (out, elsewhere) = (folder.path().join("ud"), folder.path().join("andetsteds"));
    fs::create_dir(&elsewhere).unwrap();
    fs::create_dir(&out).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, out.join("lænke")).unwrap();
    let (code, told) = run(&["import", text(&archive), "--into", text(&out)]);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("rettet.yaml"), "{told}");
    assert_eq!(fs::read_to_string(out.join("god.yaml")).unwrap(), good);
    assert_eq!(fs::read_to_string(out.join("under/god.yaml")).unwrap(), good);
    let mut names: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["god.yaml", "lænke", "under"]);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(out.join("under")).unwrap().permissions().mode() & 0o777, 0o700);
    }
    // An archive with nothing wrong but a changed case ends with 1.
    fs::write(&archive, line("rettet.yaml", &changed)).unwrap();
    assert_eq!(run(&["import", text(&archive), "--into", text(&out)]).0, 1);
}

#[test]
fn two_cases_of_one_name_are_both_in_the_archive_and_garbage_is_not() {
    let folder = TempDir::new().unwrap();
    for name in ["a", "b"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("sag.yaml"), case()).unwrap();
    }
    let (a, b) = (folder.path().join("a/sag.yaml"), folder.path().join("b/sag.yaml"));
    let path = folder.path().join("arkiv.jsonl");
    let (code, told) = run(&["export", "--jsonl", text(&a), text(&b), "--out", text(&path)]);
    assert_eq!(code, 0, "{told}");
    let out = folder.path().join("ud");
    assert_eq!(run(&["import", text(&path), "--into", text(&out)]).0, 0);
    assert!(out.join("sag.yaml").exists() && out.join("sag-2.yaml").exists());

    let garbage = folder.path().join("skrald.yaml");
    fs::write(&garbage, "hvad som helst: ja\n").unwrap();
    assert_eq!(run(&["export", "--jsonl", text(&garbage)]).0, 2);
    fs::write(&garbage, case().replacen("svar: svær", "svar: let", 1)).unwrap();
    assert_eq!(run(&["export", "--jsonl", text(&garbage)]).0, 1);
    fs::write(&path, "{\"format\":\"hvad\"}\n").unwrap();
    assert_eq!(run(&["export", "--jsonl", text(&path)]).0, 2);
}
