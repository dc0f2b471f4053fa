//! A prompter that answers by itself: an interview without a person.
//!
//! For tests of whatever asks. It keeps what it was asked; when its answers run out it stops, as a person does
//! who closes the terminal.

use std::collections::VecDeque;
use std::io;

use super::prompter::{Ask, Form, Heard, Prompter, Reply};
use super::typed::{self, Typed};

/// Answers from a list, each written as a person would type it.
#[derive(Debug, Default)]
pub struct Scripted {
    answers: VecDeque<String>,
    /// The questions that were put and what was said between them, in order.
    pub transcript: Vec<String>,
}

impl Scripted {
    /// Gives these answers in turn: an option's id, number or text, a number, a text, `v`, `stop`, or an empty
    /// line to keep the current answer.
    pub fn new<S: Into<String>>(answers: impl IntoIterator<Item = S>) -> Self {
        Self { answers: answers.into_iter().map(Into::into).collect(), transcript: Vec::new() }
    }

    /// How many answers have not been asked for.
    #[must_use]
    pub fn left(&self) -> usize {
        self.answers.len()
    }
}

impl Prompter for Scripted {
    fn put(&mut self, ask: &Ask<'_>, form: &Form<'_>) -> io::Result<Heard> {
        self.transcript.push(ask.text.to_owned());
        let Some(answer) = self.answers.pop_front() else { return Ok(Heard::Reply(Reply::Stop)) };
        match typed::entry(&answer, ask, form) {
            Typed::Reply(reply) => Ok(Heard::Reply(reply)),
            Typed::Command(command) => Ok(Heard::Command(command)),
            // A script cannot be asked again: a wrong answer in it is a fault of the test.
            Typed::Help | Typed::Editor => Err(io::Error::other(format!("the script asks for help on: {}", ask.text))),
            Typed::Wrong(why) => Err(io::Error::other(format!("{}: {why}", ask.text))),
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.transcript.push(text.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_in_turn_and_then_stops() {
        let mut prompter = Scripted::new(["12", "v", "måske"]);
        assert_eq!(prompter.number(&Ask::new("Alder?"), 0..=120, None).unwrap(), Reply::Value(12));
        assert_eq!(prompter.confirm(&Ask::new("Selvskade?"), None).unwrap(), Reply::Unknown);
        assert!(prompter.confirm(&Ask::new("Skole?"), None).is_err(), "a script may not be wrong unnoticed");
        assert_eq!(prompter.text(&Ask::new("Ønsker?"), None).unwrap(), Reply::Stop);
        assert_eq!(prompter.transcript, ["Alder?", "Selvskade?", "Skole?", "Ønsker?"]);
    }
}
