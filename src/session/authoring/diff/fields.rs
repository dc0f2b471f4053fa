//! What people read, before and now: texts, numbers and names, key by key as the file writes them.
//!
//! Deliberately computes nothing: that the outcome is the same is the engine's to say.

use visitation::guideline::national::{Basis, Duty, Raadgivning};
use visitation::guideline::question::{Choice, Kind, Question, Statement};
use visitation::guideline::term::Term;
use visitation::guideline::{Criterion, Guideline, Status};

/// Something with another value than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key, and of an answer which.
    pub key: String,
    /// Before; `None`: there was none.
    pub old: Option<String>,
    /// Now; `None`: there is none.
    pub new: Option<String>,
}

/// A key and its value.
type Said = Vec<(String, Option<String>)>;

/// What is said otherwise; a key that only one side has is new or gone.
fn differing(old: &[(String, Option<String>)], new: Said) -> Vec<Field> {
    let mut fields = Vec::new();
    for (key, before) in old {
        let now = new.iter().find(|(other, _)| other == key).and_then(|(_, now)| now.clone());
        if *before != now {
            fields.push(Field { key: key.clone(), old: before.clone(), new: now });
        }
    }
    let known = |key: &str| old.iter().any(|(other, _)| other == key);
    let added = new.into_iter().filter(|(key, now)| !known(key) && now.is_some());
    fields.extend(added.map(|(key, now)| Field { key, old: None, new: now }));
    fields
}

fn key(name: &str, value: Option<String>) -> (String, Option<String>) {
    (name.to_owned(), value)
}

/// What a criterion says otherwise.
#[must_use]
pub fn criterion((old, one): (&Guideline, &Criterion), (new, other): (&Guideline, &Criterion)) -> Vec<Field> {
    let said = |guideline: &Guideline, criterion: &Criterion| {
        vec![
            key("fordi", criterion.because.clone()),
            key("kilde", source(guideline, criterion.source.as_deref())),
            key("lov", laws(&criterion.laws)),
            key("bekræftet", criterion.verified.map(yes_no)),
        ]
    };
    differing(&said(old, one), said(new, other))
}

/// What a duty says otherwise.
#[must_use]
pub fn duty((old, one): (&Guideline, &Raadgivning), (new, other): (&Guideline, &Raadgivning)) -> Vec<Field> {
    let said = |guideline: &Guideline, duty: &Raadgivning| {
        vec![
            key("pligt", Some(duty_name(duty.duty).to_owned())),
            key("grundlag", duty.basis.map(|basis| basis_name(basis).to_owned())),
            key("hos", duty.from.as_deref().map(|id| adviser(guideline, id))),
            key("senest", duty.latest.as_ref().map(Term::text)),
            key("fordi", duty.because.clone()),
            key("kilde", source(guideline, duty.source.as_deref())),
            key("lov", laws(&duty.laws)),
            key("bekræftet", duty.verified.map(yes_no)),
        ]
    };
    differing(&said(old, one), said(new, other))
}

/// What the guideline itself says otherwise.
#[must_use]
pub fn guideline(old: &Guideline, new: &Guideline) -> Vec<Field> {
    let said = |guideline: &Guideline| {
        let months = guideline.follow_up.iter().flat_map(|follow_up| &follow_up.months);
        let follow_up = guideline.national.levels.iter().zip(months);
        let follow_up = follow_up
            .map(|(level, months)| (format!("opfølgning {}", level.id), months.map(|n| format!("{n} måneder"))));
        let concepts = guideline.concepts.iter().map(|own| (format!("begrebet {}", own.id), own.meaning.clone()));
        let sources = guideline.references.iter().map(|own| {
            let parts =
                [own.title.clone(), own.publisher.clone(), own.year.map(|year| year.to_string()), own.url.clone()];
            (format!("kilden {}", own.id), Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))
        });
        let status = match guideline.status {
            Status::Draft => "udkast",
            Status::Hearing => "høring",
            Status::InForce => "gældende",
        };
        let mut said = vec![
            key("titel", Some(guideline.title.clone())),
            key("status", Some(status.to_owned())),
            key("udgiver", guideline.publisher.clone()),
            key("målgruppe", guideline.target_group.clone()),
        ];
        said.extend(concepts.chain(sources).chain(follow_up));
        // Which rule is which only their words say.
        let reasons = guideline.never.iter().filter_map(|rule| rule.because.clone());
        said.extend(reasons.map(|because| (format!("aldrig: {because}"), Some("findes".to_owned()))));
        said
    };
    differing(&said(old), said(new))
}

