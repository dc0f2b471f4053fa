//! Saved cases under other rules than those they pin: the version that these have in force on the case's date.
//!
//! The answers are carried over as they stand. Deliberately kept apart from replay: what comes out here says nothing
//! about whether the case was computed rightly.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use crate::audit::what_if::{Change, change};
use crate::store::RuleFolder;
use crate::store::catalogue::{Catalogue, RuleError};
use visitation::case::{AssessmentV1, Case};
use visitation::consult::Consultation;
use visitation::engine::assess::Compiled;
use visitation::guideline::{Guideline, wording};

/// Other rules, read once.
#[derive(Debug)]
pub struct OtherRules {
    levels: Vec<String>,
    versions: BTreeMap<String, Vec<Arc<Guideline>>>,
    ready: Mutex<BTreeMap<(String, usize), Arc<Compiled>>>,
}

impl OtherRules {
    /// Reads all guidelines of a folder.
    ///
    /// # Errors
    /// One of them cannot be used.
    pub fn of(folder: &RuleFolder) -> Result<Self, RuleError> {
        let catalogue = Catalogue::open(folder.clone())?;
        let mut versions = BTreeMap::new();
        for speciale in catalogue.specialer()? {
            let list = catalogue.versions(&speciale)?.into_iter().map(Arc::new).collect();
            versions.insert(speciale, list);
        }
        let levels = catalogue.national().levels.iter().map(|level| level.id.clone()).collect();
        Ok(Self { levels, versions, ready: Mutex::default() })
    }

    /// What would change for a case.
    ///
    /// # Errors
    /// In Danish: the case cannot be computed under these rules.
    pub fn changes(&self, case: &Case, saved: &AssessmentV1) -> Result<Vec<Change>, String> {
        let date = case.opening().date;
        let count = case.guidelines().len();
        let ready = case.guidelines().iter().map(|pinned| self.in_force(&pinned.speciale, date, count));
        let session = Consultation::of(ready.collect::<Result<Vec<_>, _>>()?);
        let session = session
            .with_saved(case.answers())
            .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
        let outcome = session.outcome().map_err(|error| error.message)?;
        let now = session.machine_output(&outcome);
        let parts = saved.assessments.iter().zip(&now.assessments);
        Ok(parts.map(|(saved, now)| change(saved, now, &self.levels)).collect())
    }

    fn in_force(&self, speciale: &str, date: Date, count: usize) -> Result<Arc<Compiled>, String> {
        let all = self.versions.get(speciale).ok_or_else(|| format!("reglerne har ikke specialet `{speciale}`"))?;
        let mut in_force = all.iter().filter(|version| version.in_force(date));
        let day = || wording::date_text(date);
        let found = in_force.next().ok_or_else(|| format!("ingen udgave af `{speciale}` gælder den {}", day()))?;
        if in_force.next().is_some() {
            return Err(format!("flere udgaver af `{speciale}` gælder den {}", day()));
        }
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let made = ready.entry((found.sha256.clone(), count));
        Ok(made.or_insert_with(|| Arc::new(Compiled::new(found.clone(), count))).clone())
    }
}
