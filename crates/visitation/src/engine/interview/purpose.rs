//! Why a question is asked: what each of its answers would leave possible.
//!
//! Each answer is put into the diagram beside what is known; answers that leave the same are told together.
//! Deliberately words nothing.

use crate::engine::assess::{Compiled, ForCase, Means};
use crate::engine::diagram::{Fixed, View};
use crate::engine::outcome::{State, TooLarge};
use crate::engine::search::completions::Completions;
use crate::guideline::condition::LevelIx;
use crate::guideline::question::{Kind, OptionSet, QuestionIx, Value};

/// Answers that leave the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The answers, in order.
    pub answers: Vec<Answered>,
    /// What they leave.
    pub leaves: Left,
}

/// An answer, or neighbouring ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// An ordinal, as in [`Value::Ordinal`].
    Ordinal(i64),
    /// A number of these, both included.
    Between(i64, i64),
    /// This option of a flervalg, whatever the others.
    Has(usize),
    /// No option of a flervalg.
    Empty,
    /// No other option than those that are known already.
    NoMore,
}

/// What is possible when an answer is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The levels, lowest first.
    pub levels: Vec<LevelIx>,
    /// Per duty of the guideline, as in an assessment.
    pub advice: Vec<State>,
}

/// What each answer to the question leaves; answers that cannot be true of the case are left out. Where it is partly
/// known: what each completion of the answer leaves.
pub fn purpose(compiled: &Compiled, known: &[Option<Value>], question: QuestionIx) -> Result<Vec<Branch>, TooLarge> {
    let mut known = compiled.admitted(known);
    let held = known.get(question.0).copied().flatten().filter(|value| !value.is_whole());
    known.get_mut(question.0).into_iter().for_each(|slot| *slot = held);
    let Some(kind) = compiled.guideline().questions.get(question.0).map(|question| &question.kind) else {
        return Ok(Vec::new());
    };
    match compiled.means_for(&known)? {
        Means::Diagram(diagram) => Ok(told_by(&diagram, &known, question, (kind, held))),
        Means::Search(mut completions) => searched(&mut completions, question, (kind, held)),
    }
}

/// Read off a diagram.
fn told_by(
    diagram: &ForCase<'_>,
    known: &[Option<Value>],
    question: QuestionIx,
    (kind, held): (&Kind, Option<Value>),
) -> Vec<Branch> {
    let view = diagram.under(known);
    let Some(block) = diagram.blocks.get(question.0).copied() else { return Vec::new() };
    let with = |value: Value| {
        let mut fixed = view.fixed().clone();
        fixed.fix(block, value);
        fixed
    };
    let mut branches: Vec<Branch> = Vec::new();
    let mut add = |answer: Answered, fixed: Fixed| {
        if let Some(leaves) = left(&view, fixed) {
            put(&mut branches, answer, leaves);
        }
    };
    match kind {
        Kind::YesNo => [1, 0].into_iter().for_each(|n| add(Answered::Ordinal(n), with(Value::Ordinal(n)))),
        Kind::Scale(choices) | Kind::Choice(choices) => {
            (0..).take(choices.len()).for_each(|n| add(Answered::Ordinal(n), with(Value::Ordinal(n))));
        }
        Kind::Number { min, max } => {
            let mut least = *min;
            for last in view.ends(block.first).into_iter().map(|end| block.ordinal(end.min(block.last_value))) {
                if last >= least {
                    add(Answered::Between(least, last), with(Value::Ordinal(last)));
                    least = last.saturating_add(1);
                }
            }
            // A number that nothing asks for any more has one class only.
            if least <= *max {
                add(Answered::Between(least, *max), with(Value::Ordinal(least)));
            }
        }
        Kind::Multi(choices) => {
            let (least, set) = least(held);
            add(least, with(Value::Set(set)));
            for (option, variable) in (0..choices.len()).zip(block.first..).filter(|(option, _)| !set.contains(*option))
            {
                let mut fixed = view.fixed().clone();
                fixed.fix_variable(variable, 1);
                add(Answered::Has(option), fixed);
            }
        }
        Kind::Text => {}
    }
    joined(branches)
}

/// Searched for, one answer after the other.
fn searched(
    completions: &mut Completions<'_>,
    question: QuestionIx,
    (kind, held): (&Kind, Option<Value>),
) -> Result<Vec<Branch>, TooLarge> {
    let starts = completions.groups(question);
    let answers: Vec<Answered> = match kind {
        Kind::YesNo => vec![Answered::Ordinal(1), Answered::Ordinal(0)],
        Kind::Scale(_) | Kind::Choice(_) => starts.into_iter().map(Answered::Ordinal).collect(),
        Kind::Number { max, .. } => {
            let ends = starts.iter().skip(1).map(|next| next - 1).chain([*max]);
            starts.iter().zip(ends).map(|(start, end)| Answered::Between(*start, end)).collect()
        }
        Kind::Multi(choices) => {
            let (least, set) = least(held);
            let more = (0..choices.len()).filter(|option| !set.contains(*option)).map(Answered::Has);
            std::iter::once(least).chain(more).collect()
        }
        Kind::Text => Vec::new(),
    };
    let mut branches: Vec<Branch> = Vec::new();
    for answer in answers {
        match answer {
            Answered::Ordinal(value) | Answered::Between(value, _) => {
                completions.suppose(question, Value::Ordinal(value));
            }
            Answered::Empty | Answered::NoMore => completions.suppose(question, Value::Set(least(held).1)),
            Answered::Has(option) => completions.suppose_option(question, option),
        }
        let levels = completions.levels()?;
        if !levels.is_empty() {
            let advice = completions.advice(levels.len() > 1)?;
            put(&mut branches, answer, Left { levels, advice });
        }
    }
    Ok(joined(branches))
}

/// The answer with the fewest options, and which those are.
fn least(held: Option<Value>) -> (Answered, OptionSet) {
    match held {
        Some(Value::Partly(set)) => (Answered::NoMore, set),
        _ => (Answered::Empty, OptionSet::default()),
    }
}

/// Answers that leave the same are one branch.
fn put(branches: &mut Vec<Branch>, answer: Answered, leaves: Left) {
    match branches.iter_mut().find(|branch| branch.leaves == leaves) {
        Some(branch) => branch.answers.push(answer),
        None => branches.push(Branch { answers: vec![answer], leaves }),
    }
}

/// What is possible under these values; `None` where nothing is.
fn left(view: &View, fixed: Fixed) -> Option<Left> {
    let view = view.with(fixed);
    let levels = view.levels();
    let duties: Vec<_> = view.diagram().roots.advice_for(levels.len() > 1).collect();
    let advice = view.states(&duties).into_iter().flatten().collect();
    (!levels.is_empty()).then_some(Left { levels, advice })
}

fn joined(mut branches: Vec<Branch>) -> Vec<Branch> {
    for branch in &mut branches {
        join(&mut branch.answers);
    }
    branches
}

/// Neighbouring ranges are one.
pub fn join(answers: &mut Vec<Answered>) {
    let mut joined: Vec<Answered> = Vec::new();
    for answer in answers.drain(..) {
        match (joined.last_mut(), answer) {
            (Some(Answered::Between(_, last)), Answered::Between(next, end)) if last.saturating_add(1) == next => {
                *last = end;
            }
            _ => joined.push(answer),
        }
    }
    *answers = joined;
}
