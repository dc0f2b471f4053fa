//! The calls by which files are written, one by one, so that a test can let each of them fail in turn.
//!
//! Deliberately knows nothing of order or safety: `save` and `lock` do.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::save::UNFINISHED;

/// A file that is being written. It goes away by itself unless it is given a name.
pub(super) enum Unfinished {
    /// It has no name at all: whatever ends the program, nothing is left.
    Nameless(File),
    /// It has a name of its own, because another is to be replaced, or because the system knows nothing better.
    Named(NamedTempFile),
}

impl Unfinished {
    /// The file itself.
    pub fn as_file(&self) -> &File {
        match self {
            Self::Nameless(file) => file,
            Self::Named(file) => file.as_file(),
        }
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Nameless(file) => file.write(bytes),
            Self::Named(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Nameless(file) => file.flush(),
            Self::Named(file) => file.flush(),
        }
    }
}

/// What is asked of a disk.
pub(super) trait Disk {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// A new file beside the others, readable by its owner alone, that goes away by itself unless it is given a name.
    fn create(&self, folder: &Path, prefix: &str, aim: Aim) -> io::Result<Unfinished>;
    /// Writes.
    fn write(&self, file: &mut Unfinished, bytes: &[u8]) -> io::Result<()>;
    /// Waits until a file is on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Gives a file its name, in the place of whatever has it.
    fn rename(&self, file: Unfinished, target: &Path) -> io::Result<()>;
    /// Gives a file a name that nothing has.
    fn link(&self, file: Unfinished, target: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Takes the lock of a file, or says that another has it.
    fn lock(&self, file: &File) -> Result<(), TryLockError>;
}

/// What a new file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// To take a name that nothing has.
    NewName,
    /// To take the place of another.
    Replace,
}

/// A file without a name, where the system has such.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    // Its name is given through `/proc`, which some sandboxes hide.
    let _ = fs::metadata("/proc/self/fd").ok()?;
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    open(folder, flags, Mode::RUSR | Mode::WUSR).ok().map(File::from)
}

#[cfg(target_os = "linux")]
fn give_name(file: &File, target: &Path) -> io::Result<()> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, linkat};
    let through = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, through, CWD, target, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
fn give_name(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The machine's own.
pub(super) struct Machine;

impl Disk for Machine {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn create(&self, folder: &Path, prefix: &str, aim: Aim) -> io::Result<Unfinished> {
        if aim == Aim::NewName
            && let Some(file) = nameless(folder)
        {
            return Ok(Unfinished::Nameless(file));
        }
        // tempfile gives mode 0600 on Unix; on other systems the folder's own protection counts.
        Builder::new().prefix(prefix).suffix(UNFINISHED).tempfile_in(folder).map(Unfinished::Named)
    }

    fn write(&self, file: &mut Unfinished, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, file: Unfinished, target: &Path) -> io::Result<()> {
        match file {
            Unfinished::Named(file) => file.persist(target).map(drop).map_err(|error| error.error),
            Unfinished::Nameless(_) => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    fn link(&self, file: Unfinished, target: &Path) -> io::Result<()> {
        match file {
            Unfinished::Named(file) => file.persist_noclobber(target).map(drop).map_err(|error| error.error),
            Unfinished::Nameless(file) => give_name(&file, target),
        }
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network drives cannot sync a folder; the file itself is already on disk.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        // A folder cannot be opened as a file there; the rename is journalled by the file system.
        Ok(())
    }

    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }
}

/// Does something with the disk of this thread: the machine's, unless a test has put another in its place.
#[cfg(not(test))]
pub(super) fn on_disk<T>(work: impl FnOnce(&dyn Disk) -> T) -> T {
    work(&Machine)
}

#[cfg(test)]
pub(super) use super::faulty::on_disk;
