//! Why a criterion or a duty stands as it does, as a sentence for people.
//!
//! What a guideline's `fordi` says counts only where the condition holds in every completion; of the others
//! it is said what they wait for.

use crate::engine::explain::{Reader, support};
use crate::engine::outcome::State;
use crate::guideline::condition::{Condition, ConditionKind};
use crate::guideline::question::QuestionIx;
use crate::guideline::standing::Standing;
use crate::guideline::wording::because::{Grounds, fill};
use crate::guideline::{Guideline, wording};

/// How the citizen is addressed in tables and notes.
pub const PERSON: &str = "Borgeren";

/// A case whose reasons are to be told.
#[derive(Debug, Clone)]
pub struct Reasons<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// How its questions stand.
    pub standings: &'a [Standing],
    /// The same for the engine: the answers that count.
    pub reader: Reader<'a>,
    /// How the citizen is addressed.
    pub person: &'a str,
}

/// The reason given for a criterion or a duty.
#[must_use]
pub fn reason(case: &Reasons<'_>, when: &Condition, because: Option<&str>, state: State) -> String {
    let Reasons { guideline, standings, reader, person } = case;
    match state {
        State::Always => {
            let reasons = support(reader, when);
            let grounds = Grounds { guideline, standings, reasons: &reasons, person };
            let text = fill(because.unwrap_or("{grunde}."), grounds);
            if text.is_empty() { without_answers(when) } else { text }
        }
        State::Never => "Ikke opfyldt.".to_owned(),
        State::Open => waits_for(guideline, standings, when),
    }
}

/// The reason of a condition that no single answer carries: it rests on the outcome itself, or on nothing.
fn without_answers(when: &Condition) -> String {
    match wording::list_text(&beside_answers(when)).as_str() {
        "" => "Gælder uanset svarene.".to_owned(),
        outcome => format!("Det følger af {outcome}."),
    }
}

/// What a condition speaks of beside answers, in words that follow "af".
fn beside_answers(when: &Condition) -> Vec<String> {
    let level = when.has_part(&|kind| matches!(kind, ConditionKind::Level { .. }));
    let doubt = when.has_part(&|kind| matches!(kind, ConditionKind::Doubt));
    let count = when.has_part(&|kind| matches!(kind, ConditionKind::SpecialeCount { .. }));
    let outcome = match (level, doubt) {
        (true, true) => Some("niveauet eller tvivlen om det"),
        (true, false) => Some("niveauet"),
        (false, true) => Some("tvivlen om niveauet"),
        (false, false) => None,
    };
    let specialer = count.then_some("antallet af specialer i sagen");
    outcome.into_iter().chain(specialer).map(str::to_owned).collect()
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
    let Reasons { guideline, standings, reader, person } = case;
    let carrying = support(reader, when);
    let apart = Grounds { guideline, standings, reasons: &[], person };
    let conclusion = because.map_or_else(String::new, |because| fill(because, apart));
    Told { answers: carrying, conclusion }
}

/// So many of the questions a condition waits for are named; the rest are counted.
const NAMED: usize = 3;

/// `Kan ikke afgøres endnu. Det afhænger af …`
fn waits_for(guideline: &Guideline, standings: &[Standing], when: &Condition) -> String {
    let mut texts: Vec<String> = unknown(guideline, standings, when)
        .into_iter()
        .filter_map(|ix| guideline.questions.get(ix.0))
        .map(|question| format!("”{}”", question.text.trim()))
        .collect();
    if texts.is_empty() {
        texts = beside_answers(when);
    }
    if texts.is_empty() {
        return "Kan ikke afgøres endnu.".to_owned();
    }
    if texts.len() > NAMED + 1 {
        let rest = texts.split_off(NAMED).len();
        texts.push(format!("{rest} andre spørgsmål"));
    }
    format!("Kan ikke afgøres endnu. Det afhænger af {}.", wording::list_text(&texts))
}

/// The questions behind a condition that may apply and are not wholly known, in file order.
fn unknown(guideline: &Guideline, standings: &[Standing], when: &Condition) -> Vec<QuestionIx> {
    let mut named = Vec::new();
    guideline.visit_all_questions(when, &mut |question| named.push(question));
    let open = |standing: &Standing| match standing {
        Standing::NotAsked | Standing::NotKnown => true,
        Standing::Known(value) => !value.is_whole(),
        Standing::DoesNotApply | Standing::Words(_) => false,
    };
    named.retain(|question| standings.get(question.0).is_some_and(open));
    named.sort_unstable();
    named.dedup();
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::condition::{Comparison, LevelIx};
    use crate::guideline::source::Span;

    fn condition(kind: ConditionKind) -> Condition {
        Condition::new(kind, Span::default())
    }

    #[test]
    fn a_duty_without_words_of_its_own_says_what_it_rests_on() {
        let level = condition(ConditionKind::Level { op: Comparison::GreaterOrEqual, level: LevelIx(2) });
        let doubt = condition(ConditionKind::Doubt);
        assert_eq!(without_answers(&level), "Det følger af niveauet.");
        assert_eq!(without_answers(&doubt), "Det følger af tvivlen om niveauet.");
        let either = condition(ConditionKind::Any(vec![level, doubt]));
        assert_eq!(without_answers(&either), "Det følger af niveauet eller tvivlen om det.");
        let several = condition(ConditionKind::SpecialeCount { op: Comparison::GreaterOrEqual, number: 2 });
        assert_eq!(without_answers(&several), "Det følger af antallet af specialer i sagen.");
        assert_eq!(without_answers(&condition(ConditionKind::All(vec![]))), "Gælder uanset svarene.");
    }
}
