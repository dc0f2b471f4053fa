//! A municipality's own texts and page: minijinja templates, the built-in ones unless a folder replaces them.
//!
//! Undefined names are errors, so that a misspelt placeholder never reaches a citizen as an empty place.
//! Deliberately reads no files: the caller hands in what a folder holds.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::budget::{self, Bounded};
use super::human::Authority;
use super::input::{Input, SpecialeInput};
use super::voice::Voice;
use crate::guideline::ids;
use crate::guideline::wording::date_text;
use crate::guideline::wording::statement::upper_first;

/// The built-in templates by file name. Their names and placeholders are kept from version to version.
pub const DEFAULTS: &[(&str, &str)] = &[
    ("brevhoved.txt", include_str!("templates/brevhoved.txt")),
    ("klagevejledning.txt", include_str!("templates/klagevejledning.txt")),
    ("rettigheder.txt", include_str!("templates/rettigheder.txt")),
    ("beslutningsstoette.txt", include_str!("templates/beslutningsstoette.txt")),
    ("side.html", include_str!("templates/side.html")),
];

/// The standard texts of one document, filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// `brevhoved.txt`
    pub letterhead: String,
    /// `klagevejledning.txt`
    pub appeal: String,
    /// `rettigheder.txt`
    pub rights: String,
    /// `beslutningsstoette.txt`
    pub support: String,
}

/// The templates in use.
#[derive(Debug, Clone)]
pub struct Templates {
    environment: Environment<'static>,
}

/// A template that cannot be used, told in Danish.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TemplateError {
    /// The template's file name.
    pub file: String,
    /// What is wrong, with the line.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Templates {
    /// The built-in ones.
    ///
    /// # Errors
    /// A fault in visit.
    pub fn built_in() -> Result<Self, TemplateError> {
        Self::with(&BTreeMap::new())
    }

    /// The built-in ones, with those of a municipality in their place.
    ///
    /// # Errors
    /// The first file that is not a template, or that no document uses.
    pub fn with(own: &BTreeMap<String, String>) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // A line that holds nothing but a block tag leaves no line behind.
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|error| danish("", &error))?);
        let names: Vec<&str> = DEFAULTS.iter().map(|(name, _)| *name).collect();
        if let Some(name) = own.keys().find(|name| !names.contains(&name.as_str())) {
            let help = ids::did_you_mean(name, names.iter().copied());
            return Err(TemplateError {
                file: name.clone(),
                message: format!("`{name}` er ikke navnet på en skabelon"),
                help: help.unwrap_or_else(|| format!("skabelonerne hedder {}", ids::enumerate(&names))),
            });
        }
        budget::limit(&mut environment);
        for (name, built_in) in DEFAULTS {
            let text = own.get(*name).cloned().unwrap_or_else(|| (*built_in).to_owned());
            if let Some((line, what)) = own.get(*name).and_then(|own| budget::refused(own, built_in)) {
                let message = format!("skabelonen `{name}`, linje {line} {what}");
                return Err(TemplateError { file: (*name).to_owned(), message, help: BUILT_IN.to_owned() });
            }
            environment.add_template_owned(*name, text).map_err(|error| danish(name, &error))?;
        }
        Ok(Self { environment })
    }

    /// The standard texts for a document.
    ///
    /// # Errors
    /// A template names something that is not there.
    pub fn texts(&self, input: &Input, voice: Voice) -> Result<Texts, TemplateError> {
        let context = Context::new(input, voice);
        let fill = |name: &str| self.fill(name, &context);
        Ok(Texts {
            letterhead: fill("brevhoved.txt")?,
            appeal: fill("klagevejledning.txt")?,
            rights: fill("rettigheder.txt")?,
            support: fill("beslutningsstoette.txt")?,
        })
    }

    /// A template with its placeholders filled.
    ///
    /// # Errors
    /// It names something that is not there.
    pub fn fill(&self, name: &str, context: impl Serialize) -> Result<String, TemplateError> {
        let template = self.environment.get_template(name).map_err(|error| danish(name, &error))?;
        let mut written = Bounded::default();
        template.render_captured_to(Serde(context), &mut written).map_err(|error| danish(name, &error))?;
        Ok(String::from_utf8_lossy(&written.0).into_owned())
    }
}

const BUILT_IN: &str = "se de indbyggede skabeloner med `visit justify --export-templates MAPPE`";

