//! For tests: a disk on which the n-th call fails, or after whose n-th call nothing happens any more.

use std::cell::{Cell, RefCell};
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::rc::Rc;

use super::disk::{Aim, Disk, Machine, Unfinished};

/// What happens at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mishap {
    /// It fails, as on a full disk; what comes after works.
    Fails,
    /// Half of it is done, and nothing works from then on: the power is gone.
    Stops,
}

/// A disk that counts its calls.
struct Faulty {
    at: usize,
    mishap: Mishap,
    calls: Cell<usize>,
}

thread_local! {
    static DISK: RefCell<Option<Rc<Faulty>>> = const { RefCell::new(None) };
}

pub(super) fn on_disk<T>(work: impl FnOnce(&dyn Disk) -> T) -> T {
    let disk = DISK.with_borrow(Clone::clone);
    match disk {
        Some(disk) => work(disk.as_ref()),
        None => work(&Machine),
    }
}

/// Does `work` on a disk whose call number `at`, from 1, goes wrong; gives what came of it, and the number of calls.
pub(crate) fn with_mishap<T>(at: usize, mishap: Mishap, work: impl FnOnce() -> T) -> (T, usize) {
    let disk = Rc::new(Faulty { at, mishap, calls: Cell::new(0) });
    DISK.set(Some(disk.clone()));
    let result = work();
    DISK.set(None);
    (result, disk.calls.get())
}

impl Faulty {
    /// Does this call go wrong?
    fn goes_wrong(&self) -> bool {
        self.calls.set(self.calls.get() + 1);
        match self.mishap {
            Mishap::Fails => self.calls.get() == self.at,
            Mishap::Stops => self.calls.get() >= self.at,
        }
    }

    fn call<T>(&self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.goes_wrong() { Err(io::ErrorKind::StorageFull.into()) } else { work() }
    }

    /// What a program that is no more leaves behind.
    fn named(&self, file: Unfinished, work: impl FnOnce(Unfinished) -> io::Result<()>) -> io::Result<()> {
        if !self.goes_wrong() {
            return work(file);
        }
        if let (Mishap::Stops, Unfinished::Named(file)) = (self.mishap, file) {
            let _ = file.keep();
        }
        Err(io::ErrorKind::StorageFull.into())
    }
}

impl Disk for Faulty {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.call(|| Machine.read(path))
    }

    fn create(&self, folder: &Path, prefix: &str, aim: Aim) -> io::Result<Unfinished> {
        self.call(|| Machine.create(folder, prefix, aim))
    }

    fn write(&self, file: &mut Unfinished, bytes: &[u8]) -> io::Result<()> {
        if !self.goes_wrong() {
            return Machine.write(file, bytes);
        }
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        Machine.write(file, half)?;
        if let (Mishap::Stops, Unfinished::Named(file)) = (self.mishap, file) {
            file.disable_cleanup(true);
        }
        Err(io::ErrorKind::StorageFull.into())
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.call(|| Machine.sync(file))
    }

    fn rename(&self, file: Unfinished, target: &Path) -> io::Result<()> {
        self.named(file, |file| Machine.rename(file, target))
    }

    fn link(&self, file: Unfinished, target: &Path) -> io::Result<()> {
        self.named(file, |file| Machine.link(file, target))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call(|| Machine.sync_folder(folder))
    }

    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        if self.goes_wrong() {
            return Err(TryLockError::Error(io::ErrorKind::Unsupported.into()));
        }
        Machine.lock(file)
    }
}
