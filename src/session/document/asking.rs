//! One entry asked for field by field: with a way back, and nothing typed lost without a yes.

use std::collections::BTreeMap;
use std::io;

use crate::terminal::prompter::{Ask, Command, Form as Shape, Heard, Item, Prompter, Reply};
use visitation::case::additions::fields::admits;
use visitation::case::additions::form::{Field, FieldKind, Form, Need};
use visitation::case::additions::{Additions, Entry, Known};
use visitation::case::{SavedValue, Topic, refuse_cpr};
use visitation::consult::NoOutcome;
use visitation::guideline::wording::statement::upper_first;

/// The first words of an entry.
pub(super) fn short(form: &Form, entry: &Entry) -> String {
    let first = form.fields.iter().find_map(|field| entry.text(field.key)).unwrap_or_default();
    let words: String = first.chars().take(60).collect();
    format!("{}: {words}", entry.id)
}

pub(super) const ALL_FIELDS: Item<'static> = Item { id: "ret", text: "Ret den" };
pub(super) const EMPTY_FIELDS: Item<'static> = Item { id: "udfyld", text: "Udfyld kun de tomme felter" };
pub(super) const REMOVE: Item<'static> = Item { id: "fjern", text: "Fjern den (historikken beholder den)" };

/// Which fields of an entry are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    All,
    Empty,
}

pub(super) fn has_empty(form: &Form, entry: &Entry) -> bool {
    form.fields.iter().any(|field| !entry.fields.contains_key(field.key))
}

/// Asks for the fields in turn, with a way back. Leaving keeps what was typed if the entry can stand so; else the
/// person says whether to go on or to let it go. `None`: nothing is kept.
pub(super) fn ask_fields(
    prompter: &mut dyn Prompter,
    form: &'static Form,
    (there, which): (Option<&Entry>, Which),
    known: &Known,
) -> anyhow::Result<Option<BTreeMap<String, SavedValue>>> {
    let before = there.map(|entry| entry.fields.clone()).unwrap_or_default();
    let asked = |field: &&Field| which == Which::All || !before.contains_key(field.key);
    let asked: Vec<&Field> = form.fields.iter().filter(asked).collect();
    let mut fields = before.clone();
    let mut place = 0;
    while let Some(field) = asked.get(place).copied() {
        let heading = format!("{}: felt {} af {}", form.title, place + 1, asked.len());
        let mut way = Returning::new(prompter, place > 0, &heading);
        let current = fields.get(field.key).cloned().or_else(|| as_before(form, field, there, known));
        let reply = ask_field(&mut way, field, current.as_ref(), known)?;
        let returned = way.returned;
        match reply {
            Reply::Stop if returned => place = place.saturating_sub(1),
            Reply::Stop if fields == before => return Ok(None),
            Reply::Stop => {
                let lacks = form.fields.iter().find(|it| it.need == Need::Required && !fields.contains_key(it.key));
                let Some(lacks) = lacks else { return Ok(Some(fields)) };
                let question = format!("Kan ikke gemmes uden svar på: {} Vil du svare på det?", lacks.ask);
                let Reply::Value(true) = prompter.confirm(&Ask::new(&question).must_be_known(), Some(true))? else {
                    return Ok(None);
                };
            }
            Reply::Unknown => {
                fields.remove(field.key);
                place += 1;
            }
            Reply::Value(given) => {
                if accepted(prompter, field, &given)? {
                    fields.insert(field.key.to_owned(), given);
                    place += 1;
                }
            }
        }
    }
    Ok(Some(fields))
}

/// Of a new fact the source and the day of the one noted last: Enter takes them again.
fn as_before(form: &Form, field: &Field, there: Option<&Entry>, known: &Known) -> Option<SavedValue> {
    let repeats = there.is_none() && form.topic == Topic::Fact && ["kilde", "dato"].contains(&field.key);
    let last = repeats.then(|| known.additions.of(form.topic).max_by_key(|entry| entry.at)).flatten()?;
    last.fields.get(field.key).cloned()
}

/// Asked again here, so that what else was typed of the entry is not lost.
fn accepted(prompter: &mut dyn Prompter, field: &Field, given: &SavedValue) -> anyhow::Result<bool> {
    if let Err(refused) = refuse_cpr("det", Some(&given.to_string())) {
        let refused = NoOutcome::from(refused);
        prompter.say(&format!("{}.\nHjælp: {}.", upper_first(&refused.message), refused.help))?;
        return Ok(false);
    }
    if let Err(wanted) = admits(field, given) {
        prompter.say(&format!("Skriv {wanted}."))?;
        return Ok(false);
    }
    Ok(true)
}

/// Every question below a heading and with a way back, which is heard as leaving the question.
struct Returning<'p> {
    inner: &'p mut dyn Prompter,
    commands: &'static [Command],
    heading: &'p str,
    returned: bool,
}

impl<'p> Returning<'p> {
    fn new(inner: &'p mut dyn Prompter, back: bool, heading: &'p str) -> Self {
        let commands: &[Command] = if back { &[Command::Back] } else { &[] };
        Self { inner, commands, heading, returned: false }
    }
}

impl Prompter for Returning<'_> {
    fn put(&mut self, ask: &Ask<'_>, form: &Shape<'_>) -> io::Result<Heard> {
        let ask = Ask { commands: self.commands, heading: Some(self.heading), ..*ask };
        let heard = self.inner.put(&ask, form)?;
        self.returned = heard == Heard::Command(Command::Back);
        Ok(if self.returned { Heard::Reply(Reply::Stop) } else { heard })
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.inner.say(text)
    }
}

