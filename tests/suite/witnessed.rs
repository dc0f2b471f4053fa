//! What is seen of a case that somebody has treated: signatures, the list of heads, other forms of the same content, and
//! marks that would make a text read otherwise.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_fs::TempDir;

use super::audit::root;

const EXAMPLE: &str = "examples/døvblind-kvinde.yaml";

/// Exit code, what was printed, what was told.
fn run(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(root()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    // What is told is broken into lines as wide as the terminal.
    let told = text(output.stderr).replace('\n', " ");
    (output.status.code().unwrap(), text(output.stdout), told)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn copy() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("sag.yaml");
    fs::copy(root().join(EXAMPLE), &path).unwrap();
    (folder, path)
}

/// Makes a key; `None` where the system has no ssh-keygen.
fn key(folder: &Path, name: &str) -> Option<(PathBuf, String)> {
    let path = folder.join(name);
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]).arg(&path).status();
    made.ok().filter(std::process::ExitStatus::success)?;
    Some((path.clone(), fs::read_to_string(path.with_extension("pub")).unwrap()))
}

#[test]
fn a_case_that_was_rolled_back_or_made_anew_is_seen_by_the_list() {
    let (folder, case) = copy();
    let list = folder.path().join("hoveder.yaml");
    let verify = || run(&["verify", text(&case), "--heads", text(&list)]);
    assert_eq!(verify().0, 0);
    let old = fs::read(&case).unwrap();
    let (code, _, told) = run(&["replay", text(&case), "--enter", "--heads", text(&list)]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("Listens sidste værdi er "), "{told}");
    assert_eq!(verify().0, 0);
    let new = fs::read(&case).unwrap();

    fs::write(&case, &old).unwrap();
    assert_eq!(run(&["verify", text(&case)]).0, 0, "without the list it cannot be seen");
    let (code, said, _) = verify();
    assert_eq!(code, 1);
    assert!(said.contains("sagen er sat tilbage"), "{said}");
    let archive = folder.path().join("a.jsonl");
    assert_eq!(run(&["export", text(&case), "--jsonl", "--out", text(&archive), "--heads", text(&list)]).0, 1);
    assert_eq!(run(&["replay", text(&case), "--enter", "--heads", text(&list)]).0, 2);
    assert_eq!(fs::read(&case).unwrap(), old, "nothing is entered into a case that was rolled back");

    // The same length, another history.
    assert_eq!(run(&["replay", text(&case), "--enter", "--caseworker", "xyz"]).0, 0);
    let (code, said, _) = verify();
    assert_eq!(code, 1);
    assert!(said.contains("historik er en anden"), "{said}");
    fs::write(&case, new).unwrap();
    assert_eq!(verify().0, 0);

    // The list itself.
    let listed = fs::read_to_string(&list).unwrap();
    fs::write(&list, listed.replacen("\"hændelser\": ", "\"hændelser\": 1", 1)).unwrap();
    let (code, _, told) = verify();
    assert_eq!(code, 2);
    assert!(told.contains("listen er ændret uden om visit"), "{told}");
}

#[test]
fn a_signature_can_be_demanded_and_is_of_whom_the_case_names() {
    let (folder, case) = copy();
    let Some((mine, public)) = key(folder.path(), "abc") else { return };
    let list = folder.path().join("allowed_signers");
    let write = |line: &str| fs::write(&list, line).unwrap();
    write(&format!("abc@kommune.example {public}"));
    let verify = |more: &[&str]| run(&[&["verify", text(&case), "--keys", text(&list)], more].concat());
    let unsigned = fs::read(&case).unwrap();
    assert_eq!(verify(&[]).0, 0);
    let (code, said, _) = verify(&["--require-signature"]);
    assert_eq!(code, 1);
    assert!(said.contains("ingen underskrift, der holder"), "{said}");

    assert_eq!(run(&["sign", text(&case), "--key", text(&mine), "--caseworker", "abc"]).0, 0);
    assert_eq!(verify(&["--require-signature"]).0, 0);
    assert_eq!(run(&["replay", text(&case), "--enter"]).0, 0);
    assert_eq!(verify(&["--require-signature"]).0, 0, "a replay adds nothing that must be signed");

    // An expired key holds for what it signed, and for nothing later; one that came later holds for nothing.
    write(&format!("abc valid-before=\"20991231\" {public}"));
    assert_eq!(verify(&["--require-signature"]).0, 0);
    write(&format!("abc valid-before=\"20200101\" {public}"));
    let (code, said, told) = verify(&[]);
    assert_eq!(code, 1);
    assert!(!(said + &told).contains("expired"));

    // Somebody else's key.
    write(&format!("xyz {public}"));
    let (code, said, _) = verify(&[]);
    assert_eq!(code, 1);
    assert!(said.contains("er af xyz, men i sagen står abc"), "{said}");
    write(&format!("abc {public}"));
    fs::write(&case, unsigned).unwrap();
    assert_eq!(verify(&["--require-signature"]).0, 1, "rolled back past the signature");

    let (code, _, told) = run(&["sign", text(&case), "--key", text(&list)]);
    assert_eq!(code, 2);
    assert!(told.contains("der kunne ikke skrives under") && !told.contains("Load key"), "{told}");
}

