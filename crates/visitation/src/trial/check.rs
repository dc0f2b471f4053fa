//! Does an example hold? What came out, against what its author wrote.
//!
//! What an example leaves out is not checked; what it gives is checked exactly.

use std::collections::BTreeSet;

use super::example::Example;
use super::relevance;
use crate::engine::assess::{AssessError, Compiled};
use crate::engine::outcome::{Assessment, Contradiction, State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;
use crate::guideline::raw::Located;

/// How an example came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// As expected; nothing comes out where just that was expected.
    Holds(Option<Assessment>),
    /// Otherwise. At least one mismatch.
    Differs(Vec<Mismatch>),
    /// Its answers exclude each other.
    Contradicts(Contradiction),
    /// It could not be computed.
    TooLarge(TooLarge),
}

/// One expectation that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// What was expected something of.
    pub aspect: Aspect,
    /// The ids that the author wrote.
    pub expected: Vec<String>,
    /// The ids that came out.
    pub got: Vec<String>,
}

/// What an example can expect something of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// `niveau`: the recommendation. Several levels came out where the case is in doubt.
    Level,
    /// `mulige`
    Possible,
    /// `kriterier`
    Criteria,
    /// `rådgivning`
    Advice,
    /// `åbne`
    Open,
    /// `umulig`: that the answers exclude each other.
    Impossible,
    /// `relevant`: whether `relevant_når` holds.
    Relevant,
}

impl Aspect {
    /// The key under `forventet`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Level => "niveau",
            Self::Possible => "mulige",
            Self::Criteria => "kriterier",
            Self::Advice => "rådgivning",
            Self::Open => "åbne",
            Self::Impossible => "umulig",
            Self::Relevant => "relevant",
        }
    }
}

impl Mismatch {
    /// What was expected and did not come.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        difference(&self.expected, &self.got)
    }

    /// What came without being expected.
    #[must_use]
    pub fn unexpected(&self) -> Vec<&str> {
        difference(&self.got, &self.expected)
    }
}

fn difference<'a>(one: &'a [String], other: &[String]) -> Vec<&'a str> {
    one.iter().filter(|id| !other.contains(id)).map(String::as_str).collect()
}

/// What the example checks.
#[must_use]
pub fn checks(example: &Example<'_>) -> Vec<Aspect> {
    let expected = &example.written.expected;
    let given = [
        (Aspect::Level, expected.level.is_some()),
        (Aspect::Possible, expected.possible.is_some()),
        (Aspect::Criteria, expected.criteria.is_some()),
        (Aspect::Advice, expected.advice.is_some()),
        (Aspect::Open, expected.open.is_some()),
        (Aspect::Impossible, expected.impossible),
        (Aspect::Relevant, expected.relevant.is_some()),
    ];
    given.into_iter().filter(|(_, given)| *given).map(|(aspect, _)| aspect).collect()
}

/// Runs one example.
#[must_use]
pub fn check(compiled: &Compiled, example: &Example<'_>) -> Verdict {
    let expected = &example.written.expected;
    let word = |yes: bool| vec![if yes { "ja" } else { "nej" }.to_owned()];
    let mut found = match compiled.assess(&example.known) {
        Ok(_) if expected.impossible => {
            vec![Mismatch { aspect: Aspect::Impossible, expected: word(true), got: word(false) }]
        }
        Ok(assessment) => {
            let found = mismatches(compiled.guideline(), example, &assessment);
            if found.is_empty() && expected.relevant.is_none() {
                return Verdict::Holds(Some(assessment));
            }
            found
        }
        Err(AssessError::Contradiction(_)) if expected.impossible => Vec::new(),
        Err(AssessError::Contradiction(contradiction)) => return Verdict::Contradicts(contradiction),
        Err(AssessError::TooLarge(error)) => return Verdict::TooLarge(error),
    };
    if let Some(relevant) = expected.relevant {
        let got = match relevance::holds(compiled.guideline(), &example.shared) {
            Ok(got) => got,
            Err(error) => return Verdict::TooLarge(error),
        };
        if got != Some(relevant) {
            let got = got.map_or_else(|| vec!["uafklaret".to_owned()], word);
            found.push(Mismatch { aspect: Aspect::Relevant, expected: word(relevant), got });
        }
    }
    if found.is_empty() { Verdict::Holds(None) } else { Verdict::Differs(found) }
}

fn mismatches(guideline: &Guideline, example: &Example<'_>, assessment: &Assessment) -> Vec<Mismatch> {
    let expected = &example.written.expected;
    let names = Names { guideline, assessment };
    let level = expected.level.as_ref().map(std::slice::from_ref);
    let pairs = [
        (Aspect::Level, level, names.levels()),
        (Aspect::Possible, expected.possible.as_deref(), names.levels()),
        (Aspect::Criteria, expected.criteria.as_deref(), names.criteria()),
        (Aspect::Advice, expected.advice.as_deref(), names.advice()),
        (Aspect::Open, expected.open.as_deref(), names.open()),
    ];
    let mut found = Vec::new();
    for (aspect, expected, got) in pairs {
        let Some(expected) = expected else { continue };
        let same = expected.iter().map(|id| id.value.as_str()).collect::<BTreeSet<_>>()
            == got.iter().map(String::as_str).collect::<BTreeSet<_>>();
        if !same {
            found.push(Mismatch { aspect, expected: expected.iter().map(id).collect(), got });
        }
    }
    found
}

fn id(located: &Located<String>) -> String {
    located.value.clone()
}

/// An assessment in the ids of its guideline.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// What came out of it.
    pub assessment: &'a Assessment,
}

impl Names<'_> {
    /// The possible levels, lowest first.
    #[must_use]
    pub fn levels(&self) -> Vec<String> {
        let level = |LevelIx(place): &LevelIx| self.guideline.national.levels.get(*place).map(|level| level.id.clone());
        self.assessment.possible.iter().filter_map(level).collect()
    }

    /// The criteria that are met.
    #[must_use]
    pub fn criteria(&self) -> Vec<String> {
        let criteria = self.guideline.criteria.iter().zip(&self.assessment.criteria);
        criteria.filter(|(_, state)| **state == State::Always).map(|(one, _)| one.id.clone()).collect()
    }

    /// The duties that are due.
    #[must_use]
    pub fn advice(&self) -> Vec<String> {
        let advice = self.guideline.advice.iter().zip(&self.assessment.advice);
        advice.filter(|(_, state)| **state == State::Always).map(|(one, _)| one.id.clone()).collect()
    }

    /// The open questions.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        let open = self.assessment.open_questions.iter().filter_map(|ix| self.guideline.questions.get(ix.0));
        open.map(|question| question.id.clone()).collect()
    }
}
