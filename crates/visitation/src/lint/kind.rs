//! What a lint is.

use super::about::About;
use super::hunt::Hunt;
use super::proof::Proof;
use super::report::Report;
use super::subject::{File, GuidelineFile, NationalFile};
use crate::engine::outcome::TooLarge;

/// One kind of fault.
pub trait Lint: Sync {
    /// Who it is.
    fn about(&self) -> &'static About;

    /// Does it prove anything? Where it cannot, that is said.
    fn proves(&self) -> bool {
        false
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
