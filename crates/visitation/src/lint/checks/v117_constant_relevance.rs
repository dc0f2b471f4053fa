//! V117. Points at `relevant_når` that no case, or every case, meets.

use crate::engine::diagram::workshop::Truths;
use crate::engine::outcome::TooLarge;
use crate::engine::search::Search;
use crate::guideline::Guideline;
use crate::guideline::condition::Condition;
use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V117.
pub struct ConstantRelevance;

const ABOUT: About = About {
    code: "V117",
    title: "`relevant_når`, der altid eller aldrig er opfyldt",
    severity: Severity::Error,
    page: include_str!("v117_constant_relevance.md"),
};

impl Lint for ConstantRelevance {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let Some((shared, when)) = among_shared(proof.ground.guideline) else { return Ok(()) };
        let mut proof = proof.of_changed(&shared)?;
        let node = proof.shop.condition(&when)?;
        let truths = proof.shop.truths(node)?;
        told(&when, truths, report);
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let Some((shared, when)) = among_shared(hunt.ground.guideline) else { return Ok(()) };
        let mut search = Search::open(&shared, &[&when], hunt.share())?;
        let node = search.condition(&when, None)?;
        told(&when, Truths { holds: search.can(&[node])?, fails: search.can(&[!node])? }, report);
        Ok(())
    }
}

/// The condition, and a guideline of the shared questions alone, in which it counts.
fn among_shared(guideline: &Guideline) -> Option<(Guideline, Condition)> {
    let when = guideline.relevant_when.clone()?;
    let shared = Guideline {
        questions: guideline.national.questions.clone(),
        concepts: Vec::new(),
        never: Vec::new(),
        criteria: Vec::new(),
        advice: Vec::new(),
        ..guideline.clone()
    };
    Some((shared, when))
}

fn told(when: &Condition, truths: Truths, report: &mut Report<'_>) {
    if !truths.holds {
        let message = "`relevant_når` kan ikke være opfyldt: specialet bliver aldrig foreslået";
        report.find_as(Severity::Error, when.span, message, "ret betingelsen");
    } else if !truths.fails {
        let message = "`relevant_når` er altid opfyldt: specialet bliver foreslået for alle";
        report.find_as(Severity::Warning, when.span, message, "ret betingelsen, eller fjern den");
    }
}
