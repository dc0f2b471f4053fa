//! What of a decided case has a code in FFB, and what a person has chosen for an order.
//!
//! Never derives an undertema from a tema answer, a ydelse from free text or a primary target group from a list: what is
//! not chosen is not there, and what has no code is text.

use jiff::civil::Date;

use super::bundle::ReadError;
use super::codes::{Code, Kind, codes};
use crate::case::additions::Entry;
use crate::case::{Case, Given, SavedAnswer, SavedValue, Topic};
use crate::guideline::national::National;
use crate::guideline::wording::date_text;
use crate::guideline::wording::statement::{statement, upper_first};

/// A target group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenGroup<'c> {
    /// The option's id.
    pub id: &'c str,
    /// Its code; two options have none.
    pub code: Option<&'static Code>,
    /// Is it the one a person named as the primary one?
    pub primary: bool,
}

/// An undertema that a person has named, with its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenUndertema {
    /// Which.
    pub code: &'static Code,
    /// Its level; none where FFB has none.
    pub level: Option<&'static Code>,
    /// When it was assessed.
    pub date: Option<Date>,
}

/// A goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenGoal<'c> {
    /// `M1`
    pub id: &'c str,
    /// Said to the citizen.
    pub text: &'c str,
    /// Its undertema, where a person has named one.
    pub undertema: Option<&'static Code>,
    /// Develop, keep or limit the loss.
    pub kind: Option<&'static Code>,
    /// The level that is hoped for, where it stands on FFB's scale.
    pub expected: Option<&'static Code>,
}

/// An assessment in words: of a tema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The tema.
    pub code: &'static Code,
    /// A sentence with source and date.
    pub text: String,
    /// When.
    pub date: Date,
}

/// What a case has for FFB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen<'c> {
    /// In the order of the answer, the primary one first.
    pub groups: Vec<ChosenGroup<'c>>,
    /// `støttebehov` with the day of it.
    pub support: Option<(&'static Code, Date)>,
    /// The six temaer, as far as they are answered.
    pub temaer: Vec<Words>,
    /// Undertemaer that a person has named.
    pub undertemaer: Vec<ChosenUndertema>,
    /// Goals.
    pub goals: Vec<ChosenGoal<'c>>,
    /// The conclusion of the last follow-up, with its day.
    pub conclusion: Option<(&'static Code, Date)>,
}

pub(super) fn refused(code: &'static str, message: impl Into<String>, help: &'static str) -> ReadError {
    ReadError { code, message: message.into(), help }
}

/// How far a citizen is from the age at which FFB begins.
///
/// # Errors
/// Under 18, or the age is not known.
pub(super) fn adult(case: &Case) -> Result<(), ReadError> {
    match case.answers().get("alder").map(|answer| &answer.value) {
        Some(SavedValue::Number(18..)) => Ok(()),
        Some(SavedValue::Number(_)) => {
            let message = "borgeren er under 18 år, og FFB's vejledninger gælder hjælp til voksne";
            let help = "der er ingen udveksling efter FFB for børn; send begrundelsen som et dokument: `visit justify`";
            Err(refused("child", message, help))
        }
        _ => Err(refused("no-age", "borgerens alder står ikke i sagen", "svar på `alder`: FFB gælder kun voksne")),
    }
}

/// What the case has for FFB.
///
/// # Errors
/// The citizen is under 18, or something that a person chose is none of FFB's.
pub fn chosen<'c>(case: &'c Case, national: &National) -> Result<Chosen<'c>, ReadError> {
    adult(case)?;
    let day = |answer: &SavedAnswer| answer.date.unwrap_or(case.opening().date);
    let order = case.additions().one(Topic::Order);
    let support = case.answers().get("støttebehov").and_then(|answer| {
        let SavedValue::Text(step) = &answer.value else { return None };
        Some((codes().of_visit(Kind::Support, &format!("støttebehov={step}"))?, day(answer)))
    });
    let temaer = national.questions.iter().filter_map(|question| {
        let answer = case.answers().get(&question.id)?;
        let code = codes().of_visit(Kind::Theme, &question.id)?;
        let Ok(Given::Answer(given)) = answer.value.given(question) else { return None };
        let source = answer.source.as_deref().map(|source| format!(" Kilde: {source}, {}.", date_text(day(answer))));
        let text = statement(question, given, "Borgeren") + &source.unwrap_or_default();
        (!answer.value.is_unknown()).then_some(Words { code, text, date: day(answer) })
    });
    let goals = case.additions().of(Topic::Goal).map(goal).collect::<Result<_, _>>()?;
    let conclusion = case.additions().one(Topic::FollowedUp).and_then(|entry| {
        let code = codes().of(Kind::Result).find(|code| code.option() == entry.text("konklusion"))?;
        Some((code, entry.date("dato")?))
    });
    Ok(Chosen {
        groups: groups(case, order)?,
        support,
        temaer: temaer.collect(),
        undertemaer: order
            .map_or(&[][..], |order| order.list("undertemaer"))
            .iter()
            .map(|words| undertema(words))
            .collect::<Result<_, _>>()?,
        goals,
        conclusion,
    })
}

