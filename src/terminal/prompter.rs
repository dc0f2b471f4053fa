//! How a person is asked: the one trait, and what an answer can be.
//!
//! Deliberately knows nothing of guidelines. `fancy` draws menus, `plain` asks line by line for screen
//! readers, `scripted` answers by itself in tests.

use std::ffi::OsStr;
use std::io;
use std::ops::RangeInclusive;

use jiff::civil::Date;

pub use super::command::Command;
use super::fancy::Fancy;
use super::plain::Plain;
use super::visible::Visible;
use super::{Colour, Look, is_dumb, keyboard};

/// The only way to ask a person anything.
///
/// Every question can be left: [`Reply::Stop`]. An error is a terminal that could not be read or written.
pub trait Prompter {
    /// Puts a question in the form that suits it. A command is only heard where [`Ask::commands`] offers it.
    fn put(&mut self, ask: &Ask<'_>, form: &Form<'_>) -> io::Result<Heard>;

    /// Tells something between the questions.
    fn say(&mut self, text: &str) -> io::Result<()>;

    /// One of the options, by its place. `current` is the answer so far, kept by pressing Enter.
    fn choose(&mut self, ask: &Ask<'_>, options: &[Item<'_>], current: Option<usize>) -> io::Result<Reply<usize>> {
        reply(self, ask, &Form::Choose { options, current }, Entry::place)
    }

    /// Any of the options, by place and in list order; none of them is an answer too. `None`: not answered yet.
    fn choose_many(
        &mut self,
        ask: &Ask<'_>,
        options: &[Item<'_>],
        current: Option<&[usize]>,
    ) -> io::Result<Reply<Vec<usize>>> {
        loop {
            match reply(self, ask, &Form::ChooseMany { options, current }, Entry::places)? {
                Reply::Value(places) if places.contains(&options.len()) => {
                    self.say("Prøv igen: vælg svar eller `Ved ikke`, ikke begge dele.")?;
                }
                other => return Ok(other),
            }
        }
    }

    /// A whole number in the range.
    fn number(&mut self, ask: &Ask<'_>, range: RangeInclusive<i64>, current: Option<i64>) -> io::Result<Reply<i64>> {
        reply(self, ask, &Form::Number { range, current }, Entry::number)
    }

    /// A text, never empty: one line, or what was written in an editor.
    fn text(&mut self, ask: &Ask<'_>, current: Option<&str>) -> io::Result<Reply<String>> {
        reply(self, ask, &Form::Text { current, empty: Empty::Refused }, Entry::text)
    }

    /// A text that may be left out: then it is empty.
    fn optional_text(&mut self, ask: &Ask<'_>, current: Option<&str>) -> io::Result<Reply<String>> {
        reply(self, ask, &Form::Text { current, empty: Empty::Allowed }, Entry::text)
    }

    /// A date that may be left out.
    fn optional_date(&mut self, ask: &Ask<'_>, current: Option<Date>) -> io::Result<Reply<Option<Date>>> {
        reply(self, ask, &Form::Date { current }, Entry::date)
    }

    /// Ja or nej.
    fn confirm(&mut self, ask: &Ask<'_>, current: Option<bool>) -> io::Result<Reply<bool>> {
        let current = current.map(|yes| usize::from(!yes));
        Ok(self.choose(ask, &JA_NEJ, current)?.map(|place| place == 0))
    }
}

/// A question without commands, answered in the form in which it was asked.
fn reply<P: Prompter + ?Sized, T>(
    prompter: &mut P,
    ask: &Ask<'_>,
    form: &Form<'_>,
    read: impl FnOnce(Entry) -> Result<T, Entry>,
) -> io::Result<Reply<T>> {
    let wrong = || io::Error::other("spørgsmålet er besvaret i en anden form, end det er stillet i");
    Ok(match prompter.put(&Ask { commands: &[], ..*ask }, form)? {
        Heard::Reply(Reply::Value(entry)) => Reply::Value(read(entry).map_err(|_| wrong())?),
        Heard::Reply(Reply::Unknown) => Reply::Unknown,
        Heard::Reply(Reply::Stop) => Reply::Stop,
        Heard::Command(_) => return Err(wrong()),
    })
}

