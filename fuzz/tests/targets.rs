//! What must hold of everything that visit reads, whatever stands in it.
//!
//! Each target gives back whether its input was read to the end, so that a loop that tries nothing is seen.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::civil::date;
use visit_fuzz::{Heard, heard, resealed, root, run, seeds};
use visitation::case::additions::{Entered, Known, as_notes, read as read_notes};
use visitation::case::archive::{Archived, Closing};
use visitation::case::cpr::looks_like_cpr;
use visitation::case::heads::Heads;
use visitation::case::mend::mended;
use visitation::case::verify::verify;
use visitation::case::{Case, Opening, PinnedFile, Program, Stamp};
use visitation::consult::Consultation;
use visitation::guideline::Guideline;
use visitation::guideline::answers::{self, Elsewhere};
use visitation::guideline::examples;
use visitation::guideline::national::National;
use visitation::guideline::raw::yaml::{self, Node, NodeValue};
use visitation::guideline::resolve;
use visitation::justification::templates::Templates;
use visitation::offers::{check, read_csv, read_need, read_yaml, to_yaml};
use visitation::refund::{BUILT_IN_LIMITS, read_expenses, read_limits, reckon};

/// Guidelines are compiled, which takes a debug build long: fewer of them.
const FEW: u64 = 150;
const MANY: u64 = 1_500;

static NATIONAL: LazyLock<Arc<National>> = LazyLock::new(|| {
    let bytes = fs::read(root().join("rules/national.yaml")).unwrap();
    Arc::new(resolve::national("national.yaml", &bytes).unwrap().value)
});

static AUTISM: LazyLock<Arc<Guideline>> = LazyLock::new(|| {
    let bytes = fs::read(root().join("rules/autisme/2026.1.yaml")).unwrap();
    Arc::new(resolve::guideline("autisme/2026.1.yaml", &bytes, &NATIONAL, None).unwrap().value)
});

fn rules() -> Vec<String> {
    let texts = seeds("rules", "2026.1.yaml");
    assert!(texts.len() > 15);
    texts
}

#[test]
fn guideline() {
    run("guideline", &rules(), FEW, |text| {
        let read = resolve::guideline("x.yaml", text.as_bytes(), &NATIONAL, None).ok();
        let Some(loaded) = read else { return Heard::Refused };
        let consultation = Consultation::new(vec![Arc::new(loaded.value)]);
        // What is too large is said, never waited for; what is asked first is asked again.
        let asked = [consultation.next(), consultation.next()].map(|next| format!("{next:?}"));
        assert_eq!(asked[0], asked[1]);
        Heard::Read
    });
}

#[test]
fn national() {
    run("national", &seeds("rules", "national.yaml"), FEW, |text| {
        heard(resolve::national("national.yaml", text.as_bytes()).ok())
    });
}

#[test]
fn answers() {
    let seeds = seeds("examples/svar", ".yaml");
    let elsewhere = Elsewhere { national: &NATIONAL, has_question: &|_| false };
    run("answers", &seeds, MANY, |text| {
        let Ok(sheet) = answers::read("svar.yaml", text.as_bytes()) else { return Heard::Refused };
        heard(answers::resolve(&sheet.raw.answers, &sheet.source, &[&AUTISM], &elsewhere).ok())
    });
}

#[test]
fn example_cases() {
    run("example_cases", &seeds("rules", "eksempler.yaml"), FEW, |text| {
        heard(examples::read("eksempler.yaml", text.as_bytes()).ok())
    });
}

#[test]
fn case() {
    run("case", &seeds("examples/færdige", ".yaml"), FEW, |text| {
        let _ = mended(text);
        let text = resealed(text);
        if !verify(&text).is_empty() {
            return Heard::Refused;
        }
        // What passes is the very text that visit would write.
        assert_eq!(Case::read(&text).unwrap().write().unwrap(), text);
        Heard::Read
    });
}

/// A case that was only mutated, not sealed again, is never taken for whole.
#[test]
fn sealed_case() {
    let seeds = seeds("examples", ".yaml");
    let cases: Vec<String> = seeds.into_iter().filter(|text| text.starts_with("format: visit-sag/1")).collect();
    run("sealed_case", &cases, FEW, |text| {
        let whole = verify(text).is_empty();
        assert!(!whole || cases.iter().any(|case| case == text), "a change passed");
        if whole { Heard::Read } else { Heard::Refused }
    });
}

