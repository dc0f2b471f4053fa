//! The day on which a time limit falls, and how it stands.
//!
//! Only the citizen's limit moves past free days. Everybody else's keeps the law's day: where that is free, *planlæg
//! senest* is the last open day before it. Working days are counted Monday to Friday; where counting Saturday, too, gives
//! an earlier day, that one is the *sikker dag*.

use jiff::civil::Date;

use super::calendar::Calendar;
use super::facts::{Fact, Facts};
use crate::guideline::term::{Anchor, Term, Unit, Whose};

/// How a time limit stands: the same words on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not done, and its day has passed.
    Passed,
    /// Not done, and there are days left.
    Running,
    /// Its anchor has no date.
    Unknown,
    /// Done, after its day.
    KeptLate,
    /// Done in time.
    Kept,
    /// It does not concern this citizen, or another of its group comes first.
    NotApplicable,
}

/// One time limit of a case, for one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// How it stands.
    pub state: State,
    /// The day of the event that it is counted from.
    pub event: Option<Date>,
    /// The last day.
    pub day: Option<Date>,
    /// The last open day before it, where its day is free and does not move.
    pub plan_by: Option<Date>,
    /// The earlier day if Saturday counts, in working days.
    pub safe_day: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// For whom, where several parties have one each.
    pub party: Option<String>,
    /// The anchor whose date is missing.
    pub missing: Option<Anchor>,
}

impl State {
    /// The Danish words, the same everywhere.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Passed => "overskredet",
            Self::Running => "løber",
            Self::Unknown => "kan ikke beregnes",
            Self::KeptLate => "holdt for sent",
            Self::Kept => "holdt",
            Self::NotApplicable => "gælder ikke",
        }
    }

    /// In machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Running => "running",
            Self::Unknown => "unknown",
            Self::KeptLate => "kept_late",
            Self::Kept => "kept",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// A time limit in a case: once, or once for each party that its event happened to. `done` is when it was met.
#[must_use]
pub fn compute(
    term: &Term,
    facts: &Facts,
    calendar: &Calendar<'_>,
    (done, today): (Option<Date>, Date),
) -> Vec<Computed> {
    let events = facts.of(term.anchor);
    let nothing = [Fact::default()];
    let events = if events.is_empty() { &nothing } else { events };
    events.iter().map(|fact| one(term, fact, calendar, (done, today))).collect()
}

fn one(term: &Term, fact: &Fact, calendar: &Calendar<'_>, (done, today): (Option<Date>, Date)) -> Computed {
    let counted = fact.day.and_then(|event| calendar.count(event, term.length, term.direction));
    let citizens = term.whose == Some(Whose::Citizen);
    let day = if citizens { counted.and_then(|day| calendar.next_open(day)) } else { counted };
    let plan_by = day.filter(|day| calendar.is_free(*day)).and_then(|day| calendar.last_open(day));
    let safe_day = (term.length.unit == Unit::Workdays && !citizens)
        .then(|| calendar.count_with_saturday(fact.day?, term.length.number, term.direction))
        .flatten()
        .filter(|safe| day.is_some_and(|day| *safe < day));
    let happened = fact.day.is_some() || *fact != Fact::default();
    let state = match (day, done) {
        // What has not happened has no limit; what has happened on a day that nobody wrote down has one.
        (None, _) if term.anchor.is_occasion() && !happened => State::NotApplicable,
        (None, _) => State::Unknown,
        (Some(day), Some(done)) if done <= day => State::Kept,
        (Some(_), Some(_)) => State::KeptLate,
        (Some(day), None) if day < today => State::Passed,
        (Some(_), None) => State::Running,
    };
    let missing = day.is_none().then_some(term.anchor);
    Computed { state, event: fact.day, day, plan_by, safe_day, done, party: fact.party.clone(), missing }
}

/// Of the limits of one group the earliest that is known counts: the others do not apply. One that ended before another's
/// event belongs to an earlier course and does not count.
pub fn settle_groups<'t>(list: &mut [(&'t Term, Vec<Computed>)]) {
    let groups: Vec<&'t str> = list.iter().filter_map(|(term, _)| term.group.as_deref()).collect();
    for group in groups {
        let days = |list: &[(&Term, Vec<Computed>)]| {
            let members = || {
                let members = list.iter().filter(|(term, _)| term.group.as_deref() == Some(group));
                members.flat_map(|(_, computed)| computed)
            };
            let begun = members().filter_map(|one| one.event).collect::<Vec<_>>();
            let of_this_course = |day: &Date| begun.iter().all(|event| event <= day);
            members().filter_map(|one| one.day).filter(of_this_course).min()
        };
        let Some(earliest) = days(list) else { continue };
        let mut won = false;
        for (_, computed) in list.iter_mut().filter(|(term, _)| term.group.as_deref() == Some(group)) {
            let wins = !won && computed.iter().any(|one| one.day == Some(earliest));
            won |= wins;
            if !wins {
                for one in computed.iter_mut() {
                    one.state = State::NotApplicable;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
