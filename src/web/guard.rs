//! Who may see a page: only the browser that was given the key, on this machine, from our own pages.
//!
//! Another page in the same browser can send requests here, and another name can be made to point here (rebinding):
//! Host and Origin tell both apart. The key comes in the opened address once and then only as a strict cookie.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderMap, ORIGIN, REFERRER_POLICY, SET_COOKIE,
};
use axum::http::header::{HeaderName, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::views::Views;

/// Bytes of the longest form.
pub(super) const BODY: usize = 256 << 10;
/// So long nothing may happen before the key is asked for again.
const IDLE: Duration = Duration::from_mins(20);
/// So many wrong keys are answered.
const WRONG: u32 = 20;
/// Bytes of a key.
const KEY: usize = 32;
const NAME: &str = "visit";

/// Nothing from outside, no script or style in a page, no frame around it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

/// The key of this run, and what has been seen of it.
pub(super) struct Guard {
    key: String,
    port: u16,
    seen: Mutex<Seen>,
}

struct Seen {
    last: Instant,
    wrong: u32,
}

impl Guard {
    pub fn new(port: u16) -> anyhow::Result<Self> {
        let mut bytes = [0_u8; KEY];
        getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("der kan ikke laves en nøgle: {error}"))?;
        let key = visitation::guideline::hash::sha256_hex(&bytes);
        Ok(Self { key, port, seen: Mutex::new(Seen { last: Instant::now(), wrong: 0 }) })
    }

    /// What the browser is to open.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?n={}", self.port, self.key)
    }

    fn is_own_host(&self, headers: &HeaderMap) -> bool {
        let names = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        text(headers, &HOST).is_some_and(|host| names.iter().any(|name| name == host))
    }

    fn is_own_origin(&self, headers: &HeaderMap) -> bool {
        let names = [format!("http://127.0.0.1:{}", self.port), format!("http://localhost:{}", self.port)];
        text(headers, &ORIGIN).is_some_and(|origin| names.iter().any(|name| name == origin))
    }

    /// Does the cookie hold the key? Compared without telling by time how much of it is right.
    fn has_key(&self, headers: &HeaderMap) -> bool {
        let given = text(headers, &COOKIE).unwrap_or_default();
        given.split(';').filter_map(|one| one.trim().strip_prefix(NAME)?.strip_prefix('=')).any(|key| self.is_key(key))
    }

    fn is_key(&self, given: &str) -> bool {
        let same = given.bytes().zip(self.key.bytes()).fold(0, |differ, (one, other)| differ | (one ^ other));
        given.len() == self.key.len() && same == 0
    }

    /// Takes note of a request; is it too late since the last, or too often wrong?
    fn note(&self, right: bool) -> Result<(), StatusCode> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if !right {
            seen.wrong += 1;
            return if seen.wrong > WRONG { Err(StatusCode::TOO_MANY_REQUESTS) } else { Err(StatusCode::UNAUTHORIZED) };
        }
        if seen.last.elapsed() > IDLE {
            return Err(StatusCode::UNAUTHORIZED);
        }
        seen.last = Instant::now();
        Ok(())
    }

    /// The key came in the address: the pause is over.
    fn opened(&self) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = Seen { last: Instant::now(), wrong: 0 };
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Lets a request pass, or not; and says to the browser what it may do with the answer.
pub(super) async fn check(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !guard.is_own_host(headers) {
        return refused(StatusCode::MISDIRECTED_REQUEST, "siden er ikke åbnet på denne maskines adresse");
    }
    let reads = request.method() == Method::GET || request.method() == Method::HEAD;
    if !reads && !guard.is_own_origin(headers) {
        return refused(StatusCode::FORBIDDEN, "formularen kommer ikke fra visit");
    }
    let key = request.uri().query().and_then(|query| query.split('&').find_map(|one| one.strip_prefix("n=")));
    if let Some(key) = key.filter(|_| request.uri().path() == "/") {
        if !guard.is_key(key) {
            return locked(guard.note(false).err());
        }
        guard.opened();
        let cookie = format!("{NAME}={key}; HttpOnly; SameSite=Strict; Path=/");
        let mut response = Redirect::to("/").into_response();
        if let Ok(value) = HeaderValue::try_from(cookie) {
            response.headers_mut().insert(SET_COOKIE, value);
        }
        return sealed(response);
    }
    if let Err(status) = guard.note(guard.has_key(headers)) {
        return locked(Some(status));
    }
    sealed(next.run(request).await)
}

fn locked(status: Option<StatusCode>) -> Response {
    let why = "siden er låst: nøglen mangler, eller der er ikke sket noget i et stykke tid";
    refused(status.unwrap_or(StatusCode::UNAUTHORIZED), why)
}

fn refused(status: StatusCode, why: &str) -> Response {
    let help = "åbn den adresse, som `visit open` viser i terminalen";
    sealed((status, Html(Views::plain_error(why, Some(help)))).into_response())
}

/// The headers of every answer. A paper has a policy of its own for its style.
fn sealed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
