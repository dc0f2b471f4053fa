//! `visit redact` from the outside: a text is struck from a case, a folder of signatures and lists holds, an archive is
//! written anew, and the second reader of case files agrees.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use assert_fs::TempDir;

/// Exit code, what was printed, what was told; `typed` comes in by standard input.
fn run(args: &[&str], typed: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn copy() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let case = folder.path().join("sag.yaml");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/færdige/døvblind-kvinde.yaml"), &case).unwrap();
    (folder, case)
}

fn second_reader(case: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_chain.py");
    let output = Command::new("python3").arg(script).arg(case).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_text_is_struck_from_a_case_that_goes_on_to_hold() {
    let (folder, case) = copy();
    let list = folder.path().join("hoveder");
    assert_eq!(run(&["verify", name(&case), "--heads", name(&list)], "").0, 0);
    let before = std::fs::read_to_string(&case).unwrap();
    let strike = ["redact", name(&case), "--text", "-", "--reason", "Peger på borgeren", "--caseworker", "leder"];

    let (code, said, told) = run(&[&strike[..], &["--dry-run"]].concat(), "strikkeklubben\n");
    assert_eq!(code, 0, "{told}");
    assert!(said.contains("hændelse nr. 4, `svar`: 1 sted") && !said.contains("strikkeklubben"), "{said}");
    assert_eq!(run(&strike, "strikkeklubben\n").0, 2, "nobody is there to say yes");
    assert_eq!(std::fs::read_to_string(&case).unwrap(), before);

    let (code, _, told) = run(&[&strike[..], &["--yes"]].concat(), "strikkeklubben\nØreafdelingen\n");
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("Sikkerhedskopier") && !told.contains("strikkeklubben"), "{told}");
    let after = std::fs::read_to_string(&case).unwrap();
    assert!(!after.contains("strikkeklubben") && !after.contains("Øreafdelingen"));
    let (code, said, _) = run(&["verify", name(&case), "--heads", name(&list)], "");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("hændelse nr. 4 er overstreget") && said.contains("leder: Peger på borgeren"), "{said}");
    assert!(second_reader(&case).ends_with("fits\n"));
    assert_eq!(run(&["replay", name(&case)], "").0, 0);

    let (code, said, _) = run(&[&strike[..], &["--yes"]].concat(), "strikkeklubben\n");
    assert_eq!((code, said.contains("står ikke i sagen")), (1, true));
    // What was struck is bound: whoever changes more of it is found by both.
    std::fs::write(&case, after.replacen("Jeg vil fortsætte i", "Jeg vil holde op i", 1)).unwrap();
    assert_eq!(run(&["verify", name(&case)], "").0, 1);
    assert!(second_reader(&case).contains("does not fit"));
}

#[test]
fn an_archive_is_written_anew() {
    let (folder, _) = copy();
    let (old, new) = (folder.path().join("gammelt.jsonl"), folder.path().join("nyt.jsonl"));
    assert_eq!(run(&["export", "examples/færdige", "--jsonl", "--out", name(&old)], "").0, 0);
    let strike = ["redact", name(&old), "--text", "-", "--reason", "Peger på borgeren"];
    assert_eq!(run(&[&strike[..], &["--yes"]].concat(), "strikkeklubben\n").0, 2, "an archive is never changed");
    let (code, said, told) = run(&[&strike[..], &["--out", name(&new)]].concat(), "strikkeklubben\n");
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("1 sag er ændret"), "{told}");
    assert!(said.contains("hændelse nr. 4"), "{said}");
    let (old, text) = (std::fs::read_to_string(&old).unwrap(), std::fs::read_to_string(&new).unwrap());
    assert!(old.contains("strikkeklubben") && !text.contains("strikkeklubben"));
    assert_eq!(old.lines().zip(text.lines()).filter(|(old, new)| old != new).count(), 2, "the case and the last line");
    assert_eq!(run(&["verify", name(&new)], "").0, 0);
    assert_eq!(run(&["replay", name(&new)], "").0, 0);
}
