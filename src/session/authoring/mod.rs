//! What the author of a guideline works with: findings, examples, two versions side by side, the length of the interview.

pub mod diff;
pub mod inspection;
pub mod path;
pub mod publish;
pub mod questions;
pub mod trial;
pub mod version;
