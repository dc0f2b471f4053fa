//! A guideline tried on its own example cases: do they hold, what do they cover, which mistakes would they notice?
//!
//! Pure like the engine it asks: no input or output, no clock. Deliberately does not judge the guideline itself;
//! that is for lint.

pub mod check;
pub mod coverage;
pub mod example;
pub mod goal;
pub mod mutants;
pub mod mutation;
pub mod relevance;
pub mod stub;
pub mod suggest;
pub mod witness;
pub mod words;
