//! V103. Points at a level of national.yaml that no possible assignment comes to.

use crate::engine::outcome::TooLarge;
use crate::guideline::condition::LevelIx;
use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::ground::Ground;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V103.
pub struct UnreachableLevel;

const ABOUT: About = About {
    code: "V103",
    title: "et niveau, som ingen kan få",
    severity: Severity::Error,
    page: include_str!("v103_unreachable_level.md"),
};

impl Lint for UnreachableLevel {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !proof.is_possible() {
            return Ok(());
        }
        told(proof.ground, &proof.levels(&[]), report);
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if hunt.is_possible {
            told(hunt.ground, &hunt.search.levels(&[])?, report);
        }
        Ok(())
    }
}

fn told(ground: Ground<'_>, reached: &[LevelIx], report: &mut Report<'_>) {
    let guideline = ground.guideline;
    for (place, level) in guideline.national.levels.iter().enumerate() {
        if reached.contains(&LevelIx(place)) {
            continue;
        }
        let called_for = guideline.criteria.iter().any(|criterion| criterion.level.0 == place);
        let is_base = guideline.base_level.0 == place;
        let below = place < guideline.base_level.0 && !called_for;
        let help = match (is_base, called_for) {
            (true, _) => "kriterierne løfter alle borgere over udgangspunktet",
            (false, true) => "alle, der opfylder kriterierne for niveauet, opfylder også et højere",
            (false, false) => "intet kriterium fører til niveauet",
        };
        let severity = if called_for || is_base { Severity::Error } else { Severity::Warning };
        if !below {
            let message = format!("ingen borger kan få niveauet `{}`", level.id);
            report.find_as(severity, ground.file.place_of("udgangspunkt"), message, help);
        }
    }
}
