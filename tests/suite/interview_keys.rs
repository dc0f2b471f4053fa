//! Every key of the interview, by the real program on a pseudo-terminal, in menus and in plain lines.

use std::path::Path;

use assert_fs::TempDir;
use portable_pty::CommandBuilder;

use crate::pseudo_terminal::Terminal;

pub const DOWN: &str = "\x1b[B";
pub const CASE: &str = "sag-2026-17.yaml";

/// In which manner the program asks, and how one answers there.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Manner {
    Menus,
    Lines,
}

pub struct Talk {
    pub terminal: Terminal,
    pub manner: Manner,
    pub folder: TempDir,
    /// What stood on the screen when a key was last pressed.
    before: String,
}

/// Lines are broken where the terminal ends.
fn unbroken(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Talk {
    /// The interview in autisme, answered up to its first menu.
    fn at_the_first_menu(manner: Manner) -> Self {
        let mut talk = Self::start(manner, &["assess", "autisme", "--case-number", "2026-17"]);
        talk.see("Spørgsmål 1,", "Hvor gammel er borgeren?");
        talk.type_line("17");
        talk.see("Spørgsmål 2,", "Hvad ønsker borgeren selv?");
        talk.type_line("ro på hjemmefronten");
        talk.see("Spørgsmål 3,", "Forlader ikke hjemmet");
        talk
    }

    pub fn start(manner: Manner, args: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let terminal = Self::run(manner, args, folder.path());
        Self { terminal, manner, folder, before: String::new() }
    }

    fn run(manner: Manner, args: &[&str], folder: &Path) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visit"));
        command.args(args);
        command.cwd(folder);
        command.env("USER", "abc");
        command.env("EDITOR", "cp fra-redigering.txt");
        command.env("VISIT_PLAIN", if manner == Manner::Lines { "1" } else { "0" });
        Terminal::start(command, 200, 80)
    }

    /// Waits until this heading has come anew since the last key, followed by this text and a prompt.
    pub fn see(&mut self, heading: &str, text: &str) {
        let lines = self.manner == Manner::Lines;
        let earlier = self.before.matches(heading).count();
        self.terminal.wait_until(&format!("{heading} {text}"), |screen| {
            let screen = unbroken(screen);
            let Some((_, asked)) = screen.rsplit_once(heading).filter(|_| screen.matches(heading).count() > earlier)
            else {
                return false;
            };
            let keys = ["Taster:", "Esc stopper", "Esc går tilbage"];
            let ready = if lines { asked.ends_with("):") } else { keys.iter().any(|keys| asked.contains(keys)) };
            asked.contains(text) && ready
        });
    }

    pub fn wait_for(&mut self, text: &str) {
        self.terminal.wait_for(text);
    }

    pub fn press(&mut self, keys: &str) {
        self.before = unbroken(&self.terminal.screen());
        self.terminal.press(keys);
    }

    pub fn type_line(&mut self, text: &str) {
        self.press(&format!("{text}\r"));
    }

    /// A key of the interview, at a menu.
    pub fn key(&mut self, key: char) {
        self.press(&if self.manner == Manner::Lines { format!("{key}\r") } else { key.to_string() });
    }

    /// The option at this place, from 1, of a menu whose cursor is on the first.
    pub fn choose(&mut self, number: usize) {
        let keys = match self.manner {
            Manner::Lines => format!("{number}\r"),
            Manner::Menus => format!("{}\r", DOWN.repeat(number - 1)),
        };
        self.press(&keys);
    }

    pub fn case(&self) -> String {
        std::fs::read_to_string(self.folder.path().join(CASE)).unwrap()
    }

    /// The present answer to a question, as the file has it.
    fn answer(&self, id: &str) -> String {
        let case = self.case();
        let Some((_, rest)) = case.split_once(&format!("\n  {id}:\n")) else { return String::new() };
        rest.lines().take_while(|line| line.starts_with("    ")).collect::<Vec<_>>().join("\n")
    }

    /// Waits until the answer stands in the file so.
    pub fn answer_becomes(&mut self, id: &str, wanted: &str) {
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while self.answer(id) != wanted {
            assert!(std::time::Instant::now() < deadline, "not\n{wanted}\nbut\n{}", self.answer(id));
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }
}

/// The same for both manners.
pub fn in_both(test: impl Fn(Talk)) {
    for manner in [Manner::Menus, Manner::Lines] {
        test(Talk::at_the_first_menu(manner));
    }
}

#[test]
fn the_line_at_the_bottom_tells_the_keys() {
    in_both(|talk| {
        let screen = talk.terminal.screen().replace('\u{a0}', " ");
        let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        for key in
            ["? hjælp", "h hvorfor", "n note", "k kilde", "s status", "t tilbage", "r ret", "m modstrid", "v ved ikke"]
        {
            assert!(screen.contains(key), "{key} on:\n{screen}");
        }
    });
}

#[test]
fn help_tells_the_source_and_what_the_keys_do() {
    in_both(|mut talk| {
        talk.key('?');
        talk.wait_for("Spørgsmålet er fra Autismespektrumtilstande");
        talk.wait_for("Kilde: ");
        talk.wait_for("skriv en note til svaret");
    });
}

#[test]
fn why_tells_what_the_answers_leave() {
    in_both(|mut talk| {
        talk.key('h');
        talk.wait_for("Hvorfor spørges der?");
        talk.wait_for("niveauet kan blive");
        talk.wait_for("Svaret indgår i kriterier for højt niveau (");
    });
}

#[test]
fn a_note_and_a_source_are_kept_with_the_answer() {
    in_both(|mut talk| {
        talk.key('n');
        talk.see("Note til svaret", "");
        talk.type_line("Set ved møde på skolen");
        talk.see("Noten gemmes", "Forlader ikke hjemmet");
        talk.key('k');
        talk.see("Hvor kommer oplysningen fra?", "Andet");
        talk.choose(2);
        talk.see("Hvilken dato er oplysningen fra?", "");
        talk.type_line("1.3.2026");
        talk.see("Kilden gemmes", "Forlader ikke hjemmet");
        talk.choose(3);
        talk.see("Spørgsmål 4,", "Hver uge");
        talk.answer_becomes("deltagelse", "    svar: langvarig_isolation\n    kilde: pårørende\n    dato: \"2026-03-01\"\n    note: Set ved møde på skolen");
    });
}

#[test]
fn a_long_note_is_written_in_the_editor() {
    in_both(|mut talk| {
        std::fs::write(talk.folder.path().join("fra-redigering.txt"), "Første linje om æblegrød\nog en til\n").unwrap();
        talk.key('n');
        talk.see("Note til svaret", "");
        talk.type_line("e");
        talk.see("Noten gemmes", "Forlader ikke hjemmet");
        talk.choose(1);
        talk.see("Spørgsmål 4,", "Hver uge");
        assert!(talk.answer("deltagelse").contains("Første linje om æblegrød"), "{}", talk.case());
        assert!(talk.answer("deltagelse").contains("og en til"), "{}", talk.case());
    });
}

#[test]
fn status_tells_levels_and_duties() {
    in_both(|mut talk| {
        talk.key('s');
        talk.wait_for("Muligt niveau: let, moderat eller højt specialiseret niveau");
        talk.wait_for("Rådgivning hos VISO (N1): national anbefaling");
        talk.wait_for("2 svar er gemt.");
    });
}

#[test]
fn not_known_is_kept_with_what_has_been_done_to_find_out() {
    in_both(|mut talk| {
        talk.key('v');
        talk.see("Hvad er der gjort for at finde ud af det?", "");
        talk.type_line("Ringet til skolen to gange");
        talk.see("Spørgsmål 4,", "Hver uge");
        talk.answer_becomes("deltagelse", "    svar: ved_ikke\n    note: Ringet til skolen to gange");
    });
}

#[test]
fn what_is_not_known_stays_so_with_enter() {
    in_both(|mut talk| {
        talk.key('v');
        talk.see("Hvad er der gjort for at finde ud af det?", "");
        talk.type_line("Ringet til skolen");
        talk.see("Spørgsmål 4,", "Hver uge");
        let before = talk.case();
        talk.key('t');
        talk.wait_for("Noten til svaret, der står: Ringet til skolen");
        talk.see("Svar 3 af 3", "Forlader ikke hjemmet");
        talk.type_line("");
        talk.see("Spørgsmål 4,", "Hver uge");
        assert_eq!(talk.case(), before);
    });
}

#[test]
fn leaving_the_note_of_what_is_not_known_leads_back_to_the_question() {
    in_both(|mut talk| {
        talk.key('v');
        talk.see("Hvad er der gjort for at finde ud af det?", "");
        talk.press("\x04");
        talk.see("Spørgsmål 3,", "Forlader ikke hjemmet");
        assert_eq!(talk.answer("deltagelse"), "");
    });
}

#[test]
fn the_cursor_stays_where_it_was_when_a_note_is_written() {
    let mut talk = Talk::at_the_first_menu(Manner::Menus);
    talk.press("3");
    talk.wait_for("> Langvarig skolevægring");
    talk.key('n');
    talk.see("Note til svaret", "");
    talk.type_line("Set ved møde på skolen");
    talk.see("Noten gemmes", "Forlader ikke hjemmet");
    talk.press("\r");
    talk.see("Spørgsmål 4,", "Hver uge");
    talk.answer_becomes("deltagelse", "    svar: langvarig_isolation\n    note: Set ved møde på skolen");
}

#[test]
fn one_goes_back_and_forward_without_losing_anything() {
    in_both(|mut talk| {
        talk.key('t');
        talk.see("Svar 2 af 2", "Enter beholder `ro på hjemmefronten`");
        talk.type_line("t");
        talk.see("Svar 1 af 2", "Enter beholder 17");
        let before = talk.case();
        talk.type_line("");
        talk.see("Svar 2 af 2", "Hvad ønsker borgeren selv?");
        talk.type_line("");
        talk.see("Spørgsmål 3,", "Forlader ikke hjemmet");
        assert_eq!(talk.case(), before, "confirming an answer changes nothing");
    });
}

#[test]
fn a_change_tells_what_it_does_before_it_is_made() {
    in_both(|mut talk| {
        talk.key('r');
        talk.see("Hvilket svar vil du se eller rette?", "Hvad ønsker borgeren selv? ro på hjemmefronten");
        match talk.manner {
            Manner::Lines => talk.type_line("1"),
            Manner::Menus => talk.press("\x1b[A\r"),
        }
        talk.see("Svar 1 af 2", "Enter beholder 17");
        talk.type_line("9");
        talk.see("Skal svaret ændres?", "Nej, behold");
        talk.wait_for("Svaret ændres fra ”17” til ”9”.");
        talk.wait_for("Muligt niveau er uændret");
        assert_eq!(talk.answer("alder"), "    svar: 17", "not before it is confirmed");
        talk.choose(1);
        talk.answer_becomes("alder", "    svar: 9");
        assert_eq!(talk.case().matches("\"spørgsmål\": \"alder\"").count(), 2, "both stand in the history");
    });
}

#[test]
fn a_change_tells_which_advice_is_no_longer_certain() {
    for manner in [Manner::Menus, Manner::Lines] {
        let mut talk = Talk::start(manner, &["assess", "gravide-rusmidler", "--case-number", "2026-17"]);
        talk.see("Spørgsmål 1,", "Hvor gammel er borgeren?");
        talk.type_line("17");
        talk.see("Spørgsmål 2,", "Hvad ønsker borgeren selv?");
        talk.type_line("ro");
        talk.see("Spørgsmål 3,", "En gravid");
        talk.choose(1);
        talk.see("Spørgsmål 4,", "Netværket er svagt");
        talk.key('r');
        talk.see("Hvilket svar vil du se eller rette?", "Hvem handler sagen om?");
        match manner {
            Manner::Lines => talk.type_line("3"),
            Manner::Menus => talk.press("\r"),
        }
        talk.see("Svar 3 af 3", "En gravid");
        talk.choose(3);
        talk.see("Skal svaret ændres?", "Nej, behold");
        talk.wait_for("Rådgivning hos Familieambulatorium (R1) er ikke længere sikkert aktuel.");
    }
}

#[test]
fn sources_that_disagree_are_both_kept_and_count_as_not_known() {
    in_both(|mut talk| {
        talk.key('m');
        for (which, option, source) in [("den ene", 1, 1), ("den anden", 4, 2)] {
            talk.see(&format!("Hvad siger {which} kilde?"), "Forlader ikke hjemmet");
            talk.choose(option);
            talk.see("Hvem siger det?", "Andet");
            talk.choose(source);
            talk.see("Hvilken dato er oplysningen fra?", "");
            talk.type_line("");
        }
        talk.see("Spørgsmål 4,", "Hver uge");
        let answer = talk.answer("deltagelse");
        assert!(answer.starts_with("    svar: ved_ikke\n    note: \"Modstridende oplysninger: "), "{answer}");
        assert!(answer.contains("(borgeren)") && answer.contains("(pårørende)"), "{answer}");
        assert_eq!(
            talk.case().matches("\"spørgsmål\": \"deltagelse\"").count(),
            3,
            "each of them stands in the history"
        );
        talk.key('s');
        talk.wait_for("samvær? Modstridende oplysninger:");
        // Resolved by answering anew.
        talk.see("Status nu", "Hver uge");
        talk.key('t');
        talk.wait_for("Noten til svaret, der står: Modstridende");
        talk.see("Svar 3 af 3", "Forlader ikke hjemmet");
        talk.type_line("2");
        talk.see("Skal svaret ændres?", "Nej, behold");
        talk.choose(1);
        talk.see("Spørgsmål 4,", "Hver uge");
        talk.answer_becomes("deltagelse", "    svar: nedsat");
    });
}

#[test]
fn a_pasted_text_answers_one_question_only() {
    in_both(|mut talk| {
        talk.key('t');
        talk.see("Svar 2 af 2", "Enter beholder");
        talk.press("første linje\r2\r3\r4\r1\r2\r3\r");
        talk.wait_for("Kun den første er brugt.");
        talk.see("Spørgsmål 3,", "Forlader ikke hjemmet");
        std::thread::sleep(std::time::Duration::from_millis(300));
        talk.key('s');
        talk.wait_for("2 svar er gemt");
    });
}

#[test]
fn the_live_line_follows_every_answer() {
    in_both(|mut talk| {
        talk.choose(4);
        talk.see("Spørgsmål 4,", "Hver uge");
        let screen = talk.terminal.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(screen.contains("→ Muligt niveau: moderat eller højt. Højst"), "{screen}");
        assert!(screen.contains("→ Muligt niveau: let, moderat eller højt. Højst"), "{screen}");
    });
}
