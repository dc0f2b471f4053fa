//! What the written reasons are made from, gathered from a case and its outcome.

use std::collections::BTreeSet;

use super::because::PERSON;
use super::outcome::{Outcome, Reasoned};
use super::{Part, Session, known};
use crate::case::{Case, SavedAnswer, SavedValue, keys};
use crate::engine::explain::{Reader, support};
use crate::engine::outcome::State;
use crate::guideline::question::{Answer, Kind, Question, QuestionIx};
use crate::guideline::wording::statement::{statement, text_statement};
use crate::justification::input::LevelRange;
use crate::justification::{Fact, Input, SpecialeInput};

/// Gathers it. The texts are made from the outcome as computed now by the pinned rules.
#[must_use]
pub fn input(case: &Case, session: &Session, outcome: &Outcome) -> Input {
    let opening = case.opening();
    let mut facts = Facts { case, seen: BTreeSet::new(), weighty: Vec::new(), other: Vec::new(), wishes: Vec::new() };
    for (part, reasoned) in session.parts.iter().zip(&outcome.parts) {
        facts.add(part, &weighty(part, reasoned));
    }
    let national = session.parts.first().map(|part| part.compiled.guideline().national.clone());
    let overall = national.map_or_else(
        || LevelRange { lowest: String::new(), highest: String::new() },
        |national| LevelRange::new(&national, &outcome.overall),
    );
    let specialer = session.parts.iter().zip(&outcome.parts).map(|(part, reasoned)| {
        let Reasoned { assessment, criteria_because, advice_because } = reasoned;
        SpecialeInput::new(part.compiled.guideline(), assessment, criteria_because, advice_because)
    });
    Input {
        case_number: opening.case_number.clone(),
        pseudonym: opening.pseudonym.clone(),
        date: opening.date,
        enquiry: opening.enquiry,
        caseworker: Some(opening.caseworker.clone()),
        tool_version: opening.program.version.clone(),
        overall,
        specialer: specialer.collect(),
        facts: facts.weighty,
        other_facts: facts.other,
        wishes: facts.wishes,
    }
}

/// The answers that carry a met criterion or a due duty.
fn weighty(part: &Part, reasoned: &Reasoned) -> BTreeSet<QuestionIx> {
    let guideline = part.compiled.guideline();
    let values = known(&part.answers);
    let reader = Reader::new(guideline, &values, &reasoned.assessment.possible, part.compiled.speciale_count());
    let criteria = guideline.criteria.iter().map(|criterion| &criterion.when).zip(&reasoned.assessment.criteria);
    let duties = guideline.advice.iter().map(|duty| &duty.when).zip(&reasoned.assessment.advice);
    let holding = criteria.chain(duties).filter(|(_, state)| **state == State::Always);
    holding.flat_map(|(when, _)| support(&reader, when)).collect()
}

struct Facts<'a> {
    case: &'a Case,
    /// Keys of answers that have been told already: a shared one is told once, as weighty if it is so anywhere.
    seen: BTreeSet<String>,
    weighty: Vec<Fact>,
    other: Vec<Fact>,
    wishes: Vec<Fact>,
}

impl Facts<'_> {
    fn add(&mut self, part: &Part, weighty: &BTreeSet<QuestionIx>) {
        let guideline = part.compiled.guideline();
        for (place, question) in guideline.questions.iter().enumerate() {
            let Some((key, saved)) = keys::find(self.case.answers(), guideline, question) else { continue };
            let fact = fact(question, part.answers.get(place).copied().flatten(), saved);
            if matches!(question.kind, Kind::Text) {
                if self.seen.insert(key.to_owned()) {
                    self.wishes.push(fact);
                }
            } else if weighty.contains(&QuestionIx(place)) {
                self.other.retain(|other| other.statement != fact.statement);
                if !self.weighty.contains(&fact) {
                    self.weighty.push(fact);
                }
            } else if !self.weighty.contains(&fact) && !self.other.contains(&fact) {
                self.other.push(fact);
            }
        }
    }
}

fn fact(question: &Question, answer: Option<Answer>, saved: &SavedAnswer) -> Fact {
    let statement = match (&question.kind, &saved.value) {
        (Kind::Text, SavedValue::Text(words)) if words != crate::case::UNKNOWN => {
            text_statement(question, words, PERSON)
        }
        _ => statement(question, answer.unwrap_or(Answer::Unknown), PERSON),
    };
    Fact { statement, source: saved.source.clone(), date: saved.date, note: saved.note.clone() }
}
