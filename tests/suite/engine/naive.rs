//! The language's *Meaning*, read aloud: every assignment is tried.
//!
//! Written from the language description and sharing nothing with the engine.

use std::collections::{BTreeMap, BTreeSet};

use visitation::engine::outcome::{Assessment, State};
use visitation::guideline::Guideline;
use visitation::guideline::condition::{Condition, ConditionKind, LevelIx, Term};
use visitation::guideline::question::{Kind, OptionSet, Question, QuestionIx, Value};

/// The level and the doubt that a duty's condition may ask about.
#[derive(Clone, Copy)]
pub struct Outcome {
    pub level: usize,
    pub doubt: bool,
}

/// All values of a question; a tekst has one that means nothing.
pub fn values(kind: &Kind) -> Vec<Value> {
    match kind {
        Kind::YesNo => vec![Value::Ordinal(0), Value::Ordinal(1)],
        Kind::Scale(choices) | Kind::Choice(choices) => (0..).take(choices.len()).map(Value::Ordinal).collect(),
        Kind::Multi(choices) => (0..1_u64 << choices.len()).map(|bits| Value::Set(OptionSet(bits))).collect(),
        Kind::Number { min, max } => (*min..=*max).map(Value::Ordinal).collect(),
        Kind::Text => vec![Value::Ordinal(0)],
    }
}

/// All assignments that agree with the known values, possible or not.
pub fn assignments(guideline: &Guideline, known: &[Option<Value>]) -> Vec<Vec<Value>> {
    let mut all = vec![Vec::new()];
    for (question, known) in guideline.questions.iter().zip(known) {
        let mut own = values(&question.kind);
        own.retain(|value| known.is_none_or(|known| agrees(*value, known)));
        all = all.iter().flat_map(|head| own.iter().map(|v| [head.as_slice(), &[*v]].concat())).collect();
    }
    all
}

/// Is this a value of which that is known? The sets of which a part is known are those that hold it.
pub fn agrees(value: Value, known: Value) -> bool {
    match (value, known) {
        (Value::Set(set), Value::Partly(held)) => held.iter().all(|option| set.contains(option)),
        _ => value == known,
    }
}

pub struct Naive<'a> {
    pub guideline: &'a Guideline,
    pub speciale_count: usize,
}

