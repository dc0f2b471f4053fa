//! Why the level is what it is, and why it is no higher, as a part of the outcome page.
//!
//! Every answer is stated once and has a number: first the reasons, as every text gives them, then what else it takes to
//! be enough. The criteria point back at the numbers, so that three of them do not say the same three times.

use super::explain_page::changed_text;
use super::page::{idle, list, paragraph};
use crate::terminal::wrap;
use std::fmt::Write as _;

use visitation::consult::because::PERSON;
use visitation::consult::because::Told;
use visitation::consult::explain::PartExplained;
use visitation::consult::{Part, Reasoned, criteria_told};
use visitation::engine::explain::one_of;
use visitation::engine::outcome::State;
use visitation::guideline::Criterion;
use visitation::guideline::Guideline;
use visitation::guideline::condition::LevelIx;
use visitation::guideline::question::QuestionIx;
use visitation::guideline::wording::named::levels_text;
use visitation::guideline::wording::{ALSO_MET, list_text, one_of_text};

/// So many answers are told even where fewer would bring the case up to its level.
const FEW: usize = 4;

/// So many criteria that are nearly met are told.
const NEAR: usize = 3;

/// The answers that have been stated, each at its number less one.
#[derive(Debug, Default)]
struct Stated(Vec<QuestionIx>);

/// Reasons and near misses of one speciale.
pub(super) fn grounds(
    page: &mut String,
    part: &Part,
    (reasoned, explained): (&Reasoned, Option<&PartExplained>),
    width: usize,
) {
    let mut stated = Stated::default();
    let guideline = part.compiled.guideline();
    reasons(page, (part, reasoned), &mut stated, width);
    if let Some(explained) = explained {
        sufficient(page, (part, reasoned, explained), &mut stated, width);
    }
    let either = one_of(guideline, &reasoned.assessment);
    if !either.is_empty() {
        either_of(page, guideline, reasoned, (&either, &reasoned.deciding), width);
    } else if reasoned.deciding.is_empty() {
        no_criterion(page, guideline, (reasoned, explained), width);
    } else {
        let told = criteria_told(part, reasoned);
        criteria(page, (part, reasoned, &told), &stated, width);
    }
    let questions = part.idle(&reasoned.standings);
    let texts = questions.iter().filter_map(|ix| Some(guideline.questions.get(ix.0)?.text.trim().to_owned()));
    idle(page, &texts.collect::<Vec<_>>(), width);
    if let Some(explained) = explained {
        why_no_higher(page, guideline, (reasoned, explained), width);
    }
}

impl Stated {
    /// States an answer under its number, unless it has been.
    fn state(&mut self, page: &mut String, (part, reasoned): (&Part, &Reasoned), question: QuestionIx, width: usize) {
        let asked = part.compiled.guideline().questions.get(question.0);
        let said = asked
            .zip(reasoned.standings.get(question.0))
            .and_then(|(asked, standing)| standing.statement(asked, PERSON));
        let Some(said) = said else { return };
        if !self.0.contains(&question) {
            self.0.push(question);
            let label = format!("{:>3}. ", self.0.len());
            let _ = writeln!(page, "{}", wrap::hanging(&label, &said, width));
        }
    }

    /// `svar 1, 3 og 5–8`
    fn numbers(&self, questions: &[QuestionIx]) -> String {
        let place = |question: &QuestionIx| self.0.iter().position(|stated| stated == question);
        let mut numbers: Vec<usize> = questions.iter().filter_map(place).map(|place| place + 1).collect();
        numbers.sort_unstable();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for number in numbers {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => runs.push((number, number)),
            }
        }
        let texts = runs.into_iter().flat_map(|(first, last)| match last - first {
            0 => vec![first.to_string()],
            1 => vec![first.to_string(), last.to_string()],
            _ => vec![format!("{first}–{last}")],
        });
        list_text(&texts.collect::<Vec<_>>())
    }
}

