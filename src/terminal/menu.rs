//! A menu in which keys act at once: which option the cursor is on, which are ticked, which of them are in sight.
//!
//! Pure, without a terminal: drawing and reading keys is `fancy`'s.

use console::Key;

use super::prompter::{Ask, Command, Entry, Leaving, Unknown};
use super::wrap;

/// Where a menu stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Menu {
    options: usize,
    cursor: usize,
    ticks: Ticks,
    commands: Vec<Command>,
    unknown: Unknown,
    leaving: Leaving,
}

/// Whether one option is chosen or any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ticks {
    /// One: the cursor's.
    One,
    /// These.
    Many(Vec<usize>),
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Press {
    /// The menu goes on, perhaps changed.
    Moved,
    /// Enter on an option, or with these ticked; `Ved ikke` beside others stands one past the last.
    Done(Vec<usize>),
    /// `v`, or Enter on it.
    Unknown,
    /// `?`
    Help,
    /// Another key with a meaning.
    Command(Command),
    /// Esc, Ctrl-C, Ctrl-D.
    Stop,
}

/// So many options are passed over at once.
const LEAP: usize = 10;

const CTRL_D: char = '\u{4}';

impl Menu {
    /// A menu of so many options, `Ved ikke` not counted. Where that is the answer so far, Enter keeps it.
    pub(super) fn new(options: usize, ask: &Ask<'_>, cursor: usize, ticks: Ticks) -> Self {
        let (cursor, ticks) = match (ask.unknown, ticks) {
            (Unknown::SoFar, Ticks::One) => (options, Ticks::One),
            (Unknown::SoFar, Ticks::Many(_)) => (cursor, Ticks::Many(vec![options])),
            (_, ticks) => (cursor, ticks),
        };
        Self { options, cursor, ticks, commands: ask.commands.to_vec(), unknown: ask.unknown, leaving: ask.leaving }
    }

    /// Does this menu have so many options?
    pub(super) fn has(&self, options: usize) -> bool {
        self.options == options
    }

    /// Takes one key.
    pub(super) fn press(&mut self, key: &Key) -> Press {
        let lines = self.options + usize::from(self.unknown.is_offered());
        match key {
            Key::Escape | Key::CtrlC | Key::Char(CTRL_D) => return Press::Stop,
            Key::Enter => return self.enter(),
            Key::ArrowUp | Key::BackTab => self.cursor = self.cursor.checked_sub(1).unwrap_or(lines.saturating_sub(1)),
            Key::ArrowDown | Key::Tab => self.cursor = if self.cursor + 1 < lines { self.cursor + 1 } else { 0 },
            Key::ArrowLeft | Key::PageUp => self.cursor = self.cursor.saturating_sub(LEAP),
            Key::ArrowRight | Key::PageDown => self.cursor = (self.cursor + LEAP).min(lines.saturating_sub(1)),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = lines.saturating_sub(1),
            Key::Char(' ') => self.tick(),
            Key::Char('?') => return Press::Help,
            Key::Char(c) => return self.letter(*c),
            _ => {}
        }
        Press::Moved
    }

    /// The line that tells the keys.
    pub(super) fn keys(&self) -> String {
        let moves = match self.ticks {
            Ticks::One => "Pil op og ned vælger",
            Ticks::Many(_) => "Pil op og ned flytter, mellemrum sætter kryds",
        };
        let moves = format!("{moves}, Enter svarer, {}.", super::escape(self.leaving));
        if self.commands.is_empty() { moves } else { format!("{moves} {}", super::key_line(&self.commands)) }
    }

