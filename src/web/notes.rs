//! What only a person can add to a case: what is missing first, then every topic with its form.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use minijinja::{Value, context};
use serde::Deserialize;

use super::interview::Open;
use super::office::{Office, see_other};
use super::trouble::{Page, Trouble, missing};
use super::words::{Filled, all, date, filled, one, told};
use crate::session::document::justify::input;
use crate::session::document::note::{enter as put_in, known};
use crate::session::record::{Record, RecordError};
use visitation::case::SavedValue;
use visitation::case::additions::form::{Field, FieldKind, Form as Topical, Need, forms};
use visitation::case::additions::{Addition, Entered, Entry, Known};
use visitation::guideline::wording::statement::upper_first;
use visitation::justification::check::{Verdict, check};

/// Which entry of a topic that has several.
#[derive(Deserialize)]
pub(super) struct Which {
    id: Option<String>,
}

/// What is missing, and the topics.
pub(super) async fn list(State(office): State<Arc<Office>>, Path(id): Path<String>) -> Page {
    let open = Open::read(&office, &id)?;
    let outcome = open.session.outcome()?;
    let missing: Vec<Value> = check(&input(&open.case, &open.session, &outcome))
        .iter()
        .filter_map(|element| match &element.verdict {
            Verdict::Missing(what) => Some(context! { navn => element.title, tekst => what, grund => element.basis }),
            _ => None,
        })
        .collect();
    let topics: Vec<Value> = forms()
        .map(|form| {
            let entries: Vec<Value> =
                open.case.additions().of(form.topic).map(|entry| entry_text(form, entry)).collect();
            context! { emne => form.key, navn => form.title, flere => form.has_many(), poster => entries }
        })
        .collect();
    office.page("noter.html", context! { titel => "Noter", id, mangler => missing, emner => topics })
}

/// An entry in a line: its id, and the beginning of what it says.
fn entry_text(form: &Topical, entry: &Entry) -> Value {
    let first = form.fields.iter().find_map(|field| entry.fields.get(field.key));
    let text = match first {
        Some(SavedValue::Text(text)) => text.chars().take(80).collect(),
        Some(SavedValue::Many(list)) => list.join("; "),
        Some(SavedValue::Number(number)) => number.to_string(),
        None => String::new(),
    };
    context! { id => entry.id.clone(), tekst => text, af => entry.by.clone() }
}

fn topic(key: &str) -> Result<&'static Topical, Trouble> {
    forms().find(|form| form.key == key).ok_or_else(|| missing("emnet"))
}

