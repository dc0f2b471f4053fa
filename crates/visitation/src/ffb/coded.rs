//! Which FFB codes a caseworker should register in the fagsystem, from a decided case.
//!
//! The fagsystem reports, with its own ids and CPR number; a reporting bundle of ours could never be valid.

use jiff::civil::Date;

use super::bundle::ReadError;
use super::chosen::{Chosen, chosen};
use super::codes::{Code, Kind, codes};
use crate::case::{Case, Topic};
use crate::guideline::national::National;

/// One thing to register, or why it cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedRow {
    /// What it is, in Danish: `Målgruppe`.
    pub what: &'static str,
    /// Which; none where FFB has no code or nobody has chosen one.
    pub code: Option<&'static Code>,
    /// Its level, type or expected level.
    pub value: Option<&'static Code>,
    /// When it was assessed.
    pub date: Option<Date>,
    /// What to know, or to do where a code is missing.
    pub note: String,
}

/// The sheet.
///
/// # Errors
/// The citizen is under 18, or something that a person chose is none of FFB's.
pub fn coded_values(case: &Case, national: &National) -> Result<Vec<CodedRow>, ReadError> {
    let chosen = chosen(case, national)?;
    let row = |what, code, value, date, note: &str| CodedRow { what, code, value, date, note: note.to_owned() };
    let mut rows = Vec::new();
    let day = case.answers().get("målgruppe").and_then(|answer| answer.date);
    for group in &chosen.groups {
        let note = match (group.code, group.primary) {
            (None, _) => format!("»{}« har ingen kode i FFB: vælg selv, hvad der dækker", group.id.replace('_', " ")),
            (_, true) => "Primær".to_owned(),
            (_, false) if chosen.groups.iter().any(|group| group.primary) => "Sekundær".to_owned(),
            _ => "Vælg, hvilken der er den primære".to_owned(),
        };
        rows.push(CodedRow { what: "Målgruppe", code: group.code, value: None, date: day, note });
    }
    rows.extend(chosen.support.map(|(code, day)| row("Støttebehov", Some(code), None, Some(day), "")));
    let named = chosen.undertemaer.iter();
    rows.extend(named.map(|one| row("Undertema", Some(one.code), one.level, one.date, "")));
    rows.extend(temaer(&chosen));
    for goal in &chosen.goals {
        let number = format!("Mål {}", goal.id);
        let note =
            if goal.undertema.is_none() { format!("{number}: vælg undertema (`mål: undertema`)") } else { number };
        rows.push(row("Indsatsmål: måltype", goal.undertema, goal.kind, None, &note));
        rows.push(row("Indsatsmål: ventet niveau", goal.undertema, goal.expected, None, &note));
    }
    rows.extend(ordered(case));
    let result = chosen.conclusion;
    rows.extend(
        result.map(|(code, day)| row("Opfølgningsresultat", Some(code), None, Some(day), "Et skridt mod en afgørelse")),
    );
    Ok(rows)
}

/// A tema answer is no undertema: where none is chosen under it, that is said.
fn temaer<'c>(chosen: &'c Chosen<'_>) -> impl Iterator<Item = CodedRow> + 'c {
    let open = chosen
        .temaer
        .iter()
        .filter(|tema| !chosen.undertemaer.iter().any(|one| one.code.theme() == Some(tema.code.visit.as_str())));
    open.map(|tema| CodedRow {
        what: "Undertema",
        code: None,
        value: None,
        date: Some(tema.date),
        note: format!(
            "Vælg undertema under {}: visit spørger om temaet, FFB sætter niveau på undertemaet",
            tema.code.display
        ),
    })
}

/// Tilbudstype and ydelser, as a person has chosen them.
fn ordered(case: &Case) -> Vec<CodedRow> {
    let Some(order) = case.additions().one(Topic::Order) else { return Vec::new() };
    let row = |what, kind: Kind, name: &str| {
        let code = codes().named(|other| other == kind, name);
        let note = if code.is_none() { "Ingen kode i FFB: skriv den med ord" } else { "" };
        CodedRow { what, code, value: None, date: None, note: note.to_owned() }
    };
    let service = order.text("tilbudstype").map(|name| row("Tilbudstype", Kind::Service, name));
    let help = order.list("ydelser").iter().map(|name| row("Ydelse", Kind::Intervention, name));
    service.into_iter().chain(help).collect()
}
