//! One fault at a time in the worked bundles: each is found in its place, and nothing else is.

use serde_json::{Value, json};

use super::super::bundle::Guide;
use super::check;

const IN: &str = include_str!("../../../../../examples/ffb/ind-uddatasæt-fra-fagsystem.json");
const OUT: &str = include_str!("../../../../../examples/ffb/ud-bestilling-fra-visit.json");
/// What the inbound bundle has on purpose: its CPR number is left out.
const KNOWN: &str = "entry[0].resource.identifier[0].value";

fn found(text: &str, guide: Guide) -> Vec<String> {
    let all = check(text, guide).unwrap().into_iter().map(|one| one.path);
    all.filter(|path| path != KNOWN).collect()
}

/// The places found after a change of the resource of this type at this number.
fn after(guide: Guide, (kind, number): (&str, usize), change: impl FnOnce(&mut Value)) -> (usize, Vec<String>) {
    let mut bundle: Value = serde_json::from_str(if guide == Guide::Reporting { IN } else { OUT }).unwrap();
    let entries = bundle["entry"].as_array_mut().unwrap();
    let places: Vec<usize> =
        (0..entries.len()).filter(|place| entries[*place]["resource"]["resourceType"] == kind).collect();
    let place = places[number];
    change(&mut entries[place]["resource"]);
    (place, found(&bundle.to_string(), guide))
}

type Fault = (&'static str, usize, fn(&mut Value), &'static str);

fn each_is_found(guide: Guide, faults: &[Fault]) {
    for (kind, number, change, wanted) in faults {
        let (place, found) = after(guide, (kind, *number), change);
        assert_eq!(found, [format!("entry[{place}].resource.{wanted}")], "{kind} {wanted}");
    }
}

fn take(value: &mut Value, key: &str) {
    assert!(value.as_object_mut().unwrap().shift_remove(key).is_some(), "{key}");
}

#[test]
fn the_worked_bundles_have_no_other_faults() {
    assert_eq!(found(IN, Guide::Reporting), Vec::<String>::new());
    assert_eq!(check(IN, Guide::Reporting).unwrap().len(), 1);
    assert_eq!(check(OUT, Guide::Messaging).unwrap(), []);
}

#[test]
fn each_fault_of_an_order_is_found_in_its_place() {
    each_is_found(
        Guide::Messaging,
        &[
            ("MessageHeader", 0, |r| take(r, "focus"), "focus"),
            ("MessageHeader", 0, |r| r["eventCoding"]["code"] = "andet".into(), "eventCoding"),
            ("MessageHeader", 0, |r| take(&mut r["source"], "endpoint"), "source.endpoint"),
            ("MessageHeader", 0, |r| take(r, "source"), "source.endpoint"),
            ("MessageHeader", 0, |r| take(&mut r["destination"][0], "receiver"), "destination[0].receiver"),
            ("Patient", 0, |r| take(r, "identifier"), "identifier"),
            ("Patient", 0, |r| take(r, "telecom"), "telecom"),
            ("Patient", 0, |r| take(&mut r["telecom"][0], "_value"), "telecom[0].value"),
            ("Patient", 0, |r| r["address"] = json!([{"line": ["x"], "city": "y"}]), "address[0].postalCode"),
            ("CarePlan", 0, |r| take(r, "created"), "created"),
            ("CarePlan", 0, |r| r["category"] = json!([{"text": "x"}, {"text": "y"}]), "category"),
            ("CarePlan", 0, |r| r["addresses"][1]["extension"][0]["valuePositiveInt"] = 1.into(), "addresses"),
            ("CarePlan", 0, |r| r["goal"][0]["reference"] = "urn:uuid:ingen".into(), "goal[0]"),
            ("CarePlan", 1, |r| take(r, "activity"), "activity"),
            (
                "CarePlan",
                1,
                |r| r["activity"][0]["detail"]["code"]["coding"][0]["code"] = "x".into(),
                "activity[0].detail.code",
            ),
            (
                "Condition",
                2,
                |r| r["severity"]["coding"][0]["code"] = "401a397b-b3aa-4ca3-8b23-bd8f99dd3f76".into(),
                "severity",
            ),
            ("Condition", 2, |r| take(r, "clinicalStatus"), "clinicalStatus"),
            ("Goal", 0, |r| r["description"] = json!({"id": "x"}), "description.text"),
            ("Goal", 2, |r| take(&mut r["addresses"][0], "extension"), "addresses"),
            (
                "Goal",
                2,
                |r| {
                    r["addresses"][0]["extension"][0]["url"] =
                        "http://fhir.kl.dk/term/StructureDefinition/ConditionRank".into();
                },
                "addresses",
            ),
            (
                "Observation",
                1,
                |r| r["valueCodeableConcept"]["coding"][0]["code"] = "cae545f5-2813-4d79-98fc-0a7d770af3cd".into(),
                "valueCodeableConcept",
            ),
            ("Observation", 0, |r| take(r, "effectiveDateTime"), "effectiveDateTime"),
            ("ClinicalImpression", 0, |r| take(&mut r["investigation"][0], "code"), "investigation[0].code"),
            (
                "CareTeam",
                0,
                |r| r["category"][0]["coding"][0]["code"] = "2ecfcfe5-10ed-4934-a744-f18ce30b1619".into(),
                "category[0]",
            ),
            ("Organization", 2, |r| take(&mut r["contact"][0]["name"], "_family"), "contact[0].name.family"),
            ("Organization", 0, |r| take(r, "name"), "name"),
            ("DocumentReference", 0, |r| r["status"] = "superseded".into(), "status"),
        ],
    );
}

