//! The report of a verification: is each case file as visit wrote it, and who has signed it?
//!
//! `visit-verify/1` is frozen: programs read it.

use std::fmt::Write as _;

use serde::Serialize;

use super::rows::{Row, harmless};
use crate::terminal::Look;
use crate::terminal::table::Table;
use visitation::case::verify::out_of_order;
use visitation::case::{Action, Case, CaseError, Event};

/// One case in the report.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyRow {
    file: String,
    result: Verified,
    /// Number of events.
    events: u64,
    /// The last link of the chain.
    head: Option<String>,
    faults: Vec<Fault>,
    signatures: Vec<Signed>,
    remarks: Vec<String>,
}

/// The result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// Just as visit wrote it, and every signature that was looked at holds.
    Intact,
    /// Something does not fit.
    Changed,
    /// It cannot be read as a case.
    Unreadable,
    /// It is no case, and nobody said so.
    PassedOver,
}

#[derive(Debug, Clone, Serialize)]
struct Fault {
    code: &'static str,
    message: String,
    line: Option<u64>,
}

/// A signature of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// The event it is.
    pub event: u64,
    /// Who the case says has signed: initials.
    pub claimed: String,
    /// Who has, by the list of those who may; `null` where it was not looked at or does not hold.
    pub by: Option<String>,
    /// Was it held against a list?
    pub checked: bool,
    /// Why it does not hold, in Danish.
    #[serde(skip)]
    pub why: Option<&'static str>,
    /// Is who has signed whom the case names?
    #[serde(skip)]
    pub same: bool,
}

/// What a case says of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written<'c> {
    /// It is just what was written from the case then.
    As(&'c Event),
    /// One of this name was written from the case, and it was another.
    Changed(&'c Event),
    /// Nothing of the kind was written from the case.
    Unknown,
}

impl<'c> Written<'c> {
    /// Looks for a document by its SHA-256, else by its name.
    #[must_use]
    pub fn of(case: &'c Case, name: &str, sha256: &str) -> Self {
        let exports = || case.history().iter().filter(|event| event.action == Action::Exported);
        if let Some(event) = exports().find(|event| event.sha256.as_deref() == Some(sha256)) {
            return Self::As(event);
        }
        exports().rev().find(|event| event.file.as_deref() == Some(name)).map_or(Self::Unknown, Self::Changed)
    }
}

impl VerifyRow {
    /// A file that is as visit wrote it.
    #[must_use]
    pub fn intact(file: &str, case: &Case, signatures: Vec<Signed>) -> Self {
        let mut row = Self {
            events: case.history().len() as u64,
            head: Some(case.head().to_owned()),
            ..Self::empty(file, Verified::Intact)
        };
        for signed in signatures.iter().filter(|signed| signed.checked && signed.by.is_none()) {
            let why = signed.why.map_or_else(String::new, |why| format!(": {why}"));
            let message =
                format!("underskriften i hændelse nr. {} ({}) holder ikke{why}", signed.event, signed.claimed);
            row.fault("wrong-signature", message, None);
        }
        for signed in signatures.iter().filter(|signed| !signed.same) {
            let by = signed.by.as_deref().unwrap_or_default();
            let message = format!(
                "underskriften i hændelse nr. {} er af {by}, men i sagen står {}",
                signed.event, signed.claimed
            );
            row.fault("other-signer", message, None);
        }
        row.signatures = signatures;
        row.remarks = out_of_order(case)
            .into_iter()
            .map(|number| {
                format!("hændelse nr. {number} er dateret før den, den følger efter: uret kan være stillet tilbage")
            })
            .collect();
        row
    }

    /// A file that is not.
    #[must_use]
    pub fn faulty(file: &str, faults: &[CaseError]) -> Self {
        let changed = faults.iter().any(|fault| {
            matches!(
                fault.code,
                "changed" | "broken-history" | "bad-event" | "archive-changed" | "archive-cut" | "other-form"
            )
        });
        let mut row = Self::empty(file, if changed { Verified::Changed } else { Verified::Unreadable });
        for fault in faults {
            let line = fault.position.map(|(line, _)| line);
            row.faults.push(Fault { code: fault.code, message: fault.message.clone(), line });
        }
        row
    }

    /// Demands a signature that holds, and is of everything but replays and documents written out.
    pub fn must_be_signed(&mut self, case: &Case) {
        let holding = self.signatures.iter().filter(|signed| signed.by.is_some() && signed.same);
        let Some(last) = holding.map(|signed| signed.event).max() else {
            return self.fault("unsigned", "sagen har ingen underskrift, der holder".to_owned(), None);
        };
        let adds = |event: &&Event| !matches!(event.action, Action::Signed | Action::Replayed | Action::Exported);
        if let Some(event) = case.history().iter().filter(|event| event.number > last).find(adds) {
            let message = format!("hændelse nr. {} er kommet til efter den sidste underskrift", event.number);
            self.fault("unsigned-since", message, None);
        }
    }

    /// Something that is no case.
    #[must_use]
    pub fn passed_over(file: &str, why: &str) -> Self {
        Self { remarks: vec![why.to_owned()], ..Self::empty(file, Verified::PassedOver) }
    }

    /// Adds something that does not fit.
    pub fn fault(&mut self, code: &'static str, message: String, line: Option<u64>) {
        self.result = Verified::Changed;
        self.faults.push(Fault { code, message, line });
    }

    /// Adds something to know that is no fault.
    pub fn remark(&mut self, remark: String) {
        self.remarks.push(remark);
    }

    /// The result.
    #[must_use]
    pub fn result(&self) -> Verified {
        self.result
    }

    fn empty(file: &str, result: Verified) -> Self {
        let (faults, signatures, remarks) = (Vec::new(), Vec::new(), Vec::new());
        Self { file: file.to_owned(), result, events: 0, head: None, faults, signatures, remarks }
    }
}

impl Verified {
    fn word(self) -> &'static str {
        match self {
            Self::Intact => "urørt",
            Self::Changed => "ændret",
            Self::Unreadable => "kan ikke læses",
            Self::PassedOver => "sprunget over",
        }
    }
}

