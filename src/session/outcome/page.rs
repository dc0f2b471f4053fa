//! The page that is shown when an interview ends: recommendation or doubt, why, what is due, what is missing.
//!
//! Draws with `terminal`, words with `wording`. Never calls anything here a decision.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::Date;

use super::deadlines::{Dates, deadlines};
use super::explain::{PartExplained, explain};
use super::explain_page::missing_text;
use super::{Outcome, Reasoned};
use crate::case::Case;
use crate::engine::interview::Reason;
use crate::engine::outcome::State;
use crate::guideline::condition::LevelIx;
use crate::guideline::national::{National, Raadgivning};
use crate::guideline::question::Answer;
use crate::guideline::wording::{self, basis_text, date_text, level_title};
use crate::guideline::{Guideline, Status};
use crate::session::{Part, Session};
use crate::terminal::table::Table;
use crate::terminal::wrap;

/// `Anbefaling: Moderat specialiseret niveau` or `Tvivl: fra … til …`.
#[must_use]
pub fn headline(session: &Session, outcome: &Outcome) -> String {
    let Some(part) = session.parts.first() else { return String::new() };
    level_line(&part.compiled.guideline().national, &outcome.overall)
}

fn level_line(national: &National, possible: &[LevelIx]) -> String {
    match possible {
        [] => String::new(),
        [only] => format!("Anbefaling: {}", level_title(national, *only)),
        [lowest, .., highest] => {
            format!("Tvivl: fra {} til {}", level_title(national, *lowest), level_title(national, *highest))
        }
    }
}

/// `Let eller Højt specialiseret niveau`: what two titles end on alike is said once.
#[must_use]
pub fn levels_text(national: &National, levels: &[LevelIx]) -> String {
    let titles: Vec<String> = levels.iter().map(|level| lower(&level_title(national, *level))).collect();
    let ending = |title: &str| title.split_once(' ').map(|(_, rest)| rest.to_owned());
    let common = titles.first().and_then(|title| ending(title));
    let alike = common.is_some() && titles.iter().all(|title| ending(title) == common);
    match titles.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            let short = |title: &String| {
                if alike { title.split(' ').next().unwrap_or_default().to_owned() } else { title.clone() }
            };
            format!("{} eller {last}", first.iter().map(short).collect::<Vec<_>>().join(", "))
        }
        _ => titles.concat(),
    }
}

/// The whole page, `width` columns wide: for every speciale the fewest answers that are enough come first.
#[must_use]
pub fn page(session: &Session, outcome: &Outcome, (dates, width): (Dates, usize)) -> String {
    // What is too large to be explained is still recommended, with its criteria as reasons.
    let explained = explain(session, outcome, Vec::new()).map(|explanation| explanation.parts).unwrap_or_default();
    let mut page = String::new();
    paragraph(&mut page, &headline(session, outcome), width);
    if outcome.overall.len() > 1 {
        let text =
            "De svar, der er givet, rækker ikke til at anbefale ét niveau. Nedenfor står, hvad der kan afgøre det.";
        paragraph(&mut page, text, width);
    }
    for (place, (part, reasoned)) in session.parts.iter().zip(&outcome.parts).enumerate() {
        let guideline = part.compiled.guideline();
        heading(&mut page, &format!("{} (udgave {})", guideline.title, guideline.version), width);
        if session.parts.len() > 1 {
            paragraph(&mut page, &level_line(&guideline.national, &reasoned.assessment.possible), width);
        }
        let explained = explained.get(place);
        if let Some(explained) = explained {
            sufficient(&mut page, guideline, explained, width);
        }
        criteria(&mut page, guideline, reasoned, width);
        if let Some(explained) = explained {
            near_misses(&mut page, guideline, reasoned, explained, width);
        }
        advice(&mut page, guideline, reasoned, (dates.assessed, width));
        open_questions(&mut page, part, reasoned, width);
        caveat(&mut page, guideline, width);
    }
    deadlines(&mut page, session, outcome, dates, width);
    page
}

