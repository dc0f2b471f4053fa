//! The proposals as an answers file that `visit assess --answers` reads.
//!
//! Every answer says where it comes from, what it rests on, and that nobody has confirmed it.

use std::fmt::Write as _;

use super::intake::Intake;
use crate::guideline::answers::Sheet;
use crate::guideline::raw::examples::RawAnswer;
use crate::guideline::wording::date_text;

/// `Fagsystemet (FFB uddatasæt, 27. november 2026)`
#[must_use]
pub fn source_words(intake: &Intake) -> String {
    let day = intake.day().map(|day| format!(", {}", date_text(day))).unwrap_or_default();
    format!("Fagsystemet ({}{day})", intake.guide.name())
}

/// So begins the note of an answer that nobody has confirmed. Whoever confirms it takes the words away.
pub const UNCONFIRMED: &str = "Forslag, ikke bekræftet.";

/// Is it still a proposal, and so no answer?
#[must_use]
pub fn is_unconfirmed(answer: &RawAnswer) -> bool {
    answer.note.as_ref().is_some_and(|note| note.starts_with(UNCONFIRMED))
}

/// How many answers of a file are still proposals.
#[must_use]
pub fn unconfirmed(sheet: &Sheet) -> usize {
    sheet.raw.answers.iter().filter(|answer| is_unconfirmed(answer)).count()
}

/// The answers file.
#[must_use]
pub fn answers_file(intake: &Intake) -> String {
    let mut text =
        "# Forslag læst fra fagsystemet, som har spurgt om noget andet, end visit spørger om. De tæller ikke som svar, før de er\n# bekræftet: `visit assess --answers` spørger om hvert, eller fjern selv »Forslag, ikke bekræftet.« fra det, du bekræfter.\n"
            .to_owned();
    text.push_str(if intake.proposals.is_empty() { "svar: {}\n" } else { "svar:\n" });
    let source = quoted(&source_words(intake));
    for proposal in &intake.proposals {
        let answer = match (proposal.question, proposal.answer.as_slice()) {
            ("målgruppe", options) => format!("[{}]", options.join(", ")),
            ("ønsker", words) => quoted(&words.concat()),
            (_, options) => options.concat(),
        };
        let _ = writeln!(text, "  {}:\n    svar: {answer}\n    kilde: {source}", proposal.question);
        if let Some(date) = proposal.date {
            let _ = writeln!(text, "    dato: {date}");
        }
        let note = format!("{UNCONFIRMED} Bygger på {}.", proposal.basis.join("; "));
        let _ = writeln!(text, "    note: {}", quoted(&note));
    }
    text
}

/// A YAML scalar in double quotes: JSON's escapes are YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
