//! The time limits of a case: which concern it, when they fall, how they stand. The one computation behind every page.
//!
//! A limit is told where its condition holds for this citizen and the laws it cites hold on the day and for them. A duty
//! and a limit that speak of the same law are one line.

use jiff::civil::Date;

use super::calendar::Calendar;
use super::deadline::{Computed, State, compute, settle_groups};
use super::facts::Facts;
use crate::engine::outcome::State as Holds;
use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, ConditionKind};
use crate::guideline::national::{Basis, Deadline, Duty, National, Raadgivning};
use crate::guideline::source::Span;
use crate::guideline::term::{Anchor, Term};
use crate::guideline::wording::statement::upper_first;
use crate::guideline::wording::{date_text, hjemmel_text, list_text, weekday_text};

/// One time limit of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The limit's id, or the duty's: `R2`, among several specialer `autisme.R2`.
    pub id: String,
    /// What must be done.
    pub about: String,
    /// Laws as cited.
    pub laws: Vec<String>,
    /// Its length and anchor.
    pub term: Term,
    /// Whether it concerns the citizen waits for an answer.
    pub open: bool,
    /// The duties that speak of the same: speciale and id.
    pub duties: Vec<(String, String)>,
    /// The event that shows that it was done.
    pub met_by: Option<Anchor>,
    /// When, and how it stands; never [`State::NotApplicable`].
    pub computed: Computed,
}

/// One guideline of a case: itself, and how its duties stand.
pub type Part<'a> = (&'a Guideline, &'a [Holds]);

/// When each of the national limits concerns a citizen: its own condition, and for whom its laws are. After them when each
/// of the transitions does.
#[must_use]
pub fn conditions(national: &National) -> Vec<Option<Condition>> {
    let all = national.deadlines.iter().map(|deadline| {
        let laws = national.laws.iter().filter(|law| deadline.laws.contains(&law.id));
        let mut parts: Vec<Condition> = laws.filter_map(|law| law.for_whom.clone()).collect();
        parts.extend(deadline.when.clone());
        match parts.len() {
            0 | 1 => parts.pop(),
            _ => Some(Condition::new(ConditionKind::All(parts), Span::default())),
        }
    });
    all.chain(national.transitions.iter().map(|transition| transition.when.clone())).collect()
}

/// Every time limit of a case, the nearest first. `states` says of each of the national ones whether it concerns the
/// citizen ([`conditions`]); `today` is the day on which one looks.
#[must_use]
pub fn lines(national: &National, states: &[Holds], parts: &[Part<'_>], facts: &Facts, today: Date) -> Vec<Line> {
    let calendar = Calendar::new(&national.free_days.holidays, &national.free_days.days_off);
    let day = facts.first(Anchor::Assessment).unwrap_or(today);
    let held = national.deadlines.iter().zip(states).filter(|(deadline, _)| in_force(national, &deadline.laws, day));
    let held: Vec<(&Deadline, Holds)> = held.map(|(deadline, state)| (deadline, *state)).collect();
    let running: Vec<(&Deadline, Holds)> = held
        .iter()
        .map(|(deadline, state)| (*deadline, if spoken_of(deadline, &held, parts) { Holds::Always } else { *state }))
        .filter(|(_, state)| *state != Holds::Never)
        .collect();
    let counted = running.iter().map(|(deadline, _)| {
        let done = facts.done.get(&deadline.id).copied();
        let done = done.or_else(|| deadline.met_by.and_then(|event| facts.first(event)));
        (&deadline.term, compute(&deadline.term, facts, &calendar, (done, today)))
    });
    let mut counted: Vec<(&Term, Vec<Computed>)> = counted.collect();
    settle_groups(&mut counted);
    let mut found = Vec::new();
    for ((deadline, state), (_, computed)) in running.iter().zip(counted) {
        let line = |computed| Line {
            id: deadline.id.clone(),
            about: deadline.about.trim().to_owned(),
            laws: law_texts(national, &deadline.laws),
            term: deadline.term.clone(),
            open: *state == Holds::Open,
            duties: duties_of(deadline, parts),
            met_by: deadline.met_by,
            computed,
        };
        found.extend(computed.into_iter().filter(|one| one.state != State::NotApplicable).map(line));
    }
    let own = own(national, parts, (&found, &held), (facts, today, &calendar));
    found.extend(own);
    found.sort_by_key(|line| (line.open, line.computed.day.is_none(), line.computed.day));
    found
}

/// The line of a duty; `None` where nobody says by when.
#[must_use]
pub fn of_duty<'l>(lines: &'l [Line], speciale: &str, duty: &str) -> Option<&'l Line> {
    let named = |line: &&Line| !line.open && line.duties.iter().any(|(part, id)| part == speciale && id == duty);
    lines.iter().find(named)
}

