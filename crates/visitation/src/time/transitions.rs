//! The transitions of a case: which are in play, which of their steps are done, and by when the others are.
//!
//! A step's day is counted as every other time limit is. Nothing says that a step is done but a note with a day; a date
//! that has passed says nothing, and where it is not known whether a transition concerns the citizen no day is given.

use jiff::civil::Date;

use super::calendar::Calendar;
use super::deadline::{Computed, State, compute};
use super::facts::{Facts, Noted};
use crate::engine::outcome::State as Holds;
use crate::guideline::national::{Deadline, National};
use crate::guideline::term::{Anchor, Direction, Term, Whose};
use crate::guideline::transition::{Step, Timing, Transition};
use crate::guideline::wording::statement::upper_first;
use crate::guideline::wording::{date_text, hjemmel_text, list_text, month_text, weekday_text};

/// A transition that concerns, or may concern, the citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPlay {
    /// Itself.
    pub transition: Transition,
    /// Whether it concerns the citizen waits for an answer.
    pub open: bool,
    /// The ids and words of the questions that it waits for.
    pub waits_for: Vec<(String, String)>,
    /// The event that it is about, where its day is known.
    pub event: Option<(Anchor, Date)>,
    /// In the file's order.
    pub steps: Vec<Standing>,
}

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Itself.
    pub step: Step,
    /// Whose it is.
    pub whose: Option<Whose>,
    /// Laws as cited.
    pub laws: Vec<String>,
    /// Length and beginning, where there are any.
    pub term: Option<Term>,
    /// The id of the time limit that it is.
    pub limit: Option<String>,
    /// Its day; `None` where it has none, or where it waits for an answer.
    pub computed: Option<Computed>,
    /// What people noted.
    pub noted: Noted,
    /// What has not been spoken of.
    pub lacks: Vec<String>,
    /// Is its event there, so that a step without a number is to be done now?
    pub begun: bool,
}

/// The transitions that concern a citizen. `states` says of each of the national ones whether its condition holds.
#[must_use]
pub fn in_play(national: &National, states: &[Holds], facts: &Facts, today: Date) -> Vec<InPlay> {
    let calendar = Calendar::new(&national.free_days.holidays, &national.free_days.days_off);
    let all = national.transitions.iter().zip(states).filter(|(_, state)| **state != Holds::Never);
    let occurred = all.filter(|(transition, _)| {
        let events = &transition.events;
        events.is_empty() || events.iter().any(|event| !facts.of(*event).is_empty())
    });
    let one = |(transition, state): (&Transition, &Holds)| {
        let open = *state == Holds::Open;
        let steps = transition.steps.iter();
        let steps = steps.map(|step| standing(national, transition, step, (facts, &calendar, today), open));
        let event = event(national, transition, facts);
        InPlay { transition: transition.clone(), open, waits_for: Vec::new(), event, steps: steps.collect() }
    };
    occurred.map(one).collect()
}

/// The event noted, or the one that the steps count back from.
fn event(national: &National, transition: &Transition, facts: &Facts) -> Option<(Anchor, Date)> {
    let back = transition.steps.iter().filter_map(|step| {
        let term = term(national, step)?;
        (term.direction == Direction::Before).then_some(term.anchor)
    });
    let mut all = transition.events.iter().copied().chain(back);
    all.find_map(|anchor| Some((anchor, latest(facts, anchor)?)))
}

/// The latest day of an event: an earlier one belongs to an earlier course.
fn latest(facts: &Facts, anchor: Anchor) -> Option<Date> {
    facts.of(anchor).iter().filter_map(|fact| fact.day).max()
}

fn limit<'n>(national: &'n National, step: &Step) -> Option<&'n Deadline> {
    let Timing::Limit(id) = &step.timing else { return None };
    national.deadlines.iter().find(|deadline| deadline.id == *id)
}

fn term<'n>(national: &'n National, step: &'n Step) -> Option<&'n Term> {
    match &step.timing {
        Timing::Term(term) => Some(term),
        Timing::Limit(_) => limit(national, step).map(|deadline| &deadline.term),
        Timing::Soon(_) => None,
    }
}

