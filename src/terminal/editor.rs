//! Long texts, written in the person's own editor.
//!
//! The text passes through a file that only its owner can read and that is gone afterwards. Deliberately knows no
//! editor of its own: `VISUAL`, else `EDITOR`, says which.

use std::io::{self, Read, Seek, Write};
use std::process::Command;

use super::prompter::Form;

/// What was written, beginning with the answer so far; `None` where nothing was.
///
/// # Errors
/// No editor is named, it cannot be run, or it left something that is no text.
pub(super) fn written(form: &Form<'_>) -> io::Result<Option<String>> {
    let current = if let Form::Text { current, .. } = form { current.unwrap_or_default() } else { "" };
    let named = |name: &str| std::env::var(name).ok().filter(|program| !program.trim().is_empty());
    let Some(program) = named("VISUAL").or_else(|| named("EDITOR")) else {
        return Err(io::Error::other("sæt EDITOR til det tekstprogram, du vil skrive i"));
    };
    edit(&program, current)
}

/// Runs the editor, which may be named with arguments of its own (`code --wait`).
fn edit(program: &str, current: &str) -> io::Result<Option<String>> {
    let mut file = tempfile::Builder::new().prefix("visit-").suffix(".txt").tempfile()?;
    file.write_all(current.as_bytes())?;
    file.flush()?;
    let mut words = program.split_whitespace();
    let status = Command::new(words.next().unwrap_or_default()).args(words).arg(file.path()).status()?;
    if !status.success() {
        return Err(io::Error::other("det sluttede med en fejl"));
    }
    // Many editors save by putting another file in its place.
    let mut text = String::new();
    if let Ok(mut saved) = std::fs::File::open(file.path()) {
        saved.read_to_string(&mut text)?;
    } else {
        file.rewind()?;
        file.read_to_string(&mut text)?;
    }
    let text = text.trim();
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_leaves_is_the_text() {
        assert_eq!(edit("true", "  som før\n\n").unwrap(), Some("som før".to_owned()));
        assert_eq!(edit("true", "").unwrap(), None);
        assert_eq!(edit("truncate -s 2", "abc").unwrap(), Some("ab".to_owned()));
        assert!(edit("false", "abc").is_err());
        assert!(edit("visit-findes-ikke", "abc").is_err());
    }
}
