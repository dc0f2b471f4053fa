//! The house rules that no compiler holds: arrows never turn, files stay short and say what they are for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The library and the program. That the library knows nothing of the program is held by Cargo.
pub(crate) const SOURCES: &[&str] = &["crates/visitation/src", "src"];

/// Who may import whom within the library, and within the program. A folder not named here may not exist.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("guideline", &[]),
    ("engine", &["guideline"]),
    ("time", &["engine", "guideline"]),
    ("case", &["engine", "guideline"]),
    ("consult", &["case", "engine", "guideline", "time"]),
    ("follow", &["case", "consult", "engine", "guideline"]),
    // The letter states a price test; it never reckons with refunds.
    ("justification", &["engine", "guideline", "money", "offers"]),
    ("batch", &["case", "consult", "engine", "guideline"]),
    ("lint", &["engine", "guideline"]),
    ("trial", &["engine", "guideline"]),
    ("graph", &["engine", "guideline"]),
    // Reads another system's file: knows the form of our answers and the guard against CPR numbers, no case.
    ("ffb", &["case", "guideline"]),
    ("schema", &["engine", "guideline"]),
    ("money", &[]),
    // An amount about the municipality must never reach level, offer or letter: nothing else may import it.
    ("refund", &["guideline", "money"]),
    ("offers", &["guideline", "money"]),
    ("overview", &[]),
    ("store", &[]),
    ("terminal", &[]),
    ("audit", &["terminal"]),
    ("pages", &["audit", "session", "terminal"]),
    ("exit", &["terminal"]),
    ("session", &["audit", "terminal", "store"]),
    ("web", &["session", "pages", "audit", "terminal", "store"]),
    ("commands", &["exit", "session", "pages", "audit", "terminal", "store", "web"]),
    ("cli", &["commands", "exit", "session", "terminal", "store"]),
];

/// No file is longer than this.
const LONGEST_FILE: usize = 400;

pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files of library and program, each with its name below `src`.
fn sources() -> Vec<(PathBuf, PathBuf)> {
    let below = |source: &&str| {
        let folder = root().join(source);
        let files = rust_files(&folder).into_iter();
        files.map(move |file| (file.clone(), file.strip_prefix(&folder).unwrap().to_path_buf())).collect::<Vec<_>>()
    };
    SOURCES.iter().flat_map(below).collect()
}

/// The first folder below src, or the file's own name.
fn part_of(inside: &Path) -> String {
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The names behind `crate::` on a line of code.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split("//").next().unwrap_or_default();
    code.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn arrows_never_turn() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut turned = Vec::new();
    for (file, inside) in sources() {
        let part = part_of(&inside);
        if part == "main" || part == "lib" {
            continue;
        }
        let may = allowed.get(part.as_str()).unwrap_or_else(|| panic!("{part} stands nowhere in the design"));
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            for name in named(line).filter(|name| allowed.contains_key(name) && *name != part && !may.contains(name)) {
                turned.push(format!("{}:{}: {part} -> {name}", file.display(), number + 1));
            }
        }
    }
    assert!(turned.is_empty(), "imports against the arrows:\n{}", turned.join("\n"));
}

#[test]
fn the_test_of_the_arrows_sees_an_arrow() {
    assert_eq!(named("use crate::store::{lock, read_text}; // crate::case").collect::<Vec<_>>(), ["store"]);
    assert_eq!(named("    crate::case::UNKNOWN, crate::engine::x").collect::<Vec<_>>(), ["case", "engine"]);
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut faults = Vec::new();
    for folder in ["crates", "src", "tests", "benches"] {
        for file in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            let lines = text.lines().count();
            if lines > LONGEST_FILE {
                faults.push(format!("{}: {lines} lines", file.display()));
            }
            if !text.starts_with("//!") && !text.starts_with("#![doc = include_str!") {
                faults.push(format!("{}: does not say what it is for", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn refund_reads_no_case_and_nothing_else_reads_refund() {
    let own = ["refund/", "pages/refund.rs", "commands/refund.rs"];
    for (file, inside) in sources() {
        let text = fs::read_to_string(&file).unwrap();
        let name = inside.to_string_lossy().replace('\\', "/");
        let is_own = own.iter().any(|own| name.starts_with(own));
        let reads_case = ["visitation::case", "crate::case", "visitation::engine", "crate::engine", "archive"];
        assert!(!is_own || reads_case.iter().all(|word| !text.contains(word)), "{name} reads more than expenses");
        assert!(is_own || (!text.contains("::refund::") || name == "commands/mod.rs"), "{name} reads refund");
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let suite = root().join("tests/suite");
    let main = fs::read_to_string(suite.join("main.rs")).unwrap();
    for entry in fs::read_dir(&suite).unwrap() {
        let path = entry.unwrap().path();
        let holds_tests = path.extension().is_some_and(|it| it == "rs") || path.join("mod.rs").exists();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!holds_tests || name == "main" || main.contains(&format!("mod {name};")), "{name} is not run");
    }
}

#[test]
fn one_module_reads_yaml() {
    let allowed = ["guideline/raw/yaml.rs", "guideline/raw/yaml_errors.rs", "case/yaml.rs"];
    for (file, inside) in sources() {
        let text = fs::read_to_string(&file).unwrap();
        let name = inside.to_string_lossy().replace('\\', "/");
        assert!(!text.contains("serde_saphyr") || allowed.contains(&name.as_str()), "{name} imports the YAML library");
    }
}
