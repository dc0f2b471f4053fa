//! Replaying saved cases by exactly the rules they pin, one case or a country's.
//!
//! Rule files are read once and made ready once, however many cases pin them. Deliberately never falls back on
//! another version: what is not in the folder is missing.

use crate::store::{RuleFile, RuleFolder};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::kept;
use visitation::case::replay::{Found, Replay, Wanted};
use visitation::case::{AssessmentV1, Case, CaseError, PinnedGuideline, Unread};
use visitation::consult::Consultation;
use visitation::engine::assess::Compiled;
use visitation::guideline::national::National;
use visitation::guideline::resolve::{self, Place};

/// A rule folder in which files are found by their SHA-256, for many cases and from many threads.
#[derive(Debug)]
pub struct Library {
    folder: RuleFolder,
    nationals: BTreeMap<String, Arc<RuleFile>>,
    /// By speciale and SHA-256.
    guidelines: BTreeMap<(String, String), Arc<RuleFile>>,
    /// What only the archive has, looked up when a case asks for it.
    kept: Mutex<BTreeMap<String, Option<Arc<RuleFile>>>>,
    read: Mutex<BTreeMap<String, Arc<OnceNational>>>,
    ready: Mutex<BTreeMap<ReadyKey, Arc<OnceReady>>>,
}

/// Guideline, national file, and how many specialer are assessed together.
type ReadyKey = (String, String, usize);
type OnceReady = OnceLock<Result<Arc<Compiled>, String>>;
type OnceNational = OnceLock<Option<Arc<National>>>;

impl Library {
    /// Reads a folder. What cannot be read is not there.
    #[must_use]
    pub fn of(folder: &RuleFolder) -> Self {
        let mut guidelines = BTreeMap::new();
        for speciale in folder.specialer().unwrap_or_default() {
            for version in folder.versions(&speciale).unwrap_or_default() {
                if let Ok(file) = folder.guideline(&speciale, &version) {
                    guidelines.entry((speciale.clone(), file.sha256.clone())).or_insert_with(|| Arc::new(file));
                }
            }
        }
        let nationals = folder.nationals().into_iter().map(|file| (file.sha256.clone(), Arc::new(file)));
        Self {
            folder: folder.clone(),
            nationals: nationals.collect(),
            guidelines,
            kept: Mutex::default(),
            read: Mutex::default(),
            ready: Mutex::default(),
        }
    }

    /// Computes a case anew by the rules it pins, and compares.
    #[must_use]
    pub fn replay(&self, saved: &Unread<'_>) -> Replay {
        let find = |wanted: Wanted<'_>| self.find(wanted);
        visitation::case::replay::replay(saved, find, |case, found| self.recompute(case, &found))
    }

    /// The session that a saved case was left in, under the rules it pins.
    ///
    /// # Errors
    /// In Danish: the rules are not there, cannot be read, or do not admit an answer.
    pub fn session_of(&self, case: &Case) -> Result<Consultation, String> {
        let found = visitation::case::replay::find_all(case, &mut |wanted| self.find(wanted))?;
        self.restored(case, &found)
    }

    /// One line for each rule file that reads otherwise now than when the case was assessed.
    #[must_use]
    pub fn edited_since(&self, case: &Case) -> Vec<String> {
        kept::edited_since(&self.folder, case)
    }

    fn find(&self, wanted: Wanted<'_>) -> Option<Arc<RuleFile>> {
        let (present, sha256) = match wanted {
            Wanted::National(pinned) => (self.nationals.get(&pinned.sha256), &pinned.sha256),
            Wanted::Guideline(pinned) => {
                (self.guidelines.get(&(pinned.speciale.clone(), pinned.sha256.clone())), &pinned.sha256)
            }
        };
        present.cloned().or_else(|| {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.entry(sha256.clone()).or_insert_with(|| self.folder.kept(sha256).map(Arc::new)).clone()
        })
    }

    fn recompute(&self, case: &Case, found: &Found<Arc<RuleFile>>) -> Result<AssessmentV1, String> {
        let session = self.restored(case, found)?;
        let outcome = session.outcome().map_err(|error| error.message)?;
        Ok(session.machine_output(&outcome))
    }

    fn restored(&self, case: &Case, found: &Found<Arc<RuleFile>>) -> Result<Consultation, String> {
        let count = found.guidelines.len();
        let ready = case.guidelines().iter().zip(&found.guidelines).map(|(pinned, file)| {
            let key = (file.sha256.clone(), found.national.sha256.clone(), count);
            let once = {
                let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
                ready.entry(key).or_default().clone()
            };
            // Outside the lock: other guidelines are read meanwhile.
            once.get_or_init(|| self.made_ready(pinned, file, &found.national, count)).clone()
        });
        let ready = ready.collect::<Result<Vec<_>, _>>()?;
        Consultation::of(ready).with_saved(case.answers()).map_err(|errors| joined(&errors))
    }

    fn made_ready(
        &self,
        pinned: &PinnedGuideline,
        file: &RuleFile,
        national: &RuleFile,
        count: usize,
    ) -> Result<Arc<Compiled>, String> {
        let faulty = |file: &RuleFile| format!("{} kan ikke længere læses", file.shown);
        let once = {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            read.entry(national.sha256.clone()).or_default().clone()
        };
        let read = once.get_or_init(|| {
            let loaded = resolve::national(&national.shown, national.text.as_bytes());
            loaded.ok().map(|loaded| Arc::new(loaded.value))
        });
        let read = read.as_ref().ok_or_else(|| faulty(national))?;
        let place = Place { speciale: &pinned.speciale, version: &pinned.version };
        let loaded = resolve::guideline(&file.shown, file.text.as_bytes(), read, Some(place));
        let guideline = loaded.map_err(|_| faulty(file))?.value;
        Ok(Arc::new(Compiled::new(Arc::new(guideline), count)))
    }
}

/// The session that a saved case was left in, under the rules it pins.
///
/// # Errors
/// As [`Library::session_of`].
pub fn session_of(case: &Case, folder: &RuleFolder) -> Result<Consultation, String> {
    Library::of(folder).session_of(case)
}

fn joined(errors: &[CaseError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
