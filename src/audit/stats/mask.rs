//! Hides numbers that could point at a person.
//!
//! A number from 1 to 4 is hidden. That is not enough: whoever knows the total of a row (from another table, or
//! because the guideline says that two groups are the same) takes the shown numbers from it, and what is left is the
//! hidden one. So a row that hides anything hides at least two numbers, and enough that each of them might be 5 or
//! more. The total itself is hidden in the same way where it would give a small number away by being taken from
//! another total. Zero is shown: that something does not occur points at nobody. But where fewer than twenty are all in one
//! place, the zeros beside it would tell what is true of each of them: such a row is hidden whole.

use visitation::overview::{THRESHOLD as SMALLEST, UNANIMOUS};

/// May the total of a row be known?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Total {
    /// Yes.
    Known,
    /// No: it would give a small number away.
    Hidden,
}

/// Is it a number that points at somebody?
pub(super) fn is_small(number: u64) -> bool {
    (1..SMALLEST).contains(&number)
}

/// The numbers of a row as they may be shown; `None` is hidden.
#[must_use]
pub(super) fn row(numbers: &[u64], total: Total) -> Vec<Option<u64>> {
    if of_one_mind(numbers) {
        return vec![None; numbers.len()];
    }
    let mut hidden: Vec<bool> = numbers.iter().map(|number| is_small(*number)).collect();
    if total == Total::Hidden || hidden.contains(&true) {
        hide_until_safe(numbers, &mut hidden);
    }
    numbers.iter().zip(hidden).map(|(number, hidden)| (!hidden).then_some(*number)).collect()
}

/// Are a few people all in one column? Then the zeros beside it say something of each of them.
fn of_one_mind(numbers: &[u64]) -> bool {
    let others = numbers.iter().filter(|number| **number == 0).count();
    numbers.len() > 1 && others + 1 == numbers.len() && numbers.iter().sum::<u64>() < UNANIMOUS
}

/// Which of several groups must keep their sizes to themselves when the size of all together is known.
#[must_use]
pub(super) fn sizes(sizes: &[u64]) -> Vec<Total> {
    let mut hidden: Vec<bool> = sizes.iter().map(|size| is_small(*size)).collect();
    if hidden.contains(&true) {
        hide_until_safe(sizes, &mut hidden);
    }
    hidden.into_iter().map(|hidden| if hidden { Total::Hidden } else { Total::Known }).collect()
}

/// Hides the smallest numbers, those of the same size together, until at least two are hidden and each of them might
/// be 5 or more: what they come to leaves room for that when all others are 1. Or until nothing is left to hide.
///
/// Which are hidden depends on the numbers alone and not on their places, and 5 itself is among them: so whoever
/// knows this very program cannot tell a small number from one that was hidden for its sake.
fn hide_until_safe(numbers: &[u64], hidden: &mut [bool]) {
    let mut most = SMALLEST;
    loop {
        let (mut count, mut sum, mut next) = (0, 0, None);
        for (number, hidden) in numbers.iter().copied().zip(hidden.iter_mut()).filter(|(number, _)| *number > 0) {
            *hidden = number <= most;
            if *hidden {
                (count, sum) = (count + 1, sum + number);
            } else {
                next = Some(next.map_or(number, |next: u64| next.min(number)));
            }
        }
        match next {
            Some(next) if count < 2 || sum < count - 1 + SMALLEST => most = next,
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_numbers_are_hidden_and_cannot_be_worked_out() {
        let known = |numbers: &[u64]| row(numbers, Total::Known);
        assert_eq!(known(&[10, 0, 5]), [Some(10), Some(0), Some(5)]);
        assert_eq!(known(&[10, 3, 20]), [None, None, Some(20)], "3 would be the rest of the sum");
        assert_eq!(known(&[10, 1, 1]), [None, None, None], "two that come to 2 are 1 and 1");
        assert_eq!(known(&[10, 3, 3]), [Some(10), None, None]);
        assert_eq!(known(&[9, 1, 1, 1, 1, 1]), [None; 6], "five that come to 5 are all 1");
        assert_eq!(known(&[4, 5, 5, 20]), [None, None, None, Some(20)], "5 is no neighbour that gives 4 away");
        assert_eq!(known(&[2, 0]), [None, None], "both are the one");
        assert_eq!(known(&[0, 0, 19]), [None; 3]);
        assert_eq!(known(&[0, 0, 20]), [Some(0), Some(0), Some(20)]);
        assert_eq!(row(&[20, 7, 0], Total::Hidden), [None, None, Some(0)]);
        assert_eq!(known(&[]), []);
    }

    #[test]
    fn the_size_of_a_small_group_is_not_what_the_others_leave() {
        use Total::{Hidden, Known};
        assert_eq!(sizes(&[50, 60]), [Known, Known]);
        assert_eq!(sizes(&[50, 3, 60]), [Hidden, Hidden, Known]);
        assert_eq!(sizes(&[50, 3, 4]), [Known, Hidden, Hidden]);
    }

    /// Every way to fill `places` with numbers from 1 that come to `sum`.
    fn fillings(places: usize, sum: u64) -> Vec<Vec<u64>> {
        match places {
            0 => {
                if sum == 0 {
                    vec![vec![]]
                } else {
                    vec![]
                }
            }
            _ => (1..=sum)
                .flat_map(|first| {
                    fillings(places - 1, sum - first).into_iter().map(move |rest| [vec![first], rest].concat())
                })
                .collect(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// The attack itself: somebody knows the total, the shown numbers and this very program. Of all rows that
        /// would look the same, some have 5 or more in any given hidden place, so none is known to be small.
        #[test]
        fn no_hidden_number_is_known_to_be_small(numbers in prop::collection::vec(0_u64..9, 1..5)) {
            let shown = row(&numbers, Total::Known);
            prop_assert!(numbers.iter().zip(&shown).all(|(number, cell)| !is_small(*number) || cell.is_none()));
            let places: Vec<usize> = (0..numbers.len()).filter(|place| shown[*place].is_none()).collect();
            if shown.iter().flatten().all(|number| *number == 0) {
                // Nothing is shown: then the total is what must not be known, and `sizes` sees to that.
                return Ok(());
            }
            let sum = places.iter().map(|place| numbers[*place]).sum();
            let alike = fillings(places.len(), sum).into_iter().filter(|filling| {
                let mut other = numbers.clone();
                places.iter().zip(filling).for_each(|(place, number)| other[*place] = *number);
                row(&other, Total::Known) == shown
            });
            let mut largest = vec![0; places.len()];
            for filling in alike {
                largest.iter_mut().zip(filling).for_each(|(largest, number)| *largest = number.max(*largest));
            }
            prop_assert!(largest.iter().all(|largest| *largest >= SMALLEST), "{numbers:?} {shown:?} {largest:?}");
        }
    }
}
