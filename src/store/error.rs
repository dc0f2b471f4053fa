//! Why a file could not be read, written or locked.

use std::fmt;
use std::io;
use std::path::Path;

/// One fault, in the shape the terminal and the JSON errors print.
///
/// The message is Danish, names the file, starts small and has no full stop; `code` is stable and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// Kebab-case, for programs.
    pub code: &'static str,
    /// The file as the user named it.
    pub file: String,
    /// What went wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    pub(super) fn new(code: &'static str, path: &Path, message: String, help: &str) -> Self {
        let help = (!help.is_empty()).then(|| help.to_owned());
        Self { code, file: path.display().to_string(), message, help }
    }

    /// Why a file or folder could not be read.
    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        let name = path.display();
        match error.kind() {
            io::ErrorKind::NotFound => {
                Self::new("not-found", path, format!("`{name}` findes ikke"), "se efter, om stien er stavet rigtigt")
            }
            io::ErrorKind::PermissionDenied => Self::new(
                "permission-denied",
                path,
                format!("`{name}` må ikke læses af dig"),
                "bed den, der ejer filen, om adgang",
            ),
            // The kind for link loops is not stable yet: a link that cannot be followed and is not broken is one.
            io::ErrorKind::NotADirectory => Self::new(
                "not-a-folder",
                path,
                format!("`{name}` findes ikke: et led i stien er en fil og ikke en mappe"),
                "se efter, om stien er stavet rigtigt",
            ),
            _ if path.is_symlink() => Self::new(
                "link-loop",
                path,
                format!("`{name}` er en lænke, der fører tilbage til sig selv"),
                "peg på selve filen",
            ),
            _ => Self::new("unreadable", path, format!("`{name}` kan ikke læses: {}", cause(error)), ""),
        }
    }

    /// Why a file could not be saved. Whatever the cause, the earlier file stands.
    pub(super) fn saving(path: &Path, error: &io::Error) -> Self {
        const UNTOUCHED: &str = "intet er gået tabt: det, der var gemt i filen før, står der stadig";
        let name = path.display();
        let (code, why, todo) = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
                "disk-full",
                "der er ikke plads på disken".to_owned(),
                "gør plads, eller gem et andet sted med `--out`",
            ),
            io::ErrorKind::PermissionDenied => {
                ("permission-denied", "du må ikke skrive i mappen".to_owned(), "gem et andet sted med `--out`")
            }
            io::ErrorKind::ReadOnlyFilesystem => {
                ("read-only", "drevet kan kun læses".to_owned(), "gem et andet sted med `--out`")
            }
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                ("no-folder", "mappen findes ikke".to_owned(), "opret mappen, eller gem et andet sted med `--out`")
            }
            _ => ("unwritable", cause(error), "gem et andet sted med `--out`"),
        };
        Self::new(code, path, format!("`{name}` kan ikke gemmes: {why}"), &format!("{todo}; {UNTOUCHED}"))
    }
}

/// The system's own number is kept, its English text is not: users see only Danish.
pub(super) fn cause(error: &io::Error) -> String {
    match (error.kind(), error.raw_os_error()) {
        (io::ErrorKind::InvalidFilename, _) => "navnet er for langt eller kan ikke bruges".to_owned(),
        (io::ErrorKind::IsADirectory, _) => "det er en mappe".to_owned(),
        (io::ErrorKind::InvalidInput, _) => "navnet kan ikke bruges".to_owned(),
        (_, Some(number)) => format!("systemfejl {number}"),
        _ => "ukendt systemfejl".to_owned(),
    }
}
