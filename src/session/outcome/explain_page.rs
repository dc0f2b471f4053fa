//! An explanation as a page for people.

use std::fmt::Write as _;

use super::explain::{Assumed, Changed, CriterionExplained, Explanation, PartExplained};
use super::page::{heading, headline, item, levels_text, paragraph};
use super::{Outcome, Reasoned};
use crate::engine::outcome::State;
use crate::guideline::Guideline;
use crate::guideline::answers::split_key;
use crate::guideline::condition::LevelIx;
use crate::guideline::wording::{list_text, statement::lower_first};
use crate::session::Session;
use crate::terminal::wrap;

/// The whole page, `width` columns wide.
#[must_use]
pub fn page(session: &Session, explanation: &Explanation, width: usize) -> String {
    let mut page = String::new();
    for (part, explained) in session.parts.iter().zip(&explanation.parts) {
        let guideline = part.compiled.guideline();
        heading(&mut page, &format!("{} (udgave {})", guideline.title, guideline.version), width);
        why(&mut page, guideline, explained, width);
        others(&mut page, guideline, explained, width);
        criteria(&mut page, explained, width);
        not_asked(&mut page, explained, width);
    }
    format!("{}\n", page.trim_end())
}

/// What was assumed, and what that does to the case: said before anything else, so that nobody takes it for the case.
#[must_use]
pub fn what_if(session: &Session, assumed: &[Assumed], (before, after): (&Outcome, &Outcome), width: usize) -> String {
    let mut page = String::new();
    paragraph(&mut page, "Hvad nu hvis? Sagen er ikke ændret. Der er regnet, som om:", width);
    for one in assumed {
        let from = one.from.as_ref().map_or_else(|| "ikke besvaret".to_owned(), |from| format!("”{from}”"));
        item(&mut page, &format!("{} ”{}” (i sagen: {from})", question_text(session, &one.question), one.to), width);
    }
    page.push('\n');
    let (was, is) = (headline(session, before), headline(session, after));
    let text = if was == is {
        format!("Det ændrer ikke niveauet. {is}.")
    } else {
        format!("Så ville der stå: {is}. I sagen står der: {was}.")
    };
    paragraph(&mut page, &text, width);
    for (part, (before, after)) in session.parts.iter().zip(before.parts.iter().zip(&after.parts)) {
        let guideline = part.compiled.guideline();
        let due = |outcome: &Reasoned, at: usize| outcome.assessment.advice.get(at) == Some(&State::Always);
        let only_in = |one: &Reasoned, other: &Reasoned| -> Vec<&str> {
            let duties = guideline.advice.iter().enumerate().filter(|(at, _)| due(one, *at) && !due(other, *at));
            duties.map(|(_, duty)| duty.id.as_str()).collect()
        };
        for (duties, what) in [
            (only_in(after, before), "ville blive aktuel"),
            (only_in(before, after), "ville ikke længere være sikkert aktuel"),
        ] {
            if !duties.is_empty() {
                paragraph(&mut page, &format!("Rådgivning {} {what}.", list_text(&duties)), width);
            }
        }
    }
    page
}

/// The question behind a key; the key itself where there is none.
fn question_text(session: &Session, key: &str) -> String {
    let (_, id) = split_key(key);
    let mut questions = session.parts.iter().filter_map(|part| part.compiled.guideline().question(id));
    questions.next().map_or_else(|| key.to_owned(), |(_, question)| question.text.trim().to_owned())
}

fn why(page: &mut String, guideline: &Guideline, explained: &PartExplained, width: usize) {
    let levels = names(guideline, &explained.possible);
    match &explained.sufficient {
        None => paragraph(page, &format!("Niveauet er ikke afgjort. Det kan blive {levels}."), width),
        Some(facts) if facts.is_empty() => {
            paragraph(page, &format!("Niveauet er {levels}, uanset hvad der svares."), width);
        }
        Some(facts) => {
            let answers = if facts.len() == 1 {
                "Dette svar er nok".to_owned()
            } else {
                format!("Disse {} svar er nok", facts.len())
            };
            paragraph(page, &format!("Niveauet er {levels}. {answers} til det, uanset alle andre svar:"), width);
            for fact in facts {
                item(page, &fact.statement, width);
            }
            page.push('\n');
        }
    }
}

/// The possible and the other levels: what would have to be otherwise.
fn others(page: &mut String, guideline: &Guideline, explained: &PartExplained, width: usize) {
    for other in &explained.other_levels {
        let level = names(guideline, std::slice::from_ref(&other.level));
        let Some(first) = other.ways.first() else {
            paragraph(page, &format!("{} kan ikke nås i denne retningslinje.", upper(&level)), width);
            continue;
        };
        let mut text = format!("Niveauet ville være {level}, hvis mindst {}", needed(first));
        text.push_str(if other.ways.len() > 1 { ". Ét af disse er nok:" } else { ":" });
        let _ = writeln!(page, "{}", wrap::wrapped(&text, width));
        for way in &other.ways {
            item(page, &changes(way), width);
        }
        page.push('\n');
    }
}