/// The form of a topic, filled with what was noted.
pub(super) async fn form(
    State(office): State<Arc<Office>>,
    Path((id, key)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Page {
    let (form, open) = (topic(&key)?, Open::read(&office, &id)?);
    let entry = match &which.id {
        Some(entry) => open.case.additions().find(form.topic, entry),
        None if form.has_many() => None,
        None => open.case.additions().one(form.topic),
    };
    let filled: Filled = entry.map(as_filled).unwrap_or_default();
    show(&office, &id, &open, form, (&filled, which.id.as_deref(), &[]), StatusCode::OK)
}

fn as_filled(entry: &Entry) -> Filled {
    entry.fields.iter().flat_map(|(key, value)| filled(key, value)).collect()
}

fn show(
    office: &Office,
    id: &str,
    open: &Open,
    form: &'static Topical,
    (filled, entry, faults): (&Filled, Option<&str>, &[(String, String)]),
    status: StatusCode,
) -> Page {
    let known = known(&open.case, &open.session);
    let fields: Vec<Value> = form.fields.iter().map(|field| field_of(field, filled, &known)).collect();
    let values = context! {
        titel => form.title, id, emne => form.key, post => entry, felter => fields, fejl => told(faults), hoved => open.case.head(),
    };
    let mut response = office.page("emne.html", values)?;
    *response.status_mut() = status;
    Ok(response)
}

fn field_of(field: &Field, filled: &Filled, known: &Known) -> Value {
    let there = all(filled, field.key);
    let option = |id: &str, text: &str| context! { id, tekst => text, valgt => there.contains(&id) };
    let pairs = |ids: &[String], texts: &[String]| -> Vec<Value> {
        ids.iter().zip(texts.iter()).map(|(id, text)| option(id, text)).collect()
    };
    let (slags, options) = match field.kind {
        FieldKind::Text => ("tekst", Vec::new()),
        FieldKind::Texts => ("linjer", Vec::new()),
        FieldKind::Date => ("dato", Vec::new()),
        FieldKind::Month => ("måned", Vec::new()),
        FieldKind::Kroner => ("kroner", Vec::new()),
        FieldKind::Word(words) => ("valg", words.iter().map(|(id, text)| option(id, text)).collect()),
        FieldKind::Level => ("valg", pairs(&known.levels, &known.level_texts)),
        FieldKind::Duty => ("valg", pairs(&known.duties, &known.duty_texts)),
        FieldKind::Facts => {
            let facts = known.additions.of(visitation::case::Topic::Fact);
            ("flere", facts.map(|fact| option(&fact.id, fact.text("oplysning").unwrap_or(&fact.id))).collect())
        }
    };
    context! {
        nøgle => field.key, spørg => field.ask, slags, muligheder => options, skal => field.need == Need::Required,
        værdi => there.join("\n"),
    }
}

/// Takes an entry. It is on the disk before the next page is shown.
pub(super) async fn enter(
    State(office): State<Arc<Office>>,
    Path((id, key)): Path<(String, String)>,
    Form(filled): Form<Filled>,
) -> Page {
    let (form, path) = (topic(&key)?, office.file(&id)?);
    let mut record = Record::open(&path, office.initials.clone())?;
    let open = Open::of(&office, &record)?;
    let entry = one(&filled, "post");
    let refused = |faults: &[(String, String)], status| {
        show(&office, &id, &open, form, (&filled, entry.as_deref(), faults), status)
    };
    if one(&filled, "hoved").as_deref() != Some(open.case.head()) {
        let text = "Sagen er ændret i et andet vindue, siden siden blev vist. Se på felterne igen, og gem så.";
        return refused(&[(String::new(), text.to_owned())], StatusCode::CONFLICT);
    }
    let fields = match fields(form, &filled) {
        Ok(fields) => fields,
        Err(faults) => return refused(&faults, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let name = form.has_many().then(|| entry.clone().unwrap_or_else(|| open.case.additions().next_id(form.topic)));
    let addition = Addition { topic: form.topic, id: name, fields };
    match put_in(&mut record, vec![Entered::Put(addition)]) {
        Ok(_) => Ok(see_other(&format!("/sag/{id}/noter"))),
        Err(RecordError::Case(error)) => {
            refused(&[(String::new(), upper_first(&error.to_string()))], StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => Err(error.into()),
    }
}

/// The fields as they are saved; what is left empty is left out.
fn fields(
    form: &Topical,
    filled: &Filled,
) -> Result<std::collections::BTreeMap<String, SavedValue>, Vec<(String, String)>> {
    let (mut fields, mut faults) = (std::collections::BTreeMap::new(), Vec::new());
    for field in form.fields {
        let Some(text) = one(filled, field.key) else {
            if field.need == Need::Required {
                faults.push((field.key.to_owned(), format!("Mangler: {}", field.ask)));
            }
            continue;
        };
        let value = match field.kind {
            FieldKind::Date => date(&text).map(|day| SavedValue::Text(day.to_string())),
            FieldKind::Kroner => text
                .replace(['.', ' '], "")
                .parse()
                .map(SavedValue::Number)
                .map_err(|_| format!("»{text}« er ikke hele kroner")),
            FieldKind::Texts => Ok(SavedValue::Many(
                text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            )),
            FieldKind::Facts => Ok(SavedValue::Many(all(filled, field.key).into_iter().map(str::to_owned).collect())),
            _ => Ok(SavedValue::Text(text)),
        };
        match value.and_then(|value| visitation::case::additions::fields::admits(field, &value).map(|()| value)) {
            Ok(value) => drop(fields.insert(field.key.to_owned(), value)),
            Err(why) => faults.push((field.key.to_owned(), upper_first(&why))),
        }
    }
    if faults.is_empty() { Ok(fields) } else { Err(faults) }
}
