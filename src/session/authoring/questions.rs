//! How many questions each guideline's interview takes, and how few it could.
//!
//! Deliberately draws its citizens evenly from all possible answers: it says how the guideline asks, not whom it meets.

use std::sync::Arc;

use serde::Serialize;

use crate::engine::assess::Compiled;
use crate::engine::interview::effort::{Effort, effort, optimum};
use crate::guideline::Guideline;
use crate::guideline::wording::decimal_text;
use crate::session::Part;
use crate::session::outcome::{NoOutcome, explain_error};
use crate::terminal::table::Table;
use crate::terminal::wrap;

/// So many citizens are interviewed per guideline; every one where there are no more.
const CITIZENS: usize = 100;

/// One guideline's numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Numbers {
    /// Its speciale.
    pub speciale: String,
    /// Its version.
    pub version: String,
    /// Questions in the file.
    pub questions: usize,
    /// Citizens interviewed.
    pub citizens: usize,
    /// All possible ones: the numbers are exact. Else averages are estimates, and the most a lower bound.
    pub exact: bool,
    /// Asked in the file's order.
    pub conversation: Asked,
    /// Asked with `--shortest`.
    pub shortest: Asked,
    /// The best decision tree's average; `null` where it cannot be computed.
    pub optimum: Option<f64>,
    /// No decision tree does with fewer on average.
    pub bound: f64,
}

/// How many questions were asked.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Asked {
    /// On average.
    pub mean: f64,
    /// The most.
    pub most: usize,
}

/// Interviews the citizens of one guideline.
///
/// # Errors
/// It is too large to be computed, or nobody is possible.
pub fn numbers(guideline: Guideline) -> Result<Numbers, NoOutcome> {
    let part = Part {
        answers: vec![None; guideline.questions.len()],
        compiled: Arc::new(Compiled::new(Arc::new(guideline), 1)),
    };
    let told = |error| explain_error(&part, &error);
    let found = effort(&part.compiled, CITIZENS).map_err(told)?;
    let optimum = optimum(&part.compiled).map_err(told)?;
    Ok(made(&part, &found, optimum))
}

fn made(part: &Part, found: &Effort, optimum: Option<f64>) -> Numbers {
    let guideline = part.compiled.guideline();
    let asked = |(mean, most): (f64, usize)| Asked { mean, most };
    Numbers {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        questions: guideline.questions.len(),
        citizens: found.citizens,
        exact: found.all,
        conversation: asked(found.conversation),
        shortest: asked(found.shortest),
        optimum,
        bound: found.bound,
    }
}

/// The numbers as a table.
#[must_use]
pub fn table(all: &[Numbers], width: usize) -> String {
    let mut table = Table::new(["Speciale", "Spm.", "Samtale", "Flest", "Kortest", "Flest", "Bedst"]);
    for numbers in all {
        let best = match numbers.optimum {
            Some(optimum) => decimal_text(optimum, 1),
            None => format!("≥ {}", decimal_text(numbers.bound, 1)),
        };
        table.row([
            numbers.speciale.clone(),
            numbers.questions.to_string(),
            decimal_text(numbers.conversation.mean, 1),
            numbers.conversation.most.to_string(),
            decimal_text(numbers.shortest.mean, 1),
            numbers.shortest.most.to_string(),
            best,
        ]);
    }
    format!("{}{}\n", table.render(width), wrap::wrapped(LEGEND, width))
}

const LEGEND: &str = "Spm.: spørgsmål i filen. Samtale: stillet i gennemsnit i filens rækkefølge, og flest. Kortest: \
    det samme med `--shortest`. Bedst: gennemsnittet for det bedste beslutningstræ, eller (≥) en grænse, det ikke kan \
    komme under. Borgerne er trukket jævnt blandt alle mulige svar: tallene er skøn, hvor der er flere mulige svar \
    end de 100, der er spurgt.";
