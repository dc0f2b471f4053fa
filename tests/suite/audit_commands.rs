//! The auditor's commands at work on a folder of cases, good ones and bad ones.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_fs::TempDir;
use serde_json::Value;

const RULES: &str = "tests/cmd/assess.in/regler";
const CASE: &str = "tests/cmd/assess.in/sag.yaml";

fn visit(args: &[&str]) -> Output {
    let root = env!("CARGO_MANIFEST_DIR");
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(root).output().unwrap()
}

/// Exit code, what was printed, what was told.
fn run(args: &[&str]) -> (i32, String, String) {
    let output = visit(args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder with two good cases, one in a folder below, and everything that can be wrong.
fn mixed() -> TempDir {
    let folder = TempDir::new().unwrap();
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(CASE)).unwrap();
    std::fs::create_dir(folder.path().join("under")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("god.yaml", &text);
    write("under/god.yaml", &text);
    write("rettet.yaml", &text.replacen("svar: svær", "svar: let", 1));
    write("afkortet.yaml", &text[..text.find("udfald:").unwrap()]);
    write("tom.yaml", "");
    write("nyere.yaml", &text.replacen("visit-sag/1", "visit-sag/2", 1));
    write("svar.yaml", "svar: { alder: 9 }\n");
    write("noter.txt", "ikke en sag");
    folder
}

#[test]
fn a_folder_is_replayed_and_nothing_stops_it() {
    let folder = mixed();
    let (code, printed, _) = run(&["replay", name(folder.path()), "--rules", RULES, "--format", "json"]);
    assert_eq!(code, 2);
    let report: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(report["format"], "visit-replay/1");
    let summary = serde_json::json!(
        { "identical": 2, "differs": 0, "cannot_reproduce": 4, "unfinished": 0, "passed_over": 1 }
    );
    assert_eq!(report["summary"], summary);
    let (_, lines, _) = run(&["replay", name(folder.path()), "--rules", RULES, "--format", "jsonl"]);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::from(lines), report["replays"]);
    let (_, csv, _) = run(&["replay", name(folder.path()), "--rules", RULES, "--format", "csv"]);
    assert_eq!(csv.lines().next(), Some("file,result,reason,what,saved,now"));
    assert_eq!(csv.matches(",cannot_reproduce,").count(), 4, "{csv}");
    let (_, text, _) = run(&["replay", name(folder.path()), "--rules", RULES]);
    assert!(!text.contains("god.yaml") && text.contains("│ identisk           ┆ 2"), "{text}");
    assert_eq!(run(&["replay", name(&folder.path().join("under")), "--rules", RULES]).0, 0);
    assert_eq!(
        run(&["replay", name(&folder.path().join("svar.yaml")), "--rules", RULES]).0,
        2,
        "named: must be a case"
    );
}

#[test]
fn rules_that_are_not_there_are_never_replaced_by_others() {
    let (code, text, _) = run(&["replay", CASE]);
    assert_eq!(code, 2);
    assert!(text.contains("kan ikke genskabes: reglerne findes ikke i den udgave"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_one_line() {
    use std::os::unix::fs::PermissionsExt;
    let folder = mixed();
    let closed = folder.path().join("under/lukket.yaml");
    std::fs::write(&closed, "x").unwrap();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The system's own administrator may read it all the same: then it is no case, and still one line.
    let (code, text, _) = run(&["replay", name(&folder.path().join("under")), "--rules", RULES, "--format", "csv"]);
    assert_eq!((code, text.lines().count()), (2, 3), "{text}");
    assert!(text.contains("god.yaml,identical"), "{text}");
}

#[test]
fn what_was_changed_is_named() {
    let folder = mixed();
    let (code, text, _) = run(&["verify", name(folder.path())]);
    assert_eq!(code, 2);
    for told in [
        "god.yaml: urørt, ",
        "rettet.yaml: ændret\n  linje 24: der står `svar: let`, men historikken giver `svar: svær`",
        "afkortet.yaml: kan ikke læses",
        "nyere.yaml: kan ikke læses",
        "svar.yaml: sprunget over",
    ] {
        assert!(text.contains(told), "{told}:\n{text}");
    }
    let (code, text, _) = run(&["verify", name(&folder.path().join("rettet.yaml"))]);
    assert_eq!(code, 1, "{text}");
}

#[test]
fn an_archive_proves_what_the_files_prove() {
    let folder = mixed();
    let (code, archive, told) = run(&["export", "--jsonl", name(folder.path())]);
    assert_eq!((code, told.lines().count()), (2, 4), "{told}");
    assert!(told.contains("rettet.yaml: med i arkivet, som den er, men: ") && told.contains("tom.yaml: ikke med"));
    let out = TempDir::new().unwrap();
    let path = out.path().join("arkiv.jsonl");
    std::fs::write(&path, &archive).unwrap();
    let (code, report, _) = run(&["replay", name(&path), "--rules", RULES, "--format", "json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((code, &report["summary"]["identical"]), (2, &Value::from(2)));
    let into = out.path().join("ud");
    let (code, _, _) = run(&["import", name(&path), "--into", name(&into)]);
    assert_eq!(code, 2);
    for file in ["god.yaml", "under/god.yaml"] {
        assert_eq!(std::fs::read(folder.path().join(file)).unwrap(), std::fs::read(into.join(file)).unwrap(), "{file}");
    }
    for file in ["rettet.yaml", "afkortet.yaml", "tom.yaml", "nyere.yaml"] {
        assert!(!into.join(file).exists(), "{file}");
    }
    let (code, _, told) = run(&["import", name(&path), "--into", name(&into)]);
    assert_eq!(code, 2);
    assert!(told.contains("findes allerede"), "{told}");
}

#[test]
fn an_archive_cannot_write_outside_the_folder() {
    let out = TempDir::new().unwrap();
    let path = out.path().join("ond.jsonl");
    let line = |file: &str| format!("{{\"format\":\"visit-arkiv/1\",\"fil\":{file:?},\"tekst\":\"x\"}}\n");
    let names = ["../ude.yaml", "/tmp/ude.yaml", "a/../../ude.yaml", ""];
    std::fs::write(&path, names.map(line).concat() + "ikke json\n").unwrap();
    let (code, _, told) = run(&["import", name(&path), "--into", name(&out.path().join("ind"))]);
    assert_eq!(code, 2);
    assert_eq!(told.matches("ikke pakket ud").count(), 5, "{told}");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 1, "nothing but the archive");
}

/// A copy of the case that may be written to, beside whatever else a test needs.
fn copy() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("sag.yaml");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(CASE), &path).unwrap();
    (folder, path)
}

#[test]
fn a_changed_document_is_found() {
    let (folder, case) = copy();
    let letter = folder.path().join("brev.md");
    std::fs::write(&letter, "Kære du").unwrap();
    let (code, _, told) = run(&["export", "--document", name(&letter), name(&case), "--caseworker", "abc"]);
    assert_eq!(code, 0, "{told}");
    let verify = || run(&["verify", "--document", name(&letter), name(&case)]);
    let (code, text, _) = verify();
    assert_eq!(code, 0);
    assert!(text.contains("`brev.md` er det dokument, der blev skrevet ud i hændelse nr. 8"), "{text}");
    std::fs::write(&letter, "Kære De").unwrap();
    let (code, text, _) = verify();
    assert_eq!(code, 1);
    assert!(text.contains("`brev.md` er ændret, siden det blev skrevet ud"), "{text}");
    std::fs::rename(&letter, folder.path().join("andet.md")).unwrap();
    let (code, text, _) = run(&["verify", "--document", name(&folder.path().join("andet.md")), name(&case)]);
    assert_eq!(code, 1);
    assert!(text.contains("er ikke skrevet ud fra denne sag"), "{text}");
    assert_eq!(run(&["replay", name(&case), "--rules", RULES]).1, format!("{}: identisk\n", case.display()));
}

/// Makes a key; `None` where the system has no ssh-keygen.
fn key(folder: &Path, owner: &str) -> Option<(PathBuf, String)> {
    let path = folder.join(owner);
    let made =
        Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", owner, "-f"]).arg(&path).status();
    made.ok().filter(std::process::ExitStatus::success)?;
    let public = std::fs::read_to_string(path.with_extension("pub")).unwrap();
    Some((path, format!("{owner} {public}")))
}

#[test]
fn a_signature_holds_for_what_was_signed_and_by_whom() {
    let (folder, case) = copy();
    let Some((mine, my_line)) = key(folder.path(), "abc") else { return };
    let (_, other_line) = key(folder.path(), "xyz").unwrap();
    let list = folder.path().join("allowed_signers");
    let (code, _, told) = run(&["sign", name(&case), "--key", name(&mine), "--caseworker", "abc", "--quiet"]);
    assert_eq!(code, 0, "{told}");
    let verify = || run(&["verify", name(&case), "--keys", name(&list)]);

    std::fs::write(&list, &my_line).unwrap();
    let (code, text, _) = verify();
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("til og med hændelse nr. 7 underskrevet af abc"), "{text}");

    // It goes on to hold when something is added.
    let letter = folder.path().join("brev.md");
    std::fs::write(&letter, "Kære du").unwrap();
    assert_eq!(run(&["export", "--document", name(&letter), name(&case)]).0, 0);
    assert_eq!(verify().0, 0);

    // The documented road without visit says the same.
    let script = r#"
        grep '"nr": 7,' "$1" | sed 's/.*"kæde": "\([0-9a-f]*\)".*/\1/' > "$2/hoved"
        grep '"nr": 8,' "$1" | sed 's/.*"signatur": "\([^"]*\)".*/\1/; s/\\n/\n/g' > "$2/hoved.sig"
        ssh-keygen -Y verify -f "$2/allowed_signers" -I abc -n visit -s "$2/hoved.sig" < "$2/hoved"
    "#;
    let by_hand = Command::new("sh").args(["-c", script, "sh"]).arg(&case).arg(folder.path()).output().unwrap();
    assert!(by_hand.status.success(), "{}", String::from_utf8_lossy(&by_hand.stderr));

    std::fs::write(&list, &other_line).unwrap();
    let (code, text, _) = verify();
    assert_eq!(code, 1);
    assert!(text.contains("underskriften i hændelse nr. 8 (abc) holder ikke"), "{text}");
    let (code, _, told) = run(&["verify", name(&case), "--keys", "findes-ikke"]);
    assert_eq!(code, 2);
    assert!(told.contains("findes-ikke"), "{told}");
}

#[test]
fn a_machine_without_ssh_keygen_is_told_so() {
    let (folder, case) = copy();
    let output = Command::new(env!("CARGO_BIN_EXE_visit"))
        .args(["sign", name(&case), "--key", "nøgle"])
        .env("PATH", folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("`ssh-keygen` findes ikke") && told.contains("OpenSSH"), "{told}");
}

#[test]
fn other_rules_are_a_what_if_with_the_criterion_responsible() {
    let folder = TempDir::new().unwrap();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join(RULES);
    std::fs::create_dir(folder.path().join("bolig")).unwrap();
    std::fs::copy(rules.join("national.yaml"), folder.path().join("national.yaml")).unwrap();
    let text = std::fs::read_to_string(rules.join("bolig/2026.1.yaml")).unwrap();
    let against = |text: &str| {
        std::fs::write(folder.path().join("bolig/2026.1.yaml"), text).unwrap();
        run(&["replay", CASE, "--against", name(folder.path())])
    };
    let (code, told, _) = against(&text);
    assert_eq!(code, 0, "{told}");
    let without = text.replacen("niveau: højt", "niveau: moderat", 1);
    assert_ne!(without, text);
    let (code, told, _) = against(&without);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("hvad nu hvis: bolig: lavere, højt -> moderat") && told.contains("kriterier: H1"), "{told}");
    let (code, told, _) = against(&text.replacen("fra: 2026-01-01", "fra: 2027-01-01", 1));
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("ingen udgave af `bolig` gælder"), "{told}");
}

