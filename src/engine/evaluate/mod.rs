//! Complete cases, fast: the guideline as a flat program over bits.
//!
//! Every comparison that the guideline makes is a bit. An answer sets the bits of its question by one lookup, a
//! condition is then one test of some bits and sets its own. No tree, no branches of its own making, no
//! allocation per case. Independent of the decision diagram, and therefore its witness.
//!
//! Deliberately knows no partial case: for those there is the diagram.

mod compile;

use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, LevelIx};
use crate::guideline::question::{Kind, Value};

/// A guideline made ready for complete cases.
#[derive(Debug, Clone, Default)]
pub struct Program {
    words: usize,
    /// Questions, concepts, `aldrig` rules and criteria.
    steps: Vec<Step>,
    /// The levels above the base, highest first, with the criteria that call for them.
    ladder: Vec<(usize, Slice)>,
    base_level: usize,
    /// What comparisons with the level are true at each level: a word and, per level, the bits.
    level_bits: Vec<(u32, Vec<u64>)>,
    /// The duties.
    advice_steps: Vec<Step>,
    never: Slice,
    criteria: Bits,
    advice: Bits,
    has_value: Vec<bool>,
    pools: Pools,
}

/// What the steps refer to, in lists that lie close together.
#[derive(Debug, Clone, Default)]
struct Pools {
    masks: Vec<Mask>,
    tables: Vec<u64>,
    cuts: Vec<i64>,
    points: Vec<i64>,
    members: Vec<Member>,
    terms: Vec<Slice>,
}

/// Some bits of one word.
#[derive(Debug, Clone, Copy)]
struct Mask {
    word: u32,
    bits: u64,
}

/// A part of a list.
#[derive(Debug, Clone, Copy, Default)]
struct Slice {
    first: u32,
    len: u32,
}

/// Consecutive bits from the start of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Bits {
    first_word: u32,
    len: u32,
}

/// One bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Bit(u32);

/// What a step does to the bits.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// An option sets the bits that the table has for it.
    Choice { question: u32, applies: Bit, word: u32, table: u32 },
    /// A number sets the bits that the table has for the class it falls into.
    Number { question: u32, applies: Bit, word: u32, cuts: Slice, table: u32 },
    /// A set of options is its own word.
    Set { question: u32, applies: Bit, word: u32 },
    /// Every bit is set.
    Every { masks: Slice, bit: Bit },
    /// Some bit is set.
    Some { masks: Slice, bit: Bit },
    /// No bit is set.
    None { masks: Slice, bit: Bit },
    /// At least so many bits are set.
    AtLeast { masks: Slice, number: u32, bit: Bit },
    /// At most so many bits are set.
    AtMost { masks: Slice, number: u32, bit: Bit },
    /// The sum of the terms compares so with the number.
    Sum { terms: Slice, op: Comparison, number: i64, bit: Bit },
}

/// One question in a sum: by its number, or by its options' points.
#[derive(Debug, Clone, Copy)]
struct Member {
    question: u32,
    applies: Bit,
    points: Option<Slice>,
}

/// What came out for a complete case. Made once and used again and again.
#[derive(Debug, Clone, Default)]
pub struct Complete {
    bits: Vec<u64>,
    level: usize,
    possible: bool,
    criteria: Bits,
    advice: Bits,
}

impl Program {
    /// Makes a guideline ready for cases in which `speciale_count` specialer are assessed together.
    #[must_use]
    pub fn compile(guideline: &Guideline, speciale_count: usize) -> Self {
        compile::Builder::build(guideline, speciale_count)
    }

    /// The values of a complete case as [`Self::run`] takes them; `None` when one is missing.
    #[must_use]
    pub fn values(&self, known: &[Option<Value>]) -> Option<Vec<i64>> {
        let value = |(place, has_value): (usize, &bool)| match known.get(place).copied().flatten() {
            Some(Value::Ordinal(ordinal)) => Some(ordinal),
            Some(Value::Set(set)) => Some(set.0.cast_signed()),
            None => (!has_value).then_some(0),
        };
        self.has_value.iter().enumerate().map(value).collect()
    }

    /// Computes a complete case: one value per question, a set by its bits, anything for a tekst.
    pub fn run(&self, values: &[i64], out: &mut Complete) {
        out.bits.clear();
        out.bits.resize(self.words, 0);
        // The bit that always holds.
        set(&mut out.bits, Bit(0), true);
        for step in &self.steps {
            self.pools.step(*step, values, &mut out.bits);
        }
        let called_for = self.ladder.iter().find(|(_, masks)| self.pools.some(*masks, &out.bits));
        out.level = called_for.map_or(self.base_level, |(level, _)| *level);
        for (word, by_level) in &self.level_bits {
            load(&mut out.bits, *word, by_level.get(out.level).copied().unwrap_or(0));
        }
        for step in &self.advice_steps {
            self.pools.step(*step, values, &mut out.bits);
        }
        out.possible = !self.pools.some(self.never, &out.bits);
        (out.criteria, out.advice) = (self.criteria, self.advice);
    }
}

