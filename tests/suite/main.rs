//! The integration tests, one binary: each module is one concern.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

mod architecture;
mod audit;
mod audit_commands;
mod bad_input;
mod engine;
mod interview_pty;
mod licences;
mod pseudo_terminal;
mod sessions;
mod terminal_help;
mod terminal_pty;
