//! The resources of an order, one after the other.

use serde_json::{Map, Value, json};

use super::facts::{Attachment, Facts};
use crate::ffb::bundle::ReadError;
use crate::ffb::chosen::{Chosen, refused};
use crate::ffb::codes::{CARE_SOCIAL, Code, Kind, codes};
use crate::ffb::plans::{EXPECTED_LEVEL, FOLLOW_UP, GOAL, GOAL_TYPE, PURPOSE, WISHES};
use crate::ffb::support::SUPPORT;

pub(super) const PROFILE: &str = "http://fhir.kl.dk/ffbmessaging/StructureDefinition/kl-messaging-ffb-";
const CORE: &str = "http://fhir.kl.dk/core/StructureDefinition/";
const SITUATION: &str = "053a301d-1bb8-4cc4-b781-87825ecf0ef8";
const STUDY: &str = "f8ebd11a-04f3-4aa0-9786-406e8896c84d";
const SOCIAL: &str = "e459386d-1474-4c31-89c5-c8bc7a25e3d4";
const CASEWORKER: &str = "f6ea2920-7dde-491e-a489-6b99a3904069";
const EVENT: &str = "http://fhir.kl.dk/ffbmessaging/CodeSystem/kl-messaging-ffb-messageEventSystem";
const ROLES: &str = "http://fhir.kl.dk/ffbmessaging/CodeSystem/kl-messaging-ffb-participantRoleCodes";

fn coded(code: &Code) -> Value {
    json!({ "coding": [{ "system": code.system, "code": code.code, "display": code.display }] })
}

/// An administrative code by its UUID.
fn care(code: &str) -> Value {
    codes().find(code).map_or_else(|| json!({ "coding": [{ "system": CARE_SOCIAL, "code": code }] }), coded)
}

fn masked() -> Value {
    json!({ "extension": [{
        "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"
    }] })
}

fn to(reference: &str) -> Value {
    json!({ "reference": reference })
}

fn ranked(reference: &str, rank: u32) -> Value {
    json!({ "extension": [{ "url": format!("{CORE}ConditionRank"), "valuePositiveInt": rank }], "reference": reference })
}

/// A bundle in the making.
pub(super) struct Draft<'a> {
    pub now: &'a str,
    pub new_id: &'a mut dyn FnMut() -> String,
    pub entries: Vec<Value>,
}

