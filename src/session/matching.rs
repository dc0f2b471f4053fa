//! A case's needs held against a catalogue: reads both, finds the levels to match for, and hands on the result.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use visitation::case::{Case, Topic};
use visitation::guideline::answers::{self, Sheet};
use visitation::guideline::finding::Finding;
use visitation::guideline::hash::sha256_hex;
use visitation::guideline::national::National;
use visitation::guideline::raw::yaml::NodeValue;
use visitation::guideline::supply::Shelf;
use visitation::offers::{Catalogue as Offers, Ground, Need, NeedFile, PartMatch, RequirementId, match_part};
use visitation::offers::{read_csv, read_need, read_yaml, target_groups};

use super::confirm::refuse_proposals;
use super::failures::from_store;
use super::sheet;
use crate::store::catalogue::Catalogue;
use crate::store::{CASE_LIMIT, read_bytes, read_text};
use crate::terminal::failure::{Failure, Rejected};

/// Largest catalogue that is read, in bytes.
const CATALOGUE_LIMIT: u64 = 256 << 20;
/// The shared question that says how old the citizen is.
const AGE: &str = "alder";

/// A catalogue with the SHA-256 of its bytes.
#[derive(Debug)]
pub struct Read {
    /// The catalogue.
    pub offers: Offers,
    /// In hexadecimal.
    pub sha256: String,
}

/// Reads a catalogue; a file that ends on `.csv` is rows, any other YAML.
///
/// # Errors
/// It cannot be read, with everything that is wrong.
pub fn catalogue(path: &Path) -> anyhow::Result<Read> {
    let bytes = read_bytes(path, CATALOGUE_LIMIT).map_err(from_store)?;
    let name = path.display().to_string();
    let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let read: Result<Offers, Vec<Finding>> = if is_csv { read_csv(&name, &bytes) } else { read_yaml(&name, &bytes) };
    Ok(Read { offers: read.map_err(Rejected)?, sha256: sha256_hex(&bytes) })
}

/// A citizen's needs, with what the case says of age and level.
#[derive(Debug)]
pub struct Needs {
    /// The needs, wishes and considerations.
    pub file: NeedFile,
    /// The citizen's age in whole years.
    pub age: Option<i64>,
    /// Places of the possible levels of the case, lowest and highest.
    pub levels: (usize, usize),
    /// The ids of the levels, lowest first.
    pub level_ids: Vec<String>,
    /// The day of matching.
    pub today: Date,
    /// What is too old on that day.
    pub shelf: Shelf,
}

/// Where the needs of a case are read.
#[derive(Debug)]
pub struct Sources<'a> {
    /// The case, or an answers file.
    pub case: &'a Path,
    /// The file of the needs, where it is another.
    pub need: Option<&'a PathBuf>,
    /// The day of matching, if given.
    pub date: Option<Date>,
    /// Today.
    pub today: Date,
}

/// Reads the needs. The level is only computed where neither a need nor the case names the one a person chose.
///
/// # Errors
/// A file cannot be read or used, nothing is needed, or the case has no level.
pub fn needs(rules: &Catalogue, sources: &Sources<'_>) -> anyhow::Result<Needs> {
    let text = read_text(sources.case, CASE_LIMIT).map_err(from_store)?;
    let name = sources.case.display().to_string();
    let sheet = answers::read(&name, text.as_bytes()).map_err(Rejected)?;
    refuse_proposals(&sheet)?;
    let file = match sources.need {
        Some(path) => {
            let text = read_text(path, CASE_LIMIT).map_err(from_store)?;
            read_need(&path.display().to_string(), text.as_bytes())
        }
        None => read_need(&name, text.as_bytes()),
    }
    .map_err(Rejected)?;
    if file.parts.is_empty() {
        let help = "skriv behovet i filen eller i en fil for sig med `--need`: `behov: [{ del: bolig, paragraf: [sel-108], primær: autisme }]`";
        return Err(Failure::new("no-need", "der er intet behov at finde tilbud til").help(help).into());
    }
    let level_ids: Vec<String> = rules.national().levels.iter().map(|level| level.id.clone()).collect();
    let named = |need: &Need| known_level(need, &level_ids);
    let levels: Vec<Option<usize>> = file.parts.iter().map(named).collect::<Result<_, _>>()?;
    let chosen = chosen(&sheet, &text).and_then(|chosen| level_ids.iter().position(|level| *level == chosen));
    let assessed = sources.date.or(answers::header(&sheet).0).unwrap_or(sources.today);
    let all_named = levels.iter().all(Option::is_some);
    let levels = match chosen {
        Some(level) => (level, level),
        None if all_named => (0, 0),
        None => possible(rules, &sheet, assessed)?,
    };
    let today = sources.date.unwrap_or(sources.today);
    Ok(Needs { file, age: age(&sheet), levels, level_ids, today, shelf: shelf(rules.national())? })
}

