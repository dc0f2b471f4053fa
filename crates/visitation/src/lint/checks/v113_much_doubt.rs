//! V113. Points at a question without whose answer the level is in doubt for more than half of all other answers.
//!
//! Where few questions decide, each must weigh much: only guidelines with eight or more of them are measured. The share counts every possible combination of the other answers as equally likely: a measure of the guideline,
//! not of citizens.

use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::Operation;
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::Comparison;
use crate::guideline::finding::Severity;
use crate::guideline::question::QuestionIx;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V113.
pub struct MuchDoubt;

const ABOUT: About = About {
    code: "V113",
    title: "et spørgsmål, hvor `ved ikke` ofte giver tvivl",
    severity: Severity::Suggestion,
    page: include_str!("v113_much_doubt.md"),
};

impl Lint for MuchDoubt {
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
        let diagram = proof.shop.diagram();
        let deciding = diagram.under(&[]).met(&[diagram.roots.level]).into_iter().filter(|met| *met).count();
        if deciding < FEWEST {
            return Ok(());
        }
        for (ix, question) in proof.ground.questions() {
            let Some(span) = proof.ground.place(question) else { continue };
            let (doubt, possible) = without(proof, ix)?;
            let share = proof.shop.share(doubt)? / proof.shop.share(possible)?;
            if share <= LIMIT {
                continue;
            }
            let percent = (share * 100.0).round();
            let message = format!(
                "er svaret på `{}` ukendt, er niveauet i tvivl for {percent} % af alle andre svar",
                question.id
            );
            let way = proof.shop.example(doubt)?;
            let shown = way.map(|way| proof.shown_by("niveauet er i tvivl", &way));
            let help = "hjælp sagsbehandleren med at finde svaret, eller lad flere svar pege samme vej";
            report.find_as(Severity::Suggestion, span, message, help).shown_by(shown);
        }
        Ok(())
    }
}

/// How many questions must decide the level before one of them can be said to weigh much.
const FEWEST: usize = 8;
/// More than this share of doubt is worth a remark.
const LIMIT: f64 = 0.5;

/// Without the question: where are two levels possible, and where is there any?
fn without(proof: &mut Proof<'_>, ix: QuestionIx) -> Result<(NodeRef, NodeRef), TooLarge> {
    let root = proof.shop.diagram().roots.level;
    let (mut some, mut several) = (NodeRef::FALSE, NodeRef::FALSE);
    for level in proof.levels(&[]) {
        let number = proof.shop.forest().leaf(level.0 as i128);
        let here = proof.shop.combine(Operation::Compare(Comparison::Equal), root, number)?;
        let reached = proof.shop.exists(here, ix)?;
        let again = proof.shop.combine(Operation::And, some, reached)?;
        several = proof.shop.combine(Operation::Or, several, again)?;
        some = proof.shop.combine(Operation::Or, some, reached)?;
    }
    Ok((several, some))
}