fn groups<'c>(case: &'c Case, order: Option<&Entry>) -> Result<Vec<ChosenGroup<'c>>, ReadError> {
    let answer = case.answers().get("målgruppe").map(|answer| &answer.value);
    let Some(SavedValue::Many(ids)) = answer else { return Ok(Vec::new()) };
    let primary = order.and_then(|order| order.text("primær"));
    let mut groups: Vec<ChosenGroup<'c>> = ids
        .iter()
        .map(|id| ChosenGroup {
            id,
            code: codes().of_visit(Kind::TargetGroup, &format!("målgruppe={id}")),
            primary: primary == Some(id.as_str()),
        })
        .collect();
    groups.sort_by_key(|group| !group.primary);
    if primary.is_some() && !groups.iter().any(|group| group.primary) {
        let help = "skriv id'et på en af de målgrupper, der er svaret, i `bestilling: primær`: `visit note`";
        return Err(refused("unknown-primary", "den primære målgruppe er ikke en af sagens målgrupper", help));
    }
    Ok(groups)
}

/// `Gøre rent: svær: 2026-11-20`
fn undertema(words: &str) -> Result<ChosenUndertema, ReadError> {
    let mut parts = words.split(':').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let code = codes().named(Kind::is_undertema, name).ok_or_else(|| no_undertema(name))?;
    let step = parts.next().filter(|step| !step.is_empty());
    let level = step.and_then(|step| codes().of_visit(Kind::Severity, &format!("nedsat={}", step.to_lowercase())));
    let date = parts.next().and_then(|date| date.parse().ok());
    let help =
        "skriv for eksempel `Gøre rent: svær: 2026-11-20`; niveauet er ingen, let, moderat, svær eller fuldstændig";
    match (code.kind, step, level) {
        (Kind::Activity, _, None) => {
            Err(refused("no-severity", format!("undertemaet »{name}« mangler sit niveau"), help))
        }
        (Kind::Activity, ..) | (_, None, _) => Ok(ChosenUndertema { code, level, date }),
        _ => Err(refused(
            "severity-not-allowed",
            format!("undertemaet »{name}« har ikke et niveau i FFB"),
            "skriv det uden niveau; FFB har kun niveau på Aktivitet og deltagelse",
        )),
    }
}

fn no_undertema(name: &str) -> ReadError {
    let help = "brug navnet eller koden på et af FFB's 67 undertemaer";
    refused("unknown-undertema", format!("»{name}« er ikke et undertema i FFB"), help)
}

fn goal(entry: &Entry) -> Result<ChosenGoal<'_>, ReadError> {
    let undertema = match entry.text("undertema") {
        None => None,
        Some(name) => Some(codes().named(Kind::is_undertema, name).ok_or_else(|| no_undertema(name))?),
    };
    let of = |kind, scale: &str, field| {
        codes().of_visit(kind, &format!("{scale}={}", entry.text(field).unwrap_or_default()))
    };
    Ok(ChosenGoal {
        id: &entry.id,
        text: entry.text("tekst").unwrap_or_default(),
        undertema,
        kind: of(Kind::GoalType, "type", "type"),
        expected: of(Kind::Severity, "nedsat", "forventet"),
    })
}

/// A level's name, as a sentence begins: it is ours and no FFB code.
pub(super) fn level_words(case: &Case, national: &National) -> Option<String> {
    let id = case.additions().one(Topic::Level)?.text("valgt")?;
    let title = national.levels.iter().find(|level| level.id == id).map_or(id, |level| &level.title);
    Some(upper_first(title))
}