#[test]
fn a_case_in_another_form_is_read_told_of_and_mended() {
    let (_folder, case) = copy();
    let right = fs::read_to_string(&case).unwrap();
    for other in [right.replace('\n', "\r\n"), format!("{right}\n\n"), right.trim_end().to_owned()] {
        fs::write(&case, &other).unwrap();
        let (code, said, _) = run(&["verify", text(&case)]);
        assert_eq!(code, 1);
        assert!(
            said.contains("indholdet er urørt") && said.contains("verify --mend") && !said.contains("mangler `"),
            "{said}"
        );
        for command in [vec!["explain"], vec!["justify"], vec!["note", "--show"], vec!["justify", "--check"]] {
            let (code, _, told) = run(&[&command[..], &[text(&case)]].concat());
            assert!(code < 2, "{command:?}: {told}");
            assert!(told.contains("verify --mend"), "{command:?}: {told}");
        }
        let (code, said, _) = run(&["replay", text(&case)]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("verify --mend"), "{said}");
        let (code, said, _) = run(&["verify", text(&case), "--mend"]);
        assert_eq!(code, 0, "{said}");
        assert_eq!(fs::read_to_string(&case).unwrap(), right);
    }
}

/// Controls and marks of direction, as a text of a case, a rule file or a name may hold them.
const MARKS: &str = "x\u{1b}[2K\u{1b}]0;t\u{7}\u{202e}\u{2066}\u{9b}K\u{200f}\u{b}x";

fn hidden(text: &str) -> Vec<char> {
    let is = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(is).collect()
}

/// A copy of the rules with marks in their titles and names.
fn marked_rules(rules: PathBuf) -> PathBuf {
    assert!(Command::new("cp").arg("-r").arg(root().join("rules")).arg(&rules).status().unwrap().success());
    for entry in fs::read_dir(&rules).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == "yaml") {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text.replace("titel: ", "titel: \u{202e}").replace("navn: ", "navn: \u{2066}")).unwrap();
        }
    }
    rules
}

