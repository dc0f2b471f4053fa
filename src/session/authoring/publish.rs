//! `visit rules --publish`: national.yaml and every version of every guideline are kept together, as they stand.
//!
//! Deliberately keeps nothing of a folder in which one file is faulty: what is kept can be read.

use std::io;

use crate::session::failures::{from_rules, from_store};
use crate::store::catalogue::Catalogue;
use crate::store::{RuleFile, RuleFolder};
use crate::terminal::failure::Failure;

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Names of the files that were not kept before.
    pub new: Vec<String>,
    /// How many were kept already, just as they stand.
    pub before: usize,
}

/// Keeps every rule file of a folder by its SHA-256.
///
/// # Errors
/// The rules are those built into the program; a file is faulty or cannot be read; the archive cannot be written to.
pub fn publish(catalogue: &Catalogue) -> anyhow::Result<Published> {
    let folder = catalogue.folder();
    if *folder == RuleFolder::Embedded {
        let failure = Failure::new("no-folder", "de indbyggede regler er gemt, da programmet blev lavet");
        return Err(failure.help("vælg den mappe, der skal udgives, med `--rules MAPPE`").into());
    }
    let mut files: Vec<RuleFile> = vec![folder.national().map_err(from_store)?];
    for speciale in catalogue.specialer().map_err(from_rules)? {
        let versions = catalogue.versions(&speciale).map_err(from_rules)?;
        for guideline in versions {
            files.push(folder.guideline(&speciale, &guideline.version).map_err(from_store)?);
        }
    }
    let kept = folder.archived();
    let mut published = Published { new: Vec::new(), before: 0 };
    for file in files {
        if kept.contains(&file.sha256) {
            published.before += 1;
        } else {
            folder.keep(&file).map_err(from_store)?;
            published.new.push(file.name);
        }
    }
    Ok(published)
}

impl Published {
    /// Says it.
    ///
    /// # Errors
    /// The writer's.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        for name in &self.new {
            writeln!(out, "gemt: {name}")?;
        }
        let (new, before) = (self.new.len(), self.before);
        writeln!(out, "Udgivet: {new} filer gemt i `_arkiv`, {before} lå der uændret i forvejen.")
    }
}
