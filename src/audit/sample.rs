//! A sample that anybody can draw again: of all cases those whose lots are the lowest.
//!
//! A case's lot is the SHA-256 of the seed, a line feed and the head of its chain, so the sample depends on the
//! cases alone, not on their order or their names. Holds no more than the sample itself.

use std::collections::BTreeMap;

use visitation::guideline::hash::sha256_hex_of;

/// A sample being drawn.
#[derive(Debug)]
pub struct Sample<T> {
    size: usize,
    seed: u64,
    drawn: BTreeMap<(String, u64), T>,
    seen: u64,
}

impl<T> Sample<T> {
    /// A sample of at most `size`.
    #[must_use]
    pub fn new(size: usize, seed: u64) -> Self {
        Self { size, seed, drawn: BTreeMap::new(), seen: 0 }
    }

    /// Offers one more. Two with the same lot are told apart by which came first.
    pub fn offer(&mut self, lot: &str, item: T) {
        let hash = sha256_hex_of([self.seed.to_string().as_bytes(), b"\n", lot.as_bytes()]);
        self.drawn.insert((hash, self.seen), item);
        self.seen += 1;
        if self.drawn.len() > self.size {
            self.drawn.pop_last();
        }
    }

    /// The sample in the order of the lots, and out of how many.
    #[must_use]
    pub fn drawn(self) -> (Vec<T>, u64) {
        (self.drawn.into_values().collect(), self.seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(order: impl Iterator<Item = u32>, seed: u64) -> Vec<u32> {
        let mut sample = Sample::new(5, seed);
        order.for_each(|number| sample.offer(&format!("hoved {number}"), number));
        let (drawn, of) = sample.drawn();
        assert_eq!((drawn.len(), of), (5, 100));
        drawn
    }

    #[test]
    fn the_sample_is_the_same_whatever_the_order() {
        assert_eq!(drawn(0..100, 7), drawn((0..100).rev(), 7));
        assert_ne!(drawn(0..100, 7), drawn(0..100, 8));
    }

    #[test]
    fn a_small_folder_is_the_whole_sample() {
        let mut sample = Sample::new(5, 1);
        sample.offer("a", 'a');
        sample.offer("a", 'b');
        assert_eq!(sample.drawn().0.len(), 2);
    }

    #[test]
    fn every_case_is_drawn_about_as_often() {
        let mut times = [0; 20];
        for seed in 0..2_000 {
            let mut sample = Sample::new(5, seed);
            (0..20).for_each(|number: usize| sample.offer(&number.to_string(), number));
            sample.drawn().0.into_iter().for_each(|number| times[number] += 1);
        }
        assert!(times.iter().all(|times| (400..600).contains(times)), "{times:?}");
    }
}
