//! What an installation needs: completions, manual pages, what support asks about, and the commands in their groups.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use visit::cli::groups::GROUPS;
use visit::cli::util::pages;

fn visit(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).output().unwrap()
}

fn stdout(args: &[&str]) -> String {
    let run = visit(args);
    assert_eq!(run.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn every_command_stands_in_one_group() {
    let command = visit::cli::command(None);
    let mut named = BTreeMap::new();
    for name in GROUPS.iter().flat_map(|(_, names)| *names) {
        *named.entry(*name).or_insert(0) += 1;
    }
    let there: BTreeMap<&str, i32> = command.get_subcommands().map(|sub| (sub.get_name(), 1)).collect();
    assert_eq!(named, there, "src/cli/groups.rs names each command once");
}

#[test]
fn the_first_page_shows_every_command_with_its_danish_name() {
    let help = stdout(&["-h"]);
    for sub in visit::cli::command(None).get_subcommands() {
        assert!(help.contains(&format!("  {}", sub.get_name())), "{}", sub.get_name());
        for alias in sub.get_visible_aliases() {
            assert!(help.contains(alias), "{alias}");
        }
    }
}

#[test]
fn shells_are_told_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&["util", "completion", shell]);
        for name in GROUPS.iter().flat_map(|(_, names)| *names) {
            assert!(script.contains(name), "{shell}: {name}");
        }
        // Fish wants long options without their dashes.
        assert!(script.contains("pseudonym"), "{shell}");
        if shell != "bash" {
            assert!(script.contains("Vurdér en sag og anbefal"), "{shell}: what it does, in Danish");
        }
    }
    assert_eq!(visit(&["util", "completion", "tcsh"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn bash_completes_a_command() {
    let script = stdout(&["util", "completion", "bash"]);
    let ask = "COMP_WORDS=(visit ass); COMP_CWORD=1; _visit visit ass visit; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let run = Command::new("bash").args(["-c", &format!("{script}\n{ask}")]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stdout).trim(), "assess", "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn the_manual_has_a_page_for_each_command_and_no_english() {
    let pages = pages(&visit::cli::command(None));
    let known = ["NAVN", "SYNTAKS", "BESKRIVELSE", "VALGMULIGHEDER", "ARGUMENTER", "KOMMANDOER", "EKSEMPLER", "UDGAVE"];
    assert!(pages.iter().any(|(name, _)| name == "visit-key-new.1"));
    for (name, page) in &pages {
        for heading in page.lines().filter_map(|line| line.strip_prefix(".SH ")) {
            assert!(known.contains(&heading.trim_matches('"').to_uppercase().as_str()), "{name}: {heading}");
        }
        for english in ["[default", "[possible", "Possible values", "Print help", "[aliases"] {
            assert!(!page.contains(english), "{name}: {english}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("man1");
    let there = there.to_str().unwrap();
    stdout(&["util", "man", there]);
    stdout(&["util", "man", there]);
    assert_eq!(std::fs::read_dir(there).unwrap().count(), pages.len(), "written again over itself");
}

#[test]
fn support_is_told_what_the_program_is_built_of() {
    let told = stdout(&["--version", "--verbose"]);
    assert!(told.starts_with(&format!("visit {}\n", env!("CARGO_PKG_VERSION"))), "{told}");
    for part in ["bygget med: rustc ", "maskine: ", "tilvalg: ", "regler: sha256 "] {
        assert!(told.contains(part), "{told}");
    }
    assert_eq!(stdout(&["--version"]).lines().count(), 1);
    assert_eq!(stdout(&["-V", "--verbose"]), told);
}

/// Whoever reads line by line meets no frames, whichever command wrote the table.
#[test]
fn no_table_keeps_its_frames_for_a_screen_reader() {
    let calls: [&[&str]; 8] = [
        &["rules"],
        &["cases", "examples"],
        &["stats", "examples", "--period", "2026K4", "--date", "2027-01-02"],
        &["audit", "examples", "--sample", "2"],
        &["replay", "examples"],
        &["verify", "examples"],
        &["assess", "--answers", "examples/svar/døvblind-kvinde.yaml"],
        &["offers", "examples/tilbud/katalog.yaml"],
    ];
    for args in calls {
        let root = env!("CARGO_MANIFEST_DIR");
        let run =
            Command::new(env!("CARGO_BIN_EXE_visit")).args(args).env("VISIT_PLAIN", "1").current_dir(root).output();
        let text = String::from_utf8(run.unwrap().stdout).unwrap();
        assert!(text.contains(": "), "{args:?}: {text}");
        assert!(!text.contains(['│', '┌', '╞', '┆', '─']), "{args:?}: {text}");
    }
}
