//! Small mistakes an author could have made: one threshold off by one, one connective for the other, one criterion
//! forgotten, one level too high or too low.
//!
//! Only what the guideline's own file says is changed: national questions and duties have many readers, and no
//! single guideline's examples can watch over them.

use super::relevance;
use crate::guideline::Guideline;
use crate::guideline::condition::{CalculationIx, Condition, ConditionKind, LevelIx, Short, Term};
use crate::guideline::question::{Kind, QuestionIx};
use crate::guideline::short::{count, largest};
use crate::guideline::source::Span;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutation {
    /// The part of the guideline it is made in.
    pub part: Part,
    /// Where.
    pub span: Span,
    /// What stands there.
    pub from: String,
    /// What would stand there.
    pub to: String,
    change: Change,
}

/// A part of a guideline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `udgangspunkt`
    BaseLevel,
    /// `spørg_når` of a question, by its place.
    Question(usize),
    /// A concept.
    Concept(usize),
    /// An `aldrig` rule.
    Never(usize),
    /// A criterion.
    Criterion(usize),
    /// A duty.
    Advice(usize),
    /// `relevant_når`.
    Relevance,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    /// The condition at this path below the part's own says something else.
    Condition(Vec<usize>, ConditionKind),
    /// The criterion's level, or the base level.
    Level(LevelIx),
}

/// All of them, in the order of the guideline's parts.
#[must_use]
pub fn mutations(guideline: &Guideline) -> Vec<Mutation> {
    let mut found = Vec::new();
    for level in beside(guideline, guideline.base_level) {
        found.push(level_moved(guideline, Part::BaseLevel, (guideline.base_level, level), Span::default()));
    }
    for (part, condition) in conditions(guideline) {
        let mut writer = Writer { guideline, part, path: Vec::new(), found: &mut found };
        writer.condition(condition);
    }
    for (place, criterion) in guideline.criteria.iter().enumerate() {
        let part = Part::Criterion(place);
        for level in beside(guideline, criterion.level) {
            found.push(level_moved(guideline, part, (criterion.level, level), criterion.span));
        }
        let change = Change::Condition(Vec::new(), ConditionKind::Any(Vec::new()));
        let (from, to) = ("kriteriet".to_owned(), "intet".to_owned());
        found.push(Mutation { part, span: criterion.span, from, to, change });
    }
    found
}

/// The mistakes in `relevant_når`, which rests on the shared questions of national.yaml.
#[must_use]
pub fn of_relevance(guideline: &Guideline) -> Vec<Mutation> {
    let mut found = Vec::new();
    if let (Some(asking), Some(when)) = (relevance::asking(guideline), &guideline.relevant_when) {
        let mut writer = Writer { guideline: &asking, part: Part::Relevance, path: Vec::new(), found: &mut found };
        writer.condition(when);
    }
    found
}

/// The conditions that the guideline's own file states.
fn conditions(guideline: &Guideline) -> Vec<(Part, &Condition)> {
    let questions = guideline.questions.iter().enumerate().filter(|(_, question)| !question.shared);
    let asked =
        questions.filter_map(|(place, question)| Some((Part::Question(place), question.applies_when.as_ref()?)));
    let concepts = guideline.concepts.iter().enumerate().map(|(place, one)| (Part::Concept(place), &one.when));
    let written = guideline.never.iter().enumerate().filter(|(_, rule)| !rule.implied);
    let never = written.map(|(place, rule)| (Part::Never(place), &rule.when));
    let criteria = guideline.criteria.iter().enumerate().map(|(place, one)| (Part::Criterion(place), &one.when));
    let duties = guideline.advice.iter().enumerate().filter(|(_, duty)| !duty.national);
    let duties = duties.map(|(place, duty)| (Part::Advice(place), &duty.when));
    asked.chain(concepts).chain(never).chain(criteria).chain(duties).collect()
}

/// The levels next to a level.
fn beside(guideline: &Guideline, LevelIx(place): LevelIx) -> Vec<LevelIx> {
    let next = Some(place + 1).filter(|next| *next < guideline.national.levels.len());
    place.checked_sub(1).into_iter().chain(next).map(LevelIx).collect()
}

fn level_moved(guideline: &Guideline, part: Part, (from, to): (LevelIx, LevelIx), span: Span) -> Mutation {
    let key = if part == Part::BaseLevel { "udgangspunkt" } else { "niveau" };
    let text = |level| format!("{key}: {}", level_id(guideline, level));
    Mutation { part, span, from: text(from), to: text(to), change: Change::Level(to) }
}

