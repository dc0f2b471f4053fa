//! Goals and their reasons in Danish, for people who know the guideline and not its engine.

use super::goal::{Goal, Reason, Reply};
use crate::guideline::Guideline;
use crate::guideline::question::{Kind, Question, QuestionIx};

/// What an example should show.
#[must_use]
pub fn goal(goal: Goal, guideline: &Guideline) -> String {
    let criterion = |place: usize| guideline.criteria.get(place).map_or("", |criterion| criterion.id.as_str());
    let duty = |place: usize| guideline.advice.get(place).map_or("", |duty| duty.id.as_str());
    match goal {
        Goal::Decides(place) => format!("{} afgør niveauet", criterion(place)),
        Goal::Holds(place) => format!("{} er opfyldt", criterion(place)),
        Goal::Answered(QuestionIx(place), reply) => guideline.questions.get(place).map_or_else(String::new, |question| {
            format!("{} besvares med {}", question.id, answer(reply, question))
        }),
        Goal::Due(place) => format!("{} er aktuel", duty(place)),
        Goal::NotDue(place) => format!("{} er ikke aktuel", duty(place)),
        Goal::Doubt => "sagen er i tvivl".to_owned(),
    }
}

/// The heading under which a goal belongs.
#[must_use]
pub fn kind(goal: Goal) -> &'static str {
    match goal {
        Goal::Decides(_) | Goal::Holds(_) => "criterion",
        Goal::Answered(..) => "answer",
        Goal::Due(_) => "due",
        Goal::NotDue(_) => "not_due",
        Goal::Doubt => "doubt",
    }
}

/// Why a goal is not asked for.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NeverMet => "kriteriet kan aldrig være opfyldt",
        Reason::NeverAnswered => "`aldrig` eller `spørg_når` udelukker svaret",
        Reason::NeverDue => "den kan aldrig blive aktuel i denne retningslinje",
        Reason::AlwaysDue => "den er aktuel i enhver sag",
        Reason::SeveralSpecialer => "det kræver flere specialer i samme sag, og et eksempel har ét",
    }
}

fn answer(reply: Reply, question: &Question) -> String {
    let choice = |place: usize| question.kind.choices().get(place).map_or("", |choice| choice.id.as_str());
    match (reply, &question.kind) {
        (Reply::Between(value, _), Kind::YesNo) => if value == 1 { "ja" } else { "nej" }.to_owned(),
        (Reply::Between(first, last), Kind::Number { .. }) if first == last => first.to_string(),
        (Reply::Between(first, last), Kind::Number { .. }) => format!("{first}–{last}"),
        (Reply::Between(place, _), _) => choice(usize::try_from(place).unwrap_or(usize::MAX)).to_owned(),
        (Reply::With(option), _) => choice(option).to_owned(),
    }
}
