//! Why a criterion or a duty stands as it does, as a sentence for people.
//!
//! What a guideline's `fordi` says counts only where the condition holds in every completion; of the others
//! it is said what they wait for.

use crate::engine::explain::{Reader, support};
use crate::engine::outcome::State;
use crate::guideline::condition::Condition;
use crate::guideline::question::{Answer, QuestionIx};
use crate::guideline::wording::because::{Grounds, fill};
use crate::guideline::{Guideline, wording};

/// How the citizen is addressed in tables and notes.
pub const PERSON: &str = "Borgeren";

/// A case whose reasons are to be told.
#[derive(Debug, Clone)]
pub struct Reasons<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// Its answers, by question.
    pub answers: &'a [Option<Answer>],
    /// The same for the engine.
    pub reader: Reader<'a>,
    /// How the citizen is addressed.
    pub person: &'a str,
}

/// The reason given for a criterion or a duty.
#[must_use]
pub fn reason(case: &Reasons<'_>, when: &Condition, because: Option<&str>, state: State) -> String {
    let Reasons { guideline, answers, reader, person } = case;
    match state {
        State::Always => {
            let reasons = support(reader, when);
            let grounds = Grounds { guideline, answers, reasons: &reasons, person };
            let text = fill(because.unwrap_or("{grunde}."), grounds);
            if text.is_empty() { "Gælder uanset svarene.".to_owned() } else { text }
        }
        State::Never => "Ikke opfyldt.".to_owned(),
        State::Open => waits_for(guideline, answers, when),
    }
}

/// What holds for certain, taken apart: the answers behind it, and what the author concludes from them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The answers that carry it, in file order.
    pub answers: Vec<QuestionIx>,
    /// What `fordi` says beside stating them; empty where it says no more.
    pub conclusion: String,
}

/// Takes the reason of something that holds apart, so that an answer behind several of them need be stated once only.
#[must_use]
pub fn told(case: &Reasons<'_>, when: &Condition, because: Option<&str>) -> Told {
    let Reasons { guideline, answers, reader, person } = case;
    let carrying = support(reader, when);
    let apart = Grounds { guideline, answers, reasons: &[], person };
    let conclusion = because.map_or_else(String::new, |because| fill(because, apart));
    Told { answers: carrying, conclusion }
}

/// So many of the questions a condition waits for are named; the rest are counted.
const NAMED: usize = 3;

/// `Kan ikke afgøres endnu. Det afhænger af …`
fn waits_for(guideline: &Guideline, answers: &[Option<Answer>], when: &Condition) -> String {
    let mut texts: Vec<String> = unknown(guideline, answers, when)
        .into_iter()
        .filter_map(|ix| guideline.questions.get(ix.0))
        .map(|question| format!("”{}”", question.text.trim()))
        .collect();
    if texts.is_empty() {
        return "Kan ikke afgøres endnu.".to_owned();
    }
    if texts.len() > NAMED + 1 {
        let rest = texts.split_off(NAMED).len();
        texts.push(format!("{rest} andre spørgsmål"));
    }
    format!("Kan ikke afgøres endnu. Det afhænger af {}.", wording::list_text(&texts))
}

/// The questions behind a condition without a known value, in file order.
fn unknown(guideline: &Guideline, answers: &[Option<Answer>], when: &Condition) -> Vec<QuestionIx> {
    let mut named = Vec::new();
    guideline.visit_all_questions(when, &mut |question| named.push(question));
    named.retain(|question| !matches!(answers.get(question.0), Some(Some(Answer::Known(_)))));
    named.sort_unstable();
    named.dedup();
    named
}
