//! Which saved cases would come out differently under the new version.
//!
//! A what-if: both versions are asked with the answers that the case has now. Nothing is saved, and the outcome that
//! the case was closed with is not looked at. A file that cannot be used is one line and stops nothing.

use std::path::Path;
use std::sync::Arc;

use crate::session::failures::from_store;
use crate::store::{CASE_LIMIT, read_text, yaml_files};
use visitation::case::{Case, keys};
use visitation::consult::known;
use visitation::engine::assess::{AssessError, Compiled};
use visitation::engine::outcome::{Assessment, State};
use visitation::guideline::Guideline;

/// A saved case and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseChange {
    /// The file.
    pub file: String,
    /// What becomes of it.
    pub result: CaseResult,
}

/// What becomes of a saved case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseResult {
    /// Nothing changes.
    Same,
    /// It is about other specialer.
    OtherSpeciale,
    /// What changes, in words: level first, then duties.
    Differs(Vec<String>),
    /// The file or its answers cannot be used.
    Unusable(String),
}

impl CaseResult {
    /// Told to a person.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Same => "uændret".to_owned(),
            Self::OtherSpeciale => "handler om andre specialer".to_owned(),
            Self::Differs(what) => what.join("; "),
            Self::Unusable(reason) => format!("kan ikke sammenlignes: {reason}"),
        }
    }

    /// Does it come out differently?
    #[must_use]
    pub fn is_changed(&self) -> bool {
        matches!(self, Self::Differs(_))
    }
}

/// Assesses every case of a folder by both versions.
///
/// # Errors
/// The folder cannot be read.
pub fn compare_cases(folder: &Path, old: &Guideline, new: &Guideline) -> anyhow::Result<Vec<CaseChange>> {
    let (old, new) = (Arc::new(old.clone()), Arc::new(new.clone()));
    let mut changes = Vec::new();
    for path in yaml_files(folder).map_err(from_store)? {
        let result = one(&path, &old, &new).unwrap_or_else(CaseResult::Unusable);
        changes.push(CaseChange { file: path.display().to_string(), result });
    }
    Ok(changes)
}

fn one(path: &Path, old: &Arc<Guideline>, new: &Arc<Guideline>) -> Result<CaseResult, String> {
    let text = read_text(path, CASE_LIMIT).map_err(|error| error.message)?;
    let case = Case::read(&text).map_err(|error| error.to_string())?;
    if !case.guidelines().iter().any(|pinned| pinned.speciale == old.speciale) {
        return Ok(CaseResult::OtherSpeciale);
    }
    let (before, now) = (assess(&case, old), assess(&case, new));
    match (before, now) {
        (Ok(before), Ok(now)) => {
            let what = differences((old, &before), (new, &now));
            Ok(if what.is_empty() { CaseResult::Same } else { CaseResult::Differs(what) })
        }
        (Ok(_), Err(reason)) => Ok(CaseResult::Differs(vec![format!("kan ikke længere vurderes: {reason}")])),
        (Err(_), Ok(_)) => Ok(CaseResult::Differs(vec!["kan nu vurderes".to_owned()])),
        (Err(reason), Err(_)) => Err(reason),
    }
}

fn assess(case: &Case, guideline: &Arc<Guideline>) -> Result<Assessment, String> {
    let answers = keys::known(case.answers(), guideline)
        .map_err(|faults| faults.iter().map(|(_, fault)| fault.to_string()).collect::<Vec<_>>().join("; "))?;
    let compiled = Compiled::new(guideline.clone(), case.guidelines().len());
    compiled.assess(&known(&answers.answers)).map_err(|error: AssessError| error.to_string())
}

fn differences((old, before): (&Guideline, &Assessment), (new, now): (&Guideline, &Assessment)) -> Vec<String> {
    let levels = |guideline: &Guideline, assessment: &Assessment| {
        let ids = assessment.possible.iter().filter_map(|level| guideline.national.levels.get(level.0));
        ids.map(|level| level.id.clone()).collect::<Vec<_>>().join(" eller ")
    };
    let (one, other) = (levels(old, before), levels(new, now));
    let mut what = Vec::new();
    if one != other {
        what.push(format!("niveau {one} → {other}"));
    }
    let ids = old.advice.iter().chain(&new.advice).map(|duty| &duty.id);
    let mut seen: Vec<&String> = Vec::new();
    for id in ids {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let (one, other) = (state(old, before, id), state(new, now, id));
        if one != other {
            what.push(format!("{id}: {} → {}", state_text(one), state_text(other)));
        }
    }
    what
}

/// A duty that the version does not have is never due.
fn state(guideline: &Guideline, assessment: &Assessment, id: &str) -> State {
    let place = guideline.advice.iter().position(|duty| duty.id == id);
    place.and_then(|place| assessment.advice.get(place)).copied().unwrap_or(State::Never)
}

fn state_text(state: State) -> &'static str {
    match state {
        State::Always => "skal indhentes",
        State::Never => "ikke aktuel",
        State::Open => "uafklaret",
    }
}
