//! V118. Points at `fuldstændig: ja` where a possible citizen meets no criterion.

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::counting::{counted, exactly};
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V118.
pub struct FallsThrough;

const ABOUT: About = About {
    code: "V118",
    title: "en fuldstændig retningslinje, som en borger falder igennem",
    severity: Severity::Error,
    page: include_str!("v118_falls_through.md"),
};

impl Lint for FallsThrough {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = proof.ground.guideline;
        if !guideline.complete {
            return Ok(());
        }
        let mut holding = Vec::with_capacity(guideline.criteria.len());
        for criterion in &guideline.criteria {
            holding.push(proof.shop.condition(&criterion.when)?);
        }
        let count = counted(&mut proof.shop, &holding, 1)?;
        let none = exactly(&mut proof.shop, count, 0)?;
        let none = proof.shop.both(none, NodeRef::TRUE)?;
        if let Some(way) = proof.shop.example(none)? {
            let shown = proof.shown_by(CAPTION, &way);
            let place = proof.ground.file.place_of("fuldstændig");
            report.find_as(Severity::Error, place, MESSAGE, HELP).shown_by([shown]);
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !hunt.ground.guideline.complete {
            return Ok(());
        }
        let holding = hunt.search.criteria().to_vec();
        let some = hunt.search.any(holding)?;
        if let Some(shown) = hunt.case_of(CAPTION, !some)? {
            let place = hunt.ground.file.place_of("fuldstændig");
            report.find_as(Severity::Error, place, MESSAGE, HELP).shown_by([shown]);
        }
        Ok(())
    }
}

const CAPTION: &str = "intet kriterium er opfyldt";
const MESSAGE: &str = "retningslinjen siger, at den er fuldstændig, men ikke alle borgere opfylder et kriterium";
const HELP: &str = "tilføj et kriterium for dem, der er vist, eller fjern `fuldstændig: ja`";
