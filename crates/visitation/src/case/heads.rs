//! `visit-hoveder/1`: an outside witness of cases. Who holds it sees a case that was rolled back, or whose chain was made
//! anew.
//!
//! A list with a line for every state in which a case was seen: which case (the first value of its chain, which names no
//! person), how many events, and the last value. Lines are only added, and are chained as events are, so that a list that
//! was changed shows. Deliberately proves nothing against somebody who also holds the list: keep it elsewhere, or note its
//! own last value there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::CaseError;
use super::chain::{self, Line};

/// The name and version of the format, and what stands where the first line has no earlier one.
const FORMAT: &str = "visit-hoveder/1";
const START: &str = "format: visit-hoveder/1\nsager:\n";

/// A state in which a case was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(rename = "nr")]
    number: u64,
    #[serde(rename = "tid", with = "super::yaml::timestamp")]
    at: Timestamp,
    /// The first value of its chain.
    #[serde(rename = "sag")]
    case: String,
    #[serde(rename = "hændelser")]
    events: u64,
    /// The last value of its chain.
    #[serde(rename = "hoved")]
    head: String,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heads {
    lines: String,
    head: String,
    count: u64,
    /// By case: how many events, and the last value.
    latest: BTreeMap<String, (u64, String)>,
    seen: BTreeSet<String>,
}

/// How a case stands to the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It was not on the list, and is now.
    New,
    /// It is as it was, or has grown and nothing of it was changed.
    Kept,
    /// It had more events: so many.
    RolledBack(u64),
    /// It has another history than it had.
    Rewritten,
}

impl Heads {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self { head: FORMAT.to_owned(), ..Self::default() }
    }

    /// Reads a list.
    ///
    /// # Errors
    /// It is no such list, or a line was changed, taken out or put in.
    pub fn read(text: &str) -> Result<Self, CaseError> {
        let wrong = |line: u64, message: &str| {
            let help = "find en urørt udgave af listen; den kan ikke laves igen, for den er vidnet";
            CaseError::new("bad-heads", message, help).at(Some((line, 1)))
        };
        let lines = text.strip_prefix(START).ok_or_else(|| wrong(1, "det er ikke en liste, som `--heads` skriver"))?;
        if !lines.is_empty() && !lines.ends_with('\n') {
            return Err(wrong(text.lines().count() as u64, "listen er ikke hel: den sidste linje er afkortet"));
        }
        let mut heads = Self::new();
        for (at, text) in (3..).zip(lines.lines()) {
            let changed = || wrong(at, "linjen passer ikke til kæden: listen er ændret uden om visit");
            let line =
                Line::parse(text).filter(|line| line.link_after(&heads.head) == line.link).ok_or_else(changed)?;
            let entry: Entry = serde_json::from_str(&line.body()).map_err(|_| changed())?;
            if entry.number != heads.count + 1 {
                return Err(changed());
            }
            let _ = writeln!(heads.lines, "{text}");
            line.link.clone_into(&mut heads.head);
            heads.count += 1;
            heads.latest.insert(entry.case, (entry.events, entry.head));
        }
        Ok(heads)
    }

    /// The text of the list's file.
    #[must_use]
    pub fn write(&self) -> String {
        format!("{START}{}", self.lines)
    }

    /// The last value of the list's own chain: it stands for all of it.
    #[must_use]
    pub fn head(&self) -> &str {
        &self.head
    }

    /// So many cases of the list have not been held against it yet.
    #[must_use]
    pub fn unseen(&self) -> usize {
        self.latest.keys().filter(|case| !self.seen.contains(*case)).count()
    }

    /// Holds a case, by the values of its chain, against the list, and adds what is new and right.
    ///
    /// # Errors
    /// None for an unbroken case.
    pub fn hold(&mut self, at: Timestamp, links: &[String]) -> Result<Seen, CaseError> {
        let (Some(case), Some(head)) = (links.first(), links.last()) else { return Ok(Seen::Kept) };
        let events = links.len() as u64;
        self.seen.insert(case.clone());
        let seen = match self.latest.get(case) {
            None => Seen::New,
            Some((had, _)) if *had > events => return Ok(Seen::RolledBack(*had)),
            Some((had, last)) => {
                let there = usize::try_from(*had).ok().and_then(|had| links.get(had.checked_sub(1)?));
                match there {
                    Some(link) if link == last && *had == events => return Ok(Seen::Kept),
                    Some(link) if link == last => Seen::Kept,
                    _ => return Ok(Seen::Rewritten),
                }
            }
        };
        let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        let entry = Entry { number: self.count + 1, at, case: case.clone(), events, head: head.clone() };
        let body = chain::to_json(&entry)?;
        let link = chain::link(&self.head, &body);
        self.lines.push_str(&chain::line(&body, &link));
        self.head = link;
        self.count += 1;
        self.latest.insert(case.clone(), (events, head.clone()));
        Ok(seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        text.chars().map(|c| c.to_string().repeat(64)).collect()
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    #[test]
    fn a_case_may_only_grow() {
        let mut heads = Heads::new();
        assert_eq!(heads.hold(at(0), &links("abc")).unwrap(), Seen::New);
        assert_eq!(heads.hold(at(1), &links("abc")).unwrap(), Seen::Kept);
        assert_eq!(heads.hold(at(2), &links("abcde")).unwrap(), Seen::Kept);
        assert_eq!(heads.hold(at(3), &links("abcd")).unwrap(), Seen::RolledBack(5));
        assert_eq!(heads.hold(at(3), &links("abc")).unwrap(), Seen::RolledBack(5));
        assert_eq!(heads.hold(at(4), &links("abcdf")).unwrap(), Seen::Rewritten);
        assert_eq!(heads.hold(at(4), &links("abxdxf")).unwrap(), Seen::Rewritten);
        assert_eq!(heads.hold(at(5), &links("f")).unwrap(), Seen::New);
        let again = Heads::read(&heads.write()).unwrap();
        assert_eq!((again.count, again.unseen(), again.head()), (3, 2, heads.head()));
    }

    #[test]
    fn a_list_that_was_changed_is_no_witness() {
        let mut heads = Heads::new();
        for (second, case) in (0..).zip(["ab", "cd", "abe", "f"]) {
            heads.hold(at(second), &links(case)).unwrap();
        }
        let text = heads.write();
        let lines: Vec<&str> = text.lines().collect();
        for taken in 0..lines.len() - 1 {
            let mut rest = lines.clone();
            rest.remove(taken);
            assert!(Heads::read(&(rest.join("\n") + "\n")).is_err(), "line {taken} is gone");
        }
        for (from, to) in [("\"hændelser\": 2", "\"hændelser\": 1"), ("aaaa", "aaba"), ("\"nr\": 3", "\"nr\": 4")] {
            assert!(Heads::read(&text.replacen(from, to, 1)).is_err(), "{from}");
        }
        assert!(Heads::read("svar: {}\n").is_err());
    }
}
