//! What an auditor sees: pure reports over cases that others have read and computed.
//!
//! Deliberately opens no file, computes no outcome and asks no clock: what is reported is handed in.

pub mod replays;
pub mod rows;
pub mod what_if;
