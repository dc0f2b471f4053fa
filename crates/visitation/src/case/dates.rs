//! When things happened, as a case tells it: from its opening, its decision and what people noted.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Case;
use super::additions::{Additions, Entered, Entry, Topic};
use super::value::SavedValue;

/// One date of a case under the id of its event (`henvendelse`, `modtaget`, `fylder_18` …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<'c> {
    /// The event's id.
    pub event: &'c str,
    /// For whom, where it happened to several.
    pub party: Option<&'c str>,
    /// When; of a birthday only the month is kept, and time is counted from its first day. `None`: the day is not known.
    pub day: Option<Date>,
}

/// Every date that a case tells of.
#[must_use]
pub fn of_case(case: &Case) -> Vec<Dated<'_>> {
    let opening = case.opening();
    let mut found = vec![Dated { event: "vurdering", party: None, day: Some(opening.date) }];
    found.extend(opening.enquiry.map(|day| Dated { event: "henvendelse", party: None, day: Some(day) }));
    found.extend(of_additions(case.additions()));
    found
}

/// The dates among what people noted.
#[must_use]
pub fn of_additions(additions: &Additions) -> Vec<Dated<'_>> {
    let decided = additions.one(Topic::Decision).and_then(|entry| entry.date("dato"));
    let decided = decided.map(|day| Dated { event: "afgørelse", party: None, day: Some(day) });
    let noted = additions
        .of(Topic::Event)
        .filter_map(|entry| Some(Dated { event: entry.text("type")?, party: entry.text("part"), day: day(entry) }));
    decided.into_iter().chain(noted).collect()
}

/// The dates among entries that are not in a case yet.
#[must_use]
pub fn of_entered(entered: &[Entered]) -> (Vec<Dated<'_>>, Vec<(&str, Date)>) {
    let (mut dated, mut done) = (Vec::new(), Vec::new());
    for entered in entered {
        let Entered::Put(addition) = entered else { continue };
        let text = |key: &str| match addition.fields.get(key) {
            Some(SavedValue::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let date = |key: &str| text(key)?.parse().ok();
        match addition.topic {
            Topic::Event => dated.extend(text("type").map(|event| {
                let month = || format!("{}-01", text("måned")?).parse().ok();
                Dated { event, party: text("part"), day: date("dato").or_else(month) }
            })),
            Topic::Done => done.extend(text("frist").zip(date("gjort"))),
            _ => {}
        }
    }
    (dated, done)
}

/// What was noted of a step of a transition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepNote<'c> {
    /// The transition's id.
    pub transition: &'c str,
    /// The step's.
    pub step: &'c str,
    /// When it was done.
    pub done: Option<Date>,
    /// It does not concern this citizen.
    pub not_applicable: bool,
    /// Why not.
    pub reason: Option<&'c str>,
    /// What has been spoken of.
    pub points: &'c [String],
}

/// Every note of a step, in the order in which they were made.
#[must_use]
pub fn steps(additions: &Additions) -> Vec<StepNote<'_>> {
    additions.of(Topic::Step).filter_map(|entry| step(&entry.fields)).collect()
}

/// The same among entries that are not in a case yet.
#[must_use]
pub fn steps_entered(entered: &[Entered]) -> Vec<StepNote<'_>> {
    let each = entered.iter().filter_map(|entered| match entered {
        Entered::Put(addition) if addition.topic == Topic::Step => step(&addition.fields),
        _ => None,
    });
    each.collect()
}

fn step(fields: &BTreeMap<String, SavedValue>) -> Option<StepNote<'_>> {
    let text = |key: &str| match fields.get(key) {
        Some(SavedValue::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    Some(StepNote {
        transition: text("overgang")?,
        step: text("trin")?,
        done: text("gjort").and_then(|day| day.parse().ok()),
        not_applicable: text("gælder_ikke") == Some("ja"),
        reason: text("grund"),
        points: match fields.get("punkter") {
            Some(SavedValue::Many(points)) => points,
            _ => &[],
        },
    })
}

/// When limits were met, by their ids: a duty by the first advice that came, unless a person has said when.
#[must_use]
pub fn done(additions: &Additions) -> Vec<(&str, Date)> {
    let advised = additions.of(Topic::Advice).filter_map(|entry| Some((entry.text("pligt")?, entry.date("modtaget")?)));
    let mut done: Vec<(&str, Date)> = advised.collect();
    // The later ones first: of several for one limit the last counts.
    done.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
    done.extend(additions.of(Topic::Done).filter_map(|entry| Some((entry.text("frist")?, entry.date("gjort")?))));
    done
}

fn day(entry: &Entry) -> Option<Date> {
    entry.date("dato").or_else(|| format!("{}-01", entry.text("måned")?).parse().ok())
}
