//! The auditor: what was changed is found, by the program and by a second implementation that shares no code with it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_fs::TempDir;
use rayon::prelude::*;
use visit::audit::verifications::Written;
use visit::session::archive::replay::Library;
use visit::store::RuleFolder;
use visitation::case::replay::Replay;
use visitation::case::verify::verify;
use visitation::case::{Case, Document, Stamp, Unread};
use visitation::guideline::hash::sha256_hex;

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every saved case among the examples.
pub(super) fn examples() -> Vec<PathBuf> {
    let mut found = vec![root().join("tests/cmd/assess.in/sag.yaml")];
    for entry in std::fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
    found.sort();
    assert!(found.len() >= 2, "no examples to check");
    found
}

#[test]
fn every_example_is_as_visit_wrote_it() {
    for path in examples() {
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(verify(&text), [], "{}", path.display());
        let case = Case::read(&text).unwrap();
        assert_eq!(case.write().unwrap(), text, "{}", path.display());
    }
}

/// The places at which a flipped bit goes unnoticed.
fn unnoticed(path: &Path, mask: impl Fn(usize) -> u8 + Sync) -> Vec<usize> {
    let bytes = std::fs::read(path).unwrap();
    let is_unnoticed = |at: &usize| {
        let mut changed = bytes.clone();
        changed[*at] ^= mask(*at);
        String::from_utf8(changed).is_ok_and(|text| Unread::read(&text).is_ok())
    };
    (0..bytes.len()).into_par_iter().filter(is_unnoticed).collect()
}

#[test]
fn every_changed_byte_is_found() {
    let small = root().join("tests/cmd/assess.in/sag.yaml");
    for bit in 0..8 {
        assert_eq!(unnoticed(&small, |_| 1 << bit), Vec::<usize>::new(), "bit {bit}");
    }
    // The lowest bit gives a neighbour in the alphabet, the sixth a letter of the other case.
    let large = root().join("examples/barn-med-autisme-og-skolevægring.yaml");
    assert_eq!(unnoticed(&large, |at| if at % 2 == 0 { 0x01 } else { 0x20 }), Vec::<usize>::new());
}

/// Every byte of what a case rests on beside its own file: the pinned rules, and a document written from it.
#[test]
fn every_changed_byte_of_rules_and_document_is_found() {
    let text = std::fs::read_to_string(root().join("tests/cmd/assess.in/sag.yaml")).unwrap();
    let saved = Unread::read(&text).unwrap();
    let rules = root().join("tests/cmd/assess.in/regler");
    for changed in ["national.yaml", "bolig/2026.1.yaml"] {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("bolig")).unwrap();
        for file in ["national.yaml", "bolig/2026.1.yaml"] {
            std::fs::copy(rules.join(file), folder.path().join(file)).unwrap();
        }
        let replayed = || Library::of(&RuleFolder::directory(folder.path()).unwrap()).replay(&saved);
        assert_eq!(replayed(), Replay::Identical);
        let bytes = std::fs::read(rules.join(changed)).unwrap();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            std::fs::write(folder.path().join(changed), &other).unwrap();
            assert!(matches!(replayed(), Replay::CannotReproduce(_)), "{changed}, byte {at}");
        }
    }

    let letter = b"Afg\xc3\xb8relsen er truffet.\n";
    let mut case = saved.finish().unwrap();
    let stamp = Stamp { at: jiff::Timestamp::UNIX_EPOCH, by: "abc" };
    case.exported(stamp, Document { file: "brev.md", format: "markdown", bytes: letter }).unwrap();
    assert!(matches!(Written::of(&case, "brev.md", &sha256_hex(letter)), Written::As(_)));
    for at in 0..letter.len() {
        for bit in 0..8 {
            let mut other = letter.to_vec();
            other[at] ^= 1 << bit;
            assert!(matches!(Written::of(&case, "brev.md", &sha256_hex(&other)), Written::Changed(_)));
            assert!(matches!(Written::of(&case, "andet.md", &sha256_hex(&other)), Written::Unknown));
        }
    }
}

#[test]
fn a_cut_or_lengthened_file_is_found() {
    let bytes = std::fs::read(&examples()[0]).unwrap();
    for len in 0..bytes.len() {
        let cut = String::from_utf8_lossy(&bytes[..len]);
        assert!(Unread::read(&cut).is_err(), "cut at {len}");
    }
    let text = String::from_utf8(bytes).unwrap();
    for more in ["\n", " ", "x", "segl: \"\"\n", &text] {
        assert!(Unread::read(&format!("{text}{more}")).is_err(), "{more:?} added");
    }
}

/// What the Python script says of some files; `None` where there is no Python.
fn python(files: &[PathBuf]) -> Option<Output> {
    Command::new("python3").arg(root().join("tests/check_chain.py")).args(files).output().ok()
}

#[test]
fn a_second_implementation_agrees() {
    let script = std::fs::read_to_string(root().join("tests/check_chain.py")).unwrap();
    assert!(script.lines().count() <= 60);
    let Some(run) = python(&examples()) else { return };
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stdout));
    assert_eq!(String::from_utf8(run.stdout).unwrap().matches(": fits").count(), examples().len());

    // And in what it refuses: one change in each part, with everything else left alone.
    let folder = TempDir::new().unwrap();
    let text = std::fs::read_to_string(&examples()[0]).unwrap();
    let mut changed = Vec::new();
    for (place, (from, to)) in [
        ("sagsbehandler: ", "sagsbehandler: x"),
        ("\"nr\": 2", "\"nr\": 3"),
        ("lowest: ", "lowest: x"),
        ("segl: \"", "segl: \"0"),
    ]
    .into_iter()
    .enumerate()
    {
        assert!(text.contains(from), "{from}");
        let path = folder.path().join(format!("{place}.yaml"));
        let text = text.replacen(from, to, 1);
        assert!(!verify(&text).is_empty());
        std::fs::write(&path, text).unwrap();
        changed.push(path);
    }
    let run = python(&changed).unwrap();
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(!said.contains(": fits") && said.lines().count() == changed.len(), "{said}");
}
