//! What has been answered, and changing it.

use std::sync::Arc;

use axum::extract::{Path, State};
use minijinja::context;

use super::interview::{Open, Shown, asked};
use super::office::Office;
use super::trouble::{Page, missing};
use super::words::words;
use visitation::consult::known;
use visitation::engine::interview::consequences::applying;
use visitation::guideline::wording::date_text;

/// Every answer with its source, in the order given.
pub(super) async fn list(State(office): State<Arc<Office>>, Path(id): Path<String>) -> Page {
    let open = Open::read(&office, &id)?;
    let rows: Vec<_> = open
        .trail()
        .into_iter()
        .enumerate()
        .filter_map(|(number, place)| {
            let question = open.asking.question(place.0, place.1)?;
            let saved = open.saved(place)?;
            let part = open.asking.parts.get(place.0)?;
            let applies = applying(&part.compiled, &known(&part.answers)).ok();
            let applies = applies.and_then(|all| all.get(place.1.0).copied()).unwrap_or(true);
            Some(context! {
                nummer => number + 1, spørgsmål => question.text.trim(), svar => words(question, &saved.value),
                kilde => saved.source.clone(), dato => saved.date.map(date_text), note => saved.note.clone(), gælder => applies,
            })
        })
        .collect();
    office.page("svar.html", context! { titel => "Svar", id, rækker => rows })
}

/// An answered question again, to correct it.
pub(super) async fn change(State(office): State<Arc<Office>>, Path((id, number)): Path<(String, usize)>) -> Page {
    let open = Open::read(&office, &id)?;
    let trail = open.trail();
    let place = number.checked_sub(1).and_then(|place| trail.get(place)).copied().ok_or_else(|| missing("svaret"))?;
    let heading = format!("Svar {number} af {}, som kan rettes", trail.len());
    asked(&office, &id, &open, place, &Shown { heading, ..Shown::default() })
}
