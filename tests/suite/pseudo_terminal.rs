//! A pseudo-terminal for tests: types into a program and reads what stands on its screen.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// A terminal with a program running in it.
pub struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    // Closing it would hang the terminal up.
    master: Box<dyn portable_pty::MasterPty + Send>,
    #[cfg(unix)]
    before: String,
}

impl Terminal {
    /// Starts a program on a terminal of this size.
    pub fn start(mut command: CommandBuilder, rows: u16, cols: u16) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        command.env("TERM", "xterm-256color");
        // Before the program is there: it may have changed them by the time anybody asks.
        #[cfg(unix)]
        let before = format!("{:?}", pair.master.get_termios().unwrap());
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
        Self {
            parser,
            output,
            keyboard,
            child,
            master: pair.master,
            #[cfg(unix)]
            before,
        }
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen shows this.
    pub fn wait_for(&mut self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text));
        self.screen()
    }

    /// Waits until this holds of the screen; `what` names it in the failure.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while !holds(&self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else { panic!("not {what} on:\n{}", self.screen()) };
            self.parser.process(&bytes);
        }
    }

    /// Types.
    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// The program's exit was 0.
    pub fn ended_well(&mut self) -> bool {
        self.child.wait().unwrap().success()
    }

    /// Sends the program a signal, by its name.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// The program's exit code, when it has ended and all it wrote stands on the screen.
    pub fn exit_code(&mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.parser.process(&bytes);
        }
        code
    }

    /// The terminal's modes, to be compared.
    #[cfg(unix)]
    pub fn modes(&self) -> String {
        format!("{:?}", self.master.get_termios().unwrap())
    }

    /// The modes it had before the program was started.
    #[cfg(unix)]
    pub fn modes_before(&self) -> &str {
        &self.before
    }

    /// Ends the program as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Is the cursor to be seen?
    pub fn shows_cursor(&self) -> bool {
        !self.parser.screen().hide_cursor()
    }
}
