//! `visit`: decision support for visitation on the Danish specialised social area.
pub mod cli;
pub mod commands;
pub mod engine;
pub mod exit;
pub mod guideline;
pub mod store;
pub mod terminal;
