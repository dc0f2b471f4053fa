//! Saving so that a kill, a full disk or a power cut at any moment leaves the old file or the new one,
//! never half of either.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::disk::{Aim, Unfinished, on_disk};
use super::replace::{Over, check_name, exists, may_replace};
use super::seal;

/// The code of the one error after which the file is written all the same.
pub const NOT_SYNCED: &str = "not-synced";

/// The ending of a file that is being written. Whoever holds the lock may remove what a kill left behind.
pub(super) const UNFINISHED: &str = ".visit-tmp";

/// How a case begins, whatever its version.
const CASE_START: &[u8] = b"format: visit-sag/";

/// Writes the file whole. A new one is readable by its owner alone (mode 0600); one that is replaced keeps its mode
/// and its group, so that a team goes on sharing it.
///
/// The bytes go to a new file in the same folder, reach the disk, and only then take the name, if what stands there is
/// still what `over` allows; at last the folder itself is synced, so that the name survives a power cut too. A symbolic
/// link is followed.
///
/// # Errors
/// Something stands there that may not be replaced; the folder is missing or may not be written to, the disk is full,
/// or the target is a folder or marked read-only. The earlier file is then untouched, and the error says so. With the
/// code `not-synced` the file is written, and only the disk has not confirmed it.
pub fn save(path: &Path, bytes: &[u8], over: Over<'_>) -> Result<(), StoreError> {
    save_as(path, bytes, over, None)
}

