//! The keyboard while a question is on the screen.
//!
//! console makes the terminal raw for one key at a time. Between two keys a Ctrl-C would be lost and a pasted text
//! would be echoed over the menu, so [`Held`] keeps the keys to us from before the question is shown until it is answered. Reads no keys itself.

use std::io;

use super::prompter::Reply;
use super::signals;

/// How long no key may come before a burst of them is over.
#[cfg(unix)]
const QUIET: rustix::event::Timespec = rustix::event::Timespec { tv_sec: 0, tv_nsec: 50_000_000 };

/// Throws away what came in one burst with the key or line just read: the rest of a pasted text, which would else
/// answer questions that nobody has read. True where there was any.
///
/// # Errors
/// When standard input cannot be asked.
pub fn discard_burst() -> io::Result<bool> {
    let mut burst = false;
    #[cfg(unix)]
    {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        use rustix::termios::{QueueSelector, tcflush};
        let stdin = io::stdin();
        let mut wait = Timespec { tv_sec: 0, tv_nsec: 0 };
        loop {
            let ready = poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&wait))?;
            // A terminal that has gone is always ready and never quiet.
            if ready == 0 || tcflush(&stdin, QueueSelector::IFlush).is_err() {
                break;
            }
            (burst, wait) = (true, QUIET);
        }
    }
    Ok(burst)
}

/// The keyboard is ours until this is dropped.
#[derive(Debug)]
pub struct Held {
    #[cfg(unix)]
    before: rustix::termios::Termios,
}

impl Held {
    /// Takes the keyboard: keys are neither echoed nor turned into signals or lines.
    ///
    /// # Errors
    /// When standard input is no terminal.
    pub fn take() -> io::Result<Self> {
        signals::asking(true);
        #[cfg(unix)]
        {
            use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
            let before = tcgetattr(io::stdin())?;
            let mut held = before.clone();
            held.local_modes.remove(LocalModes::ISIG | LocalModes::ECHO | LocalModes::ICANON);
            signals::modes_before(Some(before.clone()));
            tcsetattr(io::stdin(), OptionalActions::Drain, &held)?;
            Ok(Self { before })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Gives it back with the reply. When the person wants to leave, Ctrl-C stays harmless: its signal may arrive
    /// after the menu has returned.
    #[must_use]
    pub fn until<T>(self, reply: Reply<T>) -> Reply<T> {
        signals::asking(matches!(reply, Reply::Stop));
        reply
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        #[cfg(unix)]
        {
            use rustix::termios::{OptionalActions, tcsetattr};
            // A terminal that has gone needs no repair.
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, &self.before);
            signals::modes_before(None);
        }
    }
}
