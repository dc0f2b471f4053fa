//! Why the level is what it is, and why it is no higher, as a part of the outcome page.
//!
//! Every answer is stated once and has a number: first those that are enough by themselves, then what else speaks for
//! the same level. The criteria point back at the numbers, so that three of them do not say the same three times.

use super::explain_page::changed_text;
use super::page::{list, paragraph};
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
use visitation::guideline::wording::statement::statement;
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
    if let Some(explained) = explained {
        sufficient(page, (part, explained), &mut stated, width);
    }
    let deciding = deciding(part.compiled.guideline(), reasoned);
    let either = one_of(part.compiled.guideline(), &reasoned.assessment);
    if !either.is_empty() {
        either_of(page, part.compiled.guideline(), reasoned, (&either, &deciding), width);
    } else if deciding.is_empty() {
        no_criterion(page, part.compiled.guideline(), (reasoned, explained), width);
    } else {
        let told = criteria_told(part, &reasoned.assessment);
        further(page, (part, reasoned, &told), &deciding, &mut stated, width);
        criteria(page, (part, reasoned, &told), &deciding, &stated, width);
    }
    if let Some(explained) = explained {
        why_no_higher(page, part.compiled.guideline(), (reasoned, explained), width);
    }
}

impl Stated {
    /// States an answer under its number, unless it has been.
    fn state(&mut self, page: &mut String, part: &Part, question: QuestionIx, width: usize) {
        let asked = part.compiled.guideline().questions.get(question.0);
        let answer = part.answers.get(question.0).copied().flatten();
        let (Some(asked), Some(answer)) = (asked, answer) else { return };
        if !self.0.contains(&question) {
            self.0.push(question);
            let label = format!("{:>3}. ", self.0.len());
            let _ = writeln!(page, "{}", wrap::hanging(&label, &statement(asked, answer, PERSON), width));
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

/// The places of the criteria that hold for certain and call for the highest level that any of them calls for.
fn deciding(guideline: &Guideline, reasoned: &Reasoned) -> Vec<usize> {
    let states = guideline.criteria.iter().zip(&reasoned.assessment.criteria).enumerate();
    let met: Vec<(usize, LevelIx)> = states
        .filter(|(_, (criterion, state))| **state == State::Always && criterion.level >= guideline.base_level)
        .map(|(place, (criterion, _))| (place, criterion.level))
        .collect();
    let highest = met.iter().map(|(_, level)| *level).max();
    met.into_iter().filter(|(_, level)| Some(*level) == highest).map(|(place, _)| place).collect()
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

/// The fewest answers that are enough: for the level, or, where that takes many, for no lower one.
fn sufficient(page: &mut String, (part, explained): (&Part, &PartExplained), stated: &mut Stated, width: usize) {
    let (Some(exact), Some(floor)) = (&explained.sufficient, &explained.sufficient_for_at_least) else { return };
    let guideline = part.compiled.guideline();
    let level = guideline.national.levels.iter().position(|level| Some(&level.id) == explained.possible.first());
    let level = level.map_or_else(String::new, |level| levels_text(&guideline.national, &[LevelIx(level)]));
    let (facts, at_least) = if exact.len() <= floor.len().max(FEW) { (exact, "") } else { (floor, "mindst ") };
    if facts.is_empty() {
        return;
    }
    let answers = if facts.len() == 1 { "Dette svar er nok" } else { "Disse svar er tilsammen nok" };
    let intro = format!("{answers} til {at_least}{level}, uanset de andre svar:");
    let _ = writeln!(page, "{}", wrap::wrapped(&intro, width));
    for fact in facts {
        if let Some((question, _)) = guideline.question(&fact.question) {
            stated.state(page, part, question, width);
        }
    }
    page.push('\n');
}

/// The other answers behind the criteria.
fn further(
    page: &mut String,
    (part, reasoned, told): (&Part, &Reasoned, &[Told]),
    deciding: &[usize],
    stated: &mut Stated,
    width: usize,
) {
    let told = deciding.iter().filter_map(|place| told.get(*place));
    let mut rest: Vec<QuestionIx> = Vec::new();
    for question in told.flat_map(|told| &told.answers) {
        if !stated.0.contains(question) && !rest.contains(question) {
            rest.push(*question);
        }
    }
    if rest.is_empty() {
        return;
    }
    let intro = if stated.0.is_empty() {
        let certain = reasoned.assessment.possible.len() == 1;
        let level = level_of(part.compiled.guideline(), deciding);
        format!("Disse svar taler for {}{level}:", if certain { "" } else { "mindst " })
    } else {
        "Disse svar taler også for det:".to_owned()
    };
    let _ = writeln!(page, "{}", wrap::wrapped(&intro, width));
    for question in rest {
        stated.state(page, part, question, width);
    }
    page.push('\n');
}

/// The criteria that decide, each with its answers' numbers and its conclusion; of those met below them, the names.
fn criteria(
    page: &mut String,
    (part, reasoned, told): (&Part, &Reasoned, &[Told]),
    deciding: &[usize],
    stated: &Stated,
    width: usize,
) {
    let guideline = part.compiled.guideline();
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
