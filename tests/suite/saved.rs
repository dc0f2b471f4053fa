//! Cases that an older build saved: they are read, are whole and replay to what they say, with every build after it.
//!
//! `tests/data/saved/` has cases in all twenty specialer, in several at once, in doubt, with notes, with a deviation and
//! unfinished, as the build of 1 December 2026 wrote them. Nothing in the folder is ever made anew; the rules the cases pin are
//! found by their SHA-256.

use std::fs;
use std::path::PathBuf;

use visit::session::archive::replay::Library;
use visit::store::RuleFolder;
use visitation::case::replay::Replay;
use visitation::case::verify::verify;
use visitation::case::{Case, Unread};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/saved")
}

fn cases() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            found.push((path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn cases_of_an_older_build_are_read_whole_and_replay() {
    let library =
        Library::of(&RuleFolder::directory(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules")).unwrap());
    let cases = cases();
    assert!(cases.len() >= 38, "the folder has lost cases");
    for (name, text) in cases {
        let read = Case::read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(Case::read(&read.write().unwrap()).unwrap(), read, "{name}: written and read again");
        assert_eq!(verify(&text), [], "{name}: whole");
        let expected_unfinished = name.starts_with("ufaerdig");
        match library.replay(&Unread::read(&text).unwrap()) {
            Replay::Identical => assert!(!expected_unfinished, "{name}"),
            Replay::Unfinished(_) => assert!(expected_unfinished, "{name}"),
            other => panic!("{name}: {other:#?}"),
        }
    }
}
