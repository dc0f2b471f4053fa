//! The cases of `examples/` finished: with what their caseworkers noted, both documents can be sent.
//!
//! `examples/færdige/` has the case with its notes, and note and letters as Markdown;
//! `VISIT_UPDATE=1 cargo test --test suite -- examples:: finished::` makes them anew. The other formats are made here and
//! thrown away: they are long and nobody reviews them as files.

use std::collections::BTreeSet;
use std::fs;

use visit::session::archive::replay::session_of;
use visit::session::document::justify::input;
use visit::session::document::note::known;
use visit::session::document::paper::{self, Form, Kind, Order};
use visit::store::RuleFolder;
use visitation::case::Case;
use visitation::case::Stamp;
use visitation::case::additions::{Entered, read};
use visitation::justification::Finish;
use visitation::justification::document::Addressee;

use super::examples::{CASES, Frame, PACE, case_of, folder, hold, rules, visit};

const FOLDER: &str = "færdige";

/// The example case with its notes, entered the day after it was assessed.
pub(crate) fn noted(frame: &Frame) -> Case {
    let mut case = case_of(frame);
    let session = session_of(&case, &RuleFolder::directory(&rules()).unwrap()).unwrap();
    let name = format!("examples/noter/{}.yaml", frame.name);
    let text = fs::read(folder().join("noter").join(format!("{}.yaml", frame.name))).unwrap();
    let entered = read(&name, &text, &known(&case, &session)).unwrap_or_else(|found| panic!("{found:#?}"));
    let mut at =
        case.opening().date.tomorrow().unwrap().at(10, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    for entered in entered {
        at += PACE;
        let Entered::Put(addition) = entered else { panic!("{}: a note withdraws", frame.name) };
        case.add(Stamp { at, by: frame.caseworker }, addition).unwrap();
    }
    case
}

/// Which letters a case has.
pub(crate) fn kinds(frame: &Frame) -> &'static [&'static str] {
    if frame.name.starts_with("barn") { &["notat", "brev", "barn"] } else { &["notat", "brev"] }
}

fn said(arguments: &[&str]) -> (String, String) {
    let output = visit(arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}{out}");
    (out, err)
}

#[test]
fn every_case_can_be_finished_and_has_note_and_letters() {
    for frame in &CASES {
        let case = format!("{FOLDER}/{}.yaml", frame.name);
        hold(&case, &noted(frame).write().unwrap());
        let (report, _) = said(&["justify", "--check", &case]);
        assert!(report.contains("Intet mangler.") && !report.contains("FEJL"), "{report}");
        for kind in kinds(frame) {
            let (text, lix) = said(&["justify", "--final", "--kind", kind, &case]);
            assert!(!text.contains("UDFYLDES") && !text.contains("UDKAST"), "{case}: {text}");
            let number: u32 = lix.split_whitespace().find_map(|word| word.trim_end_matches('.').parse().ok()).unwrap();
            // A note is for colleagues.
            assert!(number <= if *kind == "notat" { 45 } else { 40 }, "{case} {kind}: {lix}");
            hold(&format!("{FOLDER}/{}-{kind}.md", frame.name), &text);
        }
        for kind in kinds(frame) {
            let (told, _) = said(&["justify", "--check-file", &format!("{FOLDER}/{}-{kind}.md", frame.name), &case]);
            assert!(told.contains("Brevet og sagen siger det samme."), "{kind}: {told}");
        }
        assert!(said(&["replay", &case]).0.contains("identisk"), "{case}");
    }
}

#[test]
fn every_document_is_written_in_every_format_and_is_the_same_bytes_again() {
    let forms = [Form::Markdown, Form::Html, Form::Docx].into_iter().chain(cfg!(feature = "pdf").then_some(Form::Pdf));
    let forms: Vec<Form> = forms.collect();
    for frame in &CASES {
        let case = noted(frame);
        let session = session_of(&case, &RuleFolder::directory(&rules()).unwrap()).unwrap();
        let input = input(&case, &session, &session.outcome().unwrap());
        for (kind, form) in kinds(frame).iter().flat_map(|kind| forms.iter().map(move |form| (*kind, *form))) {
            let kind = match kind {
                "notat" => Kind::Note,
                "brev" => Kind::Letter,
                _ => Kind::Child,
            };
            let write = || {
                let templates = paper::templates(None).unwrap();
                let (finish, addressee) = (Finish::Final, Addressee::default());
                paper::write(&input, &Order { kind, form, finish, traced: false, templates, addressee }).unwrap()
            };
            let first = write();
            assert!(first.holes.is_empty() && first.bytes.len() > 500, "{} {kind:?} {form:?}", frame.name);
            let text = String::from_utf8_lossy(&first.bytes);
            assert!(!text.contains("[FLETTES") && !text.contains("[UDFYLDES"), "{} {kind:?} {form:?}", frame.name);
            assert!(first.bytes == write().bytes, "{} {kind:?} {form:?}", frame.name);
        }
    }
}

#[test]
fn no_document_names_a_law_that_is_not_for_the_citizen() {
    for frame in &CASES {
        let child = frame.name.starts_with("barn");
        let not = if child {
            ["Serviceloven § 141", "Serviceloven § 85"]
        } else {
            ["Barnets lov § 161", "Barnets lov § 32"]
        };
        for kind in kinds(frame) {
            let text = fs::read_to_string(folder().join(FOLDER).join(format!("{}-{kind}.md", frame.name))).unwrap();
            for law in not {
                assert!(!text.contains(law), "{} {kind}: {law}", frame.name);
            }
        }
    }
}

