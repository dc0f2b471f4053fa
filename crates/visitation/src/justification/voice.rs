//! How a document speaks: of the citizen to a colleague, to the citizen as du or De, to a parent about a child.
//!
//! The engine's texts leave a mark ([`ANYBODY`]) for the person; the program's own texts also have `{du}`,
//! `{dig}`, `{din}`, `{dit}` and `{dine}` for the reader. Danish verbs do not bend by person, but *sig* and *sin*
//! do: where the citizen is the subject of a sentence and the one spoken to, they follow. No more grammar than
//! that is attempted.

use super::human::{ChildWord, Recipient, Role};
use crate::guideline::wording::statement::{ANYBODY, upper_first};

/// Whom a document speaks to, and of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// The citizen inside a sentence: `du`, `De`, `dit barn`, `borgeren`.
    person: &'static str,
    /// The citizen is the reader.
    to_citizen: bool,
    reader: &'static Pronouns,
}

/// Words for the reader.
#[derive(Debug, PartialEq, Eq)]
struct Pronouns {
    subject: &'static str,
    object: &'static str,
    /// Of one thing, of one *et*-thing, of several.
    own: [&'static str; 3],
}

const DU: Pronouns = Pronouns { subject: "du", object: "dig", own: ["din", "dit", "dine"] };
const FORMAL: Pronouns = Pronouns { subject: "De", object: "Dem", own: ["Deres", "Deres", "Deres"] };

impl Voice {
    /// The file's: *borgeren*.
    #[must_use]
    pub fn file() -> Self {
        Self { person: "borgeren", to_citizen: false, reader: &DU }
    }

    /// The one a letter goes to.
    #[must_use]
    pub fn of(recipient: Option<&Recipient>) -> Self {
        let reader = if recipient.is_some_and(|recipient| recipient.formal) { &FORMAL } else { &DU };
        match recipient.map_or(Role::Citizen, |recipient| recipient.role) {
            Role::Citizen | Role::Child => Self { person: reader.subject, to_citizen: true, reader },
            Role::Parent => {
                let called = recipient.map_or(ChildWord::Child, |recipient| recipient.child);
                let person = match (called, reader.subject) {
                    (ChildWord::Child, "De") => "Deres barn",
                    (ChildWord::Son, "De") => "Deres søn",
                    (ChildWord::Daughter, "De") => "Deres datter",
                    (ChildWord::Child, _) => "dit barn",
                    (ChildWord::Son, _) => "din søn",
                    (ChildWord::Daughter, _) => "din datter",
                };
                Self { person, to_citizen: false, reader }
            }
            Role::Guardian | Role::Representative => Self { person: "borgeren", to_citizen: false, reader },
        }
    }

    /// A child's own: always *du*.
    #[must_use]
    pub fn child() -> Self {
        Self { person: "du", to_citizen: true, reader: &DU }
    }

    /// The citizen is the reader.
    #[must_use]
    pub fn to_citizen(self) -> bool {
        self.to_citizen
    }

    /// The citizen inside a sentence.
    #[must_use]
    pub fn person(self) -> &'static str {
        self.person
    }

    /// `Dine ønsker`, `Borgerens ønsker`: what the citizen has of something in the plural, to begin with. To a parent, who
    /// has wishes too, it is nobody's: `Ønsker`.
    #[must_use]
    pub fn several(self, what: &str) -> String {
        let [_, _, several] = self.reader.own;
        match self.person {
            _ if self.to_citizen => upper_first(&format!("{several} {what}")),
            "borgeren" => upper_first(&format!("borgerens {what}")),
            _ => upper_first(what),
        }
    }

