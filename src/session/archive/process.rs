//! What the rules of a case say about time: days for advice, and the legal time limits that run in it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::ToSpan;
use jiff::civil::Date;

use super::replay::Library;
use crate::audit::process::Limits;
use visitation::case::{Case, Topic, keys};
use visitation::consult::triage::guideline_of;
use visitation::consult::{Consultation, known};
use visitation::engine::assess::Compiled;
use visitation::engine::outcome::State;
use visitation::guideline::national::{Deadline, DeadlineLength, DeadlineStart, National};
use visitation::guideline::question::Value;

/// Finds the limits of many cases; what the time limits rest on is made ready once for each national file.
#[derive(Debug)]
pub struct Clerk {
    library: Library,
    deadlines: Mutex<BTreeMap<String, Arc<Compiled>>>,
}

impl Clerk {
    /// A clerk with a library of rules.
    #[must_use]
    pub fn new(library: Library) -> Self {
        Self { library, deadlines: Mutex::default() }
    }

    /// The limits of a case; `None` where its rules are not there or do not fit it.
    #[must_use]
    pub fn limits(&self, case: &Case) -> Option<Limits> {
        let session = self.library.session_of(case).ok()?;
        let guidelines = session.guidelines();
        let national = guidelines.first()?.national.clone();
        let duties = guidelines.iter().flat_map(|guideline| {
            let timed = guideline.advice.iter().filter_map(|duty| Some((duty.id.clone(), duty.within_days?)));
            timed.map(|(id, days)| (guideline.speciale.clone(), id, days))
        });
        let levels = national.levels.iter().map(|level| level.id.clone()).collect();
        let started = case.additions().one(Topic::Decision).and_then(|decision| decision.date("fra"));
        let running = self.running(case, &session, &national);
        let from = |start: DeadlineStart, day: Option<Date>| -> Vec<(String, Date)> {
            let limits = running.iter().filter(|deadline| deadline.from == start);
            limits.filter_map(|deadline| Some((deadline.about.clone(), last_day(deadline, day?)?))).collect()
        };
        Some(Limits {
            duties: duties.collect(),
            from_enquiry: from(DeadlineStart::Enquiry, case.opening().enquiry),
            from_start: from(DeadlineStart::Start, started),
            levels,
        })
    }

    /// The time limits that the answers set going.
    fn running<'n>(&self, case: &Case, session: &Consultation, national: &'n Arc<National>) -> Vec<&'n Deadline> {
        let compiled = {
            let mut ready = self.deadlines.lock().unwrap_or_else(PoisonError::into_inner);
            let made = ready.entry(national.sha256.clone()).or_insert_with(|| {
                let conditions: Vec<_> = national.deadlines.iter().map(|deadline| deadline.when.clone()).collect();
                Arc::new(Compiled::new(guideline_of(national, &conditions), session.parts.len()))
            });
            made.clone()
        };
        let values: Vec<Option<Value>> = match keys::known(case.answers(), compiled.guideline()) {
            Ok(answers) => known(&answers.answers),
            Err(_) => return Vec::new(),
        };
        let Ok(assessment) = compiled.assess(&values) else { return Vec::new() };
        let running = national.deadlines.iter().zip(&assessment.advice);
        running.filter(|(_, state)| **state == State::Always).map(|(deadline, _)| deadline).collect()
    }
}

fn last_day(deadline: &Deadline, start: Date) -> Option<Date> {
    let span = match deadline.length {
        DeadlineLength::Days(days) => i64::from(days).days(),
        DeadlineLength::Months(months) => i64::from(months).months(),
    };
    start.checked_add(span).ok()
}
