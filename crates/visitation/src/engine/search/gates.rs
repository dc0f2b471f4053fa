//! A circuit as clauses for a SAT solver, built gate by gate; equal gates are one gate.
//!
//! Each gate is defined in both directions, so that every assignment of its inputs has just one value for it: the
//! clauses alone can always be satisfied, and whatever is asked is asked by assumption. Deliberately knows no
//! guideline. Work is counted in rounds of the solver and in gates, never in seconds.

use std::cell::Cell;

use batsat::{Callbacks, Lit, Solver, SolverInterface, SolverOpts, lbool};
use hashbrown::HashMap;

use crate::engine::outcome::TooLarge;

/// How much a search may use before it gives up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Literals in the gates that are made: this bounds memory.
    pub literals: usize,
    /// Rounds of the solver for one question asked of it.
    pub rounds: u64,
    /// Rounds for all of them.
    pub rounds_in_all: u64,
}

impl Effort {
    /// For what is asked of one case: a few seconds at the worst.
    pub const OF_A_CASE: Self = Self { literals: 4_000_000, rounds: 200_000, rounds_in_all: 1_000_000 };
}

/// Counts the solver's rounds: a choice or a conflict with what follows from it.
struct Meter {
    left: Cell<u64>,
}

impl Callbacks for Meter {
    fn stop(&self) -> bool {
        self.left.set(self.left.get().saturating_sub(1));
        self.left.get() == 0
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Gate {
    /// All of them hold.
    All(Vec<Lit>),
    /// What belongs to the one condition that holds.
    Case(Vec<(Lit, Lit)>),
}

/// The gates, and the solver that holds their clauses.
pub struct Gates {
    solver: Solver<Meter>,
    known: HashMap<Gate, Lit>,
    yes: Lit,
    effort: Effort,
}

impl std::fmt::Debug for Gates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gates").field("gates", &self.known.len()).field("effort", &self.effort).finish_non_exhaustive()
    }
}

impl Gates {
    /// No gates yet.
    #[must_use]
    pub fn new(effort: Effort) -> Self {
        let mut solver = Solver::new(SolverOpts::default(), Meter { left: Cell::new(0) });
        let yes = Lit::new(solver.new_var_default(), true);
        solver.add_clause_reuse(&mut vec![yes]);
        Self { solver, known: HashMap::new(), yes, effort }
    }

    /// What may still be spent.
    #[must_use]
    pub fn effort(&self) -> Effort {
        self.effort
    }

    /// One more piece of work may cost so many rounds.
    pub fn allow(&mut self, rounds: u64) {
        self.effort.rounds_in_all = rounds;
    }

    /// Something that is free to be true or false.
    pub fn free(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    /// Always true, or always false.
    #[must_use]
    pub fn constant(&self, holds: bool) -> Lit {
        if holds { self.yes } else { !self.yes }
    }

    /// A clause that every assignment must satisfy: for what ties free inputs together.
    pub fn tie(&mut self, mut clause: Vec<Lit>) {
        self.solver.add_clause_reuse(&mut clause);
    }

    /// Every one of them.
    pub fn all(&mut self, mut parts: Vec<Lit>) -> Result<Lit, TooLarge> {
        let yes = self.yes;
        parts.retain(|part| *part != yes);
        parts.sort_unstable();
        parts.dedup();
        // A literal and its opposite are neighbours in the order.
        let opposed = parts.iter().zip(parts.iter().skip(1)).any(|(one, next)| *one == !*next);
        match parts.as_slice() {
            _ if opposed || parts.contains(&!yes) => Ok(!yes),
            [] => Ok(yes),
            [only] => Ok(*only),
            _ => self.made(Gate::All(parts)),
        }
    }

    /// Some of them.
    pub fn any(&mut self, parts: impl IntoIterator<Item = Lit>) -> Result<Lit, TooLarge> {
        let none = self.all(parts.into_iter().map(|part| !part).collect())?;
        Ok(!none)
    }

    /// Just one of the two.
    pub fn either(&mut self, one: Lit, other: Lit) -> Result<Lit, TooLarge> {
        self.case(vec![(one, !other), (!one, other)])
    }

    /// What goes with the condition that holds, where always just one of them does.
    pub fn case(&mut self, mut cases: Vec<(Lit, Lit)>) -> Result<Lit, TooLarge> {
        let no = !self.yes;
        cases.retain(|(when, _)| *when != no);
        let Some((_, first)) = cases.first().copied() else { return Ok(no) };
        if cases.iter().all(|(_, then)| *then == first) {
            return Ok(first);
        }
        if cases.iter().all(|(_, then)| *then == no || *then == self.yes) {
            let yes = self.yes;
            return self.any(cases.into_iter().filter(|(_, then)| *then == yes).map(|(when, _)| when));
        }
        self.made(Gate::Case(cases))
    }

    fn made(&mut self, gate: Gate) -> Result<Lit, TooLarge> {
        if let Some(known) = self.known.get(&gate) {
            return Ok(*known);
        }
        let literals = match &gate {
            Gate::All(parts) => parts.len(),
            Gate::Case(cases) => 2 * cases.len(),
        };
        self.effort.literals = self.effort.literals.checked_sub(literals + 2).ok_or(TOO_LARGE)?;
        let out = self.free();
        match &gate {
            Gate::All(parts) => {
                for part in parts {
                    self.tie(vec![!out, *part]);
                }
                self.tie(parts.iter().map(|part| !*part).chain([out]).collect());
            }
            Gate::Case(cases) => {
                for (when, then) in cases {
                    self.tie(vec![!*when, !*then, out]);
                    self.tie(vec![!*when, *then, !out]);
                }
            }
        }
        self.known.insert(gate, out);
        Ok(out)
    }

    /// Can all of these hold together? The values are then read by [`Self::holds`].
    pub fn can(&mut self, wanted: &[Lit]) -> Result<bool, TooLarge> {
        let share = self.effort.rounds.min(self.effort.rounds_in_all);
        self.solver.cb_mut().left.set(share.max(1));
        let answer = self.solver.solve_limited(wanted);
        self.effort.rounds_in_all -= share - self.solver.cb().left.get().min(share);
        if answer == lbool::UNDEF { Err(TOO_LARGE) } else { Ok(answer == lbool::TRUE) }
    }

    /// In what was found by [`Self::can`].
    #[must_use]
    pub fn holds(&self, what: Lit) -> bool {
        self.solver.value_lit(what) == lbool::TRUE
    }
}

/// A search has no nodes to count.
const TOO_LARGE: TooLarge = TooLarge { budget: 0 };
