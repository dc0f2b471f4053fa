//! What authors get wrong: every finding about rule files.
//!
//! One lint is one file in `checks/` and one Danish page beside it; [`catalogue`] is the one list. Lints look at a
//! file's text, at what it means, or ask its decision diagram; none of them samples. Reads texts that it is handed,
//! opens no files and knows no clock.

mod about;
mod carrier;
pub mod catalogue;
mod checks;
mod counting;
pub mod fix;
mod ground;
mod hunt;
mod ignore;
mod kind;
pub mod output;
mod paths;
mod proof;
mod report;
mod run;
mod shift;
pub mod shorten;
mod subject;
mod valley;
mod whom;
pub mod words;

pub use about::About;
pub use checks::v303_missing_proofs::waiting;
pub use kind::Lint;
pub use run::{FileKind, Reading, examples, faults, guideline, kind_of, national, proved, proved_in_steps, searched};
pub use subject::{MAX_LIX, Options};