/// The fewest answers that bring the case up to its level, and how many it takes to keep it from going higher.
fn sufficient(page: &mut String, guideline: &Guideline, explained: &PartExplained, width: usize) {
    let (Some(exact), Some(floor)) = (&explained.sufficient, &explained.sufficient_for_at_least) else { return };
    let level = guideline.national.levels.iter().find(|level| Some(&level.id) == explained.possible.first());
    let level = level.map_or_else(String::new, |level| lower(&level.title));
    let alone = exact.len() <= floor.len().max(FEW);
    let (facts, what) = if alone { (exact, level.clone()) } else { (floor, format!("mindst {level}")) };
    if !facts.is_empty() {
        let answers = if facts.len() == 1 { "Dette svar er nok" } else { "Disse svar er tilsammen nok" };
        let _ = writeln!(page, "{}", wrap::wrapped(&format!("{answers} til {what}, uanset de andre svar:"), width));
        for fact in facts {
            item(page, &fact.statement, width);
        }
        page.push('\n');
    }
    if !alone {
        let text = format!("Et andet niveau er udelukket, når {} af svarene tages med.", exact.len());
        paragraph(page, &text, width);
    }
}

/// So many answers are told even where fewer would bring the case up to its level.
const FEW: usize = 3;

/// So many criteria that are nearly met are told.
const NEAR: usize = 3;

/// Criteria for a higher level that one answer would meet.
fn near_misses(page: &mut String, guideline: &Guideline, reasoned: &Reasoned, explained: &PartExplained, width: usize) {
    let Some(highest) = reasoned.assessment.possible.last() else { return };
    let near = guideline.criteria.iter().zip(&explained.criteria).filter_map(|(criterion, explained)| {
        let missing = explained.missing.as_ref().filter(|missing| missing.len() == 1)?;
        let changed = missing.first().is_some_and(|change| change.from.is_some());
        // What is open is told among the questions; here is what was close although it was answered.
        (criterion.level > *highest && changed)
            .then(|| format!("{} ({}): {}", explained.id, explained.level, missing_text(missing)))
    });
    let near: Vec<String> = near.take(NEAR).collect();
    if near.is_empty() {
        return;
    }
    let _ = writeln!(page, "Tæt på et højere niveau");
    for line in near {
        item(page, &line, width);
    }
    page.push('\n');
}

/// One line of a list.
pub(super) fn item(page: &mut String, text: &str, width: usize) {
    let _ = writeln!(page, "{}", wrap::hanging("  – ", text, width));
}

/// Why the interview stopped asking, as one sentence.
#[must_use]
pub fn why_stopped(reason: &Reason) -> &'static str {
    match reason {
        Reason::Settled => "Der spørges ikke om mere: Resten af svarene kan hverken ændre niveauet eller rådgivningen.",
        Reason::NotKnown(_) => {
            "Der spørges ikke om mere: Kun de spørgsmål, der er svaret ”ved ikke” til, kan afgøre resten."
        }
    }
}

/// What a saved case has been told so far, one line per answer in the order given.
#[must_use]
pub fn so_far(case: &Case) -> String {
    let mut text = format!("Sagen har {} svar:\n", case.answers().len());
    for event in case.history() {
        let (Some(key), Some(question), Some(value)) = (&event.question, &event.text, &event.value) else { continue };
        if case.answers().get(key).is_some_and(|last| last.value == *value) {
            let _ = writeln!(text, "  – {} {value}", question.trim());
        }
    }
    text
}

pub(super) fn paragraph(page: &mut String, text: &str, width: usize) {
    let _ = writeln!(page, "{}\n", wrap::wrapped(text, width));
}

pub(super) fn heading(page: &mut String, text: &str, width: usize) {
    let text = wrap::wrapped(text, width);
    let _ = writeln!(page, "{text}\n{}\n", "─".repeat(console::measure_text_width(text.lines().last().unwrap_or(""))));
}

