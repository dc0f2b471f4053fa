//! Tables of numbers over many citizens that give nobody away.
//!
//! Deliberately knows no case: it takes counts and gives what may be shown of them, with the exact range that every
//! hidden number has for whoever knows all that is shown. The rule is the dossier's § 5.4 with threshold 5, and the
//! exact audit decides, not the heuristic that hides.

mod audit;
mod hide;
mod sum;
mod table;

pub use audit::ranges;
pub use hide::published;
pub use sum::{Interval, sum};
pub use table::{Counts, JOINED, Published, Shown, THRESHOLD, UNANIMOUS, is_small};
