//! The flat program and how it runs: bits, tables, and no branch that depends on an answer if it can be helped.

use super::schedule::{Item, append};
use crate::guideline::condition::Comparison;

/// A guideline made ready for complete cases.
#[derive(Debug, Clone, Default)]
pub struct Program {
    pub(super) words: usize,
    /// Answers, questions' and other conditions, criteria.
    pub(super) batches: Vec<Batch>,
    /// The levels above the base, highest first, with the criteria that call for them.
    pub(super) ladder: Vec<(usize, Slice)>,
    pub(super) base_level: usize,
    /// What comparisons with the level are true at each level: a word and, per level, the bits.
    pub(super) level_bits: Vec<(u32, Vec<u64>)>,
    /// What rests on the level.
    pub(super) advice_batches: Vec<Batch>,
    pub(super) never: Slice,
    pub(super) criteria: Bits,
    pub(super) advice: Bits,
    pub(super) has_value: Vec<bool>,
    pub(super) pools: Pools,
}

/// What the batches refer to, in lists that lie close together.
#[derive(Debug, Clone, Default)]
pub(super) struct Pools {
    pub masks: Vec<Mask>,
    /// What options set: a word of bits and a word of lanes each.
    pub rows: Vec<[u64; 2]>,
    pub tables: Vec<u64>,
    pub cuts: Vec<i64>,
    pub points: Vec<i64>,
    pub members: Vec<Member>,
    choices: Vec<ChoiceLoad>,
    numbers: Vec<NumberLoad>,
    sets: Vec<SetLoad>,
    tests: Vec<TestItem>,
    wide_tests: Vec<WideTest>,
    lanes: Vec<LaneItem>,
    counts: Vec<CountItem>,
    sums: Vec<SumItem>,
}

/// Items that are computed in a row; all their bits lie in one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Batch {
    pub kind: BatchKind,
    pub word: u32,
    /// Where options add to lanes; a word of its own.
    pub lanes: u32,
    pub items: Slice,
}

/// What a batch is made of. Within a layer answers come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BatchKind {
    Choices,
    Numbers,
    Sets,
    Tests,
    WideTests,
    Lanes,
    Counts,
    Sums,
}

/// An option sets the bits and adds to the lanes that its row has; the row after the last is for one that does not
/// apply.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChoiceLoad {
    pub question: u32,
    pub applies: Bit,
    pub first_row: u32,
    pub hidden_row: u32,
}

/// A number sets the bits that the table has for the class it falls into.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumberLoad {
    pub question: u32,
    pub applies: Bit,
    pub cuts: Slice,
    pub table: Slice,
}

/// The options that matter, moved to where their bits stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct SetLoad {
    pub question: u32,
    pub applies: Bit,
    pub options: u64,
    pub shift: u32,
}

/// Is one of these bits set, or, with all bits flipped, not set? The negation is asked for or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct TestItem {
    pub mask: Mask,
    pub flip: u64,
    pub negate: bool,
    pub bit: Bit,
}

/// The same for bits that lie in several words.
#[derive(Debug, Clone, Copy)]
pub(super) struct WideTest {
    pub first: TestItem,
    pub more: Slice,
}

/// Some bits of a word that are a number: what options added up to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    pub word: u32,
    pub shift: u32,
    pub ones: u64,
}

/// Does the number in the lane lie within these bounds? The negation is asked for or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct LaneItem {
    pub lane: Lane,
    pub least: u64,
    pub width: u64,
    pub negate: bool,
    pub bit: Bit,
}

/// Are at least so many of these bits set?
#[derive(Debug, Clone, Copy)]
pub(super) struct CountItem {
    pub mask: Mask,
    pub more: Slice,
    pub number: u32,
    pub negate: bool,
    pub bit: Bit,
}

/// How does the sum of the members, and of what is in the lane, compare with the number?
#[derive(Debug, Clone, Copy)]
pub(super) struct SumItem {
    pub lane: Option<Lane>,
    pub members: Slice,
    pub op: Comparison,
    pub number: i128,
    pub bit: Bit,
}

