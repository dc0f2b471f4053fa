//! A trial for programs: `visit-test/1`, a frozen format with structs of its own.
//!
//! Apart from the types inside, so that renaming one of them cannot change what another program reads.

use serde::Serialize;

use super::gate::{Measure, Shortfall, percent};
use super::{Failure, Report, Trial};
use crate::terminal::findings;
use crate::terminal::machine::ErrorEntry;
use visitation::guideline::Guideline;
use visitation::trial::check::{Mismatch, Verdict};
use visitation::trial::coverage::Coverage;
use visitation::trial::mutants::Mutants;
use visitation::trial::mutation::Mutation;
use visitation::trial::{stub, words};

const FORMAT: &str = "visit-test/1";

/// The object on standard output.
#[derive(Debug, Serialize)]
pub struct Output {
    format: &'static str,
    passed: bool,
    findings: Vec<ErrorEntry>,
    guidelines: Vec<GuidelineEntry>,
    below: Vec<BelowEntry>,
}

#[derive(Debug, Serialize)]
struct GuidelineEntry {
    speciale: String,
    version: String,
    file: String,
    sha256: String,
    examples: usize,
    passed: usize,
    not_run: usize,
    failures: Vec<FailureEntry>,
    /// `null` where it could not be measured.
    coverage: Option<CoverageEntry>,
    /// `null` where it was not asked for or could not be measured.
    mutants: Option<MutantsEntry>,
    /// Examples as YAML.
    suggestions: Vec<String>,
}

#[derive(Debug, Serialize)]
struct FailureEntry {
    name: String,
    file: String,
    line: usize,
    column: usize,
    /// `differs`, `contradiction` or `too_large`.
    reason: &'static str,
    /// For people, in Danish; `null` for `differs`.
    message: Option<String>,
    differences: Vec<DifferenceEntry>,
}

#[derive(Debug, Serialize)]
struct DifferenceEntry {
    what: &'static str,
    expected: Vec<String>,
    got: Vec<String>,
}

#[derive(Debug, Serialize)]
struct CoverageEntry {
    percent: usize,
    reached: usize,
    wanted: usize,
    missing: Vec<GoalEntry>,
    excluded: Vec<GoalEntry>,
}

#[derive(Debug, Serialize)]
struct GoalEntry {
    kind: &'static str,
    text: String,
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct MutantsEntry {
    percent: usize,
    noticed: usize,
    counted: usize,
    equivalent: usize,
    too_large: usize,
    unnoticed: Vec<MutantEntry>,
}

#[derive(Debug, Serialize)]
struct MutantEntry {
    part: String,
    /// `null` for `udgangspunkt`.
    line: Option<usize>,
    from: String,
    to: String,
}

#[derive(Debug, Serialize)]
struct BelowEntry {
    speciale: String,
    version: String,
    measure: &'static str,
    percent: Option<usize>,
    least: u8,
}

/// The report and what stays below the gates.
#[must_use]
pub fn output(report: &Report, shortfalls: &[Shortfall]) -> Output {
    Output {
        format: FORMAT,
        passed: report.holds() && shortfalls.is_empty(),
        findings: findings::entries(&report.faults).errors,
        guidelines: report.trials.iter().map(guideline).collect(),
        below: shortfalls.iter().map(below).collect(),
    }
}

fn guideline(trial: &Trial) -> GuidelineEntry {
    let guideline = trial.guideline.as_ref();
    GuidelineEntry {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        file: guideline.source.name.clone(),
        sha256: guideline.sha256.clone(),
        examples: trial.run,
        passed: trial.run - trial.failures.len(),
        not_run: trial.refused,
        failures: trial.failures.iter().map(|one| failure(one, guideline)).collect(),
        coverage: trial.coverage.as_ref().ok().map(|found| coverage(found, guideline)),
        mutants: trial.mutants.as_ref().and_then(|found| found.as_ref().ok()).map(|found| mutants(found, guideline)),
        suggestions: trial.suggestions.iter().map(|suggestion| stub::yaml(suggestion, guideline)).collect(),
    }
}

fn failure(failure: &Failure, guideline: &Guideline) -> FailureEntry {
    let (reason, message, mismatches): (_, _, &[Mismatch]) = match &failure.verdict {
        Verdict::Holds(_) => ("none", None, &[]),
        Verdict::Differs(mismatches) => ("differs", None, mismatches),
        Verdict::Contradicts(found) => ("contradiction", Some(words::contradiction(found, guideline)), &[]),
        Verdict::TooLarge(error) => ("too_large", Some(error.to_string()), &[]),
    };
    let difference = |mismatch: &Mismatch| DifferenceEntry {
        what: mismatch.aspect.key(),
        expected: mismatch.expected.clone(),
        got: mismatch.got.clone(),
    };
    FailureEntry {
        name: failure.name.clone(),
        file: failure.source.name.clone(),
        line: failure.at.line,
        column: failure.at.column,
        reason,
        message,
        differences: mismatches.iter().map(difference).collect(),
    }
}

fn coverage(coverage: &Coverage, guideline: &Guideline) -> CoverageEntry {
    let missing = coverage.missing.iter().map(|goal| (*goal, None));
    let excluded = coverage.excluded.iter().map(|(goal, reason)| (*goal, Some(words::reason(*reason))));
    let entry = |(goal, reason)| GoalEntry { kind: words::kind(goal), text: words::goal(goal, guideline), reason };
    CoverageEntry {
        percent: percent(coverage.reached(), coverage.wanted),
        reached: coverage.reached(),
        wanted: coverage.wanted,
        missing: missing.map(entry).collect(),
        excluded: excluded.map(entry).collect(),
    }
}

fn mutants(mutants: &Mutants, guideline: &Guideline) -> MutantsEntry {
    let entry = |mutation: &Mutation| MutantEntry {
        part: words::part(mutation.part, guideline),
        line: words::line(mutation, guideline),
        from: mutation.from.clone(),
        to: mutation.to.clone(),
    };
    MutantsEntry {
        percent: percent(mutants.noticed, mutants.counted()),
        noticed: mutants.noticed,
        counted: mutants.counted(),
        equivalent: mutants.equivalent,
        too_large: mutants.too_large,
        unnoticed: mutants.unnoticed.iter().map(entry).collect(),
    }
}

fn below(shortfall: &Shortfall) -> BelowEntry {
    BelowEntry {
        speciale: shortfall.speciale.clone(),
        version: shortfall.version.clone(),
        measure: match shortfall.measure {
            Measure::Coverage => "coverage",
            Measure::Mutants => "mutants",
        },
        percent: shortfall.percent,
        least: shortfall.least,
    }
}