/// That one of several criteria holds, whichever; of those met below them, the names.
fn either_of(
    page: &mut String,
    guideline: &Guideline,
    reasoned: &Reasoned,
    (either, below): (&[usize], &[usize]),
    width: usize,
) {
    let Some(lowest) = reasoned.assessment.possible.first() else { return };
    let level = levels_text(&guideline.national, &[*lowest]);
    let names = |places: &[usize]| -> Vec<&str> {
        places.iter().filter_map(|place| guideline.criteria.get(*place)).map(|one| one.id.as_str()).collect()
    };
    paragraph(page, &one_of_text(&names(either), &level, reasoned.assessment.possible.len() > 1), width);
    if !below.is_empty() {
        paragraph(page, &format!("{} {}.", ALSO_MET, list_text(&names(below))), width);
    }
}

/// The level that the deciding criteria call for.
fn level_of(guideline: &Guideline, deciding: &[usize]) -> String {
    let level = deciding.first().and_then(|place| guideline.criteria.get(*place)).map(|criterion| criterion.level);
    level.map_or_else(String::new, |level| levels_text(&guideline.national, &[level]))
}

/// The reasons, each under its number.
fn reasons(page: &mut String, (part, reasoned): (&Part, &Reasoned), stated: &mut Stated, width: usize) {
    if reasoned.reasons.is_empty() {
        return;
    }
    let level = level_of(part.compiled.guideline(), &reasoned.deciding);
    let at_least = if reasoned.assessment.possible.len() == 1 { "" } else { "mindst " };
    let answers = if reasoned.reasons.len() == 1 { "Dette svar taler" } else { "Disse svar taler" };
    let _ = writeln!(page, "{}", wrap::wrapped(&format!("{answers} for {at_least}{level}:"), width));
    for question in &reasoned.reasons {
        stated.state(page, (part, reasoned), *question, width);
    }
    page.push('\n');
}

/// The fewest answers that are enough: for the level, or, where that takes many, for no lower one. Those that stand
/// above already are named by their numbers.
fn sufficient(
    page: &mut String,
    (part, reasoned, explained): (&Part, &Reasoned, &PartExplained),
    stated: &mut Stated,
    width: usize,
) {
    let (Some(exact), Some(floor)) = (&explained.sufficient, &explained.sufficient_for_at_least) else { return };
    let guideline = part.compiled.guideline();
    let level = guideline.national.levels.iter().position(|level| Some(&level.id) == explained.possible.first());
    let level = level.map_or_else(String::new, |level| levels_text(&guideline.national, &[LevelIx(level)]));
    let (facts, at_least) = if exact.len() <= floor.len().max(FEW) { (exact, "") } else { (floor, "mindst ") };
    let questions: Vec<QuestionIx> =
        facts.iter().filter_map(|fact| Some(guideline.question(&fact.question)?.0)).collect();
    let (above, new): (Vec<QuestionIx>, Vec<QuestionIx>) = questions.iter().partition(|ix| stated.0.contains(ix));
    let enough = if questions.len() == 1 { "nok" } else { "tilsammen nok" };
    let enough = format!("er {enough} til {at_least}{level}, uanset de andre svar");
    let numbers = stated.numbers(&above);
    let these = if new.len() == 1 { "dette" } else { "disse" };
    match (above.is_empty(), new.is_empty()) {
        (true, true) => return,
        (false, true) => return paragraph(page, &format!("Svar {numbers} {enough}."), width),
        (true, false) => {
            let these = if new.len() == 1 { "Dette svar" } else { "Disse svar" };
            let _ = writeln!(page, "{}", wrap::wrapped(&format!("{these} {enough}:"), width));
        }
        (false, false) => {
            let _ = writeln!(page, "{}", wrap::wrapped(&format!("Svar {numbers} og {these} {enough}:"), width));
        }
    }
    for question in new {
        stated.state(page, (part, reasoned), question, width);
    }
    page.push('\n');
}

