//! The walk of `examples/ffb`: fagsystem, `visit`, order, and back again; and what stops it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_fs::TempDir;
use serde_json::Value;

fn visit(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(folder).env("USER", "abc").output().unwrap()
}

fn well(folder: &Path, args: &[&str]) -> String {
    let output = visit(folder, args);
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn example(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ffb").join(name);
    path.to_str().unwrap().to_owned()
}

/// A case as the walk makes it, with these words changed in the notes and this age.
fn case(age: u8, notes: impl Fn(String) -> String) -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    well(at, &["import", "--ffb", &example("ind-uddatasæt-fra-fagsystem.json"), "--out", "svar.yaml"]);
    // As if each had been confirmed: at a terminal that is asked one by one, see `ffb_confirm`.
    let answers = fs::read_to_string(at.join("svar.yaml")).unwrap().replace("Forslag, ikke bekræftet. ", "");
    fs::write(at.join("svar.yaml"), answers + &format!("  alder: {age}\n")).unwrap();
    let answers = ["--answers", "svar.yaml", "--out", "sag.yaml", "--date", "2026-12-01"];
    well(at, &[&["assess", "autisme", "--case-number", "2026-3001", "--pseudonym", "B-3001"], &answers[..]].concat());
    let text = notes(fs::read_to_string(example("noter.yaml")).unwrap());
    fs::write(at.join("noter.yaml"), text).unwrap();
    well(at, &["note", "sag.yaml", "--from", "noter.yaml"]);
    folder
}

fn order(folder: &Path) -> Value {
    serde_json::from_str(&well(folder, &["export", "--ffb", "sag.yaml"])).unwrap()
}

#[test]
fn what_is_ordered_reads_back_as_it_was() {
    let folder = case(34, |notes| notes);
    let at = folder.path();
    well(at, &["export", "--ffb", "sag.yaml", "--out", "bestilling.json"]);
    assert_eq!(
        well(at, &["import", "--ffb", "bestilling.json", "--check"]),
        "FFB udvekslingsdatasæt 1.0.0: intet at bemærke.\n"
    );
    let read = well(at, &["import", "--ffb", "bestilling.json", "--case-number", "2026-3001", "--format", "json"]);
    let read: Value = serde_json::from_str(&read).unwrap();
    assert_eq!(read["notices"], Value::Array(vec![]));
    assert_eq!(read["proposals"][0]["answer"], serde_json::json!(["autisme", "opmærksomhedsforstyrrelse"]));
    let level = |name: &str| {
        let all = read["undertemaer"].as_array().unwrap();
        all.iter().find(|one| one["name"] == name).unwrap()["level"]["name"].clone()
    };
    assert_eq!(level("Gøre rent"), "Svært nedsat funktionsevne");
    assert_eq!(level("Personer i netværk"), Value::Null);
    assert_eq!(read["target_groups"][0]["rank"], 1);
    assert_eq!(read["goals"].as_array().unwrap().len(), 2);
    assert_eq!(read["follow_ups"], serde_json::json!(["2027-04-06"]));
    assert_eq!(read["interventions"].as_array().unwrap().len(), 3);
    let support = read["proposals"].as_array().unwrap().last().unwrap();
    assert_eq!(support["answer"][0], "moderat");
}

#[test]
fn an_order_is_a_draft_without_a_person_in_it() {
    let folder = case(34, |notes| notes);
    let (first, second) = (order(folder.path()), order(folder.path()));
    assert_ne!(first["id"], second["id"], "ids that follow from the case would tie files together");
    let text = first.to_string();
    for entry in first["entry"].as_array().unwrap() {
        let resource = &entry["resource"];
        assert_eq!(entry["fullUrl"], format!("urn:uuid:{}", resource["id"].as_str().unwrap()));
        if resource["resourceType"] == "CarePlan" {
            assert_eq!(resource["status"], "draft");
        }
    }
    assert!(text.contains("masked") && text.contains("B-3001"));
    assert!(text.contains("Specialiseringsniveau: ") && text.contains("ikke en FFB-kode"));
    assert!(!text.contains("urn:oid:1.2.208.176.1.2"), "no CPR number can be there");
}

#[test]
fn the_reasons_go_along_whole_but_never_with_a_cpr_number() {
    let folder = case(34, |notes| notes);
    let at = folder.path();
    fs::write(at.join("begrundelse.md"), "Niveauet er kommunens valg: æøå.\n").unwrap();
    let order: Value =
        serde_json::from_str(&well(at, &["export", "--ffb", "sag.yaml", "--attach", "begrundelse.md"])).unwrap();
    let attached = &order["entry"].as_array().unwrap().last().unwrap()["resource"]["content"][0]["attachment"];
    assert_eq!(attached["data"], "Tml2ZWF1ZXQgZXIga29tbXVuZW5zIHZhbGc6IMOmw7jDpS4K");
    assert_eq!((&attached["title"], &attached["size"]), (&"begrundelse.md".into(), &36.into()));
    assert_eq!(order["entry"][0]["resource"]["focus"].as_array().unwrap().len(), 3);
    for (name, text, why) in [("b.md", "om 010190-0000", "CPR-nummer"), ("b.exe", "x", "kan ikke lægges ved")] {
        fs::write(at.join(name), text).unwrap();
        let output = visit(at, &["export", "--ffb", "sag.yaml", "--attach", name]);
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(why) && !told.contains("010190"), "{told}");
    }
}

