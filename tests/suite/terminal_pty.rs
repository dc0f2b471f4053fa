//! The menus on a real terminal: what stands on the screen after each key.
//!
//! The program under the terminal is this test binary itself, running [`child`]: no binary is built for tests alone.

use portable_pty::CommandBuilder;

use crate::pseudo_terminal::Terminal;
use visit::terminal::prompter::{Ask, Item, Manner, Reply};

const CHILD: &str = "VISIT_TEST_CHILD";
const DOWN: &str = "\x1b[B";
const LEVELS: [Item<'static>; 3] = [
    Item { id: "ingen", text: "Ærlig talt på højt blåbærgrødsniveau æøå" },
    Item { id: "svær", text: "Svære vanskeligheder med at gøre sig forstået i hverdagen" },
    Item { id: "let", text: "Lette vanskeligheder" },
];

/// A short interview; what was answered is told at the end.
#[test]
#[ignore = "run by the tests of this file on a pseudo-terminal of its own"]
fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    if std::env::var_os(CHILD).is_some_and(|what| what == "text") {
        let lines = std::env::var_os("VISIT_PLAIN").is_some_and(|plain| plain == "1");
        let manner = if lines { Manner::Lines } else { Manner::Menus };
        let _ = manner.open().unwrap().text(&Ask::new("Ønsker?"), None);
        return;
    }
    let mut prompter = Manner::Menus.open().unwrap();
    let ask = Ask::new("Hvor svært er det på en særlig dårlig dag at gøre sig forstået?").heading("Spørgsmål 1");
    let one = prompter.choose(&ask.help(Some("Se på hverdagen.")), &LEVELS, None).unwrap();
    let mut told = vec![format!("{one:?}")];
    if one != Reply::Stop {
        told.push(format!("{:?}", prompter.choose_many(&Ask::new("Hvilke?"), &LEVELS, None).unwrap()));
        told.push(format!("{:?}", prompter.number(&Ask::new("Alder?"), 0..=120, None).unwrap()));
        told.push(format!("{:?}", prompter.text(&Ask::new("Ønsker?"), None).unwrap()));
        told.push(format!("{:?}", prompter.confirm(&Ask::new("Selvskade?"), Some(false)).unwrap()));
    }
    prompter.say(&format!("FACIT {}", told.join(" "))).unwrap();
}

fn child_command() -> CommandBuilder {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["terminal_pty::child", "--exact", "--ignored", "--nocapture"]);
    command.env(CHILD, "1");
    command
}

fn start(rows: u16, cols: u16) -> Terminal {
    Terminal::start(child_command(), rows, cols)
}

/// The interview has ended: in order, and with a cursor.
fn end(mut terminal: Terminal, facit: &str) {
    let wanted = format!("FACIT {facit}");
    terminal.wait_for(&wanted);
    assert!(terminal.ended_well());
    assert!(terminal.shows_cursor(), "the cursor is back");
}

fn count(screen: &str, text: &str) -> usize {
    screen.matches(text).count()
}

#[test]
fn an_interview_with_the_keyboard() {
    let mut terminal = start(40, 100);
    terminal.wait_for("Ved ikke");
    terminal.press(DOWN);
    terminal.wait_for("> Svære");
    terminal.press("\r");
    terminal.wait_for("[ ] Ved ikke");
    terminal.press(" ");
    terminal.wait_for("> [x] Ærlig");
    terminal.press(&format!("{DOWN}{DOWN} "));
    terminal.wait_for("> [x] Lette");
    terminal.press("\r");
    terminal.wait_for("Alder?");
    terminal.press("130\r");
    terminal.wait_for("Prøv igen: 130 er uden for");
    terminal.press("13\x7f2\r");
    terminal.wait_for("Ønsker?");
    terminal.press("bo på Ærø\r");
    terminal.wait_for("> Nej");
    terminal.press("\r");
    end(terminal, "Value(1) Value([0, 2]) Value(12) Value(\"bo på Ærø\") Value(false)");
}