fn danish(name: &str, error: &minijinja::Error) -> TemplateError {
    use minijinja::ErrorKind;
    let line = error.line().map_or_else(String::new, |line| format!(", linje {line}"));
    let what = match error.kind() {
        ErrorKind::UndefinedError => "bruger et navn, som ikke findes",
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => {
            "bruger et filter, en test eller en funktion, som ikke findes"
        }
        ErrorKind::SyntaxError => "kan ikke læses som skabelon",
        ErrorKind::OutOfFuel | ErrorKind::WriteFailure => {
            "gør mere, end en skabelon må: for mange skridt eller for megen tekst"
        }
        _ => "kan ikke bruges",
    };
    TemplateError {
        file: name.to_owned(),
        message: format!("skabelonen `{name}`{line} {what}"),
        help: BUILT_IN.to_owned(),
    }
}

/// What a template can speak of. Its keys are Danish and part of what municipalities rely on.
#[derive(Debug, Serialize)]
struct Context<'a> {
    du: &'a str,
    #[serde(rename = "Du")]
    du_large: String,
    dig: &'a str,
    din: &'a str,
    dit: &'a str,
    dine: &'a str,
    /// The citizen as the document names them.
    borger: &'a str,
    barn: bool,
    sagsnummer: Option<&'a str>,
    dato: Option<String>,
    myndighed: Option<Office<'a>>,
    klage_direkte: bool,
    klage_hvordan: Option<&'a str>,
    retningslinjer: Vec<Named<'a>>,
    version: &'a str,
    truffet_af: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Office<'a> {
    navn: &'a str,
    enhed: Option<&'a str>,
    adresse: Option<&'a str>,
    kontaktperson: Option<&'a str>,
    telefon: Option<&'a str>,
    mail: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    titel: &'a str,
    version: &'a str,
}

impl<'a> Context<'a> {
    fn new(input: &'a Input, voice: Voice) -> Self {
        let [du, dig, din, dit, dine] = voice.reader();
        let human = &input.human;
        let decision = human.decision.as_ref();
        let office = |authority: &'a Authority| Office {
            navn: &authority.name,
            enhed: authority.unit.as_deref(),
            adresse: authority.address.as_deref(),
            kontaktperson: authority.contact.as_deref(),
            telefon: authority.telephone.as_deref(),
            mail: authority.mail.as_deref(),
        };
        let named = |part: &'a SpecialeInput| Named { titel: &part.title, version: &part.version };
        Self {
            du,
            du_large: upper_first(du),
            dig,
            din,
            dit,
            dine,
            borger: voice.person(),
            barn: input.is_child(),
            sagsnummer: input.case_number.as_deref(),
            dato: decision.and_then(|decision| decision.date).map(date_text),
            myndighed: human.authority.as_ref().map(|noted| office(&noted.value)),
            klage_direkte: human.appeal.as_ref().is_some_and(|appeal| appeal.straight),
            klage_hvordan: human.appeal.as_ref().and_then(|appeal| appeal.how.as_deref()),
            retningslinjer: input.specialer.iter().map(named).collect(),
            version: &input.tool_version,
            truffet_af: decision.and_then(|decision| decision.made_by.as_deref()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_can_neither_run_without_end_nor_fill_the_memory() {
        let with = |text: &str| {
            let own = BTreeMap::from([("brevhoved.txt".to_owned(), text.to_owned())]);
            let templates = Templates::with(&own)?;
            let list: Vec<u32> = (0..1_000).collect();
            templates.fill("brevhoved.txt", serde_json::json!({ "a": "x".repeat(1_000), "l": list }))
        };
        assert_eq!(with("{{ l | first }} {{ a | length }}").unwrap(), "0 1000");
        for text in [
            "{% for i in l %}{% for j in l %}x{% endfor %}{% endfor %}",
            "{% for i in l %}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{% endfor %}",
            "{{ l | join(a) }}",
            "{{ a * 100000 }}",
            "{% set b = a ~ a %}",
            "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}{{ m(m(a)) }}",
            "{% include 'side.html' %}",
            "{{ debug() }}",
            "{{ range(10) }}",
            "{{ a | replace('x', a) }}",
        ] {
            let error = with(text).unwrap_err();
            assert!(error.message.contains("brevhoved.txt"), "{text}: {error}");
        }
        for deep in [100, 1_000, 100_000] {
            assert!(with(&format!("{{{{ {}a{} }}}}", "(".repeat(deep), ")".repeat(deep))).is_err());
            assert!(with(&format!("{}{}", "{% if a %}".repeat(deep), "{% endif %}".repeat(deep))).is_err());
        }
    }
}
