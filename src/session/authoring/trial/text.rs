//! A trial told to a person: line by line, without colours, fit to be read aloud.

use std::fmt::Write as _;

use super::gate::{Measure, Shortfall, percent};
use super::{Failure, Report, Trial};
use crate::terminal::Look;
use crate::terminal::table::Table;
use crate::terminal::wrap;
use visitation::guideline::Guideline;
use visitation::trial::check::{Aspect, Mismatch, Verdict};
use visitation::trial::{stub, words};

/// The whole report without its faults, which are drawn like all findings.
#[must_use]
pub fn report(report: &Report, look: Look) -> String {
    report.trials.iter().map(|trial| trial_text(trial, look)).collect::<Vec<_>>().join("\n")
}

fn trial_text(trial: &Trial, look: Look) -> String {
    let guideline = trial.guideline.as_ref();
    let mut text = format!("{} {} ({})\n", guideline.speciale, guideline.version, guideline.source.name);
    let held = trial.run - trial.failures.len();
    let line = match trial.run {
        0 => "eksempler: ingen".to_owned(),
        1 if held == 1 => "eksempler: 1, og det holder".to_owned(),
        run if held == run => format!("eksempler: {run}, og alle holder"),
        run => format!("eksempler: {held} af {run} holder"),
    };
    let _ = writeln!(text, "  {line}");
    if trial.refused > 0 {
        let _ = writeln!(text, "  ikke kørt, fordi de har fejl: {}", trial.refused);
    }
    for failure in &trial.failures {
        let _ = write!(text, "\n{}", failure_text(failure, guideline, look));
    }
    if !trial.failures.is_empty() {
        text.push('\n');
    }
    text.push_str(&coverage_text(trial, look.width));
    text.push_str(&mutants_text(trial, look.width));
    text.push_str(&suggestions_text(trial));
    text
}

/// Never broken to the terminal's width: it is to be copied as it is.
fn suggestions_text(trial: &Trial) -> String {
    if trial.suggestions.is_empty() {
        return String::new();
    }
    let mut text = "\n  # Forslag til eksempler. De viser, hvad retningslinjen siger i dag: Er det også rigtigt?\n\
         \x20 # Skriv en situation som navn, og sæt dem ind under `eksempler:`.\n"
        .to_owned();
    for suggestion in &trial.suggestions {
        text.push_str(&stub::yaml(suggestion, &trial.guideline));
    }
    text
}

fn mutants_text(trial: &Trial, width: usize) -> String {
    let mutants = match &trial.mutants {
        None => return String::new(),
        Some(Ok(mutants)) => mutants,
        Some(Err(error)) => {
            return format!("{}\n", wrap::hanging("  ", &format!("mutanter: kan ikke måles: {error}"), width));
        }
    };
    let mut line = format!(
        "mutanter: {} % bemærket ({} af {})",
        percent(mutants.noticed, mutants.counted()),
        mutants.noticed,
        mutants.counted()
    );
    if mutants.equivalent > 0 {
        let _ = write!(line, "; {} betyder det samme og tæller ikke med", mutants.equivalent);
    }
    if mutants.too_large > 0 {
        let _ = write!(line, "; {} kunne ikke beregnes", mutants.too_large);
    }
    let mut text = format!("{}\n", wrap::hanging("  ", &line, width));
    for mutation in &mutants.unnoticed {
        let line = format!("ingen bemærker: {}", words::mutation(mutation, &trial.guideline));
        let _ = writeln!(text, "{}", wrap::hanging("    ", &line, width));
    }
    text
}

fn coverage_text(trial: &Trial, width: usize) -> String {
    let coverage = match &trial.coverage {
        Ok(coverage) => coverage,
        Err(error) => return format!("{}\n", wrap::hanging("  ", &format!("dækning: kan ikke måles: {error}"), width)),
    };
    let mut text = format!(
        "  dækning: {} % ({} af {})\n",
        percent(coverage.reached(), coverage.wanted),
        coverage.reached(),
        coverage.wanted
    );
    for goals in coverage.missing.chunk_by(|one, other| one.question().is_some() && one.question() == other.question())
    {
        let line = match goals {
            [only] => format!("mangler et eksempel, hvor {}", words::goal(*only, &trial.guideline)),
            several => format!("mangler eksempler, hvor {}", words::answers(several, &trial.guideline)),
        };
        let _ = writeln!(text, "{}", wrap::hanging("    ", &line, width));
    }
    for (goal, reason) in &coverage.excluded {
        let line = format!("tæller ikke med: {}: {}", words::goal(*goal, &trial.guideline), words::reason(*reason));
        let _ = writeln!(text, "{}", wrap::hanging("    ", &line, width));
    }
    text
}

/// Which versions stay below a gate, one line each, set off from what comes before.
#[must_use]
pub fn shortfalls(list: &[Shortfall], width: usize) -> String {
    let mut text = if list.is_empty() { String::new() } else { "\n".to_owned() };
    for Shortfall { speciale, version, measure, percent, least } in list {
        let (name, option) = match measure {
            Measure::Coverage => ("dækningen", "--min-coverage"),
            Measure::Mutants => ("andelen af bemærkede mutanter", "--min-mutants"),
        };
        let line = match percent {
            Some(percent) => format!("{speciale} {version}: {name} er {percent} %, og `{option}` kræver {least} %"),
            None => format!("{speciale} {version}: {name} kan ikke måles, og `{option}` kræver {least} %"),
        };
        let _ = writeln!(text, "{}", wrap::hanging("", &line, width));
    }
    text
}

fn failure_text(failure: &Failure, guideline: &Guideline, look: Look) -> String {
    let place = format!("{}:{}:{}", failure.source.name, failure.at.line, failure.at.column);
    let headline = format!("{place}: `{}` holder ikke i {}", failure.name, guideline.version);
    let mut text = format!("{}\n", wrap::wrapped(&headline, look.width));
    match &failure.verdict {
        Verdict::Holds(_) => {}
        Verdict::Differs(mismatches) => text.push_str(&mismatch_table(mismatches).told(look)),
        Verdict::Contradicts(contradiction) => {
            let line = words::contradiction(contradiction, guideline);
            let _ = writeln!(text, "{}", wrap::hanging("  ", &line, look.width));
        }
        Verdict::TooLarge(error) => {
            let _ = writeln!(text, "{}", wrap::hanging("  ", &format!("kan ikke beregnes: {error}"), look.width));
        }
    }
    text
}

fn mismatch_table(mismatches: &[Mismatch]) -> Table {
    let mut table = Table::new(["Hvad", "Forventet", "Fik", "Forskel"]);
    for mismatch in mismatches {
        table.row([
            mismatch.aspect.key().to_owned(),
            listed(&mismatch.expected),
            listed(&mismatch.got),
            difference(mismatch),
        ]);
    }
    table
}

fn listed(ids: &[String]) -> String {
    if ids.is_empty() { "ingen".to_owned() } else { ids.join(", ") }
}

fn difference(mismatch: &Mismatch) -> String {
    if mismatch.aspect == Aspect::Level {
        // The two stand side by side already.
        return String::new();
    }
    let (missing, unexpected) = (mismatch.missing(), mismatch.unexpected());
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("mangler {}", missing.join(", ")));
    }
    if !unexpected.is_empty() {
        parts.push(format!("ikke ventet: {}", unexpected.join(", ")));
    }
    parts.join("; ")
}
