//! The page that is shown when an interview ends: recommendation or doubt, why, what is due, what is missing.
//!
//! Draws with `terminal`, words with `wording`. Never calls anything here a decision.

use super::deadlines::{deadlines, limits};
use super::doubt::open_questions;
use super::duties::duties;
use super::grounds::grounds;
use super::transitions::transitions;
use crate::terminal::{Frames, Look, wrap};
use std::fmt::Write as _;

use visitation::consult::explain::explain;
use visitation::consult::{Consultation, Outcome, headline, level_line};
use visitation::engine::interview::Reason;
use visitation::guideline::wording::IDLE;
use visitation::guideline::{Guideline, Status};
use visitation::time::facts::Facts;

/// The whole page: for every speciale the fewest answers that are enough come first.
#[must_use]
pub fn page(session: &Consultation, outcome: &Outcome, (facts, look): (&Facts, Look)) -> String {
    let width = look.width;
    // What is too large to be explained is still recommended, with its criteria as reasons.
    let explained = explain(session, outcome, Vec::new()).map(|explanation| explanation.parts).unwrap_or_default();
    let mut page = String::new();
    paragraph(&mut page, &headline(session, outcome), width);
    if outcome.overall.len() > 1 {
        let text =
            "De svar, der er givet, rækker ikke til at anbefale ét niveau. Nedenfor står, hvad der kan afgøre det.";
        paragraph(&mut page, text, width);
    }
    let mut told = Vec::new();
    let limits = limits(session, outcome, facts);
    for (place, (part, reasoned)) in session.parts.iter().zip(&outcome.parts).enumerate() {
        let guideline = part.compiled.guideline();
        heading(&mut page, &format!("{} (udgave {})", guideline.title, guideline.version), look);
        if session.parts.len() > 1 {
            paragraph(&mut page, &level_line(&guideline.national, &reasoned.assessment.possible), width);
        }
        grounds(&mut page, part, (reasoned, explained.get(place)), width);
        open_questions(&mut page, part, reasoned, width);
        duties(&mut page, (guideline, reasoned), &mut told, (&limits, look));
    }
    deadlines(&mut page, (session, outcome), &limits, (facts, width));
    transitions(&mut page, &limits, width);
    caveat(&mut page, &session.guidelines(), width);
    format!("{}\n", page.trim_end())
}

/// One line of a list.
pub(super) fn item(page: &mut String, text: &str, width: usize) {
    let _ = writeln!(page, "{}", wrap::hanging("  – ", text, width));
}

/// A list, and the empty line after it.
pub(super) fn list(page: &mut String, texts: &[String], width: usize) {
    for text in texts {
        item(page, text, width);
    }
    page.push('\n');
}

/// Answers that are kept and do not apply: shown apart, as such, and not with what they say.
pub(super) fn idle(page: &mut String, questions: &[String], width: usize) {
    if !questions.is_empty() {
        let _ = writeln!(page, "{}", wrap::wrapped(IDLE, width));
        list(page, questions, width);
    }
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

pub(super) fn paragraph(page: &mut String, text: &str, width: usize) {
    let _ = writeln!(page, "{}\n", wrap::wrapped(text, width));
}

pub(super) fn heading(page: &mut String, text: &str, look: Look) {
    let text = wrap::wrapped(text, look.width);
    if look.frames == Frames::Told {
        let _ = writeln!(page, "{text}\n");
        return;
    }
    let _ = writeln!(page, "{text}\n{}\n", "─".repeat(console::measure_text_width(text.lines().last().unwrap_or(""))));
}

/// What the guidelines are worth, said once.
fn caveat(page: &mut String, guidelines: &[&Guideline], width: usize) {
    let with = |status: Status| guidelines.iter().filter(|guideline| guideline.status == status).count();
    let drafts = match (with(Status::Draft), guidelines.len()) {
        (0, _) => "",
        (1, 1) => "Retningslinjen er et udkast. Den er ikke udstedt af en myndighed og skal bruges derefter.",
        (some, all) if some == all => {
            "Retningslinjerne er udkast. De er ikke udstedt af en myndighed og skal bruges derefter."
        }
        _ => "Nogle af retningslinjerne er udkast. De er ikke udstedt af en myndighed og skal bruges derefter.",
    };
    let hearing = match (with(Status::Hearing), guidelines.len()) {
        (0, _) => "",
        (1, 1) => "Retningslinjen er i høring og gælder ikke endnu.",
        _ => "Nogle af retningslinjerne er i høring og gælder ikke endnu.",
    };
    for text in [drafts, hearing].into_iter().filter(|text| !text.is_empty()) {
        paragraph(page, text, width);
    }
}