#[test]
fn moving_in_a_narrow_menu_leaves_no_ghosts() {
    let mut terminal = start(30, 40);
    terminal.wait_for("Ved ikke");
    for shown in ["> Svære", "> Lette", "> Ved ikke", "> Ærlig", "> Svære"] {
        terminal.press(DOWN);
        let texts = ["Spørgsmål 1", "Hvor svært", "Se på hverdagen.", "Ærlig", "Svære", "Lette", "Ved ikke", shown];
        terminal.wait_until("each of them once", |screen| texts.iter().all(|text| count(screen, text) == 1));
    }
    terminal.press("\x1b");
    end(terminal, "Stop");
}

#[test]
fn a_low_terminal_shows_the_menu_page_by_page_in_danish() {
    let mut terminal = start(12, 40);
    terminal.wait_for("> Ærlig");
    terminal.press(&format!("{DOWN}{DOWN}{DOWN}"));
    let screen = terminal.wait_for("> Ved ikke");
    assert_eq!(count(&screen, "Page"), 0, "{screen}");
    terminal.press("\x1b");
    end(terminal, "Stop");
}

#[test]
fn every_way_out_of_a_question_gives_the_cursor_back() {
    for key in ["\x1b", "\x03"] {
        let mut terminal = start(30, 80);
        terminal.wait_for("Ved ikke");
        terminal.press(key);
        end(terminal, "Stop");
    }
    for key in ["\x1b", "\x03", "\x04"] {
        let mut terminal = start(40, 80);
        terminal.wait_for("> Ærlig");
        terminal.press("\r");
        terminal.wait_for("[ ] Ved ikke");
        terminal.press("\r");
        terminal.wait_for("Alder?");
        terminal.press(key);
        terminal.wait_for("Ønsker?");
        terminal.press("v\r");
        terminal.wait_for("> Nej");
        terminal.press(&format!("{DOWN}\r"));
        end(terminal, "Value(0) Value([]) Stop Unknown Unknown");
    }
}

#[cfg(unix)]
const SIGNALS: [(&str, u32); 3] = [("HUP", 129), ("QUIT", 131), ("TERM", 143)];

#[cfg(unix)]
#[test]
fn a_program_that_is_ended_from_outside_leaves_the_terminal_as_it_was() {
    for (signal, code) in SIGNALS {
        for answers in ["", "\r\r"] {
            let mut terminal = start(40, 80);
            let before = terminal.modes_before().to_owned();
            terminal.wait_for("> Ærlig");
            for answer in answers.chars() {
                terminal.press(&answer.to_string());
                terminal.wait_until("the next", |screen| screen.ends_with("Svar:") || screen.contains("[ ] Ved ikke"));
            }
            // The question is drawn before the keyboard is taken.
            let ours = (0..500).any(|_| {
                std::thread::sleep(std::time::Duration::from_millis(10));
                terminal.modes() != before
            });
            assert!(ours, "the keyboard is ours");
            terminal.signal(signal);
            assert_eq!(terminal.exit_code(), code, "{signal}");
            assert_eq!(terminal.modes(), before, "{signal}");
            assert!(terminal.shows_cursor(), "{signal}: {}", terminal.screen());
        }
    }
}

#[cfg(unix)]
#[test]
fn a_program_that_is_ended_from_outside_takes_the_draft_along() {
    use std::fs;
    for manner in ["0", "1"] {
        for (signal, code) in SIGNALS {
            let temp = assert_fs::TempDir::new().unwrap();
            let script = temp.path().join("skriver.sh");
            fs::write(&script, "cp \"$1\" \"$1~\"; echo UDKAST; exec sleep 600").unwrap();
            let drafts = temp.path().join("tmp");
            fs::create_dir(&drafts).unwrap();
            let mut command = child_command();
            command.env("VISUAL", format!("sh '{}'", script.display()));
            command.env("TMPDIR", &drafts);
            command.env("VISIT_PLAIN", manner);
            command.env(CHILD, "text");
            let mut terminal = Terminal::start(command, 40, 80);
            let before = terminal.modes_before().to_owned();
            terminal.wait_for("Ønsker?");
            terminal.press("e\r");
            terminal.wait_for("UDKAST");
            assert_eq!(fs::read_dir(&drafts).unwrap().count(), 1);
            terminal.signal(signal);
            assert_eq!(terminal.exit_code(), code, "{signal}");
            assert_eq!(fs::read_dir(&drafts).unwrap().count(), 0, "{signal}: the draft and the editor's copy of it");
            assert_eq!(terminal.modes(), before, "{signal}");
        }
    }
}
