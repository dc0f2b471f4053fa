//! Menus and lines to write on, drawn on a terminal with `console`.
//!
//! The question stands above, in our own words, and the answer is written below. The menus of
//! dialoguer are not used: they know no keys but their own, ignore Ctrl-D, and leave ghost lines where a text wraps.

use std::cell::{Cell, RefCell};
use std::io;

use console::{Style, Term};

use super::keyboard::{self, Held};
use super::line::{self, Line};
use super::menu::{Menu, Press, Ticks};
use super::prompter::{Ask, Empty, Entry, Form, Heard, Item, Prompter, Reply, Unknown};
use super::typed::{self, Typed};
use super::visible::shown;
use super::{Colour, Look, editor, signals, wrap};
use visitation::guideline::wording::date_text;

/// The prompter for terminals.
#[derive(Debug)]
pub struct Fancy {
    term: Term,
    /// How many lines stand above a menu and belong to its question: these are not to be pushed off the screen.
    above: Cell<usize>,
    /// The menu that a command led away from, with its question: cursor and ticks are found as they were.
    left: RefCell<Option<(String, Menu)>>,
}

const ANSWER: &str = "Svar: ";
/// A menu has so many rows, whatever stands above it.
const FEWEST_ROWS: usize = 6;

impl Fancy {
    /// Asks on standard error.
    ///
    /// # Errors
    /// When signals cannot be caught.
    pub fn open() -> io::Result<Self> {
        signals::catch()?;
        Ok(Self { term: Term::stderr(), above: Cell::new(0), left: RefCell::new(None) })
    }

    fn look(&self) -> Look {
        Look::of(&self.term)
    }

    fn show(&self, ask: &Ask<'_>, keys: &str) -> io::Result<()> {
        let look = self.look();
        let bold = Style::new().bold().force_styling(look.colour == Colour::On);
        self.paragraph("")?;
        if let Some(heading) = ask.heading {
            self.paragraph(heading)?;
        }
        for line in wrap::lines(ask.text, look.width) {
            self.term.write_line(&shown(&bold.apply_to(line).to_string(), look.colour))?;
            self.above.set(self.above.get() + 1);
        }
        if let Some(help) = ask.help {
            self.paragraph(help)?;
        }
        if keys.is_empty() { Ok(()) } else { self.paragraph(keys) }
    }

    fn paragraph(&self, text: &str) -> io::Result<()> {
        let text = wrap::block(text, self.look().width);
        self.above.set(self.above.get() + text.split('\n').count());
        self.term.write_line(&shown(&text, Colour::Off))
    }

    /// Leaves the answer on the screen, where the menu has been. What is told from here on belongs to what comes next.
    fn answered(&self, text: &str) -> io::Result<()> {
        self.above.set(0);
        self.term.write_line(&shown(&wrap::hanging(ANSWER, text, self.look().width), Colour::Off))
    }

    /// Reads lines until one is an answer.
    fn typed(&self, ask: &Ask<'_>, form: &Form<'_>) -> io::Result<Heard> {
        let mut held = Held::take()?;
        let keys = typed_keys(ask, form);
        self.show(ask, &keys)?;
        loop {
            let Some(line) = self.read_line()? else { return Ok(Heard::Reply(Reply::Stop)) };
            self.above.set(0);
            self.discard_burst()?;
            match typed::entry(&line, ask, form) {
                Typed::Reply(reply) => return Ok(Heard::Reply(held.until(reply))),
                Typed::Command(command) => return Ok(Heard::Command(command)),
                Typed::Help => self.help(ask, &keys)?,
                Typed::Editor => {
                    drop(held);
                    let written = editor::written(form);
                    held = Held::take()?;
                    match written {
                        Ok(Some(text)) => {
                            self.paragraph(&format!("Du skrev: {text}"))?;
                            return Ok(Heard::Reply(held.until(Reply::Value(Entry::Text(text)))));
                        }
                        Ok(None) => self.paragraph("Der blev ikke skrevet noget.")?,
                        Err(error) => self.paragraph(&format!("Tekstprogrammet kunne ikke bruges: {error}."))?,
                    }
                }
                Typed::Wrong(why) => self.paragraph(&format!("Prøv igen: {why}."))?,
            }
        }
    }

    /// What came together with an answer was not meant for the questions after it.
    fn discard_burst(&self) -> io::Result<()> {
        if keyboard::discard_burst()? { self.paragraph(super::BURST) } else { Ok(()) }
    }

    /// Everything there is to say about the question, and the question again.
    fn help(&self, ask: &Ask<'_>, keys: &str) -> io::Result<()> {
        if let Some(more) = ask.more {
            self.paragraph(more)?;
        }
        for line in super::help_lines(ask.commands) {
            self.paragraph(&line)?;
        }
        self.show(ask, keys)
    }