fn level_id(guideline: &Guideline, LevelIx(place): LevelIx) -> &str {
    guideline.national.levels.get(place).map_or("", |level| level.id.as_str())
}

impl Mutation {
    /// The guideline with the mistake in it.
    #[must_use]
    pub fn applied(&self, guideline: &Guideline) -> Guideline {
        let mut mutant = guideline.clone();
        match &self.change {
            Change::Level(level) => match self.part {
                Part::Criterion(place) => {
                    if let Some(criterion) = mutant.criteria.get_mut(place) {
                        criterion.level = *level;
                    }
                }
                _ => mutant.base_level = *level,
            },
            Change::Condition(path, kind) => {
                let condition = self.part.condition_mut(&mut mutant).and_then(|own| descend(own, path));
                if let Some(condition) = condition {
                    condition.kind = kind.clone();
                }
            }
        }
        mutant
    }
}

impl Part {
    fn condition_mut(self, guideline: &mut Guideline) -> Option<&mut Condition> {
        match self {
            Self::BaseLevel => None,
            Self::Relevance => guideline.relevant_when.as_mut(),
            Self::Question(place) => guideline.questions.get_mut(place)?.applies_when.as_mut(),
            Self::Concept(place) => Some(&mut guideline.concepts.get_mut(place)?.when),
            Self::Never(place) => Some(&mut guideline.never.get_mut(place)?.when),
            Self::Criterion(place) => Some(&mut guideline.criteria.get_mut(place)?.when),
            Self::Advice(place) => Some(&mut guideline.advice.get_mut(place)?.when),
        }
    }
}

fn descend<'c>(mut condition: &'c mut Condition, path: &[usize]) -> Option<&'c mut Condition> {
    for place in path {
        condition = match &mut condition.kind {
            ConditionKind::All(parts)
            | ConditionKind::Any(parts)
            | ConditionKind::NoneOf(parts)
            | ConditionKind::AtLeast(_, parts)
            | ConditionKind::AtMost(_, parts) => parts.get_mut(*place)?,
            ConditionKind::Not(part) => part,
            _ => return None,
        };
    }
    Some(condition)
}

/// Writes down every mistake that can be made in one condition.
struct Writer<'g, 'f> {
    guideline: &'g Guideline,
    part: Part,
    path: Vec<usize>,
    found: &'f mut Vec<Mutation>,
}

impl Writer<'_, '_> {
    fn condition(&mut self, condition: &Condition) {
        for (kind, from, to) in self.said(condition).unwrap_or_else(|| self.changes(&condition.kind)) {
            let change = Change::Condition(self.path.clone(), kind);
            self.found.push(Mutation { part: self.part, span: condition.span, from, to, change });
        }
        // The parts of these have no words of their own.
        if let Some(Short::Count { .. } | Short::Largest { .. }) = condition.short {
            return;
        }
        for (place, part) in condition.parts().iter().enumerate() {
            self.path.push(place);
            self.condition(part);
            self.path.pop();
        }
    }

    /// The mistakes of a short form, in its own words: what it means in longer ones stands nowhere in the file.
    fn said(&self, condition: &Condition) -> Option<Vec<(ConditionKind, String, String)>> {
        let questions = || {
            let mut named = Vec::new();
            condition.visit_questions(&mut |ix| named.extend((!named.contains(&ix)).then_some(ix)));
            named
        };
        match (condition.short?, &condition.kind) {
            // A wrong connective inside one text is no mistake anybody makes; a wrong value is, and its part says so.
            (Short::OneOf | Short::Neither | Short::Between, _) => Some(Vec::new()),
            (Short::Calculation(CalculationIx(place)), ConditionKind::Sum { terms, op, number }) => {
                let name = self.guideline.calculations.get(place).map_or("", |one| one.id.as_str());
                let changed = |number| ConditionKind::Sum { terms: terms.clone(), op: *op, number };
                Some(moved(*number, |number| Some((changed(number), format!("{name} {} {number}", op.symbol())))))
            }
            (Short::Count { op, number }, _) => {
                let question = *questions().first()?;
                let text = |number| format!("antal({}) {} {number}", self.id(question), op.symbol());
                let asked = self.guideline.questions.get(question.0)?;
                Some(moved(number, |number| Some((count(question, asked, op, number, condition.span), text(number)))))
            }
            (Short::Largest { op, value }, _) => {
                let named = questions();
                let list = named.iter().map(|ix| self.id(*ix)).collect::<Vec<_>>().join(", ");
                let first = *named.first()?;
                Some(moved(value, |value| {
                    let text = format!("maks({list}) {} {}", op.symbol(), self.value(first, value)?);
                    Some((largest(&named, op, value, condition.span), text))
                }))
            }
            _ => None,
        }
    }

