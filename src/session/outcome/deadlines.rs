//! The time limits that run in a case: the law's, by the shared questions, and the guideline's follow-up.
//!
//! A limit whose condition is not settled is told apart from those that run, with the question it waits for.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::page::{list, paragraph};
use crate::terminal::wrap;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use visitation::consult::triage::guideline_of;
use visitation::consult::{Consultation, Outcome, Part};
use visitation::engine::outcome::State;
use visitation::guideline::national::{Deadline, DeadlineLength, DeadlineStart};
use visitation::guideline::question::Answer;
use visitation::guideline::wording::{date_text, hjemmel_text, list_text};

/// The dates of a case from which time limits run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// The assessment date.
    pub assessed: Date,
    /// When the citizen turned to the municipality, where that is known.
    pub enquiry: Option<Date>,
}

/// Tells which time limits run: those with a date first, the nearest of them at the top.
pub(super) fn deadlines(page: &mut String, session: &Consultation, outcome: &Outcome, dates: Dates, width: usize) {
    let Some(first) = session.parts.first() else { return };
    let national = &first.compiled.guideline().national;
    let (states, waits_for) = states(session, &national.deadlines);
    let mut lines: Vec<(Option<Date>, String)> = Vec::new();
    let mut lacks_enquiry = false;
    for (deadline, _) in national.deadlines.iter().zip(&states).filter(|(_, state)| **state == State::Always) {
        let laws = national.laws.iter().filter(|law| deadline.laws.contains(&law.id));
        let laws: Vec<String> = laws.map(hjemmel_text).collect();
        let laws = if laws.is_empty() { String::new() } else { format!(" Efter {}.", list_text(&laws)) };
        let (date, when) = when(deadline, dates);
        lines.push((date, format!("{when}: {}{laws}", deadline.about.trim())));
        lacks_enquiry |= deadline.from == DeadlineStart::Enquiry && dates.enquiry.is_none();
    }
    lines.extend(follow_ups(session, outcome, dates.assessed));
    if lines.is_empty() && waits_for.is_empty() {
        return;
    }
    lines.sort_by_key(|(date, _)| (date.is_none(), *date));
    if !lines.is_empty() {
        let _ = writeln!(page, "Frister");
        list(page, &lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>(), width);
    }
    let open = national.deadlines.iter().zip(&states).filter(|(_, state)| **state == State::Open);
    let open: Vec<String> =
        open.map(|(deadline, _)| format!("{}: {}", when(deadline, dates).1, deadline.about.trim())).collect();
    if !open.is_empty() {
        let intro = format!("Frister, der kan løbe. Det afhænger af svaret på {}:", list_text(&waits_for));
        let _ = writeln!(page, "{}", wrap::wrapped(&intro, width));
        list(page, &open, width);
    }
    if lacks_enquiry {
        let text = "Datoen for henvendelsen er ikke noteret. Fristerne fra den kan først beregnes, når den er det.";
        paragraph(page, text, width);
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
        let due = add(assessed, i64::from(months).months());
        let when = senest(due, &format!("{} efter vurderingen", months_text(months)));
        let of = match titles.as_slice() {
            _ if session.parts.len() < 2 => String::new(),
            titles => format!(" ({})", titles.join("; ")),
        };
        (due, format!("{when}: Opfølgning efter retningslinjen, medmindre loven kræver den før{of}."))
    });
    told.collect()
}

/// Does each of them apply, by the shared answers of the session? And which questions do the open ones wait for?
fn states(session: &Consultation, deadlines: &[Deadline]) -> (Vec<State>, Vec<String>) {
    let Some(first) = session.parts.first() else { return (Vec::new(), Vec::new()) };
    let conditions: Vec<_> = deadlines.iter().map(|deadline| deadline.when.clone()).collect();
    let national = guideline_of(&first.compiled.guideline().national, &conditions);
    let mut shared = Consultation::new(vec![national.clone()]);
    let asked = session.parts.iter().flat_map(|part| part.compiled.guideline().questions.iter().zip(&part.answers));
    let asked = asked.filter(|(question, _)| question.shared).filter_map(|(q, answer)| Some((&q.id, (*answer)?)));
    for (id, answer) in asked.chain(session.shared.iter().map(|(id, answer)| (id, *answer))) {
        if let (Some((place, _)), Answer::Known(_)) = (national.question(id), answer) {
            shared.answer(0, place, answer);
        }
    }
    let outcome = shared.outcome().ok().and_then(|outcome| outcome.parts.into_iter().next());
    let Some(assessment) = outcome.map(|part| part.assessment) else { return (Vec::new(), Vec::new()) };
    let open = assessment.open_questions.iter().filter_map(|ix| national.questions.get(ix.0));
    let waits_for = open.map(|question| format!("”{}”", question.text.trim())).collect();
    // The duties of the shared guideline are the deadlines' conditions and nothing else.
    (assessment.advice, waits_for)
}

fn when(deadline: &Deadline, dates: Dates) -> (Option<Date>, String) {
    let (span, length): (Span, String) = match deadline.length {
        DeadlineLength::Days(days) => (i64::from(days).days(), format!("{days} dage")),
        DeadlineLength::Months(months) => (i64::from(months).months(), months_text(months)),
    };
    let (from, start) = match deadline.from {
        DeadlineStart::Enquiry => ("henvendelsen", dates.enquiry),
        DeadlineStart::Decision => ("kommunens afgørelse", None),
        DeadlineStart::Start => ("iværksættelsen", None),
    };
    let date = start.and_then(|start| add(start, span));
    (date, senest(date, &format!("{length} fra {from}")))
}

fn months_text(months: u32) -> String {
    if months == 1 { "1 måned".to_owned() } else { format!("{months} måneder") }
}

fn add(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

fn senest(date: Option<Date>, length: &str) -> String {
    date.map_or_else(|| format!("Senest {length}"), |date| format!("Senest {} ({length})", date_text(date)))
}

fn follow_up(part: &Part, level: usize) -> Option<u32> {
    part.compiled.guideline().follow_up.as_ref()?.months.get(level).copied().flatten()
}
