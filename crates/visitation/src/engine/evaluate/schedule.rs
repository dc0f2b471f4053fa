//! From a circuit to the program: which gate is which bit, and which gates are computed in one go.
//!
//! Gates of one layer and one kind whose bits lie in one word are a batch: computed in a row, stored once.

use std::collections::{BTreeMap, BTreeSet};

use super::circuit::{Circuit, Gate, GateIx, TRUE};
use super::lanes::{Lanes, adds_up, options, range};
use super::program::{
    Batch, BatchKind, Bit, ChoiceLoad, CountItem, Item, LaneItem, Mask, Member, NumberLoad, Program, SetLoad, Slice,
    SumItem, TestItem, WideTest, append, index,
};
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, LevelIx};
use crate::guideline::question::{Kind, QuestionIx};

/// Layer, kind, words and `spørg_når` of a batch: batches are computed in this order.
type Key = (usize, BatchKind, u32, u32, Bit);

/// A comparison with a value, and its bit.
pub(super) type Compared = (Comparison, i64, Bit);

/// Turns a circuit into a [`Program`].
pub(super) struct Schedule<'a> {
    pub(super) circuit: Circuit<'a>,
    guideline: &'a Guideline,
    pub(super) bits: Vec<Bit>,
    /// The next bit that is free.
    pub(super) next: u32,
    /// The comparisons with one question whose bits lie in one word.
    pub(super) loads: BTreeMap<(usize, u32), Vec<Compared>>,
    /// What comparisons and points add up to without a comparison by themselves.
    pub(super) lanes: Lanes,
    pub(super) program: Program,
}

impl<'a> Schedule<'a> {
    pub(super) fn program(guideline: &'a Guideline, speciale_count: usize) -> Program {
        let circuit = Circuit::new(guideline, speciale_count);
        let bits = vec![Bit(0); circuit.gates.len()];
        let mut schedule = Self {
            lanes: Lanes::of(&circuit),
            circuit,
            guideline,
            bits,
            next: 2,
            loads: BTreeMap::new(),
            program: Program::default(),
        };
        schedule.allocate();
        schedule.load_levels();
        schedule.ladder();
        schedule.batches();
        schedule.program.base_level = guideline.base_level.0;
        let has_value = |kind: &Kind| !matches!(kind, Kind::Text);
        schedule.program.has_value = guideline.questions.iter().map(|question| has_value(&question.kind)).collect();
        schedule.program.words = schedule.next.div_ceil(64) as usize;
        schedule.program
    }

    fn bit(&self, gate: GateIx) -> Bit {
        self.bits.get(gate).copied().unwrap_or(Bit(0))
    }

    /// What comparisons with the level are true at each level.
    fn load_levels(&mut self) {
        let base = self.guideline.base_level;
        let highest = self.guideline.criteria.iter().map(|criterion| criterion.level).fold(base, LevelIx::max);
        let mut words: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
        for (gate, (kind, _)) in self.circuit.gates.iter().enumerate() {
            if let Gate::Level(op, with) = kind {
                let bit = self.bit(gate);
                let by_level = words.entry(bit.word()).or_insert_with(|| vec![0; highest.0 + 1]);
                for (_, bits) in by_level.iter_mut().enumerate().filter(|(level, _)| op.holds(&LevelIx(*level), with)) {
                    *bits |= bit.mask();
                }
            }
        }
        self.program.level_bits = words.into_iter().collect();
    }

    /// The levels above the base, highest first, and what rules an assignment out.
    fn ladder(&mut self) {
        let guideline = self.guideline;
        let levels: BTreeSet<LevelIx> = guideline.criteria.iter().map(|criterion| criterion.level).collect();
        for level in levels.into_iter().rev().filter(|level| *level > guideline.base_level) {
            let calling = guideline.criteria.iter().zip(&self.circuit.criteria).filter(|(c, _)| c.level == level);
            let calling: Vec<GateIx> = calling.map(|(_, gate)| *gate).collect();
            let masks = self.masks(&calling);
            let masks = append(&mut self.program.pools.masks, masks);
            self.program.ladder.push((level.0, masks));
        }
        let never = self.masks(&self.circuit.never);
        self.program.never = append(&mut self.program.pools.masks, never);
    }

