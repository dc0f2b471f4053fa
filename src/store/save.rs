//! Saving so that a kill, a full disk or a power cut at any moment leaves the old file or the new one,
//! never half of either.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::StoreError;

/// The ending of a file that is being written. Whoever holds the lock may remove what a kill left behind.
pub(super) const UNFINISHED: &str = ".visit-tmp";

/// Writes the file whole, readable by its owner alone (mode 0600).
///
/// The bytes go to a new file in the same folder, reach the disk, and only then take the name; at last the
/// folder itself is synced, so that the name survives a power cut too. A symbolic link is followed.
///
/// # Errors
/// The folder is missing or may not be written to, the disk is full, or the target is a folder or marked
/// read-only. The earlier file is then untouched, and the error says so.
pub fn save_atomically(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = resolve(path)?;
    let folder = folder_of(&target);
    let prefix = unfinished_prefix(&target);
    write_and_rename(&target, &folder, &prefix, bytes).map_err(|error| StoreError::saving(path, &error))?;
    sync_folder(&folder).map_err(|_| {
        let message = format!("`{}` er skrevet, men disken har ikke bekræftet det", path.display());
        StoreError::new("not-synced", path, message, "se efter, om drevet er i orden, og gem igen")
    })
}

/// Writes a file that must not be there yet, readable as its folder is meant to be. Missing folders are made.
///
/// # Errors
/// The file exists, or the folder may not be written to, or the disk is full.
pub fn save_new(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = folder_of(path);
    let write = || {
        fs::create_dir_all(&folder)?;
        // Whoever else looks finds the whole file or none; and a name that is taken is found at the last moment too.
        let mut builder = Builder::new();
        let prefix = unfinished_prefix(path);
        let mut file = shared_with_the_folder(builder.prefix(&prefix).suffix(UNFINISHED)).tempfile_in(&folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path)?;
        sync_folder(&folder)
    };
    write().map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            let message = format!("`{}` findes allerede og bliver ikke overskrevet", path.display());
            return StoreError::new("file-exists", path, message, "vælg et andet navn, eller flyt filen først");
        }
        StoreError::saving(path, &error)
    })
}

/// Rule files are read by others: the user's own mask decides, not the 0600 of a case.
#[cfg(unix)]
fn shared_with_the_folder<'b, 'x, 'y>(builder: &'b mut Builder<'x, 'y>) -> &'b mut Builder<'x, 'y> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn shared_with_the_folder<'b, 'x, 'y>(builder: &'b mut Builder<'x, 'y>) -> &'b mut Builder<'x, 'y> {
    builder
}

/// A new file, readable by its owner alone; one that is there already is never overwritten.
///
/// # Errors
/// It is there, or its folder is missing or may not be written to.
pub fn create_new(path: &Path) -> Result<File, StoreError> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let message = format!("`{}` findes allerede og bliver ikke overskrevet", path.display());
            StoreError::new("file-exists", path, message, "vælg et andet navn med `--out`")
        }
        _ => StoreError::saving(path, &error),
    })
}

/// Makes the folder that a file is to lie in.
///
/// # Errors
/// It may not be made.
pub fn make_folder_of(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(folder_of(path)).map_err(|error| StoreError::saving(path, &error))
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

fn write_and_rename(target: &Path, folder: &Path, prefix: &str, bytes: &[u8]) -> io::Result<()> {
    // tempfile gives mode 0600 on Unix; on other systems the folder's own protection counts.
    let mut file = Builder::new().prefix(prefix).suffix(UNFINISHED).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
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

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network drives cannot sync a folder; the file itself is already on disk.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    // A folder cannot be opened as a file there; the rename is journalled by the file system.
    Ok(())
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
        save_atomically(&path, b"en lang tekst").unwrap();
        save_atomically(&path, b"kort").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"kort");
        assert_eq!(names(folder.path()), ["sag.yaml"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sag.yaml");
        fs::write(&path, "gammel").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        save_atomically(&path, b"ny").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("sag.yaml"), "gammel").unwrap();
        let link = folder.path().join("lænke");
        std::os::unix::fs::symlink("sag.yaml", &link).unwrap();
        save_atomically(&link, b"ny").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(folder.path().join("sag.yaml")).unwrap(), b"ny");
    }

    #[test]
    fn a_failed_save_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sag.yaml");
        save_atomically(&path, b"gammel").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(save_atomically(&path, b"ny").unwrap_err().code, "read-only");
        assert_eq!(fs::read(&path).unwrap(), b"gammel");
        assert_eq!(save_atomically(folder.path(), b"x").unwrap_err().code, "is-a-folder");
        let error = save_atomically(&folder.path().join("ingen/sag.yaml"), b"x").unwrap_err();
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
