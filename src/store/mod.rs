//! The only door to files: read, save without loss, lock, hash, and find rules.
//!
//! Deliberately does not know what a case is, and computes nothing. Every
//! error is Danish and says what to do, because these are the errors a caseworker meets on a bad day.

pub mod catalogue;
mod disk;
mod error;
#[cfg(test)]
pub(crate) mod faulty;
mod folder;
mod found;
mod lines;
mod lock;
mod named;
mod read;
mod replace;
mod rule_paths;
mod rules;
mod save;
mod seal;
mod today;
pub mod walk;

pub use error::StoreError;
pub use folder::{make_folder, new_folder, texts_in};
pub use lock::{FileLock, lock};
pub use read::{CASE_LIMIT, RULE_LIMIT, STANDARD_INPUT, open_regular, read_bytes, read_text, read_text_from, utf8};
pub use replace::{Over, check_name};
pub use rule_paths::{FileGroup, rule_files, yaml_files};
pub use rules::{RuleFile, RuleFolder};
pub use save::{Growing, NOT_SYNCED, place_below, save, save_new, save_private};
pub use seal::{Keys, Source, new_key, seals_new, set_sealed, unlock, use_keys};
pub use today::today;
