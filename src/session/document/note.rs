//! Adding to a case: from a notes file, or topic by topic at the keyboard.
//!
//! Every entry is on the disk before the next is asked for. Deliberately judges nothing: what a document still
//! lacks is the checker's to say.

use crate::session::record::{Record, RecordError};
use crate::terminal::prompter::{Ask, Item, Prompter, Reply};
use std::collections::BTreeMap;

use jiff::Zoned;
use jiff::civil::Date;

use visitation::case::additions::fields::admits;
use visitation::case::additions::form::{Field, FieldKind, Form, Need, forms};
use visitation::case::additions::{Addition, Additions, Entered, Entry, Known};
use visitation::case::{Case, SavedValue, Topic, keys, refuse_cpr};
use visitation::consult::{Consultation, NoOutcome, plausible};
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;
use visitation::guideline::national::Raadgivning;
use visitation::guideline::wording::statement::upper_first;

/// What an entry may refer to in this case; of the duties those that are due stand first.
#[must_use]
pub fn known(case: &Case, session: &Consultation) -> Known {
    let mut known = Known { additions: case.additions().clone(), ..Known::default() };
    let guidelines = session.guidelines();
    let outcome = session.outcome().ok();
    let mut duties: Vec<(State, String, String)> = Vec::new();
    for (place, guideline) in guidelines.iter().enumerate() {
        known.levels = guideline.national.levels.iter().map(|level| level.id.clone()).collect();
        known.level_texts = guideline.national.levels.iter().map(|level| level.title.clone()).collect();
        let states = outcome.as_ref().and_then(|outcome| outcome.parts.get(place));
        for (number, duty) in guideline.advice.iter().enumerate() {
            let state = states.and_then(|part| part.assessment.advice.get(number)).copied().unwrap_or(State::Open);
            let key = keys::duty_key(&guidelines, place, duty);
            let text = format!("{key}: {}", adviser(guideline, duty));
            if !duties.iter().any(|(_, other, _)| *other == key) {
                duties.push((state, key, text));
            }
        }
    }
    duties.sort_by_key(|(state, ..)| match state {
        State::Always => 0,
        State::Open => 1,
        State::Never => 2,
    });
    for (state, key, text) in duties {
        known.duty_texts.push(if state == State::Never { format!("{text} (ikke aktuel)") } else { text });
        known.duties.push(key);
    }
    known
}

/// Whom a duty says to ask.
fn adviser(guideline: &Guideline, duty: &Raadgivning) -> String {
    let id = duty.from.as_deref().unwrap_or_default();
    let known = guideline.national.advisers.iter().find(|adviser| adviser.id == id);
    known.map_or_else(|| id.to_owned(), |adviser| adviser.name.clone())
}

/// Puts the entries of a notes file into the case and saves it; how many of them said something new.
///
/// # Errors
/// An entry is refused, or the file cannot be written; nothing is saved then.
pub fn enter(record: &mut Record, entered: Vec<Entered>) -> Result<usize, RecordError> {
    let before = record.case().clone();
    let put = || {
        for entered in entered {
            match entered {
                Entered::Put(addition) => record.add(addition)?,
                Entered::Withdraw(addition) => record.withdraw(addition)?,
            }
        }
        plausible::check(&before, record.case(), today()).map_err(RecordError::Case)?;
        let new = record.case().history().len() - before.history().len();
        if new > 0 {
            record.save()?;
        }
        Ok(new)
    };
    let put: Result<usize, RecordError> = put();
    if put.is_err() {
        record.back_to(before);
    }
    put
}

fn today() -> Date {
    Zoned::now().date()
}