fn standing(
    national: &National,
    transition: &Transition,
    step: &Step,
    (facts, calendar, today): (&Facts, &Calendar<'_>, Date),
    open: bool,
) -> Standing {
    let limit = limit(national, step);
    let term = term(national, step);
    let mut noted = facts.steps.get(&(transition.id.clone(), step.id.clone())).cloned().unwrap_or_default();
    let elsewhere = || facts.done.get(&limit?.id).copied().or_else(|| facts.first(limit?.met_by?));
    noted.done = noted.done.or_else(elsewhere);
    let lacks: Vec<String> = step.points.iter().filter(|point| !noted.points.contains(*point)).cloned().collect();
    let done = noted.done.filter(|_| lacks.is_empty());
    let computed = term.filter(|_| !open && !noted.not_applicable);
    let computed = computed.and_then(|term| {
        let all = compute(term, facts, calendar, (done, today)).into_iter();
        all.max_by_key(|one| one.event)
    });
    let ids = limit.map_or(&step.laws, |deadline| if step.laws.is_empty() { &deadline.laws } else { &step.laws });
    let laws = national.laws.iter().filter(|law| ids.contains(&law.id)).map(hjemmel_text).collect();
    let anchor = match (&step.timing, term) {
        (Timing::Soon(anchor), _) => *anchor,
        (_, term) => term.map(|term| term.anchor),
    };
    Standing {
        step: step.clone(),
        whose: term.and_then(|term| term.whose).or(step.whose),
        laws,
        term: term.cloned(),
        limit: limit.map(|deadline| deadline.id.clone()),
        computed,
        noted,
        lacks,
        begun: anchor.is_none_or(|anchor| latest(facts, anchor).is_some_and(|day| day <= today)),
    }
}

impl Standing {
    /// Has a person noted when it was done, and everything spoken of?
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.noted.done.is_some() && self.lacks.is_empty()
    }

    /// Is there nothing more to do?
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.noted.not_applicable || self.is_done()
    }

    /// Is it to be done now: as soon as can be, or by a day that has passed?
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        let now = match &self.computed {
            Some(one) => one.state == State::Passed,
            None => self.begun && self.term.is_none(),
        };
        now && !self.is_settled()
    }

    /// The event whose day is not noted, so that nothing can be counted.
    #[must_use]
    pub fn missing(&self) -> Option<Anchor> {
        self.computed.as_ref().filter(|_| !self.is_settled()).and_then(|one| one.missing)
    }

    /// How it stands, in the words of every time limit, or `gjort` and `snarest` where there is no day.
    #[must_use]
    pub fn state_text(&self) -> &'static str {
        if self.noted.not_applicable {
            return State::NotApplicable.text();
        }
        match self.computed.as_ref().map(|one| one.state) {
            Some(state) if state != State::NotApplicable && state != State::Unknown => state.text(),
            _ if self.is_done() => "gjort",
            Some(state) => state.text(),
            None => "snarest",
        }
    }

    /// By when: `senest søndag 1. august 2027`, `snarest`; empty where no day can be given.
    #[must_use]
    pub fn when_text(&self) -> String {
        let day = |day: Date| format!("{} {}", weekday_text(day), date_text(day));
        match self.computed.as_ref().and_then(|one| Some((one.day?, one.plan_by))) {
            Some((last, None)) => format!("senest {}", day(last)),
            Some((last, Some(plan))) => format!("senest {}, planlæg senest {}", day(last), day(plan)),
            None => match (&self.step.timing, &self.term) {
                (Timing::Soon(Some(anchor)), _) if !self.begun => format!("snarest fra {}", anchor.text()),
                (Timing::Soon(_), _) => "snarest".to_owned(),
                (_, Some(term)) => term.text(),
                _ => String::new(),
            },
        }
    }

    /// The whole step for a page, without its mark. `open`: nobody knows yet whether it concerns the citizen.
    #[must_use]
    pub fn text(&self, open: bool) -> String {
        let what = upper_first(&self.step.what);
        let what = what.trim_end_matches('.');
        if self.noted.not_applicable {
            let why = self.noted.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
            return format!("{what} – gælder ikke{why}");
        }
        if let Some(done) = self.noted.done.filter(|_| self.lacks.is_empty()) {
            let late = self.computed.as_ref().is_some_and(|one| one.state == State::KeptLate);
            return format!("{what} – gjort {}{}", date_text(done), if late { ", for sent" } else { "" });
        }
        let when = if open { String::new() } else { format!(" – {}", self.when_text()) };
        let passed = self.computed.as_ref().is_some_and(|one| one.state == State::Passed);
        let ours = matches!(self.whose, None | Some(Whose::Municipality));
        let passed = match (passed, ours) {
            (false, _) => String::new(),
            (true, true) => ", ikke noteret som gjort".to_owned(),
            (true, false) => format!(", ikke noteret som gjort; spørg {}", self.whose.map_or("", Whose::id)),
        };
        let lacks =
            if self.lacks.is_empty() { String::new() } else { format!(" · mangler: {}", list_text(&self.lacks)) };
        let whose = self.whose.map_or_else(String::new, |whose| format!("{}, ", whose.id()));
        let laws = if self.laws.is_empty() { "anbefalet".to_owned() } else { list_text(&self.laws) };
        format!("{what}{when}{passed}{lacks} ({whose}{laws})")
    }
}

impl InPlay {
    /// `Fra barn til voksen (den unges 18-års fødselsdag: august 2027)`. Of a birthday only the month is told.
    #[must_use]
    pub fn heading(&self) -> String {
        let title = &self.transition.title;
        let about = self.event.map(|(anchor, day)| match anchor {
            Anchor::Turns16 | Anchor::Turns18 => format!("{}: {}", anchor.text(), month_text(day)),
            _ => format!("{}: {}", anchor.text(), date_text(day)),
        });
        about.map_or_else(|| title.clone(), |about| format!("{title} ({about})"))
    }
}