    /// The child inside a sentence: as a parent's letter calls it, `barnet` to all others.
    #[must_use]
    pub fn child_word(self) -> &'static str {
        if self.to_citizen || self.person == "borgeren" { "barnet" } else { self.person }
    }

    /// The citizen as the one who said something: `Dig`, `Dit barn`, `Borgeren`.
    #[must_use]
    pub fn source(self) -> String {
        upper_first(if self.to_citizen { self.reader.object } else { self.person })
    }

    /// The words for the reader: `du`, `dig`, `din`, `dit`, `dine`.
    #[must_use]
    pub fn reader(self) -> [&'static str; 5] {
        let [one, et, several] = self.reader.own;
        [self.reader.subject, self.reader.object, one, et, several]
    }

    /// The text in this voice.
    #[must_use]
    pub fn speak(self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        for sentence in sentences(text) {
            let about_reader = self.to_citizen && (sentence.contains(ANYBODY) || sentence.contains("{borger}"));
            let spoken = if about_reader { self.reflexive(sentence) } else { sentence.to_owned() };
            let [one, et, several] = self.reader.own;
            let words = [
                (ANYBODY, self.person),
                ("{borger}", self.person),
                ("{barnet}", self.child_word()),
                ("{du}", self.reader.subject),
                ("{dig}", self.reader.object),
                ("{din}", one),
                ("{dit}", et),
                ("{dine}", several),
            ];
            result.push_str(&words.into_iter().fold(spoken, |text, (mark, word)| put(&text, mark, word)));
        }
        result
    }

    /// The text with the person put in and nothing else touched: somebody's own words.
    #[must_use]
    pub fn quote(self, text: &str) -> String {
        put(text, ANYBODY, self.person)
    }

    /// *sig* and *sin* where the reader is the subject.
    fn reflexive(self, sentence: &str) -> String {
        let [one, et, several] = self.reader.own;
        let swap = |word: &str| match word {
            "sig" => Some(self.reader.object),
            "sin" => Some(one),
            "sit" => Some(et),
            "sine" => Some(several),
            _ => None,
        };
        let mut result = String::with_capacity(sentence.len());
        let mut word = String::new();
        for letter in sentence.chars().chain(['\0']) {
            if letter.is_alphabetic() {
                word.push(letter);
                continue;
            }
            result.push_str(swap(&word).unwrap_or(&word));
            word.clear();
            if letter != '\0' {
                result.push(letter);
            }
        }
        result
    }
}

/// Puts a word in the place of its mark, with a large first letter where a sentence begins.
fn put(text: &str, mark: &str, word: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        result.push_str(before);
        let opens = result.trim_end().is_empty() || result.trim_end().ends_with(['.', '?', '!', ':']);
        // A small letter only where the word has one: De stays De.
        result.push_str(&if opens { upper_first(word) } else { word.to_owned() });
        rest = after;
    }
    result.push_str(rest);
    result
}

/// The sentences with what stands between them.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(role: Role, formal: bool) -> Voice {
        Voice::of(Some(&Recipient { role, formal, ..Recipient::default() }))
    }

    #[test]
    fn the_citizen_is_spoken_of_as_the_document_addresses_them() {
        let text =
            format!("{ANYBODY} skader sig selv. Det slider på hjemmet, og {ANYBODY} trækker sig fra sine venner.");
        assert_eq!(
            to(Role::Citizen, false).speak(&text),
            "Du skader dig selv. Det slider på hjemmet, og du trækker dig fra dine venner."
        );
        assert_eq!(
            to(Role::Citizen, true).speak(&text),
            "De skader Dem selv. Det slider på hjemmet, og De trækker Dem fra Deres venner."
        );
        assert_eq!(
            to(Role::Parent, false).speak(&text),
            "Dit barn skader sig selv. Det slider på hjemmet, og dit barn trækker sig fra sine venner."
        );
        assert!(Voice::file().speak(&text).starts_with("Borgeren skader sig selv."));
    }

    #[test]
    fn others_keep_their_own_pronouns() {
        let text = format!("Naboerne trækker sig. {ANYBODY} sover dårligt.");
        assert_eq!(Voice::child().speak(&text), "Naboerne trækker sig. Du sover dårligt.");
    }

    #[test]
    fn what_somebody_said_stays_as_it_was_said() {
        let text = format!("{ANYBODY} har selv sagt: Jeg savner sin ven.");
        assert_eq!(Voice::child().quote(&text), "Du har selv sagt: Jeg savner sin ven.");
    }

    #[test]
    fn the_reader_is_addressed_in_the_programs_own_texts() {
        let text = "{du} kan klage. Skriv til {dig} selv, {din} sag og {dine} ønsker.";
        assert_eq!(to(Role::Guardian, false).speak(text), "Du kan klage. Skriv til dig selv, din sag og dine ønsker.");
        assert_eq!(to(Role::Parent, true).speak(text), "De kan klage. Skriv til Dem selv, Deres sag og Deres ønsker.");
        assert_eq!(to(Role::Parent, false).several("ønsker"), "Ønsker", "a parent's own stand there, too");
        assert_eq!(Voice::child().several("ønsker"), "Dine ønsker");
        assert_eq!(Voice::file().several("ønsker"), "Borgerens ønsker");
    }
}
