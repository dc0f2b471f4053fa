//! One guideline and many cases, briefly: the levels, what is met, due and open, and no word more.
//!
//! Complete cases are run through the flat program, partial ones walk the diagram by remembered steps, and what is too
//! large for both is assessed as one case is. All of them are exact, and a test holds them against [`Compiled::assess`].

use super::assess::{AssessError, Compiled};
use super::diagram::{Fixed, NodeRef};
use super::evaluate::Complete;
use super::outcome::{Assessment, State};
use super::walker::{OutOfBounds, Trail, Walker};
use crate::guideline::condition::LevelIx;
use crate::guideline::question::{Answer, Kind, QuestionIx, Value};
use crate::guideline::reader::Reader;

/// What comes out of a case. Made once and used again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The lowest possible level.
    pub lowest: LevelIx,
    /// The highest; above the lowest the case is in doubt.
    pub highest: LevelIx,
    /// The criteria that are met.
    pub met: Places,
    /// The duties that are due.
    pub due: Places,
    /// The questions that could still change something.
    pub open: Places,
}

/// Some places of a list, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places(Vec<u64>);

/// Assesses case after case.
#[derive(Debug)]
pub struct Many<'c> {
    compiled: &'c Compiled,
    has_value: Vec<bool>,
    values: Vec<i64>,
    missing: Vec<usize>,
    complete: Complete,
    /// Made when the first partial case asks for it.
    walker: Option<Walker<'c>>,
    trail: Trail,
    brief: Brief,
}

impl Places {
    /// The places, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let bits = |(at, word): (usize, &u64)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        };
        self.0.iter().enumerate().flat_map(bits)
    }

    /// Takes over words whose first `count` bits count.
    fn set(&mut self, words: &[u64], count: usize) {
        self.0.clear();
        self.0.extend_from_slice(words);
        if let Some(last) = self.0.last_mut().filter(|_| !count.is_multiple_of(64)) {
            *last &= (1 << (count % 64)) - 1;
        }
    }

    fn collect(&mut self, count: usize, places: impl Iterator<Item = usize>) {
        self.0.clear();
        self.0.resize(count.div_ceil(64), 0);
        for place in places {
            if let Some(word) = self.0.get_mut(place / 64) {
                *word |= 1 << (place % 64);
            }
        }
    }
}

impl Brief {
    /// More than one level is possible.
    #[must_use]
    pub fn doubt(&self) -> bool {
        self.lowest != self.highest
    }

    fn take(&mut self, found: &Assessment, questions: usize) {
        (self.lowest, self.highest) = found.range().unwrap_or((LevelIx(0), LevelIx(0)));
        let always = |(at, state): (usize, &State)| (*state == State::Always).then_some(at);
        self.met.collect(found.criteria.len(), found.criteria.iter().enumerate().filter_map(always));
        self.due.collect(found.advice.len(), found.advice.iter().enumerate().filter_map(always));
        self.open.collect(questions, found.open_questions.iter().map(|ix| ix.0));
    }
}

impl<'c> Many<'c> {
    /// No case yet.
    #[must_use]
    pub fn new(compiled: &'c Compiled) -> Self {
        let has_value = compiled.guideline().questions.iter().map(|question| question.kind != Kind::Text).collect();
        Self {
            compiled,
            has_value,
            values: Vec::new(),
            missing: Vec::new(),
            complete: Complete::default(),
            walker: None,
            trail: Trail::new(),
            brief: Brief {
                lowest: LevelIx(0),
                highest: LevelIx(0),
                met: Places::default(),
                due: Places::default(),
                open: Places::default(),
            },
        }
    }

    /// Assesses a case by its answers, one place per question, each admitted by its question.
    ///
    /// # Errors
    /// As [`Compiled::assess`].
    pub fn assess(&mut self, answers: &[Option<Answer>]) -> Result<&Brief, AssessError> {
        self.read(answers);
        if self.missing.is_empty() {
            self.compiled.program().run(&self.values, &mut self.complete);
            if self.complete.possible() {
                self.of_complete();
                return Ok(&self.brief);
            }
        } else if let Ok(true) = self.walked(answers) {
            return Ok(&self.brief);
        }
        let known: Vec<Option<Value>> = answers.iter().map(|answer| known(*answer)).collect();
        let found = self.compiled.assess(&known)?;
        self.brief.take(&found, self.has_value.len());
        Ok(&self.brief)
    }

