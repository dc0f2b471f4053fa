//! From a guideline to a circuit: every comparison a gate, every condition a gate over gates.
//!
//! A gate comes after its inputs, and knows its layer: how many gates stand one behind the other before it.

use std::collections::BTreeMap;

use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, Condition, ConditionKind, LevelIx, Term};
use crate::guideline::order::{Item, in_order};
use crate::guideline::question::QuestionIx;

/// A gate's place in [`Circuit::gates`].
pub(super) type GateIx = usize;

/// The gate that never holds.
pub(super) const FALSE: GateIx = 0;
/// The gate that always holds.
pub(super) const TRUE: GateIx = 1;

/// What a gate computes.
#[derive(Debug, Clone)]
pub(super) enum Gate {
    /// Always the same.
    Constant,
    /// A comparison with an answer.
    Compare(QuestionIx, Comparison, i64),
    /// A chosen option.
    Has(QuestionIx, usize),
    /// A comparison with the level.
    Level(Comparison, LevelIx),
    /// Every input holds.
    Every(Vec<GateIx>),
    /// Some input holds.
    Some(Vec<GateIx>),
    /// No input holds.
    None(Vec<GateIx>),
    /// At least so many inputs hold; one that stands twice counts twice.
    AtLeast(u32, Vec<GateIx>),
    /// At most so many.
    AtMost(u32, Vec<GateIx>),
    /// A comparison with a sum, its terms each the largest of some questions.
    Sum(Vec<Vec<QuestionIx>>, Comparison, i64),
}

/// The conditions of a guideline as gates.
#[derive(Debug)]
pub(super) struct Circuit<'a> {
    pub guideline: &'a Guideline,
    /// Each gate with its layer.
    pub gates: Vec<(Gate, usize)>,
    pub applies: Vec<GateIx>,
    pub never: Vec<GateIx>,
    pub criteria: Vec<GateIx>,
    pub advice: Vec<GateIx>,
    /// The layer of comparisons with the level: all criteria stand before it.
    pub level_layer: usize,
    speciale_count: usize,
    concepts: Vec<GateIx>,
    /// Comparisons that stand several times are one gate.
    known: BTreeMap<(usize, Comparison, i64), GateIx>,
    options: BTreeMap<(usize, usize), GateIx>,
    levels: BTreeMap<(Comparison, LevelIx), GateIx>,
}

impl<'a> Circuit<'a> {
    pub(super) fn new(guideline: &'a Guideline, speciale_count: usize) -> Self {
        let mut circuit = Self {
            guideline,
            gates: vec![(Gate::Constant, 0), (Gate::Constant, 0)],
            applies: vec![TRUE; guideline.questions.len()],
            never: Vec::new(),
            criteria: Vec::new(),
            advice: Vec::new(),
            level_layer: 0,
            speciale_count,
            concepts: vec![FALSE; guideline.concepts.len()],
            known: BTreeMap::new(),
            options: BTreeMap::new(),
            levels: BTreeMap::new(),
        };
        circuit.questions_and_concepts();
        circuit.never = guideline.never.iter().map(|rule| circuit.condition(&rule.when)).collect();
        let mut criteria: Vec<GateIx> = guideline.criteria.iter().map(|c| circuit.condition(&c.when)).collect();
        circuit.own_gates(&mut criteria, &[]);
        circuit.level_layer = circuit.gates.iter().map(|(_, layer)| layer + 1).max().unwrap_or(0);
        let mut advice: Vec<GateIx> = guideline.advice.iter().map(|duty| circuit.condition(&duty.when)).collect();
        circuit.own_gates(&mut advice, &criteria);
        (circuit.criteria, circuit.advice) = (criteria, advice);
        circuit
    }

    fn questions_and_concepts(&mut self) {
        let guideline = self.guideline;
        for item in in_order(guideline) {
            match item {
                Item::Question(place) => {
                    let when = guideline.questions.get(place).and_then(|question| question.applies_when.as_ref());
                    let gate = when.map_or(TRUE, |when| self.condition(when));
                    self.applies.get_mut(place).into_iter().for_each(|slot| *slot = gate);
                }
                Item::Concept(place) => {
                    let gate = guideline.concepts.get(place).map_or(FALSE, |concept| self.condition(&concept.when));
                    self.concepts.get_mut(place).into_iter().for_each(|slot| *slot = gate);
                }
            }
        }
    }

