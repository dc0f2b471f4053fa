//! Single answers where the decision diagram would be too large: a SAT solver looks for one assignment.
//!
//! Exact like the diagram, for less: whether there is an assignment with some property, and one that has it. It
//! counts nothing and compares no whole functions. What takes more than its [`Effort`] is an error, never a guess.

pub mod completions;
mod gates;
mod side;
mod sums;
pub mod together;

pub use batsat::Lit;
pub use gates::Effort;
pub use side::Beside;

use gates::Gates;
use side::{Domain, Side, another, domains};

use super::contradiction::{only, smallest};
use super::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, LevelIx};
use crate::guideline::question::{QuestionIx, Value};

/// Answers by question.
pub type Known = Vec<Option<Value>>;

/// A guideline that can be asked whether something can be, over one assignment or over two.
#[derive(Debug)]
pub struct Search<'g> {
    guideline: &'g Guideline,
    gates: Gates,
    side: Side,
    /// The same assignment but for one question's answer.
    twin: Option<(QuestionIx, Side)>,
}

impl<'g> Search<'g> {
    /// Makes ready to search. Conditions that will be asked and that are not made from the guideline's own parts must
    /// be named in `beside`.
    ///
    /// # Errors
    /// The guideline is too large even for this.
    pub fn open(guideline: &'g Guideline, beside: &[&Condition], effort: Effort) -> Result<Self, TooLarge> {
        let mut gates = Gates::new(effort);
        let domains = domains(&mut gates, guideline, beside)?;
        let side = Side::new(&mut gates, guideline, domains)?;
        Ok(Self { guideline, gates, side, twin: None })
    }

