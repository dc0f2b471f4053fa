//! The help is Danish throughout, fits the terminal, and the exit codes are what the help says.

use std::process::{Command, Output};

/// Words that clap would write if it were let. `--version`, `help` as an alias and the commands' own English names
/// are not among them.
const ENGLISH: [&str; 21] = [
    "usage",
    "options",
    "option",
    "arguments",
    "argument",
    "commands",
    "command",
    "default",
    "possible",
    "values",
    "value",
    "required",
    "error",
    "tip",
    "for more",
    "print",
    "this message",
    "subcommand",
    "help",
    "aliases",
    "information",
];

fn every_help() -> Vec<(String, String)> {
    fn walk(command: &mut clap::Command, path: &str, helps: &mut Vec<(String, String)>) {
        helps.push((format!("{path} -h"), command.render_help().to_string()));
        helps.push((format!("{path} --hjælp"), command.render_long_help().to_string()));
        let names: Vec<_> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        for name in names {
            walk(command.find_subcommand_mut(&name).unwrap(), &format!("{path} {name}"), helps);
        }
    }
    let mut command = visit::cli::command(Some(80));
    command.build();
    let mut helps = Vec::new();
    walk(&mut command, "visit", &mut helps);
    helps
}

fn visit(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).output().unwrap()
}

fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn no_help_speaks_english() {
    let helps = every_help();
    assert!(helps.len() >= 12, "root and five commands, short and long");
    for (path, help) in helps {
        let words: Vec<_> = help.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
        let text = words.join(" ");
        for english in ENGLISH {
            assert!(!format!(" {text} ").contains(&format!(" {english} ")), "{english} in {path}:\n{help}");
        }
        assert!(help.contains("Brug: visit"), "{path}:\n{help}");
        assert!(help.contains("Valgmuligheder:"), "{path}:\n{help}");
    }
}

#[test]
fn every_argument_is_explained() {
    fn walk(command: &clap::Command) {
        for arg in command.get_arguments() {
            assert!(arg.get_help().is_some(), "{} {}", command.get_name(), arg.get_id());
        }
        assert!(command.get_about().is_some(), "{}", command.get_name());
        command.get_subcommands().for_each(walk);
    }
    walk(&visit::cli::command(None));
}

#[test]
fn help_fits_eighty_columns() {
    for (path, help) in every_help() {
        for line in help.lines() {
            assert!(console::measure_text_width(line) <= 80, "{path}: {line}");
        }
    }
}

#[test]
fn the_first_page() {
    let help = every_help().swap_remove(0).1;
    insta::assert_snapshot!(help);
}

#[test]
fn help_goes_to_standard_output_and_errors_do_not() {
    for args in [["--hjælp"].as_slice(), &["-h"], &["--help"], &["vurder", "--hjælp"], &["-V"]] {
        let run = visit(args);
        assert_eq!((run.status.code(), utf8(&run.stderr)), (Some(0), ""), "{args:?}");
        assert!(!run.stdout.is_empty() && !run.stdout.contains(&0x1b), "{args:?}");
    }
    for args in [[].as_slice(), &["--xyz"], &["assess", "--date", "i dag"], &["replay"]] {
        let run = visit(args);
        assert_eq!((run.status.code(), utf8(&run.stdout)), (Some(2), ""), "{args:?}");
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn programs_get_their_errors_as_json() {
    let run = visit(&["assess", "--format", "json", "--dato", "x"]);
    assert_eq!(run.status.code(), Some(2));
    let told: serde_json::Value = serde_json::from_slice(&run.stderr).unwrap();
    assert_eq!(told["errors"][0]["code"], "unknown-argument");
    assert_eq!(told["errors"][0]["line"], serde_json::Value::Null);
    assert_eq!(told["errors"][0].as_object().unwrap().len(), 5);
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let odd = std::ffi::OsStr::from_bytes(b"--pseudonym=\xff");
    let run = Command::new(env!("CARGO_BIN_EXE_visit")).arg("assess").arg(odd).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(utf8(&run.stderr).starts_with("fejl: et af argumenterne er ikke gyldig UTF-8"), "{}", utf8(&run.stderr));
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_is_no_error() {
    // Dropping the reading end before the program starts makes its first write fail.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let run = Command::new(env!("CARGO_BIN_EXE_visit")).arg("--hjælp").stdout(writer).output().unwrap();
    assert_eq!((run.status.code(), utf8(&run.stderr)), (Some(0), ""));
}
