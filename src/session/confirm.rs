//! Proposals from the fagsystem, confirmed one by one: what comes from outside is no answer before a person has said so.

use super::sheet;
use crate::store::catalogue::Catalogue;
use crate::terminal::failure::Failure;
use crate::terminal::prompter::{Ask, Item, Prompter, Reply};
use jiff::civil::Date;
use visitation::case::cpr::looks_like_cpr;
use visitation::engine::interview::Next;
use visitation::ffb::{UNCONFIRMED, is_unconfirmed, unconfirmed};
use visitation::guideline::answers::Sheet;
use visitation::guideline::question::{Choice, Kind, Question};
use visitation::guideline::raw::examples::RawAnswer;
use visitation::guideline::raw::yaml::{Node, NodeValue};
use visitation::guideline::wording::{date_text, list_text};

/// Takes the proposals out of an answers file, so that their questions stand open. Gives them.
pub fn set_aside(sheet: &mut Sheet) -> Vec<RawAnswer> {
    let all = std::mem::take(&mut sheet.raw.answers);
    let (proposals, answers) = all.into_iter().partition(is_unconfirmed);
    sheet.raw.answers = answers;
    proposals
}

/// Refuses a file that holds proposals, where there is nobody to ask.
///
/// # Errors
/// Somebody has to confirm them first.
pub fn refuse_proposals(sheet: &Sheet) -> anyhow::Result<()> {
    let count = unconfirmed(sheet);
    if count == 0 {
        return Ok(());
    }
    let message = format!("{count} svar i `{}` er forslag fra fagsystemet, som ingen har bekræftet", sheet.source.name);
    let help = "bekræft dem med `visit assess --answers FIL --out SAG`, og brug sagen, eller ret dem i filen";
    Err(Failure::new("unconfirmed", message).help(help).into())
}

/// Who confirms, when, and under what.
#[derive(Debug, Clone, Copy)]
pub struct Confirming<'a> {
    /// The rules.
    pub catalogue: &'a Catalogue,
    /// The specialer asked for; may be empty.
    pub specialer: &'a [String],
    /// Initials.
    pub by: &'a str,
    /// The day of assessment.
    pub date: Date,
}

/// Asks about each proposal, as long as more can change anything. `false`: the person has left.
///
/// # Errors
/// The terminal fails.
pub fn confirm(sheet: &mut Sheet, how: &Confirming<'_>, prompter: &mut dyn Prompter) -> anyhow::Result<bool> {
    let proposals = set_aside(sheet);
    let count = proposals.len();
    prompter.say(&format!(
        "{count} svar i filen er forslag fra fagsystemet. Et forslag er først et svar, når du har bekræftet det."
    ))?;
    for (place, mut answer) in proposals.into_iter().enumerate() {
        let questions = &how.catalogue.national().questions;
        let Some(question) = questions.iter().find(|question| question.id == answer.key.value) else { continue };
        if decided(sheet, how) {
            prompter
                .say("Resten af forslagene kan ikke ændre niveau eller rådgivning, så dem er der ikke brug for.")?;
            return Ok(true);
        }
        match put(&mut answer, question, (place + 1, count), how, prompter)? {
            Some(true) => sheet.raw.answers.push(answer),
            Some(false) => {}
            None => return Ok(false),
        }
    }
    Ok(true)
}

/// Is the outcome settled by what has been confirmed? Only known where the specialer are.
fn decided(sheet: &Sheet, how: &Confirming<'_>) -> bool {
    if how.specialer.is_empty() && sheet.raw.specialer.is_empty() {
        return false;
    }
    let session = sheet::session(how.catalogue, sheet, how.specialer, how.date);
    session.is_ok_and(|session| matches!(session.next(), Ok(Next::Done(_))))
}