impl Draft<'_> {
    /// An entry, and how to point at it.
    fn entry(&mut self, kind: &str, profile: &str, body: Value) -> (Value, String) {
        let id = (self.new_id)();
        let url = format!("urn:uuid:{id}");
        let mut resource = Map::new();
        resource.insert("resourceType".into(), kind.into());
        resource.insert("id".into(), id.into());
        resource.insert("meta".into(), json!({ "lastUpdated": self.now, "profile": [format!("{PROFILE}{profile}")] }));
        if let Value::Object(body) = body {
            resource.extend(body.into_iter().filter(|(_, value)| !value.is_null() && *value != json!([])));
        }
        (json!({ "fullUrl": url, "resource": resource }), url)
    }

    fn add(&mut self, kind: &str, profile: &str, body: Value) -> String {
        let (entry, url) = self.entry(kind, profile, body);
        self.entries.push(entry);
        url
    }

    /// All of it but the header, which is given back: it stands first and points at what follows.
    pub(super) fn bundle(
        &mut self,
        chosen: &Chosen<'_>,
        facts: &Facts<'_>,
        attachment: Option<&Attachment>,
    ) -> Result<Value, ReadError> {
        let sender = self.add("Organization", "messagingOrganization", json!({ "name": facts.municipality }));
        let receiver = self.add("Organization", "messagingOrganization", json!({ "name": facts.provider }));
        let citizen = self.add("Patient", "citizen", json!({
            "identifier": [{ "use": "usual", "system": format!("{}/borger", facts.address("system")), "value": facts.pseudonym }],
            "telecom": [{ "system": "phone", "_value": masked() }],
        }));
        let authority = self.organization(&facts.unit);
        let provider = self.organization(facts.provider);
        let team = self.team(facts, &citizen, (&authority, &provider))?;
        let addresses = self.groups(chosen, &citizen);
        let conditions = self.undertemaer(chosen, &citizen);
        let goals = self.goals(chosen, facts, &conditions, &citizen);
        let plan = self.plan(facts, (&citizen, &authority, &team), &addresses, &goals);
        self.interventions(facts, &citizen, &plan);
        let study = self.study(chosen, facts, &citizen, &conditions);
        let document = attachment.map(|one| self.document(one));
        let focus: Vec<Value> = [Some(plan), Some(study), document].iter().flatten().map(|url| to(url)).collect();
        let header = json!({
            "eventCoding": { "system": EVENT, "code": "ffb-order" },
            "destination": [{ "endpoint": facts.address("modtager_endepunkt"), "receiver": to(&receiver) }],
            "sender": to(&sender),
            "source": { "name": "visit", "endpoint": facts.address("afsender_endepunkt") },
            "focus": focus,
        });
        Ok(self.entry("MessageHeader", "orderMessageHeader", header).0)
    }

    fn document(&mut self, one: &Attachment) -> String {
        let content = json!({
            "contentType": one.content_type, "language": "da", "data": one.data, "size": one.size, "title": one.title
        });
        self.add(
            "DocumentReference",
            "documentReference",
            json!({
                "status": "current",
                "description": "Begrundelse for specialiseringsniveau og valg af indsats",
                "content": [{ "attachment": content }],
            }),
        )
    }

    /// The names of persons are the fagsystem's to fill in.
    fn organization(&mut self, name: &str) -> String {
        let person = json!({ "_family": masked(), "_given": [masked()], "_prefix": [masked()] });
        let phone = json!([{ "system": "phone", "_value": masked() }]);
        self.add(
            "Organization",
            "participatingOrganization",
            json!({
                "name": name, "contact": [{ "name": person, "telecom": phone }]
            }),
        )
    }

    fn team(
        &mut self,
        facts: &Facts<'_>,
        citizen: &str,
        (authority, provider): (&str, &str),
    ) -> Result<String, ReadError> {
        let name = facts.order.text("tilbudstype").unwrap_or_default();
        let service = codes().named(|kind| kind == Kind::Service, name).ok_or_else(|| {
            let all: Vec<&str> = codes().of(Kind::Service).map(|code| code.display.as_str()).collect();
            let message =
                format!("»{name}« er ikke en tilbudstype, der kan bestilles efter FFB; der er: {}", all.join(", "));
            refused("unknown-service", message, "ret `bestilling: tilbudstype` i sagen: `visit note`")
        })?;
        let role = |code: &str, member: &str| json!({ "role": [{ "coding": [{ "system": ROLES, "code": code }] }], "member": to(member) });
        Ok(self.add(
            "CareTeam",
            "servicePerformer",
            json!({
                "category": [coded(service)],
                "subject": to(citizen),
                "participant": [role("koordinerende-myndighed", authority), role("koordinerende-udfører", provider)],
            }),
        ))
    }

    fn groups(&mut self, chosen: &Chosen<'_>, citizen: &str) -> Vec<Value> {
        let mut addresses = Vec::new();
        for group in &chosen.groups {
            let Some(code) = group.code else { continue };
            let url = self.add(
                "Condition",
                "targetGroup",
                json!({
                    "clinicalStatus": active(), "code": coded(code), "subject": to(citizen)
                }),
            );
            addresses.push(ranked(&url, if group.primary { 1 } else { 2 }));
        }
        addresses
    }

    /// Those that a person has named, with a level or on a goal; each with its address.
    fn undertemaer(&mut self, chosen: &Chosen<'_>, citizen: &str) -> Vec<(&'static Code, String)> {
        let named = chosen.undertemaer.iter().map(|one| (one.code, one.level, one.date));
        let on_goals = chosen.goals.iter().filter_map(|goal| Some((goal.undertema?, None, None)));
        let mut all: Vec<(&'static Code, String)> = Vec::new();
        for (code, level, date) in named.chain(on_goals) {
            if all.iter().any(|(other, _)| *other == code) {
                continue;
            }
            let url = self.add(
                "Condition",
                "condition",
                json!({
                    "clinicalStatus": active(),
                    "verificationStatus": { "coding": [{
                        "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "confirmed"
                    }] },
                    "severity": level.map(coded),
                    "code": coded(code),
                    "subject": to(citizen),
                    "recordedDate": date.map(|date| date.to_string()),
                }),
            );
            all.push((code, url));
        }
        all
    }

    fn goals(
        &mut self,
        chosen: &Chosen<'_>,
        facts: &Facts<'_>,
        conditions: &[(&Code, String)],
        citizen: &str,
    ) -> Vec<Value> {
        let words = |category: &str, text: &str| {
            json!({
                "lifecycleStatus": "proposed",
                "category": [care(category)],
                "description": { "text": text },
                "subject": to(citizen),
            })
        };
        let mut all = vec![self.add("Goal", "interventionPurpose", words(PURPOSE, facts.purpose))];
        all.extend(facts.wishes.map(|wishes| self.add("Goal", "citizenObjective", words(WISHES, wishes))));
        for goal in &chosen.goals {
            let mut body = words(GOAL, goal.text);
            let target = |measure, code: Option<&Code>| {
                code.map(|code| json!({ "measure": care(measure), "detailCodeableConcept": coded(code) }))
            };
            let targets = [target(GOAL_TYPE, goal.kind), target(EXPECTED_LEVEL, goal.expected)];
            let about = conditions.iter().find(|(code, _)| Some(*code) == goal.undertema);
            if let Value::Object(body) = &mut body {
                body.insert("target".into(), targets.into_iter().flatten().collect());
                body.insert("addresses".into(), about.iter().map(|(_, url)| ranked(url, 1)).collect());
            }
            all.push(self.add("Goal", "interventionGoal", body));
        }
        all.iter().map(|url| to(url)).collect()
    }

    fn plan(
        &mut self,
        facts: &Facts<'_>,
        (citizen, authority, team): (&str, &str, &str),
        addresses: &[Value],
        goals: &[Value],
    ) -> String {
        let number = facts.case_number.map(|number| {
            json!([{
                "url": format!("{CORE}MunicipalityCaseNumber"),
                "extension": [{ "url": "municipalitySpecific", "valueIdentifier": {
                    "use": "usual",
                    "system": format!("{}/sag", facts.address("system")),
                    "value": number,
                    "assigner": { "display": facts.municipality },
                } }],
            }])
        });
        let follow_up = facts.follow_up.map(|day| {
            json!([{ "detail": {
            "code": care(FOLLOW_UP),
            "status": "not-started",
            "scheduledPeriod": { "start": day },
            "performer": [to(authority)],
        } }])
        });
        self.add("CarePlan", "orderCarePlan", json!({
            "extension": number,
            "status": "draft",
            "intent": "order",
            "category": [care(SOCIAL)],
            "description": format!("Udkast fra visit. Specialiseringsniveau: {}. Niveauet er kommunens valg og ikke en FFB-kode.", facts.level),
            "subject": to(citizen),
            "period": facts.decision.text("fra").map(|day| json!({ "start": day })),
            "created": self.now,
            "author": to(authority),
            "careTeam": [to(team)],
            "addresses": addresses,
            "goal": goals,
            "activity": follow_up,
        }))
    }

    fn interventions(&mut self, facts: &Facts<'_>, citizen: &str, plan: &str) {
        for words in facts.order.list("ydelser") {
            let code = codes().named(|kind| kind == Kind::Intervention, words);
            let code = code.map_or_else(|| json!({ "text": words }), coded);
            self.add(
                "CarePlan",
                "intervention",
                json!({
                    "basedOn": [to(plan)],
                    "status": "draft",
                    "intent": "order",
                    "subject": to(citizen),
                    "period": facts.decision.text("fra").map(|day| json!({ "start": day })),
                    "created": self.now,
                    "activity": [{ "detail": { "code": code, "status": "not-started" } }],
                }),
            );
        }
    }

    fn study(
        &mut self,
        chosen: &Chosen<'_>,
        facts: &Facts<'_>,
        citizen: &str,
        conditions: &[(&Code, String)],
    ) -> String {
        let mut investigations = Vec::new();
        let mut observe = |draft: &mut Self, profile: &str, code: Value, (day, value): (&str, Value)| {
            let informer = json!([{
                "url": format!("{CORE}MatterOfInterestInformer"), "valueCodeableConcept": care(CASEWORKER)
            }]);
            let url = draft.add(
                "Observation",
                profile,
                json!({
                    "extension": (profile == "matterOfInterest").then_some(informer),
                    "status": "final",
                    "code": code,
                    "subject": to(citizen),
                    "effectiveDateTime": day,
                    "valueCodeableConcept": value,
                }),
            );
            investigations.push(json!({ "code": code, "item": [to(&url)] }));
        };
        let level = format!("Specialiseringsniveau: {} (kommunens valg, ikke en FFB-kode).", facts.level);
        observe(self, "evaluation", care(SITUATION), (&facts.day, json!({ "text": level })));
        if let Some((code, day)) = chosen.support {
            observe(self, "evaluation", care(SUPPORT), (&day.to_string(), coded(code)));
        }
        for tema in &chosen.temaer {
            observe(self, "matterOfInterest", coded(tema.code), (&tema.date.to_string(), json!({ "text": tema.text })));
        }
        let findings: Vec<Value> = conditions.iter().map(|(_, url)| json!({ "itemReference": to(url) })).collect();
        self.add(
            "ClinicalImpression",
            "informationGathering",
            json!({
                "status": "completed",
                "code": care(STUDY),
                "subject": to(citizen),
                "effectiveDateTime": facts.day,
                "investigation": investigations,
                "finding": findings,
            }),
        )
    }
}

fn active() -> Value {
    json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active" }] })
}
