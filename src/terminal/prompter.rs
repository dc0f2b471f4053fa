//! How a person is asked: the one trait, and what an answer can be.
//!
//! Deliberately knows nothing of guidelines. `fancy` draws menus, `plain` asks line by line for screen
//! readers, `scripted` answers by itself in tests.

use std::ffi::OsStr;
use std::io;
use std::ops::RangeInclusive;

use super::fancy::Fancy;
use super::plain::Plain;
use super::{Look, is_dumb};

/// The only way to ask a person anything.
///
/// Every question can be left: [`Reply::Stop`]. An error is a terminal that could not be read or written.
pub trait Prompter {
    /// One of the options, by its place. `current` is the answer so far, kept by pressing Enter.
    fn choose(&mut self, ask: &Ask<'_>, options: &[Item<'_>], current: Option<usize>) -> io::Result<Reply<usize>>;

    /// Any of the options, by place and in list order; none of them is an answer too. `None`: not answered yet.
    fn choose_many(
        &mut self,
        ask: &Ask<'_>,
        options: &[Item<'_>],
        current: Option<&[usize]>,
    ) -> io::Result<Reply<Vec<usize>>>;

    /// A whole number in the range.
    fn number(&mut self, ask: &Ask<'_>, range: RangeInclusive<i64>, current: Option<i64>) -> io::Result<Reply<i64>>;

    /// One line of text, never empty.
    fn text(&mut self, ask: &Ask<'_>, current: Option<&str>) -> io::Result<Reply<String>>;

    /// Ja or nej.
    fn confirm(&mut self, ask: &Ask<'_>, current: Option<bool>) -> io::Result<Reply<bool>> {
        const JA_NEJ: [Item<'static>; 2] = [Item { id: "ja", text: "Ja" }, Item { id: "nej", text: "Nej" }];
        let current = current.map(|yes| usize::from(!yes));
        Ok(self.choose(ask, &JA_NEJ, current)?.map(|place| place == 0))
    }

    /// Tells something between the questions.
    fn say(&mut self, text: &str) -> io::Result<()>;
}

/// What a person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply<T> {
    /// An answer.
    Value(T),
    /// `ved ikke`. It never counts as no.
    Unknown,
    /// The person wants to leave: Esc, Ctrl-C, Ctrl-D, or the input has ended.
    Stop,
}

/// A question as it is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask<'a> {
    /// Stands above the question: how far one has come.
    pub heading: Option<&'a str>,
    /// The question itself.
    pub text: &'a str,
    /// What to look at when answering.
    pub help: Option<&'a str>,
    /// May it be answered with `ved ikke`?
    pub unknown: Unknown,
}

/// Whether `ved ikke` is an answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// It is: a question about the citizen.
    Offered,
    /// It is not: a question about what the program shall do.
    NotOffered,
}

/// One of the possible answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// Understood when typed.
    pub id: &'a str,
    /// Shown, and understood when typed.
    pub text: &'a str,
}

/// In which manner questions are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Menus that are moved in with the arrow keys.
    Menus,
    /// Numbered lines, for screen readers, braille and dumb terminals.
    Lines,
}

impl<'a> Ask<'a> {
    /// A question about the citizen: `ved ikke` is offered.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { heading: None, text, help: None, unknown: Unknown::Offered }
    }

    /// With a line above the question.
    #[must_use]
    pub fn heading(self, heading: &'a str) -> Self {
        Self { heading: Some(heading), ..self }
    }

    /// With what to look at when answering.
    #[must_use]
    pub fn help(self, help: Option<&'a str>) -> Self {
        Self { help, ..self }
    }

    /// Without `ved ikke`.
    #[must_use]
    pub fn must_be_known(self) -> Self {
        Self { unknown: Unknown::NotOffered, ..self }
    }
}

impl<T> Reply<T> {
    /// The same reply with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reply<U> {
        match self {
            Self::Value(value) => Reply::Value(change(value)),
            Self::Unknown => Reply::Unknown,
            Self::Stop => Reply::Stop,
        }
    }
}

impl Manner {
    /// What the environment asks for: lines with `VISIT_PLAIN=1` and on a terminal that cannot move its cursor.
    #[must_use]
    pub fn from_environment() -> Self {
        Self::suiting(std::env::var_os("VISIT_PLAIN").as_deref(), std::env::var_os("TERM").as_deref())
    }

    fn suiting(visit_plain: Option<&OsStr>, term: Option<&OsStr>) -> Self {
        let wanted = visit_plain.is_some_and(|value| !value.is_empty() && value != "0");
        if wanted || is_dumb(term) { Self::Lines } else { Self::Menus }
    }

    /// A prompter on the real terminal. Questions go to standard error: standard output holds results alone.
    ///
    /// # Errors
    /// When Ctrl-C cannot be caught, without which a menu would leave the terminal without a cursor.
    pub fn open(self) -> io::Result<Box<dyn Prompter>> {
        Ok(match self {
            Self::Menus => Box::new(Fancy::open()?),
            Self::Lines => {
                let width = Look::of(&console::Term::stderr()).width;
                Box::new(Plain::new(io::stdin().lock(), io::stderr(), width))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_chosen_by_the_environment_and_by_a_dumb_terminal() {
        for (visit_plain, term, manner) in [
            (None, None, Manner::Menus),
            (None, Some("xterm"), Manner::Menus),
            (Some("0"), Some("xterm"), Manner::Menus),
            (Some(""), Some("xterm"), Manner::Menus),
            (Some("1"), Some("xterm"), Manner::Lines),
            (None, Some("dumb"), Manner::Lines),
        ] {
            let chosen = Manner::suiting(visit_plain.map(OsStr::new), term.map(OsStr::new));
            assert_eq!(chosen, manner, "{visit_plain:?} {term:?}");
        }
    }
}