/// One proposal: is it the answer now?
fn put(
    answer: &mut RawAnswer,
    question: &Question,
    (number, count): (usize, usize),
    how: &Confirming<'_>,
    prompter: &mut dyn Prompter,
) -> anyhow::Result<Option<bool>> {
    const WAYS: [Item<'static>; 3] = [
        Item { id: "ja", text: "Ja, det er svaret" },
        Item { id: "andet", text: "Svar noget andet" },
        Item { id: "åbent", text: "Lad spørgsmålet stå åbent" },
    ];
    let heading = format!("Forslag {number} af {count}");
    let proposed = shown(question, &answer.value);
    let basis = answer.note.as_deref().unwrap_or_default().trim_start_matches(UNCONFIRMED).trim().to_owned();
    let date = answer.date.map(|date| format!(", {}", date_text(date))).unwrap_or_default();
    let source = answer.source.as_deref().unwrap_or("Fagsystemet");
    let text = format!("{} Forslag: {proposed}", question.text);
    let help = format!("{source}{date}. {basis}");
    let ask = Ask::new(&text).heading(&heading).help(Some(&help)).must_be_known();
    let by = format!("af {} {}.", how.by, date_text(how.date));
    match prompter.choose(&ask, &WAYS, None)? {
        Reply::Value(0) => {
            answer.note = Some(format!("Bekræftet {by} {basis}").trim_end().to_owned());
            Ok(Some(true))
        }
        Reply::Value(1) => {
            let Some(value) = other(question, prompter)? else { return Ok(None) };
            let words = format!("Svaret {by} Fagsystemets forslag var: {proposed}. {basis}");
            answer.note = Some(words.trim_end().to_owned());
            answer.value.value = value;
            answer.source = Some(how.by.to_owned());
            answer.date = Some(how.date);
            Ok(Some(true))
        }
        Reply::Value(_) | Reply::Unknown => Ok(Some(false)),
        Reply::Stop => Ok(None),
    }
}

/// Another answer than the proposed one.
fn other(question: &Question, prompter: &mut dyn Prompter) -> anyhow::Result<Option<NodeValue>> {
    let items: Vec<Item<'_>> =
        question.kind.choices().iter().map(|choice| Item { id: &choice.id, text: &choice.text }).collect();
    let id = |place: usize| items.get(place).map(|item| item.id.to_owned()).unwrap_or_default();
    let ask = Ask::new(&question.text).help(question.help.as_deref());
    let reply = match question.kind {
        Kind::Multi(_) => prompter.choose_many(&ask, &items, None)?.map(|places| {
            let node = |place: &usize| Node { value: NodeValue::Text(id(*place)), span: question.span };
            NodeValue::List(places.iter().map(node).collect())
        }),
        Kind::Text | Kind::Number { .. } | Kind::YesNo => prompter.text(&ask, None)?.map(NodeValue::Text),
        Kind::Scale(_) | Kind::Choice(_) => {
            prompter.choose(&ask, &items, None)?.map(|place| NodeValue::Text(id(place)))
        }
    };
    match reply {
        Reply::Value(NodeValue::Text(words)) if looks_like_cpr(&words) => {
            prompter.say("Det ligner et CPR-nummer (xxxxxx-xxxx), og det gemmes ikke. Skriv svaret uden.")?;
            other(question, prompter)
        }
        Reply::Value(value) => Ok(Some(value)),
        Reply::Unknown => Ok(Some(NodeValue::Text(visitation::case::UNKNOWN.to_owned()))),
        Reply::Stop => Ok(None),
    }
}

/// A value in the words of its question.
fn shown(question: &Question, node: &Node) -> String {
    let words = |id: &str| {
        let choice = question.kind.choices().iter().find(|choice: &&Choice| choice.id == id);
        choice.map_or_else(|| id.to_owned(), |choice| choice.text.clone())
    };
    match &node.value {
        NodeValue::Text(text) => words(text),
        NodeValue::Integer(number) => number.to_string(),
        NodeValue::List(nodes) => list_text(&nodes.iter().map(|node| shown(question, node)).collect::<Vec<_>>()),
        _ => String::new(),
    }
}
