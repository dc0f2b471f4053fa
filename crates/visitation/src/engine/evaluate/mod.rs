//! Complete cases, fast: the guideline as a flat program over bits.
//!
//! Every comparison that the guideline makes is a bit. An answer sets the bits of its question by one lookup, a
//! condition is then one test of some bits and sets its own. No tree, and no allocation per case. Independent of the
//! decision diagram, and therefore its witness.
//!
//! Deliberately knows no partial case: for those there is the diagram.

mod allocate;
mod circuit;
mod lanes;
mod program;
mod run;
mod schedule;

pub use program::Program;

use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;
use crate::guideline::question::Value;

/// What came out for a complete case. Made once and used again and again.
#[derive(Debug, Clone, Default)]
pub struct Complete {
    bits: Vec<u64>,
    level: usize,
    possible: bool,
    criteria: program::Bits,
    advice: program::Bits,
}

impl Program {
    /// Makes a guideline ready for cases in which `speciale_count` specialer are assessed together.
    #[must_use]
    pub fn compile(guideline: &Guideline, speciale_count: usize) -> Self {
        schedule::Schedule::program(guideline, speciale_count)
    }

    /// The values of a complete case as [`Self::run`] takes them; `None` when one is missing or partly known.
    #[must_use]
    pub fn values(&self, known: &[Option<Value>]) -> Option<Vec<i64>> {
        let value = |(place, has_value): (usize, &bool)| match known.get(place).copied().flatten() {
            Some(Value::Ordinal(ordinal)) => Some(ordinal),
            Some(Value::Set(set)) => Some(set.0.cast_signed()),
            Some(Value::Partly(_)) | None => (!has_value).then_some(0),
        };
        self.has_value.iter().enumerate().map(value).collect()
    }

    /// Computes a complete case: one value per question, a set by its bits, anything for a tekst.
    pub fn run(&self, values: &[i64], out: &mut Complete) {
        if out.bits.len() != self.words {
            out.bits.resize(self.words, 0);
        }
        (out.level, out.possible) = self.compute(values, &mut out.bits);
        (out.criteria, out.advice) = (self.criteria, self.advice);
    }
}

impl Complete {
    /// No `aldrig` rule holds. Where one does, the rest says nothing.
    #[must_use]
    pub fn possible(&self) -> bool {
        self.possible
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> LevelIx {
        LevelIx(self.level)
    }

    /// The criteria that hold: one bit each, 64 to a word.
    #[must_use]
    pub fn criteria(&self) -> &[u64] {
        self.words_of(self.criteria)
    }

    /// The duties that are due, likewise.
    #[must_use]
    pub fn advice(&self) -> &[u64] {
        self.words_of(self.advice)
    }

    /// Does the criterion hold?
    #[must_use]
    pub fn criterion(&self, place: usize) -> bool {
        bit_at(self.criteria(), place)
    }

    /// Is the duty due?
    #[must_use]
    pub fn due(&self, place: usize) -> bool {
        bit_at(self.advice(), place)
    }

    fn words_of(&self, bits: program::Bits) -> &[u64] {
        let first = bits.first_word as usize;
        self.bits.get(first..first + bits.len.div_ceil(64) as usize).unwrap_or_default()
    }
}

fn bit_at(words: &[u64], place: usize) -> bool {
    words.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
}