/// The question. `stands`: there is something that Enter takes.
fn ask(field: &Field, stands: bool) -> Ask<'_> {
    let typed = matches!(field.kind, FieldKind::Text | FieldKind::Date | FieldKind::Month);
    let ask = Ask::new(field.ask);
    if field.need == Need::Required {
        let kept = "Enter tager det, der står i parentes.";
        return ask.must_be_known().help((typed && stands).then_some(kept));
    }
    ask.help(Some(match (typed, stands) {
        (true, true) => "Enter beholder det, der står; v fjerner det.",
        (true, false) => "Kan springes over med Enter.",
        (false, _) => "Kan springes over med ved ikke.",
    }))
}

/// What can be chosen: ids and texts.
fn choices(field: &Field, known: &Known) -> Vec<(String, String)> {
    let listed = |ids: &[String], texts: &[String]| ids.iter().cloned().zip(texts.iter().cloned()).collect();
    match field.kind {
        FieldKind::Word(words) => words.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect(),
        FieldKind::Level => listed(&known.levels, &known.level_texts),
        FieldKind::Duty => listed(&known.duties, &known.duty_texts),
        FieldKind::Facts => facts(&known.additions),
        FieldKind::Text | FieldKind::Date | FieldKind::Month | FieldKind::Kroner | FieldKind::Texts => Vec::new(),
    }
}

fn ask_field(
    prompter: &mut dyn Prompter,
    field: &Field,
    current: Option<&SavedValue>,
    known: &Known,
) -> anyhow::Result<Reply<SavedValue>> {
    let ask = ask(field, current.is_some());
    let text = |value: &str| SavedValue::Text(value.to_owned());
    let at = |ids: &[&str]| match current {
        Some(SavedValue::Text(word)) => ids.iter().position(|id| id == word),
        _ => None,
    };
    let choices = choices(field, known);
    let items: Vec<Item<'_>> = choices.iter().map(|(id, text)| Item { id, text }).collect();
    let ids: Vec<&str> = items.iter().map(|item| item.id).collect();
    Ok(match field.kind {
        FieldKind::Word(_) | FieldKind::Level | FieldKind::Duty | FieldKind::Facts if items.is_empty() => {
            Reply::Unknown
        }
        FieldKind::Word(_) | FieldKind::Level | FieldKind::Duty => {
            prompter.choose(&ask, &items, at(&ids))?.map(|place| text(ids.get(place).copied().unwrap_or_default()))
        }
        FieldKind::Facts => {
            let place = |id: &String| ids.iter().position(|other| other == id);
            let current = match current {
                Some(SavedValue::Many(many)) => Some(many.iter().filter_map(place).collect::<Vec<_>>()),
                _ => None,
            };
            let chosen = prompter.choose_many(&ask, &items, current.as_deref())?;
            match chosen
                .map(|places| places.iter().filter_map(|place| ids.get(*place)).map(ToString::to_string).collect())
            {
                Reply::Value(list) if Vec::<String>::is_empty(&list) => Reply::Unknown,
                other => other.map(SavedValue::Many),
            }
        }
        FieldKind::Kroner => {
            let current = current.and_then(|value| value.to_string().parse().ok());
            prompter.number(&ask, 0..=999_999_999, current)?.map(SavedValue::Number)
        }
        FieldKind::Texts => texts(prompter, &ask, current)?,
        FieldKind::Text | FieldKind::Date | FieldKind::Month => {
            let current = current.map(ToString::to_string);
            if field.need == Need::Required || current.is_some() {
                prompter.text(&ask, current.as_deref())?.map(SavedValue::Text)
            } else {
                match prompter.optional_text(&ask, None)? {
                    Reply::Value(text) if text.trim().is_empty() => Reply::Unknown,
                    reply => reply.map(SavedValue::Text),
                }
            }
        }
    })
}

/// Facts by id, told by their first words.
fn facts(additions: &Additions) -> Vec<(String, String)> {
    let form = visitation::case::Topic::Fact.form();
    additions.of(form.topic).map(|entry| (entry.id.clone(), short(form, entry))).collect()
}

/// One line each, until nothing more comes.
fn texts(
    prompter: &mut dyn Prompter,
    ask: &Ask<'_>,
    current: Option<&SavedValue>,
) -> anyhow::Result<Reply<SavedValue>> {
    let mut list = Vec::new();
    if let Some(SavedValue::Many(there)) = current {
        let keep = format!("Behold: {}", there.join("; "));
        let items = [Item { id: "behold", text: &keep }, Item { id: "nye", text: "Skriv dem på ny" }];
        match prompter.choose(&ask.must_be_known(), &items, Some(0))? {
            Reply::Value(0) => return Ok(Reply::Value(SavedValue::Many(there.clone()))),
            Reply::Value(_) => {}
            Reply::Unknown | Reply::Stop => return Ok(Reply::Stop),
        }
    }
    loop {
        let more = Ask::new(if list.is_empty() { ask.text } else { "Flere?" }).help(ask.help);
        match prompter.text(&more, None)? {
            Reply::Value(text) => list.push(text),
            Reply::Unknown if list.is_empty() => return Ok(Reply::Unknown),
            Reply::Stop if list.is_empty() => return Ok(Reply::Stop),
            // Leaving ends the list; what stands in it is kept.
            Reply::Unknown | Reply::Stop => return Ok(Reply::Value(SavedValue::Many(list))),
        }
    }
}