#[test]
fn what_was_not_done_is_asked_about() {
    let (folder, case) = copy();
    let audit = || run(&["audit", name(&case), "--rules", RULES, "--date", "2026-12-31"]);
    let (code, text, _) = audit();
    assert_eq!(code, 1);
    assert!(
        text.contains("! rådgivning bolig R1 (obligatorisk i retningslinjen): skulle være indhentet senest"),
        "{text}"
    );
    assert!(text.contains("kommunens afgørelse er ikke noteret"), "{text}");

    let notes = folder.path().join("noter.yaml");
    let note = |text: &str| {
        std::fs::write(&notes, text).unwrap();
        let (code, _, told) =
            run(&["note", name(&case), "--from", name(&notes), "--rules", RULES, "--caseworker", "abc"]);
        assert_eq!(code, 0, "{told}");
    };
    let advice = |rest: &str| format!("  - {{ id: R1, pligt: R1, hos: VISO, spurgt: 2026-11-24, {rest} }}\n");
    note(&format!(
        "rådgivning:\n{}niveau: {{ valgt: moderat }}\nafgørelse: {{ udfald: afslag, hvad: Du får ikke hjælpen., dato: 2026-12-21 }}\n",
        advice("modtaget: 2026-12-20, anbefaling: Flyt langsomt., fulgt: nej")
    ));
    let (_, text, _) = audit();
    for told in [
        "! rådgivning bolig R1 (obligatorisk i retningslinjen): svaret kom 20. december 2026, og fristen var 6. december 2026",
        "! rådgivning bolig R1 (obligatorisk i retningslinjen): rådet er ikke fulgt, og grunden er ikke noteret",
        "! afvigelse nedad: `højt` er anbefalet, `moderat` er valgt, og grunden er ikke noteret",
        "! retsreglerne mangler",
        "! hovedhensynene bag skønnet mangler",
        "! klagevejledningen mangler",
    ] {
        assert!(text.contains(told), "{told}:\n{text}");
    }
    note(&format!(
        "rådgivning:\n{}niveau: {{ valgt: moderat, begrundelse: Hjemmet rækker. }}\n",
        advice("modtaget: 2026-12-01, anbefaling: Flyt langsomt., fulgt: nej, grund: Haster.")
    ));
    let (_, text, _) = audit();
    for told in ["svaret kom", "grunden er ikke noteret"] {
        assert!(!text.contains(told), "{told}:\n{text}");
    }
    assert!(text.contains("- afvigelse nedad"), "{text}");
}

