//! What `antal` and `maks` mean in the longer forms of a condition. All parts stand where the short form does.

use super::condition::{Comparison, Condition, ConditionKind};
use super::question::{Question, QuestionIx};
use super::source::Span;

/// `antal(x) op N`: how many options are chosen, those that exclude the others not counted. Of a question that does
/// not apply none is chosen, as it counts 0 in a sum.
#[must_use]
pub fn count(question: QuestionIx, asked: &Question, op: Comparison, number: i64, span: Span) -> ConditionKind {
    let plain = |kind| Condition::new(kind, span);
    let counted = asked.kind.choices().iter().enumerate().filter(|(_, choice)| !choice.excludes);
    let chosen: Vec<Condition> = counted.map(|(option, _)| plain(ConditionKind::Has { question, option })).collect();
    // Fewer than none is always reached, and more than there are never.
    let at_least = |number: i64| {
        let number = u32::try_from(number.max(0)).unwrap_or(u32::MAX);
        ConditionKind::AtLeast(number, chosen.clone())
    };
    let fewer = |number: i64| ConditionKind::Not(Box::new(plain(at_least(number))));
    let after = number.saturating_add(1);
    match op {
        Comparison::GreaterOrEqual => at_least(number),
        Comparison::Greater => at_least(after),
        Comparison::Less => fewer(number),
        Comparison::LessOrEqual => fewer(after),
        Comparison::Equal => ConditionKind::All(vec![plain(at_least(number)), plain(fewer(after))]),
        Comparison::NotEqual => ConditionKind::Any(vec![plain(fewer(number)), plain(at_least(after))]),
    }
}

/// `maks(a, b) op value`: the largest answer of those questions that apply; false where none does.
#[must_use]
pub fn largest(questions: &[QuestionIx], op: Comparison, value: i64, span: Span) -> ConditionKind {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let plain = |kind| Condition::new(kind, span);
    let some = |op| {
        let part = |question: &QuestionIx| plain(ConditionKind::Compare { question: *question, op, value });
        ConditionKind::Any(questions.iter().map(part).collect())
    };
    // None goes beyond it, and one is there.
    let up_to = |beyond, there| {
        let none = ConditionKind::Not(Box::new(plain(some(beyond))));
        ConditionKind::All(vec![plain(none), plain(some(there))])
    };
    match op {
        GreaterOrEqual | Greater => some(op),
        Less => up_to(GreaterOrEqual, Less),
        LessOrEqual => up_to(Greater, LessOrEqual),
        Equal => up_to(Greater, Equal),
        NotEqual => ConditionKind::Any(vec![plain(some(Greater)), plain(up_to(GreaterOrEqual, Less))]),
    }
}
