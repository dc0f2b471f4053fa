//! What the rules of a case say about time: days for advice, and the legal time limits that run in it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::ToSpan;

use super::replay::Library;
use crate::audit::process::Limits;
use crate::case::{Case, keys};
use crate::engine::assess::Compiled;
use crate::engine::outcome::State;
use crate::guideline::national::{DeadlineLength, DeadlineStart, National};
use crate::guideline::question::Value;
use crate::session::national::guideline_of;
use crate::session::{Session, known};

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
        Some(Limits {
            duties: duties.collect(),
            from_enquiry: self.running_from_enquiry(case, &session, &national),
            levels,
        })
    }

    fn running_from_enquiry(
        &self,
        case: &Case,
        session: &Session,
        national: &Arc<National>,
    ) -> Vec<(String, jiff::civil::Date)> {
        let Some(enquiry) = case.opening().enquiry else { return Vec::new() };
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
        running
            .filter(|(deadline, state)| **state == State::Always && deadline.from == DeadlineStart::Enquiry)
            .filter_map(|(deadline, _)| {
                let span = match deadline.length {
                    DeadlineLength::Days(days) => i64::from(days).days(),
                    DeadlineLength::Months(months) => i64::from(months).months(),
                };
                Some((deadline.about.clone(), enquiry.checked_add(span).ok()?))
            })
            .collect()
    }
}
