//! Dates that cannot be right: what a case tells of when things happened, held against itself and against today.
//!
//! Only what no citizen's case can tell is found. What is planned, decided for later or drafted ahead may lie in the
//! future; what has happened may not. Deliberately mends nothing: which of two dates is wrong only people know.

use jiff::Span;
use jiff::civil::Date;

use super::limits::facts_of;
use crate::case::additions::Topic;
use crate::case::additions::form::FieldKind;
use crate::case::{Case, CaseError, SavedValue};
use crate::guideline::term::Anchor;
use crate::guideline::wording::date_text;
use crate::time::facts::Facts;

/// Every fault of a case's dates, each in a Danish sentence. What has happened may be as late as `today`, the
/// assessment or the decision, whichever is last: a decision may be drafted ahead.
#[must_use]
pub fn wrong_dates(case: &Case, today: Date) -> Vec<String> {
    let facts = facts_of(case);
    let mut wrong = facts.contradictions();
    let known = [Anchor::Assessment, Anchor::Decision].into_iter().filter_map(|anchor| facts.first(anchor));
    let latest = known.chain([today]).max().unwrap_or(today);
    let earliest = before_birth(case);
    for (what, day) in happened(case) {
        if day > latest {
            wrong.push(format!("{what} er dateret {}, som er efter {}", date_text(day), date_text(latest)));
        } else if earliest.is_some_and(|earliest| day < earliest) {
            wrong.push(format!("{what} er dateret {}, som er længe før borgeren blev født", date_text(day)));
        }
    }
    wrong.extend(early_follow_up(case, &facts));
    wrong
}

/// Refuses dates that cannot be right, where they could before.
///
/// # Errors
/// With all that is wrong and was not in `before`.
pub fn check(before: &Case, case: &Case, today: Date) -> Result<(), CaseError> {
    let known = wrong_dates(before, today);
    let new: Vec<String> = wrong_dates(case, today).into_iter().filter(|fault| !known.contains(fault)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let message = format!("datoerne kan ikke alle være rigtige: {}", new.join("; "));
    Err(CaseError::new("contradictory-dates", message, "ret den dato, der er forkert; intet er gemt"))
}

/// The first follow-up looks at help that has been decided on.
fn early_follow_up(case: &Case, facts: &Facts) -> Option<String> {
    let day = case.additions().one(Topic::FollowUp)?.date("dato")?;
    let [decided, assessed] = [Anchor::Decision, Anchor::Assessment].map(|anchor| facts.first(anchor));
    let (what, from) = decided.map(|day| ("afgørelsen", day)).or(assessed.map(|day| ("vurderingen", day)))?;
    let text = || format!("opfølgningen er dateret {}, som er før {what} den {}", date_text(day), date_text(from));
    (day < from).then(text)
}

/// A year before the first day on which the citizen can have been born: what is told of the pregnancy is later.
fn before_birth(case: &Case) -> Option<Date> {
    let SavedValue::Number(age) = case.answers().get("alder")?.value else { return None };
    let years = Span::new().try_years(age.checked_add(2)?).ok()?;
    case.opening().date.checked_sub(years).ok()
}

/// The dates of what has happened, each with what it is called. What is noted as planned is left out.
fn happened(case: &Case) -> Vec<(String, Date)> {
    let mut found = Vec::new();
    for entry in case.additions().all() {
        let form = entry.topic.form();
        let past: &[&str] = match entry.topic {
            Topic::Application => &["dato", "frist_besked"],
            Topic::Law => &["kontrolleret"],
            Topic::Fact => &["dato", "noteret"],
            Topic::Wish | Topic::Child | Topic::FollowedUp | Topic::Result => &["dato"],
            Topic::Hearing => &["sendt", "svar_dato"],
            Topic::Advice => &["spurgt", "modtaget"],
            Topic::Done => &["gjort"],
            Topic::Event if entry.text("planlagt") == Some("ja") => &["noteret"],
            Topic::Event => match entry.text("type").and_then(Anchor::of) {
                Some(anchor) if !anchor.may_be_ahead() => &["dato", "noteret"],
                _ => &["noteret"],
            },
            _ => &[],
        };
        let dates =
            form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Date) && past.contains(&field.key));
        let which = if form.has_many() { format!(" {}", entry.id) } else { String::new() };
        found
            .extend(dates.filter_map(|field| {
                Some((format!("`{}` i `{}`{which}", field.key, form.key), entry.date(field.key)?))
            }));
    }
    found
}

#[cfg(test)]
mod tests;
