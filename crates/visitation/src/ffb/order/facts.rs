//! What an order rests on: that a person has decided, and what they wrote.

use crate::case::additions::Entry;
use crate::case::{Case, SavedValue, Topic};
use crate::ffb::bundle::ReadError;
use crate::ffb::chosen::{level_words, refused};
use crate::guideline::national::National;

/// A document that goes along: all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its file name.
    pub title: String,
    /// Its MIME type.
    pub content_type: &'static str,
    /// Its bytes in base64.
    pub data: String,
    /// How many bytes.
    pub size: usize,
}

/// What a person has written in the case, all of it there.
pub(super) struct Facts<'c> {
    pub pseudonym: &'c str,
    pub case_number: Option<&'c str>,
    pub municipality: &'c str,
    pub unit: String,
    pub provider: &'c str,
    pub decision: &'c Entry,
    pub order: &'c Entry,
    pub level: String,
    pub purpose: &'c str,
    pub wishes: Option<&'c str>,
    pub follow_up: Option<&'c str>,
    pub day: String,
}

impl<'c> Facts<'c> {
    pub(super) fn of(case: &'c Case, national: &National) -> Result<Self, ReadError> {
        let one = |topic, code, message: &'static str, help| {
            case.additions().one(topic).ok_or_else(|| refused(code, message, help))
        };
        let undecided =
            "skriv den valgte `afgørelse` i sagen: `visit note`; først når et menneske har valgt, kan der bestilles";
        let decision = one(Topic::Decision, "undecided", "der er ikke truffet en afgørelse i sagen", undecided)?;
        if matches!(decision.text("udfald"), Some("afslag" | "ophør")) {
            let help =
                "en bestilling er til hjælp, som borgeren får; brug `visit export --ffb-codes` til registreringen";
            return Err(refused("nothing-to-order", "afgørelsen giver ingen hjælp at bestille", help));
        }
        let level = level_words(case, national);
        let undecided = "skriv det valgte `niveau` i sagen: `visit note`; visit anbefaler og vælger ikke";
        let level = level.ok_or_else(|| refused("undecided", "der er ikke valgt et niveau i sagen", undecided))?;
        let help = "skriv det valgte `tilbud` i sagen: `visit note`";
        let offer = one(Topic::Offer, "no-offer", "der er ikke valgt et tilbud i sagen", help)?;
        let help = "skriv `bestilling` i sagen: `visit note`; den siger, hvad der bestilles i FFB's ord";
        let order = one(Topic::Order, "no-order", "det er ikke skrevet i sagen, hvad der bestilles", help)?;
        let help = "skriv `myndighed` i sagen: `visit note`";
        let authority = one(Topic::Authority, "no-authority", "kommunens navn står ikke i sagen", help)?;
        for field in ["afsender_endepunkt", "modtager_endepunkt", "system"] {
            if !order.text(field).is_some_and(is_address) {
                let message = format!("`bestilling: {field}` er ikke en hel adresse");
                return Err(refused("no-address", message, "skriv den som `https://…` eller `urn:…`"));
            }
        }
        let help =
            "giv sagen et dæknavn, når den begyndes: `visit assess --pseudonym`; bestillingen har ikke CPR-nummer";
        let no_pseudonym = || refused("no-pseudonym", "sagen har ikke et dæknavn for borgeren", help);
        let help = "skriv `afgørelse: formål` i sagen: `visit note`; vejledningen kræver netop ét formål";
        let no_purpose = || refused("no-purpose", "formålet med hjælpen står ikke i sagen", help);
        let municipality = authority.text("navn").unwrap_or_default();
        let day = decision.date("dato").unwrap_or(case.opening().date).to_string();
        Ok(Self {
            pseudonym: case.opening().pseudonym.as_deref().ok_or_else(no_pseudonym)?,
            case_number: case.opening().case_number.as_deref(),
            municipality,
            unit: authority
                .text("enhed")
                .map_or_else(|| municipality.to_owned(), |unit| format!("{municipality}, {unit}")),
            provider: offer.text("navn").unwrap_or_default(),
            decision,
            order,
            level,
            purpose: decision.text("formål").ok_or_else(no_purpose)?,
            wishes: case.answers().get("ønsker").and_then(|answer| match &answer.value {
                SavedValue::Text(words) if !answer.value.is_unknown() => Some(words.as_str()),
                _ => None,
            }),
            follow_up: case.additions().one(Topic::FollowUp).and_then(|entry| entry.text("dato")),
            day,
        })
    }

    pub(super) fn address(&self, field: &str) -> &str {
        self.order.text(field).unwrap_or_default()
    }
}

fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://", "urn:"].iter().find_map(|start| text.strip_prefix(start));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}
