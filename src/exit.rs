//! How the program ends: three exit codes, the same in every command.
//!
//! Deliberately does not end the process; `main` does, after everything has been flushed. A high level is
//! never an exit code.

use std::io;
use std::process::ExitCode;

use crate::terminal::failure;
use crate::terminal::{Format, Screen};

/// What the program has to say to the program that called it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: done, and there is something to look at: faults, failing examples, a case that differs.
    Findings,
    /// 2: a wrong call, or something that could not be read.
    Unusable,
}

impl Exit {
    /// The number itself.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Unusable => 2,
        }
    }

    /// How a command ended; a failure is reported on the screen's error side.
    #[must_use]
    pub fn of(result: anyhow::Result<Self>, format: Format, screen: &mut Screen<'_>) -> Self {
        let flushed = result.and_then(|exit| {
            screen.out.flush()?;
            Ok(exit)
        });
        match flushed {
            Ok(exit) => exit,
            // `visit … | head`: the reader has seen enough. There is nobody to tell and nothing is wrong.
            Err(error) if is_broken_pipe(&error) => Self::Done,
            Err(error) => {
                // If errors cannot be written either, the exit code is all that is left to say.
                let _ = failure::report(&error, format, screen);
                Self::Unusable
            }
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        // serde_json keeps the input/output error to itself and only tells its kind.
        let kind = kind.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind());
        kind == Some(io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use anyhow::Context;

    use super::*;
    use crate::terminal::{Chatter, Look};

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    fn end(out: &mut dyn Write, result: anyhow::Result<Exit>) -> (Exit, String) {
        let mut err = Vec::new();
        let mut screen = Screen {
            out,
            err: &mut err,
            out_look: Look::plain(80),
            err_look: Look::plain(80),
            chatter: Chatter::Wanted,
        };
        let exit = Exit::of(result, Format::Text, &mut screen);
        (exit, String::from_utf8(err).unwrap())
    }

    #[test]
    fn a_reader_who_leaves_is_no_error() {
        let direct = writeln!(Gone, "linje").context("kunne ikke skrive").map(|()| Exit::Findings);
        let through_json = serde_json::to_writer(Gone, "x").context("kunne ikke skrive").map(|()| Exit::Findings);
        for result in [direct, through_json, Ok(Exit::Findings)] {
            assert_eq!(end(&mut Gone, result), (Exit::Done, String::new()));
        }
    }

    #[test]
    fn other_failures_are_told_and_give_two() {
        let (exit, said) =
            end(&mut Vec::new(), Err(anyhow::anyhow!("filen findes ikke").context("kunne ikke læse `a`")));
        assert_eq!((exit.code(), said.as_str()), (2, "fejl: kunne ikke læse `a`: filen findes ikke\n"));
        assert_eq!(end(&mut Vec::new(), Ok(Exit::Findings)), (Exit::Findings, String::new()));
    }
}
