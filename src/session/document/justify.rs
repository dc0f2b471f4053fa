//! What the written reasons are made from, gathered from a case and its outcome.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::added::human;
use visitation::case::{Case, SavedAnswer, SavedValue, Topic, keys};
use visitation::consult::because::{Reasons, reason};
use visitation::consult::limits::{Limits, facts_of, ready};
use visitation::consult::{Consultation, Outcome, Part, Reasoned, counting};
use visitation::engine::explain::{Goal, Reader, Way, lifting_reasons, nearest, smallest_reasons, support};
use visitation::engine::outcome::State;
use visitation::guideline::condition::{Condition, LevelIx};
use visitation::guideline::national::{National, Raadgivning};
use visitation::guideline::question::{Answer, Kind, Question, QuestionIx, Value};
use visitation::guideline::standing::Standing;
use visitation::guideline::term::Whose;
use visitation::guideline::wording::statement::{ANYBODY, statement};
use visitation::guideline::wording::{level_title, list_text};
use visitation::justification::human::Human;
use visitation::justification::input::{Explained, LevelRange, Nearest, TimeLimit, Why};
use visitation::justification::{Fact, Input, SpecialeInput};
use visitation::time::deadline;
use visitation::time::lines::Line;

/// The shared question that tells a child from an adult.
const AGE: &str = "alder";
/// So many equally near ways are looked at.
const WAYS: usize = 8;

/// Gathers it. The texts are made from the outcome as computed now by the pinned rules.
#[must_use]
pub fn input(case: &Case, session: &Consultation, outcome: &Outcome) -> Input {
    let opening = case.opening();
    let mut facts = Facts { case, seen: BTreeSet::new(), weighty: Vec::new(), other: Vec::new(), wishes: Vec::new() };
    let mut not_applying: Vec<String> = Vec::new();
    for (part, reasoned) in session.parts.iter().zip(&outcome.parts) {
        facts.add((part, reasoned), &weighty(part, reasoned));
        let idle = part.idle(&reasoned.standings).into_iter();
        let idle = idle.filter_map(|ix| Some(part.compiled.guideline().questions.get(ix.0)?.text.trim().to_owned()));
        not_applying.extend(idle.filter(|text| !not_applying.contains(text)).collect::<Vec<_>>());
    }
    let national = session.parts.first().map(|part| part.compiled.guideline().national.clone());
    let overall = national.as_ref().map_or_else(
        || LevelRange { lowest: String::new(), highest: String::new() },
        |national| LevelRange::new(national, &outcome.overall),
    );
    let limits = national.as_ref().map_or_else(Limits::default, |national| limits(case, session, outcome, national));
    let guidelines = session.guidelines();
    let foreign = national.as_ref().map_or_else(BTreeSet::new, |it| session.foreign_laws(it, opening.date));
    let specialer = session.parts.iter().zip(&outcome.parts).enumerate().map(|(place, (part, reasoned))| {
        let guideline = part.compiled.guideline();
        let explained = explained(case, session, part, reasoned);
        let key = |duty: &Raadgivning| keys::duty_key(&guidelines, place, duty);
        SpecialeInput::new((guideline, &foreign), &reasoned.assessment, &explained, key)
    });
    Input {
        case_number: opening.case_number.clone(),
        pseudonym: opening.pseudonym.clone(),
        date: opening.date,
        enquiry: opening.enquiry,
        caseworker: Some(opening.caseworker.clone()),
        age: age(case),
        tool_version: opening.program.version.clone(),
        overall,
        specialer: specialer.collect(),
        facts: facts.weighty,
        other_facts: facts.other,
        not_applying,
        wishes: facts.wishes,
        time_limits: to_letters(&limits),
        deadlines: to_note(&limits),
        human: national.map_or_else(Human::default, |national| human(case.additions(), &national)),
    }
}

/// The time limits as they stand once the decision is made.
fn limits(case: &Case, session: &Consultation, outcome: &Outcome, national: &Arc<National>) -> Limits {
    let decided = case.additions().one(Topic::Decision).and_then(|entry| entry.date("dato"));
    let from = decided.unwrap_or(case.opening().date);
    session.limits(outcome, &ready(national), &facts_of(case), from)
}

/// All of them, and what more of them wait for.
fn to_note(limits: &Limits) -> Vec<String> {
    // A duty's own limit stands beside the duty.
    let known = limits.lines.iter().filter(|line| !line.open && !line.is_duty()).map(Line::text);
    let waiting = limits.lines.iter().any(|line| line.open);
    let waiting =
        waiting.then(|| format!("Om der løber flere frister, afhænger af svaret på {}.", list_text(&limits.waits_for)));
    known.chain(waiting).collect()
}

/// What runs by law for others than the citizen.
fn to_letters(limits: &Limits) -> Vec<TimeLimit> {
    let counts = |line: &Line| {
        let others = line.term.whose != Some(Whose::Citizen) && !line.laws.is_empty();
        others && !line.open && !line.is_duty() && line.computed.state == deadline::State::Running
    };
    let told = limits.lines.iter().filter(|line| counts(line));
    let told = told.filter_map(|line| {
        Some(TimeLimit { day: line.computed.day?, about: line.about.clone(), laws: line.laws.clone() })
    });
    told.collect()
}

fn age(case: &Case) -> Option<i64> {
    match case.answers().get(AGE)?.value {
        SavedValue::Number(age) => Some(age),
        _ => None,
    }
}

