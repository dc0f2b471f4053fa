//! The only door to a person: what is shown and what is asked.
//!
//! Deliberately holds no rules and reads no files. Everything is written to writers that the caller hands
//! in, so that a test sees exactly what a user sees.

pub mod command;
mod editor;
pub mod failure;
pub mod fancy;
pub mod findings;
pub mod keyboard;
pub mod line;
pub mod machine;
mod menu;
pub mod plain;
pub mod prompter;
pub mod scripted;
mod signals;
pub mod table;
pub mod typed;
pub mod visible;
pub mod wrap;

pub use editor::drafts_in_memory;

use std::ffi::OsStr;
use std::io::Write;

use console::Term;

use prompter::{Command, Leaving, Manner};

/// Said when more than an answer came at once.
const BURST: &str = "Der kom flere linjer på én gang. Kun den første er brugt.";

/// Asks for a passphrase on the terminal; what is typed is not shown.
///
/// # Errors
/// There is no terminal.
pub fn ask_secret(question: &str) -> std::io::Result<String> {
    let term = Term::stderr();
    if !term.is_term() {
        return Err(std::io::ErrorKind::NotConnected.into());
    }
    term.write_str(question)?;
    term.read_secure_line()
}

/// The line that tells which keys there are.
fn key_line(commands: &[Command]) -> String {
    // A key and its name stay on one line.
    let named: Vec<String> = commands.iter().map(|c| format!("{}\u{a0}{}", c.key(), c.name())).collect();
    format!("Taster: ?\u{a0}hjælp, {}, v\u{a0}ved\u{a0}ikke", named.join(", "))
}

/// So much of a text is shown where Enter keeps it.
const KEPT: usize = 60;

/// A text that Enter keeps, as a part of a line: whole if it is short, else as much as is needed to know it again.
fn kept_text(text: &str) -> String {
    format!("`{}`", console::truncate_str(&wrap::one_line(text), KEPT, "…"))
}

/// What the line of keys says of Esc.
fn escape(leaving: Leaving) -> &'static str {
    match leaving {
        Leaving::Stops => "Esc stopper",
        Leaving::Returns => "Esc går tilbage",
    }
}

/// What each of them is for.
fn help_lines(commands: &[Command]) -> Vec<String> {
    commands.iter().map(|command| format!("  {} – {}", command.key(), command.purpose())).collect()
}

/// Whom output is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// A person.
    #[default]
    Text,
    /// A program.
    Json,
}

/// Whether colours may be used. They never carry meaning of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Escape sequences are understood.
    On,
    /// Text only.
    Off,
}

/// Whether tables may be framed and headings ruled off. A screen reader reads every stroke of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frames {
    /// As on paper.
    Drawn,
    /// Row by row, in words alone.
    Told,
}

/// How output has to look to fit where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Colours or not.
    pub colour: Colour,
    /// Frames or not.
    pub frames: Frames,
    /// Does a person see it on a terminal, which would break longer lines in the middle of a word?
    pub on_terminal: bool,
}

/// Where a command writes: results to `out`, everything else to `err`.
pub struct Screen<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Errors and what is said on the way.
    pub err: &'a mut dyn Write,
    /// How results look.
    pub out_look: Look,
    /// How errors look.
    pub err_look: Look,
    /// Whether to speak of what happens on the way.
    pub chatter: Chatter,
}

/// Whether a command speaks of what it does, beside its results and errors (`--quiet`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chatter {
    /// It does.
    #[default]
    Wanted,
    /// It does not.
    Unwanted,
}

impl Screen<'_> {
    /// Writes a result for other programs, in one piece: standard output is written to line by line otherwise.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn json(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(value)? + "\n";
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Says something on the way, where that is wanted.
    ///
    /// # Errors
    /// Standard error cannot be written to.
    pub fn tell(&mut self, text: &str) -> std::io::Result<()> {
        match self.chatter {
            Chatter::Wanted => writeln!(self.err, "{}", wrap::block(text, self.err_look.width)),
            Chatter::Unwanted => Ok(()),
        }
    }
}

/// Used where the output is no terminal and so has no width.
const DEFAULT_WIDTH: usize = 80;
/// Below this nothing can be laid out; the terminal may break lines as it likes.
const NARROWEST: usize = 20;

impl Look {
    /// Text of a fixed width, for files and tests.
    #[must_use]
    pub fn plain(width: usize) -> Self {
        Self { width, colour: Colour::Off, frames: Frames::Drawn, on_terminal: false }
    }

    /// What the terminal can show. `NO_COLOR` and a dumb terminal turn colours off.
    #[must_use]
    pub fn of(term: &Term) -> Self {
        let width = term.size_checked().map_or(DEFAULT_WIDTH, |(_, columns)| usize::from(columns)).max(NARROWEST);
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        // What is written to a file is the same whatever the terminal.
        let name = std::env::var_os("TERM").filter(|_| term.is_term());
        let colour = if term.is_term() && !refused && !is_dumb(name.as_deref()) { Colour::On } else { Colour::Off };
        let manner = Manner::suiting(std::env::var_os("VISIT_PLAIN").as_deref(), name.as_deref());
        Self { width, colour, frames: Frames::Drawn, on_terminal: term.is_term() }.in_manner(manner)
    }

    /// The same for whoever is asked in this manner.
    #[must_use]
    pub fn in_manner(self, manner: Manner) -> Self {
        if manner == Manner::Lines { Self { frames: Frames::Told, ..self } } else { self }
    }
}

/// A terminal that cannot move its cursor.
fn is_dumb(term: Option<&OsStr>) -> bool {
    term.is_some_and(|term| term == "dumb")
}

/// Is there a person at both ends: can a question be shown and an answer be typed?
#[must_use]
pub fn is_interactive() -> bool {
    use std::io::IsTerminal;
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
