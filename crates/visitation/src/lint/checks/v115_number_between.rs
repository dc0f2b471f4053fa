//! V115. Points at a tal one number of which falls between the criteria: its neighbours on both sides come to more.
//!
//! `alder < 18` and `alder > 18` leave out 18. A number that the author excepts by name (`!= 18`) is meant.

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, Condition, ConditionKind};
use crate::guideline::finding::{Severity, Witness};
use crate::guideline::question::{Kind, Question, QuestionIx, Value};
use crate::guideline::wording::list_text;
use crate::lint::about::About;
use crate::lint::ground::Ground;
use crate::lint::hunt::{Hunt, with};
use crate::lint::kind::Lint;
use crate::lint::proof::{Known, Proof};
use crate::lint::report::Report;
use crate::lint::shift::Shifted;
use crate::lint::valley::{Valley, valleys};

/// V115.
pub struct NumberBetween;

const ABOUT: About = About {
    code: "V115",
    title: "et tal, der falder mellem kriterierne",
    severity: Severity::Warning,
    page: include_str!("v115_number_between.md"),
};

/// So many numbers of one question are named.
const MOST: usize = 3;

impl Lint for NumberBetween {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = proof.ground.guideline;
        if numbers(proof.ground).next().is_none() {
            return Ok(());
        }
        let mut roots = vec![proof.shop.diagram().roots.level];
        if let Some(held) = held(guideline) {
            let held = proof.shop.condition(&held)?;
            roots.push(proof.shop.guarded(held)?);
        }
        for (ix, question) in numbers(proof.ground).collect::<Vec<_>>() {
            let Some(block) = proof.shop.diagram().blocks.get(ix.0).copied() else { continue };
            let mut told: Vec<i64> = Vec::new();
            for root in roots.clone() {
                for valley in valleys(proof.shop.forest(), root, block.first)? {
                    let number = block.ordinal(valley.place);
                    if told.len() < MOST && !told.contains(&number) && is_meant(guideline, ix, number) {
                        told.push(number);
                        let beside = valley.beside.map(|place| block.ordinal(place));
                        tell(
                            proof.ground,
                            (ix, question),
                            number,
                            &cases(proof, root, ix, &valley, [number, beside[0], beside[1]]),
                            report,
                        );
                    }
                }
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let ground = hunt.ground;
        for (ix, question) in numbers(ground) {
            let shifted = Shifted::of(ground.guideline, ix).ok_or(TooLarge { budget: 0 })?;
            for (number, known) in shifted.valleys(hunt.share())? {
                if is_meant(ground.guideline, ix, number) {
                    let mut cases = Vec::new();
                    for value in [number - 1, number, number + 1] {
                        let case = with(&known, ix, Value::Ordinal(value));
                        cases.push((value, hunt.search.levels(&case)?, case));
                    }
                    tell(ground, (ix, question), number, &cases, report);
                }
            }
        }
        Ok(())
    }
}

/// The numbers that the guideline names.
pub(super) fn numbers(ground: Ground<'_>) -> impl Iterator<Item = (QuestionIx, &Question)> {
    let all = ground.questions();
    all.filter(move |(_, question)| matches!(question.kind, Kind::Number { .. }) && ground.place(question).is_some())
}

/// That some criterion holds, where that says more than the level.
fn held(guideline: &Guideline) -> Option<Condition> {
    let below = guideline.criteria.iter().find(|criterion| criterion.level <= guideline.base_level)?;
    let parts = guideline.criteria.iter().map(|criterion| criterion.when.clone()).collect();
    Some(Condition::new(ConditionKind::Any(parts), below.when.span))
}

/// Does a range begin or end at the number, and does the author not except it by name? In a table that names each
/// number, one that comes to less is meant.
fn is_meant(guideline: &Guideline, question: QuestionIx, number: i64) -> bool {
    let concepts = guideline.concepts.iter().map(|concept| &concept.when);
    let all = || guideline.criteria.iter().map(|criterion| &criterion.when).chain(concepts.clone());
    all().any(|condition| bounds(condition, question, number)) && !all().any(|own| excepts(own, true, question, number))
}

/// Does a range in the condition begin or end just at the number?
fn bounds(condition: &Condition, ix: QuestionIx, number: i64) -> bool {
    match &condition.kind {
        ConditionKind::Compare { question, op, value } => {
            let first_above = match op {
                Comparison::Less | Comparison::GreaterOrEqual => *value,
                Comparison::LessOrEqual | Comparison::Greater => value.saturating_add(1),
                Comparison::Equal | Comparison::NotEqual => return false,
            };
            *question == ix && (first_above == number || first_above == number.saturating_add(1))
        }
        _ if condition.parts().is_empty() => {
            let mut named = false;
            condition.visit_questions(&mut |question| named |= question == ix);
            named
        }
        _ => condition.parts().iter().any(|part| bounds(part, ix, number)),
    }
}

/// Does the condition leave out the number by name?
pub(super) fn excepts(condition: &Condition, stands: bool, ix: QuestionIx, number: i64) -> bool {
    match &condition.kind {
        ConditionKind::Compare { question, op, value } if *question == ix && *value == number => {
            *op == if stands { Comparison::NotEqual } else { Comparison::Equal }
        }
        ConditionKind::Not(_) | ConditionKind::NoneOf(_) | ConditionKind::AtMost(..) => {
            condition.parts().iter().any(|part| excepts(part, !stands, ix, number))
        }
        _ => condition.parts().iter().any(|part| excepts(part, stands, ix, number)),
    }
}

/// A number, the levels it leaves, and the case.
type Shown = (i64, Vec<crate::guideline::condition::LevelIx>, Known);

/// The cases that show it, in the order of the numbers, with as few other answers as show it.
fn cases(proof: &Proof<'_>, root: NodeRef, ix: QuestionIx, valley: &Valley, numbers: [i64; 3]) -> Vec<Shown> {
    let is_level = root == proof.shop.diagram().roots.level;
    let at_end =
        valley.beside[0].max(valley.beside[1]) < valley.place || valley.beside[0].min(valley.beside[1]) > valley.place;
    let shows = |known: &[Option<Value>]| {
        let [own, one, other] = numbers.map(|number| with(known, ix, Value::Ordinal(number)));
        if is_level {
            let [own, one, other] = [own, one, other].map(|known| proof.levels(&known));
            let less = |a: &[_], b: &[_]| a.last().zip(b.first()).is_some_and(|(a, b)| a < b);
            less(&own, &one) && if at_end { less(&other, &one) } else { less(&own, &other) }
        } else {
            let state = |known: &Known| proof.shop.diagram().under(known).states(&[root]).into_iter().next().flatten();
            let outer = if at_end { Some(State::Never) } else { Some(State::Always) };
            state(&own) == Some(State::Never) && state(&one) == Some(State::Always) && state(&other) == outer
        }
    };
    let known = with(&proof.shop.answers(&valley.way), ix, Value::Ordinal(numbers[0]));
    let few = if shows(&known) { Proof::fewest(&known, Some(ix), shows) } else { known };
    let mut numbers = numbers;
    numbers.sort_unstable();
    let shown = numbers.into_iter().map(|number| (number, with(&few, ix, Value::Ordinal(number))));
    shown.map(|(number, case)| (number, proof.levels(&case), case)).collect()
}

fn tell(
    ground: Ground<'_>,
    (ix, question): (QuestionIx, &Question),
    number: i64,
    cases: &[Shown],
    report: &mut Report<'_>,
) {
    let Some(span) = ground.guideline.questions.get(ix.0).and_then(|own| ground.place(own)) else { return };
    let level = |levels: &[_]| list_text(&levels.iter().map(|level| ground.level_id(*level)).collect::<Vec<_>>());
    let each: Vec<String> =
        cases.iter().map(|(number, levels, _)| format!("{number} giver `{}`", level(levels))).collect();
    let message = format!(
        "`{}` {number} falder mellem kriterierne: {}",
        question.id,
        list_text(&each.iter().map(String::as_str).collect::<Vec<_>>())
    );
    let help =
        format!("lad grænserne mødes; skal netop {number} holdes udenfor, så skriv `{} != {number}`", question.id);
    let shown: Vec<Witness> = cases
        .iter()
        .map(|(number, levels, known)| ground.case(format!("{number} giver {}", level(levels)), known))
        .collect();
    report.find_as(Severity::Warning, span, message, help).shown_by(shown);
}
