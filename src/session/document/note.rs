//! Adding to a case: from a notes file, or topic by topic at the keyboard.
//!
//! Every entry is on the disk before the next is asked for. What a document still lacks the checker says ([`gaps`]).

use std::collections::BTreeMap;

use super::asking::{ALL_FIELDS, EMPTY_FIELDS, REMOVE, Which, ask_fields, has_empty, short};
use super::gaps::{self, Gap};
use crate::session::record::{Record, RecordError};
use crate::store::today;
use crate::terminal::prompter::{Ask, Item, Prompter, Reply};
use visitation::case::additions::form::{Form, forms};
use visitation::case::additions::{Addition, Additions, Entered, Entry, Known};
use visitation::case::{Case, Topic, keys};
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

/// Asks what to add until the person is done. What the documents lack stands first.
///
/// # Errors
/// The terminal fails, or the case cannot be saved.
pub fn conversation(record: &mut Record, prompter: &mut dyn Prompter, session: &Consultation) -> anyhow::Result<()> {
    loop {
        let gaps = gaps::of(record.case(), session)?;
        let wanted = |form: &Form| gaps.iter().find(|gap| gap.topic == form.topic);
        // A match is noted by `visit match --enter`.
        let mut forms: Vec<&'static Form> = forms().filter(|form| form.topic != Topic::Match).collect();
        forms.sort_by_key(|form| gaps.iter().position(|gap| gap.topic == form.topic).unwrap_or(gaps.len()));
        let additions = record.case().additions();
        let titles: Vec<String> = forms.iter().map(|form| title(form, additions, wanted(form))).collect();
        let mut items: Vec<Item<'_>> =
            forms.iter().zip(&titles).map(|(form, title)| Item { id: form.key, text: title }).collect();
        items.push(Item { id: "færdig", text: "Færdig" });
        let left = gaps::left(gaps.len());
        let ask = Ask::new("Hvad vil du notere?").heading(&left).must_be_known();
        let first = if gaps.is_empty() { items.len() - 1 } else { 0 };
        let Reply::Value(place) = prompter.choose(&ask, &items, Some(first))? else { return Ok(()) };
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

/// `Opfølgning`, `Oplysninger med kilde og dato (3)`, `Plan – mangler: målene i planen`.
fn title(form: &Form, additions: &Additions, gap: Option<&Gap>) -> String {
    let title = match (form.has_many(), additions.of(form.topic).count()) {
        (_, 0) => form.title.to_owned(),
        (true, count) => format!("{} ({count})", form.title),
        (false, _) => format!("{} (udfyldt)", form.title),
    };
    gap.map_or_else(|| title.clone(), |gap| format!("{title} – mangler: {}", gap.what))
}

fn single(prompter: &mut dyn Prompter, form: &'static Form, known: &Known) -> anyhow::Result<Option<Entered>> {
    let there = known.additions.one(form.topic);
    let which = match there {
        Some(entry) if has_empty(form, entry) => {
            let ask = Ask::new(form.title).must_be_known();
            match prompter.choose(&ask, &[EMPTY_FIELDS, ALL_FIELDS], Some(0))? {
                Reply::Value(0) => Which::Empty,
                Reply::Value(_) => Which::All,
                Reply::Unknown | Reply::Stop => return Ok(None),
            }
        }
        _ => Which::All,
    };
    let fields = ask_fields(prompter, form, (there, which), known)?;
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
    let mut which = Which::All;
    if let Some(entry) = chosen {
        let mut items = vec![ALL_FIELDS, REMOVE];
        if has_empty(form, entry) {
            items.push(EMPTY_FIELDS);
        }
        let ask = Ask::new(&entry.id).must_be_known();
        match prompter.choose(&ask, &items, Some(0))? {
            Reply::Value(0) => {}
            Reply::Value(1) => {
                let id = Some(entry.id.clone());
                return Ok(Some(Entered::Withdraw(Addition { topic: form.topic, id, fields: BTreeMap::new() })));
            }
            Reply::Value(_) => which = Which::Empty,
            Reply::Unknown | Reply::Stop => return Ok(None),
        }
    }
    let id = chosen.map_or_else(|| known.additions.next_id(form.topic), |entry| entry.id.clone());
    let fields = ask_fields(prompter, form, (chosen, which), known)?;
    Ok(fields.map(|fields| Entered::Put(Addition { topic: form.topic, id: Some(id), fields })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::scripted::Scripted;
    use visitation::case::{SavedValue, Topic};

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
    fn leaving_keeps_what_was_typed_or_asks_for_what_it_cannot_stand_without() {
        let ask = |typed: &[&str]| {
            let mut prompter = Scripted::new(typed.iter().copied());
            several(&mut prompter, form(Topic::Fact), &Known::default()).unwrap()
        };
        assert_eq!(ask(&[]), None);
        assert_eq!(ask(&["Sover ikke.", "Mor"]), None, "the input has ended");
        assert_eq!(ask(&["Sover ikke.", "Mor", "stop", "nej"]), None);
        for typed in [
            &["Sover ikke.", "Mor", "stop", "ja", "2026-11-03"][..],
            &["Sover ikke.", "Far", "tilbage", "Mor", "2026-11-03", "stop"],
        ] {
            let Some(Entered::Put(addition)) = ask(typed) else { panic!("{typed:?}") };
            assert_eq!(addition.fields.len(), 3);
            assert_eq!(addition.fields["kilde"], SavedValue::Text("Mor".into()));
        }
    }

    #[test]
    fn of_an_entry_that_stands_only_the_empty_fields_can_be_asked_for() {
        let mut known = Known::default();
        let fields = BTreeMap::from([("dato".to_owned(), SavedValue::Text("2027-01-18".into()))]);
        known.additions = added(Topic::FollowUp, fields);
        let mut prompter = Scripted::new(["", "Rådgiver", "søvn"]);
        let Some(Entered::Put(addition)) = single(&mut prompter, form(Topic::FollowUp), &known).unwrap() else {
            panic!()
        };
        assert_eq!((addition.fields.len(), prompter.left()), (3, 0));
    }

    #[test]
    fn the_source_and_the_day_of_the_last_fact_are_taken_again_by_enter() {
        let fields = [("tekst", "Sover ikke."), ("kilde", "Mor"), ("dato", "2026-11-03")];
        let fields = fields.map(|(key, value)| (key.to_owned(), SavedValue::Text(value.to_owned())));
        let known = Known { additions: added(Topic::Fact, BTreeMap::from(fields)), ..Known::default() };
        let mut prompter = Scripted::new(["ny", "Spiser lidt.", "", "", "stop"]);
        let Some(Entered::Put(addition)) = several(&mut prompter, form(Topic::Fact), &known).unwrap() else { panic!() };
        assert_eq!(addition.fields["kilde"], SavedValue::Text("Mor".into()));
        assert_eq!(addition.fields["dato"], SavedValue::Text("2026-11-03".into()));
    }

    /// What a case holds after one entry.
    fn added(topic: Topic, fields: BTreeMap<String, SavedValue>) -> Additions {
        use crate::session::record::{Beginning, Held};
        let folder = tempfile::tempdir().unwrap();
        let rules = crate::store::catalogue::Catalogue::open(crate::store::RuleFolder::Embedded).unwrap();
        let date = jiff::civil::date(2026, 11, 22);
        let beginning = Beginning { case_number: None, pseudonym: None, date, enquiry: None, caseworker: "abc".into() };
        let mut record =
            Record::begin(Held::new(folder.path().join("sag.yaml")).unwrap(), beginning, rules.national()).unwrap();
        let id = topic.form().has_many().then(|| format!("{}1", topic.form().prefix));
        record.add(Addition { topic, id, fields }).unwrap();
        record.case().additions().clone()
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
