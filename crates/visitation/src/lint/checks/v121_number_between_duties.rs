//! V121. Points at a tal one number of which falls between the duties: `alder < 18` and `alder > 18` leave out 18.
//!
//! What [`super::v115_number_between`] proves of the level, proved of how many duties are due.

use std::collections::BTreeSet;

use crate::engine::outcome::{State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, ConceptIx, Condition, ConditionKind};
use crate::guideline::finding::Severity;
use crate::guideline::national::Raadgivning;
use crate::guideline::question::{Question, QuestionIx, Value};
use crate::guideline::wording::list_text;
use crate::lint::about::About;
use crate::lint::counting::counted;
use crate::lint::ground::{Ground, with_count};
use crate::lint::hunt::{Hunt, with};
use crate::lint::kind::Lint;
use crate::lint::proof::{Known, Proof};
use crate::lint::report::Report;
use crate::lint::valley::valleys;

use super::v115_number_between::{excepts, numbers};

/// V121.
pub struct NumberBetweenDuties;

const ABOUT: About = About {
    code: "V121",
    title: "et tal, der falder mellem rådgivningerne",
    severity: Severity::Warning,
    page: include_str!("v121_number_between_duties.md"),
};

impl Lint for NumberBetweenDuties {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let ground = proof.ground;
        for (ix, question) in numbers(ground) {
            let (duties, numbers) = between(ground, ix);
            let Some(block) = proof.shop.diagram().blocks.get(ix.0).copied().filter(|_| !numbers.is_empty()) else {
                continue;
            };
            let mut due = Vec::new();
            for (_, duty) in &duties {
                let [without_doubt, _] = proof.shop.duty(&with_count(&duty.when, 1))?;
                due.push(without_doubt);
            }
            let count = counted(&mut proof.shop, &due, i64::try_from(due.len()).unwrap_or(i64::MAX))?;
            let root = proof.shop.guarded(count)?;
            for valley in valleys(proof.shop.forest(), root, block.first)? {
                let number = block.ordinal(valley.place);
                let beside = valley.beside.map(|place| block.ordinal(place));
                let on_both_sides = beside.contains(&(number - 1)) && beside.contains(&(number + 1));
                if numbers.contains(&number) && on_both_sides {
                    let known = proof.shop.answers(&valley.way);
                    tell(proof, &duties, (ix, question), number, &known, report);
                }
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, _: &mut Report<'_>) -> Result<(), TooLarge> {
        let left_out = numbers(hunt.ground).any(|(ix, _)| !between(hunt.ground, ix).1.is_empty());
        if left_out { Err(TooLarge { budget: 0 }) } else { Ok(()) }
    }
}

/// The duties that look at the question, and the numbers that stand alone between two ranges of theirs.
fn between(ground: Ground<'_>, ix: QuestionIx) -> (Vec<(usize, &Raadgivning)>, BTreeSet<i64>) {
    let guideline = ground.guideline;
    let mut duties = Vec::new();
    let mut starts = BTreeSet::new();
    for (place, duty) in ground.duties() {
        let before = starts.len();
        first_above(guideline, &duty.when, ix, &mut starts);
        let mut named = starts.len() > before;
        guideline.visit_all_questions(&duty.when, &mut |question| named |= question == ix);
        if named {
            duties.push((place, duty));
        }
    }
    let excepted = |number: i64| duties.iter().any(|(_, duty)| excepts(&duty.when, true, ix, number));
    let alone = starts.iter().copied().filter(|number| starts.contains(&(number + 1)) && !excepted(*number));
    let alone = alone.collect();
    (duties, alone)
}

/// The first number of every range that begins, or of what follows where one ends.
fn first_above(guideline: &Guideline, condition: &Condition, ix: QuestionIx, starts: &mut BTreeSet<i64>) {
    match &condition.kind {
        ConditionKind::Compare { question, op, value } if *question == ix => match op {
            Comparison::Less | Comparison::GreaterOrEqual => drop(starts.insert(*value)),
            Comparison::LessOrEqual | Comparison::Greater => drop(starts.insert(value.saturating_add(1))),
            Comparison::Equal | Comparison::NotEqual => {}
        },
        ConditionKind::Concept(ConceptIx(place)) => {
            guideline.concepts.get(*place).into_iter().for_each(|c| first_above(guideline, &c.when, ix, starts));
        }
        _ => condition.parts().iter().for_each(|part| first_above(guideline, part, ix, starts)),
    }
}

fn tell(
    proof: &Proof<'_>,
    duties: &[(usize, &Raadgivning)],
    (ix, question): (QuestionIx, &Question),
    number: i64,
    known: &Known,
    report: &mut Report<'_>,
) {
    let ground = proof.ground;
    let Some(span) = ground.place(question) else { return };
    let case = |known: &[Option<Value>], number: i64| with(known, ix, Value::Ordinal(number));
    // The duties that are due for sure; none where something is open.
    let due = |known: &Known| -> Option<Vec<&str>> {
        let states = duties.iter().map(|(place, duty)| Some((proof.due(known, *place)?, duty.id.as_str())));
        let states = states.collect::<Option<Vec<_>>>()?;
        let settled = states.iter().all(|(state, _)| *state != State::Open);
        settled.then(|| states.iter().filter(|(state, _)| *state == State::Always).map(|(_, id)| *id).collect())
    };
    let each = |known: &[Option<Value>]| [number - 1, number, number + 1].map(|number| due(&case(known, number)));
    let shows = |known: &[Option<Value>]| {
        let [before, own, after] = each(known).map(|due| due.map(|due| due.len()));
        own.is_some() && own < before && own < after
    };
    let few = if shows(known) { Proof::fewest(known, Some(ix), shows) } else { known.clone() };
    let said = [number - 1, number, number + 1].into_iter().zip(each(&few)).map(|(number, due)| {
        let ids: Vec<String> = due.unwrap_or_default().iter().map(|id| format!("`{id}`")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        format!("{number} giver {}", if ids.is_empty() { "ingen".to_owned() } else { list_text(&ids) })
    });
    let said: Vec<String> = said.collect();
    let said = said.join(", ");
    let message = format!("`{}` {number} falder mellem rådgivningerne: {said}", question.id);
    let help = "lad grænserne mødes: `<` det ene sted og `>=` det andet";
    let [_, own, after] = each(&few).map(Option::unwrap_or_default);
    let missing = after.into_iter().find(|id| !own.contains(id));
    let shown = missing.map(|id| {
        [(number, "skal ikke søges"), (number + 1, "skal søges")]
            .map(|(number, what)| ground.case(format!("`{id}` {what}"), &case(&few, number)))
    });
    report.find_as(Severity::Warning, span, message, help).shown_by(shown.into_iter().flatten());
}