/// The options of a yes/no question.
pub const JA_NEJ: [Item<'static>; 2] = [Item { id: "ja", text: "Ja" }, Item { id: "nej", text: "Nej" }];

/// In which form a question is put. `current` is the answer so far, kept by pressing Enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form<'a> {
    /// One of the options.
    Choose {
        /// What can be chosen.
        options: &'a [Item<'a>],
        /// A place in the list.
        current: Option<usize>,
    },
    /// Any of the options; none of them is an answer too.
    ChooseMany {
        /// What can be chosen.
        options: &'a [Item<'a>],
        /// Places in the list, one past it for `Ved ikke` beside them; `None` is not answered yet.
        current: Option<&'a [usize]>,
    },
    /// A whole number.
    Number {
        /// Smallest and largest.
        range: RangeInclusive<i64>,
        /// A number in the range.
        current: Option<i64>,
    },
    /// One line of text, or more from an editor.
    Text {
        /// A text.
        current: Option<&'a str>,
        /// May nothing be said?
        empty: Empty,
    },
    /// A date; none is an answer too.
    Date {
        /// A date.
        current: Option<Date>,
    },
}

/// Whether a text may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// An empty line is an empty text.
    Allowed,
    /// An empty line is asked again.
    Refused,
}

/// An answer in the form in which the question was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// An option, by place.
    Place(usize),
    /// Options, by place and in list order; one past the last: there may be more, which is not known.
    Places(Vec<usize>),
    /// A number in the range.
    Number(i64),
    /// A text.
    Text(String),
    /// A date, or none.
    Date(Option<Date>),
}

impl Entry {
    fn place(self) -> Result<usize, Self> {
        if let Self::Place(place) = self { Ok(place) } else { Err(self) }
    }

    fn places(self) -> Result<Vec<usize>, Self> {
        if let Self::Places(places) = self { Ok(places) } else { Err(self) }
    }

    fn number(self) -> Result<i64, Self> {
        if let Self::Number(number) = self { Ok(number) } else { Err(self) }
    }

    fn text(self) -> Result<String, Self> {
        if let Self::Text(text) = self { Ok(text) } else { Err(self) }
    }

    fn date(self) -> Result<Option<Date>, Self> {
        if let Self::Date(date) = self { Ok(date) } else { Err(self) }
    }
}

/// What came back on a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// An answer, `ved ikke`, or the wish to leave.
    Reply(Reply<Entry>),
    /// Something else is wished first. The question stands.
    Command(Command),
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
    /// Told only on `?`: where the question comes from.
    pub more: Option<&'a str>,
    /// What may be wished beside an answer.
    pub commands: &'a [Command],
    /// May it be answered with `ved ikke`?
    pub unknown: Unknown,
    /// What leaving it does.
    pub leaving: Leaving,
}

/// Whether `ved ikke` is an answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// It is: a question about the citizen.
    Offered,
    /// It is the answer so far, kept by pressing Enter.
    SoFar,
    /// It is not: a question about what the program shall do.
    NotOffered,
}

/// What Esc does at a question. To the one who asks it is [`Reply::Stop`] in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The conversation ends.
    Stops,
    /// Nothing is said; the conversation goes on where it was.
    Returns,
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
        Self {
            heading: None,
            text,
            help: None,
            more: None,
            commands: &[],
            unknown: Unknown::Offered,
            leaving: Leaving::Stops,
        }
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

    /// With what is told on `?` alone.
    #[must_use]
    pub fn more(self, more: Option<&'a str>) -> Self {
        Self { more, ..self }
    }

    /// With what may be wished beside an answer.
    #[must_use]
    pub fn commands(self, commands: &'a [Command]) -> Self {
        Self { commands, ..self }
    }

    /// Without `ved ikke`.
    #[must_use]
    pub fn must_be_known(self) -> Self {
        Self { unknown: Unknown::NotOffered, ..self }
    }

    /// With `ved ikke` as the answer so far.
    #[must_use]
    pub fn unknown_so_far(self) -> Self {
        Self { unknown: Unknown::SoFar, ..self }
    }

    /// Beside the conversation: without `ved ikke`, and leaving it goes back to where one was.
    #[must_use]
    pub fn aside(self) -> Self {
        Self { unknown: Unknown::NotOffered, leaving: Leaving::Returns, ..self }
    }
}

impl Unknown {
    /// Is `ved ikke` among the answers?
    #[must_use]
    pub fn is_offered(self) -> bool {
        self != Self::NotOffered
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

    /// The same for this environment.
    pub(super) fn suiting(visit_plain: Option<&OsStr>, term: Option<&OsStr>) -> Self {
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
                Box::new(
                    Plain::new(io::stdin().lock(), Visible::new(io::stderr(), Colour::Off), width)
                        .discarding(keyboard::discard_burst),
                )
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
