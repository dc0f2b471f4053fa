//! The cells of one row of a CSV catalogue: an empty one is unknown, and each kind has one way to be read.

use jiff::civil::Date;

use super::words::Words;
use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::raw::yaml::normal_form;
use crate::guideline::source::Span;
use crate::money::Ore;

/// One row, with the place of each known column.
pub(super) struct Cells<'r> {
    /// The row.
    pub record: &'r ::csv::StringRecord,
    /// For each known column its place in the row; one the file lacks has none.
    pub places: &'r [Option<usize>],
    /// The columns, as `places`.
    pub columns: &'static [&'static str],
    /// Where the row stands.
    pub span: Span,
}

impl<'r> Cells<'r> {
    /// The cell without blanks around it; none where it is empty.
    pub fn text(&self, column: &str) -> Option<&'r str> {
        let place = self.columns.iter().position(|known| *known == column)?;
        let text = self.record.get((*self.places.get(place)?)?)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// A text of its own. Letters that a quote stood between are one when it is taken away.
    pub fn owned(&self, column: &str) -> Option<String> {
        self.text(column).map(normal_form)
    }

    /// The parts of a list, `a|b`.
    pub fn list(&self, column: &str) -> Vec<String> {
        let parts = self.text(column).into_iter().flat_map(|text| text.split('|'));
        parts.map(str::trim).filter(|part| !part.is_empty()).map(normal_form).collect()
    }

    /// One of some words.
    pub fn word<T: Copy>(&self, column: &str, words: Words<T>, findings: &mut Findings) -> Option<T> {
        let text = self.text(column)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let help = ids::did_you_mean(text, known.iter().copied())
            .unwrap_or_else(|| format!("skriv {}", ids::alternatives(&known)));
        findings.error("unknown-word", self.span, format!("`{column}` kan ikke være `{text}`"), help);
        None
    }

    /// A whole number of the wanted size.
    pub fn number<T: std::str::FromStr>(&self, column: &str, findings: &mut Findings) -> Option<T> {
        let text = self.text(column)?;
        let number = text.parse().ok();
        if number.is_none() {
            let message = format!("`{column}` er `{text}` og ikke et helt tal");
            findings.error("wrong-type", self.span, message, "skriv et helt tal, eller lad cellen stå tom");
        }
        number
    }

    /// An amount in kroner.
    pub fn amount(&self, column: &str, findings: &mut Findings) -> Option<Ore> {
        let text = self.text(column)?;
        let amount = Ore::read(text);
        if amount.is_none() {
            let message = format!("`{column}` er `{text}` og ikke et beløb");
            findings.error("wrong-amount", self.span, message, "skriv for eksempel 4700, 4700,50 eller 4.700,50");
        }
        amount
    }

    /// A day, as 2026-11-20 or 20-11-2026.
    pub fn day(&self, column: &str, findings: &mut Findings) -> Option<Date> {
        let text = self.text(column)?;
        let day = read_day(text);
        if day.is_none() {
            let message = format!("`{column}` er `{text}` og ikke en dato");
            findings.error("wrong-date", self.span, message, "skriv 2026-11-20 eller 20-11-2026");
        }
        day
    }
}

fn read_day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 || !parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