#[test]
fn the_sheet_says_what_to_register() {
    let folder = case(34, |notes| notes);
    let sheet = well(folder.path(), &["export", "--ffb-codes", "--csv", "sag.yaml"]);
    let rows: Vec<Vec<String>> = csv::Reader::from_reader(sheet.as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let has = |wanted: [&str; 3]| rows.iter().any(|row| [&row[0], &row[3], &row[5]] == wanted);
    assert!(has(["Målgruppe", "Autismespektrum", ""]), "{sheet}");
    assert!(has(["Undertema", "Gøre rent", "Svært nedsat funktionsevne"]), "{sheet}");
    assert!(has(["Indsatsmål: måltype", "Gøre rent", "Udvikle funktionsevne"]), "{sheet}");
    assert!(has(["Ydelse", "Støtte til sociale relationer", ""]), "{sheet}");
    assert!(
        rows.iter().any(|row| row[0] == "Undertema" && row[2].is_empty() && row[7].contains("Egenomsorg")),
        "{sheet}"
    );
    let page = well(folder.path(), &["export", "--ffb-codes", "sag.yaml"]);
    assert!(page.contains("Arket er ingen indberetning"), "{page}");
}

type Change = Box<dyn Fn(String) -> String>;

#[test]
fn what_cannot_be_ordered_is_refused_with_a_reason() {
    let without = |line: &'static str| {
        move |notes: String| {
            let kept: Vec<&str> = notes.lines().filter(|one| !one.trim_start().starts_with(line)).collect();
            kept.join("\n") + "\n"
        }
    };
    let instead = |old: &'static str, new: &'static str| {
        move |notes: String| {
            assert!(notes.contains(old));
            notes.replace(old, new)
        }
    };
    let refusals: [(u8, Change, &str); 9] = [
        (17, Box::new(|notes| notes), "under 18"),
        (34, Box::new(without("niveau:")), "ikke valgt et niveau"),
        (34, Box::new(without("tilbud:")), "ikke valgt et tilbud"),
        (34, Box::new(without("formål:")), "formålet"),
        (34, Box::new(instead("udfald: fuldt", "udfald: afslag")), "ingen hjælp at bestille"),
        (34, Box::new(instead("Mobilt tilbud", "Botilbud til voksne")), "ikke en tilbudstype"),
        (34, Box::new(instead("primær: autisme", "primær: angst")), "ikke en af sagens målgrupper"),
        (34, Box::new(instead("Gøre rent: svær:", "Gøre rent: slem:")), "mangler sit niveau"),
        (34, Box::new(instead("https://tilbud.example/modtag", "tilbuddet")), "ikke en hel adresse"),
    ];
    for (age, change, why) in refusals {
        let folder = case(age, change);
        let output = visit(folder.path(), &["export", "--ffb", "sag.yaml", "--out", "b.json"]);
        let told = String::from_utf8(output.stderr).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(2), "{why}: {told}");
        assert!(told.contains(why), "{why}: {told}");
        assert!(!folder.path().join("b.json").exists());
    }
}

/// Every text of the order but what says what a thing is: a bundle may hold something personal in any of them.
fn marked(value: &mut Value, key: &str) {
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
    match value {
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| marked(value, key)),
        Value::Array(list) => list.iter_mut().for_each(|value| marked(value, key)),
        Value::String(text) if !KEPT.contains(&key) => "Mærket Person, 010190-0000".clone_into(text),
        _ => {}
    }
}

#[test]
fn nothing_personal_of_a_bundle_is_in_case_output_or_messages() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let mut bundle =
        serde_json::from_str(&fs::read_to_string(example("ud-bestilling-fra-visit.json")).unwrap()).unwrap();
    marked(&mut bundle, "");
    let text = bundle.to_string();
    assert!(text.matches("Mærket Person").count() > 50);
    fs::write(at.join("mærket.json"), &text).unwrap();
    fs::write(at.join("brudt.json"), &text[..text.len() * 2 / 3]).unwrap();
    let file = ["import", "--ffb", "mærket.json"];
    let mut told = Vec::new();
    for options in [
        &[][..],
        &["--texts"],
        &["--texts", "--format", "json"],
        &["--check"],
        &["--check", "--format", "json"],
        &["--case-number", "2026-1"],
        &["--texts", "--out", "svar.yaml"],
    ] {
        told.push(visit(at, &[&file[..], options].concat()));
    }
    told.push(visit(at, &["import", "--ffb", "brudt.json"]));
    told.push(visit(at, &["assess", "autisme", "--answers", "svar.yaml"]));
    let answers = fs::read_to_string(at.join("svar.yaml")).unwrap();
    fs::write(at.join("svar.yaml"), answers.replace("Forslag, ikke bekræftet. ", "")).unwrap();
    told.push(visit(at, &["assess", "autisme", "--answers", "svar.yaml", "--out", "sag.yaml"]));
    let files = ["svar.yaml", "sag.yaml"].map(|name| fs::read_to_string(at.join(name)).unwrap());
    assert!(files[1].contains("målgruppe"), "the codes came through");
    let told =
        told.iter().flat_map(|one| [&one.stdout, &one.stderr]).map(|text| String::from_utf8_lossy(text).into_owned());
    for text in told.chain(files) {
        assert!(!text.contains("Mærket") && !text.contains("010190"), "{text}");
    }
}
