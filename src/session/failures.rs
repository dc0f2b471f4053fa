//! How the errors of a session are told at the edge.

use super::record::RecordError;
use crate::store::StoreError;
use crate::store::catalogue::RuleError;
use crate::terminal::failure::{Failure, Rejected};
use std::path::Path;

use visitation::case::CaseError;
use visitation::consult::NoOutcome;

/// A failure of the file system, told as such.
#[must_use]
pub fn from_store(error: StoreError) -> anyhow::Error {
    let failure = Failure::new(error.code, error.message).file(error.file);
    with_help(failure, error.help).into()
}

/// Rules that cannot be used, told with every fault.
#[must_use]
pub fn from_rules(error: RuleError) -> anyhow::Error {
    match error {
        RuleError::Store(error) => from_store(error),
        RuleError::Faulty(findings) => Rejected(findings).into(),
        RuleError::NoAnswer { code, message, help } => with_help(Failure::new(code, message), Some(help)).into(),
    }
}

/// A case file that cannot be used.
#[must_use]
pub fn from_case(error: CaseError, path: &Path) -> anyhow::Error {
    let name = path.display().to_string();
    let failure = Failure::new(error.code, format!("`{name}`: {error}")).file(name);
    with_help(failure, error.help).into()
}

fn with_help(failure: Failure, help: Option<String>) -> Failure {
    match help.filter(|help| !help.is_empty()) {
        Some(help) => failure.help(help),
        None => failure,
    }
}

impl From<RecordError> for anyhow::Error {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Case(error) => NoOutcome::from(error).into(),
            RecordError::Store(error) => from_store(error),
        }
    }
}
