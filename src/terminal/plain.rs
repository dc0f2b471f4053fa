//! Questions line by line, numbered, without redrawing: a screen reader can follow, and so can a dumb terminal.
//!
//! Deliberately moves no cursor and uses no colour. Reads lines from anything and writes to anything, so a test
//! is a conversation. Ctrl-C ends the program here as it does everywhere: nothing is drawn that needs repair.

use std::io::{self, BufRead, Write};

use super::fancy::{UNKNOWN, join};
use super::prompter::{Ask, Empty, Entry, Form, Heard, Leaving, Prompter, Reply, Unknown};
use super::typed::{self, Typed};
use super::{editor, wrap};
use visitation::guideline::wording::date_text;

/// The linear prompter.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
    width: usize,
    discard: fn() -> io::Result<bool>,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Asks on `output` and reads answers from `input`; lines are at most `width` columns.
    pub fn new(input: R, output: W, width: usize) -> Self {
        Self { input, output, width, discard: || Ok(false) }
    }

    /// With a way to throw away what came in one burst with an answer: the rest of a pasted text.
    #[must_use]
    pub fn discarding(self, discard: fn() -> io::Result<bool>) -> Self {
        Self { discard, ..self }
    }

    fn show(&mut self, ask: &Ask<'_>, options: &[String]) -> io::Result<()> {
        writeln!(self.output)?;
        for text in [ask.heading, Some(ask.text), ask.help].into_iter().flatten() {
            self.paragraph(text)?;
        }
        for (number, option) in (1..).zip(options) {
            writeln!(self.output, "{}", wrap::hanging(&format!("  {number}. "), option, self.width))?;
        }
        if ask.unknown.is_offered() {
            self.paragraph("  v. Ved ikke")?;
        }
        if !ask.commands.is_empty() {
            self.paragraph(&super::key_line(ask.commands))?;
        }
        Ok(())
    }

    /// The question again, with everything there is to say about it.
    fn help(&mut self, ask: &Ask<'_>, options: &[String]) -> io::Result<()> {
        if let Some(more) = ask.more {
            self.paragraph(more)?;
        }
        for line in super::help_lines(ask.commands) {
            self.paragraph(&line)?;
        }
        self.show(ask, options)
    }

    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{}", wrap::block(text, self.width))
    }

    /// `None`: the input has ended. A last line without a line feed still counts.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if (self.discard)()? {
            self.paragraph(super::BURST)?;
        }
        // A terminal may send anything; what is not UTF-8 is shown back as such and asked again.
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// `Svar (1-4, ? eller stop):`, with what Enter keeps.
fn prompt(ask: &Ask<'_>, form: &Form<'_>) -> String {
    let numbers = |places: &[usize], last: usize| {
        let one = |place: &usize| if *place < last { (place + 1).to_string() } else { "v".to_owned() };
        places.iter().map(one).collect::<Vec<_>>().join(" ")
    };
    let (what, kept) = match form {
        Form::Choose { options, current } => {
            let kept = |place: usize| {
                options.get(place).map_or_else(String::new, |option| format!("{}, {}", place + 1, option.text))
            };
            (format!("1-{}", options.len()), current.map(kept))
        }
        Form::ChooseMany { options, current } => {
            let kept = current
                .map(|places| if places.is_empty() { "ingen".to_owned() } else { numbers(places, options.len()) });
            (format!("flere af 1-{} eller ingen", options.len()), kept)
        }
        Form::Number { range, current } => {
            let what = format!("et tal fra {} til {}", range.start(), range.end());
            (what, current.map(|number| number.to_string()))
        }
        Form::Text { current, empty } => {
            let what = if *empty == Empty::Allowed { "en linje tekst eller tom" } else { "en linje tekst" };
            (format!("{what}, e for at skrive i et tekstprogram"), current.map(super::kept_text))
        }
        Form::Date { current } => ("en dato som 31.3.2026 eller tom".to_owned(), current.map(date_text)),
    };
    let kept = kept.or((ask.unknown == Unknown::SoFar).then(|| "ved ikke".to_owned()));
    let kept = kept.map(|kept| format!(", Enter beholder {kept}")).unwrap_or_default();
    let leave = if ask.leaving == Leaving::Returns { "tilbage" } else { "stop" };
    format!("Svar ({what}, ? eller {leave}{kept}):")
}

/// What a number stood for: a slip of the finger is heard at once.
fn chosen(form: &Form<'_>, reply: &Reply<Entry>) -> Option<String> {
    let (Form::Choose { options, .. } | Form::ChooseMany { options, .. }) = form else { return None };
    match reply {
        Reply::Value(Entry::Place(place)) => Some(join(&[*place], options)),
        Reply::Value(Entry::Places(places)) => Some(join(places, options)),
        Reply::Unknown => Some(UNKNOWN.to_owned()),
        _ => None,
    }
}

