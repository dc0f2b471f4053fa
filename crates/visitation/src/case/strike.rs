//! Striking a text that should never have been written: it goes out of every event, and the case says so.
//!
//! An event that was struck keeps its link, so that the chain after it, signatures and lists of heads hold as before. What
//! stands in it now is bound by a later event `overstreget`, with who, when and why. What stood there can no longer be
//! checked by anybody: that is the point of it. Deliberately strikes words only: an answer chosen from a list, a number or
//! a date is corrected, not struck.

use std::collections::BTreeMap;

use super::additions::form::FieldKind;
use super::format::{Action, Event, StruckEvent};
use super::history::State;
use super::{Case, CaseError, SavedValue, Stamp, chain, outcome_text};
use crate::guideline::hash::sha256_hex;

/// What stands where a text was struck.
pub const MARK: &str = "(overstreget)";

/// A place where a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The event's number; `None`: the outcome.
    pub event: Option<u64>,
    /// The field, as the file names it.
    pub field: String,
    /// So many times.
    pub times: usize,
}

/// What is to be struck.
pub struct Strike<'a> {
    /// The texts: whole words, in any case.
    pub texts: &'a [String],
    /// Is the question with this key answered in the citizen's own words? `None` where nobody knows.
    pub in_words: &'a dyn Fn(&str) -> Option<bool>,
}

impl Case {
    /// Strikes texts from the whole case, and records that it was done. Where they stood; nothing is changed where they
    /// stand nowhere.
    ///
    /// # Errors
    /// The reason repeats what is struck, or looks like it holds a CPR number.
    pub fn strike(&mut self, stamp: Stamp<'_>, strike: &Strike<'_>, reason: &str) -> Result<Vec<Place>, CaseError> {
        if struck(reason, strike.texts).is_some() {
            let message = "grunden gentager det, der skal overstreges";
            return Err(CaseError::new("reason-repeats", message, "skriv grunden uden den tekst"));
        }
        let (mut places, mut listed, mut history) = (Vec::new(), Vec::new(), self.history.clone());
        // What visit itself has written holds the citizen's words only where an answer does; the rest is the rules'.
        let answered = history.iter().any(|event| strike.is_answered_by(event));
        for event in &mut history {
            let before = places.len();
            strike.event(event, answered, &mut places);
            if places.len() > before {
                let sha256 = sha256_hex(chain::to_json(event)?.as_bytes());
                listed.push(StruckEvent { number: event.number, sha256 });
            }
        }
        let mut outcome = self.outcome.clone();
        let reasons = outcome.iter_mut().flat_map(|outcome| &mut outcome.assessments).flat_map(|one| {
            let criteria = one.criteria.iter_mut().filter_map(|criterion| criterion.because.as_mut());
            criteria.chain(one.advice.iter_mut().filter_map(|duty| duty.because.as_mut()))
        });
        let before = places.len();
        for because in reasons.filter(|_| answered) {
            strike.text(because, (None, "because"), &mut places);
        }
        if places.is_empty() {
            return Ok(places);
        }
        let changed = outcome.as_ref().filter(|_| places.len() > before);
        let sha256 = changed.map(|outcome| Ok(sha256_hex(outcome_text(outcome)?.as_bytes()))).transpose()?;
        let mut case = Self { outcome: None, ..Self::from_history(history, self.links.clone())? };
        case.append(stamp, Action::Struck, |event| {
            event.note = Some(super::tidy(reason));
            event.struck = Some(listed);
            event.sha256 = sha256;
        })?;
        *self = Self { outcome, ..case };
        Ok(places)
    }

    /// The events in which something was struck, each with the event that says so.
    #[must_use]
    pub fn struck(&self) -> Vec<(u64, &Event)> {
        let told = self.history.iter().filter(|event| event.action == Action::Struck);
        told.flat_map(|event| event.struck.iter().flatten().map(move |struck| (struck.number, event))).collect()
    }
}