#[test]
fn archive() {
    let mut lines: Vec<String> = Vec::new();
    for text in seeds("examples/svar", ".yaml") {
        lines.push(Archived::new("sag.yaml", &text).write().unwrap());
    }
    lines.push(Closing::new(7, "a".repeat(64)).write().unwrap());
    run("archive", &lines, MANY, |line| {
        if let Some(closing) = Closing::read(line.trim_end().as_bytes()) {
            assert!(Closing::read(closing.write().unwrap().trim_end().as_bytes()).is_some());
            return Heard::Read;
        }
        let Ok(archived) = Archived::read(line.trim_end().as_bytes()) else { return Heard::Refused };
        let written = archived.write().unwrap();
        assert_eq!(Archived::read(written.trim_end().as_bytes()).unwrap(), archived);
        Heard::Read
    });
}

#[test]
fn heads() {
    let mut heads = Heads::new();
    for number in 0..4 {
        heads.hold(Timestamp::UNIX_EPOCH, &[number.to_string().repeat(64)]).unwrap();
    }
    let seed = heads.write();
    run("heads", std::slice::from_ref(&seed), MANY, |text| {
        let Ok(read) = Heads::read(text) else { return Heard::Refused };
        // Lines may only be missing at the end: that the list's own last value shows.
        assert_eq!(read.write(), text);
        assert!(seed.starts_with(text));
        Heard::Read
    });
}

fn opening() -> Opening {
    Opening {
        case_number: None,
        pseudonym: None,
        date: date(2026, 11, 22),
        enquiry: None,
        caseworker: "abc".into(),
        program: Program { name: "visit".into(), version: "0".into() },
        national: PinnedFile { file: "national.yaml".into(), sha256: "a".repeat(64) },
    }
}

#[test]
fn notes() {
    let stamp = Stamp { at: Timestamp::UNIX_EPOCH, by: "abc" };
    let levels: Vec<String> = NATIONAL.levels.iter().map(|level| level.id.clone()).collect();
    let duties: Vec<String> = (1..20).map(|number| format!("R{number}")).collect();
    let known = Known { level_texts: levels.clone(), levels, duty_texts: duties.clone(), duties, ..Known::default() };
    run("notes", &seeds("examples/noter", ".yaml"), MANY, |text| {
        let Ok(entered) = read_notes("noter.yaml", text.as_bytes(), &known) else { return Heard::Refused };
        let mut case = Case::open(opening(), stamp).unwrap();
        for one in entered {
            // The case's own guards may refuse one; none breaks it.
            let _ = match one {
                Entered::Put(addition) => case.add(stamp, addition),
                Entered::Withdraw(addition) => case.withdraw(stamp, addition.topic, addition.id),
            };
        }
        let written = case.write().unwrap();
        assert!(verify(&written).is_empty());
        assert_eq!(Case::read(&written).unwrap().write().unwrap(), written);
        as_notes(case.additions()).unwrap();
        Heard::Read
    });
}

#[test]
fn catalogue() {
    let mut seeds = seeds("examples/tilbud", "katalog.yaml");
    let catalogue = read_yaml("katalog.yaml", seeds[0].as_bytes()).unwrap();
    seeds.push(to_yaml(&catalogue).unwrap());
    run("catalogue", &seeds, MANY, |text| {
        let Ok(catalogue) = read_yaml("katalog.yaml", text.as_bytes()) else { return Heard::Refused };
        let _ = check(&catalogue, &NATIONAL);
        let written = to_yaml(&catalogue).unwrap();
        let again = read_yaml("igen.yaml", written.as_bytes()).unwrap();
        assert_eq!(to_yaml(&again).unwrap(), written);
        Heard::Read
    });
}

