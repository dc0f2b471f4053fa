//! The two worked bundles, and one change at a time: each fault of a real file is read right, told or refused.

use serde_json::{Value, json};

use super::*;

const IN: &str = include_str!("../../../../examples/ffb/ind-uddatasæt-fra-fagsystem.json");
const OUT: &str = include_str!("../../../../examples/ffb/ud-bestilling-fra-visit.json");
const NBSP: &str = "Autismespektrum \u{a0}";

fn taken(text: &str) -> Intake {
    read(text, Wanted::default()).unwrap()
}

/// Proposals as `question=answer@date`.
fn answers(intake: &Intake) -> Vec<String> {
    let day = |date: Option<jiff::civil::Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    intake.proposals.iter().map(|one| format!("{}={}@{}", one.question, one.answer.join("+"), day(one.date))).collect()
}

const EXPECTED: [&str; 8] = [
    "målgruppe=autisme+opmærksomhedsforstyrrelse@2026-06-12",
    "praktiske_opgaver=svær@2026-11-20",
    "egenomsorg=let@2026-06-12",
    "mobilitet=let@2026-06-12",
    "kommunikation=let@2026-06-12",
    "samfundsliv=moderat@2026-06-12",
    "relationer=svær@2026-11-20",
    "støttebehov=moderat@2026-11-20",
];

/// The inbound bundle after a change.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut bundle: Value = serde_json::from_str(IN).unwrap();
    change(&mut bundle);
    bundle.to_string()
}

/// The resource of the entry of a condition with this code.
fn coded<'v>(bundle: &'v mut Value, code: &str) -> &'v mut Value {
    let entries = bundle["entry"].as_array_mut().unwrap();
    let found = entries.iter_mut().find(|entry| entry["resource"]["code"]["coding"][0]["code"] == code);
    &mut found.unwrap()["resource"]
}

fn of_type<'v>(bundle: &'v mut Value, kind: &str) -> &'v mut Value {
    let entries = bundle["entry"].as_array_mut().unwrap();
    &mut entries.iter_mut().find(|entry| entry["resource"]["resourceType"] == kind).unwrap()["resource"]
}

const CLEANING: &str = "8f32c948-41c4-49d7-8913-cdeede2e7fe1";
const AUTISM: &str = "9b3fd322-a75a-4ed8-9b74-425fa1e01c95";
const ADHD: &str = "cc6a58cf-d3d2-4e5f-b7fe-98b009647eac";
const MODERATE_SUPPORT: &str = "401a397b-b3aa-4ca3-8b23-bd8f99dd3f76";

#[test]
fn the_inbound_bundle_proposes_what_its_readme_says() {
    let intake = taken(IN);
    assert_eq!(answers(&intake), EXPECTED);
    assert_eq!(intake.notices, []);
    let basis = |question| intake.proposals.iter().find(|one| one.question == question).unwrap().basis.clone();
    assert_eq!(
        basis("praktiske_opgaver"),
        ["Gøre rent: svær (20. november 2026)", "Købe ind: moderat (12. juni 2026)"]
    );
    assert_eq!(basis("samfundsliv"), ["Varetage bolig: moderat (12. juni 2026)"]);
    assert_eq!(basis("målgruppe")[0], "Autismespektrum: primær (12. juni 2026)");
    let shown: Vec<&str> =
        intake.undertemaer.iter().filter(|one| one.level.is_none()).map(|one| one.code.display.as_str()).collect();
    assert_eq!(shown.len(), 4, "{shown:?}");
    let unassessed: Vec<_> =
        intake.undertemaer.iter().filter(|one| one.level.is_some() && one.step().is_none()).collect();
    assert_eq!(unassessed.len(), 1);
    let [goal] = intake.goals.as_slice() else { panic!("{:?}", intake.goals) };
    let about: Vec<_> = goal.about.iter().map(|(code, rank)| (code.display.as_str(), *rank)).collect();
    assert_eq!(about, [("Gøre rent", Some(1)), ("Købe ind", Some(2))]);
    assert_eq!((goal.kind.unwrap().option(), goal.expected.unwrap().option()), (Some("udvikle"), Some("let")));
    assert_eq!(intake.results[0].code.option(), Some("afslut_og_visiter_ny"));
    assert_eq!(intake.next, [jiff::civil::date(2027, 1, 15)]);
    assert_eq!(intake.services[0].display, "Mobilt tilbud");
    assert_eq!(intake.interventions[0].code.unwrap().display, "Støtte til daglige opgaver i hjemmet");
    assert_eq!(intake.interventions[0].since, Some(jiff::civil::date(2026, 7, 1)));
    assert!(!intake.is_of_another_case("2026-3001") && intake.is_of_another_case("2026-3002"));
    assert_eq!(intake.counts.used.values().sum::<usize>(), 25);
}

