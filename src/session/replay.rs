//! Replaying a saved case by exactly the rules it pins.

use std::sync::Arc;

use super::Session;
use crate::case::replay::{Found, Replay, Wanted};
use crate::case::{AssessmentV1, Case};
use crate::guideline::resolve;
use crate::store::catalogue::Catalogue;
use crate::store::{RuleFile, RuleFolder};

/// Computes a case anew by the rules it pins, and compares.
#[must_use]
pub fn replay(case: &Case, folder: &RuleFolder) -> Replay {
    let find = |wanted: Wanted<'_>| match wanted {
        Wanted::National(pinned) => folder.national_by_sha256(&pinned.sha256),
        Wanted::Guideline(pinned) => folder.guideline_by_sha256(&pinned.speciale, &pinned.sha256),
    };
    crate::case::replay::replay(case, find, |case, files| recompute(case, &files))
}

fn recompute(case: &Case, files: &Found<RuleFile>) -> Result<AssessmentV1, String> {
    let session = from_files(case, files)?;
    let outcome = session.outcome().map_err(|error| error.message)?;
    Ok(session.machine_output(&outcome))
}

/// The session that a saved case was left in, under the rules it pins.
///
/// # Errors
/// In Danish: the rules are not there, cannot be read, or do not admit an answer.
pub fn session_of(case: &Case, folder: &RuleFolder) -> Result<Session, String> {
    let missing = |file: &str, sha256: &str| format!("{file} med SHA-256 {sha256} findes ikke");
    let pinned = &case.opening().national;
    let national = folder.national_by_sha256(&pinned.sha256).ok_or_else(|| missing(&pinned.file, &pinned.sha256))?;
    let mut guidelines = Vec::new();
    for pinned in case.guidelines() {
        let file = folder.guideline_by_sha256(&pinned.speciale, &pinned.sha256);
        guidelines.push(file.ok_or_else(|| missing(&pinned.file, &pinned.sha256))?);
    }
    from_files(case, &Found { national, guidelines })
}

fn from_files(case: &Case, files: &Found<RuleFile>) -> Result<Session, String> {
    let faulty = |file: &RuleFile| format!("{} kan ikke længere læses", file.shown);
    let national = resolve::national(&files.national.shown, files.national.text.as_bytes())
        .map_err(|_| faulty(&files.national))?;
    let catalogue = Catalogue::with_national(RuleFolder::Embedded, Arc::new(national.value));
    let mut guidelines = Vec::new();
    for (pinned, file) in case.guidelines().iter().zip(&files.guidelines) {
        let loaded = catalogue.read(&pinned.speciale, file).map_err(|_| faulty(file))?;
        guidelines.push(Arc::new(loaded.value));
    }
    let session = Session::new(guidelines);
    session.with_saved(case.answers()).map_err(|errors| {
        let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
        texts.join("; ")
    })
}
