//! From a guideline to diagrams: one for every condition it rests on.
//!
//! Known answers may be put in from the start: then their questions are constants, and a guideline that is too
//! large as a whole may still be exact for the case at hand. Deliberately leaves `aldrig` rules unapplied: what
//! they exclude is marked in [`super::Diagram`].
//!
//! Conditions are walked recursively; the loader accepts them nested 32 deep. The chains of concepts and
//! `spørg_når` that may be a thousand long are walked in order, never recursively.

use std::collections::BTreeSet;

use super::apply::{Combiner, Operation};
use super::arithmetic::{Summand, at_least, join, largest};
use super::forest::{Forest, Leaf, NodeRef, Run};
use super::variables::Block;
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, Condition, ConditionKind};
use crate::guideline::order::{Item, in_order};
use crate::guideline::question::{QuestionIx, Value};

/// What the conditions of one guideline are compiled with.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// The variables of its questions.
    pub blocks: &'a [Block],
    /// Answers to put in as constants; questions beyond its end are not known.
    pub known: &'a [Option<Value>],
    /// How many specialer are assessed together.
    pub speciale_count: usize,
}

/// The diagrams of a guideline's parts, for every assignment, possible or not.
#[derive(Debug)]
pub struct Parts {
    /// Does the question apply?
    pub applies: Vec<NodeRef>,
    /// Does the `aldrig` rule hold?
    pub never: Vec<NodeRef>,
    /// Does the criterion hold?
    pub criteria: Vec<NodeRef>,
    /// The level.
    pub level: NodeRef,
    /// Is the duty due, for a case that is not, and one that is, in doubt?
    pub advice: Vec<[NodeRef; 2]>,
}

/// What only a duty's condition may ask.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// The level's diagram.
    pub level: NodeRef,
    /// Is the case in doubt?
    pub doubt: bool,
}

/// What conditions rest on: when questions apply, and the concepts. Kept so that more conditions can follow.
#[derive(Debug, Clone, Default)]
pub struct Basis {
    /// Per question: does it apply?
    pub applies: Vec<NodeRef>,
    /// Per concept: does it hold?
    pub concepts: Vec<Option<NodeRef>>,
}

impl Basis {
    /// Compiles it, and nothing else.
    pub fn prepare(forest: &mut Forest, combiner: &mut Combiner, setting: Setting) -> Result<Self, TooLarge> {
        let compiler = Compiler::prepare(forest, combiner, setting)?;
        Ok(Self { applies: compiler.applies, concepts: compiler.concepts })
    }

    /// Compiles one more condition; `outcome` for a duty's.
    pub fn condition(
        &mut self,
        (forest, combiner): (&mut Forest, &mut Combiner),
        setting: Setting,
        condition: &Condition,
        outcome: Option<Outcome>,
    ) -> Result<NodeRef, TooLarge> {
        let Self { applies, concepts } = std::mem::take(self);
        let mut compiler = Compiler { forest, combiner, setting, applies, concepts };
        let made = compiler.condition(condition, outcome);
        *self = Self { applies: compiler.applies, concepts: compiler.concepts };
        made
    }
}

/// Compiles the `aldrig` rules with what they rest on, and nothing else.
pub fn never_rules(forest: &mut Forest, combiner: &mut Combiner, setting: Setting) -> Result<Vec<NodeRef>, TooLarge> {
    let mut compiler = Compiler::prepare(forest, combiner, setting)?;
    compiler.rules()
}

/// Compiles the `aldrig` rules and the level, and no duty.
pub fn level_and_rules(
    forest: &mut Forest,
    combiner: &mut Combiner,
    setting: Setting,
) -> Result<(Vec<NodeRef>, NodeRef), TooLarge> {
    let mut compiler = Compiler::prepare(forest, combiner, setting)?;
    let never = compiler.rules()?;
    let criteria = compiler.criteria()?;
    Ok((never, compiler.level(&criteria)?))
}

