//! The list of heads on disk: held for this program alone while cases are held against it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::session::failures::{from_case, from_store};
use crate::store::{CASE_LIMIT, FileLock, Over, lock, read_bytes, save, utf8};
use visitation::case::heads::{Heads, Seen};

/// A list, and the file it is kept in.
#[derive(Debug)]
pub struct Witness {
    path: PathBuf,
    heads: Heads,
    /// What stands in the file; `None` where there is none yet.
    there: Option<Vec<u8>>,
    _lock: FileLock,
}

impl Witness {
    /// Reads a list, or begins one.
    ///
    /// # Errors
    /// Another program holds it, it cannot be read, or it was changed.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let lock = lock(path).map_err(from_store)?;
        let there = match path.symlink_metadata() {
            Ok(_) => Some(read_bytes(path, CASE_LIMIT).map_err(from_store)?),
            Err(_) => None,
        };
        let heads = match &there {
            Some(bytes) => {
                let text = utf8(bytes, path).map_err(from_store)?;
                Heads::read(text).map_err(|error| from_case(error, path))?
            }
            None => Heads::new(),
        };
        Ok(Self { path: path.to_path_buf(), heads, there, _lock: lock })
    }

    /// Holds a case against the list; what is wrong, with its code.
    ///
    /// # Errors
    /// None for an unbroken case.
    pub fn hold(&mut self, links: &[String]) -> anyhow::Result<Option<(&'static str, String)>> {
        Ok(match self.heads.hold(Timestamp::now(), links)? {
            Seen::New | Seen::Kept => None,
            Seen::RolledBack(had) => Some((
                "rolled-back",
                format!(
                    "sagen er sat tilbage: den har {} hændelser og havde {had}, da den blev set sidst",
                    links.len()
                ),
            )),
            Seen::Rewritten => Some(("rewritten", "sagens historik er en anden, end da den blev set sidst".to_owned())),
        })
    }

    /// Writes the list, and tells its last value.
    ///
    /// # Errors
    /// The disk fails, or somebody else has changed the list.
    pub fn finish(self) -> anyhow::Result<String> {
        let text = self.heads.write();
        if self.there.as_deref() != Some(text.as_bytes()) {
            let over = self.there.as_deref().map_or(Over::Nothing, Over::Read);
            save(&self.path, text.as_bytes(), over).map_err(from_store)?;
        }
        let unseen = match self.heads.unseen() {
            0 => String::new(),
            1 => " 1 sag på listen er ikke blandt dem, der blev set.".to_owned(),
            many => format!(" {many} sager på listen er ikke blandt dem, der blev set."),
        };
        Ok(format!("Listens sidste værdi er {}; notér den et andet sted.{unseen}", self.heads.head()))
    }
}
