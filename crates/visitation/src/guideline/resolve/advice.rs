//! Duties, checked; and national duties carried over into a guideline's own questions.

use super::condition::Scope;
use super::names::Names;
use crate::guideline::condition::{Condition, ConditionKind, Term};
use crate::guideline::finding::Findings;
use crate::guideline::national::Raadgivning;
use crate::guideline::question::QuestionIx;
use crate::guideline::raw::guideline::RawAdvice;

/// The catalogues that a duty or a criterion names entries of.
pub struct Catalogues<'a> {
    /// `love`
    pub laws: &'a Names,
    /// `rådgivere`
    pub advisers: &'a Names,
    /// `kilder`; `None` in national.yaml, which has none.
    pub references: Option<&'a Names>,
}

/// Checks one duty.
pub fn resolve(raw: &RawAdvice, scope: &Scope<'_>, lists: &Catalogues<'_>, findings: &mut Findings) -> Raadgivning {
    if let Some(adviser) = &raw.from {
        lists.advisers.expect(adviser, "unknown-adviser", findings);
    }
    for law in &raw.laws {
        lists.laws.expect(law, "unknown-law", findings);
    }
    if let (Some(source), Some(references)) = (&raw.source, lists.references) {
        references.expect(source, "unknown-source", findings);
    }
    Raadgivning {
        id: raw.id.value.clone(),
        duty: raw.duty,
        basis: raw.basis,
        from: raw.from.as_ref().map(|name| name.value.clone()),
        when: scope.resolve(&raw.when, findings),
        latest: raw.latest.clone(),
        met_by: raw.met_by,
        because: raw.because.as_ref().map(|text| text.value.clone()),
        source: raw.source.as_ref().map(|name| name.value.clone()),
        laws: raw.laws.iter().map(|law| law.value.clone()).collect(),
        verified: raw.verified,
        national: lists.references.is_none(),
        span: raw.id.span,
    }
}

/// The same condition about the same questions, found at other places.
pub fn carry_over(condition: &Condition, places: &impl Fn(QuestionIx) -> QuestionIx) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|part| carry_over(part, places)).collect();
    let kind = match &condition.kind {
        ConditionKind::All(parts) => ConditionKind::All(all(parts)),
        ConditionKind::Any(parts) => ConditionKind::Any(all(parts)),
        ConditionKind::NoneOf(parts) => ConditionKind::NoneOf(all(parts)),
        ConditionKind::Not(part) => ConditionKind::Not(Box::new(carry_over(part, places))),
        ConditionKind::AtLeast(number, parts) => ConditionKind::AtLeast(*number, all(parts)),
        ConditionKind::AtMost(number, parts) => ConditionKind::AtMost(*number, all(parts)),
        ConditionKind::Compare { question, op, value } => {
            ConditionKind::Compare { question: places(*question), op: *op, value: *value }
        }
        ConditionKind::Has { question, option } => ConditionKind::Has { question: places(*question), option: *option },
        ConditionKind::Sum { terms, op, number } => {
            let term = |term: &Term| match term {
                Term::Question(question) => Term::Question(places(*question)),
                Term::Largest(questions) => Term::Largest(questions.iter().map(|q| places(*q)).collect()),
            };
            ConditionKind::Sum { terms: terms.iter().map(term).collect(), op: *op, number: *number }
        }
        ConditionKind::Concept(_)
        | ConditionKind::Level { .. }
        | ConditionKind::Doubt
        | ConditionKind::SpecialeCount { .. } => condition.kind.clone(),
    };
    Condition { kind, span: condition.span, short: condition.short }
}
