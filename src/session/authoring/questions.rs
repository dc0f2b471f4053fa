//! How many questions each guideline's interview takes, and how few it could.
//!
//! Exact over all possible answers, each counted alike: it says how the guideline asks, not whom it meets.

use std::sync::Arc;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use crate::engine::assess::Compiled;
use crate::engine::interview::effort::{self, effort};
use crate::guideline::Guideline;
use crate::guideline::wording::decimal_text;
use crate::session::Part;
use crate::session::outcome::{NoOutcome, explain_error};
use crate::terminal::table::Table;
use crate::terminal::wrap;

/// So many standings are looked at in search of the best decision tree of each guideline: a fraction of a second.
const STANDINGS: usize = 2_000;

/// A course of interviews is as deep as the guideline has questions.
const STACK: usize = 64 << 20;

/// One guideline's numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Numbers {
    /// Its speciale.
    pub speciale: String,
    /// Its version.
    pub version: String,
    /// Questions in the file.
    pub questions: usize,
    /// Asked in the file's order.
    pub conversation: Asked,
    /// Asked with `--shortest`.
    pub shortest: Asked,
    /// The best decision tree's average; `null` where it takes too long to find.
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

/// The numbers of several guidelines, on all processors.
///
/// # Errors
/// One is too large to be computed, or nobody is possible in it.
pub fn all_numbers(guidelines: Vec<Guideline>) -> anyhow::Result<Vec<Numbers>> {
    let pool = ThreadPoolBuilder::new().stack_size(STACK).build()?;
    let found: Result<Vec<Numbers>, NoOutcome> =
        pool.install(|| guidelines.into_par_iter().map(|guideline| numbers(guideline, STANDINGS)).collect());
    Ok(found?)
}

/// Follows the interviews of one guideline; looks at so many standings in search of the best tree.
///
/// # Errors
/// It is too large to be computed, or nobody is possible.
pub fn numbers(guideline: Guideline, standings: usize) -> Result<Numbers, NoOutcome> {
    let part = Part {
        answers: vec![None; guideline.questions.len()],
        compiled: Arc::new(Compiled::new(Arc::new(guideline), 1)),
    };
    let found = effort(&part.compiled, standings).map_err(|error| explain_error(&part, &error))?;
    let guideline = part.compiled.guideline();
    let asked = |asked: effort::Asked| Asked { mean: asked.mean, most: asked.most };
    Ok(Numbers {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        questions: guideline.questions.len(),
        conversation: asked(found.conversation),
        shortest: asked(found.shortest),
        optimum: found.optimum,
        bound: found.bound,
    })
}

/// The numbers as a table.
#[must_use]
pub fn table(all: &[Numbers], width: usize) -> String {
    let mut table = Table::new(["Speciale", "Spm.", "Samtale", "Flest", "Kortest", "Flest", "Bedst"]);
    for numbers in all {
        let best = match numbers.optimum {
            Some(optimum) => decimal_text(optimum, 1),
            None => format!("≥{}", decimal_text(numbers.bound, 1)),
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
    let found = all.iter().any(|numbers| numbers.optimum.is_some());
    let legend = if found { LEGEND.to_owned() } else { format!("{LEGEND} {NONE_FOUND}") };
    format!("{}{}\n", table.render(width), wrap::wrapped(&legend, width))
}

const LEGEND: &str = "Spm.: spørgsmål i filen. Samtale: så mange stilles i gennemsnit i filens rækkefølge, og flest. \
    Kortest: det samme med `--shortest`. Bedst: gennemsnittet for det bedste beslutningstræ. Hvor det tager for lang tid \
    at finde, står (≥) en nedre grænse, som er bevist, men sjældent kan nås. Alle andre tal er nøjagtige, regnet over \
    alle mulige svar, som vejer lige meget; de siger ikke, hvor mange rigtige borgere bliver spurgt om.";

/// That no claim can be read out of the table which it cannot bear.
const NONE_FOUND: &str = "Det bedste beslutningstræ er ikke fundet for nogen af retningslinjerne her; hvor tæt \
    `--shortest` er på det, kan derfor ikke siges.";
