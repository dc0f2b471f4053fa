//! What an auditor sees: pure reports over cases that others have read and computed.
//!
//! Deliberately opens no file, computes no outcome and asks no clock: what is reported is handed in.

pub mod coverage;
pub mod period;
pub mod process;
pub mod replays;
pub mod rows;
pub mod sample;
pub mod stats;
pub mod verifications;
pub mod what_if;