/// Asks what to add until the person is done.
///
/// # Errors
/// The terminal fails, or the case cannot be saved.
pub fn conversation(record: &mut Record, prompter: &mut dyn Prompter, session: &Consultation) -> anyhow::Result<()> {
    // A match is noted by `visit match --enter`.
    let forms: Vec<&'static Form> = forms().filter(|form| form.topic != Topic::Match).collect();
    loop {
        let titles: Vec<String> = forms.iter().map(|form| title(form, record.case().additions())).collect();
        let mut items: Vec<Item<'_>> =
            forms.iter().zip(&titles).map(|(form, title)| Item { id: form.key, text: title }).collect();
        items.push(Item { id: "færdig", text: "Færdig" });
        let ask = Ask::new("Hvad vil du notere?").must_be_known();
        let Reply::Value(place) = prompter.choose(&ask, &items, None)? else { return Ok(()) };
        let Some(form) = forms.get(place).copied() else { return Ok(()) };
        let known = known(record.case(), session);
        let entered = if form.has_many() { several(prompter, form, &known)? } else { single(prompter, form, &known)? };
        let Some(entered) = entered else { continue };
        match enter(record, vec![entered]) {
            Ok(0) => prompter.say("Intet er ændret.")?,
            Ok(_) => prompter.say("Det er gemt.")?,
            Err(RecordError::Case(refused)) => {
                let refused = NoOutcome::from(refused);
                prompter.say(&format!("{}.\nHjælp: {}.", upper_first(&refused.message), refused.help))?;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// `Plan`, `Oplysninger med kilde og dato (3)`.
fn title(form: &Form, additions: &Additions) -> String {
    match (form.has_many(), additions.of(form.topic).count()) {
        (_, 0) => form.title.to_owned(),
        (true, count) => format!("{} ({count})", form.title),
        (false, _) => format!("{} (udfyldt)", form.title),
    }
}

fn single(prompter: &mut dyn Prompter, form: &'static Form, known: &Known) -> anyhow::Result<Option<Entered>> {
    let there = known.additions.one(form.topic);
    let fields = ask_fields(prompter, form, there, known)?;
    Ok(fields.map(|fields| Entered::Put(Addition { topic: form.topic, id: None, fields })))
}

fn several(prompter: &mut dyn Prompter, form: &'static Form, known: &Known) -> anyhow::Result<Option<Entered>> {
    let there: Vec<&Entry> = known.additions.of(form.topic).collect();
    let mut chosen: Option<&Entry> = None;
    if !there.is_empty() {
        let texts: Vec<String> = there.iter().map(|entry| short(form, entry)).collect();
        let mut items = vec![Item { id: "ny", text: "Tilføj en ny" }];
        items.extend(there.iter().zip(&texts).map(|(entry, text)| Item { id: &entry.id, text }));
        let ask = Ask::new(form.title).must_be_known();
        let Reply::Value(place) = prompter.choose(&ask, &items, Some(0))? else { return Ok(None) };
        chosen = place.checked_sub(1).and_then(|place| there.get(place)).copied();
    }
    if let Some(entry) = chosen {
        let items =
            [Item { id: "ret", text: "Ret den" }, Item { id: "fjern", text: "Fjern den (historikken beholder den)" }];
        let ask = Ask::new(&entry.id).must_be_known();
        match prompter.choose(&ask, &items, Some(0))? {
            Reply::Value(0) => {}
            Reply::Value(_) => {
                let id = Some(entry.id.clone());
                return Ok(Some(Entered::Withdraw(Addition { topic: form.topic, id, fields: BTreeMap::new() })));
            }
            Reply::Unknown | Reply::Stop => return Ok(None),
        }
    }
    let id = chosen.map_or_else(|| known.additions.next_id(form.topic), |entry| entry.id.clone());
    let fields = ask_fields(prompter, form, chosen, known)?;
    Ok(fields.map(|fields| Entered::Put(Addition { topic: form.topic, id: Some(id), fields })))
}

/// The first words of an entry.
fn short(form: &Form, entry: &Entry) -> String {
    let first = form.fields.iter().find_map(|field| entry.text(field.key)).unwrap_or_default();
    let words: String = first.chars().take(60).collect();
    format!("{}: {words}", entry.id)
}

/// Asks for every field in turn; `None` when the person leaves, and then nothing is kept of the entry.
fn ask_fields(
    prompter: &mut dyn Prompter,
    form: &'static Form,
    there: Option<&Entry>,
    known: &Known,
) -> anyhow::Result<Option<BTreeMap<String, SavedValue>>> {
    let mut fields = BTreeMap::new();
    for field in form.fields {
        loop {
            let current = there.and_then(|entry| entry.fields.get(field.key));
            let given = match ask_field(prompter, field, current, known)? {
                Reply::Stop => return Ok(None),
                Reply::Unknown => break,
                Reply::Value(given) => given,
            };
            // Asked again here, so that what else was typed of the entry is not lost.
            if let Err(refused) = refuse_cpr("det", Some(&given.to_string())) {
                let refused = NoOutcome::from(refused);
                prompter.say(&format!("{}.\nHjælp: {}.", upper_first(&refused.message), refused.help))?;
                continue;
            }
            match admits(field, &given) {
                Ok(()) => {
                    fields.insert(field.key.to_owned(), given);
                    break;
                }
                Err(wanted) => prompter.say(&format!("Skriv {wanted}."))?,
            }
        }
    }
    Ok(Some(fields))
}

fn ask_field(
    prompter: &mut dyn Prompter,
    field: &Field,
    current: Option<&SavedValue>,
    known: &Known,
) -> anyhow::Result<Reply<SavedValue>> {
    let typed = matches!(field.kind, FieldKind::Text | FieldKind::Date | FieldKind::Month);
    let optional = match current {
        Some(_) if typed => "Enter beholder det, der står; v fjerner det.",
        None if typed => "Kan springes over med Enter.",
        _ => "Kan springes over med ved ikke.",
    };
    let mut ask = Ask::new(field.ask);
    if field.need == Need::Required {
        ask = ask.must_be_known();
    } else {
        ask = ask.help(Some(optional));
    }
    let text = |value: &str| SavedValue::Text(value.to_owned());
    let at = |ids: &[&str]| match current {
        Some(SavedValue::Text(word)) => ids.iter().position(|id| id == word),
        _ => None,
    };
    let listed = |ids: &[String], texts: &[String]| ids.iter().cloned().zip(texts.iter().cloned()).collect();
    let choices: Vec<(String, String)> = match field.kind {
        FieldKind::Word(words) => words.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect(),
        FieldKind::Level => listed(&known.levels, &known.level_texts),
        FieldKind::Duty => listed(&known.duties, &known.duty_texts),
        FieldKind::Facts => facts(&known.additions),
        FieldKind::Text | FieldKind::Date | FieldKind::Month | FieldKind::Kroner | FieldKind::Texts => Vec::new(),
    };
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
            let chosen = prompter.choose_many(&ask, &items, None)?;
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
        FieldKind::Texts => texts(prompter, &ask)?,
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
fn texts(prompter: &mut dyn Prompter, ask: &Ask<'_>) -> anyhow::Result<Reply<SavedValue>> {
    let mut list = Vec::new();
    loop {
        let more = Ask::new(if list.is_empty() { ask.text } else { "Flere?" }).help(ask.help);
        match prompter.text(&more, None)? {
            Reply::Value(text) => list.push(text),
            Reply::Unknown if list.is_empty() => return Ok(Reply::Unknown),
            Reply::Unknown => return Ok(Reply::Value(SavedValue::Many(list))),
            Reply::Stop => return Ok(Reply::Stop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::scripted::Scripted;
    use visitation::case::Topic;

    #[test]
    fn a_conversation_saves_every_entry_before_it_asks_for_the_next() {
        use crate::session::record::{Beginning, Held};
        use crate::store::RuleFolder;
        use crate::store::catalogue::Catalogue;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sag.yaml");
        let rules = Catalogue::open(RuleFolder::Embedded).unwrap();
        let guideline = std::sync::Arc::new(rules.in_force("autisme", jiff::civil::date(2026, 11, 22)).unwrap());
        let beginning = Beginning {
            case_number: None,
            pseudonym: None,
            date: jiff::civil::date(2026, 11, 22),
            enquiry: None,
            caseworker: "abc".into(),
        };
        let session = Consultation::new(vec![guideline.clone()]);
        let mut record = Record::begin(Held::new(path.clone()).unwrap(), beginning, &guideline.national).unwrap();
        let mut prompter = Scripted::new([
            "niveau",
            "højt",
            "v",
            "v", // the level chosen
            "hovedhensyn",
            "Ro.",
            "faglig", // one consideration
            "hovedhensyn",
            "H1",
            "ret",
            "Ring 010190-0000", // refused: it looks like a CPR number, and asked again
            "Ring i morgen.",
            "v",
            "hovedhensyn",
            "H1",
            "fjern",
            "færdig",
        ]);
        conversation(&mut record, &mut prompter, &session).unwrap();
        assert_eq!(prompter.left(), 0);
        let saved = Case::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(saved.additions().one(Topic::Level).unwrap().text("valgt"), Some("højt"));
        assert_eq!(saved.additions().of(Topic::Consideration).count(), 0);
        assert_eq!(saved.history().iter().filter(|event| event.addition.is_some()).count(), 4);
        assert!(prompter.transcript.iter().any(|line| line.contains("CPR")), "{:?}", prompter.transcript);
    }

    fn form(topic: Topic) -> &'static Form {
        topic.form()
    }

    #[test]
    fn a_fact_is_asked_for_field_by_field() {
        let mut prompter =
            Scripted::new(["Sover ikke.", "Mor", "i går", "2026-11-03", "v", "v", "ja", "v", "v", "v", "v"]);
        let entered = several(&mut prompter, form(Topic::Fact), &Known::default()).unwrap().unwrap();
        let Entered::Put(addition) = entered else { panic!() };
        assert_eq!(addition.id.as_deref(), Some("F1"));
        assert_eq!(addition.fields["dato"], SavedValue::Text("2026-11-03".into()));
        assert_eq!(addition.fields.len(), 4);
        assert!(prompter.transcript.iter().any(|line| line.contains("en dato som")), "a wrong date is asked again");
        assert_eq!(prompter.left(), 0);
    }

    #[test]
    fn leaving_in_the_middle_keeps_nothing_of_the_entry() {
        let mut prompter = Scripted::new(["Sover ikke.", "Mor"]);
        assert_eq!(several(&mut prompter, form(Topic::Fact), &Known::default()).unwrap(), None);
    }

    #[test]
    fn what_may_be_left_out_is_left_out_by_enter_and_what_stands_is_kept_by_it() {
        let form = form(Topic::FollowUp);
        let mut prompter = Scripted::new(["2027-01-18", "", "søvn"]);
        let entered = single(&mut prompter, form, &Known::default()).unwrap().unwrap();
        let Entered::Put(addition) = entered else { panic!() };
        let keys: Vec<&str> = addition.fields.keys().map(String::as_str).collect();
        assert_eq!(keys, ["dato", "måles_på"]);
        assert_eq!(prompter.left(), 0);
    }

    #[test]
    fn goals_are_asked_for_one_by_one() {
        let mut prompter = Scripted::new(["handleplan", "ja", "v", "At bo selv", "At gå i skole", "v", "v"]);
        let entered = single(&mut prompter, form(Topic::Plan), &Known::default()).unwrap().unwrap();
        let Entered::Put(addition) = entered else { panic!() };
        assert_eq!(addition.fields["mål"], SavedValue::Many(vec!["At bo selv".into(), "At gå i skole".into()]));
    }
}