impl Strike<'_> {
    /// Is it an answer in the citizen's own words, which can hold anything?
    fn is_own(&self, event: &Event) -> bool {
        let known = event.question.as_deref().and_then(self.in_words);
        known.unwrap_or_else(
            || matches!(&event.value, Some(SavedValue::Text(text)) if text.contains(char::is_whitespace)),
        )
    }

    fn is_answered_by(&self, event: &Event) -> bool {
        self.is_own(event) && matches!(&event.value, Some(SavedValue::Text(text)) if struck(text, self.texts).is_some())
    }

    fn event(&self, event: &mut Event, answered: bool, places: &mut Vec<Place>) {
        let (at, own) = (Some(event.number), self.is_own(event));
        if let Some(opening) = &mut event.opening {
            self.optional(&mut opening.case_number, (at, "sag"), places);
            self.optional(&mut opening.pseudonym, (at, "borger"), places);
        }
        if answered {
            self.optional(&mut event.text, (at, "tekst"), places);
        }
        self.optional(&mut event.source, (at, "kilde"), places);
        self.optional(&mut event.note, (at, "note"), places);
        self.optional(&mut event.file, (at, "fil"), places);
        if let Some(SavedValue::Text(value)) = &mut event.value
            && own
        {
            self.text(value, (at, "svar"), places);
        }
        let Some(addition) = &mut event.addition else { return };
        let form = addition.topic.form();
        for (key, value) in &mut addition.fields {
            let field = form.fields.iter().find(|field| field.key == *key);
            match (field.map(|field| field.kind), value) {
                (Some(FieldKind::Text), SavedValue::Text(value)) => self.text(value, (at, key), places),
                (Some(FieldKind::Texts), SavedValue::Many(values)) => {
                    for value in values {
                        self.text(value, (at, key), places);
                    }
                }
                _ => {}
            }
        }
    }

    fn optional(&self, text: &mut Option<String>, at: (Option<u64>, &str), places: &mut Vec<Place>) {
        if let Some(text) = text {
            self.text(text, at, places);
        }
    }

    fn text(&self, text: &mut String, (event, field): (Option<u64>, &str), places: &mut Vec<Place>) {
        if let Some((left, times)) = struck(text, self.texts) {
            *text = left;
            places.push(Place { event, field: field.to_owned(), times });
        }
    }
}

/// The text with whole words struck, and how many; `None` where none of them stands there.
fn struck(text: &str, wanted: &[String]) -> Option<(String, usize)> {
    let letters: Vec<char> = text.chars().collect();
    let wanted: Vec<Vec<char>> = wanted.iter().map(|text| text.chars().collect()).collect();
    let is_word = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|letter| letter.is_alphanumeric());
    let fits = |at: usize, wanted: &Vec<char>| {
        let here = letters.get(at..at + wanted.len())?;
        let same = !wanted.is_empty() && here.iter().zip(wanted).all(|(one, other)| is_same(*one, *other));
        (same && !is_word(at.checked_sub(1)) && !is_word(Some(at + wanted.len()))).then_some(wanted.len())
    };
    let (mut left, mut at, mut times) = (String::new(), 0, 0);
    while let Some(letter) = letters.get(at) {
        // The longest one, so that nothing of it is left.
        if let Some(length) = wanted.iter().filter_map(|wanted| fits(at, wanted)).max() {
            left.push_str(MARK);
            times += 1;
            at += length;
        } else {
            left.push(*letter);
            at += 1;
        }
    }
    (times > 0).then_some((left, times))
}

fn is_same(one: char, other: char) -> bool {
    one.to_lowercase().eq(other.to_lowercase()) || (one.is_whitespace() && other.is_whitespace())
}

/// What the history says of events that were struck: the SHA-256 of each as it stands now; the last word counts.
pub(super) fn listed<'e>(events: impl IntoIterator<Item = &'e Event>) -> BTreeMap<u64, &'e str> {
    let told = events.into_iter().filter_map(|event| event.struck.as_ref());
    told.flatten().map(|struck| (struck.number, struck.sha256.as_str())).collect()
}

/// Are the events whose link is not of what stands in them just those that the history says were struck?
pub(super) fn accounts_for(events: &[Event], loose: &BTreeMap<u64, String>) -> bool {
    let listed = listed(events);
    let fits = |(number, sha256): (&u64, &String)| listed.get(number) == Some(&sha256.as_str());
    listed.len() == loose.len() && loose.iter().all(fits)
}

