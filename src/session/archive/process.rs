//! What the rules of a case say about time: days for advice, and the legal time limits that run in it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::replay::Library;
use crate::audit::process::{CITED, Limits};
use visitation::case::Case;
use visitation::consult::Consultation;
use visitation::consult::limits::{facts_of, ready};
use visitation::engine::assess::Compiled;
use visitation::guideline::national::National;
use visitation::guideline::wording::short_hjemmel_text;

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

    /// The session that a saved case was left in, under the rules it pins.
    ///
    /// # Errors
    /// As [`Library::session_of`].
    pub fn session_of(&self, case: &Case) -> Result<Consultation, String> {
        self.library.session_of(case)
    }

    /// What decides which of a national file's time limits run.
    #[must_use]
    pub fn ready(&self, national: &Arc<National>) -> Arc<Compiled> {
        let mut made = self.deadlines.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(national.sha256.clone()).or_insert_with(|| Arc::new(ready(national))).clone()
    }

    /// The limits of a case as of a day; `None` where its rules are not there or do not fit it.
    #[must_use]
    pub fn limits(&self, case: &Case, today: Date) -> Option<Limits> {
        let session = self.library.session_of(case).ok()?;
        let national = session.guidelines().first()?.national.clone();
        let compiled = self.ready(&national);
        let outcome = session.outcome().ok()?;
        let found = session.limits(&outcome, &compiled, &facts_of(case), today);
        let levels = national.levels.iter().map(|level| level.id.clone()).collect();
        let cite = |id: &str| national.laws.iter().find(|law| law.id == id).map(short_hjemmel_text);
        let cited = CITED.iter().filter_map(|id| Some(((*id).to_owned(), cite(id)?))).collect();
        let lines = found.lines.into_iter().filter(|line| !line.open).collect();
        let transitions = found.transitions.into_iter().filter(|one| !one.open).collect();
        Some(Limits { lines, transitions, levels, cited })
    }
}
