//! How the flat program runs: lookups and bit tests, and no branch that depends on an answer if it can be helped.

use super::program::{
    Batch, BatchKind, Bit, ChoiceLoad, CountItem, Lane, Mask, NumberLoad, Pools, Program, Slice, SumItem, TestItem,
    WideTest,
};

impl Bit {
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
    #[inline]
    fn batch(&self, Batch { kind, word, lanes, applies, items }: Batch, values: &[i64], bits: &mut [u64]) {
        let read: &[u64] = bits;
        let found = match kind {
            BatchKind::Choices => {
                // A value beyond the last row is that row, and where no value counts, every value is beyond.
                let beyond = !applies.spread(read);
                let rows =
                    part(&self.choices, items).iter().map(|item| self.row(item, value(values, item.question), beyond));
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
    fn row(&self, item: &ChoiceLoad, value: i64, beyond: u64) -> [u64; 2] {
        let own = (value.cast_unsigned() | beyond).saturating_add(u64::from(item.first_row));
        let row = own.min(u64::from(item.hidden_row));
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
