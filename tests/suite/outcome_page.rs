//! The page at the end of an interview: it fits where it is shown, and the law's time limits run on what a case knows.

use std::path::Path;
use std::process::Command;

use assert_fs::TempDir;
use jiff::civil::date;
use visit::session::outcome::page::page;
use visit::session::sheet;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visit::terminal::Look;
use visitation::guideline::answers;
use visitation::guideline::term::Anchor;
use visitation::time::facts::Facts;

fn visit(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_visit")).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn unbroken(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_line_of_an_example_is_wider_than_the_screen() {
    let catalogue = Catalogue::open(RuleFolder::Embedded).ok().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/svar");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let sheet = answers::read("svar.yaml", &std::fs::read(&path).unwrap()).unwrap();
        let day = answers::header(&sheet).0.unwrap();
        let session = sheet::session(&catalogue, &sheet, &[], day).unwrap();
        let outcome = session.outcome().unwrap();
        let mut facts = Facts::assessed(day);
        facts.day(Anchor::Enquiry, Some(date(2026, 11, 3)));
        for width in [40, 60, 80, 120] {
            for line in page(&session, &outcome, (&facts, Look::plain(width))).lines() {
                assert!(console::measure_text_width(line) <= width, "{}, {width}: {line}", path.display());
            }
        }
        seen += 1;
    }
    assert!(seen >= 6);
}

#[test]
fn time_limits_rest_on_shared_answers_that_no_guideline_asks() {
    let folder = TempDir::new().unwrap();
    let answers = "speciale: autisme\ndato: 2026-11-22\nsvar:\n  alder: 30\n  \
                   målgruppe: { svar: [autisme, stofmisbrug], kilde: borgeren }\n";
    std::fs::write(folder.path().join("svar.yaml"), answers).unwrap();
    let said =
        visit(folder.path(), &["assess", "--answers", "svar.yaml", "--enquiry", "2026-11-03", "--out", "sag.yaml"]);
    let limit = "Senest tirsdag 17. november 2026 (14 dage fra henvendelsen), overskredet, kommunen: Behandling for \
                 stofmisbrug skal være sat i gang.";
    assert!(unbroken(&said).contains(limit), "{said}");
    assert!(!said.contains("kan løbe"), "nothing is left open:\n{said}");
    // The case keeps it, so that it says the same when it is taken up again.
    let case = std::fs::read_to_string(folder.path().join("sag.yaml")).unwrap();
    assert!(
        case.contains("  målgruppe:\n    svar:\n    - stofmisbrug\n    - autisme\n    kilde: borgeren\n"),
        "{case}"
    );
    assert_eq!(visit(folder.path(), &["replay", "sag.yaml"]), "sag.yaml: identisk\n");
    let again = visit(folder.path(), &["assess", "--answers", "sag.yaml", "--enquiry", "2026-11-03"]);
    assert_eq!(said, again);
    // Without the date of the enquiry the limit is told, and why it has no day.
    let without = visit(folder.path(), &["assess", "--answers", "svar.yaml"]);
    assert!(
        unbroken(&without)
            .contains("Kan ikke beregnes (14 dage fra henvendelsen), kommunen: Behandling for stofmisbrug"),
        "{without}"
    );
    assert!(unbroken(&without).contains("Skriv datoen for henvendelsen (`henvendelse`)."), "{without}");
}

#[test]
fn one_adviser_asked_by_one_law_is_one_line_that_names_each_source() {
    let folder = TempDir::new().unwrap();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sag-i-tvivl.yaml");
    let page = visit(folder.path(), &["assess", "--answers", case.to_str().unwrap()]);
    let row: Vec<&str> = page.lines().filter(|line| line.starts_with("│ R4 og N1 ")).collect();
    assert!(matches!(row.as_slice(), [row] if row.contains("VISO")), "{page}");
    assert!(!page.contains("│ N1 ") && !page.contains("│ R4 ┆"), "{page}");
    let said = unbroken(&page);
    assert!(said.contains("R4: anbefalet i denne") && said.contains("ikke bekræftet. N1:"), "{page}");
    // Each keeps its own reason below.
    assert!(said.contains("R4: Borgeren") && said.contains("N1: Niveauet er højt"), "{page}");
}

#[test]
fn a_doubt_says_what_each_missing_answer_would_leave() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/svar");
    let said = unbroken(&visit(&folder, &["assess", "--answers", "sag-i-tvivl.yaml"]));
    let (_, settling) = said.split_once("Det kan afgøre tvivlen at få svar på").unwrap();
    assert!(settling.contains("”Ingen gange” eller ”1-2 gange”: niveauet er moderat specialiseret niveau."), "{said}");
    let settles = settling.find("Hvor mange gange har borgeren været indlagt").unwrap();
    let does_not = settling.find("Har borgeren et problem med alkohol, stoffer eller medicin?").unwrap();
    assert!(settles < does_not, "what settles it by itself comes first");
}

#[test]
fn a_level_that_no_single_criterion_carries_is_not_ascribed_to_a_lower_one() {
    let folder = TempDir::new().unwrap();
    // Whenever the loss of sight and hearing began, one criterion for højt holds or another: which is not known.
    let answers = "speciale: doevblindhed\ndato: 2026-11-22\nsvar: { alder: 16, sanser_hjælper: delvist }\n";
    std::fs::write(folder.path().join("svar.yaml"), answers).unwrap();
    let said = unbroken(&visit(folder.path(), &["assess", "--answers", "svar.yaml"]));
    assert!(said.starts_with("Anbefaling: Højt specialiseret niveau"), "{said}");
    assert!(
        said.contains("Mindst ét af kriterierne H1, H3, H4 og H5 for højt specialiseret niveau er opfyldt"),
        "{said}"
    );
    assert!(said.contains("Også opfyldt, for et lavere niveau: M1."), "{said}");
    assert!(!said.contains("Disse svar taler også for det"), "{said}");
    visit(folder.path(), &["assess", "--answers", "svar.yaml", "--out", "sag.yaml"]);
    let explained = unbroken(&visit(folder.path(), &["explain", "sag.yaml"]));
    assert!(
        explained.contains("Kriterium for kriterium Mindst ét af kriterierne H1, H3, H4 og H5 for højt"),
        "{explained}"
    );
}
