//! The guidelines of a rule folder, read and checked: which there are, and which is in force on a date.
//!
//! Deliberately decides nothing about cases. A version that cannot be read is an error and never passed over:
//! it might be the one in force.

use std::sync::Arc;

use jiff::civil::Date;

use super::{RuleFile, RuleFolder, StoreError};
use visitation::guideline::finding::Finding;
use visitation::guideline::national::National;
use visitation::guideline::resolve::{self, Loaded, Place};
use visitation::guideline::{Guideline, ids, wording};

/// Why rules could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleError {
    /// A file could not be read.
    Store(StoreError),
    /// Files were read and are faulty. Never empty.
    Faulty(Vec<Finding>),
    /// The files are fine but do not answer the question.
    NoAnswer {
        /// Kebab-case, for programs.
        code: &'static str,
        /// What is the matter.
        message: String,
        /// What to do about it.
        help: String,
    },
}

impl From<StoreError> for RuleError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Vec<Finding>> for RuleError {
    fn from(findings: Vec<Finding>) -> Self {
        Self::Faulty(findings)
    }
}

/// A rule folder whose national.yaml has been read.
#[derive(Debug, Clone)]
pub struct Catalogue {
    folder: RuleFolder,
    national: Arc<National>,
}

impl Catalogue {
    /// Reads national.yaml.
    ///
    /// # Errors
    /// It is missing, unreadable or faulty.
    pub fn open(folder: RuleFolder) -> Result<Self, RuleError> {
        let file = folder.national()?;
        let national = resolve::national_in(file.to_resolve())?;
        Ok(Self { folder, national: Arc::new(national.value) })
    }

    /// The same folder as of an earlier national.yaml.
    #[must_use]
    pub fn with_national(folder: RuleFolder, national: Arc<National>) -> Self {
        Self { folder, national }
    }

    /// What all specialer share.
    #[must_use]
    pub fn national(&self) -> &Arc<National> {
        &self.national
    }

    /// Where the rules come from.
    #[must_use]
    pub fn folder(&self) -> &RuleFolder {
        &self.folder
    }

    /// The ids of all specialer, sorted.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn specialer(&self) -> Result<Vec<String>, RuleError> {
        Ok(self.folder.specialer()?)
    }

    /// All versions of one speciale.
    ///
    /// # Errors
    /// There is no such speciale, or a version cannot be read or is faulty (all faults of all versions).
    pub fn versions(&self, speciale: &str) -> Result<Vec<Guideline>, RuleError> {
        let (mut guidelines, mut faults) = (Vec::new(), Vec::new());
        for version in self.folder.versions(speciale)? {
            match self.read(speciale, &self.folder.guideline(speciale, &version)?) {
                Ok(loaded) => guidelines.push(loaded.value),
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(guidelines) } else { Err(faults.into()) }
    }

    /// Reads one file of a speciale.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn read(&self, speciale: &str, file: &RuleFile) -> Result<Loaded<Guideline>, Vec<Finding>> {
        let version = file.name.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).unwrap_or_default();
        let place = Place { speciale, version };
        resolve::guideline_in(file.to_resolve(), &self.national, Some(place))
    }

    /// The version in force on a date of the speciale that is meant.
    ///
    /// # Errors
    /// As [`Catalogue::meant`] and [`Catalogue::versions`]; none or several are in force.
    pub fn in_force(&self, speciale: &str, date: Date) -> Result<Guideline, RuleError> {
        let speciale = self.meant(speciale)?;
        let versions = self.versions(&speciale)?;
        let periods: Vec<String> = versions.iter().map(period).collect();
        let mut found: Vec<Guideline> = versions.into_iter().filter(|version| version.in_force(date)).collect();
        let day = wording::date_text(date);
        match (found.pop(), found.len()) {
            (Some(only), 0) => Ok(only),
            (None, _) => Err(RuleError::NoAnswer {
                code: "no-version-in-force",
                message: format!("ingen udgave af `{speciale}` gælder den {day}"),
                help: if periods.is_empty() {
                    "der er ingen udgaver i mappen".to_owned()
                } else {
                    format!("vælg en anden `--date`; udgaverne gælder: {}", periods.join("; "))
                },
            }),
            (Some(last), _) => {
                let names: Vec<&str> = found.iter().chain([&last]).map(|version| version.version.as_str()).collect();
                Err(RuleError::NoAnswer {
                    code: "several-versions-in-force",
                    message: format!("{} af `{speciale}` gælder begge den {day}", ids::enumerate(&names)),
                    help: "giv den ældste en sidste dag (`gælder: { fra: …, til: … }`)".to_owned(),
                })
            }
        }
    }
}

/// `2026.1 fra 1. januar 2026 til 31. december 2026`
fn period(version: &Guideline) -> String {
    let from = wording::date_text(version.valid_from);
    match version.valid_to {
        Some(to) => format!("{} fra {from} til {}", version.version, wording::date_text(to)),
        None => format!("{} fra {from}", version.version),
    }
}
