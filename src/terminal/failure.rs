//! Why a command could not be carried out, and how that is told.
//!
//! A command returns `anyhow::Result`. Most errors are a chain of causes; two are more: a [`Failure`] that
//! knows its code and what to do, and [`Rejected`] rule files, whose faults are drawn one by one.

use std::fmt::{self, Write as _};
use std::io;

use console::Style;

use super::findings;
use super::machine::{ErrorEntry, Errors};
use super::{Colour, Format, Look, Screen, wrap};
use visitation::consult::NoOutcome;
use visitation::guideline::finding::Finding;
use visitation::guideline::source::Position;

/// A failure with a code of its own and, where there is one, a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Stable, English kebab-case.
    pub code: &'static str,
    /// Danish, lower-case start, no full stop.
    pub message: String,
    /// What to do, in Danish.
    pub help: Option<String>,
    /// The file it is about.
    pub file: Option<String>,
    /// Where in the file, where that is known.
    pub place: Option<Position>,
}

/// Files with faults. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected(pub Vec<Finding>);

impl Failure {
    /// A failure without advice and without a file.
    #[must_use]
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, file: None, place: None }
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With the file it is about.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// With the place in that file.
    #[must_use]
    pub fn place(mut self, place: Position) -> Self {
        self.place = Some(place);
        self
    }

    /// `fejl: …` and `hjælp: …`, each with a line feed.
    #[must_use]
    pub fn to_text(&self, look: Look) -> String {
        text(&self.message, self.help.as_deref(), look)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "filen kan ikke bruges: {}", findings::summary(&self.0))
    }
}

impl std::error::Error for Rejected {}

/// Tells why a command failed, on the error side of the screen.
pub fn report(error: &anyhow::Error, format: Format, screen: &mut Screen<'_>) -> io::Result<()> {
    let rejected = error.chain().find_map(|cause| cause.downcast_ref::<Rejected>());
    match (format, rejected) {
        (Format::Text, Some(Rejected(list))) => findings::write_text(list, screen.err_look, screen.err)?,
        (Format::Json, Some(Rejected(list))) => write_json(&findings::entries(list), screen)?,
        (Format::Text, None) => {
            let help = failure_in(error).and_then(|failure| failure.help);
            screen.err.write_all(text(&format!("{error:#}"), help.as_deref(), screen.err_look).as_bytes())?;
        }
        (Format::Json, None) => write_json(&Errors { errors: vec![entry(error)] }, screen)?,
    }
    screen.err.flush()
}

fn failure_in(error: &anyhow::Error) -> Option<Failure> {
    let refused = |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<NoOutcome>().cloned();
    let own = error.chain().find_map(|cause| cause.downcast_ref::<Failure>().cloned());
    own.or_else(|| error.chain().find_map(refused).map(Into::into))
}

impl From<NoOutcome> for Failure {
    fn from(refused: NoOutcome) -> Self {
        let mut failure = Self::new(refused.code, refused.message);
        failure.help = Some(refused.help).filter(|help| !help.is_empty());
        match refused.at {
            Some((file, place)) => failure.file(file).place(place),
            None => failure,
        }
    }
}

fn entry(error: &anyhow::Error) -> ErrorEntry {
    let failure = failure_in(error);
    let place = failure.as_ref().and_then(|failure| failure.place);
    ErrorEntry {
        code: failure.as_ref().map_or("failed", |failure| failure.code).into(),
        message: format!("{error:#}"),
        file: failure.and_then(|failure| failure.file),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
    }
}

fn write_json(errors: &Errors, screen: &mut Screen<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *screen.err, errors)?;
    screen.err.write_all(b"\n")
}

fn text(message: &str, help: Option<&str>, look: Look) -> String {
    let styled = look.colour == Colour::On;
    let label = |name: &str, style: Style| style.bold().force_styling(styled).apply_to(name).to_string();
    // A file and a pipe get a message as one line, which can be searched for.
    let fitted = |text: String| if look.on_terminal { wrap::wrapped(&text, look.width) } else { text };
    let mut text = fitted(format!("{}: {}", label("fejl", Style::new().red()), visible(message))) + "\n";
    if let Some(help) = help {
        let help = fitted(format!("{}: {}", label("hjælp", Style::new().cyan()), visible(help)));
        let _ = writeln!(text, "{help}");
    }
    text
}

/// A file name or an argument may hold control characters; on a terminal they could rewrite what is shown.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::Chatter;

    fn told(error: &anyhow::Error, format: Format) -> String {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let look = Look::plain(80);
        report(
            error,
            format,
            &mut Screen { out: &mut out, err: &mut err, out_look: look, err_look: look, chatter: Chatter::Wanted },
        )
        .unwrap();
        assert!(out.is_empty(), "errors never stand among the results");
        String::from_utf8(err).unwrap()
    }

    #[test]
    fn a_failure_brings_its_help_through_the_chain() {
        let failure = Failure::new("no-terminal", "der er ingen terminal").help("brug `--answers`").file("svar.yaml");
        let error = anyhow::Error::new(failure).context("kunne ikke vurdere");
        assert_eq!(
            told(&error, Format::Text),
            "fejl: kunne ikke vurdere: der er ingen terminal\nhjælp: brug `--answers`\n"
        );
        assert_eq!(
            told(&error, Format::Json),
            "{\"errors\":[{\"code\":\"no-terminal\",\"message\":\"kunne ikke vurdere: der er ingen terminal\",\
             \"file\":\"svar.yaml\",\"line\":null,\"column\":null}]}\n"
        );
    }

    #[test]
    fn on_a_terminal_words_stay_whole() {
        let failure = Failure::new("not-saved", "`sag-8.yaml` kan ikke gemmes: du må ikke skrive i mappen");
        let failure = failure.help("gem et andet sted med `--out`");
        assert_eq!(
            failure.to_text(Look { on_terminal: true, ..Look::plain(40) }),
            "fejl: `sag-8.yaml` kan ikke gemmes: du\nmå ikke skrive i mappen\nhjælp: gem et andet sted med `--out`\n"
        );
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let error = anyhow::anyhow!("kunne ikke læse `a\u{1b}[2Jb`");
        assert_eq!(told(&error, Format::Text), "fejl: kunne ikke læse `a\u{FFFD}[2Jb`\n");
    }

    #[test]
    fn colours_only_where_they_are_wanted() {
        let failure = Failure::new("x", "noget").help("gør noget");
        assert!(!failure.to_text(Look::plain(80)).contains('\u{1b}'));
        assert!(failure.to_text(Look { colour: Colour::On, ..Look::plain(80) }).contains('\u{1b}'));
    }
}
