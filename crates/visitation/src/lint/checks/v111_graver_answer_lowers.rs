//! V111. Points at a question whose graver answer lowers the level or cancels a duty, everything else equal.
//!
//! On a scale later steps are graver; on a yes/no question with `værre: ja` yes is. A `valg` has no order.

use crate::engine::diagram::query::{self, PairSearch, Way};
use crate::engine::diagram::{Diagram, NodeRef};
use crate::engine::outcome::{State, TooLarge};
use crate::engine::search::{Beside, Search};
use crate::guideline::condition::LevelIx;
use crate::guideline::finding::Severity;
use crate::guideline::finding::Witness;
use crate::guideline::question::{Kind, Question, QuestionIx, Value};
use crate::guideline::wording::list_text;
use crate::lint::about::About;
use crate::lint::ground::{Ground, written};
use crate::lint::hunt::{Hunt, both_possible_and, with};
use crate::lint::kind::Lint;
use crate::lint::proof::{Known, Proof};
use crate::lint::report::Report;

/// V111.
pub struct GraverAnswerLowers;

/// Its code.
pub const CODE: &str = "V111";

const ABOUT: About = About {
    code: CODE,
    title: "et gravere svar, der sænker niveauet eller fjerner en pligt",
    severity: Severity::Error,
    page: include_str!("v111_graver_answer_lowers.md"),
};