/// One question in a sum: by its number, or by its options' points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub question: u32,
    pub applies: Bit,
    pub points: Option<Slice>,
    /// Only what it counts beyond the members before it in the same `maks`.
    pub joined: bool,
}

/// Some bits of one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mask {
    pub word: u32,
    pub bits: u64,
}

/// A part of a list.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slice {
    pub first: u32,
    pub len: u32,
}

/// Consecutive bits from the start of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bits {
    pub first_word: u32,
    pub len: u32,
}

/// One bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bit(pub u32);

impl Bit {
    pub(super) fn word(self) -> u32 {
        self.0 / 64
    }

    pub(super) fn mask(self) -> u64 {
        1 << (self.0 % 64)
    }

    /// All bits if the bit is set, else none.
    #[inline]
    fn spread(self, bits: &[u64]) -> u64 {
        (word(bits, self.word()) >> (self.0 % 64) & 1).wrapping_neg()
    }

    /// The bit, if it holds.
    #[inline]
    fn when(self, holds: bool) -> u64 {
        u64::from(holds) << (self.0 % 64)
    }
}

impl TestItem {
    #[inline]
    fn hit(&self, mask: Mask, bits: &[u64]) -> bool {
        (word(bits, mask.word) ^ self.flip) & mask.bits != 0
    }
}

impl Lane {
    #[inline]
    fn number(self, bits: &[u64]) -> u64 {
        word(bits, self.word) >> self.shift & self.ones
    }
}

impl Program {
    /// Computes the bits of a complete case; returns its level and whether no `aldrig` rule holds.
    #[inline]
    pub(super) fn compute(&self, values: &[i64], bits: &mut [u64]) -> (usize, bool) {
        // The bit after the one that never holds: it always does.
        bits.fill(0);
        store(bits, 0, 2);
        for batch in &self.batches {
            self.pools.batch(*batch, values, bits);
        }
        let called_for = self.ladder.iter().find(|(_, masks)| self.pools.some(*masks, bits));
        let level = called_for.map_or(self.base_level, |(level, _)| *level);
        for (word, by_level) in &self.level_bits {
            store(bits, *word, by_level.get(level).copied().unwrap_or(0));
        }
        for batch in &self.advice_batches {
            self.pools.batch(*batch, values, bits);
        }
        (level, !self.pools.some(self.never, bits))
    }
}

impl Pools {
    /// Takes in the items of a batch, which are all of one kind.
    pub(super) fn add(&mut self, items: Vec<Item>) -> Slice {
        let mut whole = Slice::default();
        for (place, item) in items.into_iter().enumerate() {
            let slice = match item {
                Item::Choice(item) => append(&mut self.choices, [item]),
                Item::Number(item) => append(&mut self.numbers, [item]),
                Item::Set(item) => append(&mut self.sets, [item]),
                Item::Test(item) => append(&mut self.tests, [item]),
                Item::WideTest(item) => append(&mut self.wide_tests, [item]),
                Item::Lane(item) => append(&mut self.lanes, [item]),
                Item::Count(item) => append(&mut self.counts, [item]),
                Item::Sum(item) => append(&mut self.sums, [item]),
            };
            whole = if place == 0 { slice } else { Slice { len: whole.len + 1, ..whole } };
        }
        whole
    }

    #[inline]
    fn batch(&self, Batch { kind, word, lanes, items }: Batch, values: &[i64], bits: &mut [u64]) {
        let read: &[u64] = bits;
        let found = match kind {
            BatchKind::Choices => {
                let rows = part(&self.choices, items).iter().map(|item| self.row(item, values, read));
                let found = rows.fold([0, 0], |[bits, lanes], row| [bits | row[0], lanes + row[1]]);
                store(bits, lanes, found[1]);
                found[0]
            }
            BatchKind::Numbers => {
                fold(part(&self.numbers, items), |item| self.number(item, values) & item.applies.spread(read))
            }
            BatchKind::Sets => fold(part(&self.sets, items), |item| {
                (value(values, item.question).cast_unsigned() & item.options & item.applies.spread(read)) << item.shift
            }),
            BatchKind::Tests => {
                fold(part(&self.tests, items), |item| item.bit.when(item.hit(item.mask, read) != item.negate))
            }
            BatchKind::WideTests => fold(part(&self.wide_tests, items), |item| self.wide_test(item, read)),
            BatchKind::Lanes => fold(part(&self.lanes, items), |item| {
                item.bit.when((item.lane.number(read).wrapping_sub(item.least) <= item.width) != item.negate)
            }),
            BatchKind::Counts => fold(part(&self.counts, items), |item| self.count(item, read)),
            BatchKind::Sums => fold(part(&self.sums, items), |item| self.sum(item, values, read)),
        };
        store(bits, word, found);
    }