impl Row for VerifyRow {
    const FORMAT: &'static str = "visit-verify/1";
    const LIST: &'static str = "cases";
    const COLUMNS: &'static [&'static str] = &["file", "result", "events", "head", "line", "message"];

    fn lines(&self) -> Vec<Vec<String>> {
        let head = self.head.clone().unwrap_or_default();
        let line = |at: Option<u64>, message: &str| {
            let at = at.map_or_else(String::new, |at| at.to_string());
            let cells = [&self.file, self.result.word(), &self.events.to_string(), &head, &at, message];
            cells.map(harmless).to_vec()
        };
        if self.faults.is_empty() {
            return vec![line(None, "")];
        }
        self.faults.iter().map(|fault| line(fault.line, &fault.message)).collect()
    }

    fn text(&self, _look: Look) -> Option<String> {
        let mut text = format!("{}: {}", self.file, self.result.word());
        if self.result == Verified::Intact {
            let _ = write!(text, ", {} hændelser", self.events);
        }
        text.push('\n');
        for fault in &self.faults {
            match fault.line {
                Some(line) => _ = writeln!(text, "  linje {line}: {}", fault.message),
                None => _ = writeln!(text, "  {}", fault.message),
            }
        }
        for Signed { event, claimed, by, checked, .. } in &self.signatures {
            let _ = match (by, checked) {
                (Some(by), _) => {
                    writeln!(text, "  til og med hændelse nr. {} underskrevet af {by}", event - 1)
                }
                (None, true) => Ok(()),
                (None, false) => writeln!(
                    text,
                    "  hændelse nr. {event} er en underskrift ved {claimed}; den efterprøves med `--keys`"
                ),
            };
        }
        for remark in &self.remarks {
            let _ = writeln!(text, "  {remark}");
        }
        Some(text)
    }
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct VerifyTally {
    /// As visit wrote them.
    pub intact: u64,
    /// Not.
    pub changed: u64,
    /// Cannot be read.
    pub unreadable: u64,
    /// Are no cases.
    pub passed_over: u64,
}

impl VerifyTally {
    /// Counts one more.
    pub fn count(&mut self, result: Verified) {
        *match result {
            Verified::Intact => &mut self.intact,
            Verified::Changed => &mut self.changed,
            Verified::Unreadable => &mut self.unreadable,
            Verified::PassedOver => &mut self.passed_over,
        } += 1;
    }

    /// As a table; nothing for a single case, which has been told already.
    #[must_use]
    pub fn table(&self, look: Look) -> String {
        let numbers = [
            (Verified::Intact, self.intact),
            (Verified::Changed, self.changed),
            (Verified::Unreadable, self.unreadable),
            (Verified::PassedOver, self.passed_over),
        ];
        if numbers.iter().map(|(_, number)| number).sum::<u64>() < 2 {
            return String::new();
        }
        let mut table = Table::new(["Resultat", "Sager"]);
        for (result, number) in numbers.into_iter().filter(|(_, number)| *number > 0) {
            table.row([result.word().to_owned(), number.to_string()]);
        }
        table.told(look)
    }
}