/// Duties with a time limit of their own that no national one speaks of already; a national duty once.
fn own(
    national: &National,
    parts: &[Part<'_>],
    (told, held): (&[Line], &[(&Deadline, Holds)]),
    (facts, today, calendar): (&Facts, Date, &Calendar<'_>),
) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for (guideline, duty) in due(parts) {
        let cited = held.iter().map(|(deadline, _)| *deadline).find(|deadline| same_law(deadline, duty));
        let met_by = duty.met_by.or(cited.and_then(|deadline| deadline.met_by));
        let Some(term) = cited.map(|deadline| &deadline.term).or(duty.latest.as_ref()) else { continue };
        if of_duty(told, &guideline.speciale, &duty.id).is_some() {
            continue;
        }
        let named = (guideline.speciale.clone(), duty.id.clone());
        if duty.national
            && let Some(line) = found.iter_mut().find(|line| line.id == duty.id)
        {
            line.duties.push(named);
            continue;
        }
        let id = match parts.len() {
            1 => duty.id.clone(),
            _ if duty.national => duty.id.clone(),
            _ => format!("{}.{}", guideline.speciale, duty.id),
        };
        let done = facts.done.get(&id).or_else(|| facts.done.get(&duty.id)).copied();
        let done = done.or_else(|| facts.first(met_by?));
        for computed in compute(term, facts, calendar, (done, today)) {
            found.push(Line {
                id: id.clone(),
                about: format!("Rådgivning hos {}.", adviser(national, duty)),
                laws: law_texts(national, &duty.laws),
                term: term.clone(),
                open: false,
                duties: vec![named.clone()],
                met_by,
                computed,
            });
        }
    }
    found
}

/// A legal duty that cites a law of the limit speaks of the same thing, unless it counts from another event.
fn same_law(deadline: &Deadline, duty: &Raadgivning) -> bool {
    let legal = duty.basis == Some(Basis::Law) && duty.duty == Duty::Mandatory;
    let from = |term: &Term| (term.anchor, term.direction);
    let counted = duty.latest.as_ref().filter(|term| term.anchor != Anchor::Assessment);
    legal
        && counted.is_none_or(|term| from(term) == from(&deadline.term))
        && duty.laws.iter().any(|law| deadline.laws.contains(law))
}

/// A due duty says by itself that the limit concerns the citizen, where it speaks of no other.
fn spoken_of(deadline: &Deadline, held: &[(&Deadline, Holds)], parts: &[Part<'_>]) -> bool {
    due(parts).any(|(_, duty)| {
        let others = held.iter().filter(|(other, _)| other.id != deadline.id && same_law(other, duty));
        same_law(deadline, duty) && others.count() == 0
    })
}

fn duties_of(deadline: &Deadline, parts: &[Part<'_>]) -> Vec<(String, String)> {
    let same = due(parts).filter(|(_, duty)| same_law(deadline, duty));
    same.map(|(guideline, duty)| (guideline.speciale.clone(), duty.id.clone())).collect()
}

fn due<'a>(parts: &'a [Part<'a>]) -> impl Iterator<Item = (&'a Guideline, &'a Raadgivning)> {
    parts.iter().flat_map(|(guideline, states)| {
        let due = guideline.advice.iter().zip(*states).filter(|(_, state)| **state == Holds::Always);
        due.map(move |(duty, _)| (*guideline, duty))
    })
}

fn adviser(national: &National, duty: &Raadgivning) -> String {
    let Some(id) = &duty.from else { return "den, der kan rådgive".to_owned() };
    let found = national.advisers.iter().find(|adviser| adviser.id == *id);
    let name = found.map_or(id.as_str(), |adviser| adviser.name.as_str());
    name.split(',').next().unwrap_or(name).to_owned()
}

fn in_force(national: &National, laws: &[String], day: Date) -> bool {
    let mut cited = national.laws.iter().filter(|law| laws.contains(&law.id)).peekable();
    cited.peek().is_none() || cited.any(|law| law.period.holds(day))
}

fn law_texts(national: &National, laws: &[String]) -> Vec<String> {
    national.laws.iter().filter(|law| laws.contains(&law.id)).map(hjemmel_text).collect()
}

impl Line {
    /// Is it a duty's own limit, which stands beside the duty already?
    #[must_use]
    pub fn is_duty(&self) -> bool {
        self.duties.iter().any(|(speciale, id)| self.id == *id || self.id == format!("{speciale}.{id}"))
    }

    /// When: `Senest 28. december 2026 (4 uger fra den dag, afgørelsen er modtaget)`, and what goes with the day.
    #[must_use]
    pub fn when_text(&self) -> String {
        let length = self.term.text();
        let Some(day) = self.computed.day else {
            return format!("{} ({length})", upper_first(State::Unknown.text()));
        };
        let mut text = format!("Senest {} {} ({length})", weekday_text(day), date_text(day));
        if let Some(plan) = self.computed.plan_by {
            text = format!("{text}, planlæg senest {} {}", weekday_text(plan), date_text(plan));
        }
        if let Some(safe) = self.computed.safe_day {
            text = format!("{text}, sikker dag {} {}", weekday_text(safe), date_text(safe));
        }
        text
    }

    /// How it stands, where that is more than that it runs: `holdt (30. november 2026)`.
    #[must_use]
    pub fn state_text(&self) -> String {
        let state = self.computed.state.text();
        match self.computed.done {
            Some(done) if self.computed.day.is_some() => format!("{state} ({})", date_text(done)),
            _ => state.to_owned(),
        }
    }

    /// The whole line for a page.
    #[must_use]
    pub fn text(&self) -> String {
        let party = self.computed.party.as_ref().map_or_else(String::new, |party| format!(" for {party}"));
        let laws = if self.laws.is_empty() { String::new() } else { format!(" Efter {}.", list_text(&self.laws)) };
        let mut duties: Vec<&str> = self.duties.iter().map(|(_, id)| id.as_str()).filter(|id| *id != self.id).collect();
        duties.sort_unstable();
        duties.dedup();
        let duties = if duties.is_empty() { String::new() } else { format!(" Se {}.", list_text(&duties)) };
        let whose = self.term.whose.map_or_else(String::new, |whose| format!(", {}", whose.id()));
        let missing = self
            .computed
            .missing
            .map_or_else(String::new, |anchor| format!(" Skriv datoen for {} (`{}`).", anchor.text(), anchor.id()));
        // What cannot be counted has said so already.
        let state = match self.computed.day {
            Some(_) => format!(", {}", self.state_text()),
            None => String::new(),
        };
        format!("{}{party}{state}{whose}: {}{missing}{laws}{duties}", self.when_text(), self.about)
    }
}
