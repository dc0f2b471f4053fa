//! Which tilbud can meet a need: a catalogue the municipality makes, exact requirements, the citizen's own wishes.
//!
//! Deliberately no score, no weights and no "best": a requirement holds, fails or is unknown, and order comes from
//! the citizen's ranked wishes alone. Price decides nothing here. Nothing chooses; it shows what a person may choose from.

mod catalogue;
mod cells;
mod check;
mod classes;
mod csv;
mod need;
mod price;
mod requirements;
#[cfg(test)]
mod tests;
mod words;
mod write;
mod yaml;

pub use catalogue::{
    Ages, Approval, ApprovalStatus, Catalogue, Driver, Form, Free, Function, LevelClaim, Offer, OpenTo, Per, Place,
    Price, PriceKind, Says, Targets,
};
pub use check::{check, target_groups};
pub use classes::{Class, Matched, Nearest, PartMatch, Standing, match_part};
pub use csv::read_csv;
pub use need::{Considerations, Measure, Need, NeedFile, Part, Wish, read_need};
pub use price::{PriceTest, price_test};
pub use requirements::{Ground, Requirement, RequirementId, State};
pub use write::to_yaml;
pub use yaml::read_yaml;
