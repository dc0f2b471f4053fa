//! What is counted over the lines.

use crate::audit::stats::outcomes::OutcomeCounts;
use visitation::batch::{Outcome, Plan};

/// Numbers over many outcomes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Lines with an outcome.
    pub cases: u64,
    /// Lines without.
    pub faulty: u64,
    /// Cases that come out differently under the other rules.
    pub changed: u64,
    /// Per level, and last in doubt: so many cases.
    pub levels: Vec<u64>,
    /// Per criterion, in the order of the guidelines: in so many cases it is met.
    pub criteria: Vec<u64>,
    /// Per duty: in so many cases it is due.
    pub advice: Vec<u64>,
    /// Level before by level after; empty where nothing is compared.
    pub moved: Vec<Vec<u64>>,
}

impl Counts {
    /// Nothing counted.
    #[must_use]
    pub fn new(plan: &Plan, compared: bool) -> Self {
        let guidelines = plan.guidelines();
        let levels = plan.national().map_or(0, |national| national.levels.len()) + 1;
        Self {
            levels: vec![0; levels],
            criteria: vec![0; guidelines.iter().map(|guideline| guideline.criteria.len()).sum()],
            advice: vec![0; guidelines.iter().map(|guideline| guideline.advice.len()).sum()],
            moved: if compared { vec![vec![0; levels]; levels] } else { Vec::new() },
            ..Self::default()
        }
    }

    /// Counts an outcome.
    pub fn count(&mut self, plan: &Plan, outcome: &Outcome<'_>) {
        self.cases += 1;
        let place = self.place(outcome);
        add(&mut self.levels, place);
        let (mut criteria, mut advice) = (0, 0);
        for (guideline, part) in plan.guidelines().into_iter().zip(&outcome.parts) {
            part.met.iter().for_each(|place| add(&mut self.criteria, criteria + place));
            part.due.iter().for_each(|place| add(&mut self.advice, advice + place));
            criteria += guideline.criteria.len();
            advice += guideline.advice.len();
        }
    }

    /// Counts where a case went under the other rules.
    pub fn compare(&mut self, before: &Outcome<'_>, after: &Outcome<'_>) {
        let (from, to) = (self.place(before), self.place(after));
        if let Some(row) = self.moved.get_mut(from) {
            add(row, to);
        }
    }

    /// Adds what another thread counted.
    pub fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        self.faulty += other.faulty;
        self.changed += other.changed;
        let lists = [
            (&mut self.levels, &other.levels),
            (&mut self.criteria, &other.criteria),
            (&mut self.advice, &other.advice),
        ];
        for (own, others) in lists.into_iter().chain(self.moved.iter_mut().zip(&other.moved)) {
            own.iter_mut().zip(others).for_each(|(own, other)| *own += other);
        }
    }

    /// With the names of what was counted.
    #[must_use]
    pub fn named(&self, plan: &Plan) -> OutcomeCounts {
        let with = |names: Vec<String>, numbers: &[u64]| names.into_iter().zip(numbers.iter().copied()).collect();
        let levels = plan.level_names().into_iter().chain(["tvivl".to_owned()]).collect();
        OutcomeCounts {
            cases: self.cases,
            levels: with(levels, &self.levels),
            criteria: with(plan.criterion_names(), &self.criteria),
            advice: with(plan.duty_names(), &self.advice),
            moved: self.moved.clone(),
        }
    }

    /// The level's place, or that of doubt.
    fn place(&self, outcome: &Outcome<'_>) -> usize {
        if outcome.doubt() { self.levels.len().saturating_sub(1) } else { outcome.lowest.0 }
    }
}

fn add(list: &mut [u64], place: usize) {
    if let Some(number) = list.get_mut(place) {
        *number += 1;
    }
}