impl Parts {
    /// Compiles all of a guideline.
    pub fn compile(forest: &mut Forest, combiner: &mut Combiner, setting: Setting) -> Result<Self, TooLarge> {
        let guideline = setting.guideline;
        let mut compiler = Compiler::prepare(forest, combiner, setting)?;
        let (never, criteria) = (compiler.rules()?, compiler.criteria()?);
        let level = compiler.level(&criteria)?;
        let mut advice = Vec::with_capacity(guideline.advice.len());
        for duty in &guideline.advice {
            let certain = compiler.condition(&duty.when, Some(Outcome { level, doubt: false }))?;
            let doubtful = compiler.condition(&duty.when, Some(Outcome { level, doubt: true }))?;
            advice.push([certain, doubtful]);
        }
        Ok(Self { applies: compiler.applies, never, criteria, level, advice })
    }
}

/// Compiles conditions one after the other into one forest.
pub(super) struct Compiler<'a> {
    pub(super) forest: &'a mut Forest,
    pub(super) combiner: &'a mut Combiner,
    pub(super) setting: Setting<'a>,
    pub(super) applies: Vec<NodeRef>,
    concepts: Vec<Option<NodeRef>>,
}

impl<'a> Compiler<'a> {
    /// Compiles what the conditions rest on: when questions apply, and the concepts.
    fn prepare(forest: &'a mut Forest, combiner: &'a mut Combiner, setting: Setting<'a>) -> Result<Self, TooLarge> {
        let concepts = vec![None; setting.guideline.concepts.len()];
        let mut compiler = Self { forest, combiner, setting, applies: Vec::new(), concepts };
        for item in in_order(setting.guideline) {
            match item {
                Item::Concept(place) => {
                    let concept = setting.guideline.concepts.get(place).map(|concept| &concept.when);
                    let node = concept.map(|when| compiler.condition(when, None)).transpose()?;
                    compiler.concepts.get_mut(place).into_iter().for_each(|slot| *slot = node);
                }
                Item::Question(place) => {
                    let when = setting.guideline.questions.get(place).and_then(|q| q.applies_when.as_ref());
                    let applies = when.map(|when| compiler.condition(when, None)).transpose()?;
                    compiler.applies.push(applies.unwrap_or(NodeRef::TRUE));
                }
            }
        }
        Ok(compiler)
    }

    fn rules(&mut self) -> Result<Vec<NodeRef>, TooLarge> {
        self.setting.guideline.never.iter().map(|rule| self.condition(&rule.when, None)).collect()
    }

    fn criteria(&mut self) -> Result<Vec<NodeRef>, TooLarge> {
        self.setting.guideline.criteria.iter().map(|criterion| self.condition(&criterion.when, None)).collect()
    }

    pub(super) fn apply(&mut self, operation: Operation, a: NodeRef, b: NodeRef) -> Result<NodeRef, TooLarge> {
        self.combiner.apply(self.forest, operation, a, b)
    }

    pub(super) fn not(&mut self, node: NodeRef) -> Result<NodeRef, TooLarge> {
        self.apply(Operation::Not, node, NodeRef::FALSE)
    }

    fn condition(&mut self, condition: &Condition, outcome: Option<Outcome>) -> Result<NodeRef, TooLarge> {
        match &condition.kind {
            ConditionKind::All(parts) => self.fold(Operation::And, parts, outcome),
            ConditionKind::Any(parts) => self.fold(Operation::Or, parts, outcome),
            ConditionKind::NoneOf(parts) => {
                let any = self.fold(Operation::Or, parts, outcome)?;
                self.not(any)
            }
            ConditionKind::Not(part) => {
                let part = self.condition(part, outcome)?;
                self.not(part)
            }
            ConditionKind::AtLeast(number, parts) => self.count(parts, Leaf::from(*number), outcome),
            ConditionKind::AtMost(number, parts) => {
                let more = self.count(parts, Leaf::from(*number) + 1, outcome)?;
                self.not(more)
            }
            ConditionKind::Concept(concept) => {
                Ok(self.concepts.get(concept.0).copied().flatten().unwrap_or(NodeRef::FALSE))
            }
            ConditionKind::Compare { question, op, value } => self.compare(*question, *op, *value),
            ConditionKind::Has { question, option } => self.has(*question, *option),
            ConditionKind::Sum { terms, op, number } => self.sum(terms, *op, Leaf::from(*number)),
            ConditionKind::Level { op, level } => {
                let number = self.forest.leaf(level.0 as Leaf);
                outcome.map_or(Ok(NodeRef::FALSE), |known| self.apply(Operation::Compare(*op), known.level, number))
            }
            ConditionKind::Doubt => Ok(NodeRef::constant(outcome.is_some_and(|known| known.doubt))),
            ConditionKind::SpecialeCount { op, number } => {
                Ok(NodeRef::constant(op.holds(&(self.setting.speciale_count as Leaf), &Leaf::from(*number))))
            }
        }
    }

