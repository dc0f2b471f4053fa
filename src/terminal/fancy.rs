//! Menus on a terminal: dialoguer's, with `console` where a key must act at once.
//!
//! Deliberately gives dialoguer neither prompts nor reports: its prompts leave ghost lines when they wrap, and its
//! page numbers are English. The question stands above, in our own words, and the answer is written below.

use std::io;
use std::ops::RangeInclusive;

use console::{Style, Term};
use dialoguer::{MultiSelect, Select};

use super::keyboard::{self, Held};
use super::line::{Line, Press};
use super::prompter::{Ask, Item, Prompter, Reply, Unknown};
use super::typed::{self, Typed};
use super::{Colour, Look, wrap};

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
        self.paragraph(keys)
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
    fn typed<T>(&self, ask: &Ask<'_>, keys: &str, read: impl Fn(&str) -> Typed<T>) -> io::Result<Reply<T>> {
        let held = Held::take()?;
        self.show(ask, keys)?;
        loop {
            let Some(line) = self.read_line()? else { return Ok(Reply::Stop) };
            match read(&line) {
                Typed::Reply(reply) => return Ok(held.until(reply)),
                Typed::Help => self.show(ask, keys)?,
                Typed::Wrong(why) => self.paragraph(&format!("Prøv igen: {why}."))?,
            }
        }
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
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Press::Stop,
                Err(error) => return Err(error),
            };
            if press != Press::Editing {
                self.term.write_line("")?;
                return Ok((press == Press::Done).then(|| line.text()));
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

impl Prompter for Fancy {
    fn choose(&mut self, ask: &Ask<'_>, options: &[Item<'_>], current: Option<usize>) -> io::Result<Reply<usize>> {
        let mut texts: Vec<_> = options.iter().map(|option| option.text).collect();
        if ask.unknown == Unknown::Offered {
            texts.push(UNKNOWN);
        }
        let (items, page) = self.layout(&texts, MARGIN);
        let more = if items.len() > page { ", venstre og højre bladrer" } else { "" };
        let held = Held::take()?;
        self.show(ask, &format!("(pil op og ned vælger{more}, Enter svarer, Esc stopper)"))?;
        let select = Select::new().items(&items).default(current.unwrap_or(0)).max_length(page).report(false);
        let Some(place) = self.menu(|term| select.interact_on_opt(term))? else { return Ok(Reply::Stop) };
        self.answered(texts.get(place).copied().unwrap_or_default())?;
        Ok(held.until(if place < options.len() { Reply::Value(place) } else { Reply::Unknown }))
    }

    fn choose_many(
        &mut self,
        ask: &Ask<'_>,
        options: &[Item<'_>],
        current: Option<&[usize]>,
    ) -> io::Result<Reply<Vec<usize>>> {
        let mut texts: Vec<_> = options.iter().map(|option| option.text).collect();
        if ask.unknown == Unknown::Offered {
            texts.push(UNKNOWN);
        }
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
            let known: Vec<_> = places.iter().copied().filter(|place| *place < options.len()).collect();
            if known.len() == places.len() {
                self.answered(&join(&known, options))?;
                return Ok(held.until(Reply::Value(known)));
            }
            if known.is_empty() {
                self.answered(UNKNOWN)?;
                return Ok(held.until(Reply::Unknown));
            }
            self.paragraph("Prøv igen: sæt kryds ved svar eller ved `Ved ikke`, ikke ved begge dele.")?;
            chosen = places;
        }
    }

    fn number(&mut self, ask: &Ask<'_>, range: RangeInclusive<i64>, current: Option<i64>) -> io::Result<Reply<i64>> {
        let what = format!("et tal fra {} til {}", range.start(), range.end());
        let kept = current.map(|number| number.to_string());
        self.typed(ask, &keys(ask, &what, kept.as_deref()), |line| typed::number(line, ask, &range, current))
    }

    fn text(&mut self, ask: &Ask<'_>, current: Option<&str>) -> io::Result<Reply<String>> {
        let kept = current.map(|text| format!("`{text}`"));
        self.typed(ask, &keys(ask, "skriv svaret", kept.as_deref()), |line| typed::text(line, ask, current))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.paragraph(text)
    }
}

fn keys(ask: &Ask<'_>, what: &str, kept: Option<&str>) -> String {
    let unknown = if ask.unknown == Unknown::Offered { ", v for ved ikke" } else { "" };
    let kept = kept.map(|kept| format!(", Enter beholder {kept}")).unwrap_or_default();
    format!("({what}{unknown}{kept}, Esc stopper)")
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
