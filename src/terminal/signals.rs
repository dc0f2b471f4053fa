//! The end that comes from outside: Ctrl-C between two questions, a closed window, `kill`.
//!
//! Puts right what nobody else can: the modes of the terminal, its cursor, and the draft in the person's own editor.
//! What has been answered is saved already. Leaves no image of the memory behind, which would hold the case in clear.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use console::Term;

/// True while a question waits for a key, when Ctrl-C means "stop asking".
static ASKING: AtomicBool = AtomicBool::new(false);
/// What the terminal was like before a question took the keyboard.
#[cfg(unix)]
static BEFORE: Mutex<Option<rustix::termios::Termios>> = Mutex::new(None);
/// The folder with a draft, and the process that has it open.
static DRAFT: Mutex<Option<(PathBuf, u32)>> = Mutex::new(None);
/// Caught once, for as long as the program runs.
static CAUGHT: LazyLock<Result<(), String>> = LazyLock::new(listen);

/// Hears, from now on, what would end the program.
///
/// # Errors
/// When the system does not let signals be caught.
pub(super) fn catch() -> io::Result<()> {
    CAUGHT.as_ref().map_err(|error| io::Error::other(error.clone())).copied()
}

#[cfg(unix)]
fn listen() -> Result<(), String> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM]).map_err(|error| error.to_string())?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal != SIGINT || !ASKING.load(Ordering::SeqCst) {
                leave(128 + signal);
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn listen() -> Result<(), String> {
    let heard = || {
        if !ASKING.load(Ordering::SeqCst) {
            leave(130);
        }
    };
    ctrlc::set_handler(heard).map_err(|error| error.to_string())
}

/// Says whether a question waits for a key: then Ctrl-C is its own.
pub(super) fn asking(asks: bool) {
    ASKING.store(asks, Ordering::SeqCst);
}

/// Says what the terminal was like before the keyboard was taken; `None`: it has been given back.
#[cfg(unix)]
pub(super) fn modes_before(modes: Option<rustix::termios::Termios>) {
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = modes;
}

/// Says which folder holds a draft and who writes in it; `None`: it is gone.
pub(super) fn draft(draft: Option<(PathBuf, u32)>) {
    *DRAFT.lock().unwrap_or_else(PoisonError::into_inner) = draft;
}

fn leave(code: i32) -> ! {
    // Held to the end: nothing new is taken or written on the way out.
    let draft = DRAFT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((folder, editor)) = draft.as_ref() {
        end(*editor);
        let _ = std::fs::remove_dir_all(folder);
    }
    #[cfg(unix)]
    {
        use rustix::termios::{OptionalActions, tcsetattr};
        let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = before.as_ref() {
            // Without waiting for what is written: a terminal that has gone takes nothing.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
        }
    }
    let _ = Term::stderr().show_cursor();
    std::process::exit(code)
}

/// Asks a process to end.
#[cfg(unix)]
fn end(process: u32) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(process) = i32::try_from(process).ok().and_then(Pid::from_raw) {
        let _ = kill_process(process, Signal::TERM);
    }
}

#[cfg(not(unix))]
fn end(_: u32) {}