impl Lint for GraverAnswerLowers {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let Diagram { roots, .. } = proof.shop.diagram();
        let duties = proof.ground.duties().filter_map(|(place, _)| Some((place, roots.advice.get(place)?)));
        let duties = duties.map(|(place, [certain, _])| (Outcome::Duty(place), *certain));
        let outcomes: Vec<(Outcome, NodeRef)> = std::iter::once((Outcome::Level, roots.level)).chain(duties).collect();
        for (outcome, root) in outcomes {
            let mut pairs = PairSearch::default();
            for (ix, question) in proof.ground.questions() {
                let Some(span) = proof.ground.place(question).filter(|_| is_ordered(question)) else { continue };
                let Some(Lowering { way, values }) = lowering(proof, root, ix, &mut pairs)? else { continue };
                let Some((milder, graver)) = cases(proof, ix, outcome, &way, values) else { continue };
                let levels = (proof.levels(&milder), proof.levels(&graver));
                let values = values.map(|place| Value::Ordinal(place.cast_signed()));
                let (message, shown) = told(proof.ground, question, outcome, values, [&milder, &graver], levels);
                report.find_as(Severity::Error, span, message, HELP).shown_by(shown);
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let ground = hunt.ground;
        let duties = ground.duties().map(|(place, _)| Outcome::Duty(place));
        for outcome in std::iter::once(Outcome::Level).chain(duties) {
            for (ix, question) in ground.questions() {
                let Some(span) = ground.place(question).filter(|_| is_ordered(question)) else { continue };
                let Some(Found { values, cases: [mild, grave], levels }) = hunted(hunt, ix, outcome)? else { continue };
                let (message, shown) = told(ground, question, outcome, values, [&mild, &grave], levels);
                report.find_as(Severity::Error, span, message, HELP).shown_by(shown);
            }
        }
        Ok(())
    }

    fn prove_national(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.prove(proof, report)
    }

    fn hunt_national(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.hunt(hunt, report)
    }
}

fn is_ordered(question: &Question) -> bool {
    question.is_graded()
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
    values: [u64; 2],
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
                let (pair, lessens) = ((milder.to, graver.to), |mild, grave| mild > grave);
                if let Some(rest) = pairs.find(forest, pair, &lessens)? {
                    let rest = query::shortest_for_pair(forest, pair, &lessens)?.unwrap_or(rest);
                    let way = way.iter().chain(&rest).copied().collect();
                    return Ok(Some(Lowering { way, values: [milder.upto, before.upto + 1] }));
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
    [milder, graver]: [u64; 2],
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
    for (ix, question) in proof.ground.questions() {
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

const HELP: &str = "ret betingelsen, så et gravere svar aldrig giver mindre";

/// As [`lowering`] and [`cases`], searched for.
fn hunted(hunt: &mut Hunt<'_>, ix: QuestionIx, outcome: Outcome) -> Result<Option<Found>, TooLarge> {
    let guideline = hunt.ground.guideline;
    let duty = |duty: usize| guideline.advice.get(duty).map(|duty| &duty.when);
    let certain = Some(Beside { doubt: false, specialer: 1 });
    let found = hunt.twins(ix, |twins| {
        let mut wanted = vec![twins.twin_is_later()?];
        match outcome {
            Outcome::Level => wanted.push(twins.twin_level(true)?),
            Outcome::Duty(place) => {
                let Some(when) = duty(place) else { return Ok(None) };
                let (own, other) = twins.both(when, certain)?;
                wanted.extend([own, !other]);
            }
        }
        twins.find(&both_possible_and(twins, wanted))
    })?;
    let Some((known, Some(graver))) = found else { return Ok(None) };
    let Some(milder) = known.get(ix.0).copied().flatten() else { return Ok(None) };
    let mut lowers = |search: &mut Search<'_>, known: &[Option<Value>]| -> Result<bool, TooLarge> {
        let (mild, grave) = (with(known, ix, milder), with(known, ix, graver));
        let (before, after) = (search.levels(&mild)?, search.levels(&grave)?);
        let Outcome::Duty(place) = outcome else { return Ok(before.first() > after.last() && !after.is_empty()) };
        let Some(when) = duty(place) else { return Ok(false) };
        let mut due =
            |levels: &[LevelIx]| search.condition(when, Some(Beside { doubt: levels.len() > 1, specialer: 1 }));
        let (due_before, due_after) = (due(&before)?, due(&after)?);
        Ok(search.settles(&mild, due_before)? && search.settles(&grave, !due_after)?)
    };
    let few = hunt.search.fewest(&known, Some(ix), &mut lowers);
    let (mild, grave) = (with(&few, ix, milder), with(&few, ix, graver));
    let levels = (hunt.search.levels(&mild)?, hunt.search.levels(&grave)?);
    Ok(Some(Found { values: [milder, graver], cases: [mild, grave], levels }))
}

/// A pair that was searched for.
struct Found {
    values: [Value; 2],
    cases: [Known; 2],
    levels: (Vec<LevelIx>, Vec<LevelIx>),
}

fn told(
    ground: Ground<'_>,
    question: &Question,
    outcome: Outcome,
    values: [Value; 2],
    [mild, grave]: [&Known; 2],
    (before, after): (Vec<LevelIx>, Vec<LevelIx>),
) -> (String, [Witness; 2]) {
    let [first, second] = values.map(|value| written(question, value));
    let named =
        |levels: Vec<LevelIx>| list_text(&levels.into_iter().map(|level| ground.level_id(level)).collect::<Vec<_>>());
    match outcome {
        Outcome::Level => {
            let (before, after) = (named(before), named(after));
            let message = format!(
                "`{}`: når svaret går fra `{first}` til `{second}`, falder niveauet fra `{before}` til `{after}`",
                question.id
            );
            let captions = [format!("niveau: {before}"), format!("niveau: {after}")];
            let [before, after] = captions;
            (message, [ground.case(before, mild), ground.case(after, grave)])
        }
        Outcome::Duty(duty) => {
            let id = ground.guideline.advice.get(duty).map_or("", |duty| duty.id.as_str());
            let message = format!(
                "`{}`: når svaret går fra `{first}` til `{second}`, falder rådgivningen `{id}` væk",
                question.id
            );
            let captions = (format!("`{id}` skal søges"), format!("`{id}` skal ikke søges"));
            (message, [ground.case(captions.0, mild), ground.case(captions.1, grave)])
        }
    }
}