    fn letter(&mut self, c: char) -> Press {
        // A key pressed with Shift or Caps Lock is the same key.
        let lower = c.to_lowercase().next().unwrap_or(c);
        if lower == 'v' && self.unknown.is_offered() {
            return Press::Unknown;
        }
        if let Some(command) = self.commands.iter().find(|command| command.key() == lower) {
            return Press::Command(*command);
        }
        let number =
            c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).and_then(|digit| digit.checked_sub(1));
        if let Some(place) = number.filter(|place| *place < self.options) {
            self.cursor = place;
        }
        Press::Moved
    }

    fn enter(&self) -> Press {
        match &self.ticks {
            Ticks::One if self.cursor < self.options => Press::Done(vec![self.cursor]),
            Ticks::One => Press::Unknown,
            Ticks::Many(ticked) => {
                let chosen: Vec<usize> = (0..=self.options).filter(|place| ticked.contains(place)).collect();
                if chosen == [self.options] { Press::Unknown } else { Press::Done(chosen) }
            }
        }
    }

    /// What was chosen, in the form of the question.
    pub(super) fn entry(&self, chosen: Vec<usize>) -> Entry {
        match (&self.ticks, chosen.first()) {
            (Ticks::One, Some(place)) => Entry::Place(*place),
            _ => Entry::Places(chosen),
        }
    }

    fn tick(&mut self) {
        if let Ticks::Many(ticked) = &mut self.ticks {
            match ticked.iter().position(|place| *place == self.cursor) {
                Some(at) => drop(ticked.remove(at)),
                None => ticked.push(self.cursor),
            }
        }
    }

    /// The menu in lines of fewer than `width` columns, at most `height` of them unless a single option needs more:
    /// those options that fit, the cursor's among them, and what else there is.
    pub(super) fn lines(&self, texts: &[&str], (height, width): (usize, usize)) -> Vec<String> {
        let blocks: Vec<Vec<String>> = texts.iter().enumerate().map(|(at, text)| self.block(at, text, width)).collect();
        let total: usize = blocks.iter().map(Vec::len).sum();
        if total <= height {
            return blocks.concat();
        }
        // Pages are made from the top, so that moving within one redraws the same lines.
        let room = height.saturating_sub(1).max(1);
        let mut pages: Vec<Vec<usize>> = vec![Vec::new()];
        let mut used = 0;
        for (place, block) in blocks.iter().enumerate() {
            if used > 0 && used + block.len() > room {
                pages.push(Vec::new());
                used = 0;
            }
            used += block.len();
            pages.last_mut().into_iter().for_each(|page| page.push(place));
        }
        let at = pages.iter().position(|page| page.contains(&self.cursor)).unwrap_or(0);
        let shown = pages.get(at).into_iter().flatten().filter_map(|place| blocks.get(*place)).flatten().cloned();
        let more = format!("(side {} af {}: pil til højre og venstre springer {LEAP} svar)", at + 1, pages.len());
        shown.chain(wrap::lines(&more, width)).collect()
    }

    fn block(&self, place: usize, text: &str, width: usize) -> Vec<String> {
        let cursor = if place == self.cursor { "> " } else { "  " };
        let tick = match &self.ticks {
            Ticks::One => "",
            Ticks::Many(ticked) if ticked.contains(&place) => "[x] ",
            Ticks::Many(_) => "[ ] ",
        };
        wrap::hanging(&format!("{cursor}{tick}"), text, width).lines().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu(ticks: Ticks) -> Menu {
        Menu::new(3, &Ask::new("Hvad?").commands(&Command::ALL), 0, ticks)
    }

    #[test]
    fn the_cursor_goes_round_and_numbers_jump() {
        let mut menu = menu(Ticks::One);
        for (key, place) in
            [(Key::ArrowUp, 3), (Key::ArrowDown, 0), (Key::Char('3'), 2), (Key::Char('9'), 2), (Key::Home, 0)]
        {
            assert_eq!(menu.press(&key), Press::Moved);
            assert_eq!(menu.cursor, place, "{key:?}");
        }
        assert_eq!(menu.press(&Key::Enter), Press::Done(vec![0]));
        menu.press(&Key::End);
        assert_eq!(menu.press(&Key::Enter), Press::Unknown);
        for (key, place) in [(Key::ArrowLeft, 0), (Key::PageDown, 3), (Key::PageUp, 0), (Key::ArrowRight, 3)] {
            menu.press(&key);
            assert_eq!(menu.cursor, place, "{key:?}");
        }
    }

    #[test]
    fn every_command_has_its_key() {
        for command in Command::ALL {
            assert_eq!(menu(Ticks::One).press(&Key::Char(command.key())), Press::Command(command));
            assert_eq!(menu(Ticks::One).press(&Key::Char(command.key().to_ascii_uppercase())), Press::Command(command));
        }
        assert_eq!(menu(Ticks::One).press(&Key::Char('v')), Press::Unknown);
        assert_eq!(menu(Ticks::One).press(&Key::Char('?')), Press::Help);
        for key in [Key::Escape, Key::CtrlC, Key::Char(CTRL_D)] {
            assert_eq!(menu(Ticks::One).press(&key), Press::Stop);
        }
    }

    #[test]
    fn ticks_are_kept_and_ved_ikke_beside_them() {
        let mut menu = menu(Ticks::Many(vec![2]));
        menu.press(&Key::Char(' '));
        assert_eq!(menu.press(&Key::Enter), Press::Done(vec![0, 2]));
        menu.press(&Key::End);
        menu.press(&Key::Char(' '));
        assert_eq!(menu.press(&Key::Enter), Press::Done(vec![0, 2, 3]));
    }

    #[test]
    fn enter_keeps_ved_ikke_where_that_is_the_answer_so_far() {
        for ticks in [Ticks::One, Ticks::Many(Vec::new())] {
            let mut menu = Menu::new(3, &Ask::new("Hvad?").unknown_so_far(), 0, ticks);
            assert_eq!(menu.press(&Key::Enter), Press::Unknown);
        }
    }

    #[test]
    fn what_does_not_fit_is_on_another_page() {
        let mut menu = menu(Ticks::One);
        let texts = ["Et meget langt svar på to linjer", "To", "Tre", "Ved ikke"];
        assert_eq!(
            menu.lines(&texts, (10, 20)),
            ["> Et meget langt", "  svar på to linjer", "  To", "  Tre", "  Ved ikke"]
        );
        let page = menu.lines(&texts, (4, 60));
        assert_eq!(page, ["> Et meget langt svar på to linjer", "  To", "  Tre", "  Ved ikke"]);
        assert!(menu.lines(&texts, (3, 60)).last().unwrap().contains("side 1 af 2"));
        menu.press(&Key::End);
        assert_eq!(menu.lines(&texts, (3, 60))[..2], ["  Tre".to_owned(), "> Ved ikke".to_owned()]);
    }
}
