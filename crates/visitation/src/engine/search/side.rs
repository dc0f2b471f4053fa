//! A guideline as a circuit over one assignment: which conditions hold, and what comes of it.
//!
//! The meaning is that of the language description, the same as the decision diagram's and the direct evaluator's.
//! Deliberately leaves `aldrig` rules to who asks: [`Side::possible`] says whether none of them holds.

use std::collections::BTreeSet;

use batsat::Lit;

use super::gates::Gates;
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, Condition, ConditionKind, Term};
use crate::guideline::order::{Item, in_order};
use crate::guideline::question::{Kind, OptionSet, QuestionIx, Value};

/// The answer to one question, as literals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Domain {
    /// The values in groups that the guideline does not tell apart: the smallest of each, ascending, and whether the
    /// answer is that or larger (of the first it always is).
    Ordered(Vec<(i64, Lit)>),
    /// Per option: is it chosen?
    Options(Vec<Lit>),
}

/// One assignment, and what follows from it.
#[derive(Debug, Clone)]
pub struct Side {
    /// Per question.
    pub domains: Vec<Domain>,
    /// Per question: does it apply?
    pub applies: Vec<Lit>,
    concepts: Vec<Lit>,
    /// Per `aldrig` rule: does it hold?
    pub never: Vec<Lit>,
    /// None of the rules holds.
    pub possible: Lit,
    /// Per criterion: does it hold?
    pub criteria: Vec<Lit>,
    /// Per level: is the level this one or higher?
    pub reaches: Vec<Lit>,
}

/// What only a duty's condition may ask.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    /// Is the case in doubt?
    pub doubt: bool,
    /// How many specialer are assessed together.
    pub specialer: usize,
}

/// Numbers with what it takes to be each of them: always just one holds.
type Numbers = Vec<(i128, Lit)>;

/// A tal with more values than this is not added up.
const MOST_NUMBERS: i64 = 2_000;

/// Free answers to a guideline's questions; `beside` it nothing else will be asked than these.
pub fn domains(gates: &mut Gates, guideline: &Guideline, beside: &[&Condition]) -> Result<Vec<Domain>, TooLarge> {
    let cuts = cuts(guideline, beside)?;
    Ok(guideline.questions.iter().zip(cuts).map(|(question, cuts)| domain(gates, &question.kind, cuts)).collect())
}

/// A free answer to a question whose groups begin at `starts`.
pub fn domain(gates: &mut Gates, kind: &Kind, starts: BTreeSet<i64>) -> Domain {
    if let Kind::Multi(options) = kind {
        return Domain::Options(options.iter().map(|_| gates.free()).collect());
    }
    let mut steps: Vec<(i64, Lit)> = Vec::with_capacity(starts.len());
    for start in starts {
        let from_here = if steps.is_empty() { gates.constant(true) } else { gates.free() };
        if let Some((_, before)) = steps.last() {
            gates.tie(vec![!from_here, *before]);
        }
        steps.push((start, from_here));
    }
    Domain::Ordered(steps)
}

/// The same answer groups with literals of their own.
pub fn another(gates: &mut Gates, kind: &Kind, like: &Domain) -> Domain {
    let starts = match like {
        Domain::Ordered(steps) => steps.iter().map(|(start, _)| *start).collect(),
        Domain::Options(_) => BTreeSet::new(),
    };
    domain(gates, kind, starts)
}