impl Naive<'_> {
    pub fn applies(&self, assignment: &[Value], question: QuestionIx) -> bool {
        let when = &self.guideline.questions[question.0].applies_when;
        when.as_ref().is_none_or(|when| self.holds(assignment, when, None))
    }

    pub fn holds(&self, assignment: &[Value], condition: &Condition, outcome: Option<Outcome>) -> bool {
        let part = |part: &Condition| self.holds(assignment, part, outcome);
        let count = |parts: &[Condition]| parts.iter().filter(|p| part(p)).count();
        match &condition.kind {
            ConditionKind::All(parts) => parts.iter().all(part),
            ConditionKind::Any(parts) => parts.iter().any(part),
            ConditionKind::NoneOf(parts) => !parts.iter().any(part),
            ConditionKind::Not(inner) => !part(inner),
            ConditionKind::AtLeast(number, parts) => count(parts) >= *number as usize,
            ConditionKind::AtMost(number, parts) => count(parts) <= *number as usize,
            ConditionKind::Concept(concept) => part(&self.guideline.concepts[concept.0].when),
            ConditionKind::Compare { question, op, value } => {
                self.applies(assignment, *question) && op.holds(&ordinal(assignment[question.0]), value)
            }
            ConditionKind::Has { question, option } => {
                let Value::Set(set) = assignment[question.0] else { panic!("har needs a flervalg") };
                self.applies(assignment, *question) && set.contains(*option)
            }
            ConditionKind::Sum { terms, op, number } => {
                let sum: i64 = terms.iter().map(|term| self.term(assignment, term)).sum();
                op.holds(&sum, number)
            }
            ConditionKind::Level { op, level } => op.holds(&outcome.unwrap().level, &level.0),
            ConditionKind::Doubt => outcome.unwrap().doubt,
            ConditionKind::SpecialeCount { op, number } => {
                op.holds(&i64::try_from(self.speciale_count).unwrap(), number)
            }
        }
    }

    fn term(&self, assignment: &[Value], term: &Term) -> i64 {
        match term {
            Term::Question(question) => self.counts(assignment, *question),
            Term::Largest(questions) => questions.iter().map(|q| self.counts(assignment, *q)).max().unwrap(),
        }
    }

    fn counts(&self, assignment: &[Value], question: QuestionIx) -> i64 {
        if !self.applies(assignment, question) {
            return 0;
        }
        let value = ordinal(assignment[question.0]);
        match &self.guideline.questions[question.0] {
            Question { kind: Kind::Number { .. }, .. } => value,
            Question { kind, .. } => kind.choices()[usize::try_from(value).unwrap()].points,
        }
    }

    pub fn possible(&self, assignment: &[Value]) -> bool {
        !self.guideline.never.iter().any(|rule| self.holds(assignment, &rule.when, None))
    }

    pub fn level(&self, assignment: &[Value]) -> usize {
        let holding = self.guideline.criteria.iter().filter(|c| self.holds(assignment, &c.when, None));
        holding.map(|criterion| criterion.level.0).max().unwrap_or(0).max(self.guideline.base_level.0)
    }

    pub fn duties(&self, assignment: &[Value], doubt: bool) -> Vec<bool> {
        let outcome = Outcome { level: self.level(assignment), doubt };
        self.guideline.advice.iter().map(|duty| self.holds(assignment, &duty.when, Some(outcome))).collect()
    }

    pub fn completions(&self, known: &[Option<Value>]) -> Vec<Vec<Value>> {
        let mut all = assignments(self.guideline, known);
        all.retain(|assignment| self.possible(assignment));
        all
    }

    /// The assessment, or `None` when there is no completion.
    pub fn assess(&self, known: &[Option<Value>]) -> Option<Assessment> {
        let completions = self.completions(known);
        let possible: BTreeSet<usize> = completions.iter().map(|completion| self.level(completion)).collect();
        let doubt = possible.len() > 1;
        let state = |holds: &dyn Fn(&[Value]) -> bool| match completions.iter().filter(|c| holds(c)).count() {
            0 => State::Never,
            all if all == completions.len() => State::Always,
            _ => State::Open,
        };
        let criteria = self.guideline.criteria.iter().map(|c| state(&|a| self.holds(a, &c.when, None))).collect();
        let advice = (0..self.guideline.advice.len()).map(|n| state(&|a| self.duties(a, doubt)[n])).collect();
        let open = |place: &usize| {
            known[*place].is_none_or(|value| matches!(value, Value::Partly(_)))
                && self.separates(&completions, *place, doubt)
        };
        let open_questions = (0..known.len()).filter(open).map(QuestionIx).collect();
        let possible = possible.into_iter().map(LevelIx).collect();
        (!completions.is_empty()).then_some(Assessment { possible, criteria, advice, open_questions })
    }

    /// Do two completions differ in this value alone, and in level or in some duty?
    pub fn separates(&self, completions: &[Vec<Value>], place: usize, doubt: bool) -> bool {
        let mut outcomes: BTreeMap<Vec<Value>, BTreeSet<(usize, Vec<bool>)>> = BTreeMap::new();
        for completion in completions {
            let mut others = completion.clone();
            others.remove(place);
            outcomes.entry(others).or_default().insert((self.level(completion), self.duties(completion, doubt)));
        }
        outcomes.values().any(|outcomes| outcomes.len() > 1)
    }
}

fn ordinal(value: Value) -> i64 {
    let Value::Ordinal(ordinal) = value else { panic!("a comparison needs an ordinal") };
    ordinal
}
