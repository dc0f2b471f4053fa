//! Which variables of a diagram stand for which question.
//!
//! A question is one variable, its values counted from the smallest. A flervalg is a block of neighbouring
//! yes/no variables, one per option: a set of 64 options has more values than any list of edges could name.
//! A tekst has no variable. Variables follow the order of the file.

use std::collections::BTreeMap;

use crate::guideline::Guideline;
use crate::guideline::question::{Kind, Question, QuestionIx, Value};

/// The variables of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The first one's number.
    pub first: u32,
    /// How many there are.
    pub len: u32,
    /// The largest value of each, counted from the smallest.
    pub last_value: u64,
    /// The ordinal that is counted as 0.
    pub least: i64,
}

/// The blocks of one or more guidelines in one forest.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    owners: Vec<QuestionIx>,
    shared: BTreeMap<String, (Kind, Block)>,
}

impl Block {
    /// The place of an ordinal among the values.
    #[must_use]
    pub fn place(self, ordinal: i64) -> u64 {
        ordinal.wrapping_sub(self.least).cast_unsigned()
    }

    /// The ordinal at a place.
    #[must_use]
    pub fn ordinal(self, place: u64) -> i64 {
        self.least.wrapping_add(place.cast_signed())
    }

    /// One past its last variable.
    #[must_use]
    pub fn end(self) -> u32 {
        self.first + self.len
    }

    /// The values of its variables when the answer is known; `None` where a partly known one leaves it open.
    pub fn fixed(self, value: Value) -> impl Iterator<Item = Option<u64>> {
        (0..u64::from(self.len)).map(move |option| match value {
            Value::Ordinal(ordinal) => Some(self.place(ordinal)),
            Value::Set(set) => Some(set.0 >> option & 1),
            Value::Partly(set) => (set.0 >> option & 1 == 1).then_some(1),
        })
    }
}

impl Layout {
    /// Gives every question of a guideline its block. A question that is shared and has been given one keeps it.
    pub fn add(&mut self, guideline: &Guideline) -> Vec<Block> {
        let indexed = guideline.questions.iter().enumerate();
        indexed.map(|(ix, question)| self.block_of(QuestionIx(ix), question)).collect()
    }

    fn block_of(&mut self, ix: QuestionIx, question: &Question) -> Block {
        match self.shared.get(&question.id) {
            Some((kind, block)) if question.shared && *kind == question.kind => return *block,
            _ => {}
        }
        let (len, least, last_value) = match &question.kind {
            Kind::YesNo => (1, 0, 1),
            Kind::Scale(choices) | Kind::Choice(choices) => (1, 0, choices.len().saturating_sub(1) as u64),
            Kind::Multi(choices) => (choices.len(), 0, 1),
            Kind::Number { min, max } => (1, *min, max.wrapping_sub(*min).cast_unsigned()),
            Kind::Text => (0, 0, 0),
        };
        let first = u32::try_from(self.owners.len()).unwrap_or(u32::MAX);
        let block = Block { first, len: u32::try_from(len).unwrap_or(0), last_value, least };
        self.owners.extend(std::iter::repeat_n(ix, len));
        if question.shared {
            self.shared.insert(question.id.clone(), (question.kind.clone(), block));
        }
        block
    }

    /// The question behind each variable (where guidelines share it, in the first of them).
    #[must_use]
    pub fn owners(&self) -> &[QuestionIx] {
        &self.owners
    }
}
