//! What authors get wrong: every finding about rule files.
//!
//! One lint is one file in `checks/` and one Danish page beside it; [`catalogue`] is the one list. Lints look at a
//! file's text, at what it means, or ask its decision diagram; none of them samples. Reads texts that it is handed,
//! opens no files and knows no clock.

mod carrier;
pub mod catalogue;
mod checks;
mod counting;
pub mod fix;
mod ground;
mod hunt;
mod ignore;
pub mod output;
mod paths;
mod proof;
mod report;
mod run;
mod shift;
pub mod shorten;
mod subject;
mod valley;
mod words;

pub use checks::v303_missing_proofs::waiting;
pub use run::{FileKind, Reading, examples, faults, guideline, kind_of, national, proved, proved_in_steps, searched};
pub use subject::{MAX_LIX, Options};

use crate::engine::outcome::TooLarge;
use crate::guideline::finding::Severity;
use hunt::Hunt;
use proof::Proof;
use report::Report;
use subject::{File, GuidelineFile, NationalFile};

/// Who a lint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Stable: `V` and three digits.
    pub code: &'static str,
    /// The fault, in Danish, as a heading.
    pub title: &'static str,
    /// How grave its findings are, where it does not say otherwise.
    pub severity: Severity,
    /// Its Danish page.
    pub page: &'static str,
}

/// One kind of fault.
pub trait Lint: Sync {
    /// Who it is.
    fn about(&self) -> &'static About;

    /// Does it prove anything?
    fn proves(&self) -> bool {
        let code = self.about().code;
        code.starts_with("V1") || code == "V006"
    }

    /// Looks at any rule file.
    fn file(&self, _file: &File<'_>, _report: &mut Report<'_>) {}

    /// Looks at national.yaml.
    fn national(&self, _national: &NationalFile<'_>, _report: &mut Report<'_>) {}

    /// Looks at a guideline.
    fn guideline(&self, _guideline: &GuidelineFile<'_>, _report: &mut Report<'_>) {}

    /// Asks a guideline's diagram.
    ///
    /// # Errors
    /// The question is too large for the diagram; what has been reported by then stands.
    fn prove(&self, _proof: &mut Proof<'_>, _report: &mut Report<'_>) -> Result<(), TooLarge> {
        Ok(())
    }

    /// Asks the same of a guideline whose diagram is too large, by searching case by case.
    ///
    /// # Errors
    /// It cannot be had this way, or takes too long; what has been reported by then stands.
    fn hunt(&self, _hunt: &mut Hunt<'_>, _report: &mut Report<'_>) -> Result<(), TooLarge> {
        Err(TooLarge { budget: 0 })
    }

    /// Asks the same of the duties and shared questions of national.yaml, once and not in every guideline.
    ///
    /// # Errors
    /// As [`Self::prove`].
    fn prove_national(&self, _proof: &mut Proof<'_>, _report: &mut Report<'_>) -> Result<(), TooLarge> {
        Ok(())
    }

    /// As [`Self::hunt`], of national.yaml.
    ///
    /// # Errors
    /// As [`Self::hunt`].
    fn hunt_national(&self, _hunt: &mut Hunt<'_>, _report: &mut Report<'_>) -> Result<(), TooLarge> {
        Ok(())
    }
}
