//! The time limits that run in a case, as the page shows them, and the guideline's follow-up beside them.
//!
//! Computes nothing: what runs, and until when, is found in the library (`consult::limits`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::page::{list, paragraph};
use crate::terminal::wrap;
use jiff::ToSpan;
use jiff::civil::Date;

use visitation::consult::limits::{Limits, ready};
use visitation::consult::{Consultation, Outcome, Part};
use visitation::guideline::term::Anchor;
use visitation::guideline::wording::{date_text, list_text, weekday_text};
use visitation::time::facts::Facts;

/// The time limits of a session, seen from its assessment date.
#[must_use]
pub fn limits(session: &Consultation, outcome: &Outcome, facts: &Facts) -> Limits {
    let Some(first) = session.parts.first() else { return Limits::default() };
    let today = facts.first(Anchor::Assessment).unwrap_or(Date::MIN);
    session.limits(outcome, &ready(&first.compiled.guideline().national), facts, today)
}

/// Tells which time limits run: those with a date first, the nearest of them at the top.
pub(super) fn deadlines(
    page: &mut String,
    (session, outcome): (&Consultation, &Outcome),
    limits: &Limits,
    (facts, width): (&Facts, usize),
) {
    let (open, running): (Vec<_>, Vec<_>) =
        limits.lines.iter().filter(|line| !line.is_duty() && !limits.is_step(line)).partition(|line| line.open);
    let mut lines: Vec<(Option<Date>, String)> = running.iter().map(|line| (line.computed.day, line.text())).collect();
    if let Some(assessed) = facts.first(Anchor::Assessment) {
        lines.extend(follow_ups(session, outcome, assessed));
    }
    lines.sort_by_key(|(date, _)| (date.is_none(), *date));
    if !lines.is_empty() {
        let _ = writeln!(page, "Frister");
        list(page, &lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>(), width);
    }
    let waits_for = list_text(&limits.waits_for);
    if !open.is_empty() && limits.asked {
        let intro = format!("Frister, der kan løbe. Det afhænger af svaret på {waits_for}:");
        let _ = writeln!(page, "{}", wrap::wrapped(&intro, width));
        let open: Vec<String> = open.iter().map(|line| format!("{}: {}", line.when_text(), line.about)).collect();
        list(page, &open, width);
    } else if !open.is_empty() {
        // What cannot concern this citizen is not told of: nobody has asked yet.
        paragraph(page, &format!("Om der løber flere frister, afhænger af svaret på {waits_for}."), width);
    }
}

/// When the guidelines want the case looked at again; those of one day together.
fn follow_ups(session: &Consultation, outcome: &Outcome, assessed: Date) -> Vec<(Option<Date>, String)> {
    let mut by_months: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (part, reasoned) in session.parts.iter().zip(&outcome.parts) {
        if let [level] = reasoned.assessment.possible.as_slice()
            && let Some(months) = follow_up(part, level.0)
        {
            by_months.entry(months).or_default().push(&part.compiled.guideline().title);
        }
    }
    let told = by_months.into_iter().map(|(months, titles)| {
        let due = assessed.checked_add(i64::from(months).months()).ok();
        let length = if months == 1 { "1 måned".to_owned() } else { format!("{months} måneder") };
        let when = due.map_or_else(
            || format!("Senest {length} efter vurderingen"),
            |due| format!("Senest {} {} ({length} efter vurderingen)", weekday_text(due), date_text(due)),
        );
        let of = match titles.as_slice() {
            _ if session.parts.len() < 2 => String::new(),
            titles => format!(" ({})", titles.join("; ")),
        };
        (due, format!("{when}: Opfølgning, som retningslinjen anbefaler{of}."))
    });
    told.collect()
}

fn follow_up(part: &Part, level: usize) -> Option<u32> {
    part.compiled.guideline().follow_up.as_ref()?.months.get(level).copied().flatten()
}
