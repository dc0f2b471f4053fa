//! Answers of an earlier case of the same citizen, offered again.
//!
//! Nothing is taken over by itself: each answer is shown with its date when its question comes, and counts once the
//! person has confirmed it. What is too old is told, and asked again.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::conflict::{is_unresolved, value_words};
use super::details::Details;
use crate::terminal::wrap;
use visitation::case::{Action, Case, SavedAnswer, SavedValue, keys};
use visitation::guideline::Guideline;
use visitation::guideline::question::Question;
use visitation::guideline::wording::date_text;

/// Information older than this is asked for anew. A year is the longest follow-up that the guidelines have.
const MONTHS: i32 = 12;

/// An earlier case, looked at from the assessment date of the new one.
#[derive(Debug, Clone)]
pub struct Earlier {
    case: Case,
    date: Date,
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
    /// An earlier case, for a new one with this assessment date.
    #[must_use]
    pub fn new(case: Case, date: Date) -> Self {
        Self { case, date }
    }

    /// What the earlier case knows. What it did not know, or what this question no longer admits, says nothing.
    #[must_use]
    pub fn answer(&self, guideline: &Guideline, question: &Question) -> Option<Reusable> {
        let (key, saved) = keys::find(self.case.answers(), guideline, question)?;
        if saved.value.is_unknown() || is_unresolved(saved) || saved.value.given(question).is_err() {
            return None;
        }
        let date = saved.date.or_else(|| self.answered_on(key)).unwrap_or(self.case.opening().date);
        let words = wrap::one_line(&value_words(question, &saved.value));
        let from = saved.source.as_deref().map_or_else(String::new, |source| format!(", kilde: {source}"));
        let known = format!("I en tidligere sag er svaret ”{words}” (oplyst {}{from}).", date_text(date));
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

    fn is_old(&self, date: Date) -> bool {
        date.checked_add(MONTHS.months()).is_ok_and(|limit| limit < self.date)
    }

    /// The day of the last answer under this key, in UTC as the history has it.
    fn answered_on(&self, key: &str) -> Option<Date> {
        let mut answers = self.case.history().iter().rev().filter(|event| event.action == Action::Answered);
        let event = answers.find(|event| event.question.as_deref() == Some(key))?;
        Some(event.at.to_zoned(TimeZone::UTC).date())
    }
}

fn source(saved: &SavedAnswer) -> Details {
    let details = Details::of(saved);
    Details { source: details.source.or_else(|| Some("tidligere sag".to_owned())), ..details }
}
