//! Goals and their reasons in Danish, for people who know the guideline and not its engine.

use super::goal::{Goal, Reason, Reply};
use super::mutation::{Mutation, Part};
use crate::engine::outcome::Contradiction;
use crate::guideline::Guideline;
use crate::guideline::ids;
use crate::guideline::question::{Kind, Question, QuestionIx};

/// What an example should show.
#[must_use]
pub fn goal(goal: Goal, guideline: &Guideline) -> String {
    let criterion = |place: usize| guideline.criteria.get(place).map_or("", |criterion| criterion.id.as_str());
    let duty = |place: usize| guideline.advice.get(place).map_or("", |duty| duty.id.as_str());
    match goal {
        Goal::Decides(place) => format!("{} afgør niveauet", criterion(place)),
        Goal::Holds(place) => format!("{} er opfyldt", criterion(place)),
        Goal::Answered(QuestionIx(place), reply) => guideline
            .questions
            .get(place)
            .map_or_else(String::new, |question| format!("{} besvares med {}", question.id, answer(reply, question))),
        Goal::Due(place) => format!("{} er aktuel", duty(place)),
        Goal::NotDue(place) => format!("{} er ikke aktuel", duty(place)),
        Goal::Doubt => "sagen er i tvivl".to_owned(),
    }
}

/// Several answers to one question that should be used.
#[must_use]
pub fn answers(goals: &[Goal], guideline: &Guideline) -> String {
    let question = goals.iter().find_map(|goal| guideline.questions.get(goal.question()?.0));
    let Some(question) = question else { return String::new() };
    let replies = goals.iter().filter_map(|goal| match goal {
        Goal::Answered(_, reply) => Some(answer(*reply, question)),
        _ => None,
    });
    let replies: Vec<String> = replies.collect();
    let listed = match replies.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} og {last}", others.join(", ")),
        None => String::new(),
    };
    format!("{} besvares med {listed}", question.id)
}

/// Why a case has no outcome.
#[must_use]
pub fn contradiction(contradiction: &Contradiction, guideline: &Guideline) -> String {
    let questions = contradiction.questions.iter().filter_map(|ix| guideline.questions.get(ix.0));
    let names: Vec<&str> = questions.map(|question| question.id.as_str()).collect();
    let rules = contradiction.rules.iter().filter_map(|rule| guideline.never.get(*rule));
    let reasons: Vec<&str> = rules.map(|rule| rule.because.as_deref().unwrap_or("en `aldrig`-regel")).collect();
    format!("svarene på {} modsiger hinanden: {}", ids::enumerate(&names), reasons.join("; "))
}

/// The kind of a goal, for programs.
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

/// A mistake, with the line it is made in.
#[must_use]
pub fn mutation(mutation: &Mutation, guideline: &Guideline) -> String {
    let change = format!("`{}` bliver til `{}`", mutation.from, mutation.to);
    match line(mutation, guideline) {
        Some(line) => format!("linje {line}, {}: {change}", part(mutation.part, guideline)),
        None => change,
    }
}

/// The line that a mistake is made in. The base level does not remember where it was read.
#[must_use]
pub fn line(mutation: &Mutation, guideline: &Guideline) -> Option<usize> {
    (mutation.part != Part::BaseLevel).then(|| guideline.source.position(mutation.span.start).line)
}

/// A part of a guideline by its name.
#[must_use]
pub fn part(part: Part, guideline: &Guideline) -> String {
    let name = |id: Option<&String>| id.cloned().unwrap_or_default();
    match part {
        Part::BaseLevel => "udgangspunkt".to_owned(),
        Part::Question(place) => {
            format!("{} (spørg_når)", name(guideline.questions.get(place).map(|question| &question.id)))
        }
        Part::Concept(place) => name(guideline.concepts.get(place).map(|concept| &concept.id)),
        Part::Never(_) => "aldrig".to_owned(),
        Part::Relevance => "relevant_når".to_owned(),
        Part::Criterion(place) => name(guideline.criteria.get(place).map(|criterion| &criterion.id)),
        Part::Advice(place) => name(guideline.advice.get(place).map(|duty| &duty.id)),
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
