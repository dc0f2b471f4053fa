//! The program in the browser of the same machine: the same cases, rules, questions and texts, over the same saves.
//!
//! Bound to this machine alone, for one person. Every page is made here and works without a script. Deliberately keeps
//! nothing of its own: a case is read from its file for every page and written before the next is shown, so that the
//! terminal and a second window see the same.

mod answers;
mod cases;
mod guard;
mod interview;
mod notes;
mod office;
mod outcome;
mod papers;
mod trouble;
mod views;
mod words;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::session::archive::process::Clerk;
use crate::session::archive::replay::Library;
use crate::store::RuleFolder;
use crate::store::catalogue::Catalogue;
use crate::terminal::failure::Failure;
use guard::Guard;
use office::Office;
use trouble::missing;
use views::Views;

/// Where the program finds what it shows.
#[derive(Debug)]
pub struct Place {
    /// The folder with the cases.
    pub cases: PathBuf,
    /// The rules.
    pub rules: RuleFolder,
    /// Initials of whoever sits here.
    pub initials: String,
    /// The port; 0: any that is free.
    pub port: u16,
}

/// The pages, behind their guard.
fn pages(office: Arc<Office>, guard: Arc<Guard>) -> Router {
    Router::new()
        .route("/", get(cases::list))
        .route("/stil.css", get(views::style))
        .route("/visit.js", get(views::script))
        .route("/ny", get(cases::form).post(cases::begin))
        .route("/sag/{id}", get(interview::case).post(interview::answer))
        .route("/sag/{id}/specialer", get(cases::choose).post(cases::chosen))
        .route("/sag/{id}/svar", get(answers::list))
        .route("/sag/{id}/svar/{number}", get(answers::change))
        .route("/sag/{id}/udfald", get(outcome::page))
        .route("/sag/{id}/forklar", get(outcome::explained))
        .route("/sag/{id}/tegning/{part}", get(outcome::drawing))
        .route("/sag/{id}/noter", get(notes::list))
        .route("/sag/{id}/noter/{topic}", get(notes::form).post(notes::enter))
        .route("/sag/{id}/papirer", get(papers::list))
        .route("/sag/{id}/papirer/{kind}/{form}", get(papers::paper))
        .fallback(|| async { missing("siden").into_response() })
        .layer(DefaultBodyLimit::max(guard::BODY))
        .layer(axum::middleware::from_fn_with_state(guard, guard::check))
        .with_state(office)
}

/// Serves until the program is ended; `opened` is handed the address to open, with its key.
///
/// # Errors
/// The rules cannot be read, or the port cannot be had.
pub fn serve(place: Place, opened: impl FnOnce(&str) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let catalogue = Catalogue::open(place.rules.clone()).map_err(crate::session::failures::from_rules)?;
    let clerk = Clerk::new(Library::of(&place.rules));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async move {
        let listener =
            TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, place.port))).await.map_err(|error| {
                let message = format!("porten {} kan ikke bruges: {error}", place.port);
                Failure::new("no-port", message).help("vælg en anden med `--port`, eller lad være for en ledig")
            })?;
        let port = listener.local_addr()?.port();
        let guard = Guard::new(port)?;
        opened(&guard.address())?;
        let views = Views::ready()?;
        let office = Office { cases: place.cases, catalogue, clerk, initials: place.initials, views };
        axum::serve(listener, pages(Arc::new(office), Arc::new(guard))).await?;
        Ok(())
    })
}
