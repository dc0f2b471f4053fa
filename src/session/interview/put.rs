//! A guideline's question in the form in which a prompter puts it, and the answer back.
//!
//! Deliberately asks one question once; what follows from the answer is `ask`'s.

use crate::terminal::prompter::{Ask, Command, Empty, Entry, Form, Heard, Item, JA_NEJ, Prompter, Reply};
use visitation::case::{Given, SavedValue, UNKNOWN};
use visitation::guideline::question::{Answer, Choice, Kind, OptionSet, Question, Value};

/// What came back on a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Got {
    /// An answer; `ved ikke` is one.
    Answer(Answer, SavedValue),
    /// Something is wished first.
    Command(Command),
    /// The person wants to leave.
    Stop,
}

/// Puts a question. `current` is the answer so far, kept by pressing Enter.
///
/// # Errors
/// The terminal fails.
pub fn put(
    prompter: &mut dyn Prompter,
    question: &Question,
    ask: &Ask<'_>,
    current: Option<&SavedValue>,
) -> std::io::Result<Got> {
    let items: Vec<Item<'_>> = match &question.kind {
        Kind::YesNo => JA_NEJ.to_vec(),
        kind => kind.choices().iter().map(item).collect(),
    };
    let given = current.and_then(|value| value.given(question).ok());
    let (place, places) = places(question, given.as_ref());
    let form = match &question.kind {
        Kind::YesNo | Kind::Scale(_) | Kind::Choice(_) => Form::Choose { options: &items, current: place },
        Kind::Multi(_) => Form::ChooseMany { options: &items, current: places.as_deref() },
        Kind::Number { min, max } => Form::Number { range: *min..=*max, current: ordinal(given.as_ref()) },
        Kind::Text => {
            let words = if let Some(Given::Words(words)) = &given { Some(words.as_str()) } else { None };
            Form::Text { current: words, empty: Empty::Refused }
        }
    };
    let unknown_so_far = ask.unknown.is_offered() && given == Some(Given::Answer(Answer::Unknown));
    let ask = if unknown_so_far { ask.unknown_so_far() } else { *ask };
    Ok(match prompter.put(&ask, &form)? {
        Heard::Command(command) => Got::Command(command),
        Heard::Reply(Reply::Stop) => Got::Stop,
        Heard::Reply(Reply::Unknown) => Got::Answer(Answer::Unknown, SavedValue::Text(UNKNOWN.to_owned())),
        // A text has no value: it counts as asked.
        Heard::Reply(Reply::Value(Entry::Text(words))) => Got::Answer(Answer::Unknown, SavedValue::Text(words)),
        Heard::Reply(Reply::Value(entry)) => {
            let answer = Answer::Known(value(question, entry));
            Got::Answer(answer, SavedValue::of(question, answer))
        }
    })
}

fn item(choice: &Choice) -> Item<'_> {
    Item { id: &choice.id, text: &choice.text }
}

fn ordinal(given: Option<&Given>) -> Option<i64> {
    if let Some(Given::Answer(Answer::Known(Value::Ordinal(n)))) = given { Some(*n) } else { None }
}

/// Where the answer so far stands among the options. `ved ikke` stands after them all, and beside some says that there
/// may be more.
fn places(question: &Question, given: Option<&Given>) -> (Option<usize>, Option<Vec<usize>>) {
    match given {
        Some(Given::Answer(Answer::Known(Value::Ordinal(n)))) => {
            let place = usize::try_from(*n).ok();
            // Ja stands first and is 1.
            (if question.kind == Kind::YesNo { place.map(|n| 1 - n.min(1)) } else { place }, None)
        }
        Some(Given::Answer(Answer::Known(Value::Set(set)))) => (None, Some(set.iter().collect())),
        Some(Given::Answer(Answer::Known(Value::Partly(set)))) => {
            (None, Some(set.iter().chain([question.kind.choices().len()]).collect()))
        }
        _ => (None, None),
    }
}

fn value(question: &Question, entry: Entry) -> Value {
    match entry {
        Entry::Place(place) => {
            let place = i64::try_from(place).unwrap_or_default();
            Value::Ordinal(if question.kind == Kind::YesNo { 1 - place } else { place })
        }
        Entry::Places(places) => {
            let options = question.kind.choices().len();
            let set =
                places.iter().filter(|place| **place < options).copied().fold(OptionSet::default(), OptionSet::with);
            if places.contains(&options) { Value::Partly(set) } else { Value::Set(set) }
        }
        Entry::Number(number) => Value::Ordinal(number),
        Entry::Text(_) | Entry::Date(_) => Value::Ordinal(0),
    }
}
