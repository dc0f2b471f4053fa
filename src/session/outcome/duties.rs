//! Whom to ask for advice: the table of what is due and by when, and what may still fall due.
//!
//! What is mandatory stands first, then what has to be done soonest. The reasons stand below the table, so that it
//! keeps its shape; on a narrow screen, and for a screen reader, each stands with its duty.

use std::fmt::Write as _;

use super::page::paragraph;
use crate::terminal::table::Table;
use crate::terminal::{Look, wrap};
use jiff::ToSpan;
use jiff::civil::Date;

use visitation::consult::Reasoned;
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;
use visitation::guideline::national::{Duty, Raadgivning};
use visitation::guideline::wording::named::adviser;
use visitation::guideline::wording::{basis_text, date_text, list_text};

/// The duties of one speciale. `told` has the national ones that an earlier speciale of the case has told already.
pub(super) fn duties(
    page: &mut String,
    (guideline, reasoned): (&Guideline, &Reasoned),
    told: &mut Vec<String>,
    (date, look): (Date, Look),
) {
    let width = look.width;
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
        let headings = ["Nr.", "Rådgivning hos", "Hvem siger det", "Senest"];
        let mut table = Table::new(headings);
        let mut records = Table::new(headings.into_iter().chain(["Hvorfor"]));
        let mut reasons = String::new();
        for (duty, because) in due {
            let row = [duty.id.clone(), adviser(guideline, duty), basis(duty), latest(duty, date)];
            table.row(row.clone());
            records.row(row.into_iter().chain([because.to_owned()]));
            let _ = writeln!(reasons, "{}", wrap::hanging(&format!("  {}: ", duty.id), because, width));
        }
        // Where there is no room for a table, each duty is told with its reason in one place.
        let told = if table.is_drawn(look) { table.told(look) + &reasons } else { records.told(look) };
        let _ = writeln!(page, "Rådgivning\n{told}");
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

/// Who says so.
pub(crate) fn basis(duty: &Raadgivning) -> String {
    basis_text(duty.duty, duty.basis, duty.verified)
}

fn latest(duty: &Raadgivning, date: Date) -> String {
    let Some(days) = duty.within_days else { return "ingen frist".to_owned() };
    match date.checked_add(i64::from(days).days()) {
        Ok(latest) => date_text(latest),
        Err(_) => format!("{days} dage"),
    }
}
