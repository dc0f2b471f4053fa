//! An explanation as a page for people.

use super::page::{heading, idle, item, list, paragraph};
use crate::terminal::{Look, wrap};
use std::fmt::Write as _;

use visitation::consult::explain::{Assumed, Changed, CriterionExplained, Explanation, PartExplained};
use visitation::consult::{Consultation, Outcome, Reasoned, headline};
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;
use visitation::guideline::condition::LevelIx;
use visitation::guideline::wording::named::{advice_text, levels_text};
use visitation::guideline::wording::one_of_text;
use visitation::guideline::wording::statement::lower_first;

/// The whole page.
#[must_use]
pub fn page(session: &Consultation, explanation: &Explanation, look: Look) -> String {
    let width = look.width;
    let mut page = String::new();
    for (part, explained) in session.parts.iter().zip(&explanation.parts) {
        let guideline = part.compiled.guideline();
        heading(&mut page, &format!("{} (udgave {})", guideline.title, guideline.version), look);
        why(&mut page, guideline, explained, width);
        others(&mut page, guideline, explained, width);
        criteria(&mut page, guideline, explained, width);
        not_asked(&mut page, explained, width);
        let text = |id: &String| Some(guideline.question(id)?.1.text.trim().to_owned());
        idle(&mut page, &explained.not_applying.iter().filter_map(text).collect::<Vec<_>>(), width);
    }
    format!("{}\n", page.trim_end())
}

/// What was assumed, and what that does to the case: said before anything else, so that nobody takes it for the case.
#[must_use]
pub fn what_if(
    session: &Consultation,
    assumed: &[Assumed],
    (before, after): (&Outcome, &Outcome),
    width: usize,
) -> String {
    let mut page = String::new();
    paragraph(&mut page, "Hvad nu hvis? Sagen er ikke ændret. Der er regnet, som om:", width);
    for one in assumed {
        let question = session.question_text(&one.question);
        let idle = if one.applies { "" } else { ". Spørgsmålet gælder ikke, så svaret ændrer intet" };
        item(&mut page, &format!("{}{idle}", assumed_text(&question, &one.to, one.from.as_deref())), width);
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
        let only_in = |one: &Reasoned, other: &Reasoned| -> String {
            let duties = guideline.advice.iter().enumerate().filter(|(at, _)| due(one, *at) && !due(other, *at));
            advice_text(guideline, duties.map(|(_, duty)| duty))
        };
        for (duties, what) in [
            (only_in(after, before), "ville blive aktuel"),
            (only_in(before, after), "ville ikke længere være sikkert aktuel"),
        ] {
            if !duties.is_empty() {
                paragraph(&mut page, &format!("{} {what}.", upper(&duties)), width);
            }
        }
    }
    page
}

