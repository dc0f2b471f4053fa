//! Hides numbers that could point at a person.
//!
//! A number from 1 to 4 is hidden. Where the sum of a table is known, what is left when the shown numbers are taken
//! from it would give a lone hidden number away; so more numbers are hidden, the smallest first, until at least two
//! are and together they are at least 5. Zero is shown: that something does not occur points at nobody.

/// Numbers below this are hidden.
const SMALLEST: u64 = 5;

/// The numbers of a table as they may be shown; `None` is hidden.
#[must_use]
pub(super) fn masked(numbers: &[Vec<u64>]) -> Vec<Vec<Option<u64>>> {
    let mut shown: Vec<Vec<Option<u64>>> = numbers.iter().map(|row| row.iter().copied().map(keep).collect()).collect();
    loop {
        let cells = || numbers.iter().flatten().zip(shown.iter().flatten());
        let hidden: Vec<u64> = cells().filter(|(_, shown)| shown.is_none()).map(|(number, _)| *number).collect();
        let safe = hidden.is_empty() || (hidden.len() > 1 && hidden.iter().sum::<u64>() >= SMALLEST);
        let next = cells().filter_map(|(_, shown)| *shown).filter(|number| *number > 0).min();
        let (false, Some(next)) = (safe, next) else { return shown };
        if let Some(cell) = shown.iter_mut().flatten().find(|cell| **cell == Some(next)) {
            *cell = None;
        }
    }
}

fn keep(number: u64) -> Option<u64> {
    Some(number).filter(|number| *number == 0 || *number >= SMALLEST)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn small_numbers_are_hidden_and_cannot_be_worked_out() {
        assert_eq!(masked(&[vec![10, 0, 5]]), [[Some(10), Some(0), Some(5)]]);
        assert_eq!(masked(&[vec![10, 3, 20]]), [[None, None, Some(20)]], "3 would be the rest of the sum");
        assert_eq!(masked(&[vec![10, 1, 1], vec![7, 8, 9]]), [[Some(10), None, None], [None, Some(8), Some(9)]]);
        assert_eq!(masked(&[vec![4, 3, 6]]), [[None, None, Some(6)]]);
        assert_eq!(masked(&[vec![2]]), [[None]]);
        assert_eq!(masked(&[]), Vec::<Vec<Option<u64>>>::new());
    }
}
