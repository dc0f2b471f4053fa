//! For whom a law is, in a guideline's own questions: the catalogue's conditions count in national.yaml's.

use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, ConditionKind};
use crate::guideline::national::Hjemmel;
use crate::guideline::question::QuestionIx;

/// The law's `for`; `None` where it has none, or where the guideline does not ask what it depends on.
#[must_use]
pub fn of(law: &Hjemmel, guideline: &Guideline) -> Option<Condition> {
    in_guideline(law.for_whom.as_ref()?, guideline)
}

fn in_guideline(condition: &Condition, guideline: &Guideline) -> Option<Condition> {
    let all = |parts: &[Condition]| parts.iter().map(|part| in_guideline(part, guideline)).collect::<Option<Vec<_>>>();
    let asked = |question: QuestionIx| {
        let shared = guideline.national.questions.get(question.0)?;
        guideline.question(&shared.id).map(|(ix, _)| ix)
    };
    let kind = match &condition.kind {
        ConditionKind::All(parts) => ConditionKind::All(all(parts)?),
        ConditionKind::Any(parts) => ConditionKind::Any(all(parts)?),
        ConditionKind::NoneOf(parts) => ConditionKind::NoneOf(all(parts)?),
        ConditionKind::Not(part) => ConditionKind::Not(Box::new(in_guideline(part, guideline)?)),
        ConditionKind::Compare { question, op, value } => {
            ConditionKind::Compare { question: asked(*question)?, op: *op, value: *value }
        }
        ConditionKind::Has { question, option } => ConditionKind::Has { question: asked(*question)?, option: *option },
        _ => return None,
    };
    Some(Condition::new(kind, condition.span))
}
