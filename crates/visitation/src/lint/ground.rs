//! A guideline as proofs look at it: which of its duties and questions, what stands where, a case as an answers file.

use std::fmt::Write;
use std::ops::RangeInclusive;

use super::subject::File;
use crate::guideline::Guideline;
use crate::guideline::answers::UNKNOWN;
use crate::guideline::condition::{Condition, ConditionKind, LevelIx};
use crate::guideline::finding::Witness;
use crate::guideline::national::{Deadline, Raadgivning};
use crate::guideline::question::{Kind, Question, QuestionIx, Value};
use crate::guideline::source::Span;

/// Whose duties and questions are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A guideline's own: what national.yaml says is not reported once per guideline.
    Guideline,
    /// Those of national.yaml, carried by a guideline in which every level can be had.
    National,
}

/// One guideline, and what of it is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'g> {
    /// The file.
    pub file: File<'g>,
    /// The guideline.
    pub guideline: &'g Guideline,
    /// Whose duties and questions.
    pub scope: Scope,
}

impl<'g> Ground<'g> {
    /// The duties that are looked at, with their places.
    pub fn duties(&self) -> impl Iterator<Item = (usize, &'g Raadgivning)> + use<'g> {
        let national = self.scope == Scope::National;
        self.guideline.advice.iter().enumerate().filter(move |(_, duty)| duty.national == national)
    }

    /// The time limits that are looked at. Their conditions count in national.yaml's questions, and so do the carrier's.
    pub fn deadlines(&self) -> impl Iterator<Item = (&'g Condition, &'g Deadline)> + use<'g> {
        let national = self.scope == Scope::National;
        let all = self.guideline.national.deadlines.iter().filter(move |_| national);
        all.filter_map(|deadline| Some((deadline.when.as_ref()?, deadline)))
    }

    /// The questions that are looked at, where a question has one home.
    pub fn own_questions(&self) -> impl Iterator<Item = (QuestionIx, &'g Question)> + use<'g> {
        let national = self.scope == Scope::National;
        self.questions().filter(move |(_, question)| question.shared == national)
    }

    /// The questions with their places.
    pub fn questions(&self) -> impl Iterator<Item = (QuestionIx, &'g Question)> + use<'g> {
        self.guideline.questions.iter().enumerate().map(|(place, question)| (QuestionIx(place), question))
    }

    /// The id of a level.
    #[must_use]
    pub fn level_id(&self, level: LevelIx) -> &'g str {
        self.guideline.national.levels.get(level.0).map_or("", |level| level.id.as_str())
    }

    /// A case as an answers file.
    #[must_use]
    pub fn case(&self, caption: impl Into<String>, known: &[Option<Value>]) -> Witness {
        let guideline = self.guideline;
        let mut answers = format!("speciale: {}\ndato: {}\nsvar:", guideline.speciale, guideline.valid_from);
        if self.scope == Scope::National {
            "svar:".clone_into(&mut answers);
        }
        let askable = |question: &Question| self.scope == Scope::Guideline || question.shared;
        let given = guideline.questions.iter().zip(known).filter(|(question, _)| askable(question));
        let given: Vec<_> = given.filter_map(|(question, value)| Some((question, (*value)?))).collect();
        if given.is_empty() {
            answers.push_str(" {}");
        }
        for (question, value) in given {
            // Writing to a String cannot fail.
            let _ = write!(answers, "\n  {}: {}", name(&question.id), written(question, value));
        }
        answers.push('\n');
        Witness { caption: caption.into(), answers }
    }

    /// Where a question that the guideline names stands; `None` for one it does not.
    #[must_use]
    pub fn place(&self, question: &Question) -> Option<Span> {
        match self.scope {
            Scope::Guideline => (!question.implied).then_some(question.span),
            Scope::National => {
                let national = &self.guideline.national.questions;
                national.iter().find(|own| own.id == question.id).map(|own| own.span)
            }
        }
    }
}

/// How many specialer a case may have, as far as the duties tell the numbers apart; just one where none asks.
pub fn counts(guideline: &Guideline) -> RangeInclusive<usize> {
    fn number(condition: &Condition) -> i64 {
        match condition.kind {
            ConditionKind::SpecialeCount { number, .. } => number.saturating_add(1),
            _ => condition.parts().iter().map(number).max().unwrap_or(1),
        }
    }
    let largest = guideline.advice.iter().map(|duty| number(&duty.when)).max().unwrap_or(1);
    // There are twenty specialer in all.
    1..=usize::try_from(largest.clamp(1, 21)).unwrap_or(1)
}

/// The condition in a case of so many specialer.
#[must_use]
pub fn with_count(condition: &Condition, count: i64) -> Condition {
    let mut made = condition.clone();
    match &mut made.kind {
        ConditionKind::SpecialeCount { op, number } if op.holds(&count, number) => {
            made.kind = ConditionKind::All(Vec::new());
        }
        ConditionKind::SpecialeCount { .. } => made.kind = ConditionKind::Any(Vec::new()),
        ConditionKind::All(parts)
        | ConditionKind::Any(parts)
        | ConditionKind::NoneOf(parts)
        | ConditionKind::AtLeast(_, parts)
        | ConditionKind::AtMost(_, parts) => {
            for part in parts {
                *part = with_count(part, count);
            }
        }
        ConditionKind::Not(part) => **part = with_count(part, count),
        _ => {}
    }
    made
}

/// A value as an answers file writes it.
#[must_use]
pub fn written(question: &Question, value: Value) -> String {
    let option = |place: usize| name(question.kind.choices().get(place).map_or("", |choice| choice.id.as_str()));
    match (value, &question.kind) {
        (Value::Set(set) | Value::Partly(set), _) => {
            let rest = (!value.is_whole()).then(|| UNKNOWN.to_owned());
            format!("[{}]", set.iter().map(option).chain(rest).collect::<Vec<_>>().join(", "))
        }
        (Value::Ordinal(number), Kind::Number { .. }) => number.to_string(),
        (Value::Ordinal(number), Kind::YesNo) => (if number == 1 { "ja" } else { "nej" }).to_owned(),
        (Value::Ordinal(number), _) => usize::try_from(number).map(option).unwrap_or_default(),
    }
}

/// An id, in quotes where a YAML reader would take it for something else.
fn name(id: &str) -> String {
    const OTHERWISE: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "ved_ikke"];
    if OTHERWISE.contains(&id.to_lowercase().as_str()) { format!("\"{id}\"") } else { id.to_owned() }
}
