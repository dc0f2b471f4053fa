//! The time limits that run in a case: the law's, by the shared questions, and the guideline's follow-up.
//!
//! Deliberately says nothing of a limit whose condition is not settled, beyond that there is one.

use std::fmt::Write as _;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::Outcome;
use super::page::{item, paragraph};
use crate::engine::outcome::State;
use crate::guideline::national::{Deadline, DeadlineLength, DeadlineStart};
use crate::guideline::question::Answer;
use crate::guideline::wording::{date_text, hjemmel_text, list_text};
use crate::session::national::guideline_of;
use crate::session::{Part, Session};

/// The dates of a case from which time limits run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// The assessment date.
    pub assessed: Date,
    /// When the citizen turned to the municipality, where that is known.
    pub enquiry: Option<Date>,
}

/// Tells which time limits run.
pub(super) fn deadlines(page: &mut String, session: &Session, outcome: &Outcome, dates: Dates, width: usize) {
    let Some(first) = session.parts.first() else { return };
    let national = &first.compiled.guideline().national;
    let states = states(session, &national.deadlines);
    let mut lines = Vec::new();
    for (deadline, _) in national.deadlines.iter().zip(&states).filter(|(_, state)| **state == State::Always) {
        let laws = national.laws.iter().filter(|law| deadline.laws.contains(&law.id));
        let laws: Vec<String> = laws.map(hjemmel_text).collect();
        let laws = if laws.is_empty() { String::new() } else { format!(" Efter {}.", list_text(&laws)) };
        lines.push(format!("{}: {}{laws}", when(deadline, dates), deadline.about.trim()));
    }
    for (part, reasoned) in session.parts.iter().zip(&outcome.parts) {
        if let [level] = reasoned.assessment.possible.as_slice()
            && let Some(months) = follow_up(part, level.0)
        {
            let due = add(dates.assessed, i64::from(months).months());
            let title = &part.compiled.guideline().title;
            let text = "Opfølgning efter retningslinjen, medmindre loven kræver den før";
            lines.push(format!("{}: {text} ({title}).", senest(due, &format!("{months} måneder efter vurderingen"))));
        }
    }
    let open = states.iter().filter(|state| **state == State::Open).count();
    if lines.is_empty() && open == 0 {
        return;
    }
    let _ = writeln!(page, "Frister");
    for line in lines {
        item(page, &line, width);
    }
    if open > 0 {
        item(page, &format!("{open} andre frister afhænger af fælles spørgsmål, der ikke er svaret på."), width);
    }
    page.push('\n');
    if dates.enquiry.is_none() && national.deadlines.iter().any(|deadline| deadline.from == DeadlineStart::Enquiry) {
        paragraph(page, "Datoen for henvendelsen er ikke noteret (`--enquiry`).", width);
    }
}

/// Does each of them apply, by the shared answers of the session?
fn states(session: &Session, deadlines: &[Deadline]) -> Vec<State> {
    let Some(first) = session.parts.first() else { return Vec::new() };
    let conditions: Vec<_> = deadlines.iter().map(|deadline| deadline.when.clone()).collect();
    let mut shared = Session::new(vec![guideline_of(&first.compiled.guideline().national, &conditions)]);
    for part in &session.parts {
        let asked =
            part.compiled.guideline().questions.iter().zip(&part.answers).filter(|(question, _)| question.shared);
        for (question, answer) in asked {
            let place = shared.guidelines().first().and_then(|all| all.question(&question.id)).map(|(ix, _)| ix);
            if let (Some(place), Some(Answer::Known(_)), Some(answer)) = (place, answer, *answer) {
                shared.answer(0, place, answer);
            }
        }
    }
    let outcome = shared.outcome().ok().and_then(|outcome| outcome.parts.into_iter().next());
    // The national duties of the shared guideline are the deadlines' conditions and nothing else.
    outcome.map(|part| part.assessment.advice).unwrap_or_default()
}

fn when(deadline: &Deadline, dates: Dates) -> String {
    let (span, length): (Span, String) = match deadline.length {
        DeadlineLength::Days(days) => (i64::from(days).days(), format!("{days} dage")),
        DeadlineLength::Months(months) => (i64::from(months).months(), format!("{months} måneder")),
    };
    let (from, start) = match deadline.from {
        DeadlineStart::Enquiry => ("henvendelsen", dates.enquiry),
        DeadlineStart::Decision => ("kommunens afgørelse", None),
        DeadlineStart::Start => ("iværksættelsen", None),
    };
    senest(start.and_then(|start| add(start, span)), &format!("{length} fra {from}"))
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
