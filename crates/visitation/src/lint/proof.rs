//! What a lint proves with: the guideline's diagram, and cases that show what was found.
//!
//! Everything said here is about the possible assignments, all of them. What takes more than its share of steps is
//! given up, and reported as given up.

use super::ground::{Ground, counts, with_count};
use crate::engine::contradiction::{only, smallest};
use crate::engine::diagram::query::Way;
use crate::engine::diagram::workshop::Workshop;
use crate::engine::diagram::{Budget, NodeRef};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, LevelIx};
use crate::guideline::finding::Witness;
use crate::guideline::question::{QuestionIx, Value};

/// What one lint may spend: two or three seconds.
const STEPS: usize = 24_000_000;
/// What a guideline's diagram may cost to begin with, and how large it may become with all that is asked of it.
const BUDGET: Budget = Budget { nodes: 600_000, steps: 16_000_000 };
/// What all lints together may spend: some seconds.
const POT: usize = 64_000_000;

/// Answers of a case, by question.
pub type Known = Vec<Option<Value>>;

/// One guideline, ready to be asked.
#[derive(Debug)]
pub struct Proof<'g> {
    /// Which, and what of it is looked at.
    pub ground: Ground<'g>,
    /// Its diagram.
    pub shop: Workshop<'g>,
    pot: usize,
}

impl<'g> Proof<'g> {
    /// Compiles the guideline for a case of one speciale.
    ///
    /// # Errors
    /// The guideline is too large.
    pub fn open(ground: Ground<'g>) -> Result<Self, TooLarge> {
        let mut shop = Workshop::open(ground.guideline, 1, BUDGET)?;
        shop.allow(0);
        Ok(Self { ground, shop, pot: POT })
    }

    /// The next lint may spend its share, what the last one left goes back into the pot.
    pub fn next_piece(&mut self) {
        let back = self.shop.forest().steps_left();
        let share = STEPS.min(self.pot + back);
        self.pot = self.pot + back - share;
        self.shop.allow(share);
    }

    /// How large the diagram has become.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.shop.diagram().forest.len()
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
        Ok(Proof { ground: Ground { guideline: changed, ..self.ground }, shop, pot: 0 })
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
        for count in counts(self.ground.guideline) {
            let condition = with_count(condition, i64::try_from(count).unwrap_or(i64::MAX));
            nodes.extend(self.shop.duty(&condition)?);
        }
        Ok(nodes)
    }

    /// What an answer can matter for: the level and every duty, in doubt or not, for every number of specialer.
    ///
    /// # Errors
    /// A condition is too large.
    pub fn outcomes(&mut self) -> Result<Vec<NodeRef>, TooLarge> {
        let mut roots = self.shop.diagram().roots.outcomes();
        for duty in &self.ground.guideline.advice {
            for due in self.when_due(&duty.when)? {
                roots.push(self.shop.guarded(due)?);
            }
        }
        roots.sort_unstable();
        roots.dedup();
        Ok(roots)
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
        self.ground.case(caption, &self.shop.answers(way))
    }
}
