//! Long texts, written in the person's own editor.
//!
//! The text passes through a folder that only its owner can look into and that is gone afterwards, whatever ended the
//! program: `signals` clears up at once, [`sweep`] the next time. Deliberately knows no editor of its own: `VISUAL`, else `EDITOR`, says which.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use super::prompter::Form;
use super::signals;

/// What was written, beginning with the answer so far; `None` where nothing was.
///
/// # Errors
/// No editor is named, it cannot be run, or it left something that is no text.
pub(super) fn written(form: &Form<'_>) -> io::Result<Option<String>> {
    let current = if let Form::Text { current, .. } = form { current.unwrap_or_default() } else { "" };
    let named = |name: &str| std::env::var(name).ok().filter(|program| !program.trim().is_empty());
    // A comment names no program.
    let program = named("VISUAL").or_else(|| named("EDITOR")).filter(|program| !program.trim().starts_with('#'));
    let Some(program) = program else {
        return Err(io::Error::other("sæt EDITOR til det tekstprogram, du vil skrive i"));
    };
    edit(&program, current)
}

/// Drafts stand in folders of this name; what the editor lays beside the text (copies, lock files) goes with it.
const FOLDER: &str = "visit-udkast-";
/// Locked as long as a draft is written on, so that one whose program was killed can be told apart.
const LOCK: &str = "laas";

/// Runs the editor, which may be named with arguments of its own (`code --wait`).
fn edit(program: &str, current: &str) -> io::Result<Option<String>> {
    signals::catch()?;
    let parent = parent()?;
    sweep(&parent);
    let words = shell_words::split(program.trim())
        .map_err(|_| io::Error::other(format!("et anførselstegn i `{program}` er ikke lukket")))?;
    let [name, arguments @ ..] = words.as_slice() else {
        return Err(io::Error::other("der er ikke noget programnavn"));
    };
    let folder = folder(&parent)?;
    let lock = File::create(folder.path().join(LOCK))?;
    lock.lock()?;
    let path = folder.path().join("tekst.txt");
    fs::write(&path, current)?;
    let mut child = Command::new(name).args(arguments).arg(&path).spawn().map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            io::Error::other(format!("`{name}` findes ikke på denne maskine"))
        } else {
            error
        }
    })?;
    signals::draft(Some((folder.path().to_owned(), child.id())));
    let ended = child.wait();
    signals::draft(None);
    ended?;
    let text = String::from_utf8(fs::read(&path)?)
        .map_err(|_| io::Error::other("det, der blev skrevet, er ikke tekst i UTF-8"))?;
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

static IN_MEMORY: OnceLock<bool> = OnceLock::new();

/// Keeps drafts off the disk, where what they belong to is sealed. Only the first call counts.
pub fn drafts_in_memory(wanted: bool) {
    let _ = IN_MEMORY.set(wanted);
}

/// Where drafts lie: in the memory of the machine where they may not touch the disk.
fn parent() -> io::Result<PathBuf> {
    if !IN_MEMORY.get().is_some_and(|wanted| *wanted) {
        return Ok(std::env::temp_dir());
    }
    let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let found = own.into_iter().chain([PathBuf::from("/dev/shm")]).find(|folder| cfg!(unix) && folder.is_dir());
    found.ok_or_else(|| {
        io::Error::other("sagen er låst, og her er intet sted uden om disken til en kladde; skriv teksten i visit")
    })
}

/// A folder that only its owner can look into.
fn folder(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.prefix(FOLDER).tempdir_in(parent)
}

/// Clears away drafts whose program was killed. What cannot be read or removed is somebody else's.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(FOLDER);
        if ours
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
            && File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_leaves_is_the_text() {
        assert_eq!(edit("true", "  som før\n\n").unwrap(), Some("som før".to_owned()));
        assert_eq!(edit("true", "").unwrap(), None);
        assert_eq!(edit("truncate -s 2", "abc").unwrap(), Some("ab".to_owned()));
        assert_eq!(edit("false", "abc").unwrap(), Some("abc".to_owned()), "an editor that fails changes nothing");
        assert!(edit("visit-findes-ikke \"", "abc").is_err(), "a quote that is left open");
        assert!(edit("visit-findes-ikke", "abc").is_err());
    }
    #[test]
    fn a_draft_whose_program_was_killed_is_cleared_away_and_no_other() {
        let parent = tempfile::tempdir().unwrap();
        let draft = |name: &str| {
            let folder = parent.path().join(name);
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("tekst.txt"), "x").unwrap();
            (File::create(folder.join(LOCK)).unwrap(), folder)
        };
        let (_, killed) = draft("visit-udkast-a");
        let (held, written_on) = draft("visit-udkast-b");
        held.lock().unwrap();
        let (_, anothers) = draft("en-anden");
        sweep(parent.path());
        assert_eq!([killed, written_on, anothers].map(|folder| folder.exists()), [false, true, true]);
    }
}