/// Per question: where groups of values begin that the guideline may tell apart.
pub fn cuts(guideline: &Guideline, beside: &[&Condition]) -> Result<Vec<BTreeSet<i64>>, TooLarge> {
    let mut cuts: Vec<BTreeSet<i64>> = Vec::with_capacity(guideline.questions.len());
    for question in &guideline.questions {
        cuts.push(match &question.kind {
            Kind::YesNo => (0..2).collect(),
            Kind::Scale(choices) | Kind::Choice(choices) => (0..).take(choices.len()).collect(),
            Kind::Number { min, .. } => BTreeSet::from([*min]),
            Kind::Multi(_) | Kind::Text => BTreeSet::new(),
        });
    }
    let asking = guideline.questions.iter().filter_map(|question| question.applies_when.as_ref());
    let named = guideline.concepts.iter().map(|concept| &concept.when);
    let never = guideline.never.iter().map(|rule| &rule.when);
    let criteria = guideline.criteria.iter().map(|criterion| &criterion.when);
    let duties = guideline.advice.iter().map(|duty| &duty.when);
    let own = asking.chain(named).chain(never).chain(criteria).chain(duties);
    let mut open: Vec<&Condition> = own.chain(beside.iter().copied()).collect();
    while let Some(condition) = open.pop() {
        open.extend(condition.parts());
        let mut add = |at: QuestionIx, whole: bool, values: [i64; 2]| {
            let kind = guideline.questions.get(at.0).map(|question| &question.kind);
            if let (Some(Kind::Number { min, max }), Some(cuts)) = (kind, cuts.get_mut(at.0)) {
                if whole && max.checked_sub(*min).is_none_or(|range| range > MOST_NUMBERS) {
                    return Err(TooLarge { budget: 0 });
                }
                cuts.extend(if whole { *min..=*max } else { values[0]..=values[1] }.filter(|at| at > min && at <= max));
            }
            Ok(())
        };
        match &condition.kind {
            ConditionKind::Compare { question, value, .. } => add(*question, false, [*value, value.saturating_add(1)])?,
            ConditionKind::Sum { .. } => {
                let mut counted = Vec::new();
                condition.visit_questions(&mut |question| counted.push(question));
                counted.into_iter().try_for_each(|question| add(question, true, [0, 0]))?;
            }
            _ => {}
        }
    }
    Ok(cuts)
}

