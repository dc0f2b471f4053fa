//! The report of a replay: what came of each case, and how many of each.
//!
//! `visit-replay/1` is frozen: programs read it. A verdict may be added, none renamed.

use std::fmt::Write as _;

use serde::Serialize;

use super::rows::{Row, harmless};
use crate::terminal::Look;
use crate::terminal::table::Table;
use visitation::case::replay::{Difference, Replay};

/// What came of looking at something that may be a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It was replayed.
    Replayed(Replay),
    /// It is no case, and nobody said so.
    PassedOver(&'static str),
    /// It cannot be read.
    Broken(String),
}

/// How it is to be told when nothing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mention {
    /// By name.
    Always,
    /// Counted only.
    WhenWrong,
}

/// One case in the report.
#[derive(Debug, Clone, Serialize)]
pub struct ReplayRow {
    file: String,
    result: &'static str,
    reason: Option<String>,
    differences: Vec<DifferenceEntry>,
    /// Rule files that were edited after the case was assessed; it was replayed by the earlier text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edited: Vec<String>,
    /// The number of the event by which the replay was entered into the case; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    entered: Option<u64>,
    /// Why it could not be.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_entered: Option<String>,
    #[serde(skip)]
    mention: Mention,
    #[serde(skip)]
    word: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct DifferenceEntry {
    what: String,
    saved: String,
    now: String,
}

impl ReplayRow {
    /// The row of a case.
    #[must_use]
    pub fn new(file: &str, verdict: &Verdict, mention: Mention) -> Self {
        let (result, word) = verdict.names();
        let (reason, differences) = match verdict {
            Verdict::Replayed(Replay::Differs(list)) => (None, list.iter().map(DifferenceEntry::of).collect()),
            Verdict::Replayed(Replay::CannotReproduce(reason)) | Verdict::Broken(reason) => {
                (Some(reason.clone()), Vec::new())
            }
            Verdict::PassedOver(why) => (Some((*why).to_owned()), Vec::new()),
            Verdict::Replayed(Replay::Identical | Replay::Unfinished(_)) => (None, Vec::new()),
        };
        let file = file.to_owned();
        Self { file, result, reason, differences, edited: Vec::new(), entered: None, not_entered: None, mention, word }
    }

    /// Tells what was edited in the rules since.
    #[must_use]
    pub fn with_edits(self, edited: Vec<String>) -> Self {
        Self { edited, ..self }
    }

    /// Tells that the replay was entered into the case, or why it was not.
    #[must_use]
    pub fn with_entry(mut self, entry: Option<Result<u64, String>>) -> Self {
        match entry {
            Some(Ok(number)) => self.entered = Some(number),
            Some(Err(why)) => self.not_entered = Some(why),
            None => {}
        }
        self
    }
}

impl DifferenceEntry {
    fn of(Difference { what, saved, now }: &Difference) -> Self {
        Self { what: what.clone(), saved: saved.clone(), now: now.clone() }
    }
}

impl Verdict {
    /// For programs and for people.
    fn names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Replayed(replay) => {
                let result = match replay {
                    Replay::Identical => "identical",
                    Replay::Unfinished(_) => "unfinished",
                    Replay::Differs(_) => "differs",
                    Replay::CannotReproduce(_) => "cannot_reproduce",
                };
                (result, replay.word())
            }
            Self::Broken(_) => ("cannot_reproduce", "kan ikke genskabes"),
            Self::PassedOver(_) => ("passed_over", "sprunget over"),
        }
    }
}

impl Row for ReplayRow {
    const FORMAT: &'static str = "visit-replay/1";
    const LIST: &'static str = "replays";
    const COLUMNS: &'static [&'static str] = &["file", "result", "reason", "what", "saved", "now"];

    fn lines(&self) -> Vec<Vec<String>> {
        let reason = self.reason.clone().unwrap_or_default();
        let line = |cells: [&str; 3]| {
            let cells = [&self.file, self.result, &reason].into_iter().chain(cells);
            cells.map(harmless).collect::<Vec<_>>()
        };
        if self.differences.is_empty() {
            return vec![line(["", "", ""])];
        }
        self.differences.iter().map(|entry| line([&entry.what, &entry.saved, &entry.now])).collect()
    }

    fn text(&self, look: Look) -> Option<String> {
        let fine = self.reason.is_none() && self.differences.is_empty() && self.not_entered.is_none();
        if fine && self.mention == Mention::WhenWrong {
            return None;
        }
        let mut text = format!("{}: {}", self.file, self.word);
        if let Some(reason) = &self.reason {
            let _ = write!(text, ": {reason}");
        }
        if let Some(number) = self.entered {
            let _ = write!(text, ", noteret som hændelse nr. {number}");
        }
        text.push('\n');
        for edit in &self.edited {
            let _ = writeln!(text, "  {edit}. Genafspillet efter den tekst, sagen er vurderet efter.");
        }
        if let Some(why) = &self.not_entered {
            let _ = writeln!(text, "  ikke noteret i sagen: {why}");
        }
        if !self.differences.is_empty() {
            let mut table = Table::new(["Hvad", "Gemt", "Genafspillet"]);
            for DifferenceEntry { what, saved, now } in &self.differences {
                table.row([what, saved, now]);
            }
            text.push_str(&table.told(look));
        }
        Some(text)
    }
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Came out the same.
    pub identical: u64,
    /// Came out differently.
    pub differs: u64,
    /// Could not be read or computed.
    pub cannot_reproduce: u64,
    /// Had no outcome.
    pub unfinished: u64,
    /// Were no cases.
    pub passed_over: u64,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, verdict: &Verdict) {
        *match verdict {
            Verdict::Replayed(Replay::Identical) => &mut self.identical,
            Verdict::Replayed(Replay::Differs(_)) => &mut self.differs,
            Verdict::Replayed(Replay::CannotReproduce(_)) | Verdict::Broken(_) => &mut self.cannot_reproduce,
            Verdict::Replayed(Replay::Unfinished(_)) => &mut self.unfinished,
            Verdict::PassedOver(_) => &mut self.passed_over,
        } += 1;
    }

    /// All together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.identical + self.differs + self.cannot_reproduce + self.unfinished + self.passed_over
    }

    /// As a table; nothing for a single case, which has been told already.
    #[must_use]
    pub fn table(&self, look: Look, mention: Mention) -> String {
        if self.total() < 2 && mention == Mention::Always {
            return String::new();
        }
        let mut table = Table::new(["Resultat", "Sager"]);
        let rows = [
            ("identisk", self.identical),
            ("afviger", self.differs),
            ("kan ikke genskabes", self.cannot_reproduce),
            ("ikke afsluttet", self.unfinished),
            ("sprunget over", self.passed_over),
        ];
        for (word, number) in rows.into_iter().filter(|(_, number)| *number > 0) {
            table.row([word.to_owned(), number.to_string()]);
        }
        table.row(["i alt".to_owned(), self.total().to_string()]);
        table.told(look)
    }
}
