//! Why a question is asked, and where it comes from, in plain words.
//!
//! What its answers leave possible is the engine's to say; here it is only told.

use std::fmt::Write as _;

use crate::engine::interview::purpose::{Answered, Branch, purpose};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::Condition;
use crate::guideline::question::{Answer, Question, QuestionIx, Value};
use crate::guideline::wording::statement::{answer_words, upper_first};
use crate::guideline::wording::{list_text, reference_text};
use crate::session::outcome::page::levels_text;
use crate::session::{Session, known};

/// So many things of one kind are named; the rest are counted.
const NAMED: usize = 4;

/// Why it is asked: what each answer would leave, in every speciale that asks it.
///
/// # Errors
/// A guideline is too large.
pub fn why(session: &Session, asked: (usize, QuestionIx)) -> Result<String, TooLarge> {
    let Some(question) = session.question(asked.0, asked.1) else { return Ok(String::new()) };
    let mut text = String::from("Hvorfor spørges der?\n");
    for (place, part) in session.parts.iter().enumerate() {
        let guideline = part.compiled.guideline();
        let Some((ix, here)) = guideline.question(&question.id) else { continue };
        if place != asked.0 && !(question.shared && here.shared) {
            continue;
        }
        if session.parts.len() > 1 {
            let _ = writeln!(text, "{}:", guideline.title);
        }
        let branches = purpose(&part.compiled, &known(&part.answers), ix)?;
        text.push_str(&told(guideline, here, &branches));
        let criteria = resting_on(guideline, ix, guideline.criteria.iter().map(|c| (c.id.as_str(), &c.when)));
        if !criteria.is_empty() {
            let _ = writeln!(text, "Svaret indgår i {}.", named(&criteria, "kriterium", "kriterierne"));
        }
        let duties = resting_on(guideline, ix, guideline.advice.iter().map(|d| (d.id.as_str(), &d.when)));
        if !duties.is_empty() {
            let _ = writeln!(text, "Svaret indgår i {}.", named(&duties, "rådgivning", "rådgivningen"));
        }
    }
    if question.always_asked {
        text.push_str("Spørgsmålet stilles altid, også når svaret ikke ændrer niveauet.\n");
    }
    Ok(text)
}

/// One line per set of answers that leave the same.
fn told(guideline: &Guideline, question: &Question, branches: &[Branch]) -> String {
    let [first, others @ ..] = branches else { return String::new() };
    if others.is_empty() {
        return if guideline.national.levels.len() > 1 && first.leaves.levels.len() > 1 {
            "Svaret afgør ikke noget alene, men kan gøre det sammen med de næste svar.\n".to_owned()
        } else {
            String::new()
        };
    }
    let mut text = String::new();
    for branch in branches {
        let answers: Vec<String> = branch.answers.iter().map(|answer| answer_text(question, *answer)).collect();
        let mut line = format!("  {}: {}", upper_first(&alternatives(&answers)), levels(guideline, branch));
        let due: Vec<&str> = guideline
            .advice
            .iter()
            .zip(branch.leaves.advice.iter().enumerate())
            // Only what is not the same whatever the answer.
            .filter(|(_, (at, state))| {
                **state == State::Always && branches.iter().any(|other| other.leaves.advice.get(*at) != Some(state))
            })
            .map(|(duty, _)| duty.id.as_str())
            .collect();
        if !due.is_empty() {
            let _ = write!(line, ", og rådgivning {} bliver aktuel", list_text(&due));
        }
        let _ = writeln!(text, "{line}.");
    }
    text
}

fn levels(guideline: &Guideline, branch: &Branch) -> String {
    match branch.leaves.levels.as_slice() {
        [only] => format!("niveauet er {}", levels_text(&guideline.national, &[*only])),
        several => format!("niveauet kan blive {}", levels_text(&guideline.national, several)),
    }
}

fn answer_text(question: &Question, answer: Answered) -> String {
    let ordinal = |n: i64| format!("”{}”", answer_words(question, Answer::Known(Value::Ordinal(n))));
    match answer {
        Answered::Ordinal(n) => ordinal(n),
        Answered::Between(first, last) if first == last => first.to_string(),
        Answered::Between(first, last) => format!("fra {first} til {last}"),
        Answered::Has(option) => {
            question.kind.choices().get(option).map_or_else(String::new, |choice| format!("”{}”", choice.text.trim()))
        }
        Answered::Empty => "ingen af dem".to_owned(),
    }
}

/// `a, b eller c`, the rest counted.
fn alternatives(texts: &[String]) -> String {
    let mut texts = texts.to_vec();
    if texts.len() > NAMED + 1 {
        let rest = texts.split_off(NAMED).len();
        texts.push(format!("{rest} andre svar"));
    }
    match texts.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} eller {last}", first.join(", ")),
        _ => texts.concat(),
    }
}

/// The ids of those whose condition rests on the question.
fn resting_on<'a>(
    guideline: &Guideline,
    question: QuestionIx,
    conditions: impl Iterator<Item = (&'a str, &'a Condition)>,
) -> Vec<&'a str> {
    conditions.filter(|(_, when)| rests_on(guideline, when, question)).map(|(id, _)| id).collect()
}

fn rests_on(guideline: &Guideline, when: &Condition, question: QuestionIx) -> bool {
    let mut found = false;
    guideline.visit_all_questions(when, &mut |named| found |= named == question);
    found
}

fn named(ids: &[&str], one: &str, many: &str) -> String {
    match ids {
        [only] => format!("{one} {only}"),
        several => format!("{many} {}", list_text(several)),
    }
}

/// Where a question comes from, told on `?`.
#[must_use]
pub fn origin(guideline: &Guideline, question: &Question) -> String {
    let mut lines = Vec::new();
    if question.shared {
        lines.push("Spørgsmålet er fælles for alle specialer og stilles én gang i sagen.".to_owned());
    } else {
        lines.push(format!("Spørgsmålet er fra {}, udgave {}.", guideline.title, guideline.version));
    }
    if let Some((ix, _)) = guideline.question(&question.id) {
        let resting = guideline.criteria.iter().filter(|criterion| rests_on(guideline, &criterion.when, ix));
        let mut ids: Vec<&str> = resting.filter_map(|criterion| criterion.source.as_deref()).collect();
        ids.sort_unstable();
        ids.dedup();
        let sources = guideline.references.iter().filter(|source| ids.contains(&source.id.as_str()));
        let texts: Vec<String> = sources.map(reference_text).collect();
        if !texts.is_empty() {
            lines.push(format!("Kilde: {}.", texts.join("; ")));
        }
    }
    if question.ffb.is_some() {
        lines.push("Begrebet findes i Fælles Faglige Begreber (FFB).".to_owned());
    }
    lines.join("\n")
}
