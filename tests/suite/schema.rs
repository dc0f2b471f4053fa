//! The schemas say what the loader says: every shipped file fits, typical faults do not, the keys are the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use visitation::guideline::finding::Finding;
use visitation::guideline::raw::examples::FORMAT as EXAMPLES;
use visitation::guideline::raw::guideline::FORMAT as GUIDELINE;
use visitation::guideline::raw::national::FORMAT as NATIONAL;
use visitation::guideline::{answers, examples, resolve};
use visitation::schema::{Format, schema};

fn validator(format: Format) -> Validator {
    jsonschema::draft202012::new(&schema(format)).unwrap()
}

fn value(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn rule_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut files = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn every_shipped_file_fits_its_schema() {
    let schemas = [(GUIDELINE, Format::Guideline), (NATIONAL, Format::National), (EXAMPLES, Format::Examples)];
    let schemas: Vec<_> = schemas.into_iter().map(|(name, format)| (name, validator(format))).collect();
    let files = rule_files();
    assert!(files.len() >= 7);
    for file in files {
        let value = value(&std::fs::read_to_string(&file).unwrap());
        let (_, schema) = schemas.iter().find(|(name, _)| value["format"] == *name).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
    }
}

const SMALL: &str = r#"
format: visit/1
speciale: proeve
titel: Prøve
version: "2026.1"
gælder: { fra: 2026-01-01, til: 2026-12-31 }
status: udkast
relevant_når: målgruppe har autisme
kilder: [{ id: k, titel: T, udgiver: U, år: 2020, url: x, bekræftet: ja }]
spørgsmål:
  - { brug: alder, stilles: altid }
  - { id: tale, spørg: Hvor svær?, type: skala, skala: nedsat, hjælp: h, tema: t, udsagn: "{borger} {svar}" }
  - { id: risiko, spørg: Er der?, type: ja_nej, værre: ja, udsagn: { ja: a, nej: b }, spørg_når: tale >= svær, ffb: x }
  - { id: antal, spørg: Hvor mange?, type: tal, min: 0, maks: 9, enhed: måneder }
  - { id: mad, spørg: Hvad?, type: valg, ordnet: ja, valg: [{ id: a, tekst: A, point: 2, udsagn: u }, { id: b }] }
  - { id: hjem, spørg: Hvem?, type: flervalg, valg: [{ id: far }, { id: mor }, { id: ingen, udelukker: ja }] }
begreber:
  - { id: svær_tale, betyder: b, når: { mindst: 1, af: [tale >= svær, risiko] } }
  - { id: kort, når: { alle: [tale = let eller svær, antal mellem 1 og 5, hjem har far eller mor, antal(hjem) >= 1, "maks(tale, tale) >= svær", mad mellem a og b, samlet >= 2, antal != 3 eller 4] } }
beregninger: [{ id: samlet, betyder: b, af: "sum(antal, maks(tale, mad))" }]
aldrig: [{ når: { alle: [risiko, antal > 3] }, fordi: f }]
udgangspunkt: let
kriterier:
  - { id: H1, niveau: højt, når: { ikke: { højst: 0, af: [svær_tale, "sum(antal, maks(tale, mad)) >= 3"] } }, fordi: "{grunde}", kilde: k, lov: [sel-108], bekræftet: false }
rådgivning:
  - { id: R1, pligt: anbefalet, grundlag: national, hos: viso, når: { mindst_en: [niveau >= højt, tvivl] }, inden_dage: 14, fordi: f, kilde: k, lov: sel-108, bekræftet: nej }
opfølgning: { måneder: { let: 12 } }
"#;

/// Faults that an author makes, as a change of the small guideline.
const FAULTS: [(&str, &str); 28] = [
    ("format: visit/1", "format: visit/2"),
    ("speciale: proeve", "speciale: Prøve"),
    ("version: \"2026.1\"", "version: 2026.1"),
    ("fra: 2026-01-01", "fra: 1. januar 2026"),
    ("status: udkast", "status: kladde"),
    ("titel: Prøve", "tittel: Prøve"),
    ("udgangspunkt: let\n", ""),
    ("udgangspunkt: let\n", "udgangspunkt: ~\n"),
    ("type: tal, min: 0, maks: 9", "type: tal, min: 0"),
    ("type: ja_nej", "type: ja_nej, skala: nedsat"),
    ("type: ja_nej", "type: janej"),
    ("type: skala, skala: nedsat", "type: skala, værre: ja, skala: nedsat"),
    ("valg: [{ id: a, tekst: A, point: 2, udsagn: u }, { id: b }]", "valg: []"),
    ("{ id: b }", "{ id: ved_ikke }"),
    ("point: 2", "point: to"),
    ("stilles: altid", "stilles: ja"),
    ("alle: [risiko, antal > 3]", "ale: [risiko, antal > 3]"),
    ("alle: [risiko, antal > 3]", "alle: [risiko, antal ≥ 3]"),
    ("alle: [risiko, antal > 3]", "alle: [risiko, antal == 3]"),
    ("mindst: 1, af: [tale >= svær, risiko]", "mindst: 1"),
    ("pligt: anbefalet", "pligt: måske"),
    ("inden_dage: 14", "inden_dage: -1"),
    ("type: skala, skala: nedsat", "type: skala, ordnet: ja, skala: nedsat"),
    ("type: ja_nej", "type: ja_nej, enhed: dage"),
    ("antal mellem 1 og 5", "antal mellem 1 til 5"),
    ("tale = let eller svær", "tale = let eller"),
    ("antal(hjem) >= 1", "antal(hjem) >= mange"),
    ("af: \"sum(antal, maks(tale, mad))\"", "af: antal + tale"),
];

#[test]
fn typical_faults_are_refused() {
    let schema = validator(Format::Guideline);
    let small = value(SMALL);
    let errors: Vec<_> = schema.iter_errors(&small).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for (from, to) in FAULTS {
        assert!(SMALL.contains(from), "{from}");
        let text = SMALL.replacen(from, to, 1);
        assert!(!schema.is_valid(&value(&text)), "the schema takes {to}");
        assert!(!forms(&loaded(&text)).is_empty(), "the loader takes {to}");
    }
}

fn national() -> std::sync::Arc<visitation::guideline::national::National> {
    let text = include_str!("../../rules/national.yaml");
    std::sync::Arc::new(resolve::national("national.yaml", text.as_bytes()).unwrap().value)
}

fn loaded(text: &str) -> Vec<Finding> {
    match resolve::guideline("x", text.as_bytes(), &national(), None) {
        Ok(loaded) => loaded.flaws,
        Err(found) => found,
    }
}

/// The findings about form; names that the small guideline does not define are another matter.
fn forms(found: &[Finding]) -> Vec<&Finding> {
    found
        .iter()
        .filter(|finding| {
            !finding.code.starts_with("unknown-") || finding.code == "unknown-key" || finding.code == "unknown-word"
        })
        .collect()
}

/// Every file of the schema, with what makes a key unknown in each of its maps.
#[test]
fn the_keys_are_those_of_the_loader() {
    let national = "format: visit-national/1\nniveauer: [{ id: let, ZZ }]\nskalaer: [{ id: s, trin: [{ id: a, ZZ }], ZZ }]\n\
        spørgsmål: [{ id: q, spørg: S, type: ja_nej, ZZ }]\nlove: [{ id: l, ZZ }]\nrådgivere: [{ id: r, ZZ }]\n\
        rådgivning: [{ id: N1, pligt: anbefalet, når: q, ZZ }]\nfrister: [{ id: f, om: o, dage: 1, fra: henvendelse, ZZ }]\nQQ\n";
    let guideline = "format: visit/1\nspeciale: p\nversion: 'a'\ngælder: { fra: 2026-01-01, ZZ }\nkilder: [{ id: k, ZZ }]\n\
        spørgsmål: [{ brug: alder, ZZ }, { id: q, spørg: S, type: valg, valg: [{ id: a, ZZ }], ZZ }]\n\
        begreber: [{ id: b, når: q = a, ZZ }]\nberegninger: [{ id: c, af: sum(q), ZZ }]\naldrig: [{ når: q = a, ZZ }]\nudgangspunkt: let\n\
        kriterier: [{ id: H, niveau: let, når: { alle: [], ZZ }, ZZ }]\n\
        rådgivning: [{ id: R, pligt: anbefalet, når: { mindst: 1, af: [], ZZ }, ZZ }]\nopfølgning: { måneder: 3, ZZ }\nQQ\n";
    let sheet = "svar: { a: { svar: 1, ZZ } }\nQQ\n";
    let cases = "format: visit-eksempler/1\neksempler: [{ navn: n, svar: {}, forventet: { niveau: let, mulige: [], kriterier: [], rådgivning: [], åbne: [], ZZ }, ZZ }]\nQQ\n";
    for (format, text) in [
        (Format::National, national),
        (Format::Guideline, guideline),
        (Format::Answers, sheet),
        (Format::Examples, cases),
    ] {
        let text = text.replace("ZZ", "zzzzqqqq: 1").replace("QQ", "zzzzqqqq: 1");
        let bytes = text.as_bytes();
        let found = match format {
            Format::National => resolve::national("x", bytes).unwrap_err(),
            Format::Guideline => loaded(&text),
            Format::Answers => answers::read("x", bytes).unwrap().faults,
            _ => examples::read("x", bytes).unwrap_err(),
        };
        let known: BTreeSet<BTreeSet<String>> = found.iter().filter_map(keys_in_help).collect();
        assert!(known.len() > 1, "{found:#?}");
        let described = key_sets(&schema(format));
        for keys in &known {
            assert!(described.contains(keys), "{format:?}: the loader knows {keys:?}, the schema {described:#?}");
        }
    }
}

/// What a finding about an unknown key says of the keys there are.
fn keys_in_help(finding: &Finding) -> Option<BTreeSet<String>> {
    let listed = finding.help.as_ref()?.strip_prefix("nøglerne her er ")?;
    Some(listed.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

/// The keys of every map of a schema.
fn key_sets(schema: &Value) -> BTreeSet<BTreeSet<String>> {
    let mut sets = BTreeSet::new();
    each_map(schema, &mut |keys| {
        sets.insert(keys.keys().cloned().collect());
    });
    sets
}

fn each_map(schema: &Value, visit: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match schema {
        Value::Object(object) => {
            if let (Some(Value::Object(keys)), Some(_)) = (object.get("properties"), object.get("additionalProperties"))
            {
                visit(keys);
            }
            object.values().for_each(|part| each_map(part, visit));
        }
        Value::Array(parts) => parts.iter().for_each(|part| each_map(part, visit)),
        _ => {}
    }
}

#[test]
fn every_key_is_described_in_danish() {
    for format in [Format::Guideline, Format::National, Format::Examples, Format::Case, Format::Answers] {
        let whole = schema(format);
        let mut keys_seen = 0;
        each_map(&whole, &mut |keys| {
            for (key, schema) in keys {
                let text = schema["description"].as_str().unwrap_or_default();
                assert!(text.ends_with('.') || text.ends_with(')'), "{format:?} {key}: {text:?}");
                let english = ["the ", "The ", " of ", " and ", " is "];
                assert!(!english.iter().any(|word| text.contains(word)), "{format:?} {key}: {text}");
                keys_seen += 1;
            }
        });
        assert!(keys_seen >= 3, "{format:?}");
        assert!(whole["title"].is_string() && whole["description"].is_string());
    }
}

#[test]
fn answers_and_saved_cases_fit() {
    let sheet = validator(Format::Answers);
    for good in [
        "svar: { alder: 9, kommunikation: svær, hjælp: [familie], risiko: ved_ikke }",
        "speciale: [autisme, adhd]\ndato: 2026-03-01\nsvar: { a: { svar: ja, kilde: læge, dato: 2026-01-01, note: n } }",
    ] {
        assert!(sheet.is_valid(&value(good)), "{good}");
    }
    for bad in ["speciale: autisme", "svar: [a]", "svar: { a: ~ }", "svar: { a: { kilde: x } }", "svar: {}\nalder: 9"] {
        assert!(!sheet.is_valid(&value(bad)), "{bad}");
    }
    let folder = assert_fs::TempDir::new().unwrap();
    let (answers, out) = (folder.path().join("svar.yaml"), folder.path().join("sag.yaml"));
    std::fs::write(&answers, "speciale: autisme\nsvar: { alder: 9, spisning: svær_spiseforstyrrelse }\n").unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_visit"))
        .args(["assess", "--date", "2026-06-01", "--answers"])
        .arg(&answers)
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let shipped = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/sag-i-tvivl.yaml");
    for file in [out, shipped] {
        let case = value(&std::fs::read_to_string(&file).unwrap());
        let errors: Vec<_> = validator(Format::Case).iter_errors(&case).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
    }
}
