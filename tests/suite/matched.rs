//! A match noted in a case, and made again.

use std::path::Path;

use assert_fs::TempDir;
use visitation::case::{Case, Topic};

fn visit(args: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_visit")).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_match_is_noted_with_its_catalogue_and_can_be_made_again() {
    let (folder, root) = (TempDir::new().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")));
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (case, catalogue, need) = (at("sag.yaml"), at("katalog.yaml"), at("behov.yaml"));
    std::fs::copy(root.join("examples/ung-med-adhd-rusmidler-og-hjemløshed.yaml"), &case).unwrap();
    for name in ["katalog.yaml", "behov.yaml"] {
        std::fs::copy(root.join("examples/tilbud").join(name), at(name)).unwrap();
    }
    let files = ["match", &case, "--catalogue", &catalogue, "--need", &need];
    let dated = [&files[..], &["--date", "2026-11-30", "--enter", "--caseworker", "ab"]].concat();
    assert_eq!(visit(&[&files[..], &["--replay"]].concat()).0, 2, "nothing is noted yet");
    let (code, _, told) = visit(&dated);
    assert_eq!((code, told.as_str()), (0, "Resultatet er noteret i sagen.\n"));
    assert!(visit(&dated).2.contains("i forvejen"), "the same match again is no new entry");

    let read = || Case::read(&std::fs::read_to_string(&case).unwrap()).unwrap();
    let noted = read();
    let entry = noted.additions().find(Topic::Match, "S1").unwrap().clone();
    assert_eq!(
        (entry.by.as_str(), entry.list("egnet"), entry.list("niveauer")),
        ("ab", &["bravo".to_owned()][..], &["højt".to_owned()][..])
    );
    assert_eq!(entry.list("ikke_egnet"), ["echo: K3", "charlie: K3", "foxtrot: K5, K6"]);
    assert_eq!(noted.additions().of(Topic::Match).count(), 1);
    assert_eq!(visit(&[&files[..], &["--replay"]].concat()), (0, "S1: identisk\n".to_owned(), String::new()));

    // Another need: what differs is named. Another catalogue: it cannot be made again.
    let text = std::fs::read_to_string(&need).unwrap();
    std::fs::write(&need, text.replace("skal_rumme: [selvskade]", "skal_rumme: []")).unwrap();
    let (code, told, _) = visit(&[&files[..], &["--replay"]].concat());
    assert!(code == 1 && told.starts_with("S1: afviger: ") && told.contains("ikke_egnet"), "{told}");
    let offers = std::fs::read_to_string(&catalogue).unwrap();
    std::fs::write(&catalogue, format!("{offers}# rettet\n")).unwrap();
    let (code, told, _) = visit(&[&files[..], &["--replay"]].concat());
    assert!(code == 1 && told.contains("kataloget er et andet"), "{told}");
}
