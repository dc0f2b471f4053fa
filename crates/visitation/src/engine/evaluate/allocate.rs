//! Which gate is which bit: what is looked at together stands in one word.

use std::collections::{BTreeMap, BTreeSet};

use super::circuit::{FALSE, Gate, GateIx, TRUE};
use super::program::index;
use super::program::{BatchKind, Bit, Bits};
use super::schedule::Schedule;
use crate::guideline::condition::Comparison;

impl Schedule<'_> {
    fn place(&mut self, gate: GateIx, bit: Bit) {
        self.bits.get_mut(gate).into_iter().for_each(|slot| *slot = bit);
    }

    fn fresh(&mut self) -> Bit {
        self.next += 1;
        Bit(self.next - 1)
    }

    fn word_start(&mut self) {
        self.next = self.next.next_multiple_of(64);
    }

    /// Gives every gate its bit: results first, then comparisons, then conditions in the order of computing.
    pub(super) fn allocate(&mut self) {
        self.place(FALSE, Bit(0));
        self.place(TRUE, Bit(1));
        self.program.criteria = self.allocate_results(self.circuit.criteria.clone());
        self.program.advice = self.allocate_results(self.circuit.advice.clone());
        self.word_start();
        let results: BTreeSet<GateIx> = self.circuit.criteria.iter().chain(&self.circuit.advice).copied().collect();
        let mut compared: BTreeMap<usize, Vec<(GateIx, Comparison, i64)>> = BTreeMap::new();
        let (mut options, mut levels, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for (gate, (kind, layer)) in self.circuit.gates.iter().enumerate() {
            match kind {
                Gate::Constant => {}
                Gate::Compare(question, op, value) => {
                    compared.entry(question.0).or_default().push((gate, *op, *value));
                }
                Gate::Has(question, option) => options.push((question.0, *option, gate)),
                Gate::Level(..) => levels.push(gate),
                _ if results.contains(&gate) => {}
                _ => others.push((*layer, batch_kind(kind), gate)),
            }
        }
        for (question, gates) in compared {
            for chunk in gates.chunks(64) {
                self.keep_together(chunk.len());
                for (gate, op, value) in chunk {
                    let bit = self.fresh();
                    self.place(*gate, bit);
                    self.loads.entry((question, bit.word())).or_default().push((*op, *value, bit));
                }
            }
        }
        others.sort_unstable();
        self.allocate_sets(&options);
        for gate in levels.into_iter().chain(others.into_iter().map(|(_, _, gate)| gate)) {
            let bit = self.fresh();
            self.place(gate, bit);
        }
        self.word_start();
        self.next += self.lanes.start_at(self.next / 64) * 64;
    }

    fn allocate_results(&mut self, gates: Vec<GateIx>) -> Bits {
        self.word_start();
        let bits = Bits { first_word: self.next / 64, len: u32::try_from(gates.len()).unwrap_or(0) };
        for gate in gates {
            let bit = self.fresh();
            self.place(gate, bit);
        }
        bits
    }

    /// The options of a flervalg stand together, in the order of its list.
    fn allocate_sets(&mut self, options: &[(usize, usize, GateIx)]) {
        let questions: BTreeSet<usize> = options.iter().map(|(question, ..)| *question).collect();
        for question in questions {
            // An option that no set can have never holds, and keeps the bit that never does.
            let own = options.iter().filter(|(own, option, _)| *own == question && *option < 64);
            let count = own.clone().map(|(_, option, _)| option + 1).max().unwrap_or(0);
            self.keep_together(count);
            let first = self.next;
            self.next += index(count);
            for (_, option, gate) in own {
                self.place(*gate, Bit(first + index(*option)));
            }
        }
    }

    /// Starts a new word when so many bits do not fit into this one.
    fn keep_together(&mut self, count: usize) {
        if self.next % 64 + u32::try_from(count).unwrap_or(64) > 64 {
            self.word_start();
        }
    }
}

/// The kind of batch that a condition's gate will stand in.
fn batch_kind(gate: &Gate) -> BatchKind {
    match gate {
        Gate::AtLeast(..) | Gate::AtMost(..) => BatchKind::Counts,
        Gate::Sum(..) => BatchKind::Sums,
        _ => BatchKind::Tests,
    }
}