    /// The bits of the gates by word; a gate that stands twice is in two masks.
    fn masks(&self, gates: &[GateIx]) -> Vec<Mask> {
        let mut masks: Vec<Mask> = Vec::new();
        for bit in gates.iter().map(|gate| self.bit(*gate)) {
            match masks.iter_mut().find(|mask| mask.word == bit.word() && mask.bits & bit.mask() == 0) {
                Some(mask) => mask.bits |= bit.mask(),
                None => masks.push(Mask { word: bit.word(), bits: bit.mask() }),
            }
        }
        masks
    }

    /// The first mask, and the others.
    fn split_masks(&mut self, gates: &[GateIx]) -> (Mask, Slice) {
        let masks = self.masks(gates);
        let first = masks.first().copied().unwrap_or(Mask { word: 0, bits: 0 });
        (first, append(&mut self.program.pools.masks, masks.into_iter().skip(1)))
    }

    fn batches(&mut self) {
        let mut order: BTreeMap<Key, Vec<Item>> = BTreeMap::new();
        self.loads(&mut order);
        let mut loaded: BTreeSet<usize> = BTreeSet::new();
        for gate in 0..self.circuit.gates.len() {
            let Some((kind, layer)) = self.circuit.gates.get(gate).cloned() else { continue };
            let bit = self.bit(gate);
            let item = match kind {
                Gate::Has(question, option) if option < 64 && loaded.insert(question.0) => {
                    self.set(question, bit, index(option))
                }
                Gate::Constant | Gate::Compare(..) | Gate::Level(..) | Gate::Has(..) => continue,
                Gate::Every(inputs) => self.test(&inputs, u64::MAX, true, bit),
                Gate::Some(inputs) => self.test(&inputs, 0, false, bit),
                Gate::None(inputs) => self.test(&inputs, 0, true, bit),
                Gate::AtLeast(number, inputs) => self.count(gate, &inputs, number, false, bit),
                Gate::AtMost(number, inputs) => self.count(gate, &inputs, number.saturating_add(1), true, bit),
                Gate::Sum(terms, op, number) => self.sum(gate, &terms, op, number, bit),
            };
            order.entry((layer, item.kind(), bit.word(), 0, self.bit(TRUE))).or_default().push(item);
        }
        for ((layer, kind, word, lanes, applies), items) in order {
            let items = self.program.pools.add(items);
            let batch = Batch { kind, word, lanes, applies, items };
            let after_level = layer >= self.circuit.level_layer;
            if after_level { self.program.advice_batches.push(batch) } else { self.program.batches.push(batch) }
        }
    }

    /// What answers set: a question's words of bits and of lanes, two by two.
    fn loads(&mut self, order: &mut BTreeMap<Key, Vec<Item>>) {
        let mut words: BTreeMap<usize, (Vec<u32>, Vec<u32>)> = BTreeMap::new();
        for (question, word) in self.loads.keys() {
            words.entry(*question).or_default().0.push(*word);
        }
        for (question, word) in self.lanes.words() {
            words.entry(question).or_default().1.push(word);
        }
        for (question, (bits, lanes)) in words {
            for place in 0..bits.len().max(lanes.len()) {
                // The first word has no room for a lane, and nothing is added to it.
                let pair = (bits.get(place).copied().unwrap_or(0), lanes.get(place).copied().unwrap_or(0));
                let item = self.load(question, pair);
                order
                    .entry((self.load_layer(question), item.kind(), pair.0, pair.1, self.applies(QuestionIx(question))))
                    .or_default()
                    .push(item);
            }
        }
    }

    fn applies(&self, question: QuestionIx) -> Bit {
        self.bit(self.circuit.applies.get(question.0).copied().unwrap_or(TRUE))
    }

    /// The layer of a question's comparisons: the one after its own `spørg_når`.
    fn load_layer(&self, question: usize) -> usize {
        let gate = self.circuit.applies.get(question).and_then(|gate| self.circuit.gates.get(*gate));
        gate.map_or(1, |(_, layer)| layer + 1)
    }

