//! What is said of a wrong call, in Danish.
//!
//! clap knows what was wrong as a kind and its context; only its wording is English. [`Dansk`] words them anew,
//! for people and, as a [`Failure`], for programs.

use std::error::Error as _;
use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind};

use crate::exit::Exit;
use crate::terminal::failure::Failure;
use crate::terminal::{Colour, Format, Look, Screen};

/// clap's errors in Danish: `error.apply::<Dansk>()`.
#[derive(Debug, Clone, Copy)]
pub struct Dansk;

impl ErrorFormatter for Dansk {
    fn format_error(error: &Error<Self>) -> StyledStr {
        describe(error).to_text(Look::plain(0)).into()
    }
}

/// Shows the help or the version that was asked for; anything else is a failure to be reported.
///
/// # Errors
/// A [`Failure`], or that the screen cannot be written.
pub fn answer(error: &Error, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    let shown = error.render();
    let text = |look: Look| if look.colour == Colour::On { shown.ansi().to_string() } else { shown.to_string() };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            screen.out.write_all(text(screen.out_look).as_bytes())?;
            Ok(Exit::Done)
        }
        // `visit` alone: the help says more than any error would, but nothing has been done.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            screen.err.write_all(text(screen.err_look).as_bytes())?;
            Ok(Exit::Unusable)
        }
        _ => Err(describe(error).into()),
    }
}

/// `--format json` is looked for in the raw arguments, because they could not be parsed.
#[must_use]
pub fn wanted_format(args: &[OsString]) -> Format {
    let mut args = args.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--").peekable();
    while let Some(arg) = args.next() {
        if arg == "--format=json" || (arg == "--format" && args.peek() == Some(&"json")) {
            return Format::Json;
        }
    }
    Format::Text
}

/// What was wrong and what to do.
fn describe<F: ErrorFormatter>(error: &Error<F>) -> Failure {
    let context = Context(error.context().collect());
    let argument = context.first(ContextKind::InvalidArg);
    let named = argument.as_deref().map_or_else(|| "en valgmulighed".to_owned(), |name| format!("`{name}`"));
    let (code, message) = match error.kind() {
        ErrorKind::InvalidValue => ("invalid-value", invalid_value(&context, &named)),
        ErrorKind::ValueValidation => ("invalid-value", unreadable_value(&context, &named, error.source())),
        ErrorKind::UnknownArgument => ("unknown-argument", format!("{named} kendes ikke")),
        ErrorKind::InvalidSubcommand => {
            let name = context.first(ContextKind::InvalidSubcommand).unwrap_or_default();
            ("unknown-command", format!("`{name}` er ikke en kommando"))
        }
        ErrorKind::NoEquals => ("missing-equals", format!("{named} skal have et lighedstegn før sin værdi")),
        ErrorKind::TooManyValues => {
            let value = context.first(ContextKind::InvalidValue).unwrap_or_default();
            ("too-many-values", format!("{named} kan ikke tage `{value}` med: der er værdier nok"))
        }
        ErrorKind::TooFewValues => ("too-few-values", counted(&context, &named, ContextKind::MinValues, "mindst ")),
        ErrorKind::WrongNumberOfValues => {
            ("wrong-number-of-values", counted(&context, &named, ContextKind::ExpectedNumValues, ""))
        }
        ErrorKind::ArgumentConflict => ("argument-conflict", conflict(&context, &named)),
        ErrorKind::MissingRequiredArgument => {
            let missing = context.all(ContextKind::InvalidArg);
            (
                "missing-argument",
                if missing.is_empty() { "der mangler noget".into() } else { format!("der mangler {}", list(&missing)) },
            )
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("missing-command", "der mangler en kommando".into())
        }
        ErrorKind::InvalidUtf8 => ("invalid-utf8", "et af argumenterne er ikke gyldig UTF-8".into()),
        ErrorKind::Io | ErrorKind::Format => ("write-failed", "hjælpen kunne ikke skrives".into()),
        _ => ("wrong-use", "kommandolinjen kunne ikke læses".into()),
    };
    Failure::new(code, message).help(help(error.kind(), &context))
}

fn invalid_value(context: &Context<'_>, named: &str) -> String {
    match context.first(ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
        Some(value) => format!("`{value}` er ikke en gyldig værdi for {named}"),
        None => format!("{named} mangler sin værdi"),
    }
}