    /// What could stand in place of this form, its parts left as they are.
    fn changes(&self, kind: &ConditionKind) -> Vec<(ConditionKind, String, String)> {
        let words = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let with = |kind: ConditionKind, (from, to): (String, String)| vec![(kind, from, to)];
        match kind {
            // Of a single part all of them and one of them are the same.
            ConditionKind::All(parts) if parts.len() > 1 => {
                with(ConditionKind::Any(parts.clone()), words("alle", "mindst_en"))
            }
            ConditionKind::Any(parts) if parts.len() > 1 => {
                with(ConditionKind::All(parts.clone()), words("mindst_en", "alle"))
            }
            ConditionKind::NoneOf(parts) if parts.len() > 1 => {
                let all = Condition::new(ConditionKind::All(parts.clone()), Span::default());
                with(ConditionKind::Not(Box::new(all)), words("ingen", "ikke alle"))
            }
            ConditionKind::AtLeast(number, parts) => {
                counts(*number, "mindst", |number| ConditionKind::AtLeast(number, parts.clone()))
            }
            ConditionKind::AtMost(number, parts) => {
                counts(*number, "højst", |number| ConditionKind::AtMost(number, parts.clone()))
            }
            ConditionKind::Compare { question, op, value } => {
                let text = |value: i64| self.value(*question, value).map(|text| format!("{} {text}", op.symbol()));
                let changed = |value| ConditionKind::Compare { question: *question, op: *op, value };
                moved(*value, |value| Some((changed(value), format!("{} {}", self.id(*question), text(value)?))))
            }
            ConditionKind::Sum { terms, op, number } => {
                let text = |number: i64| format!("sum({}) {} {number}", self.terms(terms), op.symbol());
                let changed = |number| ConditionKind::Sum { terms: terms.clone(), op: *op, number };
                moved(*number, |number| Some((changed(number), text(number))))
            }
            ConditionKind::Level { op, level } => {
                let text = |level| format!("niveau {} {}", op.symbol(), level_id(self.guideline, level));
                let levels = beside(self.guideline, *level).into_iter();
                levels.map(|to| (ConditionKind::Level { op: *op, level: to }, text(*level), text(to))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn id(&self, QuestionIx(place): QuestionIx) -> &str {
        self.guideline.questions.get(place).map_or("", |question| question.id.as_str())
    }

    /// A value as it is written, where the question's values have an order.
    fn value(&self, QuestionIx(place): QuestionIx, value: i64) -> Option<String> {
        match &self.guideline.questions.get(place)?.kind {
            Kind::Number { .. } => Some(value.to_string()),
            Kind::Choice(_) if !self.guideline.questions.get(place)?.ordered => None,
            Kind::Scale(steps) | Kind::Choice(steps) => Some(steps.get(usize::try_from(value).ok()?)?.id.clone()),
            _ => None,
        }
    }

    fn terms(&self, terms: &[Term]) -> String {
        let list = |questions: &[QuestionIx]| questions.iter().map(|ix| self.id(*ix)).collect::<Vec<_>>().join(", ");
        let term = |term: &Term| match term {
            Term::Question(question) => self.id(*question).to_owned(),
            Term::Largest(questions) => format!("maks({})", list(questions)),
        };
        terms.iter().map(term).collect::<Vec<_>>().join(", ")
    }
}

fn counts(number: u32, word: &str, kind: impl Fn(u32) -> ConditionKind) -> Vec<(ConditionKind, String, String)> {
    let beside = [number.checked_sub(1), number.checked_add(1)].into_iter().flatten();
    beside.map(|to| (kind(to), format!("{word}: {number}"), format!("{word}: {to}"))).collect()
}

/// The number one down and one up, where that can be written.
fn moved(number: i64, at: impl Fn(i64) -> Option<(ConditionKind, String)>) -> Vec<(ConditionKind, String, String)> {
    let Some((_, from)) = at(number) else { return Vec::new() };
    let beside = [number.checked_sub(1), number.checked_add(1)].into_iter().flatten();
    beside.filter_map(at).map(|(kind, to)| (kind, from.clone(), to)).collect()
}