#[test]
fn nothing_that_could_rewrite_a_verdict_reaches_a_reader() {
    let (folder, case) = copy();
    let right = fs::read_to_string(&case).unwrap();
    let at = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| fs::write(at(name), text).unwrap();
    // Every line of a case with the marks at its end; escaped in a text; in the head.
    for (number, line) in right.lines().enumerate().step_by(29) {
        write(&format!("linje-{number}.yaml"), &right.replacen(line, &format!("{line}{MARKS}"), 1));
    }
    write("tekst.yaml", &right.replace("\"af\": \"", "\"af\": \"\\u001b[2K\\u202e"));
    write("format.yaml", &format!("format: {MARKS}\nhistorik:\n"));
    write("arkiv.jsonl", &format!("{{\"format\":\"visit-arkiv/1\",\"fil\":\"{MARKS}\",\"tekst\":\"x\"}}\n"));
    let named = at(&format!("navn-{MARKS}.yaml").replace('/', "-"));
    fs::write(&named, &right).unwrap();
    write("svar.yaml", &format!("speciale: døvblindhed\nsvar:\n  \"{MARKS}\": ja\n"));
    write(
        "svar2.yaml",
        &format!("speciale: døvblindhed\nsvar:\n  kommunikation: \"{}\"\n", MARKS.replace('\u{b}', "")),
    );
    write("noter.yaml", &format!("format: visit-noter/1\n\"{MARKS}\": x\n"));
    let rules = marked_rules(at("regler"));
    let (folder, rules, named, case) = (text(folder.path()), text(&rules), text(&named), text(&case));
    let svar = format!("{folder}/svar.yaml");
    let svar2 = format!("{folder}/svar2.yaml");
    let noter = format!("{folder}/noter.yaml");
    let mut seen = 0;
    for format in ["text", "json", "jsonl", "csv"] {
        for command in ["verify", "replay", "audit"] {
            let (_, said, told) = run(&[command, folder, "--format", format]);
            assert!(hidden(&said).is_empty() && hidden(&told).is_empty(), "{command} {format}");
            seen += usize::from(said.contains("\\u001b")) + usize::from(said.contains("\\u202e"));
        }
    }
    assert!(seen > 0, "the marks are shown as escapes");
    for args in [
        vec!["stats", folder],
        vec!["stats", folder, "--format", "csv"],
        vec!["export", "--jsonl", folder],
        vec!["justify", named],
        vec!["justify", named, "--format", "html"],
        vec!["justify", named, "--kind", "brev"],
        vec!["justify", named, "--check"],
        vec!["explain", named],
        vec!["note", named, "--show"],
        vec!["note", case, "--from", &noter],
        vec!["assess", "--answers", &svar],
        vec!["assess", "--answers", &svar, "--format", "json"],
        vec!["assess", "--answers", &svar2],
        vec!["rules", "--rules", rules],
        vec!["lint", rules],
        vec!["lint", rules, "--format", "json"],
        vec!["lint", rules, "--format", "sarif"],
        vec!["graph", "døvblindhed", "--rules", rules],
        vec!["graph", "døvblindhed", "--rules", rules, "--format", "dot"],
        vec![MARKS],
        vec!["verify", MARKS],
    ] {
        let (_, said, told) = run(&args);
        assert!(!said.is_empty() || !told.is_empty(), "{args:?}");
        assert_eq!((hidden(&said), hidden(&told)), (vec![], vec![]), "{args:?}");
    }
}

#[test]
fn two_cases_opened_alike_in_one_second_are_two_on_the_list() {
    let folder = TempDir::new().unwrap();
    let list = folder.path().join("hoveder.yaml");
    let answers = "examples/svar/døvblind-kvinde.yaml";
    let paths = [0, 1, 2].map(|number| folder.path().join(format!("sag-{number}.yaml")));
    for path in &paths {
        let (code, _, told) = run(&["assess", "--answers", answers, "--date", "2026-11-22", "--out", text(path)]);
        assert_eq!(code, 0, "{told}");
    }
    let verify = || run(&["verify", text(folder.path()), "--heads", text(&list)]);
    let (code, said, told) = verify();
    assert_eq!(code, 0, "{said}{told}");
    // They grow apart; each is still known.
    assert_eq!(run(&["replay", text(&paths[1]), "--enter", "--caseworker", "abc"]).0, 0);
    assert_eq!(run(&["replay", text(&paths[2]), "--enter", "--caseworker", "xyz"]).0, 0);
    let (code, said, told) = verify();
    assert_eq!(code, 0, "{said}{told}");
}

#[test]
fn what_names_a_case_or_a_person_is_one_line_without_controls() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("sag.yaml");
    let answers = "examples/svar/døvblind-kvinde.yaml";
    for control in ['\t', '\n', '\r', '\u{1b}', '\u{7f}', '\u{85}'] {
        let value = format!("A{control}1");
        let args =
            ["assess", "--answers", answers, "--date", "2026-11-22", "--out", text(&path), "--case-number", &value];
        let (code, said, told) = run(&args);
        assert_eq!(code, 2, "{control:?}");
        assert!(told.contains("styretegn"), "{control:?}: {told}");
        assert!(!(said + &told).contains(control) || control == '\n', "{control:?} reaches the terminal");
        assert!(!path.exists());
    }
}
