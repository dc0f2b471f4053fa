//! The criteria of which one holds, where it is not known which.

use crate::engine::outcome::{Assessment, State};
use crate::guideline::Guideline;

/// Where no criterion that holds for certain calls for the lowest possible level, though the case cannot come out
/// below it: the places of the open ones, of which one holds whatever the answers are. Elsewhere none.
#[must_use]
pub fn one_of(guideline: &Guideline, assessment: &Assessment) -> Vec<usize> {
    let Some(lowest) = assessment.possible.first() else { return Vec::new() };
    let states = || guideline.criteria.iter().zip(&assessment.criteria).enumerate();
    let met = states().filter(|(_, (_, state))| **state == State::Always);
    let carried = met.map(|(_, (criterion, _))| criterion.level).max();
    if *lowest <= carried.map_or(guideline.base_level, |level| level.max(guideline.base_level)) {
        return Vec::new();
    }
    let open = states().filter(|(_, (criterion, state))| **state == State::Open && criterion.level >= *lowest);
    open.map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::condition::LevelIx;
    use crate::guideline::fixture;

    /// The fixture has `M1` for level 1 and `H1` for level 2 above the base level 0.
    fn found(possible: &[usize], criteria: [State; 2]) -> Vec<usize> {
        let possible = possible.iter().copied().map(LevelIx).collect();
        let assessment =
            Assessment { possible, criteria: criteria.to_vec(), advice: Vec::new(), open_questions: Vec::new() };
        one_of(&fixture::guideline(), &assessment)
    }

    #[test]
    fn the_open_criteria_carry_a_level_that_no_certain_one_calls_for() {
        assert_eq!(found(&[1, 2], [State::Open, State::Open]), [0, 1]);
        assert_eq!(found(&[2], [State::Always, State::Open]), [1], "one below it does not carry it");
    }

    #[test]
    fn where_a_certain_criterion_or_the_base_level_carries_it_there_are_none() {
        assert_eq!(found(&[2], [State::Open, State::Always]), [0; 0]);
        assert_eq!(found(&[1, 2], [State::Always, State::Open]), [0; 0]);
        assert_eq!(found(&[0, 1], [State::Open, State::Never]), [0; 0]);
        assert_eq!(found(&[], [State::Open, State::Open]), [0; 0]);
    }
}