/// All value readers are this crate's own, so the cause is Danish.
fn unreadable_value(context: &Context<'_>, named: &str, cause: Option<&(dyn std::error::Error + 'static)>) -> String {
    let message = invalid_value(context, named);
    cause.map_or_else(|| message.clone(), |cause| format!("{message}: {cause}"))
}

fn counted(context: &Context<'_>, named: &str, wanted: ContextKind, least: &str) -> String {
    match (context.first(wanted), context.first(ContextKind::ActualNumValues)) {
        (Some(wanted), Some(actual)) => format!("{named} skal have {least}{wanted} værdier, men fik {actual}"),
        _ => format!("{named} har ikke det rigtige antal værdier"),
    }
}

fn conflict(context: &Context<'_>, named: &str) -> String {
    let named = context.first(ContextKind::InvalidSubcommand).map_or(named.to_owned(), |name| format!("`{name}`"));
    let prior = context.all(ContextKind::PriorArg);
    if prior.iter().any(|prior| format!("`{prior}`") == named) {
        format!("{named} kan kun gives én gang")
    } else if prior.is_empty() {
        format!("{named} kan ikke bruges sammen med de øvrige valgmuligheder")
    } else {
        format!("{named} kan ikke bruges sammen med {}", list(&prior))
    }
}

/// The nearest thing that would have worked, else where to read on.
fn help(kind: ErrorKind, context: &Context<'_>) -> String {
    let similar: Vec<_> = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .flat_map(|kind| context.all(kind))
        .chain(context.all(ContextKind::Suggested).iter().filter_map(|tip| quoted_start(tip)))
        .collect();
    let wrong = context.first(ContextKind::InvalidSubcommand).or_else(|| context.first(ContextKind::InvalidArg));
    if matches!(wrong.as_deref(), Some("help" | "hjælp" | "hjaelp")) && kind == ErrorKind::InvalidSubcommand {
        return "skriv `visit --hjælp`".into();
    }
    if !similar.is_empty() {
        // clap has the nearest last.
        let nearest_first: Vec<_> = similar.into_iter().rev().collect();
        return format!("mente du {}?", alternatives(&nearest_first));
    }
    let values = context.all(ContextKind::ValidValue);
    if !values.is_empty() {
        return format!("gyldige værdier er {}", list(&values));
    }
    match context.usage() {
        Some(usage) => format!("sådan bruges den: `{usage}`; læs mere med `--hjælp`"),
        None => "læs mere med `visit --hjælp`".into(),
    }
}

/// clap words one suggestion itself: `'assess --plain' exists`. Its other tips are of no use here.
fn quoted_start(tip: &str) -> Option<String> {
    let (suggestion, _) = tip.strip_prefix('\'')?.split_once('\'')?;
    Some(suggestion.to_owned())
}

fn list(items: &[String]) -> String {
    joined(items, " og ")
}

fn alternatives(items: &[String]) -> String {
    joined(items, " eller ")
}

fn joined(items: &[String], last: &str) -> String {
    let quoted: Vec<_> = items.iter().map(|item| format!("`{item}`")).collect();
    match quoted.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, start)) => format!("{}{last}{end}", start.join(", ")),
        None => String::new(),
    }
}

/// What clap knows of an error.
struct Context<'a>(Vec<(ContextKind, &'a ContextValue)>);

impl Context<'_> {
    fn all(&self, wanted: ContextKind) -> Vec<String> {
        let values = self.0.iter().filter(|(kind, _)| *kind == wanted);
        values
            .flat_map(|(_, value)| match value {
                ContextValue::Strings(texts) => texts.clone(),
                ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect(),
                ContextValue::None => Vec::new(),
                other => vec![other.to_string()],
            })
            .collect()
    }

    fn first(&self, wanted: ContextKind) -> Option<String> {
        self.all(wanted).into_iter().next()
    }

    fn usage(&self) -> Option<String> {
        let usage = self.first(ContextKind::Usage)?;
        Some(usage.trim().strip_prefix("Usage:")?.trim().to_owned())
    }
}

#[cfg(test)]
#[path = "errors_tests.rs"]
mod tests;
