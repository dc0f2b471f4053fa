//! The only door to files: read, save without loss, lock, hash, and find rules.
//!
//! Deliberately knows neither what a case nor what a guideline is; it hands out text and bytes. Every
//! error is Danish and says what to do, because these are the errors a caseworker meets on a bad day.

mod error;
mod hash;
mod lock;
mod read;
mod rules;
mod save;

pub use error::StoreError;
pub use hash::sha256_hex;
pub use lock::{FileLock, lock};
pub use read::{CASE_LIMIT, RULE_LIMIT, STANDARD_INPUT, read_text, read_text_from};
pub use rules::{RuleFile, RuleFolder};
pub use save::save_atomically;
