//! Every kind of wrong call, and that none of them is told in English.

use clap::{Arg, ArgAction, Command};

use super::*;
use crate::cli::Cli;

fn read(line: &str) -> Error {
    Cli::read(line.split(' ').map(OsString::from)).unwrap_err()
}

fn told(line: &str) -> String {
    read(line).apply::<Dansk>().to_string()
}

/// A command with the argument forms that `visit` itself does not use.
fn rare(line: &str) -> String {
    let command = Command::new("prøve")
        .override_usage("prøve [VALGMULIGHEDER]")
        .arg(Arg::new("par").long("par").num_args(2).action(ArgAction::Set))
        .arg(Arg::new("flere").long("flere").num_args(2..=3))
        .arg(Arg::new("lig").long("lig").require_equals(true))
        .subcommand(Command::new("under").arg(Arg::new("dyb").long("dyb").action(ArgAction::SetTrue)));
    let error = command.try_get_matches_from(line.split(' ')).unwrap_err();
    error.apply::<Dansk>().to_string()
}

#[test]
fn wrong_calls_are_told_with_the_way_out() {
    for (line, expected) in [
        ("visit assess --answer x", "fejl: `--answer` kendes ikke\nhjælp: mente du `--answers`?\n"),
        ("visit asess", "fejl: `asess` er ikke en kommando\nhjælp: mente du `assess` eller `cases`?\n"),
        ("visit hjælp", "fejl: `hjælp` er ikke en kommando\nhjælp: skriv `visit --hjælp`\n"),
        (
            "visit assess --format jsom",
            "fejl: `jsom` er ikke en gyldig værdi for `--format <FORMAT>`\nhjælp: mente du `json`?\n",
        ),
        (
            "visit assess --format xyz",
            "fejl: `xyz` er ikke en gyldig værdi for `--format <FORMAT>`\nhjælp: gyldige værdier er `text` og `json`\n",
        ),
        (
            "visit assess --date 1/2",
            "fejl: `1/2` er ikke en gyldig værdi for `--date <DATO>`: skriv datoen som 2026-03-31 \
             eller 31-03-2026\nhjælp: læs mere med `visit --hjælp`\n",
        ),
        (
            "visit replay",
            "fejl: der mangler `<STI>...`\nhjælp: sådan bruges den: `visit replay [VALGMULIGHEDER] <STI>…`; \
             læs mere med `--hjælp`\n",
        ),
    ] {
        assert_eq!(told(line), expected, "{line}");
    }
}

#[test]
fn arguments_that_exclude_each_other_are_both_named() {
    assert!(told("visit assess --answers a --resume b").contains("kan ikke bruges sammen med `--"));
    assert!(told("visit assess --out a --out b").contains("`--out <FIL>` kan kun gives én gang"));
    assert!(told("visit assess --out").contains("`--out <FIL>` mangler sin værdi"));
}

#[test]
fn rare_forms_are_told_as_well() {
    assert!(rare("prøve --par a").contains("`--par <par> <par>` skal have 2 værdier, men fik 1"));
    assert!(rare("prøve --flere a").contains("skal have mindst 2 værdier, men fik 1"));
    assert!(rare("prøve --lig a").contains("skal have et lighedstegn"));
    assert!(rare("prøve --dyb under").contains("mente du `under --dyb`?"));
}

#[test]
fn no_kind_of_error_speaks_english() {
    use ErrorKind as K;
    let kinds = [
        K::InvalidValue,
        K::UnknownArgument,
        K::InvalidSubcommand,
        K::NoEquals,
        K::ValueValidation,
        K::TooManyValues,
        K::TooFewValues,
        K::WrongNumberOfValues,
        K::ArgumentConflict,
        K::MissingRequiredArgument,
        K::MissingSubcommand,
        K::InvalidUtf8,
        K::DisplayHelp,
        K::DisplayHelpOnMissingArgumentOrSubcommand,
        K::DisplayVersion,
        K::Io,
        K::Format,
    ];
    let bare = kinds.map(|kind| Error::<Dansk>::new(kind).to_string());
    let called = [
        "visit assess --answer x",
        "visit x",
        "visit replay",
        "visit assess --out",
        "visit assess -- -x --y",
        "visit -- assess",
    ];
    let called = called.iter().filter_map(|line| Cli::read(line.split(' ').map(OsString::from)).err());
    let called = called.map(|error| error.apply::<Dansk>().to_string());
    let odd =
        ["prøve --par a", "prøve --flere a", "prøve --lig a", "prøve --dyb", "prøve x", "prøve --par a b --par c d"]
            .map(rare);
    for text in bare.into_iter().chain(called).chain(odd) {
        assert!(text.starts_with("fejl: ") && text.contains("\nhjælp: "), "{text}");
        let words: Vec<_> = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
        for english in [
            "usage", "error", "tip", "the", "argument", "value", "values", "required", "options", "help", "with",
            "command",
        ] {
            assert!(!words.iter().any(|word| word == english), "{english} in: {text}");
        }
    }
}

#[test]
fn errors_for_programs_are_recognised_in_the_raw_arguments() {
    let wanted = |line: &str| wanted_format(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
    assert_eq!(wanted("visit assess --format json --xyz"), Format::Json);
    assert_eq!(wanted("visit assess --xyz --format=json"), Format::Json);
    assert_eq!(wanted("visit assess --xyz --format text"), Format::Text);
    assert_eq!(wanted("visit assess --xyz -- --format json"), Format::Text);
}
