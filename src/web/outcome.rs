//! What came out, why, and what would change it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use minijinja::{Value, context};

use super::interview::Open;
use super::office::{Office, today};
use super::trouble::{Page, missing};
use crate::session::authoring::path;
use crate::session::outcome::duties::basis;
use crate::session::outcome::explain_page;
use crate::terminal::Look;
use visitation::consult::limits::facts_of;
use visitation::consult::{Outcome, Part, Reasoned, explain, headline, level_line};
use visitation::engine::outcome::State as Holds;
use visitation::graph::{Graph, Part as Drawn, svg};
use visitation::guideline::wording::{date_text, list_text};

/// The recommendation with its reasons, advice and time limits.
pub(super) async fn page(State(office): State<Arc<Office>>, Path(id): Path<String>) -> Page {
    let open = Open::read(&office, &id)?;
    let outcome = open.session.outcome()?;
    let printed = open.session.printed_output(&outcome);
    let reasons = printed.assessments.into_iter().map(|part| part.reasons.unwrap_or_default());
    let parts: Vec<Value> = open
        .session
        .parts
        .iter()
        .zip(&outcome.parts)
        .zip(reasons)
        .enumerate()
        .map(|(place, ((part, reasoned), reasons))| {
            let statements: Vec<String> = reasons.into_iter().map(|reason| reason.statement).collect();
            of_part(place, part, reasoned, &statements)
        })
        .collect();
    let (deadlines, waiting) = deadlines(&office, &open, &outcome);
    let values = context! {
        titel => headline(&open.session, &outcome), id, dele => parts, flere => open.session.parts.len() > 1,
        frister => deadlines, uafklaret => waiting, afsluttet => open.case.outcome().is_some(),
        dato => date_text(open.case.opening().date),
        program => format!("visit {}", env!("CARGO_PKG_VERSION")),
    };
    office.page("udfald.html", values)
}

fn of_part(place: usize, part: &Part, reasoned: &Reasoned, reasons: &[String]) -> Value {
    let guideline = part.compiled.guideline();
    let held = |state: &Holds| *state == Holds::Always;
    let level = |at: visitation::guideline::condition::LevelIx| {
        guideline.national.levels.get(at.0).map(|level| level.title.clone())
    };
    let criteria = guideline.criteria.iter().zip(&reasoned.assessment.criteria).zip(&reasoned.criteria_because);
    let met: Vec<Value> = criteria
        .filter(|((_, state), _)| held(state))
        .map(|((criterion, _), because)| context! { id => criterion.id.clone(), niveau => level(criterion.level), tekst => because.clone() })
        .collect();
    let duties = guideline.advice.iter().zip(&reasoned.assessment.advice).zip(&reasoned.advice_because);
    let advice: Vec<Value> = duties
        .filter(|((_, state), _)| **state != Holds::Never)
        .map(|((duty, state), because)| {
            let from = duty.from.as_deref().unwrap_or_default();
            let known = guideline.national.advisers.iter().find(|adviser| adviser.id == from);
            let name = known.map_or_else(|| from.to_owned(), |adviser| adviser.name.clone());
            context! { id => duty.id.clone(), hos => name, siger => basis(duty), tekst => because.clone(), åben => !held(state) }
        })
        .collect();
    let open: Vec<String> = reasoned
        .assessment
        .open_questions
        .iter()
        .filter_map(|ix| guideline.questions.get(ix.0).map(|question| question.text.trim().to_owned()))
        .collect();
    context! {
        nummer => place, navn => guideline.title.clone(), version => guideline.version.clone(), linje => level_line(&guideline.national, &reasoned.assessment.possible),
        udkast => guideline.status != visitation::guideline::Status::InForce,
        grunde => reasons.to_vec(), opfyldt => met, råd => advice, åbne => open,
    }
}

/// The time limits that run, and what more of them wait for.
fn deadlines(office: &Office, open: &Open, outcome: &Outcome) -> (Vec<Value>, Option<String>) {
    let Some(first) = open.session.parts.first() else { return (Vec::new(), None) };
    let ready = office.clerk.ready(&first.compiled.guideline().national);
    let limits = open.session.limits(outcome, &ready, &facts_of(&open.case), today());
    let lines = limits.lines.iter().filter(|line| !line.open);
    let waiting = limits.lines.iter().any(|line| line.open).then(|| list_text(&limits.waits_for));
    (lines.map(|line| context! { tekst => line.text(), stand => line.computed.state.text() }).collect(), waiting)
}

/// What settled it, and what would change it: the words of `visit explain`.
pub(super) async fn explained(State(office): State<Arc<Office>>, Path(id): Path<String>) -> Page {
    let open = Open::read(&office, &id)?;
    let outcome = open.session.outcome()?;
    let explanation = explain::explain(&open.session, &outcome, Vec::new())?;
    let text = explain_page::page(&open.session, &explanation, Look::plain(86));
    let values = context! { titel => "Hvad afgjorde det, og hvad ville ændre det?", id, tekst => text };
    office.page("tekst.html", values)
}

/// The guideline as a drawing, with the path of the case.
pub(super) async fn drawing(State(office): State<Arc<Office>>, Path((id, part)): Path<(String, usize)>) -> Page {
    let open = Open::read(&office, &id)?;
    let part = open.session.parts.get(part).ok_or_else(|| missing("tegningen"))?;
    let mut graph = Graph::of(part.compiled.guideline(), Drawn::All);
    graph.light(&path::of_case(&open.path, part.compiled.guideline())?);
    Ok(([(CONTENT_TYPE, "image/svg+xml")], svg::render(&graph)).into_response())
}
