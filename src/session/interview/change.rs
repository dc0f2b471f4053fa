//! An answer that is changed: what it does, told before it is confirmed.
//!
//! Nothing is deleted by a change. Answers that no longer apply are kept and marked, and count again if they come to
//! apply again.

use std::fmt::Write as _;
use std::io;

use super::ask::Said;
use super::conflict::value_words;
use crate::terminal::prompter::{Ask, Item, Prompter, Reply};
use visitation::case::SavedAnswer;
use visitation::consult::{Consultation, Part, known};
use visitation::engine::interview::consequences::consequences;
use visitation::engine::outcome::{Assessment, State};
use visitation::guideline::question::{Answer, QuestionIx};
use visitation::guideline::wording::list_text;
use visitation::guideline::wording::named::{advice_text, levels_text};
use visitation::guideline::wording::statement::upper_first;

/// What the person makes of the consequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The new answer counts.
    Change,
    /// The old one stays.
    Keep,
    /// Both have been told by somebody: neither counts until it is resolved.
    Both,
    /// The person wants to leave.
    Stop,
}

const VERDICTS: [Item<'static>; 3] = [
    Item { id: "ret", text: "Ja, ret svaret" },
    Item { id: "behold", text: "Nej, behold det svar, der står" },
    Item { id: "begge", text: "Begge dele er oplyst: gem begge, og regn svaret som ukendt, til det er afklaret" },
];

/// Tells what the change does, and asks whether it shall be made. The session has the new answer already; `before` is
/// each part as it stood without it.
///
/// # Errors
/// The terminal fails.
pub fn confirm(
    prompter: &mut dyn Prompter,
    session: &Consultation,
    before: &[Part],
    (old, said): (&SavedAnswer, &Said),
) -> io::Result<Verdict> {
    let mut text = String::new();
    if let Some(question) = session.question(said.part, said.question) {
        let (was, is) = (value_words(question, &old.value), value_words(question, &said.saved.value));
        let _ = writeln!(text, "Svaret ændres fra ”{was}” til ”{is}”.");
    }
    for (part, before) in session.parts.iter().zip(before) {
        tell_part(&mut text, session, part, &before.answers);
    }
    prompter.say(text.trim_end())?;
    // A conflict between words is for the words themselves to tell.
    let known = matches!(said.answer, Answer::Known(_)) && !old.value.is_unknown();
    let verdicts = if known { VERDICTS.as_slice() } else { VERDICTS.split_at(2).0 };
    let ask = Ask::new("Skal svaret ændres?").must_be_known();
    Ok(match prompter.choose(&ask, verdicts, Some(0))? {
        Reply::Value(0) => Verdict::Change,
        Reply::Value(2) => Verdict::Both,
        Reply::Value(_) | Reply::Unknown => Verdict::Keep,
        Reply::Stop => Verdict::Stop,
    })
}

fn tell_part(text: &mut String, session: &Consultation, part: &Part, before: &[Option<Answer>]) {
    let guideline = part.compiled.guideline();
    // Beside specialer the shared questions have been told of where a speciale asks them.
    if part.asks_limits() && session.parts.len() > 1 {
        return;
    }
    let name = if session.several() { format!("{}: ", guideline.title) } else { String::new() };
    let answered: Vec<bool> = part.answers.iter().map(Option::is_some).collect();
    let (was, is) = (known(before), known(&part.answers));
    let found = consequences(&part.compiled, &answered, &was, &is).unwrap_or_default();
    let texts = |list: &[QuestionIx]| -> Vec<String> {
        let questions = list.iter().filter_map(|ix| guideline.questions.get(ix.0));
        questions.map(|question| format!("”{}”", question.text.trim())).collect()
    };
    if !found.stop.is_empty() {
        let list = list_text(&texts(&found.stop));
        let _ = writeln!(text, "{name}Disse svar gælder så ikke længere, men bliver stående i sagen: {list}.");
    }
    if !found.start.is_empty() {
        let _ = writeln!(text, "{name}Disse svar kommer til at gælde igen: {}.", list_text(&texts(&found.start)));
    }
    let (Ok(was), Ok(is)) = (part.compiled.assess(&was), part.compiled.assess(&is)) else { return };
    if guideline.criteria.is_empty() {
        return;
    }
    let levels = |assessment: &Assessment| levels_text(&guideline.national, &assessment.possible);
    if was.possible == is.possible {
        let _ = writeln!(text, "{name}Muligt niveau er uændret: {}.", levels(&is));
    } else {
        let _ = writeln!(text, "{name}Muligt niveau ændres fra {} til {}.", levels(&was), levels(&is));
    }
    let moved = |from: &Assessment, to: &Assessment| -> String {
        let due = |assessment: &Assessment, at: usize| assessment.advice.get(at) == Some(&State::Always);
        let duties = guideline.advice.iter().enumerate().filter(|(at, _)| due(to, *at) && !due(from, *at));
        advice_text(guideline, duties.map(|(_, duty)| duty))
    };
    for (what, duties) in [("bliver aktuel", moved(&was, &is)), ("er ikke længere sikkert aktuel", moved(&is, &was))] {
        if !duties.is_empty() {
            let _ = writeln!(text, "{name}{} {what}.", upper_first(&duties));
        }
    }
}
