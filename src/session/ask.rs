//! The interview: puts the questions that matter to a person, one at a time.
//!
//! Which question comes next is the engine's to say, how it looks the prompter's. Every answer is handed on
//! before the next question is shown, so that nothing said is lost.

use crate::case::SavedValue;
use crate::engine::interview::{Next, Reason, Stuck};
use crate::guideline::question::{Answer, Choice, Kind, OptionSet, Question, QuestionIx, Value};
use crate::terminal::prompter::{Ask, Item, Prompter, Reply};

use super::Session;
use super::outcome::{NoOutcome, explain_error};

/// How an interview ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Nothing more to ask.
    Finished(Reason),
    /// The person left.
    Stopped,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which part asked.
    pub part: usize,
    /// What was asked.
    pub question: QuestionIx,
    /// What the engine takes of it.
    pub answer: Answer,
    /// What is kept of it.
    pub saved: SavedValue,
}

/// Keeps an answer. A refusal is told, and the question asked again.
pub trait Keeper {
    /// Keeps it, on disk before returning.
    ///
    /// # Errors
    /// `Ok(Err(…))` refuses the answer itself, an outer error ends the interview.
    fn keep(&mut self, session: &Session, said: &Said) -> anyhow::Result<Result<(), NoOutcome>>;
}

/// Asks until there is nothing more to ask or the person leaves.
///
/// # Errors
/// The terminal fails, an answer cannot be kept, or a guideline is too large.
pub fn interview(
    session: &mut Session,
    prompter: &mut dyn Prompter,
    keeper: &mut dyn Keeper,
    mut answered: usize,
) -> anyhow::Result<Ended> {
    loop {
        let next = session.next().map_err(|stuck| failure(session, &stuck))?;
        let (part, question, left) = match next {
            Next::Done(reason) => return Ok(Ended::Finished(reason)),
            Next::Ask { party, question, at_most_left } => (party, question, at_most_left),
        };
        let heading = heading(session, (part, question), (answered + 1, left));
        let Some(asked) = session.question(part, question).cloned() else { return Ok(Ended::Stopped) };
        let said = match put(prompter, &asked, &heading)? {
            Reply::Stop => return Ok(Ended::Stopped),
            Reply::Unknown => (Answer::Unknown, SavedValue::Text(crate::case::UNKNOWN.to_owned())),
            Reply::Value(said) => said,
        };
        let said = Said { part, question, answer: said.0, saved: said.1 };
        if accept(session, prompter, keeper, &said)? {
            answered += 1;
        }
    }
}

/// Takes an answer in unless it contradicts an earlier one or cannot be kept; tells why not.
fn accept(
    session: &mut Session,
    prompter: &mut dyn Prompter,
    keeper: &mut dyn Keeper,
    said: &Said,
) -> anyhow::Result<bool> {
    session.answer(said.part, said.question, said.answer);
    let refused = match session.next() {
        Ok(_) => keeper.keep(session, said)?.err(),
        Err(stuck) => Some(no_outcome(session, &stuck)),
    };
    let Some(refused) = refused else { return Ok(true) };
    prompter.say(&format!("{}.\nHjælp: {}.", capital(&refused.message), refused.help))?;
    session.forget(said.part, said.question);
    Ok(false)
}

fn no_outcome(session: &Session, stuck: &Stuck) -> NoOutcome {
    match session.parts.get(stuck.party) {
        Some(part) => explain_error(part, &stuck.error),
        None => NoOutcome { code: "failed", message: stuck.error.to_string(), help: String::new() },
    }
}

fn failure(session: &Session, stuck: &Stuck) -> anyhow::Error {
    no_outcome(session, stuck).into()
}

/// `Spørgsmål 4, højst 9 tilbage · Hverdag`
fn heading(session: &Session, (part, question): (usize, QuestionIx), (number, left): (usize, usize)) -> String {
    let mut heading = match left.saturating_sub(1) {
        0 => format!("Spørgsmål {number}, det sidste"),
        rest => format!("Spørgsmål {number}, højst {rest} tilbage"),
    };
    let asked = session.question(part, question);
    if session.parts.len() > 1
        && asked.is_some_and(|question| !question.shared)
        && let Some(part) = session.parts.get(part)
    {
        heading = format!("{heading} · {}", part.compiled.guideline().title);
    }
    if let Some(theme) = asked.and_then(|question| question.theme.as_deref()) {
        heading = format!("{heading} · {theme}");
    }
    heading
}

/// Puts one question in the form that suits its type.
fn put(
    prompter: &mut dyn Prompter,
    question: &Question,
    heading: &str,
) -> std::io::Result<Reply<(Answer, SavedValue)>> {
    let ask = Ask::new(&question.text).heading(heading).help(question.help.as_deref());
    let value = |value: Value| {
        let answer = Answer::Known(value);
        (answer, SavedValue::of(question, answer))
    };
    Ok(match &question.kind {
        Kind::YesNo => prompter.confirm(&ask, None)?.map(|yes| value(Value::Ordinal(i64::from(yes)))),
        Kind::Scale(choices) | Kind::Choice(choices) => {
            let place = prompter.choose(&ask, &items(choices), None)?;
            place.map(|place| value(Value::Ordinal(i64::try_from(place).unwrap_or_default())))
        }
        Kind::Multi(choices) => {
            let places = prompter.choose_many(&ask, &items(choices), None)?;
            places.map(|places| value(Value::Set(places.into_iter().fold(OptionSet::default(), OptionSet::with))))
        }
        Kind::Number { min, max } => prompter.number(&ask, *min..=*max, None)?.map(|n| value(Value::Ordinal(n))),
        Kind::Text => prompter.text(&ask, None)?.map(|words| (Answer::Unknown, SavedValue::Text(words))),
    })
}

fn items(choices: &[Choice]) -> Vec<Item<'_>> {
    choices.iter().map(|choice| Item { id: &choice.id, text: &choice.text }).collect()
}

fn capital(text: &str) -> String {
    crate::guideline::wording::statement::upper_first(text)
}
