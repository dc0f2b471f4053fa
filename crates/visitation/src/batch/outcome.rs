//! What comes out of a line, as it is written: `visit-batch/1`.

use super::line::Id;
use super::plan::{Name, Names};
use crate::case::assessment_v1::ReasonV1;
use crate::engine::many::{Brief, Places};
use crate::guideline::condition::LevelIx;

/// The columns of a table of outcomes.
pub const COLUMNS: [&str; 8] = ["id", "recommended", "lowest", "highest", "doubt", "criteria", "advice", "open"];

/// What comes out of a line.
#[derive(Debug)]
pub struct Outcome<'d> {
    pub(super) names: &'d Names,
    /// What the line calls its case.
    pub id: &'d Id,
    /// The lowest possible level, over all specialer.
    pub lowest: LevelIx,
    /// The highest.
    pub highest: LevelIx,
    /// One per speciale.
    pub parts: Vec<&'d Brief>,
    /// The answers behind the level, where they are wanted.
    pub reasons: Option<Vec<ReasonV1>>,
}

/// Which list.
#[derive(Debug, Clone, Copy)]
enum List {
    Criteria,
    Advice,
    Open,
}

impl<'d> Outcome<'d> {
    /// More than one level is possible.
    #[must_use]
    pub fn doubt(&self) -> bool {
        self.lowest != self.highest
    }

    /// Is the level, a criterion that is met or a duty that is due another? What is open is not looked at.
    #[must_use]
    pub fn differs_from(&self, other: &Outcome<'_>) -> bool {
        let levels = |outcome: &Outcome<'_>| {
            [outcome.lowest, outcome.highest]
                .map(|level| outcome.names.levels.get(level.0).map(|name| name.plain.clone()))
        };
        let list = |outcome: &Outcome<'_>, list| {
            let mut names = Vec::new();
            outcome.each(list, |name| names.push(name.plain.clone()));
            names.sort_unstable();
            names
        };
        levels(self) != levels(other)
            || [List::Criteria, List::Advice].into_iter().any(|name| list(self, name) != list(other, name))
    }

    /// Writes it as a line of JSON, without a line feed.
    ///
    /// # Errors
    /// None in memory.
    pub fn write_json(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.extend_from_slice(b"{\"id\":");
        serde_json::to_writer(&mut *out, self.id)?;
        out.push(b',');
        self.write_fields(out)?;
        out.push(b'}');
        Ok(())
    }

    /// The same without the id and the braces.
    ///
    /// # Errors
    /// None in memory.
    pub fn write_fields(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        let level = |level: LevelIx| self.names.levels.get(level.0).map_or("null", |name| name.json.as_str());
        let recommended = if self.doubt() { "null" } else { level(self.lowest) };
        for part in ["\"level\":{\"recommended\":", recommended, ",\"lowest\":", level(self.lowest), ",\"highest\":"] {
            out.extend_from_slice(part.as_bytes());
        }
        out.extend_from_slice(level(self.highest).as_bytes());
        out.extend_from_slice(if self.doubt() { b"},\"doubt\":true" } else { b"},\"doubt\":false" });
        for (key, list) in [("criteria", List::Criteria), ("advice", List::Advice), ("open", List::Open)] {
            out.extend_from_slice(b",\"");
            out.extend_from_slice(key.as_bytes());
            out.extend_from_slice(b"\":[");
            let mut first = true;
            self.each(list, |name| {
                if !std::mem::replace(&mut first, false) {
                    out.push(b',');
                }
                out.extend_from_slice(name.json.as_bytes());
            });
            out.push(b']');
        }
        if let Some(reasons) = &self.reasons {
            out.extend_from_slice(b",\"reasons\":");
            serde_json::to_writer(&mut *out, reasons)?;
        }
        Ok(())
    }

    /// The cells of a table's row but the first, its id. A list's parts are parted by `|`.
    #[must_use]
    pub fn cells(&self) -> Vec<String> {
        let level = |level: LevelIx| self.names.levels.get(level.0).map_or_else(String::new, |name| name.plain.clone());
        let recommended = if self.doubt() { String::new() } else { level(self.lowest) };
        let doubt = if self.doubt() { "true" } else { "false" };
        let list = |list| {
            let mut names: Vec<&str> = Vec::new();
            self.each(list, |name| names.push(&name.plain));
            names.join("|")
        };
        let lists = [List::Criteria, List::Advice, List::Open].map(list);
        let reasons = self.reasons.as_ref().map(|reasons| {
            let statements: Vec<&str> = reasons.iter().map(|reason| reason.statement.as_str()).collect();
            statements.join("|")
        });
        let levels = [recommended, level(self.lowest), level(self.highest), doubt.to_owned()];
        levels.into_iter().chain(lists).chain(reasons).collect()
    }

    /// The names of a list, each once.
    fn each(&self, list: List, mut say: impl FnMut(&'d Name)) {
        let names = match list {
            List::Criteria => &self.names.criteria,
            List::Advice => &self.names.advice,
            List::Open => &self.names.questions,
        };
        let places = |brief: &'d Brief| -> &'d Places {
            match list {
                List::Criteria => &brief.met,
                List::Advice => &brief.due,
                List::Open => &brief.open,
            }
        };
        let mut said: Vec<&Name> = Vec::new();
        for (names, brief) in names.iter().zip(&self.parts) {
            for name in places(brief).iter().filter_map(|place| names.get(place)) {
                if self.parts.len() > 1 {
                    if said.contains(&name) {
                        continue;
                    }
                    said.push(name);
                }
                say(name);
            }
        }
    }
}
