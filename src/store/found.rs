//! What a walk comes upon.

use std::path::PathBuf;

use super::StoreError;

/// Something that may be a case.
#[derive(Debug)]
pub struct Found {
    /// What it is called in reports: the file, and in an archive the line.
    pub name: String,
    /// Where it is.
    pub place: Place,
    /// How it came to be looked at.
    pub way: Way,
}

/// Where a case is.
#[derive(Debug)]
pub enum Place {
    /// A file, or standard input.
    File(PathBuf),
    /// A line of an archive, without its line feed.
    Line(Vec<u8>),
    /// It is there, and is not looked at: why, in Danish.
    PassedOver(&'static str),
    /// It cannot be read.
    Unreadable(StoreError),
}

/// How something came to be looked at: what was asked for by name must be a case, what lies in a folder may be
/// something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The user named it, or it stands in an archive.
    Named,
    /// It lies in a folder that the user named.
    InFolder,
}
