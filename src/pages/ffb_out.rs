//! What goes back to the municipality's own system: the sheet of codes, and what is wrong with a bundle.

use std::fmt::Write as _;

use serde::Serialize;
use visitation::ffb::{CodedRow, Guide, Notice};
use visitation::guideline::wording::date_text;

use crate::terminal::{Look, wrap};

/// The sheet for people.
#[must_use]
pub fn coded_page(rows: &[CodedRow], look: Look) -> String {
    let mut text = wrap::wrapped(
        "FFB-koder, der skal registreres i fagsystemet. Arket er ingen indberetning: uddatasættet kræver borgerens \
         CPR-nummer og fagsystemets egne id'er, så det er fagsystemet, der indberetter.",
        look.width,
    ) + "\n";
    for row in rows {
        let mut line = format!("{}: {}", row.what, row.code.map_or("(ikke valgt)", |code| &code.display));
        if let Some(value) = row.value {
            let _ = write!(line, " = {}", value.display);
        }
        if let Some(date) = row.date {
            let _ = write!(line, ", {}", date_text(date));
        }
        let _ = writeln!(text, "\n{}", wrap::hanging("– ", &line, look.width));
        for code in [row.code, row.value].into_iter().flatten() {
            let _ = writeln!(text, "  {}", code.code);
        }
        if !row.note.is_empty() {
            let _ = writeln!(text, "{}", wrap::hanging("  ", &row.note, look.width));
        }
    }
    text
}

/// One row of the sheet as CSV.
#[derive(Debug, Serialize)]
pub struct Csv<'r> {
    felt: &'r str,
    system: &'r str,
    kode: &'r str,
    navn: &'r str,
    #[serde(rename = "værdi_kode")]
    value_code: &'r str,
    #[serde(rename = "værdi")]
    value: &'r str,
    dato: String,
    #[serde(rename = "bemærkning")]
    note: &'r str,
}

impl Csv<'_> {
    /// The sheet, with a heading.
    ///
    /// # Errors
    /// None that a table of texts can have.
    pub fn of(rows: &[CodedRow]) -> anyhow::Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in rows {
            writer.serialize(Csv {
                felt: row.what,
                system: row.code.map_or("", |code| &code.system),
                kode: row.code.map_or("", |code| &code.code),
                navn: row.code.map_or("", |code| &code.display),
                value_code: row.value.map_or("", |code| &code.code),
                value: row.value.map_or("", |code| &code.display),
                dato: row.date.map(|date| date.to_string()).unwrap_or_default(),
                note: &row.note,
            })?;
        }
        Ok(String::from_utf8(writer.into_inner()?)?)
    }
}

/// What is wrong with a bundle, for other programs.
#[derive(Debug, Serialize)]
pub struct CheckV1<'c> {
    format: &'static str,
    guide: &'static str,
    findings: Vec<FindingV1<'c>>,
}

#[derive(Debug, Serialize)]
struct FindingV1<'c> {
    path: &'c str,
    message: &'c str,
}

impl<'c> CheckV1<'c> {
    /// The machine form.
    #[must_use]
    pub fn of(guide: Guide, found: &'c [Notice]) -> Self {
        let findings = found.iter().map(|one| FindingV1 { path: &one.path, message: &one.text }).collect();
        Self { format: "visit-ffb-check/1", guide: guide.name(), findings }
    }
}

/// The same for people.
#[must_use]
pub fn check_page(guide: Guide, found: &[Notice], look: Look) -> String {
    let name = guide.name();
    if found.is_empty() {
        return format!("{name} 1.0.0: intet at bemærke.\n");
    }
    let mut text = format!("{name} 1.0.0: {} at rette.\n", found.len());
    for one in found {
        let _ = writeln!(text, "{}", wrap::hanging("– ", &format!("{}: {}", one.path, one.text), look.width));
    }
    text
}