impl State {
    /// What striking changes: of the outcome the words, where it held any of them.
    pub(super) fn strike(&mut self, event: &Event) {
        if let (true, Some(sha256)) = (self.concluded, &event.sha256) {
            self.outcome_sha256 = Some(sha256.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::verify::verify;
    use super::*;

    const CASE: &str = include_str!("../../../../examples/færdige/døvblind-kvinde.yaml");

    fn stamp() -> Stamp<'static> {
        Stamp { at: "2027-01-04T10:00:00Z".parse().unwrap(), by: "abc" }
    }

    fn strike(case: &mut Case, texts: &[&str]) -> Vec<Place> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let in_words = |key: &str| Some(key == "ønsker");
        case.strike(stamp(), &Strike { texts: &texts, in_words: &in_words }, "Stedet peger på borgeren").unwrap()
    }

    #[test]
    fn what_is_struck_is_gone_and_the_chain_holds() {
        let mut case = Case::read(CASE).unwrap();
        let (links, events) = (case.links().to_vec(), case.history().len());
        let places = strike(&mut case, &["strikkeklubben", "Øreafdelingen"]);
        let fields: Vec<&str> = places.iter().map(|place| place.field.as_str()).collect();
        assert_eq!(fields, ["svar", "kilde", "tekst", "kilde", "ønske"]);
        let text = case.write().unwrap();
        assert!(CASE.contains("strikkeklubben") && !text.contains("strikkeklubben") && !text.contains("Øreafdelingen"));
        assert_eq!(verify(&text), []);
        let again = Case::read(&text).unwrap();
        assert_eq!(again, case);
        assert_eq!((again.links()[..events].to_vec(), again.history().len()), (links, events + 1));
        let last = again.history().last().unwrap();
        assert_eq!((last.action, last.note.as_deref()), (Action::Struck, Some("Stedet peger på borgeren")));
        // Nothing of it is left to be found, and the case goes on.
        let mut more = again.clone();
        assert_eq!(strike(&mut more, &["strikkeklubben"]), []);
        assert_eq!(more, again);
        more.note(stamp(), "Ringet op.").unwrap();
        assert_eq!(Case::read(&more.write().unwrap()).unwrap(), more);
    }

    #[test]
    fn a_struck_event_is_bound_by_the_event_that_says_so() {
        let mut case = Case::read(CASE).unwrap();
        strike(&mut case, &["strikkeklubben"]);
        let text = case.write().unwrap();
        let anew = |text: &str| super::super::verify::tests::sealed_alone(text);
        assert_eq!(anew(&text), text);
        for (from, to) in [
            ("Jeg vil fortsætte i (overstreget).", "Jeg vil holde op i (overstreget)."),
            ("\"overstreget\": [{\"nr\": 4,", "\"overstreget\": [{\"nr\": 5,"),
            ("\"overstreget\": [{\"nr\": 4,", "\"overstreget\": [{\"nr\": 999,"),
            ("Vi ansætter kun en, der kan det.", "Vi ansætter en, der kan lære det."),
        ] {
            assert!(text.contains(from), "{from}");
            let other = anew(&text.replacen(from, to, 1));
            assert!(Case::read(&other).is_err() && !verify(&other).is_empty(), "{to}");
        }
    }

    #[test]
    fn words_are_whole_and_a_chosen_answer_is_not_struck() {
        let wanted = ["ida".to_owned(), "ida holm".to_owned()];
        let (left, times) = struck("Ida Holm, IDA og Idas Friday; ida\u{a0}holm", &wanted).unwrap();
        assert_eq!((left.as_str(), times), ("(overstreget), (overstreget) og Idas Friday; (overstreget)", 3));
        assert_eq!(struck("Friday", &wanted), None);
        let mut case = Case::read(CASE).unwrap();
        assert_eq!(strike(&mut case, &["massivt", "stærkt_nedsat", "2026-11-10"]), []);
    }

    #[test]
    fn the_outcome_loses_the_words_too() {
        let mut case = Case::read(CASE).unwrap();
        assert!(strike(&mut case, &["døvblind"]).iter().all(|place| place.event.is_some()), "the words are the rules'");
        let mut outcome = Case::read(CASE).unwrap().outcome().unwrap().clone();
        outcome.assessments[0].criteria[1].because = Some("Borgeren går i strikkeklubben.".to_owned());
        let program = case.opening().program.clone();
        case.conclude(stamp(), program, outcome, "Anbefaling").unwrap();
        let places = strike(&mut case, &["strikkeklubben"]);
        assert!(places.iter().any(|place| place.event.is_none() && place.field == "because"), "{places:?}");
        let text = case.write().unwrap();
        assert!(!text.contains("strikkeklubben"));
        assert_eq!(verify(&text), []);
        assert_eq!(Case::read(&text).unwrap(), case);
    }

    #[test]
    fn a_reason_that_repeats_the_text_is_refused() {
        let mut case = Case::read(CASE).unwrap();
        let texts = ["strikkeklubben".to_owned()];
        let strike = Strike { texts: &texts, in_words: &|_| None };
        assert_eq!(case.strike(stamp(), &strike, "Strikkeklubben skal væk").unwrap_err().code, "reason-repeats");
        assert_eq!(case, Case::read(CASE).unwrap());
    }
}