    /// Makes ready to search for two assignments that differ in the answer to one question alone.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_twins(
        guideline: &'g Guideline,
        question: QuestionIx,
        beside: &[&Condition],
        effort: Effort,
    ) -> Result<Self, TooLarge> {
        let mut search = Self::open(guideline, beside, effort)?;
        let mut domains = search.side.domains.clone();
        if let (Some(slot), Some(asked)) = (domains.get_mut(question.0), guideline.questions.get(question.0)) {
            *slot = another(&mut search.gates, &asked.kind, slot);
        }
        let side = Side::new(&mut search.gates, guideline, domains)?;
        search.twin = Some((question, side));
        Ok(search)
    }

    /// The guideline.
    #[must_use]
    pub fn guideline(&self) -> &'g Guideline {
        self.guideline
    }

    /// What may still be spent.
    #[must_use]
    pub fn effort(&self) -> Effort {
        self.gates.effort()
    }

    /// One more piece of work may cost so many rounds.
    pub fn allow(&mut self, rounds: u64) {
        self.gates.allow(rounds);
    }

    /// No `aldrig` rule holds, for the one or for both assignments.
    #[must_use]
    pub fn possible(&self) -> Vec<Lit> {
        std::iter::once(self.side.possible).chain(self.twin.iter().map(|(_, twin)| twin.possible)).collect()
    }

    /// Another reading of the same questions, by which the (first) assignment is possible too.
    ///
    /// # Errors
    /// Too many gates.
    pub fn possible_by(&mut self, other: &Guideline) -> Result<Lit, TooLarge> {
        let domains = self.side.domains.clone();
        Ok(Side::new(&mut self.gates, other, domains)?.possible)
    }

    /// Per `aldrig` rule: it holds.
    #[must_use]
    pub fn never(&self) -> &[Lit] {
        &self.side.never
    }

    /// Per criterion: it holds.
    #[must_use]
    pub fn criteria(&self) -> &[Lit] {
        &self.side.criteria
    }

    /// The question applies.
    #[must_use]
    pub fn applies(&self, question: QuestionIx) -> Option<Lit> {
        self.side.applies.get(question.0).copied()
    }

    /// The condition holds; `beside` for a duty's.
    ///
    /// # Errors
    /// It is too large.
    pub fn condition(&mut self, condition: &Condition, beside: Option<Beside>) -> Result<Lit, TooLarge> {
        self.side.condition(&mut self.gates, self.guideline, condition, beside)
    }

    /// The level is just this one.
    ///
    /// # Errors
    /// Too many gates.
    pub fn level_is(&mut self, level: LevelIx) -> Result<Lit, TooLarge> {
        self.side.level_is(&mut self.gates, level.0)
    }

    /// Some of them holds.
    ///
    /// # Errors
    /// Too many gates.
    pub fn any(&mut self, parts: impl IntoIterator<Item = Lit>) -> Result<Lit, TooLarge> {
        self.gates.any(parts)
    }

    /// Just one of the two holds.
    ///
    /// # Errors
    /// Too many gates.
    pub fn either(&mut self, one: Lit, other: Lit) -> Result<Lit, TooLarge> {
        self.gates.either(one, other)
    }

    /// The answer's own value, as what it takes to have it.
    #[must_use]
    pub fn is(&self, question: QuestionIx, value: Value) -> Vec<Lit> {
        self.side.domains.get(question.0).map(|domain| domain.is(value)).unwrap_or_default()
    }

    /// No more than so many of the answers are other ones.
    ///
    /// # Errors
    /// Too many gates.
    pub fn at_most_otherwise(&mut self, given: &[(QuestionIx, Value)], number: usize) -> Result<Lit, TooLarge> {
        let mut otherwise = Vec::with_capacity(given.len());
        for (question, value) in given {
            let is = self.is(*question, *value);
            otherwise.push(!self.gates.all(is)?);
        }
        let more = sums::count(&mut self.gates, &otherwise, number as i128 + 1)?;
        Ok(!more)
    }

    /// Is there a possible assignment with these answers?
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn possible_with(&mut self, known: &[Option<Value>]) -> Result<bool, TooLarge> {
        let yes = self.gates.constant(true);
        let wanted = self.wanted(known, yes);
        self.gates.can(&wanted)
    }

    /// The twin's answer's own value, likewise.
    #[must_use]
    pub fn twin_is(&self, value: Value) -> Vec<Lit> {
        let domain = self.twin.as_ref().and_then(|(question, twin)| twin.domains.get(question.0));
        domain.map(|domain| domain.is(value)).unwrap_or_default()
    }

    /// The twin's set of options is the same but for this one, which it has and the other has not.
    ///
    /// # Errors
    /// Too many gates.
    pub fn twin_adds(&mut self, option: usize) -> Result<Vec<Lit>, TooLarge> {
        let Some((question, twin)) = &self.twin else { return Ok(Vec::new()) };
        let (own, other) = (self.side.domains.get(question.0), twin.domains.get(question.0));
        let (Some(Domain::Options(own)), Some(Domain::Options(other))) = (own, other) else { return Ok(Vec::new()) };
        let pairs: Vec<(Lit, Lit)> = own.iter().copied().zip(other.iter().copied()).collect();
        let mut wanted = Vec::new();
        for (at, (own, other)) in pairs.into_iter().enumerate() {
            if at == option {
                wanted.extend([!own, other]);
            } else {
                wanted.push(!self.either(own, other)?);
            }
        }
        Ok(wanted)
    }

    /// One value of each group that the guideline may tell apart; none for a flervalg and a tekst.
    #[must_use]
    pub fn values(&self, question: QuestionIx) -> Vec<Value> {
        self.ordinals(question).into_iter().map(Value::Ordinal).collect()
    }

    /// The same as ordinals, ascending.
    #[must_use]
    pub fn ordinals(&self, question: QuestionIx) -> Vec<i64> {
        match self.side.domains.get(question.0) {
            Some(Domain::Ordered(steps)) => steps.iter().map(|(start, _)| *start).collect(),
            _ => Vec::new(),
        }
    }

    /// The twin's answer is a later one.
    ///
    /// # Errors
    /// Too many gates.
    pub fn twin_is_later(&mut self) -> Result<Lit, TooLarge> {
        let Some((question, twin)) = &self.twin else { return Ok(self.gates.constant(false)) };
        let (own, other) = (self.side.domains.get(question.0), twin.domains.get(question.0));
        let (Some(Domain::Ordered(own)), Some(Domain::Ordered(other))) = (own, other) else {
            return Ok(self.gates.constant(false));
        };
        let steps: Vec<(Lit, Lit)> = own.iter().zip(other).map(|((_, own), (_, other))| (*own, *other)).collect();
        self.gates_where_only(steps.into_iter().map(|(own, other)| (other, own)))
    }

    /// The twin's level is another (`lower`: a lower one).
    ///
    /// # Errors
    /// Too many gates.
    pub fn twin_level(&mut self, lower: bool) -> Result<Lit, TooLarge> {
        let Some((_, twin)) = &self.twin else { return Ok(self.gates.constant(false)) };
        let pairs: Vec<(Lit, Lit)> =
            self.side.reaches.iter().zip(&twin.reaches).map(|(own, other)| (*own, *other)).collect();
        let mut wanted = vec![self.gates_where_only(pairs.iter().copied())?];
        if !lower {
            wanted.push(self.gates_where_only(pairs.iter().map(|(own, other)| (*other, *own)))?);
        }
        self.gates.any(wanted)
    }

    /// The condition for this assignment, and for the twin.
    ///
    /// # Errors
    /// It is too large.
    pub fn both(&mut self, condition: &Condition, beside: Option<Beside>) -> Result<(Lit, Lit), TooLarge> {
        let own = self.side.condition(&mut self.gates, self.guideline, condition, beside)?;
        let Some((_, twin)) = &self.twin else { return Ok((own, own)) };
        Ok((own, twin.condition(&mut self.gates, self.guideline, condition, beside)?))
    }

    /// Somewhere the first of a pair holds without the second.
    fn gates_where_only(&mut self, pairs: impl Iterator<Item = (Lit, Lit)>) -> Result<Lit, TooLarge> {
        let mut wanted = Vec::new();
        for (one, other) in pairs {
            wanted.push(self.gates.all(vec![one, !other])?);
        }
        self.gates.any(wanted)
    }

    /// Can all of these be?
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn can(&mut self, wanted: &[Lit]) -> Result<bool, TooLarge> {
        self.gates.can(wanted)
    }

    /// Answers to all questions for which all of these hold, and the twin's answer to its own.
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn find(&mut self, wanted: &[Lit]) -> Result<Option<(Known, Option<Value>)>, TooLarge> {
        if !self.gates.can(wanted)? {
            return Ok(None);
        }
        let value = |domain: &Domain| match domain {
            Domain::Ordered(steps) if steps.is_empty() => None,
            domain => domain.found(&self.gates),
        };
        let twin = self.twin.as_ref().and_then(|(question, twin)| twin.domains.get(question.0)).and_then(value);
        Ok(Some((self.side.domains.iter().map(value).collect(), twin)))
    }

    /// Does the case, as far as it is known, leave no possible assignment in which it fails?
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn settles(&mut self, known: &[Option<Value>], what: Lit) -> Result<bool, TooLarge> {
        let wanted = self.wanted(known, !what);
        Ok(!self.gates.can(&wanted)?)
    }

    /// Few of the answers that still show something; all of them must. That of `kept` stays. Where the effort ends,
    /// more are left than need be.
    #[must_use]
    pub fn fewest(
        &mut self,
        known: &Known,
        kept: Option<QuestionIx>,
        mut shows: impl FnMut(&mut Self, &[Option<Value>]) -> Result<bool, TooLarge>,
    ) -> Known {
        let given = (0..known.len()).filter(|place| known.get(*place).is_some_and(Option::is_some));
        let places: Vec<usize> = given.filter(|place| kept.is_none_or(|kept| kept.0 != *place)).collect();
        let with_kept =
            |places: &[usize]| only(known, &places.iter().copied().chain(kept.map(|ix| ix.0)).collect::<Vec<_>>());
        let enough = |places: &[usize]| Ok::<bool, TooLarge>(shows(self, &with_kept(places)).unwrap_or(false));
        let few = smallest(places.clone(), enough).unwrap_or(places);
        with_kept(&few)
    }

    /// The levels that the answers leave.
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn levels(&mut self, known: &[Option<Value>]) -> Result<Vec<LevelIx>, TooLarge> {
        let mut levels = Vec::new();
        for level in (0..self.guideline.national.levels.len()).map(LevelIx) {
            let is = self.level_is(level)?;
            let wanted = self.wanted(known, is);
            if self.gates.can(&wanted)? {
                levels.push(level);
            }
        }
        Ok(levels)
    }

    /// The answers, possible, and this.
    fn wanted(&self, known: &[Option<Value>], what: Lit) -> Vec<Lit> {
        let answers = known.iter().enumerate().filter_map(|(place, value)| Some(self.is(QuestionIx(place), (*value)?)));
        answers.flatten().chain([self.side.possible, what]).collect()
    }
}
