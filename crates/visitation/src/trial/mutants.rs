//! Would the examples notice a mistake? Each mistake is made in turn, and every example run again.
//!
//! A mistake that changes no outcome of any case is none: the diagrams are then the same, which is seen exactly and
//! not by trying cases. Only the examples that hold are asked, and only what they check.

use std::num::NonZero;
use std::thread;

use super::check::Aspect;
use super::coverage::Case;
use super::mutation::{Mutation, mutations, of_relevance};
use super::relevance;
use crate::engine::diagram::forest::IMPOSSIBLE_LEAF;
use crate::engine::diagram::{Fixed, NodeRef, Roots};
use crate::engine::outcome::{State, TooLarge};
use crate::engine::variants::Variants;
use crate::guideline::Guideline;
use crate::guideline::question::Value;

/// What became of a guideline's mistakes.
#[derive(Debug, Clone, Default)]
pub struct Mutants {
    /// How many an example noticed.
    pub noticed: usize,
    /// How many mean the same as the guideline and do not count.
    pub equivalent: usize,
    /// Those that no example noticed.
    pub unnoticed: Vec<Mutation>,
    /// How many could not be computed.
    pub too_large: usize,
}

impl Mutants {
    /// How many count.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.noticed + self.unnoticed.len() + self.too_large
    }
}

/// What became of one mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Noticed,
    Equivalent,
    Unnoticed,
    TooLarge,
}

/// Makes every mistake and runs the cases. The work is shared among the machine's processors.
pub fn mutants(guideline: &Guideline, cases: &[Case]) -> Result<Mutants, TooLarge> {
    Variants::new(guideline, 1)?;
    let list = mutations(guideline);
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = list.len().div_ceil(workers).max(1);
    let fates: Vec<Fate> = thread::scope(|scope| {
        let work =
            |own: &[Mutation]| own.iter().scan(None, |bench, one| Some(fate(guideline, one, cases, bench))).collect();
        let shares: Vec<_> = list.chunks(share).map(|own| scope.spawn(move || -> Vec<Fate> { work(own) })).collect();
        // A worker that died has found nothing out; what it had is counted as not computed.
        shares
            .into_iter()
            .zip(list.chunks(share))
            .flat_map(|(worker, own)| worker.join().unwrap_or_else(|_| vec![Fate::TooLarge; own.len()]))
            .collect()
    });
    let mut found = Mutants::default();
    let relevance = of_relevance(guideline);
    let asked = relevance_fates(guideline, &relevance, cases)?;
    for (mutation, fate) in list.into_iter().zip(fates).chain(relevance.into_iter().zip(asked)) {
        match fate {
            Fate::Noticed => found.noticed += 1,
            Fate::Equivalent => found.equivalent += 1,
            Fate::TooLarge => found.too_large += 1,
            Fate::Unnoticed => found.unnoticed.push(mutation),
        }
    }
    Ok(found)
}

/// What became of the mistakes in `relevant_når`, which the examples that say `relevant` can notice.
fn relevance_fates(guideline: &Guideline, list: &[Mutation], cases: &[Case]) -> Result<Vec<Fate>, TooLarge> {
    let Some(asking) = relevance::asking(guideline) else { return Ok(Vec::new()) };
    let relevant: Vec<&Case> = cases.iter().filter(|case| case.checks.contains(&Aspect::Relevant)).collect();
    let mut bench = Bench::new(&asking)?;
    let mut fates = Vec::with_capacity(list.len());
    for mutation in list {
        let Some(mutant) = relevance::asking(&mutation.applied(guideline)) else { continue };
        let roots = bench.variants.read(&mutant, &[])?;
        let noticed = relevant.iter().any(|case| bench.moves(&roots, &case.shared));
        fates.push(match (bench.same(&roots), noticed) {
            (true, _) => Fate::Equivalent,
            (false, true) => Fate::Noticed,
            (false, false) => Fate::Unnoticed,
        });
    }
    Ok(fates)
}

/// A forest in which mistakes are made, and the guideline's own roots there.
#[derive(Debug)]
pub struct Bench {
    /// The forest.
    pub variants: Variants,
    /// The guideline as it is.
    pub own: Roots,
}

/// A forest that has grown beyond this is given up for a new one: walks look at as many places as it has nodes.
const LARGE: usize = 200_000;

fn fate(guideline: &Guideline, mutation: &Mutation, cases: &[Case], bench: &mut Option<Bench>) -> Fate {
    if bench.as_ref().is_some_and(|bench| bench.variants.size() > LARGE) {
        *bench = None;
    }
    let mutant = mutation.applied(guideline);
    let found = Bench::once(bench, guideline).and_then(|bench| bench.fate(&mutant, cases));
    // What other mistakes used up counts against none of them but the first in a new forest.
    let again = |_| {
        *bench = None;
        Bench::once(bench, guideline)?.fate(&mutant, cases)
    };
    found.or_else(again).unwrap_or(Fate::TooLarge)
}