    /// A menu in which keys act at once.
    fn keyed(&self, ask: &Ask<'_>, options: &[Item<'_>], mut menu: Menu) -> io::Result<Heard> {
        let held = Held::take()?;
        let texts = texts(ask, options);
        let footer = menu.keys();
        self.show(ask, "")?;
        self.term.hide_cursor()?;
        let mut drawn = self.draw(&menu, &texts, &footer)?;
        let heard = loop {
            let press = match self.term.read_key_raw() {
                Ok(key) => menu.press(&key),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Press::Stop,
                Err(error) => break Err(error),
            };
            self.term.clear_last_lines(self.rows(&drawn))?;
            match press {
                Press::Moved => {}
                Press::Help => self.help(ask, "")?,
                Press::Done(places) => {
                    self.discard_burst()?;
                    self.answered(&join(&places, options))?;
                    break Ok(Heard::Reply(held.until(Reply::Value(menu.entry(places)))));
                }
                Press::Unknown => {
                    self.discard_burst()?;
                    self.answered(UNKNOWN)?;
                    break Ok(Heard::Reply(held.until(Reply::Unknown)));
                }
                Press::Command(command) => {
                    self.left.replace(Some((ask.text.to_owned(), menu)));
                    break Ok(Heard::Command(command));
                }
                Press::Stop => break Ok(Heard::Reply(held.until(Reply::Stop))),
            }
            drawn = self.draw(&menu, &texts, &footer)?;
        };
        self.term.show_cursor()?;
        heard
    }

    /// Draws the menu and the line that tells the keys; gives the lines it drew.
    fn draw(&self, menu: &Menu, texts: &[&str], footer: &str) -> io::Result<Vec<String>> {
        let (rows, columns) = self.term.size();
        // A line as wide as the terminal would be counted as two by some.
        let width = usize::from(columns).saturating_sub(1).max(1);
        let footer = wrap::lines(footer, width);
        let height = usize::from(rows).saturating_sub(footer.len() + 1 + self.above.get()).max(FEWEST_ROWS);
        let lines = [menu.lines(texts, (height, width)), footer].concat();
        self.term.write_str(&shown(&format!("{}\n", lines.join("\n")), self.look().colour))?;
        self.term.flush()?;
        Ok(lines)
    }

    /// How many rows of the screen some lines take now: a terminal that was made narrower has broken them anew.
    fn rows(&self, lines: &[String]) -> usize {
        let columns = usize::from(self.term.size().1).max(1);
        lines.iter().map(|line| console::measure_text_width(line).div_ceil(columns).max(1)).sum()
    }

    fn read_line(&self) -> io::Result<Option<String>> {
        let mut line = Line::default();
        loop {
            let (shown, cursor) = line.window(usize::from(self.term.size().1).saturating_sub(ANSWER.len()));
            self.term.clear_line()?;
            self.term.write_str(&format!("{ANSWER}{shown}"))?;
            self.term.move_cursor_left(console::measure_text_width(&shown) - cursor)?;
            self.term.flush()?;
            let press = match self.term.read_key_raw() {
                Ok(key) => line.press(&key),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => line::Press::Stop,
                Err(error) => return Err(error),
            };
            if press != line::Press::Editing {
                self.term.write_line("")?;
                return Ok((press == line::Press::Done).then(|| line.text()));
            }
        }
    }
}

pub(super) fn join(places: &[usize], options: &[Item<'_>]) -> String {
    let text = |place: &usize| options.get(*place).map_or("måske også andet", |option| option.text);
    let texts: Vec<_> = places.iter().map(text).collect();
    if texts.is_empty() { "Ingen af dem".into() } else { texts.join("; ") }
}

pub(super) const UNKNOWN: &str = "Ved ikke";

/// The options as they are shown, `Ved ikke` last where it is one.
fn texts<'a>(ask: &Ask<'_>, options: &[Item<'a>]) -> Vec<&'a str> {
    let unknown = ask.unknown.is_offered().then_some(UNKNOWN);
    options.iter().map(|option| option.text).chain(unknown).collect()
}

impl Prompter for Fancy {
    fn put(&mut self, ask: &Ask<'_>, form: &Form<'_>) -> io::Result<Heard> {
        // What is asked on the way, of a note say, has no commands.
        let left = if ask.commands.is_empty() { None } else { self.left.take() };
        let begin = |options: &[Item<'_>], cursor, ticks| match left {
            Some((text, menu)) if text == ask.text && menu.has(options.len()) => menu,
            _ => Menu::new(options.len(), ask, cursor, ticks),
        };
        match form {
            Form::Choose { options, current } => {
                self.keyed(ask, options, begin(options, current.unwrap_or(0), Ticks::One))
            }
            Form::ChooseMany { options, current } => {
                let ticks = Ticks::Many(current.unwrap_or_default().to_vec());
                self.keyed(ask, options, begin(options, 0, ticks))
            }
            Form::Number { .. } | Form::Text { .. } | Form::Date { .. } => self.typed(ask, form),
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.paragraph(text)
    }
}

/// The line that tells what can be typed.
fn typed_keys(ask: &Ask<'_>, form: &Form<'_>) -> String {
    let (what, kept) = match form {
        Form::Number { range, current } => {
            (format!("et tal fra {} til {}", range.start(), range.end()), current.map(|number| number.to_string()))
        }
        Form::Date { current } => ("en dato som 31.3.2026, eller kun Enter".to_owned(), current.map(date_text)),
        Form::Text { current, empty } => {
            let what = if *empty == Empty::Allowed { "skriv, eller kun Enter" } else { "skriv svaret" };
            (format!("{what}; e for at skrive i et tekstprogram"), current.map(super::kept_text))
        }
        Form::Choose { .. } | Form::ChooseMany { .. } => (String::new(), None),
    };
    let unknown = if ask.unknown.is_offered() && ask.commands.is_empty() { ", v for ved ikke" } else { "" };
    let kept = kept.or((ask.unknown == Unknown::SoFar).then(|| "ved ikke".to_owned()));
    let kept = kept.map(|kept| format!(", Enter beholder {kept}")).unwrap_or_default();
    let line = format!("({what}{unknown}{kept}, {})", super::escape(ask.leaving));
    if ask.commands.is_empty() { line } else { format!("{line}\n{}, og Enter", super::key_line(ask.commands)) }
}
