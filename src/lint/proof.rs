//! What a lint proves with: the guideline's diagram, and cases that show what was found.
//!
//! Everything said here is about the possible assignments, all of them. What takes more than its share of steps is
//! given up, and reported as given up.

use std::fmt::Write;
use std::ops::RangeInclusive;

use super::subject::File;
use crate::engine::contradiction::{only, smallest};
use crate::engine::diagram::query::Way;
use crate::engine::diagram::workshop::Workshop;
use crate::engine::diagram::{Budget, NodeRef};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, ConditionKind, LevelIx};
use crate::guideline::finding::Witness;
use crate::guideline::national::Raadgivning;
use crate::guideline::question::{Kind, Question, QuestionIx, Value};
use crate::guideline::source::Span;

/// What one lint may spend: two or three seconds.
const STEPS: usize = 24_000_000;
/// What a guideline's diagram may cost to begin with, and how large it may become with all that is asked of it.
const BUDGET: Budget = Budget { nodes: 600_000, steps: 16_000_000 };
/// What all lints together may spend: some seconds.
const POT: usize = 64_000_000;

/// Whose duties and questions are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A guideline's own: what national.yaml says is not reported once per guideline.
    Guideline,
    /// Those of national.yaml, carried by a guideline in which every level can be had.
    National,
}

/// Answers of a case, by question.
pub type Known = Vec<Option<Value>>;

/// One guideline, ready to be asked.
#[derive(Debug)]
pub struct Proof<'g> {
    /// The file.
    pub file: File<'g>,
    /// The guideline.
    pub guideline: &'g Guideline,
    /// Its diagram.
    pub shop: Workshop<'g>,
    scope: Scope,
    pot: usize,
}

impl<'g> Proof<'g> {
    /// Compiles the guideline for a case of one speciale.
    ///
    /// # Errors
    /// The guideline is too large.
    pub fn open(file: File<'g>, guideline: &'g Guideline, scope: Scope) -> Result<Self, TooLarge> {
        let mut shop = Workshop::open(guideline, 1, BUDGET)?;
        shop.allow(0);
        Ok(Self { file, guideline, shop, scope, pot: POT })
    }

    /// The next lint may spend its share, what the last one left goes back into the pot.
    pub fn next_piece(&mut self) {
        let back = self.shop.forest().steps_left();
        let share = STEPS.min(self.pot + back);
        self.pot = self.pot + back - share;
        self.shop.allow(share);
    }

    /// What is left of the share, for a diagram beside this one.
    #[must_use]
    pub fn share(&self) -> Budget {
        Budget { steps: self.shop.diagram().forest.steps_left(), ..BUDGET }
    }

