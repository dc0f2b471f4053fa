//! The words of a drawing: which answers count, how a number is compared.

use crate::guideline::condition::{Comparison, Condition, ConditionKind, Short, Term};
use crate::guideline::question::{Answer, Choice, Kind, Question, Value};
use crate::guideline::wording::{number_text, statement};

/// More answers than this are not listed: `ikke X` or `mindst X` says it shorter.
const LISTED: usize = 4;

/// The answers to a question that make a comparison hold: `ja`, `svært eller fuldstændigt`, `under 18`.
pub(super) fn answers(question: &Question, op: Comparison, value: i64) -> Vec<String> {
    let words = |value| statement::answer_words(question, Answer::Known(Value::Ordinal(value)));
    match (&question.kind, op) {
        (_, Comparison::Equal) => vec![words(value)],
        (Kind::YesNo, _) => (0..=1).filter(|answer| op.holds(answer, &value)).map(words).collect(),
        (kind, _) => {
            let places = 0..i64::try_from(kind.choices().len()).unwrap_or(0);
            let counted: Vec<String> = places.filter(|place| op.holds(place, &value)).map(words).collect();
            if counted.is_empty() || counted.len() > LISTED {
                vec![format!("{} {}", sign(op), words(value))]
            } else {
                counted
            }
        }
    }
}

/// What a short form over several answers or ends says of one question: `hverken a eller b`, `fra 3 til 17 år`.
pub(super) fn shortly(question: &Question, short: Short, parts: &[Condition]) -> Option<String> {
    let words = |value| statement::answer_words(question, Answer::Known(Value::Ordinal(value)));
    let values: Vec<i64> = parts
        .iter()
        .map(|part| if let ConditionKind::Compare { value, .. } = part.kind { Some(value) } else { None })
        .collect::<Option<_>>()?;
    match (short, values.as_slice()) {
        (Short::Neither, _) => {
            Some(format!("hverken {}", any_of(&values.iter().copied().map(words).collect::<Vec<_>>())))
        }
        (Short::Between, [from, to]) if question.unit.is_some() => {
            Some(format!("fra {} til {}", number_text(*from), words(*to)))
        }
        (Short::Between, [from, to]) => Some(format!("fra {} til {}", words(*from), words(*to))),
        _ => None,
    }
}

/// `a`, `a eller b`, `a, b eller c`.
pub(super) fn any_of(answers: &[String]) -> String {
    match answers {
        [first @ .., last] if !first.is_empty() => format!("{} eller {last}", first.join(", ")),
        _ => answers.concat(),
    }
}

/// `mindst 3`.
pub(super) fn compared(op: Comparison, number: i64) -> String {
    format!("{} {}", sign(op), number_text(number)).trim_start().to_owned()
}

/// A comparison before what it compares with.
pub(super) fn sign(op: Comparison) -> &'static str {
    match op {
        Comparison::Equal => "",
        Comparison::NotEqual => "ikke",
        Comparison::Less => "under",
        Comparison::LessOrEqual => "højst",
        Comparison::Greater => "over",
        Comparison::GreaterOrEqual => "mindst",
    }
}

/// What each answer counts in a sum: `ingen 0, let 1`; a number counts itself.
pub(super) fn points(question: &Question) -> String {
    let count = |choice: &Choice| format!("{} = {}", choice.text, number_text(choice.points));
    match question.kind.choices() {
        [] => "tallet".to_owned(),
        choices => choices.iter().map(count).collect::<Vec<_>>().join(", "),
    }
}

/// The questions of a term.
pub(super) fn of_term(term: &Term) -> &[crate::guideline::question::QuestionIx] {
    match term {
        Term::Question(question) => std::slice::from_ref(question),
        Term::Largest(questions) => questions,
    }
}