/// The criteria that decide are given with their reasons; of those met below them, the names.
fn criteria(page: &mut String, guideline: &Guideline, reasoned: &Reasoned, width: usize) {
    let states = guideline.criteria.iter().zip(&reasoned.assessment.criteria).zip(&reasoned.criteria_because);
    let met: Vec<_> = states.filter(|((_, state), _)| **state == State::Always).collect();
    let Some(highest) = met.iter().map(|((criterion, _), _)| criterion.level).max() else {
        let base = lower(&level_title(&guideline.national, guideline.base_level));
        paragraph(page, &format!("Ingen kriterier er sikkert opfyldt. Udgangspunktet er {base}."), width);
        return;
    };
    let mut table = Table::new(["Kriterium", "Opfyldt, fordi"]);
    let mut below = Vec::new();
    for ((criterion, _), because) in met {
        if criterion.level == highest {
            let level = guideline.national.levels.get(criterion.level.0).map_or("", |level| level.id.as_str());
            table.row([format!("{} ({level})", criterion.id), because.clone().unwrap_or_default()]);
        } else {
            below.push(criterion.id.as_str());
        }
    }
    let _ = write!(page, "{}", table.render(width));
    if !below.is_empty() {
        let _ = writeln!(page, "{}", wrap::wrapped(&format!("Også opfyldt: {}.", wording::list_text(&below)), width));
    }
    page.push('\n');
}

/// Who is to be asked, who says so, and by when; the reasons stand below, so that the table keeps its shape.
/// What may still fall due is named after it.
fn advice(page: &mut String, guideline: &Guideline, reasoned: &Reasoned, (date, width): (Date, usize)) {
    let mut table = Table::new(["Nr.", "Rådgivning hos", "Hvem siger det", "Senest"]);
    let (mut reasons, mut perhaps) = (String::new(), String::new());
    let states = guideline.advice.iter().zip(&reasoned.assessment.advice).zip(&reasoned.advice_because);
    for ((duty, state), because) in states {
        let (adviser, because) = (adviser(guideline, duty), because.as_deref().unwrap_or_default());
        let basis = basis_text(duty.duty, duty.basis, duty.verified);
        match state {
            State::Always => {
                table.row([duty.id.clone(), adviser, basis, latest(duty, date)]);
                let _ = writeln!(reasons, "{}", wrap::hanging(&format!("  {}: ", duty.id), because, width));
            }
            State::Open => {
                let text = format!("{adviser}, {basis}. {because}");
                let _ = writeln!(perhaps, "{}", wrap::hanging(&format!("  {}: ", duty.id), &text, width));
            }
            State::Never => {}
        }
    }
    if table.is_empty() {
        paragraph(page, "Retningslinjen peger ikke på rådgivning i denne sag, som den er oplyst nu.", width);
    } else {
        let _ = writeln!(page, "{}{reasons}", table.render(width));
    }
    if !perhaps.is_empty() {
        let _ = writeln!(page, "Rådgivning, der kan blive aktuel\n{perhaps}");
    }
}

/// The adviser's short name: what stands before the first comma.
pub(crate) fn adviser(guideline: &Guideline, duty: &Raadgivning) -> String {
    let Some(id) = &duty.from else { return "ikke angivet".to_owned() };
    let found = guideline.national.advisers.iter().find(|adviser| adviser.id == *id);
    let name = found.map_or(id.as_str(), |adviser| adviser.name.as_str());
    name.split(',').next().unwrap_or(name).to_owned()
}

fn latest(duty: &Raadgivning, date: Date) -> String {
    let Some(days) = duty.within_days else { return "–".to_owned() };
    match date.checked_add(i64::from(days).days()) {
        Ok(latest) => date_text(latest),
        Err(_) => format!("{days} dage"),
    }
}

fn open_questions(page: &mut String, part: &Part, reasoned: &Reasoned, width: usize) {
    if reasoned.assessment.open_questions.is_empty() {
        return;
    }
    let _ = writeln!(page, "Det kan ændre resultatet at få svar på");
    for ix in &reasoned.assessment.open_questions {
        let Some(question) = part.compiled.guideline().questions.get(ix.0) else { continue };
        let asked = matches!(part.answers.get(ix.0), Some(Some(Answer::Unknown)));
        let note = if asked { " (svaret: ved ikke)" } else { "" };
        let _ = writeln!(page, "{}", wrap::hanging("  – ", &format!("{}{note}", question.text.trim()), width));
    }
    page.push('\n');
}

fn caveat(page: &mut String, guideline: &Guideline, width: usize) {
    let text = match guideline.status {
        Status::InForce => return,
        Status::Draft => "Retningslinjen er et udkast. Den er ikke udstedt af en myndighed og skal bruges derefter.",
        Status::Hearing => "Retningslinjen er i høring og gælder ikke endnu.",
    };
    paragraph(page, text, width);
}

fn lower(text: &str) -> String {
    wording::statement::lower_first(text)
}
