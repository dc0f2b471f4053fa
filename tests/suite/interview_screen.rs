//! The interview on screens that are small, and where something is in the way: leaving a menu, a full disk.

use assert_fs::TempDir;
use portable_pty::CommandBuilder;

use crate::interview_keys::{CASE, DOWN, Manner, Talk, in_both};
use crate::pseudo_terminal::Terminal;

#[test]
fn a_small_screen_of_forty_columns_is_enough() {
    let folder = TempDir::new().unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visit"));
    command.args(["assess", "autisme", "--case-number", "2026-17"]);
    command.cwd(folder.path());
    let mut terminal = Terminal::start(command, 24, 40);
    terminal.wait_for("og Enter");
    terminal.press("17\r");
    terminal.wait_for("Hvad ønsker borgeren selv?");
    terminal.wait_until("a line to write on", |screen| screen.trim_end().ends_with("Svar:"));
    terminal.press("ro\r");
    terminal.wait_for("> Deltager som andre");
    let options = [
        "Deltager som andre",
        "Deltager mindre end andre",
        "Langvarig skolevægring",
        "Forlader ikke hjemmet",
        "Ved ikke",
    ];
    for at in [1, 2, 3, 4, 0, 1] {
        terminal.press(DOWN);
        let cursor = format!("> {}", options[at]);
        terminal.wait_until(&cursor, |screen| {
            screen.contains(&cursor)
                && options.iter().all(|option| screen.matches(option).count() == 1)
                && screen.matches("Taster:").count() == 1
        });
    }
    terminal.press("s");
    terminal.wait_for("2 svar er gemt");
    terminal.press("\x1b");
    terminal.wait_for("visit assess --resume");
    assert!(terminal.ended_well() && terminal.shows_cursor());
}

#[test]
fn ctrl_d_leaves_every_menu() {
    in_both(|mut talk| {
        talk.key('r');
        talk.see("Hvilket svar vil du se eller rette?", "Hvad ønsker borgeren selv?");
        talk.press("\x04");
        talk.see("Spørgsmål 3,", "Forlader ikke hjemmet");
        talk.key('k');
        talk.see("Hvor kommer oplysningen fra?", "Andet");
        talk.press("\x04");
        talk.see("Spørgsmål 3,", "Forlader ikke hjemmet");
        talk.press("\x04");
        talk.wait_for("visit assess --resume");
        assert!(talk.terminal.ended_well() && talk.terminal.shows_cursor());
    });
}

#[test]
fn a_list_longer_than_the_screen_leaves_room_for_its_question() {
    let folder = TempDir::new().unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visit"));
    command.args(["assess", "--case-number", "2026-17"]);
    command.cwd(folder.path());
    let mut terminal = Terminal::start(command, 24, 80);
    let page = |cursor: &'static str, page: &'static str| {
        move |screen: &str| {
            screen.contains("Hvad handler henvendelsen om?") && screen.contains(cursor) && screen.contains(page)
        }
    };
    terminal.wait_until("the first page", page("> [ ] social isolation", "(side 1 af "));
    terminal.press("\x1b[C");
    terminal.wait_until("ten answers on", page("> [ ] selvmordstanker", "(side 1 af "));
    terminal.press("\x1b[F");
    terminal.wait_until("the last page", page("> [ ] Ved ikke", "(side "));
    terminal.press("?");
    terminal.wait_until("help and the question", |screen| {
        screen.contains("skriv en note til svaret") && page("> [ ] Ved ikke", "(side ")(screen)
    });
    terminal.press("\x1b");
    terminal.wait_for("ikke gemt nogen sag");
    assert!(terminal.ended_well() && terminal.shows_cursor());
}

#[test]
fn the_date_of_the_enquiry_is_asked_for_and_kept() {
    let mut talk = Talk::start(Manner::Lines, &["assess", "autisme", "--out", CASE]);
    talk.see("Hvilket sagsnummer har sagen hos jer?", "");
    talk.type_line("v");
    talk.see("Hvornår henvendte borgeren sig?", "");
    talk.type_line("3. november");
    talk.wait_for("skriv for eksempel 31.3.2026");
    talk.see("Prøv igen:", "");
    talk.type_line("3.11.2026");
    talk.see("Spørgsmål 1,", "Hvor gammel er borgeren?");
    talk.type_line("17");
    talk.see("Spørgsmål 2,", "Hvad ønsker borgeren selv?");
    assert!(talk.case().contains("henvendelse: \"2026-11-03\""), "{}", talk.case());
}

#[test]
fn an_answer_that_cannot_be_saved_is_asked_for_again() {
    in_both(|mut talk| {
        // A folder in the place of the file: it cannot be replaced by the case.
        let path = talk.folder.path().join(CASE);
        let saved = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir_all(path.join("i vejen")).unwrap();
        talk.choose(1);
        talk.see("svar så igen", "Forlader ikke hjemmet");
        std::fs::remove_dir_all(&path).unwrap();
        std::fs::write(&path, saved).unwrap();
        talk.choose(4);
        talk.see("Spørgsmål 4,", "Hver uge");
        talk.answer_becomes("deltagelse", "    svar: forlader_ikke_hjemmet");
        assert_eq!(talk.case().matches("\"spørgsmål\": \"deltagelse\"").count(), 1, "the refused one was never said");
    });
}
