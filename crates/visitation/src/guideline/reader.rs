//! A partial case read part by part: whether a condition holds, whether a question applies, what a sum comes to.
//!
//! What the parts tell is true of every completion; what they do not tell, a completion may still settle: that is for
//! the engine to say. Chains of concepts and `spørg_når` are followed in their own order, never recursively.

use super::condition::{Comparison, Condition, ConditionKind, LevelIx, Term};
use super::order::{Item, in_order};
use super::question::{Kind, QuestionIx, Value};
use super::{Calculation, Guideline};

/// A condition under a partial case, as far as its own parts tell: `None` when they do not.
type Truth = Option<bool>;

/// A partial case, ready for its conditions to be read.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    guideline: &'a Guideline,
    known: &'a [Option<Value>],
    possible: &'a [LevelIx],
    speciale_count: usize,
    applies: Vec<Truth>,
    concepts: Vec<Truth>,
}

impl<'a> Reader<'a> {
    /// Reads a case: its known values, and the levels that are possible for it.
    #[must_use]
    pub fn new(
        guideline: &'a Guideline,
        known: &'a [Option<Value>],
        possible: &'a [LevelIx],
        speciale_count: usize,
    ) -> Self {
        let applies = Vec::with_capacity(guideline.questions.len());
        let concepts = vec![None; guideline.concepts.len()];
        let mut reader = Self { guideline, known, possible, speciale_count, applies, concepts };
        for item in in_order(guideline) {
            match item {
                Item::Question(place) => {
                    let when = guideline.questions.get(place).and_then(|question| question.applies_when.as_ref());
                    let applies = when.map_or(Some(true), |when| reader.truth(when));
                    reader.applies.push(applies);
                }
                Item::Concept(place) => {
                    let holds = guideline.concepts.get(place).and_then(|concept| reader.truth(&concept.when));
                    reader.concepts.get_mut(place).into_iter().for_each(|slot| *slot = holds);
                }
            }
        }
        reader
    }

    /// The guideline that is read by.
    #[must_use]
    pub fn guideline(&self) -> &'a Guideline {
        self.guideline
    }

    /// Does the condition hold, as far as its parts tell?
    #[must_use]
    pub fn truth(&self, condition: &Condition) -> Option<bool> {
        match &condition.kind {
            ConditionKind::All(parts) => self.at_least(parts, parts.len()),
            ConditionKind::Any(parts) => self.at_least(parts, 1),
            ConditionKind::NoneOf(parts) => self.at_least(parts, 1).map(|any| !any),
            ConditionKind::Not(part) => self.truth(part).map(|holds| !holds),
            ConditionKind::AtLeast(number, parts) => self.at_least(parts, *number as usize),
            ConditionKind::AtMost(number, parts) => self.at_least(parts, *number as usize + 1).map(|more| !more),
            ConditionKind::Concept(concept) => self.concepts.get(concept.0).copied().flatten(),
            ConditionKind::Compare { question, op, value } => {
                self.answer(*question, |known| Some(matches!(known, Value::Ordinal(own) if op.holds(&own, value))))
            }
            ConditionKind::Has { question, option } => self.answer(*question, |known| known.has(*option)),
            ConditionKind::Sum { terms, op, number } => {
                let (least, most) = self.sum_bounds(terms);
                within(*op, least, most, i128::from(*number))
            }
            ConditionKind::Level { op, level } => {
                let holding = self.possible.iter().filter(|possible| op.holds(*possible, level)).count();
                if holding == self.possible.len() { Some(true) } else { (holding == 0).then_some(false) }
            }
            ConditionKind::Doubt => Some(self.possible.len() > 1),
            ConditionKind::SpecialeCount { op, number } => {
                Some(op.holds(&i128::try_from(self.speciale_count).unwrap_or(i128::MAX), &i128::from(*number)))
            }
        }
    }

    /// Do so many of the parts hold?
    fn at_least(&self, parts: &[Condition], number: usize) -> Truth {
        let truths: Vec<Truth> = parts.iter().map(|part| self.truth(part)).collect();
        let count = |wanted: Truth| truths.iter().filter(|truth| **truth == wanted).count();
        let holding = count(Some(true));
        if holding >= number { Some(true) } else { (holding + count(None) < number).then_some(false) }
    }

    /// A comparison: false where the question does not apply, else the known value's own.
    fn answer(&self, question: QuestionIx, test: impl Fn(Value) -> Truth) -> Truth {
        let known = self.value(question).and_then(test);
        match (self.applies(question), known) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    /// Does the question apply, as far as the parts of its `spørg_når` tell?
    #[must_use]
    pub fn applies(&self, question: QuestionIx) -> Option<bool> {
        self.applies.get(question.0).copied().flatten()
    }

    /// The known value of a question.
    #[must_use]
    pub fn value(&self, question: QuestionIx) -> Option<Value> {
        self.known.get(question.0).copied().flatten()
    }

    /// Smallest and largest number that a term can count in a sum.
    #[must_use]
    pub fn term_bounds(&self, term: &Term) -> (i128, i128) {
        match term {
            Term::Question(question) => self.bounds(*question),
            Term::Largest(questions) => {
                let each = questions.iter().map(|question| self.bounds(*question));
                each.reduce(|one, other| (one.0.max(other.0), one.1.max(other.1))).unwrap_or((0, 0))
            }
        }
    }

    /// Smallest and largest number that a question can count in a sum; 0 where it does not apply.
    #[must_use]
    pub fn bounds(&self, question: QuestionIx) -> (i128, i128) {
        let kind = self.guideline.questions.get(question.0).map(|question| &question.kind);
        let points = || kind.into_iter().flat_map(Kind::choices).map(|choice| i128::from(choice.points));
        let own = match (self.value(question), kind) {
            (Some(Value::Ordinal(own)), Some(Kind::Number { .. })) => (i128::from(own), i128::from(own)),
            (None, Some(Kind::Number { min, max })) => (i128::from(*min), i128::from(*max)),
            (Some(Value::Ordinal(own)), _) => {
                let number = usize::try_from(own).ok().and_then(|place| points().nth(place)).unwrap_or(0);
                (number, number)
            }
            _ => (points().min().unwrap_or(0), points().max().unwrap_or(0)),
        };
        match self.applies(question) {
            Some(true) => own,
            Some(false) => (0, 0),
            None => (own.0.min(0), own.1.max(0)),
        }
    }

    /// The least and the most that a calculation can come to, both the same where it is known.
    #[must_use]
    pub fn calculated(&self, calculation: &Calculation) -> (i64, i64) {
        let (least, most) = self.sum_bounds(&calculation.terms);
        let near = |number: i128| i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX });
        (near(least), near(most))
    }

    fn sum_bounds(&self, terms: &[Term]) -> (i128, i128) {
        let bounds = terms.iter().map(|term| self.term_bounds(term));
        bounds.fold((0, 0), |sum, term| (sum.0 + term.0, sum.1 + term.1))
    }
}

/// Does every, or no, number between the bounds compare so?
fn within(op: Comparison, least: i128, most: i128, number: i128) -> Truth {
    let (low, high) = (op.holds(&least, &number), op.holds(&most, &number));
    let inside = least < number && number < most;
    match op {
        Comparison::Equal | Comparison::NotEqual if inside => None,
        _ => (low == high).then_some(low),
    }
}