    /// Joins parts from the last variable to the first: each step then only adds on top.
    fn fold(
        &mut self,
        operation: Operation,
        parts: &[Condition],
        outcome: Option<Outcome>,
    ) -> Result<NodeRef, TooLarge> {
        let nodes = parts.iter().map(|part| self.condition(part, outcome)).collect::<Result<Vec<_>, _>>()?;
        let none = NodeRef::constant(operation == Operation::And);
        join(self.forest, self.combiner, operation, nodes, none)
    }

    fn count(&mut self, parts: &[Condition], number: Leaf, outcome: Option<Outcome>) -> Result<NodeRef, TooLarge> {
        let summand = |node| Summand { node, least: 0, most: 1 };
        let terms =
            parts.iter().map(|part| self.condition(part, outcome).map(summand)).collect::<Result<Vec<_>, _>>()?;
        at_least(self.forest, self.combiner, &terms, number)
    }

    fn level(&mut self, criteria: &[NodeRef]) -> Result<NodeRef, TooLarge> {
        let guideline = self.setting.guideline;
        let mut levels = Vec::with_capacity(criteria.len());
        for (criterion, node) in guideline.criteria.iter().zip(criteria) {
            let level = self.forest.leaf(criterion.level.0 as Leaf);
            levels.push(self.apply(Operation::Then, *node, level)?);
        }
        largest(self.forest, self.combiner, &levels, guideline.base_level.0 as Leaf)
    }

    /// `node` where the question applies, else 0.
    pub(super) fn where_applies(&mut self, question: QuestionIx, node: NodeRef) -> Result<NodeRef, TooLarge> {
        let applies = self.applies.get(question.0).copied().unwrap_or(NodeRef::TRUE);
        self.apply(Operation::Then, applies, node)
    }

    pub(super) fn known(&self, question: QuestionIx) -> Option<Value> {
        self.setting.known.get(question.0).copied().flatten()
    }

    fn compare(&mut self, question: QuestionIx, op: Comparison, value: i64) -> Result<NodeRef, TooLarge> {
        let Some(block) = self.setting.blocks.get(question.0).copied() else { return Ok(NodeRef::FALSE) };
        if let Some(Value::Ordinal(known)) = self.known(question) {
            return self.where_applies(question, NodeRef::constant(op.holds(&known, &value)));
        }
        // The truth changes at most before and after the value itself.
        let domain = block.least..=block.ordinal(block.last_value);
        let ends = BTreeSet::from([value.saturating_sub(1), value, *domain.end()]);
        let inside = ends.into_iter().filter(|end| domain.contains(end));
        let runs: Vec<Run> =
            inside.map(|end| Run { upto: block.place(end), to: NodeRef::constant(op.holds(&end, &value)) }).collect();
        let test = self.forest.make(block.first, &runs)?;
        self.where_applies(question, test)
    }

    fn has(&mut self, question: QuestionIx, option: usize) -> Result<NodeRef, TooLarge> {
        let Some(block) = self.setting.blocks.get(question.0).copied() else { return Ok(NodeRef::FALSE) };
        let test = match (self.known(question).and_then(|value| value.has(option)), u32::try_from(option)) {
            (Some(chosen), _) => NodeRef::constant(chosen),
            (None, Ok(option)) if option < block.len => {
                let runs = [Run { upto: 0, to: NodeRef::FALSE }, Run { upto: 1, to: NodeRef::TRUE }];
                self.forest.make(block.first + option, &runs)?
            }
            _ => NodeRef::FALSE,
        };
        self.where_applies(question, test)
    }
}
