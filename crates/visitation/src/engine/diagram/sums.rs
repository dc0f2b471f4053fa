//! From a `sum` to a diagram: what each question can count, and no more of it than the comparison can tell apart.

use super::apply::Operation;
use super::arithmetic::{Summand, at_least, join, useful_range};
use super::compile::Compiler;
use super::forest::{Leaf, NodeRef, Run};
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::{Comparison, Term};
use crate::guideline::question::{Kind, QuestionIx, Value};

impl Compiler<'_> {
    /// Every comparison of a sum comes down to "at least".
    pub(super) fn sum(&mut self, terms: &[Term], op: Comparison, number: Leaf) -> Result<NodeRef, TooLarge> {
        let from = match op {
            Comparison::Less | Comparison::GreaterOrEqual | Comparison::Equal | Comparison::NotEqual => number,
            Comparison::LessOrEqual | Comparison::Greater => number + 1,
        };
        let mut holds = self.sum_at_least(terms, from)?;
        if matches!(op, Comparison::Equal | Comparison::NotEqual) {
            let above = self.sum_at_least(terms, number + 1)?;
            let not_above = self.not(above)?;
            holds = self.apply(Operation::And, holds, not_above)?;
        }
        match op {
            Comparison::Less | Comparison::LessOrEqual | Comparison::NotEqual => self.not(holds),
            Comparison::Equal | Comparison::Greater | Comparison::GreaterOrEqual => Ok(holds),
        }
    }

    fn sum_at_least(&mut self, terms: &[Term], number: Leaf) -> Result<NodeRef, TooLarge> {
        let bounds: Vec<(Leaf, Leaf)> = terms.iter().map(|term| self.bounds(term)).collect();
        let total = bounds.iter().fold((0, 0), |total, own| (total.0 + own.0, total.1 + own.1));
        if total.0 >= number || total.1 < number {
            return Ok(NodeRef::constant(total.0 >= number));
        }
        let mut summands = Vec::with_capacity(terms.len());
        for (term, (least, most)) in terms.iter().zip(bounds) {
            let useful = useful_range((total.0 - least, total.1 - most), number);
            let node = self.term(term, useful)?;
            summands.push(Summand { node, least, most });
        }
        at_least(self.forest, self.combiner, &summands, number)
    }

    fn term(&mut self, term: &Term, useful: (Leaf, Leaf)) -> Result<NodeRef, TooLarge> {
        match term {
            Term::Question(question) => self.value(*question, useful),
            Term::Largest(questions) => {
                let values = questions.iter().map(|q| self.value(*q, useful)).collect::<Result<Vec<_>, _>>()?;
                // Not 0 for none: the largest of negative numbers is negative.
                let Some((first, others)) = values.split_first() else { return Ok(NodeRef::FALSE) };
                join(self.forest, self.combiner, Operation::Max, others.to_vec(), *first)
            }
        }
    }

    /// Smallest and largest number that a term can count.
    fn bounds(&self, term: &Term) -> (Leaf, Leaf) {
        match term {
            Term::Question(question) => self.value_bounds(*question),
            Term::Largest(questions) => {
                let each = questions.iter().map(|question| self.value_bounds(*question));
                each.reduce(|one, other| (one.0.max(other.0), one.1.max(other.1))).unwrap_or((0, 0))
            }
        }
    }

    fn value_bounds(&self, question: QuestionIx) -> (Leaf, Leaf) {
        let numbers = self.numbers(question);
        let (least, most) = (numbers.iter().min().copied(), numbers.iter().max().copied());
        let own = (least.unwrap_or(0), most.unwrap_or(0));
        match self.applies.get(question.0) {
            Some(&NodeRef::TRUE) => own,
            Some(&NodeRef::FALSE) => (0, 0),
            _ => (own.0.min(0), own.1.max(0)),
        }
    }

    /// What a question can count where it applies: every option's points, or the two ends of a tal.
    fn numbers(&self, question: QuestionIx) -> Vec<Leaf> {
        let Some(asked) = self.setting.guideline.questions.get(question.0) else { return Vec::new() };
        match (self.known(question), &asked.kind) {
            (Some(Value::Ordinal(known)), kind) => vec![points(kind, known)],
            (_, Kind::Number { min, max }) => vec![Leaf::from(*min), Leaf::from(*max)],
            (_, kind) => kind.choices().iter().map(|choice| Leaf::from(choice.points)).collect(),
        }
    }

    /// The diagram of the number that a question counts, kept inside the useful range.
    fn value(&mut self, question: QuestionIx, (low, high): (Leaf, Leaf)) -> Result<NodeRef, TooLarge> {
        let guideline = self.setting.guideline;
        let (Some(asked), Some(block)) = (guideline.questions.get(question.0), self.setting.blocks.get(question.0))
        else {
            return Ok(NodeRef::FALSE);
        };
        let numbers = self.numbers(question);
        let mut runs: Vec<Run> = Vec::new();
        match (self.known(question), &asked.kind) {
            (None, Kind::Number { min, max }) => {
                let (min, max) = (Leaf::from(*min), Leaf::from(*max));
                let (first, last) = (low.clamp(min, max), high.clamp(min, max));
                let count = usize::try_from(last - first).map_err(|_| self.forest.too_large())?;
                self.forest.spend(count)?;
                runs.reserve(count + 1);
                for number in first..=last {
                    let upto = if number == last { block.last_value } else { u64::try_from(number - min).unwrap_or(0) };
                    runs.push(Run { upto, to: self.forest.leaf(number) });
                }
            }
            _ => {
                for (upto, number) in (0..).zip(&numbers) {
                    runs.push(Run { upto, to: self.forest.leaf((*number).clamp(low, high)) });
                }
            }
        }
        let node = if runs.is_empty() { NodeRef::FALSE } else { self.forest.make(block.first, &runs)? };
        self.where_applies(question, node)
    }
}

/// What an ordinal counts in a sum.
fn points(kind: &Kind, ordinal: i64) -> Leaf {
    match kind {
        Kind::Number { .. } => Leaf::from(ordinal),
        kind => {
            let choice = usize::try_from(ordinal).ok().and_then(|place| kind.choices().get(place));
            choice.map_or(0, |choice| Leaf::from(choice.points))
        }
    }
}
