//! Pages from templates. Whatever a case holds is escaped on its way into one.

use std::sync::OnceLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Response};
use minijinja::{AutoEscape, Environment, Value, context};

const TEMPLATES: &[(&str, &str)] = &[
    ("side.html", include_str!("templates/side.html")),
    ("sager.html", include_str!("templates/sager.html")),
    ("fejl.html", include_str!("templates/fejl.html")),
    ("ny.html", include_str!("templates/ny.html")),
    ("spoergsmaal.html", include_str!("templates/spoergsmaal.html")),
    ("svar.html", include_str!("templates/svar.html")),
    ("udfald.html", include_str!("templates/udfald.html")),
    ("tekst.html", include_str!("templates/tekst.html")),
    ("noter.html", include_str!("templates/noter.html")),
    ("emne.html", include_str!("templates/emne.html")),
    ("papirer.html", include_str!("templates/papirer.html")),
];

/// The templates, made ready.
pub(super) struct Views(Environment<'static>);

static VIEWS: OnceLock<Views> = OnceLock::new();

impl Views {
    /// The templates, read once.
    pub fn ready() -> anyhow::Result<&'static Self> {
        if let Some(views) = VIEWS.get() {
            return Ok(views);
        }
        let views = Self::new()?;
        Ok(VIEWS.get_or_init(|| views))
    }

    fn new() -> anyhow::Result<Self> {
        let mut views = Environment::new();
        views.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, text) in TEMPLATES {
            views.add_template(name, text)?;
        }
        Ok(Self(views))
    }

    /// A page in its frame, the faults of its form first.
    pub fn page(&self, name: &str, values: &Value) -> anyhow::Result<Response> {
        Ok(Html(self.framed(name, values)?).into_response())
    }

    fn framed(&self, name: &str, values: &Value) -> anyhow::Result<String> {
        let filled = |name: &str, values: Value| -> anyhow::Result<Value> {
            Ok(Value::from_safe_string(self.0.get_template(name)?.render(values)?))
        };
        let get = |key: &str| values.get_attr(key).unwrap_or_default();
        let faults = filled("fejl.html", context! { fejl => get("fejl") })?;
        let inside = filled(name, context! { fejlboks => faults, ..values.clone() })?;
        let frame = context! { titel => get("titel"), id => get("id"), fejl => get("fejl"), indhold => inside };
        Ok(self.0.get_template("side.html")?.render(frame)?)
    }

    /// A page for when nothing else can be shown.
    pub fn plain_error(message: &str, help: Option<&str>) -> String {
        let values = context! { titel => "Det gik ikke", fejl => message, hjælp => help };
        let shown = Self::ready().and_then(|views| views.framed("tekst.html", &values));
        shown.unwrap_or_else(|_| "<!DOCTYPE html><title>visit</title><p>Fejl i visit".to_owned())
    }
}

pub(super) async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("templates/stil.css")).into_response()
}

pub(super) async fn script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("templates/visit.js")).into_response()
}
