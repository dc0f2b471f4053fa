//! What other rules would have made of a case: a what-if, and never a replay.
//!
//! Compares two outcomes for what matters to the citizen: the level and the duties. Which criterion is responsible
//! is read off the criteria at the level that came or went.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::rows::{Row, cases, harmless};
use crate::terminal::Look;
use crate::terminal::table::Table;
use crate::terminal::wrap;
use visitation::case::assessment_v1::{AdviceStateV1, CriterionStateV1, PossibleV1, SpecialeV1};

/// Which way a level goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A higher recommendation.
    Higher,
    /// A lower one.
    Lower,
    /// A recommendation becomes doubt, or doubt of another kind.
    Doubt,
    /// Doubt becomes a recommendation.
    Settled,
    /// The level stays, the advice to be obtained does not.
    AdviceOnly,
    /// Nothing changes.
    Same,
}

impl Direction {
    /// In Danish.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Higher => "højere",
            Self::Lower => "lavere",
            Self::Doubt => "anden tvivl",
            Self::Settled => "afklaret",
            Self::AdviceOnly => "anden rådgivning",
            Self::Same => "uændret",
        }
    }
}

/// What changes for a case under one guideline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The speciale.
    pub speciale: String,
    /// The version it was computed by, and the other.
    pub versions: [String; 2],
    /// Which way.
    pub direction: Direction,
    /// The level then and now, a range in doubt.
    pub levels: [String; 2],
    /// The criteria that made the difference.
    pub criteria: Vec<String>,
    /// Duties that fall due.
    pub advice_added: Vec<String>,
    /// Duties that no longer do.
    pub advice_gone: Vec<String>,
}

/// Compares what came out with what would come out. `order` are the levels, lowest first.
#[must_use]
pub fn change(saved: &SpecialeV1, now: &SpecialeV1, order: &[String]) -> Change {
    let place = |level: &str| order.iter().position(|id| id == level);
    let due = |part: &SpecialeV1| -> Vec<String> {
        part.advice.iter().filter(|duty| duty.state == AdviceStateV1::Due).map(|duty| duty.id.clone()).collect()
    };
    let (before, after) = (due(saved), due(now));
    let without = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter().filter(|id| !other.contains(id)).cloned().collect()
    };
    let (advice_added, advice_gone) = (without(&after, &before), without(&before, &after));
    let direction = match (&saved.level.recommended, &now.level.recommended) {
        (Some(saved), Some(now)) if place(now) > place(saved) => Direction::Higher,
        (Some(saved), Some(now)) if place(now) < place(saved) => Direction::Lower,
        (None, Some(_)) => Direction::Settled,
        (_, None) if saved.level != now.level => Direction::Doubt,
        _ if !advice_added.is_empty() || !advice_gone.is_empty() => Direction::AdviceOnly,
        _ => Direction::Same,
    };
    let criteria = match direction {
        Direction::Same | Direction::AdviceOnly => Vec::new(),
        _ => responsible(saved, now),
    };
    Change {
        speciale: saved.speciale.clone(),
        versions: [saved.version.clone(), now.version.clone()],
        direction,
        levels: [range(&saved.level), range(&now.level)],
        criteria,
        advice_added,
        advice_gone,
    }
}

/// The criteria that count at another level than before, or count where they did not.
fn responsible(saved: &SpecialeV1, now: &SpecialeV1) -> Vec<String> {
    let counting = |part: &SpecialeV1| -> BTreeMap<String, (CriterionStateV1, String)> {
        let counts = part.criteria.iter().filter(|criterion| criterion.state != CriterionStateV1::Unmet);
        counts.map(|criterion| (criterion.id.clone(), (criterion.state, criterion.level.clone()))).collect()
    };
    let (before, after) = (counting(saved), counting(now));
    let mut changed = Vec::new();
    for criterion in now.criteria.iter().chain(&saved.criteria) {
        if before.get(&criterion.id) != after.get(&criterion.id) && !changed.contains(&criterion.id) {
            changed.push(criterion.id.clone());
        }
    }
    changed
}

fn range(level: &PossibleV1) -> String {
    match &level.recommended {
        Some(level) => level.clone(),
        None => format!("{}–{}", level.lowest, level.highest),
    }
}

/// One case in the report.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIfRow {
    file: String,
    result: &'static str,
    reason: Option<String>,
    changes: Vec<Change>,
}

impl WhatIfRow {
    /// A case that could be compared.
    #[must_use]
    pub fn compared(file: &str, changes: Vec<Change>) -> Self {
        let same = changes.iter().all(|change| change.direction == Direction::Same);
        let result = if same { "unchanged" } else { "changed" };
        Self { file: file.to_owned(), result, reason: None, changes }
    }

    /// One that could not.
    #[must_use]
    pub fn not_compared(file: &str, result: &'static str, reason: String) -> Self {
        Self { file: file.to_owned(), result, reason: Some(reason), changes: Vec::new() }
    }

    /// Its changes, by speciale.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Could it be compared?
    #[must_use]
    pub fn is_compared(&self) -> bool {
        self.reason.is_none()
    }
}

