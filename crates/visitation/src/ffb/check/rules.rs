//! What KL's two guides, both 1.0.0, demand of each profile: cardinality, fixed values and bindings.
//!
//! Written after the published profiles, as the project's notes on them have it; the guides' own faults repaired. Not every
//! rule of a profile is here, only what a caseworker or a developer can put right.

use super::super::codes::Kind;

/// What may stand in an element.
#[derive(Debug, Clone, Copy)]
pub(super) enum Want {
    /// Anything.
    Any,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A coding with this code.
    Code(&'static str),
    /// A coding of FFB of one of these kinds, where the element is coded by FFB.
    Ffb(&'static str, &'static [Kind]),
    /// The same, and it must be coded so.
    OnlyFfb(&'static str, &'static [Kind]),
}

/// An element, at least and at most how often, and what it holds.
pub(super) type Rule = (&'static str, usize, usize, Want);

/// No upper limit.
pub(super) const MANY: usize = usize::MAX;
use Want::{Any, Code, Ffb, OnlyFfb, Words};

const UNDERTEMA: &[Kind] = &[Kind::Activity, Kind::Function, Kind::Surroundings];
const ANY_STATE: &[Kind] = &[Kind::TargetGroup, Kind::Activity, Kind::Function, Kind::Surroundings];
const CONDITIONS: Want = OnlyFfb("KLConditionCodesFFB", UNDERTEMA);
const SEVERITY: Want = OnlyFfb("KLSeveritiesFFB", &[Kind::Severity]);
const SUPPORT: Want = Ffb("KLNeedsAssessmentCodesFFB", &[Kind::Support]);
const GOAL: &str = "0bb3daef-538d-45dc-b444-abdbcb63f6bc";

/// FFB udvekslingsdatasæt.
pub(super) const MESSAGING: &[(&str, &[Rule])] = &[
    (
        "MessageHeader",
        &[
            ("eventCoding", 1, 1, Code("ffb-order")),
            ("source.endpoint", 1, 1, Any),
            ("destination", 1, MANY, Any),
            ("destination.endpoint", 1, 1, Any),
            ("destination.receiver", 1, 1, Any),
            ("focus", 1, MANY, Any),
        ],
    ),
    (
        "citizen",
        &[
            ("identifier", 1, MANY, Any),
            ("telecom", 1, MANY, Any),
            ("telecom.system", 1, 1, Any),
            ("telecom.value", 1, 1, Any),
            ("address.line", 1, MANY, Any),
            ("address.postalCode", 1, 1, Any),
            ("address.city", 1, 1, Any),
        ],
    ),
    (
        "orderCarePlan",
        &[
            ("status", 1, 1, Any),
            ("intent", 1, 1, Any),
            ("category", 1, 1, Any),
            ("created", 1, 1, Any),
            ("subject", 1, 1, Any),
            ("author", 1, 1, Any),
            ("addresses", 1, MANY, Any),
            ("goal", 1, MANY, Any),
        ],
    ),
    (
        "intervention",
        &[
            ("basedOn", 1, MANY, Any),
            ("status", 1, 1, Any),
            ("intent", 1, 1, Any),
            ("created", 1, 1, Any),
            ("activity", 1, 1, Any),
            ("activity.detail", 1, 1, Any),
            ("activity.detail.code", 1, 1, Ffb("KLInterventionsFFB", &[Kind::Intervention])),
            ("activity.detail.status", 1, 1, Any),
        ],
    ),
    (
        "targetGroup",
        &[
            ("code.coding", 1, MANY, Any),
            ("code", 1, 1, Ffb("KLConditionsAndTargetGroupsFFB", ANY_STATE)),
            ("subject", 1, 1, Any),
        ],
    ),
    (
        "condition",
        &[
            ("clinicalStatus", 1, 1, Any),
            ("code", 1, 1, CONDITIONS),
            ("code.coding", 1, 1, Any),
            ("severity", 0, 1, SEVERITY),
            ("subject", 1, 1, Any),
        ],
    ),
    (
        "purpose",
        &[
            ("category", 1, 1, Any),
            ("lifecycleStatus", 1, 1, Any),
            ("description.text", 1, 1, Any),
            ("subject", 1, 1, Any),
        ],
    ),
    ("goal", &[("category", 1, 1, Code(GOAL)), ("lifecycleStatus", 1, 1, Any), ("subject", 1, 1, Any)]),
    ("study", &[("status", 1, 1, Any), ("subject", 1, 1, Any), ("investigation.code", 1, 1, Any)]),
    (
        "support",
        &[
            ("status", 1, 1, Any),
            ("effectiveDateTime", 1, 1, Any),
            ("subject", 1, 1, Any),
            ("valueCodeableConcept", 0, 1, SUPPORT),
        ],
    ),
    ("observation", &[("status", 1, 1, Any), ("effectiveDateTime", 1, 1, Any), ("subject", 1, 1, Any)]),
    (
        "CareTeam",
        &[
            ("subject", 1, 1, Any),
            ("category", 0, MANY, Ffb("KLServiceCodesFFB", &[Kind::Service])),
            ("participant", 1, MANY, Any),
        ],
    ),
    (
        "Organization",
        &[
            ("name", 1, 1, Any),
            ("contact.name.family", 1, 1, Any),
            ("contact.name.given", 1, MANY, Any),
            ("contact.name.prefix", 1, MANY, Any),
            ("contact.telecom", 1, MANY, Any),
        ],
    ),
    (
        "Encounter",
        &[
            ("class", 1, 1, Any),
            ("type", 1, 1, Code("9f03dfbb-7a97-45a5-94db-d4c3501714a9")),
            ("period.start", 1, 1, Any),
        ],
    ),
    (
        "DocumentReference",
        &[("status", 1, 1, Words(&["current"])), ("content", 1, MANY, Any), ("content.attachment", 1, 1, Any)],
    ),
];

/// FFB uddatasæt: codes only.
pub(super) const REPORTING: &[(&str, &[Rule])] = &[
    (
        "citizen",
        &[
            ("identifier", 1, 1, Any),
            ("managingOrganization.identifier", 1, 1, Any),
            ("name", 0, 0, Any),
            ("birthDate", 0, 0, Any),
            ("gender", 0, 0, Any),
            ("address", 0, 0, Any),
        ],
    ),
    ("ServiceRequest", &[("status", 1, 1, Any), ("intent", 1, 1, Words(&["proposal"]))]),
    (
        "study",
        &[
            ("status", 1, 1, Any),
            ("subject", 1, 1, Any),
            ("effectiveDateTime", 1, 1, Any),
            ("code", 0, 0, Any),
            ("investigation", 0, 1, Any),
        ],
    ),
    (
        "condition",
        &[
            ("clinicalStatus", 1, 1, Any),
            ("code", 1, 1, CONDITIONS),
            ("subject", 1, 1, Any),
            ("recordedDate", 1, 1, Any),
            ("severity", 0, 1, SEVERITY),
        ],
    ),
    (
        "targetGroup",
        &[
            ("code", 1, 1, OnlyFfb("KLTargetGroupsFFB", ANY_STATE)),
            ("subject", 1, 1, Any),
            ("recordedDate", 1, 1, Any),
            ("severity", 0, 0, Any),
        ],
    ),
    (
        "support",
        &[
            ("status", 1, 1, Any),
            ("subject", 1, 1, Any),
            ("effectiveDateTime", 1, 1, Any),
            ("valueCodeableConcept", 1, 1, OnlyFfb("KLNeedsAssessmentCodesFFB", &[Kind::Support])),
            ("valueCodeableConcept.text", 0, 0, Any),
        ],
    ),
    (
        "followUp",
        &[
            ("status", 1, 1, Words(&["final", "entered-in-error"])),
            ("focus", 1, MANY, Any),
            ("effectiveDateTime", 1, 1, Any),
            ("valueCodeableConcept", 1, 1, OnlyFfb("KLFollowUpCodesFFB", &[Kind::Result])),
            ("valueCodeableConcept.text", 0, 0, Any),
            ("encounter", 0, 0, Any),
            ("performer", 0, 0, Any),
        ],
    ),
    (
        "goal",
        &[
            ("lifecycleStatus", 1, 1, Any),
            ("category", 1, 1, Code(GOAL)),
            ("description", 1, 1, Code("410518001")),
            ("subject", 1, 1, Any),
            ("target", 2, 2, Any),
            ("achievementStatus", 0, 0, Any),
        ],
    ),
    (
        "carePlan",
        &[
            ("status", 1, 1, Any),
            ("intent", 1, 1, Any),
            ("subject", 1, 1, Any),
            ("period.start", 1, 1, Any),
            ("category", 0, 0, Any),
            ("title", 0, 0, Any),
            ("description", 0, 0, Any),
            ("author", 0, 0, Any),
            ("note", 0, 0, Any),
        ],
    ),
    (
        "intervention",
        &[
            ("basedOn", 1, MANY, Any),
            ("status", 1, 1, Any),
            ("intent", 1, 1, Any),
            ("subject", 1, 1, Any),
            ("created", 1, 1, Any),
            ("activity", 1, 1, Any),
            ("activity.detail.code", 1, 1, OnlyFfb("KLInterventionsFFB", &[Kind::Intervention])),
            ("activity.detail.status", 1, 1, Any),
            ("period.start", 1, 1, Any),
        ],
    ),
    (
        "CareTeam",
        &[
            ("category", 1, 1, OnlyFfb("KLServiceCodesFFB", &[Kind::Service])),
            ("subject", 1, 1, Any),
            ("status", 0, 0, Any),
            ("name", 0, 0, Any),
            ("participant", 0, 0, Any),
        ],
    ),
    (
        "Encounter",
        &[
            ("status", 1, 1, Words(&["planned"])),
            ("class", 1, 1, Any),
            ("class.code", 1, 1, Words(&["HH"])),
            ("type", 1, 1, Code("9f03dfbb-7a97-45a5-94db-d4c3501714a9")),
            ("subject", 1, 1, Any),
            ("period.start", 1, 1, Any),
            ("period.end", 0, 0, Any),
        ],
    ),
];