/// After how many days what is known of a tilbud is too old.
///
/// # Errors
/// The national rules do not say.
pub fn shelf(national: &National) -> anyhow::Result<Shelf> {
    let silent = || {
        let help = "tilføj for eksempel `forældes: { ledig: 14, pris: 365, godkendelse: 90, niveau: 365 }` (dage) i national.yaml";
        Failure::new("no-shelf", "reglerne siger ikke, hvornår oplysninger om et tilbud er for gamle").help(help)
    };
    Ok(national.shelf.ok_or_else(silent)?)
}

/// The level a person has chosen in the case.
fn chosen(sheet: &Sheet, text: &str) -> Option<String> {
    let case = sheet.raw.is_case.then(|| Case::read(text).ok()).flatten()?;
    case.additions().one(Topic::Level)?.text("valgt").map(str::to_owned)
}

fn known_level(need: &Need, known: &[String]) -> anyhow::Result<Option<usize>> {
    let Some(wanted) = &need.level else { return Ok(None) };
    let place = known.iter().position(|level| level == wanted);
    let failure = || {
        Failure::new("unknown-name", format!("niveauet `{wanted}` kendes ikke"))
            .help(format!("skriv {}", known.join(", ")))
    };
    Ok(Some(place.ok_or_else(failure)?))
}

fn possible(rules: &Catalogue, sheet: &Sheet, date: Date) -> anyhow::Result<(usize, usize)> {
    let outcome = sheet::session(rules, sheet, &[], date)?.outcome()?;
    let places = outcome.overall.iter().map(|level| level.0);
    let lowest = places.clone().min().unwrap_or_default();
    Ok((lowest, places.max().unwrap_or_default()))
}

fn age(sheet: &Sheet) -> Option<i64> {
    let answer = sheet.raw.answers.iter().find(|answer| answer.key.value == AGE)?;
    match answer.value.value {
        NodeValue::Integer(years) => Some(years),
        _ => None,
    }
}

impl Needs {
    /// Every part of the need held against a catalogue.
    #[must_use]
    pub fn against<'c>(&'c self, offers: &'c Offers) -> Vec<PartMatch<'c>> {
        let matched = |need: &'c Need| {
            let own = need.level.as_ref().and_then(|wanted| self.level_ids.iter().position(|level| level == wanted));
            let (lowest, highest) = own.map_or(self.levels, |level| (level, level));
            let ground = Ground {
                need,
                level: lowest,
                levels: &self.level_ids,
                age: self.age,
                municipality: self.file.municipality.as_deref(),
                today: self.today,
                extract: offers.extract,
                shelf: self.shelf,
            };
            match_part(offers, &self.file, ground, highest)
        };
        self.file.parts.iter().map(matched).collect()
    }
}

/// How ids of laws and target groups are said to people.
#[derive(Debug, Clone, Copy)]
pub struct Words<'n>(pub &'n National);

impl Words<'_> {
    /// A law with its consolidation and what is not verified of it; the id where it is not in the catalogue.
    #[must_use]
    pub fn law(self, id: &str) -> String {
        let law = self.0.laws.iter().find(|law| law.id == id);
        law.map_or_else(|| id.to_owned(), visitation::guideline::wording::hjemmel_text)
    }

    /// Act and section alone.
    #[must_use]
    pub fn short_law(self, id: &str) -> String {
        let law = self.0.laws.iter().find(|law| law.id == id);
        let named =
            law.map(|law| [law.act.clone(), law.section.clone()].into_iter().flatten().collect::<Vec<_>>().join(" "));
        named.filter(|named| !named.is_empty()).unwrap_or_else(|| id.to_owned())
    }

    /// A target group by its id.
    #[must_use]
    pub fn group(self, id: &str) -> String {
        let named = target_groups(self.0).find(|group| group.id == id);
        named.map_or_else(|| spoken(id), |group| lower(&group.text))
    }

    /// The value of a requirement, its ids in words.
    #[must_use]
    pub fn of(self, id: RequirementId, value: &str) -> String {
        let each =
            |value: &str, say: &dyn Fn(&str) -> String| value.split(", ").map(say).collect::<Vec<_>>().join(", ");
        match id {
            RequirementId::Section => each(value, &|id| self.short_law(id)),
            RequirementId::Target => each(value, &|id| self.group(id)),
            RequirementId::Holds => match value.strip_prefix("rummer ikke ") {
                Some(groups) => format!("ikke {}", each(groups, &|id| self.group(id))),
                None => value.to_owned(),
            },
            RequirementId::Demands => spoken(value),
            _ => value.to_owned(),
        }
    }
}

/// An id as words: `vågen_nat` is said "vågen nat".
#[must_use]
pub fn spoken(id: &str) -> String {
    id.replace('_', " ")
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    // A short name in capitals, such as ADHD, keeps them.
    match letters.next() {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