/// The same, with a choice of whether the file is sealed; by itself it stays as it was, and a new case is sealed where
/// there is a key.
pub(super) fn save_as(path: &Path, bytes: &[u8], over: Over<'_>, sealed: Option<bool>) -> Result<(), StoreError> {
    if !matches!(over, Over::Read(_)) {
        check_name(path)?;
    }
    let target = resolve(path)?;
    let folder = folder_of(&target);
    let failed = |error: io::Error| StoreError::saving(path, &error);
    let before = fs::metadata(&target).ok();
    let sealed = sealed.unwrap_or_else(|| match before {
        Some(_) => seal::is_sealed_file(&target),
        None => seal::seals_new() && bytes.starts_with(CASE_START),
    });
    let kept = seal::as_kept(path, bytes, sealed)?;
    on_disk(|disk| {
        let aim = if before.is_some() { Aim::Replace } else { Aim::NewName };
        let mut file = disk.create(&folder, &unfinished_prefix(&target), aim).map_err(failed)?;
        disk.write(&mut file, &kept).map_err(failed)?;
        if let Some(before) = &before {
            keep_access(before, file.as_file()).map_err(failed)?;
        }
        disk.sync(file.as_file()).map_err(failed)?;
        // As late as can be: whatever locks say, what somebody else has saved is not written over.
        let there = match disk.read(&target) {
            Ok(there) => Some(seal::opened(path, there)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        may_replace(path, there.as_deref(), bytes, over)?;
        if aim == Aim::Replace && there.is_some() {
            disk.rename(file, &target).map_err(failed)?;
        } else {
            disk.link(file, &target).map_err(|error| named(path, &error))?;
        }
        disk.sync_folder(&folder).map_err(|_| not_synced(path))
    })
}

/// Writes a file that must not be there yet, readable as its folder is meant to be. Missing folders are made.
///
/// # Errors
/// The file exists, or the folder may not be written to, or the disk is full.
pub fn save_new(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = folder_of(path);
    fs::create_dir_all(&folder).map_err(|error| StoreError::saving(path, &error))?;
    let mut file = Growing::new(path)?;
    file.add(bytes)?;
    file.share_with(&folder)?;
    file.finish()
}

/// Writes a file that must not be there yet, readable by its owner alone.
///
/// # Errors
/// The file exists, or the folder is missing or may not be written to, or the disk is full.
pub fn save_private(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = Growing::new(path)?;
    file.add(bytes)?;
    file.finish()
}

/// A file that is written piece by piece, and has no name until it is whole.
pub struct Growing {
    path: PathBuf,
    file: Sink,
}

/// Where the pieces go.
enum Sink {
    Plain(BufWriter<Unfinished>),
    Sealed(Box<age::stream::StreamWriter<BufWriter<Unfinished>>>),
}

impl Growing {
    /// Begins a file, readable by its owner alone; one that is there already is never overwritten.
    ///
    /// # Errors
    /// It is there, or its folder is missing or may not be written to.
    pub fn new(path: &Path) -> Result<Self, StoreError> {
        check_name(path)?;
        if path.symlink_metadata().is_ok() {
            return Err(exists(path));
        }
        let created = on_disk(|disk| disk.create(&folder_of(path), &unfinished_prefix(path), Aim::NewName));
        let file = created.map_err(|error| StoreError::saving(path, &error))?;
        Ok(Self { path: path.to_path_buf(), file: Sink::Plain(BufWriter::with_capacity(1 << 18, file)) })
    }

    /// The same for what holds cases: sealed where there is a key.
    ///
    /// # Errors
    /// As [`Growing::new`], or the key cannot be read.
    pub fn of_cases(path: &Path) -> Result<Self, StoreError> {
        let Self { path, file } = Self::new(path)?;
        let file = match file {
            Sink::Plain(file) if seal::seals_new() => Sink::Sealed(Box::new(seal::sealing(&path, file)?)),
            file => file,
        };
        Ok(Self { path, file })
    }

    /// Lets whoever may look into the folder read the file too.
    fn share_with(&self, folder: &Path) -> Result<(), StoreError> {
        let Sink::Plain(file) = &self.file else { return Ok(()) };
        let shared = share_with_the_folder(file.get_ref().as_file(), folder);
        shared.map_err(|error| StoreError::saving(&self.path, &error))
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// The disk is full, or fails.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let added = match &mut self.file {
            Sink::Plain(file) => file.write_all(bytes),
            Sink::Sealed(file) => file.write_all(bytes),
        };
        added.map_err(|error| StoreError::saving(&self.path, &error))
    }

    /// Gives the file its name, once it is on the disk.
    ///
    /// # Errors
    /// The name has been taken meanwhile; the disk is full, or fails. There is then no file of this name.
    pub fn finish(self) -> Result<(), StoreError> {
        let Self { path, file } = self;
        let failed = |error: io::Error| StoreError::saving(&path, &error);
        let file = match file {
            Sink::Plain(file) => file,
            Sink::Sealed(file) => file.finish().map_err(failed)?,
        };
        let mut file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        on_disk(|disk| {
            disk.write(&mut file, b"").map_err(failed)?;
            disk.sync(file.as_file()).map_err(failed)?;
            disk.link(file, &path).map_err(|error| named(&path, &error))?;
            disk.sync_folder(&folder_of(&path)).map_err(|_| not_synced(&path))
        })
    }
}

/// Why a file could not be given its name.
fn named(path: &Path, error: &io::Error) -> StoreError {
    if error.kind() == io::ErrorKind::AlreadyExists { exists(path) } else { StoreError::saving(path, error) }
}

fn not_synced(path: &Path) -> StoreError {
    let message = format!("`{}` er skrevet, men disken har ikke bekræftet det", path.display());
    StoreError::new(NOT_SYNCED, path, message, "se efter, om drevet er i orden, og gem igen")
}

/// Mode and group of the file that is replaced. Where the group cannot be kept, what it may do is left out.
#[cfg(unix)]
fn keep_access(before: &fs::Metadata, file: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let mut mode = before.mode() & 0o777;
    if file.metadata()?.gid() != before.gid() && fchown(file, None, Some(before.gid())).is_err() {
        // Another group must get no more than everybody.
        mode = (mode & 0o707) | ((mode & 0o007) << 3);
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_access(_: &fs::Metadata, _: &File) -> io::Result<()> {
    Ok(())
}

/// Rule files are read by others: they may be read by whoever may look into the folder.
#[cfg(unix)]
fn share_with_the_folder(file: &File, folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(folder)?.permissions().mode() & 0o666;
    file.set_permissions(fs::Permissions::from_mode(mode | 0o600))
}

#[cfg(not(unix))]
fn share_with_the_folder(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes the folders of `name` below `root`, for their owner alone, and gives the path of the file.
///
/// # Errors
/// One of them may not be made, or is a link or no folder.
pub fn place_below(root: &Path, name: &Path) -> Result<PathBuf, StoreError> {
    let path = root.join(name);
    let failed = |error: io::Error| StoreError::saving(&path, &error);
    make_private(root).map_err(failed)?;
    let mut folder = root.to_path_buf();
    for part in name.parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                let message = format!("`{}` er ikke en mappe, men en fil eller en lænke", folder.display());
                return Err(StoreError::new("not-a-folder", &path, message, "vælg en anden mappe med `--into`"));
            }
            Err(_) => make_private(&folder).map_err(failed)?,
        }
    }
    Ok(path)
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The file behind a link, and a refusal of what must not be replaced.
fn resolve(path: &Path) -> Result<PathBuf, StoreError> {
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_path_buf(),
        Err(error) => return Err(StoreError::saving(path, &error)),
    };
    let Ok(metadata) = fs::metadata(&target) else { return Ok(target) };
    if metadata.is_dir() {
        let message = format!("`{}` er en mappe og kan ikke gemmes som fil", path.display());
        return Err(StoreError::new("is-a-folder", path, message, "tilføj et filnavn"));
    }
    if !metadata.is_file() {
        let message = format!("`{}` er ikke en almindelig fil", path.display());
        return Err(StoreError::new("not-a-file", path, message, "vælg et andet filnavn"));
    }
    if metadata.permissions().readonly() {
        let message = format!("`{}` er skrivebeskyttet", path.display());
        return Err(StoreError::new("read-only", path, message, "gem under et andet navn med `--out`"));
    }
    Ok(target)
}

/// `.sag.yaml.` for `sag.yaml`: hidden, and recognisable as belonging to it.
pub(super) fn unfinished_prefix(target: &Path) -> String {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Room for the random part and the ending within the 255 bytes a name may have.
    let cut = name.char_indices().map(|(at, _)| at).take_while(|at| *at <= 200).last().unwrap_or(0);
    let name = if name.len() > 200 { name.get(..cut).unwrap_or_default() } else { &name };
    format!(".{name}.")
}

pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_the_whole_file_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sag.yaml");
        save(&path, b"en lang tekst", Over::Nothing).unwrap();
        save(&path, b"kort", Over::Read(b"en lang tekst")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"kort");
        assert_eq!(names(folder.path()), ["sag.yaml"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_its_owners_and_a_replaced_one_keeps_mode_and_group() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sag.yaml");
        save(&path, b"a", Over::Nothing).unwrap();
        let of = |path: &Path| fs::metadata(path).map(|metadata| (metadata.mode() & 0o777, metadata.gid())).unwrap();
        assert_eq!(of(&path).0, 0o600);
        for mode in [0o660, 0o644, 0o640] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            // Another group can be given by root alone; for others the group is the folder's.
            let _ = std::os::unix::fs::chown(&path, None, Some(12));
            let before = of(&path);
            save(&path, b"a", Over::Read(b"a")).unwrap();
            assert_eq!(of(&path), before);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("sag.yaml"), "gammel").unwrap();
        let link = folder.path().join("lænke");
        std::os::unix::fs::symlink("sag.yaml", &link).unwrap();
        save(&link, b"ny", Over::Read(b"gammel")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(folder.path().join("sag.yaml")).unwrap(), b"ny");
    }

    #[test]
    fn a_failed_save_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sag.yaml");
        save(&path, b"gammel", Over::Nothing).unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(save(&path, b"ny", Over::Read(b"gammel")).unwrap_err().code, "read-only");
        assert_eq!(fs::read(&path).unwrap(), b"gammel");
        assert_eq!(save(folder.path(), b"x", Over::Nothing).unwrap_err().code, "is-a-folder");
        let error = save(&folder.path().join("ingen/sag.yaml"), b"x", Over::Nothing).unwrap_err();
        assert_eq!(error.code, "no-folder");
        assert!(error.help.unwrap().contains("intet er gået tabt"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_as_such() {
        // `/dev/full` answers every write as a full disk does.
        let error = File::options().write(true).open("/dev/full").unwrap().write_all(b"x").unwrap_err();
        let error = StoreError::saving(Path::new("sag.yaml"), &error);
        assert_eq!(error.code, "disk-full");
    }

    #[test]
    fn a_very_long_name_leaves_room_for_the_ending() {
        let prefix = unfinished_prefix(Path::new(&"æ".repeat(120)));
        assert!(prefix.len() <= 204 && prefix.starts_with(".æ"), "{}", prefix.len());
    }
}
