//! Counts and sums without counting: each option adds to lanes, some bits of a word that hold a number.
//!
//! `mindst 3 af` eight comparisons, or the sum of eight questions, is then one look at a lane, and all lanes of a word
//! are added up at once. What does not fit a lane is counted the long way.

use std::collections::BTreeMap;

use super::circuit::{Circuit, Gate, GateIx};
use super::program::Lane;
use crate::guideline::Guideline;
use crate::guideline::condition::Comparison;
use crate::guideline::question::{Kind, QuestionIx};

/// The lanes of a circuit's counts and sums.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    /// Each with what was taken off its terms so that none is negative.
    by_gate: BTreeMap<GateIx, (Lane, i128)>,
    /// What an answer adds, by question and word: one number per option, and one for a question that does not apply.
    rows: BTreeMap<(usize, u32), Vec<u64>>,
    /// The word and the bit where the next lane starts.
    next: (u32, u32),
    first_word: u32,
}

/// What each question adds, by option, the last for one that does not apply.
type Amounts = BTreeMap<usize, Vec<i128>>;

impl Lanes {
    pub(super) fn of(circuit: &Circuit) -> Self {
        let mut lanes = Self::default();
        for (gate, (kind, _)) in circuit.gates.iter().enumerate() {
            let amounts = match kind {
                Gate::AtLeast(_, inputs) | Gate::AtMost(_, inputs) => counted(circuit, inputs),
                Gate::Sum(terms, ..) => summed(circuit.guideline, terms),
                _ => Amounts::new(),
            };
            if !amounts.is_empty() {
                lanes.add(gate, &amounts);
            }
        }
        lanes
    }

    fn add(&mut self, gate: GateIx, amounts: &Amounts) {
        let least = |numbers: &Vec<i128>| numbers.iter().copied().min().unwrap_or(0);
        let bias: i128 = amounts.values().map(least).sum();
        let most: i128 = amounts.values().map(|numbers| numbers.iter().copied().max().unwrap_or(0)).sum();
        let width = i128::BITS - (most - bias).leading_zeros().min(i128::BITS - 1);
        if width > 24 {
            return;
        }
        if self.next.1 + width > 64 {
            self.next = (self.next.0 + 1, 0);
        }
        let (word, shift) = self.next;
        for (question, numbers) in amounts {
            let own = least(numbers);
            let row = self.rows.entry((*question, word)).or_insert_with(|| vec![0; numbers.len()]);
            for (slot, number) in row.iter_mut().zip(numbers) {
                *slot += u64::try_from(number - own).unwrap_or(0) << shift;
            }
        }
        self.by_gate.insert(gate, (Lane { word, shift, ones: (1 << width) - 1 }, bias));
        self.next.1 += width;
    }

    /// Says which word is the first that lanes may have; returns how many they need.
    pub(super) fn start_at(&mut self, word: u32) -> u32 {
        self.first_word = word;
        if self.by_gate.is_empty() { 0 } else { self.next.0 + 1 }
    }

    /// The lane of a count or a sum, and its bias.
    pub(super) fn lane(&self, gate: GateIx) -> Option<(Lane, i128)> {
        let (lane, bias) = self.by_gate.get(&gate)?;
        Some((Lane { word: lane.word + self.first_word, ..*lane }, *bias))
    }

    /// The questions that add to lanes, with the words they add to.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, u32)> {
        self.rows.keys().map(|(question, word)| (*question, word + self.first_word))
    }

    /// What the question's answers add to a word.
    pub(super) fn rows(&self, question: usize, word: u32, count: usize) -> Vec<u64> {
        let own = word.checked_sub(self.first_word).and_then(|word| self.rows.get(&(question, word)));
        own.cloned().unwrap_or_else(|| vec![0; count + 1])
    }
}

/// What is added for a count, if all its parts are comparisons with options.
fn counted(circuit: &Circuit, inputs: &[GateIx]) -> Amounts {
    let mut amounts = Amounts::new();
    for input in inputs {
        let Some((Gate::Compare(question, op, value), _)) = circuit.gates.get(*input) else { return Amounts::new() };
        let kind = circuit.guideline.questions.get(question.0).map(|question| &question.kind);
        let Some(kind) = kind.filter(|kind| !matches!(kind, Kind::Number { .. })) else { return Amounts::new() };
        let row = amounts.entry(question.0).or_insert_with(|| vec![0; options(kind) + 1]);
        for (option, slot) in (0..).zip(row.iter_mut().take(options(kind))) {
            *slot += i128::from(op.holds(&option, value));
        }
    }
    amounts
}

/// What is added for a sum by those of its terms that simply add up.
fn summed(guideline: &Guideline, terms: &[Vec<QuestionIx>]) -> Amounts {
    let mut amounts = Amounts::new();
    for question in terms.iter().filter(|term| adds_up(guideline, term)).flatten() {
        let Some(asked) = guideline.questions.get(question.0) else { continue };
        let choices = asked.kind.choices();
        let row = amounts.entry(question.0).or_insert_with(|| vec![0; choices.len() + 1]);
        for (slot, choice) in row.iter_mut().zip(choices) {
            *slot += i128::from(choice.points);
        }
    }
    amounts
}

/// Is the term one question that is answered with one of its options?
pub(super) fn adds_up(guideline: &Guideline, term: &[QuestionIx]) -> bool {
    let [question] = term else { return false };
    let kind = guideline.questions.get(question.0).map(|question| &question.kind);
    matches!(kind, Some(Kind::Scale(_) | Kind::Choice(_)))
}

/// A comparison with a number as bounds: the least, how far up from it, and whether the rest is meant instead.
pub(super) fn range(op: Comparison, number: i128) -> (u64, u64, bool) {
    // A lane holds less than this, and never less than nothing.
    const BEYOND: i128 = 1 << 32;
    let at = |number: i128| u64::try_from(number.clamp(0, BEYOND)).unwrap_or(0);
    let beyond = at(BEYOND);
    let nothing = (beyond, 0, false);
    match op {
        Comparison::GreaterOrEqual => (at(number), beyond, false),
        Comparison::Greater => (at(number + 1), beyond, false),
        Comparison::Less => (at(number), beyond, true),
        Comparison::LessOrEqual => (at(number + 1), beyond, true),
        Comparison::Equal if (0..BEYOND).contains(&number) => (at(number), 0, false),
        Comparison::NotEqual if (0..BEYOND).contains(&number) => (at(number), 0, true),
        Comparison::Equal => nothing,
        Comparison::NotEqual => (nothing.0, nothing.1, true),
    }
}

/// How many options a question has that is answered with one of them.
pub(super) fn options(kind: &Kind) -> usize {
    if *kind == Kind::YesNo { 2 } else { kind.choices().len() }
}
