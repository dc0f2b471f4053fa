//! The rule folder that a command works on.

use std::path::Path;

use crate::session::failures::{from_rules, from_store};
use crate::store::RuleFolder;
use crate::store::catalogue::Catalogue;

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