fn criteria(page: &mut String, explained: &PartExplained, width: usize) {
    let _ = writeln!(page, "Kriterium for kriterium");
    for criterion in &explained.criteria {
        item(page, &criterion_text(criterion), width);
    }
    page.push('\n');
}

fn criterion_text(criterion: &CriterionExplained) -> String {
    let name = format!("{} ({})", criterion.id, criterion.level);
    match (criterion.state, &criterion.missing) {
        ("met", _) => format!("{name}: opfyldt. {}", criterion.because),
        ("open", Some(missing)) => format!("{name}: ikke afgjort. {}", missing_text(missing)),
        (_, Some(missing)) => format!("{name}: ikke opfyldt. {}", missing_text(missing)),
        (_, None) => format!("{name}: ikke opfyldt, og kan ikke blive det."),
    }
}

/// `Mangler kun, at …`
#[must_use]
pub fn missing_text(missing: &[Changed]) -> String {
    let changes = list_text(&missing.iter().map(change).collect::<Vec<_>>());
    if missing.len() == 1 {
        format!("Mangler kun: {changes}.")
    } else {
        format!("Mangler {}: {changes}.", missing.len())
    }
}

/// So many answers that are not given are named; the rest are counted.
const NAMED: usize = 4;

/// `2 svar var anderledes, og 1 spørgsmål mere var besvaret`
fn needed(way: &[Changed]) -> String {
    let given = way.iter().filter(|change| change.from.is_none()).count();
    match (way.len() - given, given) {
        (changed, 0) => format!("{changed} svar var anderledes"),
        (0, given) => format!("{given} spørgsmål mere var besvaret"),
        (changed, given) => format!("{changed} svar var anderledes og {given} spørgsmål mere var besvaret"),
    }
}

/// The changed answers first, then those that are not given; where these are many, some of them.
fn changes(way: &[Changed]) -> String {
    let (changed, given): (Vec<&Changed>, Vec<&Changed>) = way.iter().partition(|change| change.from.is_some());
    let mut texts: Vec<String> = changed.into_iter().map(change).collect();
    // One more is named sooner than counted.
    let named = if given.len() == NAMED + 1 { given.len() } else { NAMED };
    let rest = given.len().saturating_sub(named);
    texts.extend(given.into_iter().take(named).map(change));
    if rest > 0 {
        texts.push(format!("bestemte svar på {rest} andre spørgsmål (se dem alle med `--format json`)"));
    }
    list_text(&texts)
}

/// `”Hvor …?” er ”let” i stedet for ”svært”`
fn change(changed: &Changed) -> String {
    match &changed.from {
        Some(from) => format!("”{}” besvaret med ”{}” i stedet for ”{from}”", changed.text, changed.to),
        None => format!("”{}” besvaret med ”{}”", changed.text, changed.to),
    }
}

/// `”Hvor …?” var besvaret med ”let” i stedet for ”svært”`
pub(super) fn changed_text(changed: &Changed) -> String {
    match &changed.from {
        Some(from) => format!("”{}” var besvaret med ”{}” i stedet for ”{from}”", changed.text, changed.to),
        None => format!("”{}” bliver besvaret med ”{}”", changed.text, changed.to),
    }
}

/// That nothing more was asked, as proof: every question without an answer, and why.
fn not_asked(page: &mut String, explained: &PartExplained, width: usize) {
    let with = |reason: &str| -> Vec<&str> {
        let matching = explained.not_asked.iter().filter(|question| question.reason == reason);
        matching.map(|question| question.text.as_str()).collect()
    };
    for (reason, intro) in [
        ("cannot-matter", "Disse spørgsmål er ikke stillet. Intet svar på dem kan ændre niveauet eller rådgivningen:"),
        ("does-not-apply", "Disse spørgsmål gælder ikke efter de svar, der er givet:"),
        ("open", "Disse spørgsmål mangler svar og kan ændre resultatet:"),
    ] {
        let questions = with(reason);
        if questions.is_empty() {
            continue;
        }
        let _ = writeln!(page, "{}", wrap::wrapped(intro, width));
        for question in questions {
            item(page, question, width);
        }
        page.push('\n');
    }
}

fn names(guideline: &Guideline, ids: &[String]) -> String {
    let place = |id: &String| guideline.national.levels.iter().position(|level| level.id == *id).map(LevelIx);
    lower_first(&levels_text(&guideline.national, &ids.iter().filter_map(place).collect::<Vec<_>>()))
}

fn upper(text: &str) -> String {
    crate::guideline::wording::statement::upper_first(text)
}