#[test]
fn each_fault_of_a_report_is_found_in_its_place() {
    each_is_found(
        Guide::Reporting,
        &[
            ("Patient", 0, |r| r["birthDate"] = "1990-01-01".into(), "birthDate"),
            ("Patient", 0, |r| r["name"] = json!([{"family": "x"}]), "name[0]".trim_end_matches("[0]")),
            ("Patient", 0, |r| take(r, "managingOrganization"), "managingOrganization.identifier"),
            ("Patient", 0, |r| r["identifier"][0]["system"] = "urn:x".into(), "identifier[0].system"),
            ("ServiceRequest", 0, |r| r["intent"] = "order".into(), "intent"),
            ("Condition", 2, |r| take(r, "recordedDate"), "recordedDate"),
            ("Observation", 0, |r| r["valueCodeableConcept"]["text"] = "x".into(), "valueCodeableConcept.text"),
            ("Goal", 0, |r| take(r, "target"), "target"),
            ("Goal", 0, |r| r["description"] = json!({"text": "x"}), "description"),
            ("CarePlan", 0, |r| r["description"] = "x".into(), "description"),
            ("CarePlan", 0, |r| take(&mut r["addresses"][0], "extension"), "addresses[0]"),
            ("CarePlan", 0, |r| take(r, "period"), "period.start"),
            ("CareTeam", 0, |r| r["name"] = "x".into(), "name"),
            ("Encounter", 0, |r| r["status"] = "finished".into(), "status"),
            ("Encounter", 0, |r| r["class"]["code"] = "AMB".into(), "class.code"),
            ("Encounter", 0, |r| r["period"]["end"] = "2027-01-16".into(), "period.end"),
        ],
    );
}

/// A level is demanded on *Aktivitet og deltagelse* and forbidden on the rest.
#[test]
fn a_level_stands_where_ffb_has_one() {
    let bundle: Value = serde_json::from_str(IN).unwrap();
    let entries = bundle["entry"].as_array().unwrap();
    let conditions = entries.iter().enumerate().filter(|(_, one)| one["resource"]["resourceType"] == "Condition");
    let (mut with, mut without) = (0, 0);
    for (place, entry) in conditions {
        let mut changed = bundle.clone();
        let resource = &mut changed["entry"][place]["resource"];
        if entry["resource"].get("severity").is_some() {
            take(resource, "severity");
            with += 1;
        } else {
            let level = json!({"system": super::FFB, "code": "cae545f5-2813-4d79-98fc-0a7d770af3cd"});
            resource["severity"] = json!({"coding": [level]});
            without += 1;
        }
        let found = found(&changed.to_string(), Guide::Reporting);
        assert_eq!(found, [format!("entry[{place}].resource.severity")], "{entry}");
    }
    assert!(with > 5 && without > 3, "{with} {without}");
}

/// Any reference broken is found, and so is any address that two entries share.
#[test]
fn references_and_addresses_hold_together() {
    for (text, guide) in [(IN, Guide::Reporting), (OUT, Guide::Messaging)] {
        let ids =
            text.match_indices("\"reference\": \"urn:uuid:").map(|(at, _)| at + "\"reference\": \"urn:uuid:".len());
        let places: Vec<usize> = ids.collect();
        assert!(places.len() > 20);
        for at in places {
            let mut broken = text.to_owned();
            broken.replace_range(at..at + 8, "ffffffff");
            assert_eq!(found(&broken, guide).len(), 1, "{}", &text[at..at + 36]);
        }
        let mut bundle: Value = serde_json::from_str(text).unwrap();
        let first = bundle["entry"][0]["fullUrl"].clone();
        bundle["entry"][1]["fullUrl"] = first;
        assert!(found(&bundle.to_string(), guide).contains(&"entry[1].fullUrl".to_owned()));
        bundle["entry"][1]["fullUrl"] = "Patient/1".into();
        assert!(found(&bundle.to_string(), guide).contains(&"entry[1].fullUrl".to_owned()));
    }
}

/// What is told names the place and the code, never what stands there.
#[test]
fn nothing_personal_is_told() {
    for (text, guide) in [(IN, Guide::Reporting), (OUT, Guide::Messaging)] {
        let mut bundle: Value = serde_json::from_str(text).unwrap();
        mark(&mut bundle, "");
        let told = format!("{:?}", check(&bundle.to_string(), guide).unwrap());
        assert!(told.len() > 500 && !told.contains("MÆRKET") && !told.contains("010190"), "{told}");
    }
}

fn mark(value: &mut Value, key: &str) {
    match value {
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| mark(value, key)),
        Value::Array(list) => list.iter_mut().for_each(|value| mark(value, key)),
        Value::String(text) if key != "resourceType" => "MÆRKET-010190-0000".clone_into(text),
        _ => {}
    }
}

/// What the base standard demands, which no profile says again. Three validators at hand see some of it each.
#[test]
fn each_fault_against_r4_is_found_in_its_place() {
    let faults: &[Fault] = &[
        ("Observation", 0, |r| r["status"] = "faerdig".into(), "status"),
        ("Observation", 0, |r| r["effectiveDateTime"] = "7. december 2026".into(), "effectiveDateTime"),
        ("Observation", 0, |r| r["effectiveDateTime"] = "2026-12-07T10:15:00".into(), "effectiveDateTime"),
        ("Observation", 0, |r| r["valueString"] = "x".into(), "value[x]"),
        ("CarePlan", 0, |r| r["description"] = "".into(), "description"),
        ("CarePlan", 0, |r| r["note"] = json!([]), "note"),
        ("CarePlan", 0, |r| r["title"] = Value::Null, "title"),
        ("Goal", 0, |r| r["lifecycleStatus"] = "x".into(), "lifecycleStatus"),
    ];
    each_is_found(Guide::Messaging, faults);
}
