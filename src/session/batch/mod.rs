//! A country's answers in, a country's outcomes out: read, computed on all cores, written in order.
//!
//! Some blocks of lines are in memory at a time, however many there are. A line that cannot be used stops nothing,
//! unless that is wanted. Deliberately knows nothing of what a line says: that is `visitation::batch`.

mod counts;
mod input;
mod output;
mod ready;
mod work;

pub use counts::Counts;
pub use input::{Input, Kind};
pub use output::Output;
pub use ready::{Rules, ready};
pub use work::{Cases, Manner, run};
