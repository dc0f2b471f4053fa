//! Many cases by the same guidelines: a line of answers in, a line of outcome out (`visit-batch/1`).
//!
//! A line means just what the same answers mean to `visit assess`: what is out of the ordinary in it (a key that no
//! question has, a value with its source, an answer that does not fit) is read the way an answers file is, so that both
//! take and refuse the same. Deliberately knows no files and no threads: a [`Desk`] belongs to one of them.

mod desk;
mod fault;
mod line;
mod long_way;
mod outcome;
mod plan;
mod reader;

pub use desk::{Desk, Want};
pub use fault::Fault;
pub use line::Id;
pub use outcome::{COLUMNS, Outcome};
pub use plan::Plan;
