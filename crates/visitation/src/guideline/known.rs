//! What the known answers of a case say by themselves: whether a question applies, and what a calculation comes to.
//!
//! For words only. Each part is read alone, so that "not known" is said a little too often and never too seldom; what
//! holds in every completion is for the engine to say.

use super::condition::{Condition, ConditionKind, Term};
use super::question::{Answer, Kind, QuestionIx, Value};
use super::{Calculation, Guideline};

/// A guideline with the answers so far, one place per question.
#[derive(Debug, Clone, Copy)]
pub struct KnownAnswers<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// The answers; `None` was not asked.
    pub answers: &'a [Option<Answer>],
}

impl KnownAnswers<'_> {
    /// Does the question apply? `None`: the answers so far do not say.
    #[must_use]
    pub fn applies(&self, ix: QuestionIx) -> Option<bool> {
        match self.guideline.questions.get(ix.0)?.applies_when.as_ref() {
            Some(when) => self.holds(when),
            None => Some(true),
        }
    }

    /// The least and the most that a calculation can come to, both the same where it is known.
    #[must_use]
    pub fn calculated(&self, calculation: &Calculation) -> (i64, i64) {
        self.sum(&calculation.terms)
    }

    /// Does the condition hold, as far as its parts say each by itself?
    #[must_use]
    pub fn holds(&self, condition: &Condition) -> Option<bool> {
        let parts = || condition.parts().iter().map(|part| self.holds(part));
        let held = parts().filter(|part| *part == Some(true)).count();
        let open = parts().filter(Option::is_none).count();
        let at_least = |number: u32| {
            let number = usize::try_from(number).unwrap_or(usize::MAX);
            if held >= number { Some(true) } else { (held + open < number).then_some(false) }
        };
        match &condition.kind {
            ConditionKind::All(all) => at_least(u32::try_from(all.len()).unwrap_or(u32::MAX)),
            ConditionKind::Any(_) => at_least(1),
            ConditionKind::NoneOf(_) => at_least(1).map(|one| !one),
            ConditionKind::Not(part) => self.holds(part).map(|holds| !holds),
            ConditionKind::AtLeast(number, _) => at_least(*number),
            ConditionKind::AtMost(number, _) => at_least(number.saturating_add(1)).map(|more| !more),
            ConditionKind::Concept(concept) => self.holds(&self.guideline.concepts.get(concept.0)?.when),
            ConditionKind::Compare { question, op, value } => self.of(*question, |known| match known {
                Value::Ordinal(known) => op.holds(&known, value),
                Value::Set(_) => false,
            }),
            ConditionKind::Has { question, option } => self.of(*question, |known| match known {
                Value::Set(known) => known.contains(*option),
                Value::Ordinal(_) => false,
            }),
            ConditionKind::Sum { terms, op, number } => {
                let (least, most) = self.sum(terms);
                // A comparison holds on one or two stretches of numbers: equal ends alone say enough of those that are no order.
                let (one, other) = (op.holds(&least, number), op.holds(&most, number));
                let settled = least == most || (op.is_ordering() && one == other) || !(least..=most).contains(number);
                settled.then_some(one)
            }
            ConditionKind::Level { .. } | ConditionKind::Doubt | ConditionKind::SpecialeCount { .. } => None,
        }
    }

    /// A comparison on a question: false where it does not apply.
    fn of(&self, ix: QuestionIx, holds: impl Fn(Value) -> bool) -> Option<bool> {
        let answer = self.answers.get(ix.0).copied().flatten();
        match (self.applies(ix), answer) {
            (Some(false), _) => Some(false),
            (Some(true), Some(Answer::Known(value))) => Some(holds(value)),
            (None, Some(Answer::Known(value))) if !holds(value) => Some(false),
            _ => None,
        }
    }

    fn sum(&self, terms: &[Term]) -> (i64, i64) {
        let term = |term: &Term| match term {
            Term::Question(ix) => self.points(*ix),
            Term::Largest(all) => {
                let largest = |(low, high): (i64, i64), (l, h): (i64, i64)| (low.max(l), high.max(h));
                all.iter().map(|ix| self.points(*ix)).reduce(largest).unwrap_or((0, 0))
            }
        };
        let add = |(low, high): (i64, i64), (l, h): (i64, i64)| (low.saturating_add(l), high.saturating_add(h));
        terms.iter().map(term).fold((0, 0), add)
    }

    /// What a question can count: 0 where it does not apply.
    fn points(&self, ix: QuestionIx) -> (i64, i64) {
        let Some(question) = self.guideline.questions.get(ix.0) else { return (0, 0) };
        let counted = match (self.answers.get(ix.0).copied().flatten(), &question.kind) {
            (Some(Answer::Known(Value::Ordinal(number))), Kind::Number { .. }) => (number, number),
            (Some(Answer::Known(Value::Ordinal(place))), kind) => {
                let chosen = usize::try_from(place).ok().and_then(|place| kind.choices().get(place));
                chosen.map_or((0, 0), |choice| (choice.points, choice.points))
            }
            (_, Kind::Number { min, max }) => (*min, *max),
            (_, kind) => {
                let points = || kind.choices().iter().map(|choice| choice.points);
                (points().min().unwrap_or(0), points().max().unwrap_or(0))
            }
        };
        match self.applies(ix) {
            Some(true) => counted,
            Some(false) => (0, 0),
            None => (counted.0.min(0), counted.1.max(0)),
        }
    }
}
