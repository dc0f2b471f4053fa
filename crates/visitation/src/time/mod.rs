//! Time in a case: one calendar, one computation of time limits for page, letter, note, audit, statistics and JSON.
//!
//! Pure: today's date is an argument. What the limits are is data (`frister`, `senest`, `helligdage`, `fridage` in
//! national.yaml and guidelines); what happened when is handed in as [`facts::Facts`]. Says what the law's day is and
//! never what follows from missing it.

pub mod calendar;
pub mod deadline;
pub mod easter;
pub mod facts;
pub mod lines;
pub mod transitions;