    /// A changed copy of the guideline, ready to be asked at the cost of this one's share.
    ///
    /// # Errors
    /// What is left of the share does not suffice.
    pub fn of_changed<'h>(&mut self, changed: &'h Guideline) -> Result<Proof<'h>, TooLarge>
    where
        'g: 'h,
    {
        let steps = self.shop.forest().steps_left();
        let shop = Workshop::open(changed, 1, Budget { steps, ..BUDGET })?;
        self.shop.forest().spend(steps / 8)?;
        Ok(Proof { file: self.file, guideline: changed, shop, scope: self.scope, pot: 0 })
    }

    /// The duties that are looked at, with their places.
    pub fn duties(&self) -> impl Iterator<Item = (usize, &'g Raadgivning)> + use<'g> {
        let national = self.scope == Scope::National;
        self.guideline.advice.iter().enumerate().filter(move |(_, duty)| duty.national == national)
    }

    /// The questions that are looked at, where a question has one home.
    pub fn own_questions(&self) -> impl Iterator<Item = (QuestionIx, &'g Question)> + use<'g> {
        let national = self.scope == Scope::National;
        self.questions().filter(move |(_, question)| question.shared == national)
    }

    /// The questions with their places.
    pub fn questions(&self) -> impl Iterator<Item = (QuestionIx, &'g Question)> + use<'g> {
        self.guideline.questions.iter().enumerate().map(|(place, question)| (QuestionIx(place), question))
    }

    /// Is any assignment possible at all? Where none is, only that is worth saying.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        self.shop.diagram().roots.possible != NodeRef::FALSE
    }

    /// The levels that the answers leave.
    #[must_use]
    pub fn levels(&self, known: &[Option<Value>]) -> Vec<LevelIx> {
        self.shop.diagram().under(known).levels()
    }

    /// In which completions is the duty due? As `visit assess` says it.
    #[must_use]
    pub fn due(&self, known: &[Option<Value>], duty: usize) -> Option<State> {
        let view = self.shop.diagram().under(known);
        let root = self.shop.diagram().roots.advice_for(view.levels().len() > 1).nth(duty)?;
        view.states(&[root]).into_iter().next().flatten()
    }

    /// When a duty is due: with and without doubt, for every number of specialer.
    ///
    /// # Errors
    /// The condition is too large.
    pub fn when_due(&mut self, condition: &Condition) -> Result<Vec<NodeRef>, TooLarge> {
        let mut nodes = Vec::new();
        for count in counts(self.guideline) {
            let condition = with_count(condition, i64::try_from(count).unwrap_or(i64::MAX));
            nodes.extend(self.shop.duty(&condition)?);
        }
        Ok(nodes)
    }

    /// The id of a level.
    #[must_use]
    pub fn level_id(&self, level: LevelIx) -> &'g str {
        self.guideline.national.levels.get(level.0).map_or("", |level| level.id.as_str())
    }

    /// As few of the answers as still show something; `shows` must hold for all of them. Those of `kept` stay.
    pub fn fewest(known: &Known, kept: Option<QuestionIx>, shows: impl Fn(&[Option<Value>]) -> bool) -> Known {
        let kept: Vec<usize> = kept.map(|ix| ix.0).into_iter().collect();
        let given = (0..known.len()).filter(|place| known.get(*place).is_some_and(Option::is_some));
        let places: Vec<usize> = given.filter(|place| !kept.contains(place)).collect();
        let with_kept = |places: &[usize]| only(known, &places.iter().chain(&kept).copied().collect::<Vec<_>>());
        let enough = |places: &[usize]| Ok::<bool, TooLarge>(shows(&with_kept(places)));
        let few = smallest(places.clone(), enough).unwrap_or(places);
        with_kept(&few)
    }

    /// A way down the diagram as a case.
    #[must_use]
    pub fn shown_by(&self, caption: impl Into<String>, way: &Way) -> Witness {
        self.case(caption, &self.shop.answers(way))
    }

    /// A case as an answers file.
    #[must_use]
    pub fn case(&self, caption: impl Into<String>, known: &[Option<Value>]) -> Witness {
        let guideline = self.guideline;
        let mut answers = format!("speciale: {}\ndato: {}\nsvar:", guideline.speciale, guideline.valid_from);
        if self.scope == Scope::National {
            "svar:".clone_into(&mut answers);
        }
        let askable = |question: &Question| self.scope == Scope::Guideline || question.shared;
        let given = guideline.questions.iter().zip(known).filter(|(question, _)| askable(question));
        let given: Vec<_> = given.filter_map(|(question, value)| Some((question, (*value)?))).collect();
        if given.is_empty() {
            answers.push_str(" {}");
        }
        for (question, value) in given {
            // Writing to a String cannot fail.
            let _ = write!(answers, "\n  {}: {}", name(&question.id), written(question, value));
        }
        answers.push('\n');
        Witness { caption: caption.into(), answers }
    }

    /// Where a question that the guideline names stands; `None` for one it does not.
    #[must_use]
    pub fn place(&self, question: &Question) -> Option<Span> {
        match self.scope {
            Scope::Guideline => (!question.implied).then_some(question.span),
            Scope::National => {
                let national = &self.guideline.national.questions;
                national.iter().find(|own| own.id == question.id).map(|own| own.span)
            }
        }
    }
}

/// How many specialer a case may have, as far as the duties tell the numbers apart; just one where none asks.
pub fn counts(guideline: &Guideline) -> RangeInclusive<usize> {
    fn number(condition: &Condition) -> i64 {
        match condition.kind {
            ConditionKind::SpecialeCount { number, .. } => number.saturating_add(1),
            _ => condition.parts().iter().map(number).max().unwrap_or(1),
        }
    }
    let largest = guideline.advice.iter().map(|duty| number(&duty.when)).max().unwrap_or(1);
    // There are twenty specialer in all.
    1..=usize::try_from(largest.clamp(1, 21)).unwrap_or(1)
}

/// The condition in a case of so many specialer.
fn with_count(condition: &Condition, count: i64) -> Condition {
    let mut made = condition.clone();
    match &mut made.kind {
        ConditionKind::SpecialeCount { op, number } if op.holds(&count, number) => {
            made.kind = ConditionKind::All(Vec::new());
        }
        ConditionKind::SpecialeCount { .. } => made.kind = ConditionKind::Any(Vec::new()),
        ConditionKind::All(parts)
        | ConditionKind::Any(parts)
        | ConditionKind::NoneOf(parts)
        | ConditionKind::AtLeast(_, parts)
        | ConditionKind::AtMost(_, parts) => {
            for part in parts {
                *part = with_count(part, count);
            }
        }
        ConditionKind::Not(part) => **part = with_count(part, count),
        _ => {}
    }
    made
}

/// A value as an answers file writes it.
#[must_use]
pub fn written(question: &Question, value: Value) -> String {
    let option = |place: usize| name(question.kind.choices().get(place).map_or("", |choice| choice.id.as_str()));
    match (value, &question.kind) {
        (Value::Set(set), _) => format!("[{}]", set.iter().map(option).collect::<Vec<_>>().join(", ")),
        (Value::Ordinal(number), Kind::Number { .. }) => number.to_string(),
        (Value::Ordinal(number), Kind::YesNo) => (if number == 1 { "ja" } else { "nej" }).to_owned(),
        (Value::Ordinal(number), _) => usize::try_from(number).map(option).unwrap_or_default(),
    }
}

/// An id, in quotes where a YAML reader would take it for something else.
fn name(id: &str) -> String {
    const OTHERWISE: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "ved_ikke"];
    if OTHERWISE.contains(&id.to_lowercase().as_str()) { format!("\"{id}\"") } else { id.to_owned() }
}
