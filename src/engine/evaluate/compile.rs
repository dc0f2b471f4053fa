//! From a guideline to the flat program: which comparison is which bit, and in which order bits are set.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bit, Bits, Mask, Member, Program, Slice, Step, has_value};
use crate::engine::order::{Item, in_order};
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, Condition, ConditionKind, LevelIx, Term};
use crate::guideline::question::{Kind, QuestionIx};

/// The bit that always holds.
const TRUE: Bit = Bit(0);
/// The bit that never holds.
const FALSE: Bit = Bit(1);

/// Comparisons with one question: a word for up to 64 of them.
type Compared = BTreeMap<(Comparison, i64), Bit>;

/// Builds a [`Program`].
pub(super) struct Builder<'a> {
    guideline: &'a Guideline,
    speciale_count: usize,
    program: Program,
    next: u32,
    /// The bits of comparisons, per question; a flervalg's first option.
    compared: Vec<Compared>,
    sets: Vec<Option<Bit>>,
    levels: BTreeMap<(Comparison, LevelIx), Bit>,
    applies: Vec<Bit>,
    concepts: Vec<Bit>,
    /// Steps go to the duties' list from when the level is known.
    after_level: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn build(guideline: &'a Guideline, speciale_count: usize) -> Program {
        let questions = guideline.questions.len();
        let mut builder = Self {
            guideline,
            speciale_count,
            program: Program { base_level: guideline.base_level.0, ..Program::default() },
            next: 2,
            compared: vec![Compared::new(); questions],
            sets: vec![None; questions],
            levels: BTreeMap::new(),
            applies: vec![TRUE; questions],
            concepts: vec![FALSE; guideline.concepts.len()],
            after_level: false,
        };
        builder.program.has_value = guideline.questions.iter().map(|question| has_value(&question.kind)).collect();
        builder.reserve();
        builder.questions_and_concepts();
        builder.criteria();
        builder.after_level = true;
        builder.load_levels();
        builder.advice();
        builder.program.words = builder.next.div_ceil(64) as usize;
        builder.program
    }

    /// Bits for every comparison that stands anywhere, so that an answer sets all of its own at once.
    fn reserve(&mut self) {
        let guideline = self.guideline;
        let conditions = guideline.questions.iter().filter_map(|question| question.applies_when.as_ref());
        let conditions = conditions.chain(guideline.concepts.iter().map(|concept| &concept.when));
        let conditions = conditions.chain(guideline.never.iter().map(|rule| &rule.when));
        let conditions = conditions.chain(guideline.criteria.iter().map(|criterion| &criterion.when));
        for condition in conditions.chain(guideline.advice.iter().map(|duty| &duty.when)) {
            self.reserve_in(condition);
        }
        for place in 0..guideline.questions.len() {
            let wanted: Vec<_> = self.compared.get(place).map(|c| c.keys().copied().collect()).unwrap_or_default();
            let bits = self.bits_within_words(wanted.len());
            if let Some(slot) = self.compared.get_mut(place) {
                *slot = wanted.into_iter().zip(bits).collect();
            }
            if self.sets.get(place).copied().flatten().is_some() {
                let first = self.word_start();
                self.next += 64;
                self.sets.get_mut(place).into_iter().for_each(|slot| *slot = Some(first));
            }
        }
        let wanted: Vec<_> = self.levels.keys().copied().collect();
        self.levels = wanted.iter().copied().zip(self.bits_within_words(wanted.len())).collect();
    }

    fn reserve_in(&mut self, condition: &Condition) {
        match &condition.kind {
            ConditionKind::Compare { question, op, value } => {
                if let Some(compared) = self.compared.get_mut(question.0) {
                    compared.insert((*op, *value), FALSE);
                }
            }
            ConditionKind::Has { question, .. } => {
                self.sets.get_mut(question.0).into_iter().for_each(|set| *set = Some(FALSE));
            }
            ConditionKind::Level { op, level } => {
                self.levels.insert((*op, *level), FALSE);
            }
            _ => condition.parts().iter().for_each(|part| self.reserve_in(part)),
        }
    }

    /// Fresh bits, up to 64 of them in one word.
    fn bits_within_words(&mut self, count: usize) -> Vec<Bit> {
        if count > 1 && self.next % 64 + u32::try_from(count.min(64)).unwrap_or(64) > 64 {
            self.word_start();
        }
        (0..count).map(|_| self.bit()).collect()
    }

    fn bit(&mut self) -> Bit {
        let bit = Bit(self.next);
        self.next += 1;
        bit
    }

    /// The next bit that opens a word.
    fn word_start(&mut self) -> Bit {
        self.next = self.next.next_multiple_of(64);
        Bit(self.next)
    }

    fn push(&mut self, step: Step) {
        if self.after_level { self.program.advice_steps.push(step) } else { self.program.steps.push(step) }
    }

    fn questions_and_concepts(&mut self) {
        for item in in_order(self.guideline) {
            match item {
                Item::Question(place) => {
                    let when = self.guideline.questions.get(place).and_then(|question| question.applies_when.as_ref());
                    let bit = when.map_or(TRUE, |when| self.condition(when));
                    self.applies.get_mut(place).into_iter().for_each(|slot| *slot = bit);
                    self.load_question(place, bit);
                }
                Item::Concept(place) => {
                    let when = self.guideline.concepts.get(place).map(|concept| &concept.when);
                    let bit = when.map_or(FALSE, |when| self.condition(when));
                    self.concepts.get_mut(place).into_iter().for_each(|slot| *slot = bit);
                }
            }
        }
    }

    /// The steps by which an answer sets its question's bits: one for each word they lie in.
    fn load_question(&mut self, place: usize, applies: Bit) {
        let question = u32::try_from(place).unwrap_or(u32::MAX);
        if let Some(first) = self.sets.get(place).copied().flatten() {
            self.push(Step::Set { question, applies, word: first.0 / 64 });
        }
        let compared = self.compared.get(place).cloned().unwrap_or_default();
        let words: BTreeSet<u32> = compared.values().map(|bit| bit.0 / 64).collect();
        let Some(kind) = self.guideline.questions.get(place).map(|question| &question.kind) else { return };
        for word in words {
            let own: Vec<_> = compared.iter().filter(|(_, bit)| bit.0 / 64 == word).collect();
            let bits_of = |value: i64| {
                own.iter().filter(|((op, with), _)| op.holds(&value, with)).fold(0, |b, (_, bit)| b | 1 << (bit.0 % 64))
            };
            let table = u32::try_from(self.program.pools.tables.len()).unwrap_or(u32::MAX);
            if let Kind::Number { .. } = kind {
                // Between two neighbouring cuts no comparison changes.
                let cuts: BTreeSet<i64> =
                    own.iter().flat_map(|((_, with), _)| [*with, with.saturating_add(1)]).collect();
                let before = cuts.first().map(|first| first.saturating_sub(1));
                self.program.pools.tables.extend(before.iter().chain(&cuts).map(|value| bits_of(*value)));
                let cuts = append(&mut self.program.pools.cuts, cuts);
                self.push(Step::Number { question, applies, word, cuts, table });
            } else {
                let count = if matches!(kind, Kind::YesNo) { 2 } else { kind.choices().len() };
                self.program.pools.tables.extend((0_i64..).take(count).map(bits_of));
                self.push(Step::Choice { question, applies, word, table });
            }
        }
    }

    fn criteria(&mut self) {
        let guideline = self.guideline;
        let rules = guideline.never.iter().map(|rule| self.condition(&rule.when)).collect::<Vec<_>>();
        self.program.never = self.masks(&rules);
        let found = guideline.criteria.iter().map(|criterion| self.condition(&criterion.when)).collect::<Vec<_>>();
        self.program.criteria = self.gather(&found);
        let above: BTreeSet<LevelIx> = guideline.criteria.iter().map(|criterion| criterion.level).collect();
        for level in above.into_iter().rev().filter(|level| *level > guideline.base_level) {
            let calling = guideline.criteria.iter().zip(&found).filter(|(criterion, _)| criterion.level == level);
            let calling: Vec<Bit> = calling.map(|(_, bit)| *bit).collect();
            let masks = self.masks(&calling);
            self.program.ladder.push((level.0, masks));
        }
    }

    fn load_levels(&mut self) {
        let highest = self.guideline.criteria.iter().map(|criterion| criterion.level).max();
        let highest = highest.map_or(self.guideline.base_level, |level| level.max(self.guideline.base_level));
        let words: BTreeSet<u32> = self.levels.values().map(|bit| bit.0 / 64).collect();
        for word in words {
            let own: Vec<_> = self.levels.iter().filter(|(_, bit)| bit.0 / 64 == word).collect();
            let bits_of = |level: usize| {
                let holding = own.iter().filter(|((op, with), _)| op.holds(&LevelIx(level), with));
                holding.fold(0, |bits, (_, bit)| bits | 1 << (bit.0 % 64))
            };
            self.program.level_bits.push((word, (0..=highest.0).map(bits_of).collect()));
        }
    }

    fn advice(&mut self) {
        let due = self.guideline.advice.iter().map(|duty| self.condition(&duty.when)).collect::<Vec<_>>();
        self.program.advice = self.gather(&due);
    }

    /// Copies bits to consecutive places, for the one who reads the result.
    fn gather(&mut self, bits: &[Bit]) -> Bits {
        let first = self.word_start();
        for bit in bits {
            let masks = self.masks(&[*bit]);
            let bit = self.bit();
            self.push(Step::Every { masks, bit });
        }
        // The words are the reader's: nothing else may stand in them.
        self.word_start();
        Bits { first_word: first.0 / 64, len: u32::try_from(bits.len()).unwrap_or(0) }
    }

    /// Compiles a condition; its bit is set by the time that the steps pushed so far are done.
    fn condition(&mut self, condition: &Condition) -> Bit {
        match &condition.kind {
            ConditionKind::All(parts) => self.test(parts, |masks, bit| Step::Every { masks, bit }),
            ConditionKind::Any(parts) => self.test(parts, |masks, bit| Step::Some { masks, bit }),
            ConditionKind::NoneOf(parts) => self.test(parts, |masks, bit| Step::None { masks, bit }),
            ConditionKind::Not(part) => self.test(std::slice::from_ref(part), |masks, bit| Step::None { masks, bit }),
            ConditionKind::AtLeast(number, parts) => {
                self.test_each(parts, |masks, bit| Step::AtLeast { masks, number: *number, bit })
            }
            ConditionKind::AtMost(number, parts) => {
                self.test_each(parts, |masks, bit| Step::AtMost { masks, number: *number, bit })
            }
            ConditionKind::Concept(concept) => self.concepts.get(concept.0).copied().unwrap_or(FALSE),
            ConditionKind::Compare { question, op, value } => self
                .compared
                .get(question.0)
                .and_then(|compared| compared.get(&(*op, *value)))
                .copied()
                .unwrap_or(FALSE),
            ConditionKind::Has { question, option } => match (self.sets.get(question.0), u32::try_from(*option)) {
                (Some(Some(first)), Ok(option)) if option < 64 => Bit(first.0 + option),
                _ => FALSE,
            },
            ConditionKind::Sum { terms, op, number } => {
                let terms: Vec<Slice> = terms.iter().map(|term| self.term(term)).collect();
                let terms = append(&mut self.program.pools.terms, terms);
                let bit = self.bit();
                self.push(Step::Sum { terms, op: *op, number: *number, bit });
                bit
            }
            ConditionKind::Level { op, level } => self.levels.get(&(*op, *level)).copied().unwrap_or(FALSE),
            // A complete case has one level.
            ConditionKind::Doubt => FALSE,
            ConditionKind::SpecialeCount { op, number } => {
                let count = i64::try_from(self.speciale_count).unwrap_or(i64::MAX);
                if op.holds(&count, number) { TRUE } else { FALSE }
            }
        }
    }

    fn test(&mut self, parts: &[Condition], step: impl Fn(Slice, Bit) -> Step) -> Bit {
        let bits: Vec<Bit> = parts.iter().map(|part| self.condition(part)).collect();
        let masks = self.masks(&bits);
        let bit = self.bit();
        self.push(step(masks, bit));
        bit
    }

    /// As [`Self::test`], where a part that stands twice counts twice and so needs a bit of its own.
    fn test_each(&mut self, parts: &[Condition], step: impl Fn(Slice, Bit) -> Step) -> Bit {
        let mut bits: BTreeSet<Bit> = BTreeSet::new();
        for part in parts {
            let mut bit = self.condition(part);
            if bits.contains(&bit) {
                let (masks, copy) = (self.masks(&[bit]), self.bit());
                self.push(Step::Every { masks, bit: copy });
                bit = copy;
            }
            bits.insert(bit);
        }
        let masks = self.masks(&bits.into_iter().collect::<Vec<_>>());
        let bit = self.bit();
        self.push(step(masks, bit));
        bit
    }

    fn masks(&mut self, bits: &[Bit]) -> Slice {
        let mut by_word: BTreeMap<u32, u64> = BTreeMap::new();
        for bit in bits {
            *by_word.entry(bit.0 / 64).or_default() |= 1 << (bit.0 % 64);
        }
        append(&mut self.program.pools.masks, by_word.into_iter().map(|(word, bits)| Mask { word, bits }))
    }

    fn term(&mut self, term: &Term) -> Slice {
        let questions = match term {
            Term::Question(question) => std::slice::from_ref(question),
            Term::Largest(questions) => questions,
        };
        let members: Vec<Member> = questions.iter().map(|question| self.member(*question)).collect();
        append(&mut self.program.pools.members, members)
    }

    fn member(&mut self, question: QuestionIx) -> Member {
        let kind = self.guideline.questions.get(question.0).map(|question| &question.kind);
        let points = match kind {
            None | Some(Kind::Number { .. }) => None,
            Some(kind) => {
                Some(append(&mut self.program.pools.points, kind.choices().iter().map(|choice| choice.points)))
            }
        };
        let applies = self.applies.get(question.0).copied().unwrap_or(TRUE);
        Member { question: u32::try_from(question.0).unwrap_or(u32::MAX), applies, points }
    }
}

fn append<T>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) -> Slice {
    let first = list.len();
    list.extend(more);
    let len = u32::try_from(list.len() - first).unwrap_or(0);
    Slice { first: u32::try_from(first).unwrap_or(u32::MAX), len }
}