/// The answers that carry a met criterion or a due duty, and those that settle the level by themselves.
fn weighty(part: &Part, reasoned: &Reasoned) -> BTreeSet<QuestionIx> {
    let guideline = part.compiled.guideline();
    let values = counting(&reasoned.standings);
    let reader = Reader::new(guideline, &values, &reasoned.assessment.possible, part.compiled.speciale_count());
    let criteria = guideline.criteria.iter().map(|criterion| &criterion.when).zip(&reasoned.assessment.criteria);
    let duties = guideline.advice.iter().map(|duty| &duty.when).zip(&reasoned.assessment.advice);
    let holding = criteria.chain(duties).filter(|(_, state)| **state == State::Always);
    let carrying = holding.flat_map(|(when, _)| support(&reader, when));
    carrying.chain(settling(part, &values)).collect()
}

/// The fewest answers that settle the level by themselves; none in doubt, or where that would take too long.
fn settling(part: &Part, values: &[Option<Value>]) -> Vec<QuestionIx> {
    smallest_reasons(&part.compiled, values).ok().flatten().unwrap_or_default()
}

fn explained(case: &Case, session: &Consultation, part: &Part, reasoned: &Reasoned) -> Explained {
    let guideline = part.compiled.guideline();
    let values = counting(&reasoned.standings);
    let assessment = &reasoned.assessment;
    let reader = Reader::new(guideline, &values, &assessment.possible, part.compiled.speciale_count());
    let reasons = Reasons { guideline, standings: &reasoned.standings, reader, person: ANYBODY };
    let key = |ix: QuestionIx| Some(key_of(case, session, part, guideline.questions.get(ix.0)?));
    let why = |when: &Condition, because: Option<&str>, state: State| Why {
        because: reason(&reasons, when, because, state),
        answers: support(&reasons.reader, when).into_iter().filter_map(key).collect(),
    };
    let criteria = guideline.criteria.iter().zip(&assessment.criteria);
    let advice = guideline.advice.iter().zip(&assessment.advice);
    let fact_of = |ix: QuestionIx| {
        let question = guideline.questions.get(ix.0)?;
        let (key, saved) = keys::find(case.answers(), guideline, question)?;
        fact(question, reasoned.standings.get(ix.0)?, key, saved)
    };
    let mut settling = settling(part, &values);
    let lifting = lifting_reasons(&part.compiled, &values, &settling).unwrap_or_default();
    settling.sort_by_key(|ix| !lifting.contains(ix));
    Explained {
        criteria: criteria.map(|(one, state)| why(&one.when, one.because.as_deref(), *state)).collect(),
        advice: advice.map(|(one, state)| why(&one.when, one.because.as_deref(), *state)).collect(),
        lifting: lifting.iter().filter(|ix| settling.contains(ix)).count(),
        reasons: reasoned.reasons.iter().copied().filter_map(fact_of).collect(),
        smallest: settling.into_iter().filter_map(fact_of).collect(),
        nearest: assessment.recommended().map(|level| ways(part, &values, level)).unwrap_or_default(),
    }
}

/// The key of an answer as the case has it.
fn key_of(case: &Case, session: &Consultation, part: &Part, question: &Question) -> String {
    let guideline = part.compiled.guideline();
    let place = session.guidelines().iter().position(|other| other.speciale == guideline.speciale).unwrap_or_default();
    keys::find(case.answers(), guideline, question)
        .map_or_else(|| keys::answer_key(&session.guidelines(), place, question), |(key, _)| key.to_owned())
}

/// For every other level that can be reached, the nearest way there.
fn ways(part: &Part, values: &[Option<Value>], recommended: LevelIx) -> Vec<Nearest> {
    let guideline = part.compiled.guideline();
    let id_of = |ix: QuestionIx| guideline.questions.get(ix.0).map(|question| question.id.as_str());
    let others = (0..guideline.national.levels.len()).map(LevelIx).filter(|level| *level != recommended);
    let way = |level: LevelIx| {
        let ways = nearest(&part.compiled, values, Goal::Level(level), WAYS).ok()?;
        // Of equally near ones: nobody gets older for the sake of an assessment.
        let ages = |way: &&Way| way.iter().any(|change| id_of(change.question) == Some(AGE));
        let way = ways.iter().find(|way| !ages(way)).or(ways.first())?;
        let sentence = |change: &visitation::engine::explain::Change| {
            let question = guideline.questions.get(change.question.0)?;
            Some(statement(question, Answer::Known(change.to), ANYBODY))
        };
        let changes: Vec<String> = way.iter().filter_map(sentence).collect();
        (!changes.is_empty()).then(|| Nearest { level: level_title(&guideline.national, level), changes })
    };
    others.filter_map(way).collect()
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
    fn add(&mut self, (part, reasoned): (&Part, &Reasoned), weighty: &BTreeSet<QuestionIx>) {
        let guideline = part.compiled.guideline();
        for (place, question) in guideline.questions.iter().enumerate() {
            let Some((key, saved)) = keys::find(self.case.answers(), guideline, question) else { continue };
            let standing = reasoned.standings.get(place).unwrap_or(&Standing::DoesNotApply);
            let Some(fact) = fact(question, standing, key, saved) else { continue };
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

/// What was said, as a sentence; none where it does not apply.
fn fact(question: &Question, standing: &Standing, key: &str, saved: &SavedAnswer) -> Option<Fact> {
    let SavedAnswer { source, date, note, .. } = saved.clone();
    let own_words = matches!(standing, Standing::Words(_));
    Some(Fact { key: key.to_owned(), own_words, statement: standing.statement(question, ANYBODY)?, source, date, note })
}