    /// Gives every result a gate of its own, one that is no other result and no mere comparison.
    fn own_gates(&mut self, results: &mut [GateIx], taken: &[GateIx]) {
        for place in 0..results.len() {
            let Some((before, [gate, ..])) = results.split_at_mut_checked(place) else { continue };
            let kind = self.gates.get(*gate).map(|(kind, _)| kind);
            let plain = matches!(kind, Some(Gate::Constant | Gate::Compare(..) | Gate::Has(..) | Gate::Level(..)));
            if plain || before.contains(gate) || taken.contains(gate) {
                *gate = self.push(Gate::Every(vec![*gate]), &[*gate]);
            }
        }
    }

    fn push(&mut self, gate: Gate, inputs: &[GateIx]) -> GateIx {
        let layer = inputs.iter().filter_map(|input| self.gates.get(*input)).map(|(_, layer)| layer + 1).max();
        self.gates.push((gate, layer.unwrap_or(0)));
        self.gates.len() - 1
    }

    fn applies(&self, question: QuestionIx) -> GateIx {
        self.applies.get(question.0).copied().unwrap_or(TRUE)
    }

    /// The gate of a condition. Recursive as conditions are, which the loader accepts nested 32 deep.
    fn condition(&mut self, condition: &Condition) -> GateIx {
        let inputs: Vec<GateIx> = condition.parts().iter().map(|part| self.condition(part)).collect();
        let gate = match &condition.kind {
            ConditionKind::All(_) => Gate::Every(inputs.clone()),
            ConditionKind::Any(_) => Gate::Some(inputs.clone()),
            ConditionKind::NoneOf(_) | ConditionKind::Not(_) => Gate::None(inputs.clone()),
            ConditionKind::AtLeast(number, _) => Gate::AtLeast(*number, inputs.clone()),
            ConditionKind::AtMost(number, _) => Gate::AtMost(*number, inputs.clone()),
            ConditionKind::Concept(concept) => return self.concepts.get(concept.0).copied().unwrap_or(FALSE),
            ConditionKind::Compare { question, op, value } => return self.compare(*question, *op, *value),
            ConditionKind::Has { question, option } => return self.has(*question, *option),
            ConditionKind::Sum { terms, op, number } => return self.sum(terms, *op, *number),
            ConditionKind::Level { op, level } => return self.level(*op, *level),
            // A complete case has one level.
            ConditionKind::Doubt => return FALSE,
            ConditionKind::SpecialeCount { op, number } => {
                let count = i64::try_from(self.speciale_count).unwrap_or(i64::MAX);
                return if op.holds(&count, number) { TRUE } else { FALSE };
            }
        };
        self.push(gate, &inputs)
    }

    fn compare(&mut self, question: QuestionIx, op: Comparison, value: i64) -> GateIx {
        if let Some(gate) = self.known.get(&(question.0, op, value)) {
            return *gate;
        }
        let gate = self.push(Gate::Compare(question, op, value), &[self.applies(question)]);
        self.known.insert((question.0, op, value), gate);
        gate
    }

    fn has(&mut self, question: QuestionIx, option: usize) -> GateIx {
        if let Some(gate) = self.options.get(&(question.0, option)) {
            return *gate;
        }
        let gate = self.push(Gate::Has(question, option), &[self.applies(question)]);
        self.options.insert((question.0, option), gate);
        gate
    }

    fn level(&mut self, op: Comparison, level: LevelIx) -> GateIx {
        if let Some(gate) = self.levels.get(&(op, level)) {
            return *gate;
        }
        self.gates.push((Gate::Level(op, level), self.level_layer));
        let gate = self.gates.len() - 1;
        self.levels.insert((op, level), gate);
        gate
    }

    fn sum(&mut self, terms: &[Term], op: Comparison, number: i64) -> GateIx {
        let members = |term: &Term| match term {
            Term::Question(question) => vec![*question],
            Term::Largest(questions) => questions.clone(),
        };
        let terms: Vec<Vec<QuestionIx>> = terms.iter().map(members).collect();
        let inputs: Vec<GateIx> = terms.iter().flatten().map(|question| self.applies(*question)).collect();
        self.push(Gate::Sum(terms, op, number), &inputs)
    }
}
