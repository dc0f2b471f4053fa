//! Reading a text file, with a limit, without ever waiting on something that is no file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::str::Utf8Error;

use super::StoreError;
use super::seal;

/// Stands for standard input where a path is asked for.
pub const STANDARD_INPUT: &str = "-";
/// Rule files up to and including this size are read. Published in the description of the language.
pub const RULE_LIMIT: u64 = 4 << 20;
/// Case and answer files up to and including this size are read: far above any real case, far below memory.
pub const CASE_LIMIT: u64 = 64 << 20;

/// The text of a file, or of standard input for `-`.
///
/// # Errors
/// The file is missing, a folder, a pipe or device, unreadable, larger than `limit` bytes or not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> Result<String, StoreError> {
    if path.as_os_str() == STANDARD_INPUT {
        return read_text_from(io::stdin().lock(), limit);
    }
    check_regular(path)?;
    let file = File::open(path).map_err(|error| StoreError::reading(path, &error))?;
    text(file, path, limit)
}

/// The bytes of a file that need be no text.
///
/// # Errors
/// The file is missing, a folder, a pipe or device, unreadable or larger than `limit` bytes.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    check_regular(path)?;
    let file = File::open(path).map_err(|error| StoreError::reading(path, &error))?;
    bytes(file, path, limit)
}

/// A file for whoever reads it piece by piece.
///
/// # Errors
/// The file is missing, a folder, a pipe or device, or unreadable.
pub fn open_regular(path: &Path) -> Result<File, StoreError> {
    check_regular(path)?;
    File::open(path).map_err(|error| StoreError::reading(path, &error))
}

/// The text that a reader gives, with the name standard input has in messages.
///
/// # Errors
/// As [`read_text`].
pub fn read_text_from(reader: impl Read, limit: u64) -> Result<String, StoreError> {
    text(reader, Path::new("standard-ind"), limit)
}

/// Opening a pipe waits until somebody writes to it, so only regular files are opened.
pub(super) fn check_regular(path: &Path) -> Result<(), StoreError> {
    let kind = fs::metadata(path).map_err(|error| StoreError::reading(path, &error))?.file_type();
    let name = path.display();
    if kind.is_dir() {
        let message = format!("`{name}` er en mappe og ikke en fil");
        return Err(StoreError::new("is-a-folder", path, message, "peg på en fil i mappen"));
    }
    if !kind.is_file() {
        let message = format!("`{name}` er ikke en almindelig fil");
        return Err(StoreError::new("not-a-file", path, message, "brug `-` for at læse fra standard-ind"));
    }
    Ok(())
}

fn bytes(reader: impl Read, path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let name = path.display();
    let mut bytes = Vec::new();
    // One byte more than allowed tells "just at the limit" from "beyond" also where the size is unknown.
    let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| StoreError::reading(path, &error))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
        let message = format!("`{name}` er for stor: der læses højst {} MiB", limit >> 20);
        return Err(StoreError::new("too-large", path, message, "se efter, om det er den rigtige fil"));
    }
    seal::opened(path, bytes)
}

fn text(reader: impl Read, path: &Path, limit: u64) -> Result<String, StoreError> {
    String::from_utf8(bytes(reader, path, limit)?).map_err(|error| not_utf8(error.utf8_error(), path))
}

/// The text that bytes are, read from `path`.
///
/// # Errors
/// They are not UTF-8.
pub fn utf8<'b>(bytes: &'b [u8], path: &Path) -> Result<&'b str, StoreError> {
    str::from_utf8(bytes).map_err(|error| not_utf8(error, path))
}

fn not_utf8(error: Utf8Error, path: &Path) -> StoreError {
    let message =
        format!("`{}` er ikke UTF-8: byte {} hører ikke til nogen tekst", path.display(), error.valid_up_to());
    StoreError::new("not-utf8", path, message, "gem filen igen med tegnkodningen UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_accepted() {
        assert_eq!(read_text_from(&b"abcd"[..], 4).unwrap(), "abcd");
        assert_eq!(read_text_from(&b"abcde"[..], 4).unwrap_err().code, "too-large");
    }

    #[test]
    fn the_first_foreign_byte_is_named() {
        let error = read_text_from(&b"\xc3\xa6\xf8"[..], 9).unwrap_err();
        assert_eq!(error.code, "not-utf8");
        assert!(error.message.contains("byte 2"), "{error}");
    }

    #[test]
    fn what_is_no_file_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let code = |name: &str| read_text(&folder.path().join(name), 9).unwrap_err().code;
        assert_eq!(code("findes-ikke"), "not-found");
        assert_eq!(code(""), "is-a-folder");
        std::fs::write(folder.path().join("fil"), "x").unwrap();
        assert_eq!(code("fil/under"), "not-a-folder");
    }

    #[cfg(unix)]
    #[test]
    fn loops_and_pipes_neither_hang_nor_crash() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("ring", folder.path().join("ring")).unwrap();
        assert_eq!(read_text(&folder.path().join("ring"), 9).unwrap_err().code, "link-loop");
        let pipe = folder.path().join("rør");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(read_text(&pipe, 9).unwrap_err().code, "not-a-file");
    }
}
