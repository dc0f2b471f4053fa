//! Conditions on the shared questions alone: which specialer are relevant, which time limits run.
//!
//! They are handed to the engine as duties of a guideline that has only the shared questions, so that they are
//! computed, and asked for, exactly as everything else.

use std::sync::Arc;

use jiff::civil::Date;

use crate::guideline::condition::{Condition, ConditionKind, LevelIx};
use crate::guideline::national::{Duty, National, Raadgivning};
use crate::guideline::question::Question;
use crate::guideline::source::Span;
use crate::guideline::{Guideline, Status};

/// A guideline with the shared questions, whose duties are the given conditions in order. Nothing is asked
/// in it but what they rest on.
#[must_use]
pub fn guideline_of(national: &Arc<National>, conditions: &[Option<Condition>]) -> Arc<Guideline> {
    let duty = |(place, when): (usize, &Option<Condition>)| Raadgivning {
        id: place.to_string(),
        duty: Duty::Recommended,
        basis: None,
        from: None,
        when: when.clone().unwrap_or(Condition::new(ConditionKind::All(Vec::new()), Span::default())),
        latest: None,
        met_by: None,
        because: None,
        source: None,
        laws: Vec::new(),
        verified: None,
        national: true,
        span: Span::default(),
    };
    let question = |question: &Question| Question { always_asked: false, ..question.clone() };
    Arc::new(Guideline {
        speciale: "national".to_owned(),
        title: "Fælles spørgsmål".to_owned(),
        version: String::new(),
        valid_from: Date::MIN,
        valid_to: None,
        status: Status::InForce,
        publisher: None,
        target_group: None,
        relevant_when: None,
        references: Vec::new(),
        questions: national.questions.iter().map(question).collect(),
        concepts: Vec::new(),
        calculations: Vec::new(),
        never: Vec::new(),
        base_level: LevelIx(0),
        criteria: Vec::new(),
        advice: conditions.iter().enumerate().map(duty).collect(),
        follow_up: None,
        complete: false,
        national: national.clone(),
        source: national.source.clone(),
        sha256: national.sha256.clone(),
    })
}