/// The criteria that decide, each with its answers' numbers and its conclusion; of those met below them, the names.
fn criteria(page: &mut String, (part, reasoned, told): (&Part, &Reasoned, &[Told]), stated: &Stated, width: usize) {
    let guideline = part.compiled.guideline();
    let deciding = &reasoned.deciding;
    let level = level_of(guideline, deciding);
    let _ = writeln!(page, "{}", wrap::wrapped(&format!("Opfyldte kriterier for {level}"), width));
    for place in deciding {
        let (Some(criterion), Some(told)) = (guideline.criteria.get(*place), told.get(*place)) else {
            continue;
        };
        let because = reasoned.criteria_because.get(*place).cloned().flatten().unwrap_or_default();
        let numbers = stated.numbers(&told.answers);
        let text = match (numbers.is_empty(), told.conclusion.is_empty()) {
            (true, _) => because,
            (false, true) => format!("svar {numbers}."),
            (false, false) => format!("svar {numbers}. {}", told.conclusion),
        };
        let _ = writeln!(page, "{}", wrap::hanging(&format!("  {}: ", criterion.id), &text, width));
    }
    let states = guideline.criteria.iter().zip(&reasoned.assessment.criteria).enumerate();
    let below: Vec<&str> = states
        .filter(|(place, (_, state))| **state == State::Always && !deciding.contains(place))
        .map(|(_, (criterion, _))| criterion.id.as_str())
        .collect();
    if !below.is_empty() {
        let text = format!("Også opfyldt, for et lavere niveau: {}.", list_text(&below));
        let _ = writeln!(page, "{}", wrap::wrapped(&text, width));
    }
    page.push('\n');
}

/// Where nothing lifts the case: it stands where the guideline begins.
fn no_criterion(
    page: &mut String,
    guideline: &Guideline,
    (reasoned, explained): (&Reasoned, Option<&PartExplained>),
    width: usize,
) {
    let base = levels_text(&guideline.national, &[guideline.base_level]);
    let certain = reasoned.assessment.possible.len() == 1;
    let text = match explained.and_then(|explained| explained.sufficient.as_ref()) {
        Some(facts) if facts.is_empty() => format!("Niveauet er {base}, uanset hvad der svares."),
        Some(_) => format!("Intet kriterium for et højere niveau er opfyldt. Så er niveauet {base}."),
        None if certain => format!("Intet kriterium er opfyldt. Så er niveauet {base}."),
        None => format!("Intet kriterium er sikkert opfyldt. Udgangspunktet er {base}."),
    };
    paragraph(page, &text, width);
}

/// Why the level is no higher: no criterion calls for more, and which of them were close.
fn why_no_higher(
    page: &mut String,
    guideline: &Guideline,
    (reasoned, explained): (&Reasoned, &PartExplained),
    width: usize,
) {
    let Some(highest) = reasoned.assessment.possible.last() else { return };
    let higher = |criterion: &Criterion| criterion.level > *highest;
    if !guideline.criteria.iter().any(higher) {
        return;
    }
    let near = guideline.criteria.iter().zip(&explained.criteria).filter_map(|(criterion, explained)| {
        let [change] = explained.missing.as_deref()? else { return None };
        higher(criterion).then(|| format!("{} ({}), hvis {}.", explained.id, explained.level, changed_text(change)))
    });
    let near: Vec<String> = near.take(NEAR).collect();
    let _ = writeln!(page, "Hvorfor ikke højere?");
    if near.is_empty() {
        let text = "Intet kriterium for et højere niveau er opfyldt, og intet enkelt svar ville opfylde et.";
        paragraph(page, text, width);
        return;
    }
    let text = "Intet kriterium for et højere niveau er opfyldt. Ét svar ville opfylde:";
    let _ = writeln!(page, "{}", wrap::wrapped(text, width));
    list(page, &near, width);
}
