//! A sheet of questions for those who answer away from the program: written as CSV, and read back as an answers file.
//!
//! The column `type` travels with the sheet, so that a filled one is read without knowing the guidelines; whether an answer
//! fits its question is said by `visit assess`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use csv::StringRecord;
use jiff::civil::Date;

use crate::terminal::failure::Failure;
use crate::terminal::typed::day_of;
use visitation::case::UNKNOWN;
use visitation::case::cpr::looks_like_cpr;
use visitation::guideline::question::{Kind, Question};

const COLUMNS: [&str; 9] = ["id", "spørgsmål", "hjælp", "type", "svarmuligheder", "svar", "kilde", "dato", "note"];

/// An empty sheet. `;` between the columns, as a Danish spreadsheet reads it.
///
/// # Errors
/// None that a table of texts can have.
pub fn form<'q>(questions: impl Iterator<Item = (String, &'q Question)>) -> anyhow::Result<String> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for (key, question) in questions {
        let (help, options) = (question.help.clone().unwrap_or_default(), options(question));
        let cells = [&key, &question.text, &help, question.kind.name(), &options];
        writer.write_record(cells.into_iter().chain(["", "", "", ""]))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// What may be written in the cell of the answer.
fn options(question: &Question) -> String {
    let words = match &question.kind {
        Kind::YesNo => "ja eller nej".to_owned(),
        Kind::Number { min, max } => format!("et helt tal fra {min} til {max}"),
        Kind::Text => "med ord".to_owned(),
        kind => kind
            .choices()
            .iter()
            .map(|choice| format!("{} = {}", choice.id, choice.text))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    let many = if matches!(question.kind, Kind::Multi(_)) { "\nflere svar med | imellem" } else { "" };
    format!("{words}{many}\n{UNKNOWN} = ved ikke")
}

/// The answers file that a filled sheet makes. An empty answer is a question not asked.
///
/// # Errors
/// It is no such sheet, or rows cannot be used: every one is told with its line.
pub fn answers_file(text: &str, path: &Path) -> anyhow::Result<String> {
    let text = text.trim_start_matches('\u{feff}');
    let heading = text.lines().next().unwrap_or_default();
    let delimiter = if heading.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let columns = reader.headers().cloned().unwrap_or_default();
    let place = |name: &str| columns.iter().position(|column| column.trim().to_lowercase() == name);
    let (Some(_), Some(_), Some(_)) = (place("id"), place("type"), place("svar")) else {
        let message =
            format!("`{}` er ikke et spørgeark: kolonnerne `id`, `type` og `svar` skal være der", path.display());
        return Err(Failure::new("no-sheet", message).help("lav et med `visit ask SPECIALE --sheet`").into());
    };
    let (mut file, mut faults, mut seen) = ("svar:\n".to_owned(), Vec::new(), BTreeSet::new());
    for record in reader.records() {
        let read = match &record {
            Ok(row) => answer(row, &place, &mut seen),
            Err(_) => Err("rækken kan ikke læses som CSV".to_owned()),
        };
        let line = record.ok().and_then(|row| row.position().map(csv::Position::line));
        match read {
            Ok(answer) => file += &answer,
            Err(why) => {
                faults.push(format!("linje {}: {why}", line.map_or_else(|| "?".to_owned(), |line| line.to_string())));
            }
        }
    }
    if faults.is_empty() {
        return Ok(if file == "svar:\n" { "svar: {}\n".to_owned() } else { file });
    }
    let message = format!("`{}`: {}", path.display(), faults.join("; "));
    Err(Failure::new("bad-sheet", message)
        .help("ret rækkerne i arket, og læs det igen; der er ikke skrevet noget")
        .into())
}

/// One row as lines of YAML; nothing where nothing is answered.
fn answer(
    row: &StringRecord,
    place: &dyn Fn(&str) -> Option<usize>,
    seen: &mut BTreeSet<String>,
) -> Result<String, String> {
    let cell = |name: &str| place(name).and_then(|place| row.get(place)).unwrap_or_default().trim();
    let (id, said) = (cell("id"), cell("svar"));
    if said.is_empty() {
        return Ok(String::new());
    }
    if id.is_empty() || id.contains(|c: char| !(c.is_alphanumeric() || "_-.".contains(c))) {
        return Err("`id` er ikke et spørgsmåls id; ret ikke i den kolonne".to_owned());
    }
    if !seen.insert(id.to_owned()) {
        return Err(format!("`{id}` er besvaret to gange"));
    }
    for name in ["svar", "kilde", "note"] {
        if looks_like_cpr(cell(name)) {
            return Err(format!("`{name}` ligner noget med et CPR-nummer, og det gemmes ikke"));
        }
    }
    let value = match cell("type") {
        _ if said == UNKNOWN => UNKNOWN.to_owned(),
        "flervalg" => {
            let chosen: Vec<String> =
                said.split('|').map(str::trim).filter(|one| !one.is_empty()).map(quoted).collect();
            format!("[{}]", chosen.join(", "))
        }
        "tal" => said.parse::<i64>().map_err(|_| format!("`{id}` skal have et helt tal"))?.to_string(),
        "ja_nej" | "skala" | "valg" => quoted(&said.to_lowercase()),
        "tekst" => quoted(said),
        _ => return Err("`type` er ikke en, spørgearket har; ret ikke i den kolonne".to_owned()),
    };
    let mut lines = format!("  {id}:\n    svar: {value}\n");
    for name in ["kilde", "note"] {
        if !cell(name).is_empty() {
            let _ = writeln!(lines, "    {name}: {}", quoted(cell(name)));
        }
    }
    if !cell("dato").is_empty() {
        let wrong = || format!("datoen »{}« er ikke en dato som 2026-12-07 eller 7.12.2026", cell("dato"));
        let _ = writeln!(lines, "    dato: {}", date(cell("dato")).ok_or_else(wrong)?);
    }
    Ok(lines)
}

/// `2026-12-07`, or as a Danish spreadsheet rewrites it: `7.12.2026`, `07-12-2026`, `07/12/2026`.
fn date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    // The year last; with the year first it is read above.
    if parts.last().is_some_and(|year| year.len() == 4) { day_of(&parts) } else { None }
}

/// A YAML scalar in double quotes: JSON's escapes are YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
