//! A diagram that is open for more: further conditions of the same guideline, combined and compared.
//!
//! What lint proves with. A [`Diagram`] alone is closed once it is compiled. Deliberately finds nothing wrong
//! by itself: what a proof means for an author is said in `lint`.

use super::apply::{Combiner, Operation};
use super::compile::{Basis, Outcome, Parts, Setting, never_rules};
use super::forest::{Budget, Forest, NodeRef};
use super::least::least;
use super::query::{self, Way};
use super::variables::Layout;
use super::{Diagram, Roots, possible};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::Condition;
use crate::guideline::question::{Kind, OptionSet, QuestionIx, Value};

/// A guideline's diagram and what it takes to go on compiling.
#[derive(Debug)]
pub struct Workshop<'g> {
    guideline: &'g Guideline,
    diagram: Diagram,
    combiner: Combiner,
    basis: Basis,
    /// Per `aldrig` rule: does it hold?
    never: Vec<NodeRef>,
    speciale_count: usize,
    /// The level for every assignment, excluded ones too.
    level: NodeRef,
}

/// What finding the fewest answers of one example may cost.
const FEWEST_STEPS: usize = 1_000_000;

/// What a diagram comes to over the possible assignments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truths {
    /// Somewhere it holds.
    pub holds: bool,
    /// Somewhere it does not.
    pub fails: bool,
}

impl<'g> Workshop<'g> {
    /// Compiles the guideline.
    pub fn open(guideline: &'g Guideline, speciale_count: usize, budget: Budget) -> Result<Self, TooLarge> {
        let mut layout = Layout::default();
        let blocks = layout.add(guideline);
        let (mut forest, mut combiner) = (Forest::new(budget), Combiner::default());
        let setting = Setting { guideline, blocks: &blocks, known: &[], speciale_count };
        let parts = Parts::compile(&mut forest, &mut combiner, setting)?;
        let basis = Basis::prepare(&mut forest, &mut combiner, setting)?;
        let (never, level) = (parts.never.clone(), parts.level);
        let roots = Roots::guarded(&mut forest, &mut combiner, parts)?;
        let diagram = Diagram { forest, blocks, owners: layout.owners().to_vec(), roots };
        Ok(Self { guideline, diagram, combiner, basis, never, speciale_count, level })
    }