#[test]
fn the_outbound_bundle_reads_back() {
    let intake = read(OUT, Wanted { texts: true }).unwrap();
    assert_eq!(intake.notices, []);
    let found = answers(&intake);
    assert!(found.contains(&"målgruppe=autisme+opmærksomhedsforstyrrelse@?".to_owned()), "{found:?}");
    assert!(found.contains(&"støttebehov=moderat@2026-12-07".to_owned()), "{found:?}");
    assert!(found[1].starts_with("ønsker=Jeg vil gerne blive boende"), "{found:?}");
    assert_eq!(intake.next, [jiff::civil::date(2027, 4, 6)]);
    assert_eq!(intake.interventions.len(), 2);
    let without = taken(OUT);
    assert_eq!(without.texts, []);
    assert!(!answers(&without).iter().any(|one| one.starts_with("ønsker")));
}

#[test]
fn what_says_the_same_gives_the_same_answers() {
    let old = IN.replace(FFB, "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB");
    let intake = taken(&old);
    assert_eq!((answers(&intake), intake.notices.len()), (EXPECTED.map(str::to_owned).to_vec(), 1));
    let bare = changed(|bundle| {
        for entry in bundle["entry"].as_array_mut().unwrap() {
            entry["resource"].as_object_mut().unwrap().remove("meta");
        }
    });
    let relative = changed(|bundle| {
        for entry in bundle["entry"].as_array_mut().unwrap() {
            let kind = entry["resource"]["resourceType"].as_str().unwrap().to_owned();
            entry["fullUrl"] = format!("{kind}/{}", entry["resource"]["id"].as_str().unwrap()).into();
        }
    });
    let relative = with_typed_references(&relative, "");
    let absolute = with_typed_references(IN, "https://fagsystem.example/fhir/");
    let named = changed(|bundle| coded(bundle, AUTISM)["code"]["coding"][0]["display"] = NBSP.into());
    let swapped = changed(|bundle| coded(bundle, AUTISM)["code"]["coding"][0]["display"] = "Angst".into());
    for (what, text) in
        [("bare", bare), ("relative", relative), ("absolute", absolute), ("nbsp", named), ("swap", swapped)]
    {
        let intake = taken(&text);
        assert_eq!(answers(&intake), EXPECTED, "{what}");
        assert_eq!(intake.notices, [], "{what}");
    }
}

/// References as `Type/id`, after the address.
fn with_typed_references(text: &str, address: &str) -> String {
    let bundle: Value = serde_json::from_str(text).unwrap();
    let mut text = bundle.to_string();
    for entry in bundle["entry"].as_array().unwrap() {
        let [kind, id] = ["resourceType", "id"].map(|key| entry["resource"][key].as_str().unwrap());
        text = text.replace(&format!("urn:uuid:{id}"), &format!("{address}{kind}/{id}"));
    }
    text
}

#[test]
fn a_newer_version_is_named() {
    let intake = taken(&changed(|bundle| coded(bundle, AUTISM)["code"]["coding"][0]["version"] = "20270101".into()));
    assert_eq!(answers(&intake), EXPECTED);
    assert!(intake.notices[0].text.contains("FFB 20270101"), "{:?}", intake.notices);
}

/// The proposal left for a question after a change, and the only notice.
fn after(question: &str, change: impl FnOnce(&mut Value)) -> (Option<String>, Vec<Notice>) {
    let intake = taken(&changed(change));
    (answers(&intake).into_iter().find(|one| one.starts_with(question)), intake.notices)
}

const ONLY_SHOPPING: &str = "praktiske_opgaver=moderat@2026-06-12";

#[test]
fn what_cannot_be_used_is_told_and_proposes_nothing() {
    let severity = |code: &'static str| {
        move |bundle: &mut Value| {
            coded(bundle, CLEANING)["severity"]["coding"][0]["code"] = code.into();
        }
    };
    let unknown = after("praktiske", severity("00000000-0000-0000-0000-000000000000"));
    assert_eq!(unknown.0.as_deref(), Some(ONLY_SHOPPING));
    assert_eq!(unknown.1[0].path, "entry[3].resource.severity");
    assert!(unknown.1[0].text.contains("00000000-0000-0000-0000-000000000000"));
    let support = after("praktiske", severity(MODERATE_SUPPORT));
    assert_eq!((support.0.as_deref(), support.1.len()), (Some(ONLY_SHOPPING), 1));
    let unassessed = after("praktiske", severity("1c327095-107f-4b96-88d0-ec562cb980be"));
    assert_eq!((unassessed.0.as_deref(), unassessed.1.len()), (Some(ONLY_SHOPPING), 0));
    let system = after("målgruppe", |bundle| coded(bundle, ADHD)["code"]["coding"][0]["system"] = "urn:x".into());
    assert_eq!((system.0.as_deref(), system.1.len()), (Some("målgruppe=autisme@2026-06-12"), 1));
    let organising = "9c2173e6-6465-44d3-af16-7c44059193b2";
    let graded = after("praktiske", |bundle| {
        coded(bundle, organising)["severity"] =
            json!({"coding": [{"system": FFB, "code": "832ae90b-23b5-4063-80aa-0b81bdce680e"}]});
    });
    assert_eq!((graded.0.as_deref(), graded.1.len()), (Some(EXPECTED[1]), 1));
}

