//! The flat program: what it is made of. How it runs stands in `run`.

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
    pub choices: Vec<ChoiceLoad>,
    pub numbers: Vec<NumberLoad>,
    pub sets: Vec<SetLoad>,
    pub tests: Vec<TestItem>,
    pub wide_tests: Vec<WideTest>,
    pub lanes: Vec<LaneItem>,
    pub counts: Vec<CountItem>,
    pub sums: Vec<SumItem>,
}

/// Items that are computed in a row; all their bits lie in one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Batch {
    pub kind: BatchKind,
    pub word: u32,
    /// Where options add to lanes; a word of its own.
    pub lanes: u32,
    /// Do the questions whose options these are apply?
    pub applies: Bit,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bit(pub u32);

impl Bit {
    pub(super) fn word(self) -> u32 {
        self.0 / 64
    }

    pub(super) fn mask(self) -> u64 {
        1 << (self.0 % 64)
    }
}

/// Something that a batch computes.
pub(super) enum Item {
    Choice(ChoiceLoad),
    Number(NumberLoad),
    Set(SetLoad),
    Test(TestItem),
    WideTest(WideTest),
    Lane(LaneItem),
    Count(CountItem),
    Sum(SumItem),
}

impl Item {
    pub(super) fn kind(&self) -> BatchKind {
        match self {
            Self::Choice(_) => BatchKind::Choices,
            Self::Number(_) => BatchKind::Numbers,
            Self::Set(_) => BatchKind::Sets,
            Self::Test(_) => BatchKind::Tests,
            Self::WideTest(_) => BatchKind::WideTests,
            Self::Lane(_) => BatchKind::Lanes,
            Self::Count(_) => BatchKind::Counts,
            Self::Sum(_) => BatchKind::Sums,
        }
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
}

pub(super) fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Adds to a list and says where.
pub(super) fn append<T>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) -> Slice {
    let first = list.len();
    list.extend(more);
    Slice { first: index(first), len: index(list.len() - first) }
}
