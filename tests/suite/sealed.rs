//! Sealed cases: read and written by every command that has the key, told nothing of to anybody else, and never plain on
//! the disk on the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use assert_fs::TempDir;

use super::audit::root;

const HEADER: &[u8] = b"age-encryption.org/v1\n";
const NOTES: &str = "examples/noter/døvblind-kvinde.yaml";

/// A folder with two keys, in which commands are run with the first.
struct Desk {
    folder: TempDir,
    publics: [String; 2],
}

/// Exit code, what was printed, what was told.
type Ran = (i32, String, String);

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let key = |name: &str| {
            let (code, public, told) = ran(&mut visit(&["key", "new", text(&folder.path().join(name))]));
            assert_eq!(code, 0, "{told}");
            public.trim().to_owned()
        };
        let publics = [key("a.key"), key("b.key")];
        Self { folder, publics }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Ran {
        ran(visit(args).env("VISIT_AGE_KEY", self.at("a.key")))
    }

    /// A sealed case, made from answers.
    fn case(&self) -> PathBuf {
        let case = self.at("sag.yaml");
        let args = ["assess", "--answers", "examples/svar/døvblind-kvinde.yaml", "--out", text(&case)];
        let (code, _, told) = self.run(&args);
        assert_eq!(code, 0, "{told}");
        case
    }
}

fn visit(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    command.args(args).current_dir(root()).env_remove("VISIT_AGE_KEY").env_remove("VISIT_RECIPIENT_KEY");
    command
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr).replace('\n', " "))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn sealed(path: &Path) -> bool {
    fs::read(path).unwrap().starts_with(HEADER)
}

#[test]
fn every_command_reads_a_sealed_case_with_its_key_and_none_without() {
    let desk = Desk::new();
    let case = desk.case();
    assert!(sealed(&case));
    let file = text(&case);
    let (note, letter) = (desk.at("notat.md"), desk.at("stat.html"));
    let commands: &[&[&str]] = &[
        &["verify", file],
        &["replay", file],
        &["explain", file],
        &["audit", file],
        &["stats", file, "--html", text(&letter)],
        &["cases", file],
        &["justify", file, "--out", text(&note)],
        &["note", file, "--from", NOTES],
        &["replay", file, "--enter"],
        &["verify", file],
    ];
    for args in commands {
        let (code, said, told) = ran(&mut visit(args));
        assert!((1..=2).contains(&code), "{args:?} without a key: {said}{told}");
        assert!(format!("{said}{told}").contains("er låst"), "{args:?}: {said}{told}");
        let (code, said, told) = desk.run(args);
        assert!(code == 0 || (args[0] == "audit" && code == 1), "{args:?}: {code} {said}{told}");
        assert!(sealed(&case), "{args:?} keeps it sealed");
    }
}

#[test]
fn an_archive_is_sealed_and_unpacked_into_sealed_cases() {
    let desk = Desk::new();
    let case = desk.case();
    let (archive, into) = (desk.at("a.jsonl"), desk.at("ud"));
    let args = ["export", text(&case), "--jsonl", "--out", text(&archive)];
    assert_eq!(desk.run(&args).0, 0);
    assert!(sealed(&archive));
    for command in ["verify", "replay"] {
        let (code, said, told) = desk.run(&[command, text(&archive)]);
        assert_eq!(code, 0, "{said}{told}");
        assert_ne!(ran(&mut visit(&[command, text(&archive)])).0, 0);
    }
    let (code, _, told) = desk.run(&["import", text(&archive), "--into", text(&into)]);
    assert_eq!(code, 0, "{told}");
    assert!(sealed(&into.join("sag.yaml")));
    // A cut archive is no whole one.
    let bytes = fs::read(&archive).unwrap();
    for left in [bytes.len() - 1, bytes.len() / 2] {
        fs::write(&archive, &bytes[..left]).unwrap();
        assert_ne!(desk.run(&["verify", text(&archive)]).0, 0, "{left} bytes");
    }
}

#[test]
fn a_case_sealed_to_two_opens_with_either() {
    let desk = Desk::new();
    let case = desk.at("sag.yaml");
    let args = ["assess", "--answers", "examples/svar/døvblind-kvinde.yaml", "--out", text(&case)];
    assert_eq!(ran(visit(&args).env("VISIT_RECIPIENT_KEY", desk.publics.join(" "))).0, 0);
    assert!(sealed(&case));
    for key in ["a.key", "b.key"] {
        assert_eq!(ran(&mut visit(&["verify", text(&case), "--age-key", text(&desk.at(key))])).0, 0);
        let shown = ran(&mut visit(&["key", "show", text(&desk.at(key))])).1;
        assert!(desk.publics.contains(&shown.trim().to_owned()));
    }
}

#[test]
fn locking_and_unlocking_gives_the_same_bytes() {
    let desk = Desk::new();
    let case = desk.at("sag.yaml");
    fs::copy(root().join("examples/døvblind-kvinde.yaml"), &case).unwrap();
    let before = fs::read(&case).unwrap();
    assert_eq!(desk.run(&["verify", text(&case)]).0, 0, "a key hinders nobody from reading a plain case");
    assert_eq!(desk.run(&["key", "lock", text(&case)]).0, 0);
    assert!(sealed(&case));
    assert_eq!(ran(&mut visit(&["key", "unlock", text(&case)])).0, 2);
    assert_eq!(desk.run(&["key", "unlock", text(&case)]).0, 0);
    assert_eq!(fs::read(&case).unwrap(), before);
}

#[test]
fn no_plain_text_touches_the_disk() {
    let desk = Desk::new();
    let (folder, done) = (desk.folder.path().to_owned(), AtomicBool::new(false));
    let seen_plain = || {
        let plain =
            |path: PathBuf| fs::read(path).is_ok_and(|bytes| bytes.windows(11).any(|part| part == b"visit-sag/1"));
        fs::read_dir(&folder).unwrap().flatten().any(|entry| plain(entry.path()))
    };
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut looks = 0;
            while !done.load(Ordering::Relaxed) {
                assert!(!seen_plain());
                looks += 1;
            }
            looks
        });
        let worked = std::panic::catch_unwind(|| {
            let case = desk.case();
            for _ in 0..5 {
                assert_eq!(desk.run(&["replay", text(&case), "--enter"]).0, 0);
            }
        });
        done.store(true, Ordering::Relaxed);
        assert!(worked.is_ok());
        assert!(watch.join().unwrap() > 5);
    });
    let case = desk.at("sag.yaml");
    assert_eq!(desk.run(&["key", "unlock", text(&case)]).0, 0);
    assert!(seen_plain(), "the watch sees a plain case");
}
