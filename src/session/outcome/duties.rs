//! Whom to ask for advice: the table of what is due and by when, and what may still fall due.
//!
//! What is mandatory stands first, then what has to be done soonest. The reasons stand below the table, so that it
//! keeps its shape; on a narrow screen, and for a screen reader, each stands with its duty.

use std::fmt::Write as _;

use super::page::paragraph;
use crate::terminal::table::Table;
use crate::terminal::{Look, wrap};

use visitation::consult::Reasoned;
use visitation::consult::limits::Limits;
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;
use visitation::guideline::national::{Basis, Duty, Raadgivning};
use visitation::guideline::wording::named::adviser;
use visitation::guideline::wording::{basis_text, date_text, list_text};
use visitation::time::lines::{Line, of_duty};

/// The duties of one speciale. `told` has the national ones that an earlier speciale of the case has told already.
pub(super) fn duties(
    page: &mut String,
    (guideline, reasoned): (&Guideline, &Reasoned),
    told: &mut Vec<String>,
    (limits, look): (&Limits, Look),
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
    let line = |duty: &Raadgivning| of_duty(&limits.lines, &guideline.speciale, &duty.id);
    due.sort_by_key(|(duty, _)| {
        let day = line(duty).and_then(|line| line.computed.day);
        (duty.duty != Duty::Mandatory, day.is_none(), day)
    });
    told.extend(due.iter().filter(|(duty, _)| duty.national).map(|(duty, _)| duty.id.clone()));
    if due.is_empty() && again.is_empty() {
        paragraph(page, "Retningslinjen peger ikke på rådgivning i denne sag, som den er oplyst nu.", width);
    }
    if !due.is_empty() {
        let headings = ["Nr.", "Rådgivning hos", "Hvem siger det", "Senest"];
        let mut table = Table::new(headings);
        let mut records = Table::new(headings.into_iter().chain(["Hvorfor"]));
        let mut reasons = String::new();
        for asked in together(due) {
            let Some((duty, because)) = asked.first().copied() else { continue };
            let ids: Vec<&str> = asked.iter().map(|(duty, _)| duty.id.as_str()).collect();
            let (says, why) = match asked.as_slice() {
                [_] => (basis(duty), because.to_owned()),
                several => {
                    let each = |text: &dyn Fn(&Asked<'_>) -> String| {
                        several.iter().map(|one| format!("{}: {}", one.0.id, text(one))).collect::<Vec<_>>()
                    };
                    (each(&|one| basis(one.0)).join(". "), each(&|one| one.1.to_owned()).join(" "))
                }
            };
            let row = [list_text(&ids), adviser(guideline, duty), says, latest(line(duty))];
            table.row(row.clone());
            records.row(row.into_iter().chain([why]));
            for (duty, because) in asked {
                let _ = writeln!(reasons, "{}", wrap::hanging(&format!("  {}: ", duty.id), because, width));
            }
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

/// A duty with its reason.
type Asked<'d> = (&'d Raadgivning, &'d str);

/// A national recommendation that asks the same adviser by the same law as a duty of the guideline stands with it: it is
/// one question to them. The rest stand alone, in their order.
fn together<'d>(due: Vec<Asked<'d>>) -> Vec<Vec<Asked<'d>>> {
    let (general, own): (Vec<Asked<'d>>, Vec<Asked<'d>>) =
        due.iter().copied().partition(|(duty, _)| duty.national && duty.basis == Some(Basis::National));
    let same = |one: &Raadgivning, other: &Raadgivning| {
        one.from.is_some() && one.from == other.from && one.laws.iter().any(|law| other.laws.contains(law))
    };
    let host = |duty: &Raadgivning| own.iter().find(|(other, _)| !other.national && same(other, duty));
    let mut rows = Vec::new();
    for one in due {
        let is_general = general.iter().any(|(duty, _)| duty.id == one.0.id);
        if is_general && host(one.0).is_some() {
            continue;
        }
        let guests = general.iter().filter(|(duty, _)| host(duty).is_some_and(|(other, _)| other.id == one.0.id));
        rows.push([one].into_iter().chain(guests.copied().filter(|_| !is_general)).collect());
    }
    rows
}

/// Who says so.
pub(crate) fn basis(duty: &Raadgivning) -> String {
    basis_text(duty.duty, duty.basis, duty.verified)
}

/// By when, in a narrow column: the length where the day is not known.
fn latest(line: Option<&Line>) -> String {
    match line {
        None => "ingen frist".to_owned(),
        Some(line) => line.computed.day.map_or_else(|| line.term.text(), date_text),
    }
}
