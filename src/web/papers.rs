//! Note and letters: what they lack, how they read, and the files.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;
use minijinja::{Value, context};
use serde::Deserialize;

use super::interview::Open;
use super::office::Office;
use super::trouble::{Page, missing};
use crate::session::document::justify::input;
use crate::session::document::paper::{self, Form, Kind, Order};
use crate::terminal::failure::Failure;
use visitation::justification::check::{Element, Verdict, check};
use visitation::justification::child::gets_letter;
use visitation::justification::document::Addressee;
use visitation::justification::{Finish, Input};

/// A page of its own with its style in it, and nothing else.
const PAPER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'";

/// Is the finished document wanted?
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    endelig: bool,
}

/// What the documents lack, and where they are.
pub(super) async fn list(State(office): State<Arc<Office>>, Path(id): Path<String>) -> Page {
    let open = Open::read(&office, &id)?;
    let outcome = open.session.outcome()?;
    let input = input(&open.case, &open.session, &outcome);
    let checked = check(&input);
    let missing = checked.iter().filter(|element| element.is_missing()).count();
    let elements: Vec<Value> = checked
        .iter()
        .map(|element| {
            let (state, text) = match &element.verdict {
                Verdict::Present => ("i orden", None),
                Verdict::Missing(what) => ("mangler", Some(what)),
                Verdict::NotRelevant(why) => ("ikke relevant", Some(why)),
            };
            context! { kode => element.code, navn => element.title, grund => element.basis, stand => state, tekst => text }
        })
        .collect();
    let child = input.age.is_some_and(gets_letter);
    let kinds = [("notat", "Notat til sagen"), ("brev", "Brev til borgeren"), ("barn", "Brev til barnet")];
    let papers: Vec<Value> = kinds
        .into_iter()
        .filter(|(kind, _)| *kind != "barn" || child)
        .map(
            |(kind, name)| context! { slags => kind, navn => name, mangler => lacks(&input, kind, missing).unwrap_or_default() },
        )
        .collect();
    office.page("papirer.html", context! { titel => "Notat og breve", id, punkter => elements, papirer => papers })
}

/// How many things keep a document from being finished.
fn lacks(input: &Input, kind: &str, missing: usize) -> Option<usize> {
    let paper = paper::write(input, &order(kind, Form::Markdown, Finish::Final).ok()?).ok()?;
    Some(missing.max(paper.holes.len()))
}

fn order(kind: &str, form: Form, finish: Finish) -> anyhow::Result<Order> {
    let kind = match kind {
        "brev" => Kind::Letter,
        "barn" => Kind::Child,
        _ => Kind::Note,
    };
    let templates = paper::templates(None)?;
    Ok(Order { kind, form, finish, traced: false, templates, addressee: Addressee::default() })
}

/// A document: shown as a page, or handed over as a file.
pub(super) async fn paper(
    State(office): State<Arc<Office>>,
    Path((id, kind, form)): Path<(String, String, String)>,
    Query(wanted): Query<Wanted>,
) -> Page {
    let (form, media) = match form.as_str() {
        "html" => (Form::Html, "text/html; charset=utf-8"),
        "docx" => (Form::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "md" => (Form::Markdown, "text/markdown; charset=utf-8"),
        "pdf" if cfg!(feature = "pdf") => (Form::Pdf, "application/pdf"),
        _ => return Err(missing("formatet")),
    };
    let open = Open::read(&office, &id)?;
    let outcome = open.session.outcome()?;
    let input = input(&open.case, &open.session, &outcome);
    let finish = if wanted.endelig { Finish::Final } else { Finish::Draft };
    let paper = paper::write(&input, &order(&kind, form, finish)?)?;
    if wanted.endelig && (!paper.holes.is_empty() || check(&input).iter().any(Element::is_missing)) {
        let help = "se, hvad der mangler, under »Notat og breve«, og udfyld det under »Noter«";
        return Err(Failure::new("not-finished", "dokumentet er ikke færdigt").help(help).into());
    }
    let mut response = ([(CONTENT_TYPE, media)], paper.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAPER_POLICY));
    if form != Form::Html {
        let ending = match form {
            Form::Docx => "docx",
            Form::Pdf => "pdf",
            Form::Html | Form::Markdown => "md",
        };
        let name = if kind == "notat" { "notat" } else { "brev" };
        if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}.{ending}\"")) {
            headers.insert(CONTENT_DISPOSITION, value);
        }
    }
    Ok(response)
}
