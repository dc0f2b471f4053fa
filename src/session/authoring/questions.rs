//! How many questions each guideline's interview takes, and how few it could.
//!
//! Exact over all possible answers, each counted alike: it says how the guideline asks, not whom it meets.

use std::sync::Arc;

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

/// So many states are looked into in search of the best decision tree of each guideline, where nothing else is said: a
/// second or so.
pub const STATES: usize = 5_000;

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
    /// Every decision tree asks somebody at least so many.
    pub most_bound: usize,
}

/// How many questions were asked.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Asked {
    /// On average.
    pub mean: f64,
    /// The most.
    pub most: usize,
}

/// The numbers of several guidelines, on all processors; so many states are looked into in search of each best tree.
///
/// # Errors
/// One is too large to be computed, or nobody is possible in it.
pub fn all_numbers(guidelines: Vec<Guideline>, states: usize) -> anyhow::Result<Vec<Numbers>> {
    let pool = ThreadPoolBuilder::new().stack_size(STACK).build()?;
    let found: Result<Vec<Numbers>, NoOutcome> =
        pool.install(|| guidelines.into_par_iter().map(|guideline| numbers(guideline, states)).collect());
    Ok(found?)
}

/// Follows the interviews of one guideline; looks into so many states in search of the best tree.
///
/// # Errors
/// It is too large to be computed, or nobody is possible.
pub fn numbers(guideline: Guideline, states: usize) -> Result<Numbers, NoOutcome> {
    let part = Part {
        answers: vec![None; guideline.questions.len()],
        compiled: Arc::new(Compiled::new(Arc::new(guideline), 1)),
    };
    let found = effort(&part.compiled, states).map_err(|error| explain_error(&part, &error))?;
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
        most_bound: found.most_bound,
    })
}

/// The numbers as a table.
#[must_use]
pub fn table(all: &[Numbers], width: usize) -> String {
    let mut table = Table::new(["Speciale", "Spm.", "Samtale", "Kortest", "Bedst"]);
    for numbers in all {
        let asked = |asked: Asked| format!("{} ({})", decimal_text(asked.mean, 1), asked.most);
        let mark = |known: bool| if known { "" } else { "≥" };
        // An order that needs no more than every order must is the best one for those who are asked most.
        let least = numbers.shortest.most.min(numbers.conversation.most);
        let most = format!("{}{}", mark(numbers.most_bound == least), numbers.most_bound);
        let mean = decimal_text(numbers.optimum.unwrap_or(numbers.bound), 1);
        let best = format!("{}{mean} ({most})", mark(numbers.optimum.is_some()));
        table.row([
            numbers.speciale.clone(),
            numbers.questions.to_string(),
            asked(numbers.conversation),
            asked(numbers.shortest),
            best,
        ]);
    }
    let distances = distances(all).into_iter().fold(LEGEND.to_owned(), |text, distance| format!("{text} {distance}"));
    format!("{}{}\n", table.render(width), wrap::wrapped(&distances, width))
}

/// How far `--shortest` is from the best tree, where it is known; and how far at most, where it is not.
fn distances(all: &[Numbers]) -> Vec<String> {
    let over = |numbers: &Numbers, least: f64| (100.0 * (numbers.shortest.mean / least - 1.0)).max(0.0);
    let known = all.iter().filter_map(|numbers| Some(over(numbers, numbers.optimum.filter(|least| *least > 0.0)?)));
    let bounded = all.iter().filter(|numbers| numbers.optimum.is_none() && numbers.bound > 0.0);
    let bounded = bounded.map(|numbers| over(numbers, numbers.bound));
    let percent = |share: f64| decimal_text(share, 0);
    let mut found = Vec::new();
    if let Some(most) = known.reduce(f64::max) {
        found.push(match percent(most).as_str() {
            "0" => "Hvor det bedste træ er fundet, er `--shortest` lige så kort.".to_owned(),
            most => format!("Hvor det bedste træ er fundet, er `--shortest` højst {most} % over det."),
        });
    }
    let (fewest, most) = (bounded.clone().reduce(f64::min), bounded.reduce(f64::max));
    if let (Some(fewest), Some(most)) = (fewest, most) {
        let between =
            if percent(fewest) == percent(most) { String::new() } else { format!("{} til ", percent(fewest)) };
        found.push(format!(
            "Hvor det ikke er fundet, kan `--shortest` højst være {between}{} % over det.",
            percent(most)
        ));
    }
    found
}

const LEGEND: &str = "Spm.: spørgsmål i filen. Samtale: så mange stilles i gennemsnit i filens rækkefølge; i parentes \
    det højeste antal. Kortest: det samme med `--shortest`. Bedst: det bedste beslutningstræ. Hvor der står ≥, er tallet \
    en nedre grænse: det er bevist, at ingen rækkefølge kan nøjes med færre. Alle andre tal er nøjagtige, regnet over \
    alle mulige svar, som vejer lige meget; de siger ikke, hvor mange rigtige borgere bliver spurgt om.";

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(optimum: Option<f64>, bound: f64, most_bound: usize) -> Numbers {
        Numbers {
            speciale: "prøve".into(),
            version: "2026.1".into(),
            questions: 9,
            conversation: Asked { mean: 7.0, most: 9 },
            shortest: Asked { mean: 6.0, most: 8 },
            optimum,
            bound,
            most_bound,
        }
    }

    #[test]
    fn a_bound_is_told_from_what_is_known() {
        let table = table(&[numbers(None, 4.0, 7), numbers(Some(5.0), 5.0, 8)], 80);
        assert!(table.contains("≥4,0 (≥7)") && table.contains(" 5,0 (8)"), "{table}");
    }

    #[test]
    fn how_far_the_short_order_may_be_from_the_best_is_said_in_percent() {
        let said = |all: &[Numbers]| distances(all).join(" ");
        assert!(said(&[numbers(Some(5.0), 5.0, 8)]).contains("højst 20 % over det"));
        assert!(said(&[numbers(Some(6.0), 6.0, 8)]).contains("lige så kort"));
        let bounded = said(&[numbers(None, 4.0, 7), numbers(None, 5.0, 7)]);
        assert!(bounded.contains("højst være 20 til 50 % over det"), "{bounded}");
    }
}
