//! `visit`: decision support for visitation on the Danish specialised social area.
pub mod case;
pub mod cli;
pub mod commands;
pub mod engine;
pub mod exit;
pub mod guideline;
pub mod lint;
pub mod store;
pub mod terminal;
