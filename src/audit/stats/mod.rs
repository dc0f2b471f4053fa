//! Numbers over many cases: levels, advice, deviations, waiting, follow-ups.
//!
//! Takes from a case only what is counted: no free text, no case number, no pseudonym, no initials get in here, so
//! none can get out. Small numbers are hidden by `visitation::overview` before anything is written.

mod html;
mod linked;
pub mod outcomes;
#[cfg(feature = "parquet")]
mod parquet;
mod table;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use html::page;
#[cfg(feature = "parquet")]
pub use parquet::parquet;
pub use table::{Cell, StatTable, csv, text};
use visitation::case::additions::Topic;
use visitation::case::assessment_v1::{AdviceStateV1, CriterionStateV1, SpecialeV1};
use visitation::case::{Action, AssessmentV1, Case};

/// Doubt in the place of a level.
const DOUBT: &str = "tvivl";
/// What became of advice that was due; the later, the less.
const ADVICE: [&str; 5] = ["fulgt", "delvist fulgt", "ikke fulgt", "ikke noteret", "ikke indhentet"];
/// What was chosen where a level was recommended.
const CHOSEN: [&str; 4] = ["som anbefalet", "højere", "lavere", "ikke noteret"];
/// Days from enquiry to recommendation, up to and including.
const DAYS: [(&str, i64); 5] = [("0–7", 7), ("8–14", 14), ("15–28", 28), ("29–56", 56), ("over 56", i64::MAX)];
const FOLLOW_UP: [&str; 5] = ["overskredet", "inden 30 dage", "inden 90 dage", "senere", "ikke aftalt"];

/// What has been counted.
#[derive(Debug, Clone)]
pub struct Stats {
    order: Vec<String>,
    today: Date,
    cases: u64,
    unfinished: u64,
    levels: BTreeMap<String, BTreeMap<String, u64>>,
    advice: tables::Rows<5>,
    /// By speciale: each case once, by the duty of which least became.
    advice_of: BTreeMap<String, [u64; 5]>,
    chosen: tables::Rows<4>,
    chosen_of: BTreeMap<String, [u64; 4]>,
    days: [u64; 6],
    follow_up: [u64; 5],
    /// The beginning of each head: enough to tell a country's cases apart, and little enough to keep.
    heads: BTreeSet<String>,
}

impl Stats {
    /// Nothing counted yet. `order` are the levels, lowest first; follow-ups are seen from `today`, the last day of what is counted.
    #[must_use]
    pub fn new(order: Vec<String>, today: Date) -> Self {
        Self {
            order,
            today,
            cases: 0,
            unfinished: 0,
            levels: BTreeMap::new(),
            advice: BTreeMap::new(),
            advice_of: BTreeMap::new(),
            chosen: BTreeMap::new(),
            chosen_of: BTreeMap::new(),
            days: [0; 6],
            follow_up: [0; 5],
            heads: BTreeSet::new(),
        }
    }

    /// Is this the first time that this very case is seen? A copy would count twice.
    pub fn is_first(&mut self, head: &str) -> bool {
        self.heads.insert(head.chars().take(24).collect())
    }

    /// Counts a case that is unfinished: nothing was recommended in it.
    pub fn count_unfinished(&mut self) {
        self.unfinished += 1;
    }

    /// Counts a case.
    pub fn count(&mut self, case: &Case, outcome: &AssessmentV1) {
        self.cases += 1;
        let chosen = self.chosen_in(case, outcome);
        for part in &outcome.assessments {
            let level = part.level.recommended.as_deref().unwrap_or(DOUBT);
            *self.levels.entry(part.speciale.clone()).or_default().entry(level.to_owned()).or_default() += 1;
            let mut least = None;
            for duty in part.advice.iter().filter(|duty| duty.state == AdviceStateV1::Due) {
                let became = became(case, &part.speciale, &duty.id);
                add(self.advice.entry((part.speciale.clone(), duty.id.clone())).or_default(), became);
                least = least.max(Some(became));
            }
            if let Some(least) = least {
                // Duties are not people: five of them may be one citizen's.
                add(self.advice_of.entry(part.speciale.clone()).or_default(), least);
            }
            add(self.chosen_of.entry(part.speciale.clone()).or_default(), chosen);
            for criterion in deciding(part) {
                add(self.chosen.entry((part.speciale.clone(), criterion.to_owned())).or_default(), chosen);
            }
        }
        add(&mut self.days, days(case));
        let follow_up = self.follow_up_of(case);
        add(&mut self.follow_up, follow_up);
    }

    /// Place in [`CHOSEN`].
    fn chosen_in(&self, case: &Case, outcome: &AssessmentV1) -> usize {
        let place = |level: &str| self.order.iter().position(|id| id == level);
        let chosen = case.additions().one(Topic::Level).and_then(|entry| entry.text("valgt"));
        match (&outcome.level.recommended, chosen) {
            (Some(recommended), Some(chosen)) if place(chosen) > place(recommended) => 1,
            (Some(recommended), Some(chosen)) if place(chosen) < place(recommended) => 2,
            (_, None) => 3,
            _ => 0,
        }
    }

    /// Place in [`FOLLOW_UP`].
    fn follow_up_of(&self, case: &Case) -> usize {
        let Some(date) = case.additions().one(Topic::FollowUp).and_then(|entry| entry.date("dato")) else { return 4 };
        match days_between(self.today, date) {
            ..0 => 0,
            0..=30 => 1,
            31..=90 => 2,
            _ => 3,
        }
    }
}

fn add(numbers: &mut [u64], place: usize) {
    if let Some(number) = numbers.get_mut(place) {
        *number += 1;
    }
}

/// The criteria met at the highest level that any met one calls for: those that decide.
fn deciding(part: &SpecialeV1) -> impl Iterator<Item = &str> {
    let decided = part.level.recommended.as_deref();
    let met = part.criteria.iter().filter(|criterion| criterion.state == CriterionStateV1::Met);
    met.filter(move |criterion| Some(criterion.level.as_str()) == decided).map(|criterion| criterion.id.as_str())
}

/// Place in [`ADVICE`].
fn became(case: &Case, speciale: &str, duty: &str) -> usize {
    let full = format!("{speciale}.{duty}");
    let mut entries = case.additions().of(Topic::Advice);
    let entry = entries.find(|entry| entry.text("pligt").is_some_and(|named| named == duty || named == full));
    match entry {
        Some(entry) if entry.date("modtaget").is_some() => match entry.text("fulgt") {
            Some("ja") => 0,
            Some("delvist") => 1,
            Some("nej") => 2,
            _ => 3,
        },
        _ => 4,
    }
}

/// Place in [`DAYS`]; behind them where the enquiry's date is not known.
fn days(case: &Case) -> usize {
    let concluded = case.history().iter().rev().find(|event| event.action == Action::Concluded);
    let (Some(enquiry), Some(concluded)) = (case.opening().enquiry, concluded) else { return DAYS.len() };
    let date = concluded.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let days = days_between(enquiry, date);
    DAYS.iter().position(|(_, most)| days <= *most).unwrap_or(DAYS.len())
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
