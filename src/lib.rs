#![doc = include_str!("README.md")]

pub mod audit;
pub mod case;
pub mod cli;
pub mod commands;
pub mod engine;
pub mod exit;
pub mod graph;
pub mod guideline;
pub mod justification;
pub mod lint;
pub mod schema;
pub mod session;
pub mod store;
pub mod terminal;
pub mod trial;