#[test]
fn a_copied_case_is_noticed() {
    let (folder, case) = copy();
    std::fs::copy(&case, folder.path().join("kopi.yaml")).unwrap();
    let (_, text, _) = run(&["audit", name(folder.path()), "--rules", RULES]);
    assert!(text.contains("1 sag er en kopi af en anden"), "{text}");
}

#[test]
fn a_sample_can_be_drawn_again() {
    let (folder, _) = copy();
    let answers = "tests/cmd/assess.in/svar.yaml";
    for number in 0..12 {
        let out = folder.path().join(format!("{number}.yaml"));
        let number = number.to_string();
        let args = [
            "assess",
            "--answers",
            answers,
            "--rules",
            RULES,
            "--case-number",
            &number,
            "--out",
            name(&out),
            "--quiet",
        ];
        assert_eq!(run(&args).0, 0);
    }
    let drawn = |seed: &str| {
        let args = ["audit", name(folder.path()), "--rules", RULES, "--sample", "4", "--seed", seed, "--format", "csv"];
        let (_, text, _) = run(&args);
        let mut files: Vec<String> =
            text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect();
        files.dedup();
        files
    };
    assert_eq!(drawn("1").len(), 4);
    assert_eq!(drawn("1"), drawn("1"));
    assert!((2..9).any(|seed| drawn(&seed.to_string()) != drawn("1")));
    let (_, text, _) = run(&["audit", name(folder.path()), "--rules", RULES, "--sample", "4"]);
    assert!(text.contains("Stikprøve på 4 med seed 1: 2 af 2 opfyldte kriterier er med."), "{text}");
}