    /// The guideline.
    #[must_use]
    pub fn guideline(&self) -> &'g Guideline {
        self.guideline
    }

    /// The diagram, for walks under answers.
    #[must_use]
    pub fn diagram(&self) -> &Diagram {
        &self.diagram
    }

    /// The nodes, for [`query`].
    pub fn forest(&mut self) -> &mut Forest {
        &mut self.diagram.forest
    }

    /// One more piece of work may cost so many steps.
    pub fn allow(&mut self, steps: usize) {
        self.diagram.forest.allow(steps);
    }

    /// A condition of the guideline, or one made from its parts, for every assignment.
    pub fn condition(&mut self, condition: &Condition) -> Result<NodeRef, TooLarge> {
        self.compile(condition, None)
    }

    /// A duty's condition, for a case that is not, and one that is, in doubt.
    pub fn duty(&mut self, condition: &Condition) -> Result<[NodeRef; 2], TooLarge> {
        let level = self.level;
        let mut under = |doubt| self.compile(condition, Some(Outcome { level, doubt }));
        Ok([under(false)?, under(true)?])
    }

    fn compile(&mut self, condition: &Condition, outcome: Option<Outcome>) -> Result<NodeRef, TooLarge> {
        let Diagram { forest, blocks, .. } = &mut self.diagram;
        let setting = Setting { guideline: self.guideline, blocks, known: &[], speciale_count: self.speciale_count };
        self.basis.condition((forest, &mut self.combiner), setting, condition, outcome)
    }

    /// `operation` over two diagrams.
    pub fn combine(&mut self, operation: Operation, a: NodeRef, b: NodeRef) -> Result<NodeRef, TooLarge> {
        self.combiner.apply(&mut self.diagram.forest, operation, a, b)
    }

    /// It does not hold.
    pub fn not(&mut self, node: NodeRef) -> Result<NodeRef, TooLarge> {
        self.combine(Operation::Not, node, NodeRef::FALSE)
    }

    /// Some of them holds.
    pub fn any(&mut self, nodes: impl IntoIterator<Item = NodeRef>) -> Result<NodeRef, TooLarge> {
        nodes.into_iter().try_fold(NodeRef::FALSE, |any, node| self.combine(Operation::Or, any, node))
    }

    /// The same, with [`NodeRef::IMPOSSIBLE`] for what an `aldrig` rule excludes.
    pub fn guarded(&mut self, node: NodeRef) -> Result<NodeRef, TooLarge> {
        let possible = self.diagram.roots.possible;
        self.combine(Operation::Guard, possible, node)
    }

    /// Both hold, in a possible assignment.
    pub fn both(&mut self, a: NodeRef, b: NodeRef) -> Result<NodeRef, TooLarge> {
        let possible = self.diagram.roots.possible;
        let both = self.combine(Operation::And, a, b)?;
        self.combine(Operation::And, both, possible)
    }

    /// Where do the `aldrig` rules hold, without regard to each other?
    #[must_use]
    pub fn never(&self) -> &[NodeRef] {
        &self.never
    }

    /// What the rules at these places leave.
    pub fn possible_under(&mut self, rules: &[NodeRef]) -> Result<NodeRef, TooLarge> {
        possible(&mut self.diagram.forest, &mut self.combiner, rules)
    }

    /// What the `aldrig` rules of another reading of the same questions leave.
    pub fn possible_by(&mut self, other: &Guideline) -> Result<NodeRef, TooLarge> {
        let Diagram { forest, blocks, .. } = &mut self.diagram;
        let setting = Setting { guideline: other, blocks, known: &[], speciale_count: self.speciale_count };
        let never = never_rules(forest, &mut self.combiner, setting)?;
        self.possible_under(&never)
    }

    /// What a diagram of truth comes to over the possible assignments.
    pub fn truths(&mut self, node: NodeRef) -> Result<Truths, TooLarge> {
        let guarded = self.guarded(node)?;
        let holds = query::shortest(&mut self.diagram.forest, guarded, |leaf| leaf == 1)?.is_some();
        let fails = query::shortest(&mut self.diagram.forest, guarded, |leaf| leaf == 0)?.is_some();
        Ok(Truths { holds, fails })
    }

    /// A way with as few answers as any after which it holds in every possible assignment; where finding the fewest
    /// takes too long, a shortest way down the diagram.
    pub fn example(&mut self, node: NodeRef) -> Result<Option<Way>, TooLarge> {
        let guarded = self.guarded(node)?;
        let left = self.diagram.forest.steps_left();
        self.allow(left.min(FEWEST_STEPS));
        let found = least(&mut self.diagram.forest, guarded, |leaf| leaf == 1);
        self.allow(left - left.min(FEWEST_STEPS) + self.diagram.forest.steps_left());
        // Options that the way leaves open count as not chosen in an answer: that must do no harm.
        let holds = |way: &Way| self.diagram.under(&self.answers(way)).states(&[guarded]) == [Some(State::Always)];
        if let Some(way) = found.ok().flatten().filter(holds) {
            return Ok(Some(way));
        }
        query::shortest(&mut self.diagram.forest, guarded, |leaf| leaf == 1)
    }

    /// Does some value of the question make it hold?
    pub fn exists(&mut self, node: NodeRef, question: QuestionIx) -> Result<NodeRef, TooLarge> {
        let Some(block) = self.diagram.blocks.get(question.0).copied() else { return Ok(node) };
        let Diagram { forest, .. } = &mut self.diagram;
        (block.first..block.end())
            .try_fold(node, |node, variable| query::exists(forest, &mut self.combiner, node, variable))
    }

    /// The share of all assignments in which it holds.
    pub fn share(&mut self, node: NodeRef) -> Result<f64, TooLarge> {
        let Diagram { forest, blocks, owners, .. } = &mut self.diagram;
        let values = |variable: u32| {
            let owner = owners.get(variable as usize).and_then(|owner| blocks.get(owner.0));
            owner.map_or(1, |block| block.last_value.saturating_add(1))
        };
        query::share(forest, node, values)
    }

    /// The values of a question's only variable that a diagram tells apart; none for a flervalg.
    pub fn classes(&mut self, root: NodeRef, question: QuestionIx) -> Result<Vec<Value>, TooLarge> {
        let Some(block) = self.diagram.blocks.get(question.0).copied() else { return Ok(Vec::new()) };
        let several = self.guideline.questions.get(question.0).is_none_or(|q| matches!(q.kind, Kind::Multi(_)));
        if several {
            return Ok(Vec::new());
        }
        let ends = query::classes(&mut self.diagram.forest, root, block.first)?;
        Ok(ends.into_iter().map(|end| Value::Ordinal(block.ordinal(end))).collect())
    }

    /// A way as answers: options of a flervalg that the way does not name are not chosen.
    #[must_use]
    pub fn answers(&self, way: &[(u32, u64)]) -> Vec<Option<Value>> {
        let mut answers = vec![None; self.guideline.questions.len()];
        for (variable, value) in way {
            let Some(owner) = self.diagram.owners.get(*variable as usize) else { continue };
            let (Some(block), Some(slot)) = (self.diagram.blocks.get(owner.0), answers.get_mut(owner.0)) else {
                continue;
            };
            let several = self.guideline.questions.get(owner.0).is_some_and(|q| matches!(q.kind, Kind::Multi(_)));
            *slot = Some(match (*slot, several) {
                (_, false) => Value::Ordinal(block.ordinal(*value)),
                (Some(Value::Set(set)), true) if *value == 1 => Value::Set(set.with((variable - block.first) as usize)),
                (None, true) if *value == 1 => Value::Set(OptionSet::default().with((variable - block.first) as usize)),
                (Some(set), true) => set,
                (None, true) => Value::Set(OptionSet::default()),
            });
        }
        answers
    }
}
