//! The linear mode as a screen reader reads it, and answers taken over from an earlier case.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use assert_fs::TempDir;
use portable_pty::CommandBuilder;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visitation::guideline::Guideline;
use visitation::guideline::question::Kind;

use crate::pseudo_terminal::Terminal;

const CASE: &str = "sag-2026-17.yaml";

fn talk(folder: &Path, args: &[&str], cols: u16) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visit"));
    command.args(args);
    command.cwd(folder);
    command.env("USER", "abc");
    command.env("VISIT_PLAIN", "1");
    Terminal::start(command, 2_000, cols)
}

fn unbroken(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn guideline(speciale: &str) -> Guideline {
    let catalogue = Catalogue::open(RuleFolder::Embedded).ok().unwrap();
    catalogue.versions(speciale).ok().unwrap().pop().unwrap()
}

/// Answers every question with its first option until the program ends; gives all that was said.
fn transcript(terminal: &mut Terminal) -> String {
    let mut answered = 0;
    loop {
        terminal.wait_until("a prompt or the end", |screen| {
            screen.contains("Sagen er gemt")
                || screen.matches("Svar (").count() > answered && unbroken(screen).ends_with("):")
        });
        if terminal.screen().contains("Sagen er gemt") {
            assert!(terminal.ended_well());
            return unbroken(&terminal.screen());
        }
        answered += 1;
        let screen = unbroken(&terminal.screen());
        let prompt = screen.rsplit_once("Svar (").unwrap().1;
        terminal.press(if prompt.starts_with("en linje tekst") { "ro\r" } else { "1\r" });
    }
}

#[test]
fn every_question_option_and_choice_is_read_in_order() {
    for (speciale, cols) in [("autisme", 80), ("erhvervet-hjerneskade", 80), ("synsnedsaettelse", 40)] {
        let folder = TempDir::new().unwrap();
        let mut terminal = talk(folder.path(), &["assess", speciale, "--case-number", "2026-17"], cols);
        let said = transcript(&mut terminal);
        let guideline = Arc::new(guideline(speciale));
        let case = visitation::case::Case::read(&std::fs::read_to_string(folder.path().join(CASE)).unwrap()).unwrap();
        let asked: Vec<&str> = case.history().iter().filter_map(|event| event.question.as_deref()).collect();
        assert!(asked.len() > 3, "{speciale}: {asked:?}");
        let mut rest = said.as_str();
        let mut read = |text: &str| {
            let text = unbroken(text);
            let Some((_, after)) = rest.split_once(&text) else { panic!("{speciale}: not `{text}` in\n{rest}") };
            rest = after;
        };
        for (number, id) in asked.iter().enumerate() {
            // What only time limits rest on comes last.
            let shared = guideline.national.questions.iter().find(|question| question.id == **id);
            let question = guideline.question(id).map(|(_, question)| question).or(shared).unwrap();
            read(&format!("Spørgsmål {},", number + 1));
            read(&question.text);
            question.help.iter().for_each(|help| read(help));
            if question.kind == Kind::YesNo {
                read("1. Ja 2. Nej");
            }
            for (number, choice) in question.kind.choices().iter().enumerate() {
                read(&format!("{}. {}", number + 1, choice.text));
            }
            read("v. Ved ikke");
            read("Svar (");
            if let Some(first) = question.kind.choices().first() {
                read(&format!("Valgt: {}", first.text));
            }
        }
        read("Der spørges ikke om mere");
        assert!(!said.contains('\u{1b}'));
        assert!(!said.contains(['─', '│', '┆']), "no frame is read aloud:\n{said}");
    }
}

#[test]
fn an_earlier_case_is_confirmed_answer_by_answer_and_old_answers_are_asked_again() {
    let folder = TempDir::new().unwrap();
    let answers = "speciale: autisme\ndato: 2026-06-01\nsvar:\n  alder: { svar: 16, kilde: sagens akter, dato: 2026-05-20 }\n  \
                   ønsker: { svar: Vil gerne være hjemme, kilde: borgeren, dato: 2024-01-15 }\n  adfærd: ved_ikke\n";
    std::fs::write(folder.path().join("svar.yaml"), answers).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_visit"))
        .args(["assess", "--answers", "svar.yaml", "--out", "gammel.yaml"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let args = ["assess", "autisme", "--from", "gammel.yaml", "--case-number", "2026-17", "--date", "2026-11-22"];
    let mut terminal = talk(folder.path(), &args, 200);
    terminal.wait_for("I en tidligere sag er svaret ”16” (oplyst 20. maj 2026, kilde: sagens akter). Bekræft");
    terminal.wait_for("Enter beholder 16): ");
    terminal.press("\r");
    terminal.wait_for("svaret ”Vil gerne være hjemme” (oplyst 15. januar 2024, kilde: borgeren). Det er mere end 12");
    terminal.wait_until("no answer to keep", |screen| {
        screen.trim_end().ends_with("):")
            && !screen.rsplit_once("Spørgsmål 2,").is_none_or(|(_, a)| a.contains("beholder"))
    });
    terminal.press("Vil i skole\r");
    terminal.wait_for("Spørgsmål 3,");
    let case = std::fs::read_to_string(folder.path().join(CASE)).unwrap();
    assert!(case.contains("  alder:\n    svar: 16\n    kilde: sagens akter\n    dato: \"2026-05-20\"\n"), "{case}");
    assert!(case.contains("  ønsker:\n    svar: Vil i skole\n"), "{case}");
    terminal.kill();
}

#[test]
fn the_short_order_asks_no_more_and_comes_to_the_same() {
    let mut asked = Vec::new();
    for args in [vec![], vec!["--shortest"]] {
        let folder = TempDir::new().unwrap();
        let args = [["assess", "spiseforstyrrelse-selvskade", "--case-number", "2026-17"].as_slice(), &args].concat();
        let mut terminal = talk(folder.path(), &args, 80);
        let said = transcript(&mut terminal);
        asked.push((said.matches("Spørgsmål ").count(), said.contains("Anbefaling: ")));
    }
    assert!(asked[1].0 <= asked[0].0, "{asked:?}");
    assert!(asked.iter().all(|(_, recommended)| *recommended), "{asked:?}");
}

/// One guideline in two versions: the second put one question the other way round, gave other answers to another, and put
/// a third no more.
fn two_versions(folder: &Path) {
    let rules = folder.join("regler/p");
    std::fs::create_dir_all(&rules).unwrap();
    let national = "format: visit-national/1\nniveauer: [{ id: let, titel: Let }, { id: højt, titel: Højt }]\n";
    std::fs::write(folder.join("regler/national.yaml"), national).unwrap();
    let version = |id: &str, valid: &str, questions: &str| {
        let text = format!(
            "format: visit/1\nspeciale: p\ntitel: Prøve\nversion: \"{id}\"\ngælder: {{ {valid} }}\nstatus: udkast\n\
             spørgsmål:\n{questions}udgangspunkt: let\n\
             kriterier: [{{ id: H1, niveau: højt, når: {{ alle: [bolig = hjem, uro] }} }}]\n"
        );
        std::fs::write(rules.join(format!("{id}.yaml")), text).unwrap();
    };
    let choice = |texts: [&str; 2]| {
        let [hjem, gade] = texts;
        format!(
            "  - {{ id: bolig, spørg: Hvor bor borgeren?, type: valg, stilles: altid, \
             valg: [{{ id: hjem, tekst: {hjem} }}, {{ id: gade, tekst: {gade} }}] }}\n"
        )
    };
    let yes_no = |id: &str, text: &str| format!("  - {{ id: {id}, spørg: {text}, type: ja_nej, stilles: altid }}\n");
    let first = choice(["eget hjem", "på gaden"]) + &yes_no("uro", "Er der uro?") + &yes_no("bil", "Er der en bil?");
    version("2026.1", "fra: 2026-01-01, til: 2026-06-30", &first);
    version("2026.2", "fra: 2026-07-01", &(choice(["på gaden", "eget hjem"]) + &yes_no("uro", "Er der ro?")));
}

#[test]
fn an_answer_to_other_words_is_shown_with_them_and_never_offered() {
    let folder = TempDir::new().unwrap();
    two_versions(folder.path());
    let answers = "speciale: p\ndato: 2026-03-01\nsvar: { bolig: hjem, uro: ja, bil: nej }\n";
    std::fs::write(folder.path().join("svar.yaml"), answers).unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
        command.args(args).current_dir(folder.path()).output().unwrap()
    };
    let made =
        run(&["assess", "--answers", "svar.yaml", "--out", "gammel.yaml", "--rules", "regler", "--pseudonym", "B-1"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let args =
        ["assess", "p", "--from", "gammel.yaml", "--rules", "regler", "--date", "2026-08-01", "--case-number", "7"];
    let mut terminal = talk(folder.path(), &args, 200);
    terminal.wait_for("Der spørges ikke mere om dette fra den tidligere sag:");
    terminal.wait_for("”Er der en bil?” – ”nej”");
    terminal
        .wait_for("Svarene at vælge mellem er ændret siden den tidligere sag. Dengang lød det ”Hvor bor borgeren?”");
    terminal.wait_for("og svaret var ”eget hjem”");
    let no_default = |screen: &str| screen.trim_end().ends_with("):") && !screen.contains("beholder");
    terminal.wait_until("no answer to keep", no_default);
    terminal.press("2\r");
    terminal
        .wait_for("Spørgsmålet er ændret siden den tidligere sag. Dengang lød det ”Er der uro?”, og svaret var ”ja”");
    terminal.wait_until("no answer to keep", no_default);
    terminal.kill();
    let sibling = ["assess", "p", "--from", "gammel.yaml", "--rules", "regler", "--pseudonym", "B-2"];
    let mut terminal = talk(folder.path(), &sibling, 200);
    terminal.wait_for("er sagen om B-1, og den nye er om B-2");
    terminal.wait_for("søskende");
}
