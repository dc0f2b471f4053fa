//! Every command that writes, with the disk failing or the power going at each of its calls in turn: afterwards the old
//! state stands or the new one, whole, nothing that was acknowledged is lost, and the next run works.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, FromArgMatches};

use super::{assess, export, import, justify, note, redact, replay};
use crate::exit::Exit;
use crate::store::faulty::{Mishap, with_mishap};
use crate::terminal::{Chatter, Look, Screen};
use visitation::case::Case;

type Run = fn(&[&str], &mut Screen<'_>) -> anyhow::Result<Exit>;

fn parsed<A: Args + FromArgMatches>(words: &[&str]) -> A {
    let command = A::augment_args(clap::Command::new("visit"));
    A::from_arg_matches(&command.get_matches_from([&["visit"], words].concat())).unwrap()
}

const COMMANDS: &[(&str, Run, &[&str])] = &[
    (
        "assess",
        |words, screen| parsed::<assess::AssessArgs>(words).run(screen),
        &["--answers", "{}/svar.yaml", "--out", "{}/ny.yaml", "--case-number", "2026-1"],
    ),
    ("note", |words, screen| parsed::<note::NoteArgs>(words).run(screen), &["{}/sag.yaml", "--from", "{}/noter.yaml"]),
    (
        "redact",
        |words, screen| parsed::<redact::RedactArgs>(words).run(screen),
        &["{}/sag.yaml", "--text", "{}/tekst.txt", "--reason", "Peger på borgeren", "--yes"],
    ),
    (
        "redact an archive",
        |words, screen| parsed::<redact::RedactArgs>(words).run(screen),
        &["{}/arkiv.jsonl", "--text", "{}/tekst.txt", "--reason", "Peger på borgeren", "--out", "{}/nyt.jsonl"],
    ),
    (
        "justify",
        |words, screen| parsed::<justify::JustifyArgs>(words).run(screen),
        &["{}/sag.yaml", "--out", "{}/brev.md"],
    ),
    (
        "export",
        |words, screen| parsed::<export::ExportArgs>(words).run(screen),
        &["{}/sag.yaml", "--jsonl", "--out", "{}/nyt.jsonl"],
    ),
    (
        "document",
        |words, screen| parsed::<export::ExportArgs>(words).run(screen),
        &["{}/sag.yaml", "--document", "{}/brev.md"],
    ),
    ("import", |words, screen| parsed::<import::ImportArgs>(words).run(screen), &["{}/arkiv.jsonl", "--into", "{}/ud"]),
    ("replay", |words, screen| parsed::<replay::ReplayArgs>(words).run(screen), &["{}/sag.yaml", "--enter"]),
];

/// Exit code of a command in a folder.
fn run(run: Run, words: &[&str], folder: &Path) -> u8 {
    let words: Vec<String> = words.iter().map(|word| word.replace("{}", folder.to_str().unwrap())).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut screen = Screen {
        out: &mut out,
        err: &mut err,
        out_look: Look::plain(80),
        err_look: Look::plain(80),
        chatter: Chatter::Unwanted,
    };
    run(&words, &mut screen).map_or(Exit::Unusable, |exit| exit).code()
}

/// A folder with a case, its answers, notes for it, a letter and an archive.
fn ready() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let from = |name: &str| fs::read(root.join("examples").join(name)).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("sag.yaml", &from("døvblind-kvinde.yaml"));
    write("svar.yaml", &from("svar/døvblind-kvinde.yaml"));
    write("noter.yaml", &from("noter/døvblind-kvinde.yaml"));
    write("tekst.txt", b"strikkeklubben\n");
    write("brev.md", b"# Et brev fra en anden dag\n");
    let text = String::from_utf8(from("døvblind-kvinde.yaml")).unwrap();
    let line = visitation::case::archive::Archived::new("sag.yaml", &text).write().unwrap();
    write("arkiv.jsonl", line.replace("visit-arkiv/2", "visit-arkiv/1").as_bytes());
    folder
}

/// What can be seen in a folder: names and contents, what is hidden left out.
fn seen(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let hidden = path.file_name().unwrap().to_string_lossy().starts_with('.');
        if path.is_dir() {
            files.extend(seen(&path));
        } else if !hidden {
            let bytes = fs::read(&path).unwrap();
            files.push((path, bytes));
        }
    }
    files.sort();
    files
}

/// Every file is one that stood there before, or a whole new one.
fn check(folder: &Path, before: &[(PathBuf, Vec<u8>)], told: &str) -> bool {
    let after = seen(folder);
    for (path, bytes) in &after {
        if before.contains(&(path.clone(), bytes.clone())) {
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap();
        let whole = match path.extension().unwrap().to_str().unwrap() {
            "yaml" => Case::read(text).is_ok(),
            "jsonl" => text.ends_with("\"}\n") && text.contains("visit-arkiv-slut/1"),
            _ => text.starts_with("# Visitationsnotat") && text.ends_with('\n'),
        };
        assert!(whole, "{told}: {} is in pieces", path.display());
    }
    assert!(after.len() >= before.len(), "{told}: a file is gone");
    after != before
}

#[test]
fn after_every_mishap_the_old_state_stands_or_the_new_one() {
    let mut mishaps = 0;
    for (name, command, words) in COMMANDS {
        for mishap in [Mishap::Fails, Mishap::Stops] {
            for at in 1.. {
                let folder = ready();
                let before = seen(folder.path());
                let told = format!("{name}, {mishap:?} at call {at}");
                let (code, calls) = with_mishap(at, mishap, || run(*command, words, folder.path()));
                let changed = check(folder.path(), &before, &told);
                if calls < at {
                    assert_eq!(code, 0, "{told}: without a mishap it works");
                    assert!(changed, "{told}: the command writes");
                    assert!(calls >= 3, "{told}: {calls} calls");
                    break;
                }
                mishaps += 1;
                assert_eq!(code, 2, "{told}: what is not on the disk is not acknowledged");
                // Once the disk is mended, the command goes through; or it finds that its work was done.
                let again = run(*command, words, folder.path());
                assert!(again == 0 || changed, "{told}: again {again}");
                check(folder.path(), &before, &told);
            }
        }
    }
    assert!(mishaps > 60, "{mishaps}");
}