impl Domain {
    /// What it takes to have just this value; an ordinal stands for its whole group.
    pub fn is(&self, value: Value) -> Vec<Lit> {
        match (self, value) {
            (Self::Ordered(steps), Value::Ordinal(ordinal)) => {
                let next = steps.partition_point(|(start, _)| *start <= ordinal);
                let own = next.checked_sub(1).and_then(|at| steps.get(at)).map(|(_, lit)| *lit);
                own.into_iter().chain(steps.get(next).map(|(_, lit)| !*lit)).collect()
            }
            (Self::Options(options), Value::Set(set)) => {
                let chosen = |(at, lit): (usize, &Lit)| if set.contains(at) { *lit } else { !*lit };
                options.iter().enumerate().map(chosen).collect()
            }
            (Self::Options(options), Value::Partly(set)) => {
                set.iter().filter_map(|at| options.get(at)).copied().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The same when the answer is known: nothing in it is free, but for what a partly known one leaves open.
    #[must_use]
    pub fn fixed(&self, gates: &Gates, value: Value) -> Self {
        match (self, value) {
            (Self::Ordered(steps), Value::Ordinal(ordinal)) => {
                let reached = |at: usize, start: i64| gates.constant(at == 0 || start <= ordinal);
                let steps = steps.iter().enumerate();
                Self::Ordered(steps.map(|(at, (start, _))| (*start, reached(at, *start))).collect())
            }
            (Self::Options(options), Value::Set(set)) => {
                Self::Options((0..options.len()).map(|at| gates.constant(set.contains(at))).collect())
            }
            (Self::Options(options), Value::Partly(set)) => {
                let each = options.iter().enumerate();
                Self::Options(
                    each.map(|(at, lit)| if set.contains(at) { gates.constant(true) } else { *lit }).collect(),
                )
            }
            _ => self.clone(),
        }
    }

    /// The value that was found.
    #[must_use]
    pub fn found(&self, gates: &Gates) -> Option<Value> {
        match self {
            Self::Ordered(steps) => {
                let reached = steps.iter().rev().find(|(_, lit)| gates.holds(*lit)).or(steps.first());
                reached.map(|(start, _)| Value::Ordinal(*start))
            }
            Self::Options(options) => {
                let chosen = options.iter().enumerate().filter(|(_, lit)| gates.holds(**lit));
                Some(Value::Set(chosen.fold(OptionSet::default(), |set, (at, _)| set.with(at))))
            }
        }
    }

    /// Per group: is the answer in it?
    fn groups(&self, gates: &mut Gates) -> Result<Numbers, TooLarge> {
        let Self::Ordered(steps) = self else { return Ok(Vec::new()) };
        let mut groups = Vec::with_capacity(steps.len());
        for (at, (start, reached)) in steps.iter().enumerate() {
            let beyond = steps.get(at + 1).map(|(_, lit)| !*lit);
            groups.push((i128::from(*start), gates.all(beyond.into_iter().chain([*reached]).collect())?));
        }
        Ok(groups)
    }

    fn compared(&self, gates: &mut Gates, op: Comparison, value: i64) -> Result<Lit, TooLarge> {
        let Self::Ordered(steps) = self else { return Ok(gates.constant(false)) };
        let from = |number: i64| steps.iter().find(|(start, _)| *start >= number).map(|(_, lit)| *lit);
        let no = gates.constant(false);
        let (reached, beyond) = (from(value).unwrap_or(no), from(value.saturating_add(1)).unwrap_or(no));
        Ok(match op {
            Comparison::GreaterOrEqual => reached,
            Comparison::Less => !reached,
            Comparison::Greater => beyond,
            Comparison::LessOrEqual => !beyond,
            Comparison::Equal => gates.all(vec![reached, !beyond])?,
            Comparison::NotEqual => !gates.all(vec![reached, !beyond])?,
        })
    }
}

impl Side {
    /// What follows from these answers.
    pub fn new(gates: &mut Gates, guideline: &Guideline, domains: Vec<Domain>) -> Result<Self, TooLarge> {
        let yes = gates.constant(true);
        let (applies, concepts) = (vec![yes; domains.len()], vec![!yes; guideline.concepts.len()]);
        let mut side = Self {
            domains,
            applies,
            concepts,
            never: Vec::new(),
            possible: yes,
            criteria: Vec::new(),
            reaches: Vec::new(),
        };
        for item in in_order(guideline) {
            let (place, when) = match item {
                Item::Concept(place) => (place, guideline.concepts.get(place).map(|concept| &concept.when)),
                Item::Question(place) => {
                    (place, guideline.questions.get(place).and_then(|question| question.applies_when.as_ref()))
                }
            };
            let Some(when) = when else { continue };
            let holds = side.condition(gates, guideline, when, None)?;
            let slots = if matches!(item, Item::Concept(_)) { &mut side.concepts } else { &mut side.applies };
            slots.get_mut(place).into_iter().for_each(|slot| *slot = holds);
        }
        for rule in &guideline.never {
            let holds = side.condition(gates, guideline, &rule.when, None)?;
            side.never.push(holds);
        }
        side.possible = gates.all(side.never.iter().map(|rule| !*rule).collect())?;
        for criterion in &guideline.criteria {
            let holds = side.condition(gates, guideline, &criterion.when, None)?;
            side.criteria.push(holds);
        }
        for level in 0..guideline.national.levels.len() {
            let calling = guideline.criteria.iter().zip(&side.criteria);
            let calling = calling.filter(|(criterion, _)| criterion.level.0 >= level).map(|(_, holds)| *holds);
            let base = gates.constant(guideline.base_level.0 >= level);
            let reached = gates.any(calling.chain([base]))?;
            side.reaches.push(reached);
        }
        Ok(side)
    }

    /// Does the condition hold? `beside` for a duty's.
    pub fn condition(
        &self,
        gates: &mut Gates,
        guideline: &Guideline,
        condition: &Condition,
        beside: Option<Beside>,
    ) -> Result<Lit, TooLarge> {
        let mut parts = Vec::with_capacity(condition.parts().len());
        for part in condition.parts() {
            parts.push(self.condition(gates, guideline, part, beside)?);
        }
        let no = gates.constant(false);
        match &condition.kind {
            ConditionKind::All(_) => gates.all(parts),
            ConditionKind::Any(_) => gates.any(parts),
            ConditionKind::NoneOf(_) => Ok(!gates.any(parts)?),
            ConditionKind::Not(_) => Ok(parts.first().map_or(no, |part| !*part)),
            ConditionKind::AtLeast(number, _) => super::sums::count(gates, &parts, i128::from(*number)),
            ConditionKind::AtMost(number, _) => Ok(!super::sums::count(gates, &parts, i128::from(*number) + 1)?),
            ConditionKind::Concept(concept) => Ok(self.concepts.get(concept.0).copied().unwrap_or(no)),
            ConditionKind::Compare { question, op, value } => {
                let domain = self.domains.get(question.0);
                let holds = domain.map_or(Ok(no), |domain| domain.compared(gates, *op, *value))?;
                gates.all(vec![holds, self.applies.get(question.0).copied().unwrap_or(no)])
            }
            ConditionKind::Has { question, option } => {
                let chosen = match self.domains.get(question.0) {
                    Some(Domain::Options(options)) => options.get(*option).copied().unwrap_or(no),
                    _ => no,
                };
                gates.all(vec![chosen, self.applies.get(question.0).copied().unwrap_or(no)])
            }
            ConditionKind::Sum { terms, op, number } => {
                let terms =
                    terms.iter().map(|term| self.term(gates, guideline, term)).collect::<Result<Vec<_>, _>>()?;
                super::sums::compared(gates, &terms, *op, i128::from(*number))
            }
            ConditionKind::Level { op, level } => Ok(beside.map_or(no, |_| self.level(gates, *op, level.0))),
            ConditionKind::Doubt => Ok(gates.constant(beside.is_some_and(|beside| beside.doubt))),
            ConditionKind::SpecialeCount { op, number } => {
                let count = beside.map_or(1, |beside| beside.specialer);
                Ok(gates.constant(op.holds(&(count as i128), &i128::from(*number))))
            }
        }
    }

    /// The level compared with one of the levels; `=` and `!=` through [`Self::level_is`].
    fn level(&self, gates: &mut Gates, op: Comparison, level: usize) -> Lit {
        let no = gates.constant(false);
        let from = |place: usize| self.reaches.get(place).copied().unwrap_or(no);
        match op {
            Comparison::GreaterOrEqual => from(level),
            Comparison::Less => !from(level),
            Comparison::Greater => from(level + 1),
            Comparison::LessOrEqual => !from(level + 1),
            Comparison::Equal => self.level_is(gates, level).unwrap_or(no),
            Comparison::NotEqual => self.level_is(gates, level).map_or(no, |is| !is),
        }
    }

    /// The level is just this one.
    pub fn level_is(&self, gates: &mut Gates, level: usize) -> Result<Lit, TooLarge> {
        let no = gates.constant(false);
        let from = |place: usize| self.reaches.get(place).copied().unwrap_or(no);
        gates.all(vec![from(level), !from(level + 1)])
    }

    fn term(&self, gates: &mut Gates, guideline: &Guideline, term: &Term) -> Result<Numbers, TooLarge> {
        match term {
            Term::Question(question) => self.counted(gates, guideline, *question),
            Term::Largest(questions) => {
                let each: Result<Vec<_>, _> =
                    questions.iter().map(|question| self.counted(gates, guideline, *question)).collect();
                super::sums::largest(gates, &each?)
            }
        }
    }

    /// What a question counts in a sum: 0 where it does not apply.
    fn counted(&self, gates: &mut Gates, guideline: &Guideline, question: QuestionIx) -> Result<Numbers, TooLarge> {
        let (Some(asked), Some(domain)) = (guideline.questions.get(question.0), self.domains.get(question.0)) else {
            return Ok(Vec::new());
        };
        let applies = self.applies.get(question.0).copied().unwrap_or(gates.constant(true));
        let mut numbers = vec![(0, !applies)];
        for (value, is) in domain.groups(gates)? {
            let choice = usize::try_from(value).ok().and_then(|place| asked.kind.choices().get(place));
            let counts = choice.map_or(value, |choice| i128::from(choice.points));
            numbers.push((counts, gates.all(vec![is, applies])?));
        }
        super::sums::gathered(gates, numbers)
    }
}
