//! Why a question is asked, and where it comes from, in plain words.
//!
//! What its answers leave possible is the engine's to say; here it is only told.

use std::fmt::Write as _;

use crate::engine::interview::purpose::{Branch, purpose};
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::Condition;
use crate::guideline::question::{Question, QuestionIx};
use crate::guideline::wording::{list_text, reference_text};
use crate::session::outcome::branches;
use crate::session::{Session, known};

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

/// What its answers leave.
fn told(guideline: &Guideline, question: &Question, branches: &[Branch]) -> String {
    let lines = branches::lines(guideline, question, branches);
    if !lines.is_empty() {
        return format!("  {}\n", lines.join("\n  "));
    }
    match branches {
        [only] if only.leaves.levels.len() > 1 => {
            "Svaret afgør ikke noget alene, men kan gøre det sammen med de næste svar.\n".to_owned()
        }
        _ => String::new(),
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
