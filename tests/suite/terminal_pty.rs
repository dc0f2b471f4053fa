//! The menus on a real terminal: what stands on the screen after each key.
//!
//! The program under the terminal is this test binary itself, running [`child`]: no binary is built for tests alone.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
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

/// A terminal with the interview running in it.
struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    // Closing it would hang the terminal up.
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    fn start(rows: u16, cols: u16) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["terminal_pty::child", "--exact", "--ignored", "--nocapture"]);
        command.env(CHILD, "1");
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        let size = [rows, cols].map(|length| NonZero::new(length).unwrap());
        let parser = vt100::Parser::new(size[0], size[1], 0);
        Self { parser, output, keyboard, child, _master: pair.master }
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen shows this.
    fn wait_for(&mut self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text));
        self.screen()
    }

    fn wait_until(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while !holds(&self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else { panic!("not {what} on:\n{}", self.screen()) };
            self.parser.process(&bytes);
        }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// The interview has ended: in order, and with a cursor.
    fn end(mut self, facit: &str) {
        let wanted = format!("FACIT {facit}");
        self.wait_for(&wanted);
        assert!(self.child.wait().unwrap().success());
        assert!(!self.parser.screen().hide_cursor(), "the cursor is back");
    }
}

fn count(screen: &str, text: &str) -> usize {
    screen.matches(text).count()
}

#[test]
fn an_interview_with_the_keyboard() {
    let mut terminal = Terminal::start(40, 100);
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
    terminal.end("Value(1) Value([0, 2]) Value(12) Value(\"bo på Ærø\") Value(false)");
}

#[test]
fn moving_in_a_narrow_menu_leaves_no_ghosts() {
    let mut terminal = Terminal::start(30, 40);
    terminal.wait_for("Ved ikke");
    for shown in ["> Svære", "> Lette", "> Ved ikke", "> Ærlig", "> Svære"] {
        terminal.press(DOWN);
        let texts = ["Spørgsmål 1", "Hvor svært", "Se på hverdagen.", "Ærlig", "Svære", "Lette", "Ved ikke", shown];
        terminal.wait_until("each of them once", |screen| texts.iter().all(|text| count(screen, text) == 1));
    }
    terminal.press("\x1b");
    terminal.end("Stop");
}

#[test]
fn a_low_terminal_shows_the_menu_page_by_page_in_danish() {
    let mut terminal = Terminal::start(12, 40);
    terminal.wait_for("> Ærlig");
    terminal.press(&format!("{DOWN}{DOWN}{DOWN}"));
    let screen = terminal.wait_for("> Ved ikke");
    assert_eq!(count(&screen, "Page"), 0, "{screen}");
    terminal.press("\x1b");
    terminal.end("Stop");
}

#[test]
fn every_way_out_of_a_question_gives_the_cursor_back() {
    for key in ["\x1b", "\x03"] {
        let mut terminal = Terminal::start(30, 80);
        terminal.wait_for("Ved ikke");
        terminal.press(key);
        terminal.end("Stop");
    }
    for key in ["\x1b", "\x03", "\x04"] {
        let mut terminal = Terminal::start(40, 80);
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
        terminal.end("Value(0) Value([]) Stop Unknown Unknown");
    }
}