#[test]
fn what_is_over_or_withdrawn_does_not_count() {
    for (element, word) in [
        ("clinicalStatus", "resolved"),
        ("clinicalStatus", "remission"),
        ("verificationStatus", "refuted"),
        ("verificationStatus", "entered-in-error"),
        ("verificationStatus", "provisional"),
    ] {
        let found = after("praktiske", |bundle| coded(bundle, CLEANING)[element]["coding"][0]["code"] = word.into());
        assert_eq!((found.0.as_deref(), found.1.len()), (Some(ONLY_SHOPPING), 0), "{word}");
    }
    let preliminary = after("støttebehov", |bundle| of_type(bundle, "Observation")["status"] = "preliminary".into());
    assert_eq!(preliminary.0, None);
}

#[test]
fn a_broken_reference_is_told_with_its_place() {
    let (_, notices) = after("x", |bundle| {
        of_type(bundle, "ClinicalImpression")["finding"][2]["itemReference"]["reference"] = "urn:uuid:nobody".into();
    });
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].path, "entry[16].resource.finding[2].itemReference");
}

#[test]
fn prostitution_is_two_things() {
    let codes: Vec<&Code> = codes().all().iter().filter(|code| code.display == "Prostitution").collect();
    let group = codes.iter().find(|code| code.kind == Kind::TargetGroup).unwrap();
    let state = codes.iter().find(|code| code.kind == Kind::Function).unwrap();
    let with = |code: &str| {
        let code = code.to_owned();
        taken(&changed(move |bundle| coded(bundle, AUTISM)["code"]["coding"][0]["code"] = code.into()))
    };
    assert_eq!(with(&group.code).proposals[0].answer, ["prostitution", "opmærksomhedsforstyrrelse"]);
    assert_eq!(with(&state.code).proposals[0].answer, ["opmærksomhedsforstyrrelse"]);
}

#[test]
fn two_primary_groups_are_asked_about() {
    let intake = taken(&changed(|bundle| {
        of_type(bundle, "CarePlan")["addresses"][1]["extension"][0]["valuePositiveInt"] = 1.into();
    }));
    assert_eq!(intake.notices.len(), 1);
    assert!(intake.groups.iter().all(|group| group.rank.is_none()));
    assert_eq!(intake.proposals[0].basis[0], "Autismespektrum: uden rang (12. juni 2026)");
}

#[test]
fn what_is_of_another_area_is_counted() {
    let intake = taken(&changed(|bundle| {
        let mut other = coded(bundle, CLEANING).clone();
        other["id"] = "other".into();
        other["code"] =
            json!({"coding": [{"system": "http://kl.dk/fhir/fsiii", "code": "I1.1"}], "text": "Personlig pleje"});
        bundle["entry"].as_array_mut().unwrap().push(json!({"fullUrl": "urn:uuid:other", "resource": other}));
    }));
    assert_eq!((answers(&intake), intake.counts.left_out.values().sum()), (EXPECTED.map(str::to_owned).to_vec(), 1));
}

#[test]
fn a_goal_on_two_temaer_keeps_both() {
    let washing = "885400cc-dd71-479e-8993-3fc48fdd6710";
    let intake = taken(&changed(|bundle| {
        let id = coded(bundle, washing)["id"].as_str().unwrap().to_owned();
        of_type(bundle, "Goal")["addresses"][1]["reference"] = format!("urn:uuid:{id}").into();
    }));
    let themes: Vec<_> = intake.goals[0].about.iter().filter_map(|(code, _)| code.theme()).collect();
    assert_eq!(themes, ["praktiske_opgaver", "egenomsorg"]);
}

