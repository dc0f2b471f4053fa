//! Why a page cannot be shown, told on a page of its own.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::views::Views;
use crate::terminal::failure::Failure;

/// The answer to a request, or what is wrong.
pub(super) type Page = Result<Response, Trouble>;

/// Why a page cannot be shown. Told on a page of its own, in Danish.
#[derive(Debug)]
pub(super) struct Trouble {
    pub status: StatusCode,
    pub error: anyhow::Error,
}

impl<E: Into<anyhow::Error>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, error: error.into() }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let help = self.error.downcast_ref::<Failure>().and_then(|failure| failure.help.clone());
        let told = Views::plain_error(&self.error.to_string(), help.as_deref());
        (self.status, Html(told)).into_response()
    }
}

/// A page that is not there.
pub(super) fn missing(what: &str) -> Trouble {
    let failure = Failure::new("not-found", format!("{what} findes ikke"));
    Trouble { status: StatusCode::NOT_FOUND, error: failure.help("gå tilbage til listen over sager").into() }
}
