//! Danish municipalities' own systems hold a case as FHIR R4 by KL's two guides for adult social care (FFB): the
//! *uddatasæt* (reporting) and the *udvekslingsdatasæt* (messaging), both 1.0.0. Here they are read.
//!
//! Deliberately proposes and never converts: FFB sets a level on an *undertema*, `visit` asks about a *tema*. Keeps no
//! identifier, name, address or id of a bundle, and no free text that was not asked for. Fagsystem data is personal:
//! a message names the place and the code, never the text.
//!
//! Sources: <http://fhir.kl.dk/ffbreporting> and <http://fhir.kl.dk/ffbmessaging> 1.0.0, KL Term 2.3.0 (`codes.csv`).

mod answers;
mod bundle;
mod check;
mod chosen;
mod coded;
mod codes;
mod conditions;
mod fhir;
mod intake;
mod notes;
mod order;
mod plans;
mod support;
#[cfg(test)]
mod tests;

pub use answers::{UNCONFIRMED, answers_file, is_unconfirmed, source_words, unconfirmed};
pub use bundle::{Guide, ReadError};
pub use check::check;
pub use chosen::{Chosen, ChosenGoal, ChosenGroup, ChosenUndertema, Words, chosen};
pub use coded::{CodedRow, coded_values};
pub use codes::{CARE_SOCIAL, Code, FFB, Kind, codes};
pub use conditions::{Group, Proposal, Standing, Undertema};
pub use intake::{Intake, Wanted, read};
pub use notes::{Counts, Notice};
pub use order::{Attachment, Writing, order};
pub use plans::{Goal, Intervention, Outcome, Text};