#[test]
fn the_same_undertema_twice_counts_as_assessed_last() {
    let found = after("praktiske", |bundle| {
        let mut newer = coded(bundle, CLEANING).clone();
        newer["id"] = "newer".into();
        newer["extension"][0]["valueDateTime"] = "2026-11-25".into();
        newer["severity"]["coding"][0]["code"] = "8328ce4a-6238-4f73-bf1a-74aadb68eff8".into();
        bundle["entry"].as_array_mut().unwrap().push(json!({"resource": newer}));
    });
    assert_eq!((found.0.as_deref(), found.1.len()), (Some(ONLY_SHOPPING), 1));
    let updated = after("praktiske", |bundle| {
        let mut newer = coded(bundle, CLEANING).clone();
        newer["meta"]["lastUpdated"] = "2026-11-28T08:00:00+01:00".into();
        newer["severity"]["coding"][0]["code"] = "832ae90b-23b5-4063-80aa-0b81bdce680e".into();
        bundle["entry"].as_array_mut().unwrap().push(json!({"resource": newer}));
    });
    assert_eq!((updated.0.as_deref(), updated.1.len()), (Some("praktiske_opgaver=fuldstændig@2026-11-20"), 1));
}

#[test]
fn a_file_that_cannot_be_used_is_refused() {
    let code = |text: &str| read(text, Wanted::default()).unwrap_err().code;
    let two = changed(|bundle| {
        let mut other = of_type(bundle, "Patient").clone();
        other["id"] = "other".into();
        bundle["entry"].as_array_mut().unwrap().push(json!({"resource": other}));
    });
    assert_eq!(code(&two), "several-citizens");
    assert_eq!(code(&IN[..IN.len() / 2]), "unreadable-bundle");
    assert_eq!(code("{}"), "no-bundle");
    assert_eq!(code(r#"{"resourceType":"Bundle","type":"batch"}"#), "wrong-bundle");
    let double = IN.replacen("\"recordedDate\"", "\"recordedDate\": \"2026-01-01\", \"recordedDate\"", 1);
    assert_eq!(code(&double), "unreadable-resource");
    let deep = format!("{}{}", "{\"extension\":[".repeat(5000), "]}".repeat(5000));
    let deep = IN.replacen("\"recordedDate\"", &format!("\"extension\": [{deep}], \"recordedDate\""), 1);
    assert_eq!(code(&deep), "unreadable-resource");
}

/// Words no bundle of ours holds, put wherever a bundle has room for something personal.
#[test]
fn nothing_personal_is_kept_or_told() {
    let mark = "MÆRKET-010190-0000-MÆRKET";
    let mut bundle: Value = serde_json::from_str(OUT).unwrap();
    mark_texts(&mut bundle, mark, "");
    let text = bundle.to_string();
    assert!(text.matches(mark).count() > 80, "{}", text.matches(mark).count());
    for texts in [false, true] {
        let intake = read(&text, Wanted { texts }).unwrap();
        let told = format!("{intake:?}{}", answers_file(&intake));
        assert!(!told.contains("MÆRKET") && !told.contains("010190"), "{told}");
    }
    for element in ["code", "version", "system", "display"] {
        for words in ["MÆRKET", "3112990000"] {
            let odd = changed(|bundle| coded(bundle, AUTISM)["code"]["coding"][0][element] = words.into());
            let told = format!("{:?}", taken(&odd));
            assert!(!told.contains(words), "{element}: {told}");
        }
    }
    for fault in ["\"status\": {\"x\": \"MÆRKET-010190-0000\"}", "\"status\": \"MÆRKET\" \"010190-0000\""] {
        let broken = IN.replacen("\"status\": \"final\"", fault, 1);
        assert_ne!(broken, IN);
        let error = format!("{:?}", read(&broken, Wanted::default()).unwrap_err());
        assert!(!error.contains("MÆRKET") && !error.contains("010190"), "{error}");
    }
}

/// Marks every text but those that say what a thing is.
fn mark_texts(value: &mut Value, mark: &str, key: &str) {
    match value {
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| mark_texts(value, mark, key)),
        Value::Array(list) => list.iter_mut().for_each(|value| mark_texts(value, mark, key)),
        Value::String(text) if !KEPT.contains(&key) => *text = mark.to_owned(),
        _ => {}
    }
}

const KEPT: [&str; 12] = [
    "resourceType",
    "system",
    "code",
    "reference",
    "fullUrl",
    "url",
    "type",
    "status",
    "lifecycleStatus",
    "id",
    "start",
    "effectiveDateTime",
];

#[test]
fn the_answers_file_is_one() {
    for (text, texts) in [(IN, false), (OUT, true)] {
        let file = answers_file(&read(text, Wanted { texts }).unwrap());
        let sheet = crate::guideline::answers::read("svar.yaml", file.as_bytes()).unwrap();
        assert_eq!(sheet.faults, []);
        assert_eq!(unconfirmed(&sheet), sheet.raw.answers.len());
        assert!(sheet.raw.answers.iter().all(|answer| answer.source.is_some() && answer.note.is_some()));
    }
}
