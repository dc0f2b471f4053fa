//! `visit test`, tied together: which files are tried, what comes of it, how it is told.
//!
//! Deliberately judges nothing itself: that is for `trial`.

pub mod gather;
pub mod text;

use std::sync::Arc;

use crate::engine::assess::Compiled;
use crate::guideline::Guideline;
use crate::guideline::examples::{self, Examples};
use crate::guideline::finding::Finding;
use crate::guideline::source::{Position, SharedSource};
use crate::trial::check::{Verdict, check};
use crate::trial::example::{Example, prepare};
use gather::Bench;

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
    /// Those that did not hold, in file order.
    pub failures: Vec<Failure>,
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
    pub fn of(benches: &[Bench]) -> Self {
        let mut report = Self::default();
        for bench in benches {
            report.add(bench);
        }
        report
    }

    fn add(&mut self, bench: &Bench) {
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
        for file in files.iter().filter(|_| !versions.is_empty()) {
            let prepared = prepare(file, &versions);
            self.faults.extend(prepared.faults);
            for (list, examples) in by_version.iter_mut().zip(prepared.by_version) {
                list.extend(examples.into_iter().map(|example| (file.source.clone(), example)));
            }
        }
        for (guideline, examples) in bench.versions.iter().zip(by_version) {
            self.trials.push(Trial::of(guideline, &examples));
        }
    }

    /// Did every file load, and every example hold?
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.trials.iter().all(|trial| trial.failures.is_empty())
    }
}

impl Trial {
    fn of(guideline: &Arc<Guideline>, examples: &[(SharedSource, Example<'_>)]) -> Self {
        let compiled = Compiled::new(guideline.clone(), 1);
        let mut failures = Vec::new();
        for (source, example) in examples {
            let verdict = check(&compiled, example);
            if !matches!(verdict, Verdict::Holds(_)) {
                let name = &example.written.name;
                failures.push(Failure {
                    name: name.value.clone(),
                    at: source.position(name.span.start),
                    source: source.clone(),
                    verdict,
                });
            }
        }
        Self { guideline: guideline.clone(), run: examples.len(), failures }
    }
}