    /// What an answer sets: by option, or by the class between two cuts that a number falls into.
    fn load(&mut self, question: usize, (word, lanes): (u32, u32)) -> Item {
        let compared = self.loads.get(&(question, word)).cloned().unwrap_or_default();
        let holding = |value: i64| {
            let holding = compared.iter().filter(|(op, with, _)| op.holds(&value, with));
            holding.fold(0, |bits, (.., bit)| bits | bit.mask())
        };
        let kind = self.guideline.questions.get(question).map(|question| &question.kind);
        if let Some(Kind::Number { .. }) = kind {
            let cuts: BTreeSet<i64> = compared.iter().flat_map(cuts).collect();
            let classes = std::iter::once(i64::MIN).chain(cuts.iter().copied()).map(holding);
            let table = append(&mut self.program.pools.tables, classes);
            let cuts = append(&mut self.program.pools.cuts, cuts);
            let applies = self.applies(QuestionIx(question));
            return Item::Number(NumberLoad { question: index(question), applies, cuts, table });
        }
        let count = kind.map_or(0, options);
        let mut rows: Vec<[u64; 2]> = (0..).take(count).map(|value| [holding(value), 0]).collect();
        rows.push([0, 0]);
        for (row, added) in rows.iter_mut().zip(self.lanes.rows(question, lanes, count)) {
            row[1] = added;
        }
        let rows = append(&mut self.program.pools.rows, rows);
        let hidden_row = rows.first + rows.len - 1;
        Item::Choice(ChoiceLoad { question: index(question), first_row: rows.first, hidden_row })
    }

    fn set(&self, question: QuestionIx, bit: Bit, option: u32) -> Item {
        let own = self.circuit.gates.iter().filter_map(|(gate, _)| match gate {
            Gate::Has(other, option) if *other == question && *option < 64 => Some(1_u64 << option),
            _ => None,
        });
        let options = own.fold(0, |options, option| options | option);
        let shift = bit.0 % 64 - option;
        Item::Set(SetLoad { question: index(question.0), applies: self.applies(question), options, shift })
    }

    fn test(&mut self, inputs: &[GateIx], flip: u64, negate: bool, bit: Bit) -> Item {
        let (mask, more) = self.split_masks(inputs);
        let first = TestItem { mask, flip, negate, bit };
        if more.len == 0 { Item::Test(first) } else { Item::WideTest(WideTest { first, more }) }
    }

    fn count(&mut self, gate: GateIx, inputs: &[GateIx], number: u32, negate: bool, bit: Bit) -> Item {
        if let Some((lane, _)) = self.lanes.lane(gate) {
            return Item::Lane(LaneItem { lane, least: u64::from(number), width: u64::from(u32::MAX), negate, bit });
        }
        let (mask, more) = self.split_masks(inputs);
        Item::Count(CountItem { mask, more, number, negate, bit })
    }

    fn sum(&mut self, gate: GateIx, terms: &[Vec<QuestionIx>], op: Comparison, number: i64, bit: Bit) -> Item {
        let lane = self.lanes.lane(gate);
        let number = i128::from(number) - lane.map_or(0, |(_, bias)| bias);
        let in_lane = |term: &&Vec<QuestionIx>| lane.is_none() || !adds_up(self.guideline, term);
        let others: Vec<&Vec<QuestionIx>> = terms.iter().filter(in_lane).collect();
        if let (Some((lane, _)), true) = (lane, others.is_empty()) {
            let (least, width, negate) = range(op, number);
            return Item::Lane(LaneItem { lane, least, width, negate, bit });
        }
        let mut members = Vec::new();
        for term in others {
            for (place, question) in term.iter().enumerate() {
                members.push(self.member(*question, place > 0));
            }
        }
        let members = append(&mut self.program.pools.members, members);
        Item::Sum(SumItem { lane: lane.map(|(lane, _)| lane), members, op, number, bit })
    }

    fn member(&mut self, question: QuestionIx, joined: bool) -> Member {
        let applies = self.applies(question);
        let kind = self.guideline.questions.get(question.0).map(|question| &question.kind);
        let points = match kind {
            None | Some(Kind::Number { .. }) => None,
            Some(kind) => {
                Some(append(&mut self.program.pools.points, kind.choices().iter().map(|choice| choice.points)))
            }
        };
        Member { question: index(question.0), applies, points, joined }
    }
}

/// Where the truth of a comparison changes, seen from below.
fn cuts((op, with, _): &Compared) -> Vec<i64> {
    match op {
        Comparison::Less | Comparison::GreaterOrEqual => vec![*with],
        Comparison::LessOrEqual | Comparison::Greater => with.checked_add(1).into_iter().collect(),
        Comparison::Equal | Comparison::NotEqual => std::iter::once(*with).chain(with.checked_add(1)).collect(),
    }
}
