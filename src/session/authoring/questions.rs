//! How many questions each guideline's interview takes, and how few it could.
//!
//! Exact over all possible answers, each counted alike: it says how the guideline asks, not whom it meets.

use std::sync::Arc;

use crate::terminal::Look;
use crate::terminal::table::Table;
use crate::terminal::wrap;
use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use visitation::consult::{NoOutcome, Part, explain_error};
use visitation::engine::assess::Compiled;
use visitation::engine::interview::effort::{self, effort};
use visitation::guideline::Guideline;
use visitation::guideline::wording::decimal_text;

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
    /// No order of asking does with fewer on average.
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
    let found: Result<Vec<Numbers>, NoOutcome> = pool.install(|| guidelines.into_par_iter().map(numbers).collect());
    Ok(found?)
}

/// Follows the interviews of one guideline.
///
/// # Errors
/// It is too large to be computed, or nobody is possible.
pub fn numbers(guideline: Guideline) -> Result<Numbers, NoOutcome> {
    let part = Part::new(Arc::new(Compiled::new(Arc::new(guideline), 1)));
    let found = effort(&part.compiled).map_err(|error| explain_error(&part, &error))?;
    let guideline = part.compiled.guideline();
    let asked = |asked: effort::Asked| Asked { mean: asked.mean, most: asked.most };
    Ok(Numbers {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        questions: guideline.questions.len(),
        conversation: asked(found.conversation),
        shortest: asked(found.shortest),
        bound: found.bound,
    })
}

/// The numbers as a table.
#[must_use]
pub fn table(all: &[Numbers], look: Look) -> String {
    let mut table = Table::new(["Speciale", "Spm.", "Samtale", "Kortest", "Mindst"]);
    for numbers in all {
        let asked = |asked: Asked| format!("{} ({})", decimal_text(asked.mean, 1), asked.most);
        table.row([
            numbers.speciale.clone(),
            numbers.questions.to_string(),
            asked(numbers.conversation),
            asked(numbers.shortest),
            decimal_text(numbers.bound, 1),
        ]);
    }
    format!("{}{}\n", table.told(look), wrap::wrapped(LEGEND, look.width))
}

const LEGEND: &str = "Spm.: spørgsmål i filen. Samtale: så mange stilles i gennemsnit i filens rækkefølge; i parentes \
    det højeste antal. Kortest: det samme med `--shortest`. Mindst: det er bevist, at ingen rækkefølge kan nøjes med færre \
    i gennemsnit. Tallene er nøjagtige, regnet over alle mulige svar, som vejer lige meget; de siger ikke, hvor mange \
    rigtige borgere bliver spurgt om.";