impl Bench {
    /// A new forest for a guideline.
    pub fn new(guideline: &Guideline) -> Result<Self, TooLarge> {
        let (variants, own) = Variants::new(guideline, 1)?;
        Ok(Self { variants, own })
    }

    fn once<'b>(bench: &'b mut Option<Self>, guideline: &Guideline) -> Result<&'b mut Self, TooLarge> {
        match bench {
            Some(bench) => Ok(bench),
            None => Ok(bench.insert(Self::new(guideline)?)),
        }
    }

    fn fate(&mut self, mutant: &Guideline, cases: &[Case]) -> Result<Fate, TooLarge> {
        let roots = self.variants.read(mutant, &[])?;
        if self.same(&roots) {
            return Ok(Fate::Equivalent);
        }
        for case in cases {
            if self.notices(&roots, &case.known, &case.checks)? {
                return Ok(Fate::Noticed);
            }
        }
        Ok(Fate::Unnoticed)
    }

    /// Does the variant mean the same in every case?
    fn same(&self, roots: &Roots) -> bool {
        let own = &self.own;
        own.possible == roots.possible
            && own.level == roots.level
            && own.criteria == roots.criteria
            && own.advice == roots.advice
    }

    /// Does the only criterion come out differently for the case?
    fn moves(&mut self, roots: &Roots, known: &[Option<Value>]) -> bool {
        let own = self.own.clone();
        let of = |roots: &Roots| roots.criteria.first().copied().unwrap_or(NodeRef::FALSE);
        let states = self.variants.under(&own, known).states(&[of(&own), of(roots)]);
        states.first() != states.last()
    }

    /// Does something that is checked come out differently for the case?
    pub fn notices(&mut self, roots: &Roots, known: &[Option<Value>], checks: &[Aspect]) -> Result<bool, TooLarge> {
        let fixed = Fixed::new(self.variants.blocks(), known);
        let own = self.own.clone();
        let (before, after) = (self.levels(&own, known, &fixed), self.levels(roots, known, &fixed));
        let checked = |aspect| checks.contains(&aspect);
        if checked(Aspect::Impossible) {
            return Ok(!after.is_empty());
        }
        if after.is_empty() {
            return Ok(true);
        }
        if before != after && (checked(Aspect::Level) || checked(Aspect::Possible)) {
            return Ok(true);
        }
        if checked(Aspect::Criteria) {
            let pairs = own.criteria.iter().copied().zip(roots.criteria.iter().copied());
            if self.one_differs(pairs, known, &fixed) {
                return Ok(true);
            }
        }
        let (was_doubt, is_doubt) = (before.len() > 1, after.len() > 1);
        if checked(Aspect::Advice) {
            let pairs = own.advice_for(was_doubt).zip(roots.advice_for(is_doubt));
            if self.one_differs(pairs, known, &fixed) {
                return Ok(true);
            }
        }
        if checked(Aspect::Open) {
            let matters = |variants: &mut Variants, roots: &Roots, doubt| {
                variants.under(roots, known).matters(&roots.outcomes_for(doubt))
            };
            let before = matters(&mut self.variants, &own, was_doubt)?;
            return Ok(before != matters(&mut self.variants, roots, is_doubt)?);
        }
        Ok(false)
    }

    /// The levels that a variant leaves the case, as numbers.
    fn levels(&mut self, roots: &Roots, known: &[Option<Value>], fixed: &Fixed) -> Vec<i128> {
        if let Some(leaf) = self.variants.leaf(roots.level, fixed) {
            return Some(leaf).filter(|leaf| *leaf != IMPOSSIBLE_LEAF).into_iter().collect();
        }
        let levels = self.variants.under(roots, known).levels();
        levels.into_iter().filter_map(|level| i128::try_from(level.0).ok()).collect()
    }

    /// Does one of the pairs hold for sure on one side alone?
    fn one_differs(
        &mut self,
        mut pairs: impl Iterator<Item = (NodeRef, NodeRef)>,
        known: &[Option<Value>],
        fixed: &Fixed,
    ) -> bool {
        pairs.any(|(own, variant)| {
            own != variant && self.always(own, known, fixed) != self.always(variant, known, fixed)
        })
    }

    fn always(&mut self, root: NodeRef, known: &[Option<Value>], fixed: &Fixed) -> bool {
        if let Some(leaf) = self.variants.leaf(root, fixed) {
            return leaf == 1;
        }
        let own = self.own.clone();
        self.variants.under(&own, known).states(&[root]).first() == Some(&Some(State::Always))
    }
}
