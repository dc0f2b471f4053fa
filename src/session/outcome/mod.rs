//! What comes out of a case, as pages for people.

pub mod deadlines;
mod doubt;
pub(crate) mod duties;
pub mod explain_page;
mod grounds;
pub mod page;
mod transitions;
