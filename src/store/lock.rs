//! One program at a time in a case.
//!
//! The lock sits on a file beside the case, `.<name>.lock`, because saving replaces the case file itself.
//! The system releases it when the program ends, however it ends: a leftover file locks nobody out.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::disk::on_disk;
use super::save::{UNFINISHED, folder_of, unfinished_prefix};

/// Held as long as the value lives.
#[derive(Debug)]
#[must_use = "the lock is released when the value is dropped"]
pub struct FileLock {
    // Declared for its drop: closing the file releases the lock.
    _file: File,
    beside: PathBuf,
}

/// Locks the case at `path` for this program.
///
/// # Errors
/// Another program holds it, or the folder cannot be written to or cannot lock.
pub fn lock(path: &Path) -> Result<FileLock, StoreError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = folder_of(&target);
    let beside = folder.join(format!("{}lock", unfinished_prefix(&target)));
    // The holder removes the file when done. If that happens between our opening and our locking, we hold
    // a file nobody else can find, and try again.
    for _ in 0..100 {
        let file = open(&beside).map_err(|error| StoreError::saving(path, &error))?;
        match on_disk(|disk| disk.lock(&file)) {
            Ok(()) if is_still_there(&file, &beside) => {
                remove_unfinished(&target, &folder);
                return Ok(FileLock { _file: file, beside });
            }
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy(path)),
            Err(TryLockError::Error(_)) => {
                let message = format!("`{}` kan ikke låses: drevet kender ikke låse", path.display());
                return Err(StoreError::new("cannot-lock", path, message, "læg sagen på et drev, der kan låse filer"));
            }
        }
    }
    Err(busy(path))
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Removed while still locked; a failure only leaves an empty file.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

fn busy(path: &Path) -> StoreError {
    let message = format!("`{}` er åben i et andet vindue eller hos en anden", path.display());
    StoreError::new("in-use", path, message, "luk sagen dér, og prøv igen")
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(named)) => (ours.dev(), ours.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_there(_file: &File, _path: &Path) -> bool {
    // The file is never removed there, so it is always the one with the name.
    true
}

/// What a killed program left half-written holds personal data and is of no use to anybody.
fn remove_unfinished(target: &Path, folder: &Path) {
    let prefix = unfinished_prefix(target);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_and_the_third_gets_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sag.yaml");
        let held = lock(&path).unwrap();
        assert_eq!(lock(&path).unwrap_err().code, "in-use");
        assert!(lock(&folder.path().join("anden.yaml")).is_ok());
        drop(held);
        assert!(lock(&path).is_ok());
    }

    #[test]
    fn a_left_over_lock_file_locks_nobody_out_and_half_written_files_go() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".sag.yaml.lock"), "").unwrap();
        let leftover = folder.path().join(".sag.yaml.abc123.visit-tmp");
        fs::write(&leftover, "halv").unwrap();
        fs::write(folder.path().join(".anden.yaml.abc.visit-tmp"), "").unwrap();
        let held = lock(&folder.path().join("sag.yaml")).unwrap();
        assert!(!leftover.exists());
        assert!(folder.path().join(".anden.yaml.abc.visit-tmp").exists());
        drop(held);
    }
}
