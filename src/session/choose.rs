//! Which guidelines a case is assessed by.

use std::sync::Arc;

use crate::store::catalogue::{Catalogue, RuleError};
use jiff::civil::Date;

use visitation::consult::triage::guideline_of;
use visitation::consult::{Consultation, NoOutcome};
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;

/// The versions in force of the named specialer, in the order named, each once.
///
/// # Errors
/// A speciale is unknown, or has no version in force, or several, or a faulty one.
pub fn by_name<'n>(
    catalogue: &Catalogue,
    names: impl IntoIterator<Item = &'n str>,
    date: Date,
) -> Result<Vec<Arc<Guideline>>, RuleError> {
    let mut chosen: Vec<Arc<Guideline>> = Vec::new();
    for name in names {
        let id = catalogue.meant(name)?;
        if !chosen.iter().any(|guideline| guideline.speciale == id) {
            chosen.push(Arc::new(catalogue.in_force(&id, date)?));
        }
    }
    Ok(chosen)
}

/// Which guidelines are meant, where a name is not the id of one: said before anything is asked.
///
/// # Errors
/// As [`by_name`].
pub fn meant(catalogue: &Catalogue, names: &[String], date: Date) -> Result<Option<String>, RuleError> {
    let chosen = by_name(catalogue, names.iter().map(String::as_str), date)?;
    if names.iter().all(|name| chosen.iter().any(|guideline| guideline.speciale == *name)) {
        return Ok(None);
    }
    let titles: Vec<&str> = chosen.iter().map(|guideline| guideline.title.as_str()).collect();
    Ok(Some(format!("Sagen vurderes efter: {}.", titles.join("; "))))
}

/// All guidelines in force on a date; specialer without one are left out.
///
/// # Errors
/// A file cannot be read or is faulty, or two versions are in force.
pub fn all_in_force(catalogue: &Catalogue, date: Date) -> Result<Vec<Arc<Guideline>>, RuleError> {
    let mut all = Vec::new();
    for speciale in catalogue.specialer()? {
        match catalogue.in_force(&speciale, date) {
            Ok(guideline) => all.push(Arc::new(guideline)),
            Err(RuleError::NoAnswer { code: "no-version-in-force", .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

/// The first conversation: the shared questions that tell which specialer are in play.
#[derive(Debug)]
pub struct Triage {
    /// The shared questions, with one duty per candidate.
    pub session: Consultation,
    /// Guidelines that say when they are relevant.
    pub candidates: Vec<Arc<Guideline>>,
}

impl Triage {
    /// Begins it.
    #[must_use]
    pub fn new(catalogue: &Catalogue, all: Vec<Arc<Guideline>>) -> Self {
        let candidates: Vec<_> = all.into_iter().filter(|guideline| guideline.relevant_when.is_some()).collect();
        let conditions: Vec<_> = candidates.iter().map(|guideline| guideline.relevant_when.clone()).collect();
        Self { session: Consultation::new(vec![guideline_of(catalogue.national(), &conditions)]), candidates }
    }

    /// The places of the candidates whose `relevant_når` holds, and of those for which it may.
    ///
    /// # Errors
    /// The shared questions are too many to compute.
    pub fn proposed(&self) -> Result<Proposal, NoOutcome> {
        let outcome = self.session.outcome()?;
        let states = outcome.parts.first().map(|part| part.assessment.advice.clone()).unwrap_or_default();
        let with =
            |wanted: State| (0..).zip(&states).filter(|(_, state)| **state == wanted).map(|(at, _)| at).collect();
        Ok(Proposal { relevant: with(State::Always), possible: with(State::Open) })
    }
}

/// What triage found, by place among the candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// `relevant_når` holds.
    pub relevant: Vec<usize>,
    /// It may hold: some answer is not known.
    pub possible: Vec<usize>,
}