impl Pools {
    #[inline]
    fn step(&self, step: Step, values: &[i64], bits: &mut [u64]) {
        match step {
            Step::Choice { question, applies, word, table } => {
                let value = values.get(question as usize).copied().unwrap_or(0);
                let place = usize::try_from(value).unwrap_or(usize::MAX).saturating_add(table as usize);
                let loaded = self.tables.get(place).copied().unwrap_or(0);
                load(bits, word, if get(bits, applies) { loaded } else { 0 });
            }
            Step::Number { question, applies, word, cuts, table } => {
                let value = values.get(question as usize).copied().unwrap_or(0);
                let class = part(&self.cuts, cuts).iter().filter(|cut| **cut <= value).count();
                let loaded = self.tables.get(table as usize + class).copied().unwrap_or(0);
                load(bits, word, if get(bits, applies) { loaded } else { 0 });
            }
            Step::Set { question, applies, word } => {
                let value = values.get(question as usize).copied().unwrap_or(0).cast_unsigned();
                load(bits, word, if get(bits, applies) { value } else { 0 });
            }
            Step::Every { masks, bit } => {
                let every = part(&self.masks, masks).iter().all(|mask| word(bits, mask.word) & mask.bits == mask.bits);
                set(bits, bit, every);
            }
            Step::Some { masks, bit } => set(bits, bit, self.some(masks, bits)),
            Step::None { masks, bit } => set(bits, bit, !self.some(masks, bits)),
            Step::AtLeast { masks, number, bit } => set(bits, bit, self.count(masks, bits) >= number),
            Step::AtMost { masks, number, bit } => set(bits, bit, self.count(masks, bits) <= number),
            Step::Sum { terms, op, number, bit } => {
                let sum: i128 = part(&self.terms, terms).iter().map(|term| self.term(*term, values, bits)).sum();
                set(bits, bit, op.holds(&sum, &i128::from(number)));
            }
        }
    }

    #[inline]
    fn some(&self, masks: Slice, bits: &[u64]) -> bool {
        part(&self.masks, masks).iter().any(|mask| word(bits, mask.word) & mask.bits != 0)
    }

    #[inline]
    fn count(&self, masks: Slice, bits: &[u64]) -> u32 {
        part(&self.masks, masks).iter().map(|mask| (word(bits, mask.word) & mask.bits).count_ones()).sum()
    }

    /// What a term counts: the largest of its members, 0 for one that does not apply.
    #[inline]
    fn term(&self, members: Slice, values: &[i64], bits: &[u64]) -> i128 {
        let number = |member: &Member| {
            let value = values.get(member.question as usize).copied().unwrap_or(0);
            let number = member.points.map_or(value, |points| {
                usize::try_from(value)
                    .ok()
                    .and_then(|place| part(&self.points, points).get(place))
                    .copied()
                    .unwrap_or(0)
            });
            i128::from(if get(bits, member.applies) { number } else { 0 })
        };
        part(&self.members, members).iter().map(number).max().unwrap_or(0)
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

    fn words_of(&self, bits: Bits) -> &[u64] {
        let first = bits.first_word as usize;
        self.bits.get(first..first + bits.len.div_ceil(64) as usize).unwrap_or_default()
    }
}

fn bit_at(words: &[u64], place: usize) -> bool {
    words.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
}

#[inline]
fn part<T>(list: &[T], slice: Slice) -> &[T] {
    let first = slice.first as usize;
    list.get(first..first + slice.len as usize).unwrap_or_default()
}

#[inline]
fn word(bits: &[u64], place: u32) -> u64 {
    bits.get(place as usize).copied().unwrap_or(0)
}

#[inline]
fn get(bits: &[u64], bit: Bit) -> bool {
    word(bits, bit.0 / 64) >> (bit.0 % 64) & 1 == 1
}

#[inline]
fn load(bits: &mut [u64], word: u32, loaded: u64) {
    if let Some(slot) = bits.get_mut(word as usize) {
        *slot |= loaded;
    }
}

#[inline]
fn set(bits: &mut [u64], bit: Bit, holds: bool) {
    load(bits, bit.0 / 64, u64::from(holds) << (bit.0 % 64));
}

/// Does a question of this kind have a value at all?
fn has_value(kind: &Kind) -> bool {
    !matches!(kind, Kind::Text)
}
