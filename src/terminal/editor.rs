//! Long texts, written in the person's own editor.
//!
//! The text passes through a file that only its owner can read and that is gone afterwards. Deliberately knows no
//! editor of its own: `VISUAL`, else `EDITOR`, says which.

use std::io;

use dialoguer::Editor;

use super::prompter::Form;

/// What was written, beginning with the answer so far; `None` where nothing was.
///
/// # Errors
/// No editor is named, it cannot be run, or it left something that is no text.
pub(super) fn written(form: &Form<'_>) -> io::Result<Option<String>> {
    let current = if let Form::Text { current, .. } = form { current.unwrap_or_default() } else { "" };
    let named = |name: &str| std::env::var(name).ok().filter(|program| !program.trim().is_empty());
    // A comment names no program, and dialoguer would not notice.
    let program = named("VISUAL").or_else(|| named("EDITOR")).filter(|program| !program.trim().starts_with('#'));
    let Some(program) = program else {
        return Err(io::Error::other("sæt EDITOR til det tekstprogram, du vil skrive i"));
    };
    edit(&program, current)
}

/// Runs the editor, which may be named with arguments of its own (`code --wait`).
fn edit(program: &str, current: &str) -> io::Result<Option<String>> {
    let mut editor = Editor::new();
    editor.executable(program.trim()).extension(".txt").require_save(false);
    let written = editor.edit(current).map_err(|dialoguer::Error::IO(error)| error)?;
    Ok(written.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()))
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
}