#[test]
fn catalogue_as_table() {
    let seeds = [
        "navn;id;form;paragraf;målgruppe_primær;niveau;niveau_siger;pris_kr;pris_pr;pris_art;ledig_fra;alder_fra\r\n\
         Sted;x;døgn;sel-108|sel-107;autisme|selvskade;højt;aftale;1.234,50;døgn;takst;20-11-2026;\r\n",
        "id,navn,form,paragraf,pladser\nx,A,døgn,sel-108,8\ny,\"B, \"\"C\"\"\",dag,sel-104,\n",
    ];
    run("catalogue_as_table", &seeds.map(str::to_owned), MANY, |text| {
        let Ok(catalogue) = read_csv("katalog.csv", text.as_bytes()) else { return Heard::Refused };
        let written = to_yaml(&catalogue).unwrap();
        let again = read_yaml("igen.yaml", written.as_bytes()).unwrap();
        assert_eq!(to_yaml(&again).unwrap(), written);
        Heard::Read
    });
}

#[test]
fn need() {
    run("need", &seeds("examples/tilbud", "behov.yaml"), MANY, |text| {
        heard(read_need("behov.yaml", text.as_bytes()).ok())
    });
}

#[test]
fn expenses() {
    let limits = read_limits("satser", BUILT_IN_LIMITS.as_bytes()).unwrap();
    run("expenses", &seeds("examples/udgifter", ".yaml"), MANY, |text| {
        let Ok(expenses) = read_expenses("udgifter.yaml", text.as_bytes()) else { return Heard::Refused };
        for limits in &limits {
            let refund = reckon(&expenses, limits);
            assert!(
                refund.total().0 >= 0 && refund.borne().0 >= 0,
                "more is refunded than was spent, or less than nothing"
            );
        }
        Heard::Read
    });
}

#[test]
fn template() {
    let names = ["beslutningsstoette.txt", "brevhoved.txt", "klagevejledning.txt", "rettigheder.txt"];
    let folder = "crates/visitation/src/justification/templates";
    let texts: Vec<String> = names.iter().flat_map(|name| seeds(folder, name)).collect();
    let about: serde_yaml::Value = serde_yaml::from_str(
        "{ Du: Du, du: du, dig: dig, version: 1, truffet_af: ABC, klage_hvordan: Skriv., klage_direkte: false,
        retningslinjer: [{ titel: A, version: 1 }], myndighed: { navn: A, enhed: B, adresse: C, kontaktperson: D, telefon: E, mail: F } }",
    )
    .unwrap();
    run("template", &texts, MANY, |text| {
        let own = BTreeMap::from([("rettigheder.txt".to_owned(), text.to_owned())]);
        let Ok(templates) = Templates::with(&own) else { return Heard::Refused };
        heard(templates.fill("rettigheder.txt", &about).ok())
    });
}

/// A sure spelling on a line of its own is found whatever stands before and after it. Nobody's number: the serial is 0000.
#[test]
fn cpr() {
    let texts = [
        "Sag 27.69.08-2026-12, konto 0101900000, tlf. 12 34 56 78.",
        "Født 1. januar 1990; EAN 5790000000000.",
        "P-nr. 1.234.567.890",
    ];
    run("cpr", &texts.map(str::to_owned), MANY, |text| {
        assert!(looks_like_cpr(&format!("{text}\nog 010190-0000\n{text}")), "hidden by {text:?}");
        if looks_like_cpr(text) { Heard::Read } else { Heard::Refused }
    });
}

/// What our reader takes, another takes to be of the same shape, where it reads it.
#[test]
fn yaml_readers() {
    let texts = [seeds("examples", ".yaml"), seeds("rules", "national.yaml")].concat();
    run("yaml_readers", &texts, FEW, |text| {
        let Ok((_, ours)) = yaml::read("x.yaml", text.as_bytes()) else { return Heard::Refused };
        if let Ok(theirs) = serde_yaml::from_str::<serde_yaml::Value>(text) {
            assert!(alike(&ours, &theirs), "read otherwise");
        }
        Heard::Read
    });
}

fn alike(ours: &Node, theirs: &serde_yaml::Value) -> bool {
    use serde_yaml::Value;
    match (&ours.value, theirs) {
        (NodeValue::List(ours), Value::Sequence(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(one, other)| alike(one, other))
        }
        // Of doubled keys, which ours keeps for a message, the other keeps one.
        (NodeValue::Map(ours), Value::Mapping(theirs)) => {
            ours.len() > theirs.len() || ours.iter().zip(theirs).all(|((_, one), (_, other))| alike(one, other))
        }
        (NodeValue::List(_) | NodeValue::Map(_), _) | (_, Value::Sequence(_) | Value::Mapping(_)) => false,
        _ => true,
    }
}