    /// What came out last.
    #[must_use]
    pub fn brief(&self) -> &Brief {
        &self.brief
    }

    /// The values, and the questions without one. Where a question does not apply its value is none, whatever it be.
    fn read(&mut self, answers: &[Option<Answer>]) {
        self.values.clear();
        self.missing.clear();
        for (place, has_value) in self.has_value.iter().enumerate() {
            let value = match known(answers.get(place).copied().flatten()) {
                Some(Value::Ordinal(ordinal)) => ordinal,
                Some(Value::Set(set)) => set.0.cast_signed(),
                Some(Value::Partly(_)) | None => {
                    if *has_value {
                        self.missing.push(place);
                    }
                    0
                }
            };
            self.values.push(value);
        }
        let (guideline, count) = (self.compiled.guideline(), self.compiled.speciale_count());
        let may_be_hidden = |place: &usize| guideline.questions.get(*place).is_some_and(|q| q.applies_when.is_some());
        if self.missing.iter().any(may_be_hidden) {
            let known: Vec<Option<Value>> = answers.iter().map(|answer| known(*answer)).collect();
            let reader = Reader::new(guideline, &known, &[], count);
            self.missing.retain(|place| reader.applies(QuestionIx(*place)) != Some(false));
        }
    }

    fn of_complete(&mut self) {
        let brief = &mut self.brief;
        (brief.lowest, brief.highest) = (self.complete.level(), self.complete.level());
        let guideline = self.compiled.guideline();
        brief.met.set(self.complete.criteria(), guideline.criteria.len());
        brief.due.set(self.complete.advice(), guideline.advice.len());
        brief.open.set(&[], 0);
    }

    /// By remembered steps; false where the answers contradict each other.
    fn walked(&mut self, answers: &[Option<Answer>]) -> Result<bool, OutOfBounds> {
        let diagram = self.compiled.diagram().map_err(|_| OutOfBounds)?;
        let walker = self.walker.get_or_insert_with(|| Walker::new(diagram));
        walker.make_room();
        let (roots, trail) = (&diagram.roots, &mut self.trail);
        let mut fixed = Fixed::default();
        for (block, answer) in diagram.blocks.iter().zip(answers) {
            if let Some(value) = known(*answer) {
                fixed.fix(*block, value);
            }
        }
        let end = walker.walk(roots.level, &fixed, trail)?;
        let leaf = |leaf| diagram.forest.value(leaf).and_then(|value| usize::try_from(value).ok()).map(LevelIx);
        let levels = || walker.leaves(end).filter_map(leaf);
        let (Some(lowest), Some(highest)) = (levels().min(), levels().max()) else { return Ok(false) };
        let doubt = lowest != highest;
        let mut always = Vec::new();
        let mut hold = |roots: &mut dyn Iterator<Item = NodeRef>, places: &mut Places| {
            always.clear();
            let mut count = 0;
            for (place, root) in roots.enumerate() {
                let end = walker.walk(root, &fixed, trail)?;
                if walker.leaves(end).eq([NodeRef::TRUE]) {
                    always.push(place);
                }
                count = place + 1;
            }
            places.collect(count, always.iter().copied());
            Ok(())
        };
        hold(&mut roots.criteria.iter().copied(), &mut self.brief.met)?;
        hold(&mut roots.advice_for(doubt), &mut self.brief.due)?;
        (self.brief.lowest, self.brief.highest) = (lowest, highest);
        let mut open = Vec::new();
        for root in roots.outcomes_for(doubt) {
            walker.walk(root, &fixed, trail)?;
            for place in &self.missing {
                let Some(block) = diagram.blocks.get(*place) else { continue };
                if !open.contains(place) && walker.matters(*block, &fixed, trail)? {
                    open.push(*place);
                }
            }
        }
        self.brief.open.collect(self.has_value.len(), open.into_iter());
        Ok(true)
    }
}

fn known(answer: Option<Answer>) -> Option<Value> {
    match answer {
        Some(Answer::Known(value)) => Some(value),
        Some(Answer::Unknown) | None => None,
    }
}
