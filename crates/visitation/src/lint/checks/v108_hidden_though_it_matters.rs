//! V108. Points at a question that `spørg_når` keeps from cases whose level its answer would change, were it asked.
//!
//! Proved on the diagram of the same guideline without that one `spørg_når`. Only where the condition rests on a
//! scale or a number: a cut-off is somebody's judgement, whereas age, or being asked about a thing that is not
//! there, hides a question for good reason. A suggestion only, all the same.

use crate::engine::diagram::apply::Operation;
use crate::engine::diagram::query::{self, PairSearch};
use crate::engine::outcome::{State, TooLarge};
use crate::engine::search::Search;
use crate::guideline::Guideline;
use crate::guideline::condition::Condition;
use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, Question, QuestionIx};
use crate::lint::about::About;
use crate::lint::ground::Ground;
use crate::lint::hunt::{Hunt, both_possible_and};
use crate::lint::kind::Lint;
use crate::lint::proof::{Known, Proof};
use crate::lint::report::Report;

/// V108.
pub struct HiddenThoughItMatters;

const ABOUT: About = About {
    code: "V108",
    title: "et spørgsmål, der er skjult, selv om svaret ville ændre niveauet",
    severity: Severity::Suggestion,
    page: include_str!("v108_hidden_though_it_matters.md"),
};

impl Lint for HiddenThoughItMatters {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        for (ix, question) in proof.ground.questions().filter(|(_, question)| !question.shared) {
            let Some(when) = &question.applies_when else { continue };
            if question.kind == Kind::Text || !rests_on_cut_off(proof.ground.guideline, when) {
                continue;
            }
            let Some(known) = hidden_case(proof, ix)? else { continue };
            told(proof.ground, question, when, &known, report);
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let ground = hunt.ground;
        for (ix, question) in ground.questions().filter(|(_, question)| !question.shared) {
            let Some(when) = &question.applies_when else { continue };
            if question.kind == Kind::Text || !rests_on_cut_off(ground.guideline, when) {
                continue;
            }
            let Some(known) = hunted_case(hunt, ix, when)? else { continue };
            told(ground, question, when, &known, report);
        }
        Ok(())
    }
}

fn told(ground: Ground<'_>, question: &Question, when: &Condition, known: &Known, report: &mut Report<'_>) {
    let message = format!("`{}` er skjult for borgere, hvor svaret ville ændre niveauet", question.id);
    let help = "udvid `spørg_når`, hvis svaret også skal tælle for dem";
    let shown = ground.case(format!("`{}` bliver ikke stillet her", question.id), known);
    report.find_as(Severity::Suggestion, when.span, message, help).shown_by([shown]);
}

/// As [`hidden_case`], searched for.
fn hunted_case(hunt: &mut Hunt<'_>, ix: QuestionIx, when: &Condition) -> Result<Option<Known>, TooLarge> {
    let mut open = hunt.ground.guideline.clone();
    open.questions.get_mut(ix.0).into_iter().for_each(|question| question.applies_when = None);
    let effort = hunt.search.effort();
    let mut twins = Search::open_twins(&open, ix, &[when], effort)?;
    let (asked, differ) = (twins.condition(when, None)?, twins.twin_level(false)?);
    let real = twins.possible_by(hunt.ground.guideline)?;
    let found = twins.find(&both_possible_and(&twins, [!asked, differ, real]));
    hunt.search.allow(twins.effort().rounds_in_all);
    let Some((known, _)) = found? else { return Ok(None) };
    let Some(applies) = hunt.search.applies(ix) else { return Ok(None) };
    Ok(Some(hunt.search.fewest(&known, None, |search, known| search.settles(known, !applies))))
}

fn rests_on_cut_off(guideline: &Guideline, when: &Condition) -> bool {
    let mut cut_off = false;
    guideline.visit_all_questions(when, &mut |named| {
        let asked = guideline.questions.get(named.0).filter(|question| question.id != "alder");
        cut_off |= asked.is_some_and(Question::has_order);
    });
    cut_off
}

/// A case in which the question is hidden, and with two of its values the level would differ.
fn hidden_case(proof: &mut Proof<'_>, ix: QuestionIx) -> Result<Option<Known>, TooLarge> {
    let mut open = proof.ground.guideline.clone();
    let Some(when) = open.questions.get_mut(ix.0).and_then(|question| question.applies_when.take()) else {
        return Ok(None);
    };
    let open = search(&mut proof.of_changed(&open)?, proof.ground.guideline, ix, &when)?;
    // The answers that hide the question, and those that make the difference: both are needed, and few.
    Ok(open.map(|known| {
        let hides = |known: &[Option<_>]| {
            let view = proof.shop.diagram().under(known);
            let applies = proof.shop.diagram().roots.applies.get(ix.0).copied();
            view.states(applies.as_slice()) == [Some(State::Never)]
        };
        if hides(&known) { Proof::fewest(&known, None, hides) } else { known }
    }))
}

/// Where nobody is asked, and both the guideline as it is and the one that asks everybody admit the citizen.
fn search(
    open: &mut Proof<'_>,
    guideline: &Guideline,
    ix: QuestionIx,
    when: &Condition,
) -> Result<Option<Known>, TooLarge> {
    let asked = open.shop.condition(when)?;
    let hidden = open.shop.not(asked)?;
    let real = open.shop.possible_by(guideline)?;
    let hidden = open.shop.combine(Operation::And, hidden, real)?;
    let level = open.shop.diagram().roots.level;
    let level = open.shop.combine(Operation::Guard, hidden, level)?;
    let Some(block) = open.shop.diagram().blocks.get(ix.0).copied() else { return Ok(None) };
    let mut pairs = PairSearch::default();
    for variable in block.first..block.end() {
        let forest = open.shop.forest();
        for (node, way) in query::asking(forest, level, variable)? {
            let ends: Vec<_> = forest.runs(node).iter().map(|run| run.to).collect();
            for (at, one) in ends.iter().enumerate() {
                for other in ends.iter().skip(at + 1) {
                    if let Some(rest) = pairs.find(forest, (*one, *other), &|_, _| true)? {
                        let whole: Vec<_> = way.iter().chain(&rest).copied().collect();
                        return Ok(Some(open.shop.answers(&whole)));
                    }
                }
            }
        }
    }
    Ok(None)
}
