//! The caseworker's list: a table, CSV and `visit-cases/1`.

use jiff::civil::Date;
use serde::Serialize;
use visitation::guideline::wording::date_text;

use crate::session::cases::{CaseRow, Due, Lack, Stands};
use crate::terminal::table::Table;
use crate::terminal::{Look, wrap};

/// From so many columns on there is room for what a time limit is about.
const ROOMY: usize = 110;

/// The table, and how many there are.
#[must_use]
pub fn page(rows: &[CaseRow], today: Date, look: Look) -> String {
    if rows.is_empty() {
        return "Ingen sager.\n".to_owned();
    }
    let mut table = Table::new(["Sag", "Speciale", "Niveau", "Af", "Mangler", "Næste frist"]);
    for row in rows {
        table.row([
            name(row),
            row.specialer.join(", "),
            stands(&row.stands),
            row.caseworker.clone().unwrap_or_default(),
            words(&row.missing),
            next(row, look),
        ]);
    }
    let mut text = table.told(look);
    let broken = rows.iter().filter(|row| matches!(row.stands, Stands::Unreadable(_))).count();
    let late = rows.iter().filter(|row| row.due().iter().any(|due| due.passed)).count();
    for row in rows {
        if let Stands::Unreadable(why) = &row.stands {
            text.push_str(&wrap::hanging(&format!("{}: ", row.file), why, look.width));
            text.push('\n');
        }
    }
    let unknown = rows.iter().filter(|row| row.deadlines.is_none()).count() - broken;
    let mut close = vec![if rows.len() == 1 { "1 sag".to_owned() } else { format!("{} sager", rows.len()) }];
    if late > 0 {
        close.push(format!("{late} har en frist, der er overskredet den {}", date_text(today)));
    }
    if unknown > 0 {
        let why = "sagen er ikke afsluttet, eller dens regler er her ikke";
        close.push(format!("frister kan ikke beregnes i {unknown}: {why}"));
    }
    if broken > 0 {
        close.push(format!("{broken} kan ikke læses"));
    }
    let close = close.join("; ");
    text.push_str(&wrap::wrapped(&format!("{close}."), look.width));
    text.push('\n');
    text
}

/// What came out so far, in words.
#[must_use]
pub fn stands(stands: &Stands) -> String {
    match stands {
        Stands::Level(level) => level.clone(),
        Stands::Doubt(lowest, highest) => format!("tvivl: {lowest} til {highest}"),
        Stands::Unfinished => "ikke afsluttet".to_owned(),
        Stands::Unreadable(_) => "kan ikke læses".to_owned(),
    }
}

/// Its number and the citizen's pseudonym; the file where it has no number.
#[must_use]
pub fn name(row: &CaseRow) -> String {
    let number = row.number.as_ref().unwrap_or(&row.file);
    row.pseudonym.as_ref().map_or_else(|| number.clone(), |pseudonym| format!("{number} ({pseudonym})"))
}

/// What is missing, each word once.
#[must_use]
pub fn words(missing: &[Lack]) -> String {
    let mut once: Vec<&str> = Vec::new();
    for lack in missing {
        if !once.contains(&lack.word) {
            once.push(lack.word);
        }
    }
    once.join(", ")
}

/// The nearest limit with whose it is; what it is about, where there is room.
#[must_use]
pub fn next(row: &CaseRow, look: Look) -> String {
    let Some(all) = &row.deadlines else {
        let unreadable = matches!(row.stands, Stands::Unreadable(_));
        return if unreadable { String::new() } else { "kan ikke beregnes".to_owned() };
    };
    let Some(due) = all.first() else { return "ingen".to_owned() };
    let whose = due.whose.map(|whose| format!(", {}", whose.id())).unwrap_or_default();
    let about = if look.width >= ROOMY { format!(": {}", due.about) } else { String::new() };
    format!("{}{}{whose}{about}", if due.passed { "overskredet " } else { "" }, date_text(due.day))
}

/// The columns of CSV.
const COLUMNS: [&str; 14] = [
    "file",
    "number",
    "pseudonym",
    "speciale",
    "date",
    "state",
    "level",
    "highest",
    "caseworker",
    "missing",
    "deadline",
    "deadline_state",
    "whose",
    "about",
];

