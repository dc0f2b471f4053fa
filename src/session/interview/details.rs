//! What belongs to an answer beside its value: a note, and where the information comes from.
//!
//! Deliberately keeps nothing: what is gathered here is saved together with the answer.

use std::io;

use jiff::civil::Date;

use crate::terminal::prompter::{Ask, Item, Prompter, Reply};
use visitation::case::{SavedAnswer, SavedValue};
use visitation::guideline::wording::date_text;

/// Gathered before the answer is given. `None`: nothing was said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// Who or what says so.
    pub source: Option<String>,
    /// The date of the information.
    pub date: Option<Date>,
    /// A note.
    pub note: Option<String>,
}

const SOURCES: [Item<'static>; 6] = [
    Item { id: "borger", text: "Borgeren selv" },
    Item { id: "pårørende", text: "En pårørende" },
    Item { id: "læge", text: "En lægeerklæring eller anden sundhedsfaglig udtalelse" },
    Item { id: "observation", text: "Egen observation" },
    Item { id: "akt", text: "Sagens akter" },
    Item { id: "andet", text: "Andet" },
];

/// The names that are saved for [`SOURCES`]; the last is asked for.
const SAVED_AS: [&str; 5] = ["borgeren", "pårørende", "lægeerklæring", "egen observation", "sagens akter"];

impl Details {
    /// What an answer has already.
    #[must_use]
    pub fn of(saved: &SavedAnswer) -> Self {
        Self { source: saved.source.clone(), date: saved.date, note: saved.note.clone() }
    }

    /// These, and where nothing was said the others.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        // A date belongs to its source.
        let (source, date) =
            if self.source.is_some() { (self.source, self.date) } else { (other.source, self.date.or(other.date)) };
        Self { source, date, note: self.note.or(other.note) }
    }

    /// An answer with them.
    #[must_use]
    pub fn with(self, value: SavedValue) -> SavedAnswer {
        SavedAnswer { value, source: self.source, date: self.date, note: self.note }
    }

    /// What stands beside an answer that is looked at again; `None` where nothing does.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let date = self.date.map(date_text);
        let from: Vec<&str> = [self.source.as_deref(), date.as_deref()].into_iter().flatten().collect();
        let from = (!from.is_empty()).then(|| format!("Kilden til svaret, der står: {}.", from.join(", ")));
        let note = self.note.as_ref().map(|note| format!("Noten til svaret, der står: {}", note.trim()));
        let told: Vec<String> = [from, note].into_iter().flatten().collect();
        (!told.is_empty()).then(|| told.join("\n"))
    }

    /// Asks for a note. Leaving it, or an empty one, changes nothing; `false` when it was left.
    ///
    /// # Errors
    /// The terminal fails.
    pub fn ask_note(&mut self, prompter: &mut dyn Prompter, text: &str) -> io::Result<bool> {
        let ask = Ask::new(text).aside();
        let Reply::Value(note) = prompter.optional_text(&ask, self.note.as_deref())? else { return Ok(false) };
        if !note.is_empty() {
            self.note = Some(note);
        }
        Ok(true)
    }

    /// Asks where the information comes from, and of which date it is. Leaving it changes nothing; `false` when it
    /// was left.
    ///
    /// # Errors
    /// The terminal fails.
    pub fn ask_source(&mut self, prompter: &mut dyn Prompter, text: &str) -> io::Result<bool> {
        let ask = Ask::new(text).aside();
        let Reply::Value(place) = prompter.choose(&ask, &SOURCES, None)? else { return Ok(false) };
        let source = if let Some(name) = SAVED_AS.get(place) {
            (*name).to_owned()
        } else {
            let ask = Ask::new("Hvem eller hvad?").help(Some("Skriv stilling eller rolle, ikke navn.")).aside();
            let Reply::Value(name) = prompter.text(&ask, None)? else { return Ok(false) };
            name
        };
        let ask = Ask::new("Hvilken dato er oplysningen fra?").aside();
        let Reply::Value(date) = prompter.optional_date(&ask, None)? else { return Ok(false) };
        (self.source, self.date) = (Some(source), date);
        Ok(true)
    }
}
