//! A small valid guideline for unit tests that need one. Not a model of any real guideline.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;

use super::condition::{Comparison, Condition, ConditionKind, LevelIx};
use super::national::{Adviser, Basis, Duty, Edition, FreeDays, Hjemmel, LawPeriod, Level, National, Raadgivning};
use super::question::{Choice, Kind, Question, QuestionIx, Statement};
use super::source::{Source, Span};
use super::term::Term;
use super::{Criterion, FollowUp, Guideline, Reference, Status};

/// Questions: 0 `alder` (shared number), 1 `kommunikation` (scale), 2 `selvskade` (yes/no), 3 `hjælp` (set),
/// 4 `ønsker` (text). Criteria: M1 (moderat), H1 (højt). Duties: N1 (national), R1 (own).
pub(crate) fn guideline() -> Guideline {
    let national = Arc::new(national());
    Guideline {
        speciale: "autisme".into(),
        title: "Autismespektrumforstyrrelser".into(),
        version: "2026.1".into(),
        valid_from: date(2026, 1, 1),
        valid_to: None,
        status: Status::Draft,
        publisher: Some("Projektet".into()),
        target_group: None,
        relevant_when: None,
        references: vec![Reference {
            id: "forløb".into(),
            title: Some("Forløbsbeskrivelse".into()),
            publisher: Some("Socialstyrelsen".into()),
            year: Some(2015),
            url: None,
            verified: Some(false),
            span: Span::default(),
        }],
        questions: questions(),
        concepts: vec![],
        calculations: vec![],
        never: vec![],
        base_level: LevelIx(0),
        criteria: vec![
            criterion("M1", 1, equals(1, 1), "{grunde}"),
            criterion("H1", 2, equals(2, 1), "{grunde}. Det kræver viden, som kommunen sjældent har."),
        ],
        advice: vec![
            advice("N1", Duty::Recommended, Some(Basis::National)),
            advice("R1", Duty::Mandatory, Some(Basis::Guideline)),
        ],
        follow_up: Some(FollowUp { months: vec![Some(12), Some(6), Some(3)] }),
        complete: false,
        national,
        source: Arc::new(Source { name: "rules/autisme/2026.1.yaml".into(), text: String::new() }),
        sha256: "b".repeat(64),
    }
}

fn national() -> National {
    let level = |id: &str, title: &str| Level { id: id.into(), title: title.into(), description: None };
    National {
        levels: vec![level("let", "Let"), level("moderat", "Moderat"), level("højt", "Højt")],
        scales: vec![],
        questions: vec![],
        laws: vec![Hjemmel {
            id: "sel-108".into(),
            act: Some("serviceloven".into()),
            section: Some("§ 108, stk. 1".into()),
            about: Some("længerevarende botilbud".into()),
            consolidation: Some("LBK 1129/2025".into()),
            checked: None,
            url: None,
            verified: Some(false),
            text_seen: None,
            period: LawPeriod::default(),
            for_whom: None,
            span: Span::default(),
        }],
        advisers: vec![Adviser {
            id: "viso".into(),
            name: "VISO".into(),
            contact: Some("telefon til VISO".into()),
            span: Span::default(),
        }],
        advice: vec![],
        deadlines: vec![],
        transitions: vec![],
        edition: Edition::default(),
        free_days: FreeDays::default(),
        shelf: None,
        regions: vec![],
        source: Arc::new(Source { name: "rules/national.yaml".into(), text: String::new() }),
        sha256: "a".repeat(64),
    }
}

fn questions() -> Vec<Question> {
    let choice =
        |id: &str, text: &str| Choice { id: id.into(), text: text.into(), points: 0, statement: None, excludes: false };
    let yes_no = BTreeMap::from([
        ("ja".to_owned(), "{borger} skader sig selv".to_owned()),
        ("nej".to_owned(), "{borger} skader ikke sig selv".to_owned()),
    ]);
    let template = |text: &str| Some(Statement::Template(text.to_owned()));
    let mut alder = question(
        "alder",
        "Hvor gammel er borgeren?",
        Kind::Number { min: 0, max: 110 },
        template("{borger} er {svar} år"),
    );
    alder.shared = true;
    let steps = vec![choice("let", "Let"), choice("svær", "Svært")];
    let helpers = vec![choice("familie", "Familie"), choice("naboer", "Naboer")];
    vec![
        alder,
        question(
            "kommunikation",
            "Hvor svært er det at kommunikere?",
            Kind::Scale(steps),
            template("{borger} har {svar} nedsat evne til at kommunikere"),
        ),
        question("selvskade", "Skader borgeren sig selv?", Kind::YesNo, Some(Statement::PerAnswer(yes_no))),
        question("hjælp", "Hvem hjælper?", Kind::Multi(helpers), template("{borger} får hjælp af {svar}")),
        question("ønsker", "Hvad ønsker borgeren?", Kind::Text, None),
    ]
}

fn question(id: &str, text: &str, kind: Kind, statement: Option<Statement>) -> Question {
    Question {
        id: id.into(),
        text: text.into(),
        help: None,
        theme: None,
        kind,
        statement,
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

fn equals(question: usize, value: i64) -> Condition {
    let kind = ConditionKind::Compare { question: QuestionIx(question), op: Comparison::Equal, value };
    Condition::new(kind, Span::default())
}

fn criterion(id: &str, level: usize, when: Condition, because: &str) -> Criterion {
    Criterion {
        id: id.into(),
        level: LevelIx(level),
        when,
        because: Some(because.into()),
        source: Some("forløb".into()),
        laws: vec!["sel-108".into()],
        verified: Some(false),
        span: Span::default(),
    }
}

fn advice(id: &str, duty: Duty, basis: Option<Basis>) -> Raadgivning {
    Raadgivning {
        id: id.into(),
        duty,
        basis,
        from: Some("viso".into()),
        when: Condition::new(
            ConditionKind::Level { op: Comparison::GreaterOrEqual, level: LevelIx(2) },
            Span::default(),
        ),
        latest: Some(Term::within_days(14)),
        met_by: None,
        because: Some("Højt niveau kræver viden, som sjældent findes ét sted.".into()),
        source: None,
        laws: vec![],
        verified: None,
        national: id.starts_with('N'),
        span: Span::default(),
    }
}
