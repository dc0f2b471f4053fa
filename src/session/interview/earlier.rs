//! Answers of an earlier case of the same citizen, offered again.
//!
//! Nothing is taken over by itself: each answer is shown with its date when its question comes, and counts once the
//! person has confirmed it. What is too old is told, and asked again. Where the question or its answers read otherwise
//! now, the old words are told and nothing is offered: "ja" to other words is another answer.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::conflict::{is_unresolved, value_words};
use super::details::Details;
use crate::terminal::wrap;
use visitation::case::{Action, Case, Event, SavedAnswer, SavedValue, keys};
use visitation::consult::Consultation;
use visitation::guideline::Guideline;
use visitation::guideline::answers::split_key;
use visitation::guideline::question::Question;
use visitation::guideline::wording::date_text;

/// Information older than this is asked for anew. A year is the longest follow-up that the guidelines have.
const MONTHS: i32 = 12;

/// An earlier case, looked at from the assessment date of the new one.
#[derive(Debug)]
pub struct Earlier {
    case: Case,
    date: Date,
    /// The case under its own rules, where these are at hand: what its answers could be.
    then: Option<Consultation>,
}

/// What the earlier case says to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reusable {
    /// To be said before the question.
    pub told: String,
    /// The answer to confirm, with where it comes from; `None` where it is too old.
    pub answer: Option<(SavedValue, Details)>,
}

impl Earlier {
    /// An earlier case, for a new one with this assessment date. `then` is the case under its own rules, if they are there.
    #[must_use]
    pub fn new(case: Case, date: Date, then: Option<Consultation>) -> Self {
        Self { case, date, then }
    }

    /// Whose case it is, where it says.
    #[must_use]
    pub fn pseudonym(&self) -> Option<&str> {
        self.case.opening().pseudonym.as_deref()
    }

    /// What the earlier case knows. What it did not know says nothing.
    #[must_use]
    pub fn answer(&self, guideline: &Guideline, question: &Question) -> Option<Reusable> {
        let (key, saved) = keys::find(self.case.answers(), guideline, question)?;
        if saved.value.is_unknown() || is_unresolved(saved) {
            return None;
        }
        let date = saved.date.or_else(|| self.answered_on(key)).unwrap_or(self.case.opening().date);
        let from = saved.source.as_deref().map_or_else(String::new, |source| format!(", kilde: {source}"));
        let from = format!("(oplyst {}{from})", date_text(date));
        if let Some(told) = self.reworded((key, saved), question, &from) {
            return Some(Reusable { told, answer: None });
        }
        let words = wrap::one_line(&value_words(question, &saved.value));
        let known = format!("I en tidligere sag er svaret ”{words}” {from}.");
        if self.is_old(date) {
            let told = format!("{known} Det er mere end {MONTHS} måneder siden, så der spørges igen.");
            return Some(Reusable { told, answer: None });
        }
        let details = Details { date: Some(date), ..source(saved) };
        Some(Reusable {
            told: format!("{known} Bekræft, eller svar noget andet."),
            answer: Some((saved.value.clone(), details)),
        })
    }

    /// The old question and answer in their own words, where the question or its answers are not what they were.
    fn reworded(&self, (key, saved): (&str, &SavedAnswer), question: &Question, from: &str) -> Option<String> {
        let put = self.last(key).and_then(|event| event.text.as_deref()).map(wrap::one_line);
        let same_text = put.as_ref().is_none_or(|put| *put == wrap::one_line(&question.text));
        let then = self.question_then(&question.id);
        let same_answers = then.is_none_or(|then| then.kind.choices() == question.kind.choices());
        if same_text && same_answers && saved.value.given(question).is_ok() {
            return None;
        }
        let words = wrap::one_line(&value_words(then.unwrap_or(question), &saved.value));
        let put = put.unwrap_or_else(|| wrap::one_line(&question.text));
        let why = if same_text { "Svarene at vælge mellem er ændret" } else { "Spørgsmålet er ændret" };
        Some(format!(
            "{why} siden den tidligere sag. Dengang lød det ”{put}”, og svaret var ”{words}” {from}. Svar på ny."
        ))
    }

    fn question_then(&self, id: &str) -> Option<&Question> {
        let then = self.then.as_ref()?;
        let own = then.guidelines().into_iter().find_map(|guideline| guideline.question(id));
        own.map(|(_, question)| question).or_else(|| then.unasked().into_iter().find(|question| question.id == id))
    }

    /// The old answers to which no question of the new case answers any more, in words; `None` where there are none.
    #[must_use]
    pub fn gone(&self, talk: &Consultation) -> Option<String> {
        let unknown = keys::unknown_keys(self.case.answers(), &talk.guidelines());
        let asked_elsewhere = talk.unasked();
        let gone = unknown.into_iter().filter(|(key, _)| !asked_elsewhere.iter().any(|question| question.id == *key));
        let told = gone.filter_map(|(key, _)| {
            let put = wrap::one_line(self.last(key)?.text.as_deref()?);
            let saved = self.case.answers().get(key)?;
            let words = self.question_then(split_key(key).1).map_or_else(
                || saved.value.to_string(),
                |question| wrap::one_line(&value_words(question, &saved.value)),
            );
            Some(format!("  ”{put}” – ”{words}”"))
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty())
            .then(|| format!("Der spørges ikke mere om dette fra den tidligere sag:\n{}", told.join("\n")))
    }

    fn is_old(&self, date: Date) -> bool {
        date.checked_add(MONTHS.months()).is_ok_and(|limit| limit < self.date)
    }

    /// The day of the last answer under this key, in UTC as the history has it.
    fn answered_on(&self, key: &str) -> Option<Date> {
        Some(self.last(key)?.at.to_zoned(TimeZone::UTC).date())
    }

    /// The last answer under this key.
    fn last(&self, key: &str) -> Option<&Event> {
        let mut answers = self.case.history().iter().rev().filter(|event| event.action == Action::Answered);
        answers.find(|event| event.question.as_deref() == Some(key))
    }
}

fn source(saved: &SavedAnswer) -> Details {
    let details = Details::of(saved);
    Details { source: details.source.or_else(|| Some("tidligere sag".to_owned())), ..details }
}
