//! Every example of every guideline, computed exactly, and what the examples of one guideline must show together.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;
use visit::store::catalogue::Catalogue;

use visitation::consult::{Consultation, Outcome};
use visitation::engine::assess::Compiled;
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;
use visitation::guideline::answers::{self, Elsewhere};
use visitation::guideline::examples::Examples;
use visitation::guideline::question::Value;
use visitation::guideline::raw::Located;
use visitation::guideline::raw::examples::RawExample;
use visitation::guideline::raw::yaml::NodeValue;

use super::{catalogue, examples_of, in_force};

/// Nothing but shared questions may be answered that the guideline does not ask. None where the answers contradict
/// each other.
fn outcome(
    catalogue: &Catalogue,
    guideline: &Arc<Guideline>,
    examples: &Examples,
    example: &RawExample,
) -> Option<Outcome> {
    let session = Consultation::new(vec![guideline.clone()]);
    let elsewhere = Elsewhere { national: catalogue.national(), has_question: &|_| false };
    let resolved = answers::resolve(&example.answers, &examples.source, &session.guidelines(), &elsewhere);
    session.with_answers(resolved.unwrap_or_else(|faults| panic!("{}: {faults:?}", example.name.value))).outcome().ok()
}

fn ids<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    names.map(str::to_owned).collect()
}

fn with_state<'a>(names: impl Iterator<Item = &'a str>, states: &[State], wanted: State) -> BTreeSet<String> {
    ids(names.zip(states).filter(|(_, state)| **state == wanted).map(|(name, _)| name))
}

fn expected(names: Option<&Vec<Located<String>>>) -> Option<BTreeSet<String>> {
    names.map(|names| ids(names.iter().map(|name| name.value.as_str())))
}

/// What came out, in the words of `forventet`.
struct Came {
    possible: BTreeSet<String>,
    criteria: BTreeSet<String>,
    advice: BTreeSet<String>,
    open: BTreeSet<String>,
}

fn came(guideline: &Guideline, outcome: &Outcome) -> Came {
    let assessment = &outcome.parts.first().unwrap().assessment;
    let levels = &guideline.national.levels;
    let criteria = guideline.criteria.iter().map(|criterion| criterion.id.as_str());
    let advice = guideline.advice.iter().map(|duty| duty.id.as_str());
    Came {
        possible: ids(assessment.possible.iter().map(|level| levels[level.0].id.as_str())),
        criteria: with_state(criteria, &assessment.criteria, State::Always),
        advice: with_state(advice, &assessment.advice, State::Always),
        open: ids(assessment.open_questions.iter().map(|ix| guideline.questions[ix.0].id.as_str())),
    }
}

#[test]
fn every_example_comes_out_as_its_author_expects() {
    let catalogue = catalogue();
    let mut wrong = Vec::new();
    for guideline in in_force(&catalogue) {
        let examples = examples_of(&guideline.speciale);
        for example in &examples.list {
            let outcome = outcome(&catalogue, &guideline, &examples, example);
            let wanted = &example.expected;
            if outcome.is_none() != wanted.impossible {
                wrong.push(format!("{}: {}: possible or not?", guideline.speciale, example.name.value));
            }
            let Some(came) = outcome.map(|outcome| came(&guideline, &outcome)) else { continue };
            let level = wanted.level.as_ref().map(|level| BTreeSet::from([level.value.clone()]));
            let possible = expected(wanted.possible.as_ref()).or(level);
            let pairs = [
                ("level", possible, came.possible),
                ("criteria", expected(wanted.criteria.as_ref()), came.criteria),
                ("advice", expected(wanted.advice.as_ref()), came.advice),
                ("open", expected(wanted.open.as_ref()), came.open),
            ];
            for (what, wanted, came) in pairs.into_iter().filter_map(|(what, wanted, came)| Some((what, wanted?, came)))
            {
                if wanted != came {
                    let name = &example.name.value;
                    wrong.push(format!("{}: {name}: {what} {came:?}, expected {wanted:?}", guideline.speciale));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_examples_show_every_criterion_duty_and_kind_of_outcome() {
    let catalogue = catalogue();
    let mut missing = Vec::new();
    let mut total = 0;
    for guideline in in_force(&catalogue) {
        let examples = examples_of(&guideline.speciale);
        let all: Vec<Came> = examples
            .list
            .iter()
            .filter_map(|example| outcome(&catalogue, &guideline, &examples, example))
            .map(|outcome| came(&guideline, &outcome))
            .collect();
        total += all.len();
        let mut need = |holds: bool, what: String| {
            if !holds {
                missing.push(format!("{}: {what}", guideline.speciale));
            }
        };
        need(all.len() >= 10, format!("only {} examples", all.len()));
        let named = |example: &RawExample| {
            let wanted = &example.expected;
            wanted.level.is_some() || wanted.possible.is_some() || wanted.impossible || wanted.relevant.is_some()
        };
        need(examples.list.iter().all(named), "an example expects nothing".to_owned());
        need(all.iter().any(|came| came.possible.len() > 1), "none in doubt".to_owned());
        for level in &guideline.national.levels {
            let alone = BTreeSet::from([level.id.clone()]);
            need(all.iter().any(|came| came.possible == alone), format!("none at {}", level.id));
        }
        for criterion in &guideline.criteria {
            need(all.iter().any(|came| came.criteria.contains(&criterion.id)), format!("{} never met", criterion.id));
        }
        for duty in guideline.advice.iter().filter(|duty| !duty.national) {
            need(all.iter().any(|came| came.advice.contains(&duty.id)), format!("{} never due", duty.id));
            need(all.iter().any(|came| !came.advice.contains(&duty.id)), format!("{} always due", duty.id));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(total >= 200, "{total} examples");
}

/// A guideline for children or for adults alone says so with an `aldrig` rule, and is then not asked for the others.
#[test]
fn the_examples_show_children_adults_and_the_years_between() {
    let mut missing = Vec::new();
    for guideline in in_force(&catalogue()) {
        let examples = examples_of(&guideline.speciale);
        let age = |example: &RawExample| {
            let answer = example.answers.iter().find(|answer| answer.key.value == "alder")?;
            if let NodeValue::Integer(age) = answer.value.value { Some(age) } else { None }
        };
        let ages: Vec<i64> = examples.list.iter().filter_map(age).collect();
        let compiled = Compiled::new(guideline.clone(), 1);
        let asked = guideline.question("alder").unwrap().0;
        for (who, years) in [("children", 0..16), ("aged 16 or 17", 16..18), ("adults", 18..110)] {
            let admitted = years.clone().any(|age| {
                let mut known = vec![None; guideline.questions.len()];
                known[asked.0] = Some(Value::Ordinal(age));
                compiled.assess(&known).is_ok()
            });
            if admitted && !ages.iter().any(|age| years.contains(age)) {
                missing.push(format!("{}: no example about {who}", guideline.speciale));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Everything a case can come to is shown, and nearly every slip in a rule file would be noticed.
#[test]
fn the_examples_cover_everything_and_notice_slips() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    command
        .args(["test", "--quiet", "--mutants", "--min-coverage", "100", "--min-mutants", "90"])
        .arg(super::rules_path());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