impl<R: BufRead, W: Write> Prompter for Plain<R, W> {
    fn put(&mut self, ask: &Ask<'_>, form: &Form<'_>) -> io::Result<Heard> {
        let options: Vec<String> = match form {
            Form::Choose { options, .. } | Form::ChooseMany { options, .. } => {
                options.iter().map(|option| option.text.to_owned()).collect()
            }
            _ => Vec::new(),
        };
        let prompt = prompt(ask, form);
        self.show(ask, &options)?;
        loop {
            write!(self.output, "{} ", wrap::wrapped(&prompt, self.width.saturating_sub(1)))?;
            self.output.flush()?;
            let Some(line) = self.line()? else {
                writeln!(self.output)?;
                return Ok(Heard::Reply(Reply::Stop));
            };
            match typed::entry(&line, ask, form) {
                Typed::Reply(reply) => {
                    if let Some(chosen) = chosen(form, &reply) {
                        self.paragraph(&format!("Valgt: {chosen}"))?;
                    }
                    return Ok(Heard::Reply(reply));
                }
                Typed::Command(command) => return Ok(Heard::Command(command)),
                Typed::Help => self.help(ask, &options)?,
                Typed::Editor => match editor::written(form) {
                    Ok(Some(text)) => {
                        self.paragraph(&format!("Du skrev: {text}"))?;
                        return Ok(Heard::Reply(Reply::Value(Entry::Text(text))));
                    }
                    Ok(None) => self.paragraph("Der blev ikke skrevet noget.")?,
                    Err(error) => self.paragraph(&format!("Tekstprogrammet kunne ikke bruges: {error}."))?,
                },
                Typed::Wrong(why) => self.paragraph(&format!("Prøv igen: {why}."))?,
            }
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.paragraph(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::prompter::Item;

    const STEPS: [Item<'static>; 2] = [
        Item { id: "ingen", text: "Ingen vanskeligheder" },
        Item { id: "svær", text: "Svære vanskeligheder med at gøre sig forstået" },
    ];

    fn talk<T>(
        width: usize,
        typed: &[u8],
        question: impl FnOnce(&mut dyn Prompter) -> io::Result<Reply<T>>,
    ) -> (Reply<T>, String) {
        let mut output = Vec::new();
        let reply = question(&mut Plain::new(typed, &mut output, width)).unwrap();
        (reply, String::from_utf8(output).unwrap())
    }

    fn ask() -> Ask<'static> {
        Ask::new("Hvordan går det med kommunikation?")
            .heading("Spørgsmål 4, højst 9 tilbage")
            .help(Some("Se på hverdagen."))
    }

    #[test]
    fn a_question_reads_from_top_to_bottom() {
        let (reply, said) = talk(40, b"7\n?\n2\n", |p| p.choose(&ask(), &STEPS, Some(0)));
        assert_eq!(reply, Reply::Value(1));
        let question = "\nSpørgsmål 4, højst 9 tilbage\nHvordan går det med kommunikation?\nSe på hverdagen.\n  \
                        1. Ingen vanskeligheder\n  2. Svære vanskeligheder med at gøre\n     sig forstået\n  v. Ved ikke\n";
        let prompt = "Svar (1-2, ? eller stop, Enter beholder\n1, Ingen vanskeligheder): ";
        let chosen = "Valgt: Svære vanskeligheder med at gøre\nsig forstået\n";
        let wrong = "Prøv igen: `7` er ikke et af svarene;\nskriv et tal fra 1 til 2.\n";
        assert_eq!(said, format!("{question}{prompt}{wrong}{prompt}{question}{prompt}{chosen}"));
    }

    #[test]
    fn every_kind_of_question_can_be_left_and_left_unknown() {
        for (typed, unknown) in [("v\n", true), ("stop\n", false), ("", false)] {
            let bytes = typed.as_bytes();
            assert_eq!(talk(80, bytes, |p| p.choose(&ask(), &STEPS, None)).0 == Reply::Unknown, unknown);
            assert_eq!(talk(80, bytes, |p| p.choose_many(&ask(), &STEPS, None)).0 == Reply::Unknown, unknown);
            assert_eq!(talk(80, bytes, |p| p.number(&ask(), 0..=9, None)).0 == Reply::Unknown, unknown);
            assert_eq!(talk(80, bytes, |p| p.text(&ask(), None)).0 == Reply::Unknown, unknown);
            let (confirmed, _) = talk(80, bytes, |p| p.confirm(&ask(), None));
            assert_eq!(confirmed, if unknown { Reply::Unknown } else { Reply::Stop });
        }
    }

    #[test]
    fn answers_of_every_kind() {
        assert_eq!(talk(80, "svær".as_bytes(), |p| p.choose(&ask(), &STEPS, None)).0, Reply::Value(1));
        assert_eq!(talk(80, b"2 1\n", |p| p.choose_many(&ask(), &STEPS, None)).0, Reply::Value(vec![0, 1]));
        assert_eq!(talk(80, b"\n", |p| p.choose_many(&ask(), &STEPS, Some(&[]))).0, Reply::Value(vec![]));
        assert_eq!(talk(80, b"tyve\n200\n20\n", |p| p.number(&ask(), 0..=99, None)).0, Reply::Value(20));
        assert_eq!(talk(80, "går på æ\n".as_bytes(), |p| p.text(&ask(), None)).0, Reply::Value("går på æ".into()));
        assert_eq!(talk(80, b"\n\nj\n", |p| p.confirm(&ask().must_be_known(), None)).0, Reply::Value(true));
    }

    #[test]
    fn bytes_that_are_no_text_are_asked_again() {
        assert_eq!(talk(80, b"\xff\xfe\n1\n", |p| p.choose(&ask(), &STEPS, None)).0, Reply::Value(0));
    }
}
