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

/// Why, in Danish words: users never see the system's English. The number of a cause that nobody has foreseen is kept,
/// for those who look after the machine.
pub(super) fn cause(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let words = match error.kind() {
        Kind::InvalidFilename => "navnet er for langt eller kan ikke bruges",
        Kind::IsADirectory => "det er en mappe",
        Kind::NotADirectory => "et led i stien er en fil og ikke en mappe",
        Kind::InvalidInput => "navnet kan ikke bruges",
        Kind::AlreadyExists => "der er allerede noget med det navn",
        Kind::NotFound => "det findes ikke længere",
        Kind::PermissionDenied => "du har ikke lov til det",
        Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::Deadlock => "et andet program bruger det",
        Kind::FileTooLarge => "det er for stort til drevet",
        Kind::StorageFull | Kind::QuotaExceeded => "der er ikke plads på disken",
        Kind::ReadOnlyFilesystem => "drevet kan kun læses",
        Kind::StaleNetworkFileHandle | Kind::NetworkDown | Kind::NetworkUnreachable | Kind::HostUnreachable => {
            "forbindelsen til netværksdrevet er brudt"
        }
        Kind::TimedOut | Kind::WouldBlock => "drevet svarer ikke",
        Kind::Unsupported => "drevet kan det ikke",
        Kind::OutOfMemory => "der er ikke hukommelse nok",
        Kind::Interrupted => "det blev afbrudt",
        Kind::UnexpectedEof => "det slutter for tidligt",
        _ => return cause_by_number(error.raw_os_error()),
    };
    words.to_owned()
}

/// Causes that have no kind of their own in Rust.
fn cause_by_number(number: Option<i32>) -> String {
    let Some(number) = number else { return "ukendt systemfejl".to_owned() };
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        let words = [
            (Errno::IO, "drevet melder om en læse- eller skrivefejl; det kan være ved at gå i stykker"),
            (Errno::LOOP, "lænker fører i ring"),
            (Errno::MFILE, "for mange filer er åbne på én gang"),
            (Errno::NFILE, "for mange filer er åbne på maskinen"),
            (Errno::NODEV, "drevet er her ikke længere"),
            (Errno::NXIO, "drevet er her ikke længere"),
        ];
        if let Some((_, words)) = words.iter().find(|(errno, _)| errno.raw_os_error() == number) {
            return (*words).to_owned();
        }
    }
    format!("systemfejl {number}, som visit ikke har ord for; sig tallet til dem, der passer maskinen")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn causes_are_told_in_danish_words() {
        // EIO, EEXIST, ELOOP, ENOSPC, ESTALE by their numbers on Linux; others by their kind.
        for number in
            [5, 17, 40, 28, 116, 24, 27, 16, 110, 13, 2, 20, 21, 30].into_iter().filter(|_| cfg!(target_os = "linux"))
        {
            let error = io::Error::from_raw_os_error(number);
            let said = cause(&error);
            assert!(!said.contains("systemfejl") && !said.contains(char::is_numeric), "{number}: {said}");
            let told = StoreError::reading(Path::new("/findes/ikke"), &error).message;
            assert!(!told.contains("systemfejl") && !told.contains("os error"), "{number}: {told}");
        }
        assert!(cause(&io::Error::from_raw_os_error(4095)).contains("4095"));
    }
}
