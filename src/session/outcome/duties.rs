//! Whom to ask for advice: the table of what is due and by when, and what may still fall due.
//!
//! What is mandatory stands first, then what has to be done soonest. The reasons stand below the table, so that it
//! keeps its shape.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Reasoned;
use super::page::paragraph;
use crate::engine::outcome::State;
use crate::guideline::Guideline;
use crate::guideline::national::{Duty, Raadgivning};
use crate::guideline::wording::{basis_text, date_text, list_text};
use crate::terminal::table::Table;
use crate::terminal::wrap;

/// The duties of one speciale. `told` has the national ones that an earlier speciale of the case has told already.
pub(super) fn duties(
    page: &mut String,
    (guideline, reasoned): (&Guideline, &Reasoned),
    told: &mut Vec<String>,
    (date, width): (Date, usize),
) {
    let states = guideline.advice.iter().zip(&reasoned.assessment.advice).zip(&reasoned.advice_because);
    let (mut due, mut again, mut perhaps) = (Vec::new(), Vec::new(), Vec::new());
    for ((duty, state), because) in states {
        match state {
            State::Always if duty.national && told.contains(&duty.id) => again.push(duty.id.as_str()),
            State::Always => due.push((duty, because.as_deref().unwrap_or_default())),
            State::Open => perhaps.push((duty, because.as_deref().unwrap_or_default())),
            State::Never => {}
        }
    }
    due.sort_by_key(|(duty, _)| (duty.duty != Duty::Mandatory, duty.within_days.unwrap_or(u32::MAX)));
    told.extend(due.iter().filter(|(duty, _)| duty.national).map(|(duty, _)| duty.id.clone()));
    if due.is_empty() && again.is_empty() {
        paragraph(page, "Retningslinjen peger ikke på rådgivning i denne sag, som den er oplyst nu.", width);
    }
    if !due.is_empty() {
        let mut table = Table::new(["Nr.", "Rådgivning hos", "Hvem siger det", "Senest"]);
        let mut reasons = String::new();
        for (duty, because) in due {
            table.row([duty.id.clone(), adviser(guideline, duty), basis(duty), latest(duty, date)]);
            let _ = writeln!(reasons, "{}", wrap::hanging(&format!("  {}: ", duty.id), because, width));
        }
        let _ = writeln!(page, "Rådgivning\n{}{reasons}", table.render(width));
    }
    if !again.is_empty() {
        paragraph(page, &format!("Desuden rådgivning {}, som står ovenfor.", list_text(&again)), width);
    }
    if !perhaps.is_empty() {
        let _ = writeln!(page, "Rådgivning, der kan blive aktuel");
        for (duty, because) in perhaps {
            let text = format!("{}, {}. {because}", adviser(guideline, duty), basis(duty));
            let _ = writeln!(page, "{}", wrap::hanging(&format!("  {}: ", duty.id), &text, width));
        }
        page.push('\n');
    }
}

/// Who says so; two remarks share their brackets.
fn basis(duty: &Raadgivning) -> String {
    basis_text(duty.duty, duty.basis, duty.verified).replace(") (", ", ")
}

/// `rådgivning hos VISO (N1 og R2) og Kommunens egen udredning (N6)`; empty where there is none.
pub(crate) fn advice_text<'a>(guideline: &Guideline, duties: impl IntoIterator<Item = &'a Raadgivning>) -> String {
    let mut with: Vec<(Option<String>, Vec<&str>)> = Vec::new();
    for duty in duties {
        let name = duty.from.is_some().then(|| adviser(guideline, duty));
        match with.iter_mut().find(|(known, _)| *known == name) {
            Some((_, ids)) => ids.push(&duty.id),
            None => with.push((name, vec![&duty.id])),
        }
    }
    let texts = with.iter().map(|(name, ids)| match name {
        Some(name) => format!("hos {name} ({})", list_text(ids)),
        None => list_text(ids),
    });
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() { String::new() } else { format!("rådgivning {}", list_text(&texts)) }
}

/// The adviser's short name: what stands before the first comma.
fn adviser(guideline: &Guideline, duty: &Raadgivning) -> String {
    let Some(id) = &duty.from else { return "ikke angivet".to_owned() };
    let found = guideline.national.advisers.iter().find(|adviser| adviser.id == *id);
    let name = found.map_or(id.as_str(), |adviser| adviser.name.as_str());
    name.split(',').next().unwrap_or(name).to_owned()
}

fn latest(duty: &Raadgivning, date: Date) -> String {
    let Some(days) = duty.within_days else { return "ingen frist".to_owned() };
    match date.checked_add(i64::from(days).days()) {
        Ok(latest) => date_text(latest),
        Err(_) => format!("{days} dage"),
    }
}
