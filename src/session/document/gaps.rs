//! What the documents of a case still lack, by the topic under which it is noted.
//!
//! The checker says what is missing. Here stands only under which topic a person says it.

use super::justify::input;
use visitation::case::{Case, Topic};
use visitation::consult::{Consultation, NoOutcome};
use visitation::justification::check::{Element, Verdict, check};

/// A topic under which something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Where it is noted.
    pub topic: Topic,
    /// What is missing, in Danish.
    pub what: String,
}

/// Them all, each topic once, in the order of the checklists.
///
/// # Errors
/// The answers of the case contradict each other.
pub fn of(case: &Case, session: &Consultation) -> Result<Vec<Gap>, NoOutcome> {
    let mut gaps: Vec<Gap> = Vec::new();
    for Element { code, verdict, .. } in check(&input(case, session, &session.outcome()?)) {
        let Verdict::Missing(what) = verdict else { continue };
        for part in what.split("; ") {
            let Some(topic) = topic(code, part) else { continue };
            match gaps.iter_mut().find(|gap| gap.topic == topic) {
                None => gaps.push(Gap { topic, what: part.to_owned() }),
                Some(gap) if gap.what.split("; ").any(|there| there == part) => {}
                Some(gap) => gap.what = format!("{}; {part}", gap.what),
            }
        }
    }
    Ok(gaps)
}

/// How many topics are left, as a line above the question.
#[must_use]
pub fn left(count: usize) -> String {
    match count {
        0 => "Der mangler ikke noget.".to_owned(),
        1 => "Der mangler noget under 1 emne.".to_owned(),
        many => format!("Der mangler noget under {many} emner. De står først."),
    }
}

/// Where a missing part of an element is noted. `None`: not among the notes.
fn topic(code: &str, part: &str) -> Option<Topic> {
    let says = |word: &str| part.contains(word);
    Some(match code {
        // The case's number and the sources of answers are not notes.
        "A1" if says("sagsnummer") => return None,
        "A5" if says("hvert svar") => return None,
        "A1" if says("myndighed") => Topic::Authority,
        "A17" => Topic::Authority,
        "A1" if says("modtager") => Topic::Recipient,
        "F6" => Topic::Recipient,
        "F10" if says("søgt") || says("henvendelsen") => Topic::Application,
        "A4" | "F1" if says("`dele`") || says("hver del") => Topic::Element,
        "A4" | "F1" if !says("for afgørelsen") => Topic::Law,
        "A2" if says("opfølgning") => Topic::FollowUp,
        "A15" => Topic::FollowUp,
        "A1" | "A2" | "A3" | "A4" | "A18" | "F1" | "F9" | "F17" => Topic::Decision,
        "F7" if says("vægt") => Topic::Fact,
        "A5" | "A10" | "F3" | "F8" | "F16" => Topic::Fact,
        "A8" | "F7" if says("barnets") => Topic::Child,
        "F18" => Topic::Child,
        "A8" | "F7" => Topic::Wish,
        "A6" if says("niveau") || says("de svar, der mangler") => Topic::Level,
        "F11" if says("niveau") => Topic::Level,
        "A9" | "F11" => Topic::Advice,
        "A7" | "F2" if says("om økonomi") || says("hvordan økonomi") => Topic::Economy,
        "F15" => Topic::Economy,
        "F4" if says("et hensyn") => Topic::Consideration,
        "A7" | "F2" => Topic::Consideration,
        "A6" | "F4" => Topic::Assessment,
        "A11" | "F5" => Topic::Hearing,
        "A12" => Topic::Alternative,
        "A13" | "F10" => Topic::Whole,
        "A14" => Topic::Plan,
        "F13" | "F14" => Topic::Offer,
        "A16" | "F12" | "B12" => Topic::Appeal,
        _ if code.starts_with('B') => Topic::WishedOffer,
        _ => return None,
    })
}