    #[inline]
    fn row(&self, item: &ChoiceLoad, values: &[i64], bits: &[u64]) -> [u64; 2] {
        let own = value(values, item.question).cast_unsigned().saturating_add(u64::from(item.first_row));
        let hidden = u64::from(item.hidden_row);
        let row = if item.applies.spread(bits) == 0 { hidden } else { own.min(hidden) };
        usize::try_from(row).ok().and_then(|row| self.rows.get(row)).copied().unwrap_or_default()
    }

    #[inline]
    fn number(&self, item: &NumberLoad, values: &[i64]) -> u64 {
        let number = value(values, item.question);
        let class: usize = part(&self.cuts, item.cuts).iter().map(|cut| usize::from(*cut <= number)).sum();
        part(&self.tables, item.table).get(class).copied().unwrap_or(0)
    }

    #[inline]
    fn wide_test(&self, WideTest { first, more }: &WideTest, bits: &[u64]) -> u64 {
        let masks = part(&self.masks, *more).iter();
        let found = masks.fold(first.hit(first.mask, bits), |found, mask| found | first.hit(*mask, bits));
        first.bit.when(found != first.negate)
    }

    #[inline]
    fn count(&self, item: &CountItem, bits: &[u64]) -> u64 {
        let count = |mask: &Mask| (word(bits, mask.word) & mask.bits).count_ones();
        let counted = part(&self.masks, item.more).iter().fold(count(&item.mask), |sum, mask| sum + count(mask));
        item.bit.when((counted >= item.number) != item.negate)
    }

    #[inline]
    fn sum(&self, item: &SumItem, values: &[i64], bits: &[u64]) -> u64 {
        // Wide enough for the sum of any list of 64-bit numbers.
        let mut sum = item.lane.map_or(0, |lane| i128::from(lane.number(bits)));
        let mut largest = 0_i64;
        for member in part(&self.members, item.members) {
            let answer = value(values, member.question);
            let number = member.points.map_or(answer, |points| {
                let place = usize::try_from(answer).unwrap_or(usize::MAX);
                part(&self.points, points).get(place).copied().unwrap_or(0)
            });
            let number = number & member.applies.spread(bits).cast_signed();
            let before = if member.joined { largest } else { 0 };
            largest = if member.joined { number.max(largest) } else { number };
            sum += i128::from(largest) - i128::from(before);
        }
        item.bit.when(item.op.holds(&sum, &item.number))
    }

    #[inline]
    fn some(&self, masks: Slice, bits: &[u64]) -> bool {
        part(&self.masks, masks).iter().fold(0, |found, mask| found | word(bits, mask.word) & mask.bits) != 0
    }
}

/// All the items' bits.
#[inline]
fn fold<T>(items: &[T], bits: impl Fn(&T) -> u64) -> u64 {
    items.iter().fold(0, |found, item| found | bits(item))
}

#[inline]
fn part<T>(list: &[T], slice: Slice) -> &[T] {
    let first = slice.first as usize;
    list.get(first..first + slice.len as usize).unwrap_or_default()
}

#[inline]
fn value(values: &[i64], question: u32) -> i64 {
    values.get(question as usize).copied().unwrap_or(0)
}

#[inline]
fn word(bits: &[u64], place: u32) -> u64 {
    bits.get(place as usize).copied().unwrap_or(0)
}

#[inline]
fn store(bits: &mut [u64], word: u32, found: u64) {
    if let Some(slot) = bits.get_mut(word as usize) {
        // No two batches set the same bit; lanes are added up.
        *slot = slot.wrapping_add(found);
    }
}
