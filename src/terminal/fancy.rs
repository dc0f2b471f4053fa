//! Menus on a terminal: dialoguer's, and where a key must act at once, our own on `console`.
//!
//! Deliberately gives dialoguer neither prompts nor reports: its prompts leave ghost lines when they wrap, and its
//! page numbers are English. The question stands above, in our own words, and the answer is written below.

use std::io;

use console::{Style, Term};
use dialoguer::{MultiSelect, Select};

use super::keyboard::{self, Held};
use super::line::{self, Line};
use super::menu::{Menu, Press, Ticks};
use super::prompter::{Ask, Empty, Entry, Form, Heard, Item, Prompter, Reply, Unknown};
use super::typed::{self, Typed};
use super::{Colour, Look, editor, wrap};
use crate::guideline::wording::date_text;

/// The prompter for terminals.
#[derive(Debug)]
pub struct Fancy {
    term: Term,
}

const MARGIN: usize = 2;
const CHECKBOX: usize = 6;
const ANSWER: &str = "Svar: ";

impl Fancy {
    /// Asks on standard error.
    ///
    /// # Errors
    /// When Ctrl-C cannot be caught.
    pub fn open() -> io::Result<Self> {
        keyboard::catch_ctrl_c()?;
        Ok(Self { term: Term::stderr() })
    }

    fn look(&self) -> Look {
        Look::of(&self.term)
    }

    fn show(&self, ask: &Ask<'_>, keys: &str) -> io::Result<()> {
        let look = self.look();
        let bold = Style::new().bold().force_styling(look.colour == Colour::On);
        self.term.write_line("")?;
        if let Some(heading) = ask.heading {
            self.paragraph(heading)?;
        }
        for line in wrap::lines(ask.text, look.width) {
            self.term.write_line(&bold.apply_to(line).to_string())?;
        }
        if let Some(help) = ask.help {
            self.paragraph(help)?;
        }
        if keys.is_empty() { Ok(()) } else { self.paragraph(keys) }
    }

    fn paragraph(&self, text: &str) -> io::Result<()> {
        self.term.write_line(&wrap::wrapped(text, self.look().width))
    }

    /// Leaves the answer on the screen, where the menu has been.
    fn answered(&self, text: &str) -> io::Result<()> {
        self.term.write_line(&wrap::hanging(ANSWER, text, self.look().width))
    }

    /// Options broken to the terminal's width, and how many fit on the screen together.
    fn layout(&self, texts: &[&str], indent: usize) -> (Vec<String>, usize) {
        let (rows, columns) = self.term.size();
        let items: Vec<_> = texts.iter().map(|text| menu_item(text, indent, usize::from(columns))).collect();
        let tallest = items.iter().map(|item| item.lines().count()).max().unwrap_or(1).max(1);
        (items, (usize::from(rows).saturating_sub(3) / tallest).max(1))
    }

    /// Runs a menu; `None` is the wish to leave.
    fn menu<T>(&self, run: impl FnOnce(&Term) -> dialoguer::Result<Option<T>>) -> io::Result<Option<T>> {
        run(&self.term).or_else(|dialoguer::Error::IO(error)| {
            self.term.show_cursor()?;
            match error.kind() {
                io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof => Ok(None),
                _ => Err(error),
            }
        })
    }

