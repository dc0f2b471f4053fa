//! The fifteen resources of the two guides, as far as they are read: own structs, lenient on what they do not know.
//!
//! Written after HL7 FHIR R4 (<http://hl7.org/fhir/R4/>). What is personal is not even read: there is no field for an
//! identifier of a person, a name, an address or a birthday.

use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Coding {
    pub system: String,
    pub version: String,
    pub code: String,
}

/// `CodeableConcept`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Concept {
    pub coding: Vec<Coding>,
    pub text: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reference {
    pub reference: String,
    pub extension: Vec<Extension>,
}

/// Of an identifier only its value, and only where a case number is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Identifier {
    pub value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Extension {
    pub url: String,
    #[serde(rename = "extension")]
    pub inner: Vec<Extension>,
    pub value_positive_int: Option<u32>,
    pub value_date_time: Option<String>,
    pub value_identifier: Option<Identifier>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Period {
    pub start: Option<String>,
    pub end: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Meta {
    pub last_updated: String,
    pub profile: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Condition {
    pub extension: Vec<Extension>,
    pub clinical_status: Concept,
    pub verification_status: Concept,
    pub severity: Option<Concept>,
    pub code: Concept,
    pub subject: Reference,
    pub recorded_date: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Observation {
    pub status: String,
    pub code: Concept,
    pub subject: Reference,
    pub effective_date_time: Option<String>,
    pub value_codeable_concept: Concept,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Target {
    pub measure: Concept,
    #[serde(rename = "detailCodeableConcept")]
    pub detail: Concept,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Goal {
    pub lifecycle_status: String,
    pub category: Vec<Concept>,
    pub description: Concept,
    pub subject: Reference,
    pub target: Vec<Target>,
    pub addresses: Vec<Reference>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Detail {
    pub code: Concept,
    pub status: String,
    pub scheduled_period: Period,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Activity {
    pub outcome_reference: Vec<Reference>,
    pub detail: Option<Detail>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct CarePlan {
    pub extension: Vec<Extension>,
    pub based_on: Vec<Reference>,
    pub status: String,
    pub subject: Reference,
    pub period: Period,
    pub supporting_info: Vec<Reference>,
    pub addresses: Vec<Reference>,
    pub goal: Vec<Reference>,
    pub activity: Vec<Activity>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Investigation {
    pub item: Vec<Reference>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Found {
    pub item_reference: Option<Reference>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ClinicalImpression {
    pub status: String,
    pub subject: Reference,
    pub effective_date_time: Option<String>,
    pub investigation: Vec<Investigation>,
    pub finding: Vec<Found>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Encounter {
    pub status: String,
    #[serde(rename = "type")]
    pub kind: Vec<Concept>,
    pub subject: Reference,
    pub period: Period,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CareTeam {
    pub category: Vec<Concept>,
    pub subject: Reference,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ServiceRequest {
    pub extension: Vec<Extension>,
    pub subject: Reference,
}

/// What stands at the head of every resource.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Head {
    pub resource_type: String,
    pub id: String,
    pub meta: Meta,
}

/// A bundle, its resources not yet looked into: a fault in one has a place.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Bundle<'t> {
    pub resource_type: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub timestamp: Option<String>,
    pub meta: Meta,
    #[serde(borrow)]
    pub entry: Vec<Entry<'t>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Entry<'t> {
    pub full_url: String,
    #[serde(borrow)]
    pub resource: Option<&'t RawValue>,
}

/// One resource. The enum's names are FHIR's.
#[derive(Debug)]
pub(super) enum Resource {
    Patient,
    Condition(Box<Condition>),
    Observation(Box<Observation>),
    Goal(Box<Goal>),
    CarePlan(Box<CarePlan>),
    ClinicalImpression(Box<ClinicalImpression>),
    Encounter(Box<Encounter>),
    CareTeam(Box<CareTeam>),
    ServiceRequest(Box<ServiceRequest>),
    /// `MessageHeader`, `Organization`, `DocumentReference`, `Account`, `RelatedPerson`, `Consent` and whatever else:
    /// nothing in them is used.
    Other,
}

impl Resource {
    pub(super) fn read(kind: &str, text: &str) -> Result<Self, serde_json::Error> {
        use serde_json::from_str as read;
        Ok(match kind {
            "Patient" => Self::Patient,
            "Condition" => Self::Condition(read(text)?),
            "Observation" => Self::Observation(read(text)?),
            "Goal" => Self::Goal(read(text)?),
            "CarePlan" => Self::CarePlan(read(text)?),
            "ClinicalImpression" => Self::ClinicalImpression(read(text)?),
            "Encounter" => Self::Encounter(read(text)?),
            "CareTeam" => Self::CareTeam(read(text)?),
            "ServiceRequest" => Self::ServiceRequest(read(text)?),
            _ => Self::Other,
        })
    }

    pub(super) fn subject(&self) -> Option<&Reference> {
        match self {
            Self::Patient | Self::Other => None,
            Self::Condition(one) => Some(&one.subject),
            Self::Observation(one) => Some(&one.subject),
            Self::Goal(one) => Some(&one.subject),
            Self::CarePlan(one) => Some(&one.subject),
            Self::ClinicalImpression(one) => Some(&one.subject),
            Self::Encounter(one) => Some(&one.subject),
            Self::CareTeam(one) => Some(&one.subject),
            Self::ServiceRequest(one) => Some(&one.subject),
        }
    }
}
