//! Two files of one course: each read under its own rules, and the old answers once more under the new ones.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use visitation::case::{Action, Case};
use visitation::consult::Consultation;
use visitation::engine::assess::Compiled;
use visitation::follow::{self, Follow, Goal, Goals, Side, carried};
use visitation::guideline::answers;
use visitation::guideline::finding::Findings;
use visitation::guideline::wording::date_text;
use visitation::guideline::{Guideline, ids};

use super::archive::replay;
use super::confirm::refuse_proposals;
use super::failures::{from_case, from_rules, from_store};
use super::sheet;
use crate::store::catalogue::Catalogue;
use crate::store::{CASE_LIMIT, read_text};
use crate::terminal::failure::{Failure, Rejected};

/// Both files, with all that follows from them.
#[derive(Debug)]
pub struct Course {
    /// The earlier one.
    pub old: Side,
    /// The later one.
    pub new: Side,
    /// What is called the earlier case: its number, else its file.
    pub name: String,
    /// The later case, where it is one.
    pub case: Option<Case>,
    /// What came of holding them against each other.
    pub follow: Follow,
}

/// Reads both files and holds them against each other. `today` is the day of an answers file without one.
///
/// # Errors
/// A file or its rules cannot be read or used, or a goal names what is not there.
pub fn course(rules: &Catalogue, (old, new): (&Path, &Path), today: Date) -> anyhow::Result<Course> {
    let (first, case) = side(rules, old, today)?;
    let (second, later) = side(rules, new, today)?;
    if first.date > second.date {
        let message = format!(
            "`{}` er fra {} og `{}` fra {}",
            old.display(),
            date_text(first.date),
            new.display(),
            date_text(second.date)
        );
        return Err(Failure::new("wrong-order", message).help("skriv den ældste fil først").into());
    }
    for (path, side) in [(old, &first), (new, &second)] {
        checked(path, side, (&first, &second))?;
    }
    let under: Vec<Arc<Compiled>> = new_rules(rules, &first.talk, &second)?;
    let (between, _) = carried(&first.answers, under);
    let follow = follow::follow(&first, &between, &second)?;
    let number = case.and_then(|case| case.opening().case_number.clone());
    let name = number.unwrap_or_else(|| old.display().to_string());
    Ok(Course { old: first, new: second, name, case: later, follow })
}

fn side(rules: &Catalogue, path: &Path, today: Date) -> anyhow::Result<(Side, Option<Case>)> {
    let text = read_text(path, CASE_LIMIT).map_err(from_store)?;
    let name = path.display().to_string();
    let sheet = answers::read(&name, text.as_bytes()).map_err(Rejected)?;
    refuse_proposals(&sheet)?;
    if sheet.raw.is_case {
        let case = Case::read(&text).map_err(|error| from_case(error, path))?;
        return Ok((of_case(rules, &case, path)?, Some(case)));
    }
    let date = answers::header(&sheet).0.unwrap_or(today);
    let talk = sheet::session(rules, &sheet, &[], date)?;
    let kept = sheet::kept(&sheet, &talk).into_iter();
    let answers = kept.map(|kept| (kept.key, kept.answer)).collect();
    let goals = Goals::read(&name, text.as_bytes()).map_err(Rejected)?;
    Ok((Side { talk, stored: None, answers, by: BTreeMap::new(), date, goals }, None))
}

fn of_case(rules: &Catalogue, case: &Case, path: &Path) -> anyhow::Result<Side> {
    let talk = replay::session_of(case, rules.folder()).map_err(|why| {
        let message = format!("`{}`: {why}", path.display());
        Failure::new("rules-missing", message).help("peg på mappen med sagens regler med `--rules`")
    })?;
    let said = case.history().iter().filter(|event| event.action == Action::Answered);
    let by = said.filter_map(|event| Some((event.question.clone()?, event.by.clone()))).collect();
    Ok(Side {
        talk,
        stored: case.outcome().cloned(),
        answers: case.answers().clone(),
        by,
        date: case.opening().date,
        goals: Goals::of(case.additions()),
    })
}

/// The rules by which the old answers are looked at anew: those of the later file, and where it does not have the speciale,
/// those in force on its day.
fn new_rules(rules: &Catalogue, old: &Consultation, new: &Side) -> anyhow::Result<Vec<Arc<Compiled>>> {
    let later = new.talk.guidelines();
    let mut under = Vec::new();
    for guideline in old.guidelines() {
        let speciale = &guideline.speciale;
        let same = later.iter().find(|later| later.speciale == *speciale).map(|later| Guideline::clone(later));
        let found = match same {
            Some(found) => found,
            None => rules.in_force(speciale, new.date).map_err(from_rules)?,
        };
        under.push(Arc::new(Compiled::new(Arc::new(found), old.parts.len())));
    }
    Ok(under)
}

/// Every goal names a question with steps and one of its steps, every result a goal.
fn checked(path: &Path, side: &Side, (old, new): (&Side, &Side)) -> anyhow::Result<()> {
    let known: Vec<&str> = [old, new].iter().flat_map(|side| &side.goals.goals).map(|goal| goal.id.as_str()).collect();
    let mut faults: Vec<(Option<&Goal>, String, String)> = Vec::new();
    for goal in &side.goals.goals {
        let steps: Vec<&str> = [&old.talk, &new.talk]
            .into_iter()
            .filter_map(|talk| follow::steps(talk, &goal.theme))
            .flatten()
            .map(|step| step.id.as_str())
            .collect();
        if steps.is_empty() {
            let message = format!("målet `{}` måles på `{}`, som ikke er et spørgsmål med trin", goal.id, goal.theme);
            let themes = themes(&new.talk);
            let help = ids::did_you_mean(&goal.theme, themes.iter().copied())
                .unwrap_or_else(|| format!("skriv {}", ids::alternatives(&themes)));
            faults.push((Some(goal), message, help));
        } else if !steps.contains(&goal.expected.as_str()) {
            let message = format!("målet `{}` venter `{}`, som `{}` ikke har", goal.id, goal.expected, goal.theme);
            let once = once(steps.into_iter());
            faults.push((Some(goal), message, format!("skriv {}", ids::alternatives(&once))));
        }
    }
    for written in side.goals.written.iter().filter(|written| !known.contains(&written.goal.as_str())) {
        let message = format!("resultatet handler om målet `{}`, som ingen af filerne har", written.goal);
        faults.push((None, message, "skriv nummeret på et mål, for eksempel M1".to_owned()));
    }
    let Some((_, message, help)) = faults.first() else { return Ok(()) };
    let Some(source) = &side.goals.source else {
        let name = path.display().to_string();
        return Err(Failure::new("wrong-goal", format!("`{name}`: {message}")).help(help.clone()).file(name).into());
    };
    let mut findings = Findings::new(source.clone());
    for (goal, message, help) in faults {
        let span = goal.and_then(|goal| goal.span).unwrap_or_default();
        findings.error("wrong-goal", span, message, help);
    }
    Err(Rejected(findings.into_sorted()).into())
}

/// The questions of a consultation that have steps.
fn themes(talk: &Consultation) -> Vec<&str> {
    let guidelines = talk.guidelines();
    let all = guidelines.into_iter().flat_map(|guideline| &guideline.questions).map(|question| question.id.as_str());
    once(all.filter(|id| follow::steps(talk, id).is_some()))
}

fn once<'t>(ids: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut once: Vec<&str> = Vec::new();
    for id in ids {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    once
}
