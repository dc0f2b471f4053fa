//! Why a question is asked, and where it comes from, in plain words.
//!
//! What its answers leave possible is the engine's to say; here it is only told.

use std::fmt::Write as _;

use visitation::consult::{Consultation, branches, known};
use visitation::engine::interview::purpose::{Branch, purpose};
use visitation::engine::outcome::TooLarge;
use visitation::guideline::Guideline;
use visitation::guideline::condition::{Condition, LevelIx};
use visitation::guideline::national::Level;
use visitation::guideline::question::{Question, QuestionIx};
use visitation::guideline::wording::named::advice_text;
use visitation::guideline::wording::{list_text, reference_text};

/// Why it is asked: what each answer would leave, in every speciale that asks it.
///
/// # Errors
/// A guideline is too large.
pub fn why(session: &Consultation, asked: (usize, QuestionIx)) -> Result<String, TooLarge> {
    let Some(question) = session.question(asked.0, asked.1) else { return Ok(String::new()) };
    let mut text = String::from("Hvorfor spørges der?\n");
    for (place, part) in session.parts.iter().enumerate() {
        let guideline = part.compiled.guideline();
        let Some((ix, here)) = guideline.question(&question.id) else { continue };
        if place != asked.0 && !(question.shared && here.shared) {
            continue;
        }
        if part.asks_limits() && session.parts.len() > 1 {
            if place == asked.0 {
                text.push_str(&limits_text(guideline, ix));
            }
            continue;
        }
        if session.several() {
            let _ = writeln!(text, "{}:", guideline.title);
        }
        let branches = purpose(&part.compiled, &known(&part.answers), ix)?;
        text.push_str(&told(guideline, here, &branches));
        let criteria = criteria_text(guideline, ix);
        let advice = guideline.advice.iter().filter(|duty| rests_on(guideline, &duty.when, ix));
        for resting in [criteria, advice_text(guideline, advice)].into_iter().filter(|text| !text.is_empty()) {
            let _ = writeln!(text, "Svaret indgår i {resting}.");
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

/// `kriterier for højt niveau (H1 og H2) og for moderat niveau (M1)`: those that rest on the question, gravest first.
fn criteria_text(guideline: &Guideline, question: QuestionIx) -> String {
    let resting: Vec<_> = guideline.criteria.iter().filter(|c| rests_on(guideline, &c.when, question)).collect();
    let of_level = |(ix, level): (usize, &Level)| {
        let ids: Vec<&str> = resting.iter().filter(|c| c.level == LevelIx(ix)).map(|c| c.id.as_str()).collect();
        (!ids.is_empty()).then(|| format!("for {} niveau ({})", level.id, list_text(&ids)))
    };
    let texts: Vec<String> = guideline.national.levels.iter().enumerate().rev().filter_map(of_level).collect();
    if texts.is_empty() { String::new() } else { format!("kriterier {}", list_text(&texts)) }
}

/// Which of the law's time limits rest on the question.
fn limits_text(guideline: &Guideline, question: QuestionIx) -> String {
    let resting = guideline.national.deadlines.iter().zip(&guideline.advice);
    let resting = resting.filter(|(_, duty)| rests_on(guideline, &duty.when, question));
    let lines: Vec<String> = resting.map(|(deadline, _)| format!("  – {}\n", deadline.about.trim())).collect();
    format!("Svaret ændrer ikke niveauet. Det viser, om disse frister løber i sagen:\n{}", lines.concat())
}

fn rests_on(guideline: &Guideline, when: &Condition, question: QuestionIx) -> bool {
    let mut found = false;
    guideline.visit_all_questions(when, &mut |named| found |= named == question);
    found
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