#[test]
fn a_letter_is_addressed_greeted_and_signed() {
    let desk = assert_fs::TempDir::new().unwrap();
    let to = desk.path().join("modtager.txt");
    fs::write(&to, "Inger Eksempel\nSkovvej 1\n\nP. Eksempel\nvisitator\n").unwrap();
    for frame in &CASES {
        let case = format!("{FOLDER}/{}.yaml", frame.name);
        for kind in kinds(frame).iter().filter(|kind| **kind != "notat") {
            let (named, told) =
                said(&["justify", "--final", "--kind", kind, &case, "--recipient", to.to_str().unwrap()]);
            assert!(!told.contains("Brevet er uden"), "{told}");
            assert!(named.contains("Kære Inger Eksempel"), "{named}");
            assert!(named.contains("Med venlig hilsen\n\nP. Eksempel  \nvisitator\n"), "{named}");
            assert_eq!(named.contains("Inger Eksempel  \nSkovvej 1\n"), *kind == "brev", "{named}");
            let (unnamed, told) = said(&["justify", "--final", "--kind", kind, &case]);
            assert!(told.contains("Brevet er uden modtagerens navn og underskriverens navn"), "{told}");
            assert!(!unnamed.contains('['), "{unnamed}");
            let greeting = if *kind == "barn" { "\nHej\n" } else { "\nKære " };
            assert!(unnamed.contains(greeting) && unnamed.contains("Med venlig hilsen"), "{unnamed}");
            let saved = fs::read_to_string(folder().join(&case)).unwrap();
            assert!(!saved.contains("Inger"));
        }
    }
}

#[test]
fn what_a_print_does_not_name_is_said_whenever_it_is_a_letter_and_finished() {
    let names = [None, Some("Inger Eksempel".to_owned())];
    let signers = [Vec::new(), vec!["P. Eksempel".to_owned()]];
    for (name, signer) in names.iter().flat_map(|name| signers.iter().map(move |signer| (name, signer))) {
        for (kind, finish, form) in [
            (Kind::Note, Finish::Final, Form::Markdown),
            (Kind::Letter, Finish::Draft, Form::Markdown),
            (Kind::Letter, Finish::Final, Form::Html),
            (Kind::Child, Finish::Final, Form::Docx),
        ] {
            let addressee = Addressee { name: name.clone(), address: Vec::new(), signer: signer.clone() };
            let templates = paper::templates(None).unwrap();
            let told = Order { kind, form, finish, traced: false, templates, addressee }.unnamed().unwrap_or_default();
            let asked = kind != Kind::Note && finish == Finish::Final;
            assert_eq!(told.contains("modtagerens navn"), asked && name.is_none(), "{told}");
            assert_eq!(told.contains("underskriverens navn"), asked && signer.is_empty(), "{told}");
            assert_eq!(told.contains("flettefelt"), !told.is_empty() && form == Form::Docx, "{told}");
        }
    }
}

#[test]
#[cfg(not(feature = "pdf"))]
fn a_program_without_pdf_says_in_danish_how_to_get_it() {
    let case = format!("{FOLDER}/{}.yaml", CASES[0].name);
    let output = visit(&["justify", "--letter", "--format", "pdf", "--out", "x.pdf", &case]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("bygget uden PDF") && errors.contains("--features pdf"), "{errors}");
    assert!(!folder().join("x.pdf").exists());
}

/// The words of a text.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|letter: char| !letter.is_alphanumeric()).collect()
}

#[test]
fn a_finished_letter_speaks_to_its_reader_and_of_nothing_internal() {
    for frame in &CASES {
        let letter = fs::read_to_string(folder().join(FOLDER).join(format!("{}-brev.md", frame.name))).unwrap();
        let words = words(&letter);
        let name = frame.name;
        for wrong in [
            "ikke bekræftet",
            "SHA-256",
            "LBK",
            "Kriterium",
            "»ja«",
            ": ja\n",
            ": nej\n",
            "..",
            " ,",
            "borgeren",
            "Borgeren",
        ] {
            assert!(!letter.contains(wrong), "{name}: `{wrong}`");
        }
        let id = |word: &&&str| {
            word.len() > 1 && word.starts_with(['N', 'R', 'H', 'F']) && word[1..].chars().all(|c| c.is_ascii_digit())
        };
        assert_eq!(words.iter().find(id), None, "{name}");
        let formal = letter.contains(" Dem ");
        let familiar = ["du", "dig", "din", "dit", "dine"].iter().any(|word| words.contains(word));
        assert!(formal != familiar, "{name} is both familiar and formal, or neither");
        let paragraphs: Vec<&str> = letter.lines().filter(|line| line.len() > 30).collect();
        let repeated = paragraphs.iter().enumerate().find(|(place, line)| paragraphs[..*place].contains(line));
        // Two duties may rest on the same thing; nothing else is said twice.
        assert!(
            repeated.is_none_or(|(_, line)| line.contains("lovkrav") || line.starts_with("- Tilbudsportalen")),
            "{name}: {repeated:?}"
        );
        // Advice is a legal duty only where somebody has seen the law.
        for line in letter.lines().filter(|line| line.contains("krav i loven")) {
            assert!(line.contains('§') || line.contains("efter retningslinjen"), "{name}: {line}");
        }
        for sentence in letter.split(['.', '\n']).filter(|sentence| sentence.to_lowercase().contains("anbefal")) {
            assert!(!sentence.to_lowercase().contains("afgørelse"), "{name}: {sentence}");
        }
    }
}
