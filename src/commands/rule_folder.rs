//! The rule folder that a command works on, and how its errors are told.

use std::path::Path;

use crate::store::catalogue::{Catalogue, RuleError};
use crate::store::{RuleFolder, StoreError};
use crate::terminal::failure::{Failure, Rejected};

/// The folder of `--rules`, or the rules built into the program.
///
/// # Errors
/// The folder cannot be read.
pub fn choose(folder: Option<&Path>) -> anyhow::Result<RuleFolder> {
    match folder {
        Some(path) => RuleFolder::directory(path).map_err(from_store),
        None => Ok(RuleFolder::Embedded),
    }
}

/// The same with its national.yaml read.
///
/// # Errors
/// The folder or its national.yaml cannot be used.
pub fn open(folder: Option<&Path>) -> anyhow::Result<Catalogue> {
    Catalogue::open(choose(folder)?).map_err(from_rules)
}

/// A failure of the file system, told as such.
#[must_use]
pub fn from_store(error: StoreError) -> anyhow::Error {
    let failure = Failure::new(error.code, error.message).file(error.file);
    match error.help {
        Some(help) => failure.help(help).into(),
        None => failure.into(),
    }
}

/// Rules that cannot be used, told with every fault.
#[must_use]
pub fn from_rules(error: RuleError) -> anyhow::Error {
    match error {
        RuleError::Store(error) => from_store(error),
        RuleError::Faulty(findings) => Rejected(findings).into(),
        RuleError::NoAnswer { code, message, help } => Failure::new(code, message).help(help).into(),
    }
}