impl Row for WhatIfRow {
    const FORMAT: &'static str = "visit-what-if/1";
    const LIST: &'static str = "cases";
    const COLUMNS: &'static [&'static str] = &[
        "file",
        "result",
        "reason",
        "speciale",
        "version",
        "other_version",
        "direction",
        "saved",
        "what_if",
        "criteria",
        "advice_added",
        "advice_gone",
    ];

    fn lines(&self) -> Vec<Vec<String>> {
        let first = [self.file.clone(), self.result.to_owned(), self.reason.clone().unwrap_or_default()];
        if self.changes.is_empty() {
            let empty = std::iter::repeat_n(String::new(), Self::COLUMNS.len() - first.len());
            return vec![first.into_iter().chain(empty).map(|cell| harmless(&cell)).collect()];
        }
        let line = |change: &Change| {
            let [version, other] = change.versions.clone();
            let [saved, now] = change.levels.clone();
            let direction = change.direction.word().to_owned();
            let lists = [&change.criteria, &change.advice_added, &change.advice_gone].map(|list| list.join(" "));
            let own = [change.speciale.clone(), version, other, direction, saved, now];
            first.iter().cloned().chain(own).chain(lists).map(|cell| harmless(&cell)).collect()
        };
        self.changes.iter().map(line).collect()
    }

    fn text(&self, _look: Look) -> Option<String> {
        let mut text = String::new();
        if let Some(reason) = &self.reason {
            return Some(format!("{}: kan ikke sammenlignes: {reason}\n", self.file));
        }
        for change in self.changes.iter().filter(|change| change.direction != Direction::Same) {
            let [saved, now] = &change.levels;
            let _ = write!(text, "{}: hvad nu hvis: {}: {}", self.file, change.speciale, change.direction.word());
            if saved != now {
                let _ = write!(text, ", {saved} -> {now}");
            }
            for (what, list) in [
                ("kriterier", &change.criteria),
                ("ny rådgivning", &change.advice_added),
                ("ikke længere rådgivning", &change.advice_gone),
            ] {
                if !list.is_empty() {
                    let _ = write!(text, "; {what}: {}", list.join(", "));
                }
            }
            text.push('\n');
        }
        (!text.is_empty()).then_some(text)
    }
}

const LEGEND: &str = "op, ned: niveauet bliver højere eller lavere. tvivl: ny eller anden tvivl om det. råd: niveauet er det \
    samme, rådgivningen ikke.";

/// How many cases change, by speciale and direction, and which criteria are responsible how often.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct WhatIfTally {
    cases: u64,
    not_compared: u64,
    by_speciale: BTreeMap<String, BTreeMap<Direction, u64>>,
    by_criterion: BTreeMap<String, u64>,
}

impl WhatIfTally {
    /// Counts one more.
    pub fn count(&mut self, row: &WhatIfRow) {
        self.cases += 1;
        self.not_compared += u64::from(!row.is_compared());
        for change in row.changes() {
            let speciale = self.by_speciale.entry(change.speciale.clone()).or_default();
            *speciale.entry(change.direction).or_default() += 1;
            for criterion in &change.criteria {
                *self.by_criterion.entry(format!("{} {criterion}", change.speciale)).or_default() += 1;
            }
        }
    }

    /// Does anything change?
    #[must_use]
    pub fn changed(&self) -> u64 {
        let changed = |counts: &BTreeMap<Direction, u64>| {
            counts.iter().filter(|(direction, _)| **direction != Direction::Same).map(|(_, n)| n).sum::<u64>()
        };
        self.by_speciale.values().map(changed).sum()
    }

    /// Could every case be compared?
    #[must_use]
    pub fn all_compared(&self) -> bool {
        self.not_compared == 0
    }

    /// As tables.
    #[must_use]
    pub fn table(&self, look: Look) -> String {
        let directions = [
            (Direction::Higher, "op"),
            (Direction::Lower, "ned"),
            (Direction::Doubt, "tvivl"),
            (Direction::Settled, "afklaret"),
            (Direction::AdviceOnly, "råd"),
            (Direction::Same, "samme"),
        ];
        // Short headings: with the longest name of a speciale this is a table on a screen of 80 columns.
        let mut table = Table::new(std::iter::once("Hvad nu hvis").chain(directions.map(|(_, heading)| heading)));
        for (speciale, counts) in &self.by_speciale {
            let count = |(direction, _): &(Direction, _)| counts.get(direction).copied().unwrap_or(0).to_string();
            table.row(std::iter::once(speciale.clone()).chain(directions.iter().map(count)));
        }
        let mut text = table.told(look);
        let _ = writeln!(text, "{}", wrap::wrapped(LEGEND, look.width));
        if !self.by_criterion.is_empty() {
            let mut table = Table::new(["Kriterium bag forskellen", "Sager"]);
            for (criterion, number) in &self.by_criterion {
                table.row([criterion.clone(), number.to_string()]);
            }
            text.push_str(&table.told(look));
        }
        let _ = writeln!(text, "{}, {} kunne ikke sammenlignes.", cases(self.cases), self.not_compared);
        text
    }
}