/// One line a case.
///
/// # Errors
/// It cannot be written: a fault in visit.
pub fn csv(rows: &[CaseRow]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        let one = CaseV1::of(row);
        let next = one.deadlines.as_ref().and_then(|all| all.first());
        let text = |text: Option<&str>| crate::audit::rows::harmless(text.unwrap_or_default());
        writer.write_record([
            text(Some(one.file)),
            text(one.number),
            text(one.pseudonym),
            text(Some(&one.specialer.join(" "))),
            text(one.date.as_deref()),
            text(Some(one.state)),
            text(one.level.lowest),
            text(one.level.highest),
            text(one.caseworker),
            text(Some(&one.missing.join("; "))),
            text(next.map(|due| due.day.as_str())),
            text(next.map(|due| due.state)),
            text(next.and_then(|due| due.whose)),
            text(next.map(|due| due.about)),
        ])?;
    }
    Ok(writer.into_inner()?)
}

/// `visit-cases/1`.
#[derive(Debug, Serialize)]
pub struct CasesV1<'r> {
    format: &'static str,
    /// The day from which time limits are seen.
    date: String,
    cases: Vec<CaseV1<'r>>,
}

#[derive(Debug, Serialize)]
struct CaseV1<'r> {
    file: &'r str,
    number: Option<&'r str>,
    pseudonym: Option<&'r str>,
    specialer: &'r [String],
    date: Option<String>,
    /// `finished`, `doubt`, `unfinished` or `unreadable`.
    state: &'static str,
    level: LevelV1<'r>,
    caseworker: Option<&'r str>,
    /// In Danish, the most pressing first.
    missing: Vec<&'r str>,
    /// Those passed or running, the nearest first; `null` where they cannot be reckoned.
    deadlines: Option<Vec<DeadlineV1<'r>>>,
    /// Why it cannot be read, in Danish.
    error: Option<&'r str>,
}

#[derive(Debug, Serialize)]
struct LevelV1<'r> {
    recommended: Option<&'r str>,
    lowest: Option<&'r str>,
    highest: Option<&'r str>,
}

#[derive(Debug, Serialize)]
struct DeadlineV1<'r> {
    id: &'r str,
    day: String,
    state: &'static str,
    whose: Option<&'static str>,
    about: &'r str,
}

impl<'r> CasesV1<'r> {
    /// The output.
    #[must_use]
    pub fn of(rows: &'r [CaseRow], today: Date) -> Self {
        Self { format: "visit-cases/1", date: today.to_string(), cases: rows.iter().map(CaseV1::of).collect() }
    }
}

impl<'r> CaseV1<'r> {
    fn of(row: &'r CaseRow) -> Self {
        let (state, lowest, highest, error) = match &row.stands {
            Stands::Level(level) => ("finished", Some(level.as_str()), Some(level.as_str()), None),
            Stands::Doubt(lowest, highest) => ("doubt", Some(lowest.as_str()), Some(highest.as_str()), None),
            Stands::Unfinished => ("unfinished", None, None, None),
            Stands::Unreadable(why) => ("unreadable", None, None, Some(why.as_str())),
        };
        let recommended = lowest.filter(|_| lowest == highest);
        let deadline = |due: &'r Due| DeadlineV1 {
            id: &due.id,
            day: due.day.to_string(),
            state: if due.passed { "passed" } else { "running" },
            whose: due.whose.map(visitation::guideline::term::Whose::id),
            about: &due.about,
        };
        Self {
            file: &row.file,
            number: row.number.as_deref(),
            pseudonym: row.pseudonym.as_deref(),
            specialer: &row.specialer,
            date: row.date.map(|date| date.to_string()),
            state,
            level: LevelV1 { recommended, lowest, highest },
            caseworker: row.caseworker.as_deref(),
            missing: row.missing.iter().map(|lack| lack.text.as_str()).collect(),
            deadlines: row.deadlines.as_ref().map(|all| all.iter().map(deadline).collect()),
            error,
        }
    }
}