fn why(page: &mut String, guideline: &Guideline, explained: &PartExplained, width: usize) {
    let levels = names(guideline, &explained.possible);
    let stands = match &explained.sufficient {
        None => format!("Niveauet er ikke afgjort. Det kan blive {levels}."),
        Some(_) => format!("Niveauet er {levels}."),
    };
    if explained.reasons.is_empty() {
        paragraph(page, &stands, width);
    } else {
        let speaks = if explained.sufficient.is_none() { "det laveste af dem" } else { "det" };
        let answers = if explained.reasons.len() == 1 { "Dette svar" } else { "Disse svar" };
        let _ = writeln!(page, "{}", wrap::wrapped(&format!("{stands} {answers} taler for {speaks}:"), width));
        list(page, &explained.reasons.iter().map(|fact| fact.statement.clone()).collect::<Vec<_>>(), width);
    }
    match &explained.sufficient {
        None => {}
        Some(facts) if facts.is_empty() => {
            paragraph(page, "Niveauet er det samme, uanset hvad der svares.", width);
        }
        Some(facts) => {
            let answers = if facts.len() == 1 {
                "Det mindste, der er nok til niveauet uanset alle andre svar, er dette svar:".to_owned()
            } else {
                format!("Det mindste, der er nok til niveauet uanset alle andre svar, er disse {} svar:", facts.len())
            };
            let _ = writeln!(page, "{}", wrap::wrapped(&answers, width));
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
        ways(page, &other.ways, width);
        page.push('\n');
    }
}

fn criteria(page: &mut String, guideline: &Guideline, explained: &PartExplained, width: usize) {
    let _ = writeln!(page, "Kriterium for kriterium");
    if !explained.one_of.is_empty() {
        let ids: Vec<&str> = explained.one_of.iter().map(String::as_str).collect();
        let lowest = names(guideline, explained.possible.get(..1).unwrap_or_default());
        let _ = writeln!(page, "{}", wrap::wrapped(&one_of_text(&ids, &lowest, explained.possible.len() > 1), width));
    }
    for criterion in &explained.criteria {
        let (text, missing) = criterion_text(criterion);
        item(page, &text, width);
        for change in missing {
            sub_item(page, &change_text(change), width);
        }
    }
    page.push('\n');
}

/// How a criterion stands, and the changes that are to stand below it.
fn criterion_text(criterion: &CriterionExplained) -> (String, &[Changed]) {
    let name = format!("{} ({})", criterion.id, criterion.level);
    let state = match (criterion.state, &criterion.missing) {
        ("met", _) => return (format!("{name}: opfyldt. {}", criterion.because), &[]),
        (_, None) => return (format!("{name}: ikke opfyldt, og kan ikke blive det."), &[]),
        ("open", Some(_)) => "ikke afgjort",
        (_, Some(_)) => "ikke opfyldt",
    };
    match criterion.missing.as_deref().unwrap_or_default() {
        [only] => (format!("{name}: {state}. Mangler kun: {}", change_text(only)), &[]),
        several => (format!("{name}: {state}. Mangler {}:", several.len()), several),
    }
}

/// So many answers that are not given are named; the rest are counted.
const NAMED: usize = 4;

/// `2 svar var anderledes, og 1 spørgsmål mere var besvaret`
fn needed(way: &[Changed]) -> String {
    let given = way.iter().filter(|change| change.given).count();
    match (way.len() - given, given) {
        (changed, 0) => format!("{changed} svar var anderledes"),
        (0, given) => format!("{given} spørgsmål mere var besvaret"),
        (changed, given) => format!("{changed} svar var anderledes og {given} spørgsmål mere var besvaret"),
    }
}

/// Each way to another level, one line per change; where ways have several changes, they are told apart by number.
fn ways(page: &mut String, ways: &[Vec<Changed>], width: usize) {
    let single = ways.len() == 1 || ways.iter().all(|way| way.len() == 1);
    for (number, way) in (1..).zip(ways) {
        if !single {
            let _ = writeln!(page, "  {number}. mulighed");
        }
        for text in changes(way) {
            if single { item(page, &text, width) } else { sub_item(page, &text, width) }
        }
    }
}

/// A line of a list within a list.
fn sub_item(page: &mut String, text: &str, width: usize) {
    let _ = writeln!(page, "{}", wrap::hanging("      – ", text, width));
}

/// The changed answers first, then those that are not given; where these are many, some of them.
fn changes(way: &[Changed]) -> Vec<String> {
    let (changed, given): (Vec<&Changed>, Vec<&Changed>) = way.iter().partition(|change| !change.given);
    let mut texts: Vec<String> = changed.into_iter().map(change_text).collect();
    // One more is named sooner than counted.
    let named = if given.len() == NAMED + 1 { given.len() } else { NAMED };
    let rest = given.len().saturating_sub(named);
    texts.extend(given.into_iter().take(named).map(change_text));
    if rest > 0 {
        texts.push(format!("bestemte svar på {rest} andre spørgsmål (se dem alle med `--format json`)"));
    }
    texts
}

/// `Hvor …? ”let” (i sagen: ”svært”)`
fn change_text(changed: &Changed) -> String {
    assumed_text(&changed.text, &changed.to, changed.from.as_deref())
}

/// A question, an answer to it, and what the case has.
fn assumed_text(question: &str, to: &str, from: Option<&str>) -> String {
    let from = from.map_or_else(|| "intet kendt svar".to_owned(), |from| format!("”{from}”"));
    format!("{question} ”{to}” (i sagen: {from})")
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
    visitation::guideline::wording::statement::upper_first(text)
}