    /// Reads lines until one is an answer.
    fn typed(&self, ask: &Ask<'_>, form: &Form<'_>) -> io::Result<Heard> {
        let mut held = Held::take()?;
        let keys = typed_keys(ask, form);
        self.show(ask, &keys)?;
        loop {
            let Some(line) = self.read_line()? else { return Ok(Heard::Reply(Reply::Stop)) };
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
                        Ok(Some(text)) => return Ok(Heard::Reply(held.until(Reply::Value(Entry::Text(text))))),
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
        let footer = format!("Pil op og ned vælger, Enter svarer, Esc stopper. {}", super::key_line(ask.commands));
        self.show(ask, "")?;
        self.term.hide_cursor()?;
        let mut drawn = self.draw(&menu, &texts, &footer)?;
        let heard = loop {
            let press = match self.term.read_key_raw() {
                Ok(key) => menu.press(&key),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Press::Stop,
                Err(error) => break Err(error),
            };
            self.term.clear_last_lines(drawn)?;
            match press {
                Press::Moved => {}
                Press::Help => self.help(ask, "")?,
                Press::Both => {
                    self.paragraph("Prøv igen: sæt kryds ved svar eller ved `Ved ikke`, ikke ved begge dele.")?;
                }
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
                Press::Command(command) => break Ok(Heard::Command(command)),
                Press::Stop => break Ok(Heard::Reply(held.until(Reply::Stop))),
            }
            drawn = self.draw(&menu, &texts, &footer)?;
        };
        self.term.show_cursor()?;
        heard
    }

    /// Draws the menu and the line that tells the keys; gives how many lines that took.
    fn draw(&self, menu: &Menu, texts: &[&str], footer: &str) -> io::Result<usize> {
        let (rows, columns) = self.term.size();
        // A line as wide as the terminal would be counted as two by some.
        let width = usize::from(columns).saturating_sub(1).max(1);
        let footer = wrap::lines(footer, width);
        let height = usize::from(rows).saturating_sub(footer.len() + 1);
        let lines = [menu.lines(texts, (height, width)), footer].concat();
        self.term.write_str(&format!("{}\n", lines.join("\n")))?;
        self.term.flush()?;
        Ok(lines.len())
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

/// An option in lines that dialoguer counts rightly.
///
/// It takes a line for wrapped when it has more *bytes* than the terminal has columns, and would then clear one
/// line too many: with æ, ø and å, the question above. So lines are broken until their bytes fit.
fn menu_item(text: &str, indent: usize, columns: usize) -> String {
    let next = format!("\n{}", " ".repeat(indent));
    let mut width = columns.saturating_sub(indent + 1).max(1);
    loop {
        let lines = wrap::lines(text, width);
        let longest = lines.iter().map(String::len).max().unwrap_or_default();
        if longest + indent <= columns || width == 1 {
            return lines.join(&next);
        }
        width -= 1;
    }
}

fn join(places: &[usize], options: &[Item<'_>]) -> String {
    let texts: Vec<_> = places.iter().filter_map(|place| options.get(*place)).map(|option| option.text).collect();
    if texts.is_empty() { "Ingen af dem".into() } else { texts.join("; ") }
}

const UNKNOWN: &str = "Ved ikke";

/// The options as they are shown, `Ved ikke` last where it is one.
fn texts<'a>(ask: &Ask<'_>, options: &[Item<'a>]) -> Vec<&'a str> {
    let unknown = (ask.unknown == Unknown::Offered).then_some(UNKNOWN);
    options.iter().map(|option| option.text).chain(unknown).collect()
}

/// Menus without commands are dialoguer's.
impl Fancy {
    fn select(&self, ask: &Ask<'_>, options: &[Item<'_>], current: Option<usize>) -> io::Result<Reply<Entry>> {
        let texts = texts(ask, options);
        let (items, page) = self.layout(&texts, MARGIN);
        let more = if items.len() > page { ", venstre og højre bladrer" } else { "" };
        let held = Held::take()?;
        self.show(ask, &format!("(pil op og ned vælger{more}, Enter svarer, Esc stopper)"))?;
        let select = Select::new().items(&items).default(current.unwrap_or(0)).max_length(page).report(false);
        let Some(place) = self.menu(|term| select.interact_on_opt(term))? else { return Ok(Reply::Stop) };
        self.discard_burst()?;
        self.answered(texts.get(place).copied().unwrap_or_default())?;
        Ok(held.until(if place < options.len() { Reply::Value(Entry::Place(place)) } else { Reply::Unknown }))
    }

    fn select_many(&self, ask: &Ask<'_>, options: &[Item<'_>], current: Option<&[usize]>) -> io::Result<Reply<Entry>> {
        let texts = texts(ask, options);
        let (items, page) = self.layout(&texts, CHECKBOX);
        let more = if items.len() > page { ", venstre og højre bladrer" } else { "" };
        let keys = format!("(mellemrum sætter kryds, pil op og ned flytter{more}, Enter svarer, Esc stopper)");
        let mut chosen: Vec<_> = current.unwrap_or_default().to_vec();
        let held = Held::take()?;
        self.show(ask, &keys)?;
        loop {
            let checked = items.iter().enumerate().map(|(place, item)| (item, chosen.contains(&place)));
            let select = MultiSelect::new().items_checked(checked).max_length(page).report(false);
            let Some(places) = self.menu(|term| select.interact_on_opt(term))? else { return Ok(Reply::Stop) };
            self.discard_burst()?;
            let known: Vec<_> = places.iter().copied().filter(|place| *place < options.len()).collect();
            if known.len() == places.len() {
                self.answered(&join(&known, options))?;
                return Ok(held.until(Reply::Value(Entry::Places(known))));
            }
            if known.is_empty() {
                self.answered(UNKNOWN)?;
                return Ok(held.until(Reply::Unknown));
            }
            self.paragraph("Prøv igen: sæt kryds ved svar eller ved `Ved ikke`, ikke ved begge dele.")?;
            chosen = places;
        }
    }
}

impl Prompter for Fancy {
    fn put(&mut self, ask: &Ask<'_>, form: &Form<'_>) -> io::Result<Heard> {
        match form {
            Form::Choose { options, current } if ask.commands.is_empty() => {
                self.select(ask, options, *current).map(Heard::Reply)
            }
            Form::ChooseMany { options, current } if ask.commands.is_empty() => {
                self.select_many(ask, options, *current).map(Heard::Reply)
            }
            Form::Choose { options, current } => {
                self.keyed(ask, options, Menu::new(options.len(), ask, current.unwrap_or(0), Ticks::One))
            }
            Form::ChooseMany { options, current } => {
                let ticks = Ticks::Many(current.unwrap_or_default().to_vec());
                self.keyed(ask, options, Menu::new(options.len(), ask, 0, ticks))
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
        Form::Date { current } => ("en dato, eller kun Enter".to_owned(), current.map(date_text)),
        Form::Text { current, empty } => {
            let what = if *empty == Empty::Allowed { "skriv, eller kun Enter" } else { "skriv svaret" };
            (format!("{what}; e for at skrive i et tekstprogram"), current.map(|text| format!("`{text}`")))
        }
        Form::Choose { .. } | Form::ChooseMany { .. } => (String::new(), None),
    };
    let unknown = if ask.unknown == Unknown::Offered && ask.commands.is_empty() { ", v for ved ikke" } else { "" };
    let kept = kept.map(|kept| format!(", Enter beholder {kept}")).unwrap_or_default();
    let line = format!("({what}{unknown}{kept}, Esc stopper)");
    if ask.commands.is_empty() { line } else { format!("{line}\n{}, og Enter", super::key_line(ask.commands)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menu_lines_never_have_more_bytes_than_the_terminal_has_columns() {
        let text = "Ærø Å på ø æ å ø Særlig støtte døgnet rundt på grund af sårbarhed og højt støttebehov";
        for columns in [20, 40, 80] {
            let item = menu_item(text, MARGIN, columns);
            assert!(item.lines().all(|line| line.len() <= columns), "{item}");
            assert_eq!(item.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        }
        assert_eq!(menu_item("Let", MARGIN, 40), "Let");
    }
}
