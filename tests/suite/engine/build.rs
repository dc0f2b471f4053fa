//! Guidelines made in code: the parts that the engine does not look at are filled in here.

use std::sync::Arc;

use visitation::guideline::condition::{Condition, ConditionKind, LevelIx};
use visitation::guideline::national::{Duty, Edition, FreeDays, Level, National, Raadgivning};
use visitation::guideline::question::{Choice, Kind, Question};
use visitation::guideline::source::{Source, Span};
use visitation::guideline::{Concept, Criterion, Guideline, Never, Status};

pub fn condition(kind: ConditionKind) -> Condition {
    Condition::new(kind, Span::default())
}

pub fn choices(points: &[i64]) -> Vec<Choice> {
    let choice = |(place, points): (usize, &i64)| Choice {
        id: format!("o{place}"),
        text: String::new(),
        points: *points,
        statement: None,
        excludes: false,
    };
    points.iter().enumerate().map(choice).collect()
}

pub fn question(id: String, kind: Kind) -> Question {
    Question {
        id,
        text: String::new(),
        help: None,
        theme: None,
        kind,
        statement: None,
        applies_when: None,
        always_asked: false,
        yes_is_graver: false,
        ordered: false,
        unit: None,
        spoken: None,
        ffb: None,
        shared: false,
        implied: false,
        span: Span::default(),
    }
}

pub fn concept(place: usize, when: Condition) -> Concept {
    Concept { id: format!("c{place}"), meaning: None, when, span: Span::default() }
}

pub fn never(when: Condition) -> Never {
    Never { when, because: None, implied: false, span: Span::default() }
}

pub fn criterion(place: usize, level: usize, when: Condition) -> Criterion {
    Criterion {
        id: format!("k{place}"),
        level: LevelIx(level),
        when,
        because: None,
        source: None,
        laws: Vec::new(),
        verified: None,
        span: Span::default(),
    }
}

pub fn duty(place: usize, when: Condition) -> Raadgivning {
    Raadgivning {
        id: format!("r{place}"),
        duty: Duty::Mandatory,
        basis: None,
        from: None,
        when,
        latest: None,
        met_by: None,
        because: None,
        source: None,
        laws: Vec::new(),
        verified: None,
        national: false,
        span: Span::default(),
    }
}

/// A guideline with these questions and nothing else yet.
pub fn guideline(levels: usize, questions: Vec<Question>) -> Guideline {
    let source = Arc::new(Source { name: "test.yaml".into(), text: String::new() });
    let level = |place| Level { id: format!("l{place}"), title: String::new(), description: None };
    let national = National {
        levels: (0..levels).map(level).collect(),
        scales: Vec::new(),
        questions: Vec::new(),
        laws: Vec::new(),
        advisers: Vec::new(),
        advice: Vec::new(),
        deadlines: Vec::new(),
        transitions: Vec::new(),
        edition: Edition::default(),
        free_days: FreeDays::default(),
        shelf: None,
        regions: Vec::new(),
        source: source.clone(),
        sha256: String::new(),
    };
    Guideline {
        speciale: "test".into(),
        title: String::new(),
        version: "1".into(),
        valid_from: jiff::civil::date(2026, 1, 1),
        valid_to: None,
        status: Status::Draft,
        publisher: None,
        target_group: None,
        relevant_when: None,
        references: Vec::new(),
        questions,
        concepts: Vec::new(),
        calculations: Vec::new(),
        never: Vec::new(),
        base_level: LevelIx(0),
        criteria: Vec::new(),
        advice: Vec::new(),
        follow_up: None,
        complete: false,
        national: Arc::new(national),
        source,
        sha256: String::new(),
    }
}
