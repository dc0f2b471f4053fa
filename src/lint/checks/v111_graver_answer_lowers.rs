//! V111. Points at a question whose graver answer lowers the level or cancels a duty, everything else equal.
//!
//! On a scale later steps are graver; on a yes/no question with `værre: ja` yes is. A `valg` has no order.

use crate::engine::diagram::query::{self, PairSearch, Way};
use crate::engine::diagram::{Diagram, NodeRef};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::finding::Severity;
use crate::guideline::finding::Witness;
use crate::guideline::question::{Kind, Question, QuestionIx, Value};
use crate::guideline::wording::list_text;
use crate::lint::proof::{Known, Proof, written};
use crate::lint::report::Report;
use crate::lint::{About, Lint};

/// V111.
pub struct GraverAnswerLowers;

const ABOUT: About = About {
    code: "V111",
    title: "et gravere svar, der sænker niveauet eller fjerner en pligt",
    severity: Severity::Error,
    page: include_str!("v111_graver_answer_lowers.md"),
};

impl Lint for GraverAnswerLowers {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let Diagram { roots, .. } = proof.shop.diagram();
        let duties = proof.duties().filter_map(|(place, _)| Some((place, roots.advice.get(place)?)));
        let duties = duties.map(|(place, [certain, _])| (Outcome::Duty(place), *certain));
        let outcomes: Vec<(Outcome, NodeRef)> = std::iter::once((Outcome::Level, roots.level)).chain(duties).collect();
        for (outcome, root) in outcomes {
            let mut pairs = PairSearch::default();
            for (ix, question) in proof.questions() {
                let ordered = matches!(question.kind, Kind::Scale(_)) || question.yes_is_graver;
                let Some(span) = proof.place(question).filter(|_| ordered) else { continue };
                let Some(Lowering { way, values }) = lowering(proof, root, ix, &mut pairs)? else { continue };
                let Some((milder, graver)) = cases(proof, ix, outcome, &way, values) else { continue };
                let (message, shown) = told(proof, question, outcome, values, &milder, &graver);
                let help = "ret betingelsen, så et gravere svar aldrig giver mindre";
                report.find_as(Severity::Error, span, message, help).shown_by(shown);
            }
        }
        Ok(())
    }

    fn prove_national(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.prove(proof, report)
    }
}

/// What a graver answer must not lessen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Level,
    Duty(usize),
}

/// All other answers, and two values of which the later comes to less.
struct Lowering {
    way: Way,
    values: (u64, u64),
}

fn lowering(
    proof: &mut Proof<'_>,
    root: NodeRef,
    ix: QuestionIx,
    pairs: &mut PairSearch,
) -> Result<Option<Lowering>, TooLarge> {
    let Some(variable) = proof.shop.diagram().blocks.get(ix.0).map(|block| block.first) else { return Ok(None) };
    let excludes = proof.shop.diagram().excludes();
    let forest = proof.shop.forest();
    for (node, way) in query::asking(forest, root, variable)? {
        let runs = forest.runs(node).to_vec();
        for (at, milder) in runs.iter().enumerate() {
            // Neighbours are enough, unless a value between two others is excluded.
            let reach = if excludes { runs.len() } else { 1 };
            for (graver, before) in runs.iter().skip(at + 1).zip(runs.iter().skip(at)).take(reach) {
                if let Some(rest) = pairs.find(forest, (milder.to, graver.to), &|mild, grave| mild > grave)? {
                    let way = way.iter().chain(&rest).copied().collect();
                    return Ok(Some(Lowering { way, values: (milder.upto, before.upto + 1) }));
                }
            }
        }
    }
    Ok(None)
}

/// The two cases with as few other answers as show it, as `visit assess` sees them.
fn cases(
    proof: &Proof<'_>,
    ix: QuestionIx,
    outcome: Outcome,
    way: &Way,
    (milder, graver): (u64, u64),
) -> Option<(Known, Known)> {
    let block = *proof.shop.diagram().blocks.get(ix.0)?;
    let with = |known: &[Option<Value>], place: u64| {
        let mut known = known.to_vec();
        known.get_mut(ix.0).into_iter().for_each(|slot| *slot = Some(Value::Ordinal(block.ordinal(place))));
        known
    };
    let lowers = |known: &[Option<Value>]| {
        let (mild, grave) = (with(known, milder), with(known, graver));
        match outcome {
            Outcome::Level => match (proof.levels(&mild).first(), proof.levels(&grave).last()) {
                (Some(lowest), Some(highest)) => lowest > highest,
                _ => false,
            },
            Outcome::Duty(duty) => {
                proof.due(&mild, duty) == Some(State::Always) && proof.due(&grave, duty) == Some(State::Never)
            }
        }
    };
    let known = with(&proof.shop.answers(way), milder);
    let complete = if lowers(&known) { known } else { completed(proof, &known, &lowers)? };
    let few = Proof::fewest(&complete, Some(ix), lowers);
    Some((with(&few, milder), with(&few, graver)))
}

/// A way may leave the doubt open that a duty speaks of: more answers then settle the case.
fn completed(proof: &Proof<'_>, known: &Known, shows: &impl Fn(&[Option<Value>]) -> bool) -> Option<Known> {
    let mut known = known.clone();
    for (ix, question) in proof.questions() {
        if known.get(ix.0).is_none_or(Option::is_some) {
            continue;
        }
        let value = match question.kind {
            Kind::Number { min, .. } => Value::Ordinal(min),
            Kind::Multi(_) => Value::Set(crate::guideline::question::OptionSet::default()),
            Kind::Text => continue,
            _ => Value::Ordinal(0),
        };
        known.get_mut(ix.0).into_iter().for_each(|slot| *slot = Some(value));
        if shows(&known) {
            return Some(known);
        }
    }
    None
}

fn told(
    proof: &Proof<'_>,
    question: &Question,
    outcome: Outcome,
    (milder, graver): (u64, u64),
    mild: &Known,
    grave: &Known,
) -> (String, [Witness; 2]) {
    let answer = |place: u64| written(question, Value::Ordinal(place.cast_signed()));
    let (first, second) = (answer(milder), answer(graver));
    let levels = |known: &Known| {
        list_text(&proof.levels(known).into_iter().map(|level| proof.level_id(level)).collect::<Vec<_>>())
    };
    match outcome {
        Outcome::Level => {
            let (before, after) = (levels(mild), levels(grave));
            let message = format!(
                "`{}`: når svaret går fra `{first}` til `{second}`, falder niveauet fra `{before}` til `{after}`",
                question.id
            );
            let captions = [format!("niveau: {before}"), format!("niveau: {after}")];
            let [before, after] = captions;
            (message, [proof.case(before, mild), proof.case(after, grave)])
        }
        Outcome::Duty(duty) => {
            let id = proof.guideline.advice.get(duty).map_or("", |duty| duty.id.as_str());
            let message = format!(
                "`{}`: når svaret går fra `{first}` til `{second}`, falder rådgivningen `{id}` væk",
                question.id
            );
            let captions = (format!("`{id}` skal søges"), format!("`{id}` skal ikke søges"));
            (message, [proof.case(captions.0, mild), proof.case(captions.1, grave)])
        }
    }
}
