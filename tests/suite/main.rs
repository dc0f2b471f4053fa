//! The integration tests, one binary: each module is one concern.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

mod terminal_help;
mod terminal_pty;
//! The one test binary: everything that is tested through the library's public face.

#[cfg(test)]
mod engine;
