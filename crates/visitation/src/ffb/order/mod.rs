//! A draft order by FFB udvekslingsdatasæt 1.0.0, from a case in which a person has decided.
//!
//! Deliberately holds no CPR number, name or phone of the citizen: the pseudonym is the identifier, and what the profiles
//! demand beyond that is *masked*. The level has no FFB code and is text. Never `active`: sending is the person's act.

mod draft;
mod facts;

use serde_json::{Value, json};

use super::bundle::ReadError;
use super::chosen::chosen;
use crate::case::Case;
use crate::guideline::national::National;
use draft::{Draft, PROFILE};
pub use facts::Attachment;
use facts::Facts;

/// What an order needs from outside the case.
pub struct Writing<'a> {
    /// The moment, as FHIR's `instant`: `2026-12-07T10:15:00Z`.
    pub now: &'a str,
    /// Gives a new random UUID: ids that follow from the case would tie files together.
    pub new_id: &'a mut dyn FnMut() -> String,
    /// The reasons, where a person wants them with it.
    pub attachment: Option<&'a Attachment>,
}

/// The order as a FHIR bundle.
///
/// # Errors
/// The citizen is under 18, nothing is decided, something has not been chosen, or what was chosen is none of FFB's.
pub fn order(case: &Case, national: &National, writing: Writing<'_>) -> Result<Value, ReadError> {
    let chosen = chosen(case, national)?;
    let facts = Facts::of(case, national)?;
    let Writing { now, new_id, attachment } = writing;
    let mut order = Draft { now, new_id, entries: Vec::new() };
    let header = order.bundle(&chosen, &facts, attachment)?;
    order.entries.insert(0, header);
    let id = (order.new_id)();
    Ok(json!({
        "resourceType": "Bundle",
        "id": id,
        "meta": { "lastUpdated": order.now, "profile": [format!("{PROFILE}orderMessage")] },
        "type": "message",
        "timestamp": order.now,
        "entry": order.entries,
    }))
}
