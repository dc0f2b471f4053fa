//! The command line, in Danish.
//!
//! clap does the parsing; here it is made to speak Danish: headings, help option, usage lines. What a
//! command takes stands in `commands/`, what is said of a wrong call in [`errors`].

pub mod errors;
pub mod groups;
pub mod util;

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::commands::Command;
use crate::commands::key_options::KeyOptions;
use crate::exit::Exit;
use crate::terminal::{Format, Screen};

/// Beslutningsstøtte til visitation på det specialiserede socialområde
///
/// Programmet anbefaler et specialiseringsniveau efter en visitationsretningslinje og viser, hvorfor.
/// Det er altid myndigheden, der træffer beslutningen.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(name = "visit", version, after_help = AFTER_HELP, after_long_help = AFTER_HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Called,

    /// Vis kun resultatet og fejl, ikke oplysninger undervejs
    #[arg(short, long, global = true, display_order = LAST)]
    pub quiet: bool,

    /// The keys of sealed files.
    #[command(flatten)]
    pub keys: KeyOptions,
}

/// What was called: the work, or the command line's own.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[allow(missing_docs, reason = "a doc comment here would replace the Danish help of the argument struct")]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a process")]
pub enum Called {
    #[command(flatten)]
    Work(Command),
    #[command(visible_alias = "værktøj")]
    Util(util::UtilArgs),
}

impl Called {
    /// Whom the output is for; errors follow it.
    #[must_use]
    pub fn format(&self) -> Format {
        match self {
            Self::Work(command) => command.format(),
            Self::Util(_) => Format::Text,
        }
    }

    /// Carries it out.
    ///
    /// # Errors
    /// What kept it from being done.
    pub fn run(self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        match self {
            Self::Work(command) => command.run(screen),
            Self::Util(args) => args.run(command(None), screen),
        }
    }
}

const AFTER_HELP: &str = "\
Eksempler:
  visit vurder autisme                      Vurdér en sag i samtale
  visit vurder autisme --answers svar.yaml  Vurdér ud fra en svarfil
  visit genafspil sag.yaml                  Regn en gemt sag efter

Afslutningskode: 0 udført, 1 fund, 2 forkert brug eller noget kunne ikke læses.
Farver slås fra med NO_COLOR=1.";

const HELP_TEMPLATE: &str = "{about-with-newline}\nBrug: {usage}\n\n{all-args}{after-help}";
const SUBCOMMANDS: &str = "Kommandoer";
const ARGUMENTS: &str = "Argumenter";
const OPTIONS: &str = "Valgmuligheder";
/// Options that every command has stand after its own.
const LAST: usize = 900;

impl Cli {
    /// Reads the arguments, the program's name first.
    ///
    /// # Errors
    /// A wrong call, and also a wish for help or the version: see [`clap::error::ErrorKind`].
    pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let mut args: Vec<OsString> = args.into_iter().collect();
        let mut command = plain();
        if let Some(at) = args.iter().position(|arg| arg == "--verbose")
            && args.iter().any(|arg| arg == "--version" || arg == "-V")
        {
            args.remove(at);
            command = command.version(built_of());
        }
        let read = command.try_get_matches_from_mut(&args).or_else(|error| {
            let wants_help =
                matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
            // The groups take their time, and only who reads the help sees them.
            if wants_help { groups::grouped(plain(), None).try_get_matches_from(&args) } else { Err(error) }
        });
        Self::from_arg_matches(&read?).map_err(|error| error.format(&mut command))
    }
}

/// The whole command line as clap sees it, speaking Danish; its help `width` columns wide or as the terminal is.
#[must_use]
pub fn command(width: Option<usize>) -> clap::Command {
    let command = groups::grouped(plain(), width);
    match width {
        Some(width) => command.term_width(width),
        None => command,
    }
}

/// The command line with its commands in one row.
fn plain() -> clap::Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("Vis programmets version; med --verbose også, hvad det er bygget af")
        .display_order(LAST + 1);
    danish(Cli::command().disable_version_flag(true).arg(version), "visit")
}

/// What support asks about: the version, what it was built by and for, and which rules it carries.
fn built_of() -> String {
    let features: Vec<&str> = [("pdf", cfg!(feature = "pdf")), ("parquet", cfg!(feature = "parquet"))]
        .iter()
        .filter(|(_, is)| *is)
        .map(|(name, _)| *name)
        .collect();
    let features = if features.is_empty() { "ingen".to_owned() } else { features.join(", ") };
    format!(
        "{}\nbygget med: {}\nmaskine: {}\ntilvalg: {features}\nregler: sha256 {}",
        env!("CARGO_PKG_VERSION"),
        env!("VISIT_RUSTC"),
        env!("VISIT_TARGET"),
        env!("VISIT_RULES"),
    )
}

/// clap has no translations: every heading and placeholder it would write in English is set here.
fn danish(command: clap::Command, path: &str) -> clap::Command {
    let help = Arg::new("hjælp").short('h').long("hjælp").alias("help").action(ArgAction::Help).display_order(LAST + 2);
    let usage = usage_line(&command, path);
    command
        .help_template(HELP_TEMPLATE)
        .override_usage(usage)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(SUBCOMMANDS)
        .subcommand_value_name("KOMMANDO")
        .arg(help.help("Vis kort hjælp med -h og hele hjælpen med --hjælp"))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { ARGUMENTS } else { OPTIONS };
            let takes_values = arg.get_action().takes_values();
            // clap would list both in English; the help text says them in Danish.
            arg.help_heading(heading).hide_default_value(takes_values).hide_possible_values(takes_values)
        })
        .mut_subcommands(|sub| {
            let path = format!("{path} {}", sub.get_name());
            danish(sub, &path)
        })
}

/// clap's own usage line says `[OPTIONS]`.
fn usage_line(command: &clap::Command, path: &str) -> String {
    let mut usage = format!("{path} [VALGMULIGHEDER]");
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(<[_]>::first).map_or("VÆRDI", |name| name.as_str());
        let many = if matches!(arg.get_action(), ArgAction::Append) { "…" } else { "" };
        let (open, close) = if arg.is_required_set() { ('<', '>') } else { ('[', ']') };
        let _ = write!(usage, " {open}{name}{close}{many}");
    }
    if command.has_subcommands() {
        usage.push_str(" <KOMMANDO>");
    }
    usage
}