/// What a question says otherwise.
#[must_use]
pub fn question(old: &Question, new: &Question) -> Vec<Field> {
    let said = |question: &Question| {
        let mut said = vec![
            key("spørg", Some(question.text.clone())),
            key("hjælp", question.help.clone()),
            key("tema", question.theme.clone()),
            key("type", Some(question.kind.name().to_owned())),
        ];
        if let Kind::Number { min, max } = question.kind {
            said.extend([key("min", Some(min.to_string())), key("maks", Some(max.to_string()))]);
        }
        match &question.statement {
            Some(Statement::Template(text)) => said.push(key("udsagn", Some(text.clone()))),
            Some(Statement::PerAnswer(texts)) => {
                said.extend(texts.iter().map(|(id, text)| (format!("udsagn {id}"), Some(text.clone()))));
            }
            None => {}
        }
        for choice in question.kind.choices() {
            said.push((format!("svaret {}", choice.id), Some(choice.text.clone())));
            said.push((format!("svaret {}, udsagn", choice.id), choice.statement.clone()));
            said.push((format!("svaret {}, point", choice.id), Some(choice.points.to_string())));
        }
        said
    };
    differing(&said(old), said(new))
}

/// Answers that only changed their names, or exchanged their texts: said in a sentence each.
#[must_use]
pub fn about_answers(old: &Question, new: &Question) -> Vec<String> {
    let (before, now) = (old.kind.choices(), new.kind.choices());
    let on = |list: &[Choice], id: &str| list.iter().any(|choice| choice.id == id);
    let mut said = Vec::new();
    for gone in before.iter().filter(|choice| !on(now, &choice.id)) {
        let renamed = now.iter().find(|other| !on(before, &other.id) && plain(&other.text) == plain(&gone.text));
        if let Some(other) = renamed {
            said.push(format!("svaret `{}` hedder nu `{}`", gone.id, other.id));
        }
    }
    let text = |list: &[Choice], id: &str| list.iter().find(|choice| choice.id == id).map(|choice| plain(&choice.text));
    for (at, one) in before.iter().enumerate() {
        for other in before.iter().skip(at + 1) {
            let crossed = |a: &Choice, b: &Choice| text(now, &a.id).is_some_and(|text| text == plain(&b.text));
            if plain(&one.text) != plain(&other.text) && crossed(one, other) && crossed(other, one) {
                said.push(format!("teksterne til svarene `{}` og `{}` er byttet om", one.id, other.id));
            }
        }
    }
    let ids = |list: &[Choice], kept: &[Choice]| {
        list.iter().filter(|choice| on(kept, &choice.id)).map(|choice| choice.id.clone()).collect::<Vec<_>>()
    };
    if ids(before, now) != ids(now, before) {
        said.push("svarene står i en anden rækkefølge".to_owned());
    }
    said
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn yes_no(value: bool) -> String {
    if value { "ja" } else { "nej" }.to_owned()
}

fn laws(ids: &[String]) -> Option<String> {
    (!ids.is_empty()).then(|| ids.join(", "))
}

fn source(guideline: &Guideline, id: Option<&str>) -> Option<String> {
    let reference = guideline.references.iter().find(|own| Some(own.id.as_str()) == id);
    let title = reference.and_then(|own| own.title.as_deref());
    id.map(|id| title.map_or_else(|| id.to_owned(), |title| format!("{id} ({title})")))
}

fn adviser(guideline: &Guideline, id: &str) -> String {
    let known = guideline.national.advisers.iter().find(|adviser| adviser.id == id);
    known.map_or_else(|| id.to_owned(), |adviser| format!("{id} ({})", adviser.name))
}

fn duty_name(duty: Duty) -> &'static str {
    match duty {
        Duty::Mandatory => "obligatorisk",
        Duty::Recommended => "anbefalet",
    }
}

fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Law => "lov",
        Basis::National => "national",
        Basis::Guideline => "retningslinje",
        Basis::Local => "lokal",
    }
}
