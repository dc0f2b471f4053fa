//! `visit`: decision support for visitation on the Danish specialised social area.
pub mod case;
pub mod engine;
pub mod guideline;
pub mod justification;
pub mod store;
