//! `visit test`, tied together: which files are tried, what comes of it, how it is told.
//!
//! Deliberately judges nothing itself: that is for `trial`.

pub mod gate;
pub mod gather;
pub mod json;
pub mod text;

use std::sync::Arc;

use gather::Bench;
use visitation::engine::assess::Compiled;
use visitation::engine::outcome::TooLarge;
use visitation::guideline::Guideline;
use visitation::guideline::examples::{self, Examples};
use visitation::guideline::finding::{Finding, Severity};
use visitation::guideline::source::{Position, SharedSource, Span};
use visitation::trial::check::{Verdict, check, checks};
use visitation::trial::coverage::{Case, Coverage, Survey};
use visitation::trial::example::{Example, prepare};
use visitation::trial::mutants::{Mutants, mutants};
use visitation::trial::suggest::{self, Suggestion};

/// What came of all benches.
#[derive(Debug, Default)]
pub struct Report {
    /// One for each version of each guideline.
    pub trials: Vec<Trial>,
    /// What is wrong with the files themselves.
    pub faults: Vec<Finding>,
}

/// One version of one guideline, tried on the examples of its folder.
#[derive(Debug)]
pub struct Trial {
    /// The version.
    pub guideline: Arc<Guideline>,
    /// How many examples were run.
    pub run: usize,
    /// How many have a fault and were not.
    pub refused: usize,
    /// Those that did not hold, in file order.
    pub failures: Vec<Failure>,
    /// What the examples that hold cover.
    pub coverage: Result<Coverage, TooLarge>,
    /// What mistakes they would notice, where that is asked for.
    pub mutants: Option<Result<Mutants, TooLarge>>,
    /// Examples for what is missing, where that is asked for.
    pub suggestions: Vec<Suggestion>,
}

/// What is asked for beyond whether the examples hold, and what they cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extras {
    /// Make mistakes in the guideline, too.
    pub mutants: bool,
    /// Propose an example for all that is missing.
    pub suggestions: bool,
}

/// Examples of nothing.
fn alone(file: &Examples) -> Finding {
    Finding {
        code: "no-guideline",
        severity: Severity::Error,
        message: "der er ingen retningslinje ved siden af eksemplerne".to_owned(),
        source: file.source.clone(),
        span: Span::default(),
        help: Some("eksempler står i samme mappe som den retningslinje, de hører til".to_owned()),
        witnesses: Vec::new(),
    }
}

/// An example that does not hold.
#[derive(Debug)]
pub struct Failure {
    /// Its name.
    pub name: String,
    /// The file it stands in.
    pub source: SharedSource,
    /// Where its name stands.
    pub at: Position,
    /// What came out instead.
    pub verdict: Verdict,
}

impl Report {
    /// Tries every version in every bench.
    #[must_use]
    pub fn of(benches: &[Bench], extras: Extras) -> Self {
        let mut report = Self::default();
        for bench in benches {
            report.add(bench, extras);
        }
        report
    }

    fn add(&mut self, bench: &Bench, extras: Extras) {
        self.faults.extend(bench.faults.iter().cloned());
        let mut files: Vec<Examples> = Vec::new();
        for file in &bench.examples {
            match examples::read(&file.shown, file.text.as_bytes()) {
                Ok(examples) => files.push(examples),
                Err(faults) => self.faults.extend(faults),
            }
        }
        let versions: Vec<&Guideline> = bench.versions.iter().map(AsRef::as_ref).collect();
        let mut by_version: Vec<Vec<(SharedSource, Example<'_>)>> = versions.iter().map(|_| Vec::new()).collect();
        if versions.is_empty() && bench.faults.is_empty() {
            self.faults.extend(files.iter().map(alone));
        }
        let mut refused = 0;
        for file in files.iter().filter(|_| !versions.is_empty()) {
            let prepared = prepare(file, &versions);
            self.faults.extend(prepared.faults);
            refused += prepared.refused;
            for (list, examples) in by_version.iter_mut().zip(prepared.by_version) {
                list.extend(examples.into_iter().map(|example| (file.source.clone(), example)));
            }
        }
        for (guideline, examples) in bench.versions.iter().zip(by_version) {
            let trial = Trial::of(guideline, &examples, extras);
            self.trials.push(Trial { refused, ..trial });
        }
    }

    /// Did every file load, and every example hold?
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.trials.iter().all(|trial| trial.failures.is_empty())
    }
}

impl Trial {
    fn of(guideline: &Arc<Guideline>, examples: &[(SharedSource, Example<'_>)], extras: Extras) -> Self {
        let compiled = Compiled::new(guideline.clone(), 1);
        let (mut failures, mut cases) = (Vec::new(), Vec::new());
        for (source, example) in examples {
            match check(&compiled, example) {
                Verdict::Holds(_) => cases.push(Case {
                    known: example.known.clone(),
                    checks: checks(example),
                    shared: example.shared.clone(),
                }),
                verdict => {
                    let name = &example.written.name;
                    let at = source.position(name.span.start);
                    failures.push(Failure { name: name.value.clone(), at, source: source.clone(), verdict });
                }
            }
        }
        let coverage = Survey::of(guideline).and_then(|mut survey| survey.coverage(&cases));
        let mutants = extras.mutants.then(|| mutants(guideline, &cases));
        let mut trial = Self {
            guideline: guideline.clone(),
            run: examples.len(),
            refused: 0,
            failures,
            coverage,
            mutants,
            suggestions: Vec::new(),
        };
        if extras.suggestions {
            trial.suggestions = trial.suggested();
        }
        trial
    }

    /// Where something is too large to be measured there is nothing to suggest either.
    fn suggested(&self) -> Vec<Suggestion> {
        let missing = self.coverage.as_ref().map(|coverage| coverage.missing.as_slice()).unwrap_or_default();
        let mut found = suggest::for_goals(&self.guideline, missing).unwrap_or_default();
        if let Some(Ok(mutants)) = &self.mutants {
            found.extend(suggest::for_mutants(&self.guideline, &mutants.unnoticed, &found).unwrap_or_default());
        }
        found
    }
}
