//! What a run of the examples must reach at least: `--min-coverage` and `--min-mutants`.
//!
//! Each version of each guideline must reach it by itself; a good one does not make up for a poor one.

use super::{Report, Trial};
use visitation::engine::outcome::TooLarge;

/// The least that is accepted, in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gates {
    /// Of the goals that can be reached.
    pub coverage: Option<u8>,
    /// Of the mistakes that count.
    pub mutants: Option<u8>,
}

/// A version that does not reach what it must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// Which speciale.
    pub speciale: String,
    /// Which version.
    pub version: String,
    /// What of.
    pub measure: Measure,
    /// What it reaches; `None` where that could not be measured.
    pub percent: Option<usize>,
    /// What it must reach.
    pub least: u8,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The share of goals that an example reaches.
    Coverage,
    /// The share of mistakes that an example notices.
    Mutants,
}

/// Rounded down, so that 100 is said of all and of nothing less. None of none is all.
#[must_use]
pub fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(100)
}

/// Every version that stays below a gate.
#[must_use]
pub fn shortfalls(report: &Report, gates: Gates) -> Vec<Shortfall> {
    report.trials.iter().flat_map(|trial| of_trial(trial, gates)).collect()
}

fn of_trial(trial: &Trial, gates: Gates) -> Vec<Shortfall> {
    let coverage = trial.coverage.as_ref().map(|coverage| percent(coverage.reached(), coverage.wanted));
    let mutants = trial.mutants.as_ref().map(|mutants| {
        mutants.as_ref().map(|mutants| percent(mutants.noticed, mutants.counted())).map_err(|error| *error)
    });
    let below = |measure, least: Option<u8>, percent: Result<usize, TooLarge>| {
        let (least, percent) = (least?, percent.ok());
        percent.is_none_or(|percent| percent < usize::from(least)).then(|| Shortfall {
            speciale: trial.guideline.speciale.clone(),
            version: trial.guideline.version.clone(),
            measure,
            percent,
            least,
        })
    };
    let coverage = below(Measure::Coverage, gates.coverage, coverage.map_err(|error| *error));
    coverage.into_iter().chain(mutants.and_then(|found| below(Measure::Mutants, gates.mutants, found))).collect()
}
