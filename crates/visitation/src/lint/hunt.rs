//! What a lint proves with where the diagram would be too large: a search for one case after the other.
//!
//! As exact as the diagram: a case that is found is a case, and where none is found there is none. What takes more
//! than its share is given up, and reported as given up. Shares of all citizens cannot be had this way.

use super::ground::{Ground, counts, with_count};
use crate::engine::outcome::TooLarge;
use crate::engine::search::{Beside, Effort, Known, Lit, Search};
use crate::guideline::condition::Condition;
use crate::guideline::finding::Witness;
use crate::guideline::question::{QuestionIx, Value};

/// What one lint may spend.
const SHARE: u64 = 300_000;
/// What all lints together may spend: some seconds.
const POT: u64 = 1_500_000;
/// What the gates may take, and what one question asked of them may.
const EFFORT: Effort = Effort { literals: 2_000_000, rounds: 60_000, rounds_in_all: SHARE };

/// One guideline, ready to be searched.
#[derive(Debug)]
pub struct Hunt<'g> {
    /// Which, and what of it is looked at.
    pub ground: Ground<'g>,
    /// Its conditions.
    pub search: Search<'g>,
    /// Is any assignment possible at all?
    pub is_possible: bool,
    pot: u64,
}

impl<'g> Hunt<'g> {
    /// Makes ready.
    ///
    /// # Errors
    /// The guideline is too large even for this.
    pub fn open(ground: Ground<'g>) -> Result<Self, TooLarge> {
        let mut search = Search::open(ground.guideline, &[], EFFORT)?;
        let possible = search.possible();
        let is_possible = search.can(&possible)?;
        Ok(Self { ground, search, is_possible, pot: POT })
    }

    /// The next lint may spend its share.
    pub fn next_piece(&mut self) {
        self.pot = self.pot.saturating_sub(SHARE.saturating_sub(self.search.effort().rounds_in_all));
        self.search.allow(SHARE.min(self.pot));
    }

    /// What is left of the share, for a search beside this one.
    #[must_use]
    pub fn share(&self) -> Effort {
        Effort { rounds_in_all: self.search.effort().rounds_in_all, ..EFFORT }
    }

    /// A search for two assignments that differ in one answer, at the cost of this one's share.
    ///
    /// # Errors
    /// The guideline is too large for two.
    pub fn twins<T>(
        &mut self,
        question: QuestionIx,
        look: impl FnOnce(&mut Search<'g>) -> Result<T, TooLarge>,
    ) -> Result<T, TooLarge> {
        let effort = Effort { rounds_in_all: self.search.effort().rounds_in_all, ..EFFORT };
        let mut twins = Search::open_twins(self.ground.guideline, question, &[], effort)?;
        let found = look(&mut twins);
        self.search.allow(twins.effort().rounds_in_all);
        found
    }

    /// Is there a possible assignment in which these hold?
    ///
    /// # Errors
    /// It takes more than the share to say.
    pub fn can(&mut self, wanted: &[Lit]) -> Result<bool, TooLarge> {
        let wanted = self.possible_and(wanted);
        self.search.can(&wanted)
    }

    /// A case with few answers that leaves only assignments in which this holds.
    ///
    /// # Errors
    /// It takes more than the share to say whether there is one.
    pub fn case_of(&mut self, caption: impl Into<String>, what: Lit) -> Result<Option<Witness>, TooLarge> {
        let wanted = self.possible_and(&[what]);
        let Some((known, _)) = self.search.find(&wanted)? else { return Ok(None) };
        let few = self.search.fewest(&known, None, |search, known| search.settles(known, what));
        Ok(Some(self.ground.case(caption, &few)))
    }

    /// When a duty is due: with and without doubt, for every number of specialer.
    ///
    /// # Errors
    /// The condition is too large.
    pub fn when_due(&mut self, condition: &Condition) -> Result<Vec<Lit>, TooLarge> {
        let mut due = Vec::new();
        for (condition, beside) in settings(self.ground, condition) {
            due.push(self.search.condition(&condition, Some(beside))?);
        }
        Ok(due)
    }

    /// Do the two differ in no possible assignment?
    ///
    /// # Errors
    /// It takes more than the share to say.
    pub fn same(&mut self, one: Lit, other: Lit) -> Result<bool, TooLarge> {
        let differ = self.search.either(one, other)?;
        Ok(!self.can(&[differ])?)
    }

    fn possible_and(&self, wanted: &[Lit]) -> Vec<Lit> {
        self.search.possible().into_iter().chain(wanted.iter().copied()).collect()
    }
}

/// A duty's condition with all that it can be asked beside: doubt or none, every number of specialer.
#[must_use]
pub fn settings(ground: Ground<'_>, condition: &Condition) -> Vec<(Condition, Beside)> {
    let each = counts(ground.guideline).flat_map(|count| {
        let condition = with_count(condition, i64::try_from(count).unwrap_or(i64::MAX));
        [false, true].map(|doubt| (condition.clone(), Beside { doubt, specialer: count }))
    });
    each.collect()
}

/// What it takes for two assignments to come to different things: another level, or another duty.
///
/// # Errors
/// Too much to be searched.
pub fn outcomes_differ(ground: Ground<'_>, twins: &mut Search<'_>) -> Result<Lit, TooLarge> {
    let mut differing = vec![twins.twin_level(false)?];
    for duty in &ground.guideline.advice {
        for (condition, beside) in settings(ground, &duty.when) {
            let (own, other) = twins.both(&condition, Some(beside))?;
            differing.push(twins.either(own, other)?);
        }
    }
    twins.any(differing)
}

/// Both assignments possible, and these.
#[must_use]
pub fn both_possible_and(twins: &Search<'_>, wanted: impl IntoIterator<Item = Lit>) -> Vec<Lit> {
    twins.possible().into_iter().chain(wanted).collect()
}

/// The answers with one of them replaced.
#[must_use]
pub fn with(known: &[Option<Value>], at: QuestionIx, value: Value) -> Known {
    let mut known = known.to_vec();
    known.get_mut(at.0).into_iter().for_each(|slot| *slot = Some(value));
    known
}
