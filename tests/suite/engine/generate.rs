//! Random guidelines: every kind of question and every form of condition, small enough to try all assignments.
//!
//! What is drawn names questions by fractions, so that it can be shrunk part by part and still make a valid guideline.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use visitation::guideline::Guideline;
use visitation::guideline::condition::{Comparison, ConceptIx, Condition, ConditionKind, LevelIx, Term};
use visitation::guideline::question::{Kind, OptionSet, Question, QuestionIx, Value};

use super::build::{choices, concept, condition, criterion, duty, guideline, never, question};
use super::naive::values;

/// More assignments than this are not tried: the questions that come after are left out.
const ASSIGNMENTS: usize = 400;
/// The same for each of two guidelines whose assignments are tried together.
const PAIR_ASSIGNMENTS: usize = 30;
const LEVELS: usize = 4;

/// So many cases, or `VISIT_DRAWS` times as many: a night may look for what one run of the tests does not meet.
pub fn draws(cases: u32) -> ProptestConfig {
    let times = std::env::var("VISIT_DRAWS").map_or(1, |times| times.parse().unwrap());
    ProptestConfig { cases: cases * times, failure_persistence: None, ..ProptestConfig::default() }
}

/// A guideline and what is known of a case.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub guideline: Guideline,
    pub known: Vec<Option<Value>>,
    pub speciale_count: usize,
}

#[derive(Debug, Clone)]
enum Form {
    Group(u8, u32, Vec<Form>),
    Compare(Index, Comparison, Index),
    Concept(Index),
    Sum(Vec<(Index, Option<Index>)>, Comparison, i64),
    Outcome(u8, Comparison, Index),
}

/// What a condition may name where it stands.
struct Scope<'a> {
    questions: &'a [Question],
    concepts: Vec<usize>,
    outcome: bool,
}

fn comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    prop::sample::select(vec![GreaterOrEqual, Less, Equal, NotEqual, LessOrEqual, Greater])
}

fn form() -> impl Strategy<Value = Form> {
    let terms = vec((any::<Index>(), prop::option::weighted(0.3, any::<Index>())), 1..4);
    let leaf = prop_oneof![
        6 => (any::<Index>(), comparison(), any::<Index>()).prop_map(|(q, op, v)| Form::Compare(q, op, v)),
        1 => any::<Index>().prop_map(Form::Concept),
        2 => (terms, comparison(), -3_i64..6).prop_map(|(terms, op, number)| Form::Sum(terms, op, number)),
        2 => (0_u8..3, comparison(), any::<Index>()).prop_map(|(what, op, with)| Form::Outcome(what, op, with)),
    ];
    leaf.prop_recursive(3, 10, 4, |inner| {
        (0_u8..6, 0_u32..4, prop_oneof![1 => vec(inner.clone(), 0..1), 14 => vec(inner, 1..4)])
            .prop_map(|(kind, number, parts)| Form::Group(kind, number, parts))
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    let points = || vec(-2_i64..4, 2..4);
    prop_oneof![
        3 => Just(Kind::YesNo),
        3 => points().prop_map(|points| Kind::Scale(choices(&points))),
        2 => points().prop_map(|points| Kind::Choice(choices(&points))),
        2 => (0_usize..4).prop_map(|count| Kind::Multi(choices(&vec![0; count]))),
        2 => (-2_i64..3, 0_i64..4).prop_map(|(min, width)| Kind::Number { min, max: min + width }),
        1 => Just(Kind::Text),
    ]
}

type Asked = (Kind, Option<Form>, bool, Option<Index>);

/// What a guideline has beside its questions.
#[derive(Debug, Clone)]
struct Rest {
    concepts: Vec<(Index, Form)>,
    rules: Vec<(Form, Form)>,
    base: usize,
    criteria: Vec<(usize, Form)>,
    duties: Vec<Form>,
    speciale_count: usize,
}

fn asked() -> impl Strategy<Value = Asked> {
    let known = prop::option::weighted(0.3, any::<Index>());
    (kind(), prop::option::weighted(0.35, form()), prop::bool::weighted(0.15), known)
}

fn rest() -> impl Strategy<Value = Rest> {
    // A rule is two conditions at once: rules that exclude nearly everything would leave little to test.
    let rules = vec((form(), form()), 0..3);
    let criteria = vec((0..LEVELS, form()), 0..5);
    let parts = (vec((any::<Index>(), form()), 0..3), rules, 0_usize..2, criteria, vec(form(), 0..3), 1_usize..4);
    parts.prop_map(|(concepts, rules, base, criteria, duties, speciale_count)| Rest {
        concepts,
        rules,
        base,
        criteria,
        duties,
        speciale_count,
    })
}

/// A guideline with a partial case.
pub fn drawn() -> impl Strategy<Value = Drawn> {
    (vec(asked(), 1..8), rest()).prop_map(|(asked, rest)| assemble(asked, rest, 0, ASSIGNMENTS))
}

/// Two guidelines with the same shared questions, and a partial case in both.
pub fn drawn_pair() -> impl Strategy<Value = (Drawn, Drawn)> {
    let own = || (vec(asked(), 0..4), rest());
    (vec(asked(), 1..3), own(), own()).prop_map(|(common, (first, first_rest), (second, second_rest))| {
        let both = |own| [common.clone(), own].concat();
        let first = assemble(both(first), first_rest, common.len(), PAIR_ASSIGNMENTS);
        let second = assemble(both(second), second_rest, common.len(), PAIR_ASSIGNMENTS);
        (first, second)
    })
}

/// Makes a guideline of what was drawn; the first `shared` questions are shared ones.
fn assemble(asked: Vec<Asked>, rest: Rest, shared: usize, limit: usize) -> Drawn {
    let (mut drawn, applies) = with_questions(asked, limit);
    drawn.speciale_count = rest.speciale_count;
    let made = &mut drawn.guideline;
    made.base_level = LevelIx(rest.base);
    made.questions.iter_mut().take(shared).for_each(|question| question.shared = true);
    let reaches = add_concepts(made, rest.concepts);
    for (place, form) in applies {
        let concepts = (0..reaches.len()).filter(|concept| reaches[*concept] <= place).collect();
        let scope = Scope { questions: &made.questions[..place], concepts, outcome: false };
        made.questions[place].applies_when = Some(resolve(&form, &scope));
    }
    let scope = |outcome| Scope { questions: &made.questions, concepts: (0..reaches.len()).collect(), outcome };
    let rules = rest.rules.iter().map(|(one, other)| never(both(one, other, &scope(false)))).collect();
    let criteria = rest.criteria.iter().enumerate();
    let criteria = criteria.map(|(n, (level, form))| criterion(n, *level, resolve(form, &scope(false)))).collect();
    let duties = rest.duties.iter().enumerate().map(|(n, form)| duty(n, resolve(form, &scope(true)))).collect();
    (made.never, made.criteria, made.advice) = (rules, criteria, duties);
    drawn
}

fn both(one: &Form, other: &Form, scope: &Scope) -> Condition {
    condition(ConditionKind::All(vec![resolve(one, scope), resolve(other, scope)]))
}

/// What may be known of a part of a set.
pub fn partly(kind: &Kind) -> Vec<Value> {
    let Kind::Multi(choices) = kind else { return Vec::new() };
    (1..1_u64 << choices.len()).map(|bits| Value::Partly(OptionSet(bits))).collect()
}

fn with_questions(asked: Vec<Asked>, limit: usize) -> (Drawn, Vec<(usize, Form)>) {
    let (mut questions, mut known, mut applies) = (Vec::new(), Vec::new(), Vec::new());
    let mut assignments = 1;
    for (place, (kind, when, always_asked, answer)) in asked.into_iter().enumerate() {
        let own = values(&kind);
        assignments *= own.len();
        if assignments > limit && place > 0 {
            break;
        }
        let known_ones = [own, partly(&kind)].concat();
        known.push(answer.filter(|_| kind != Kind::Text).map(|answer| *answer.get(&known_ones)));
        applies.extend(when.map(|form| (place, form)));
        questions.push(Question { always_asked, ..question(format!("q{place}"), kind) });
    }
    (Drawn { guideline: guideline(LEVELS, questions), known, speciale_count: 1 }, applies)
}

/// Adds the concepts; returns how many questions each must have before it.
fn add_concepts(made: &mut Guideline, concepts: Vec<(Index, Form)>) -> Vec<usize> {
    let mut reaches: Vec<usize> = Vec::new();
    for (place, (limit, form)) in concepts.into_iter().enumerate() {
        let limit = limit.index(made.questions.len() + 1);
        let scope = Scope { questions: &made.questions[..limit], concepts: (0..place).collect(), outcome: false };
        made.concepts.push(concept(place, resolve(&form, &scope)));
        // It may name any concept before it, so it reaches at least as far as they do.
        reaches.push(reaches.iter().copied().max().unwrap_or(0).max(limit));
    }
    reaches
}

fn resolve(form: &Form, scope: &Scope) -> Condition {
    condition(match form {
        Form::Group(kind, number, parts) => {
            let parts: Vec<Condition> = parts.iter().map(|part| resolve(part, scope)).collect();
            match kind {
                0 => ConditionKind::All(parts),
                1 => ConditionKind::Any(parts),
                2 => ConditionKind::NoneOf(parts),
                3 => ConditionKind::AtLeast(*number, parts),
                4 => ConditionKind::AtMost(*number, parts),
                _ => ConditionKind::Not(Box::new(condition(ConditionKind::Any(parts)))),
            }
        }
        Form::Compare(place, op, with) => compare(*place, *op, *with, scope),
        Form::Concept(place) if !scope.concepts.is_empty() => {
            ConditionKind::Concept(ConceptIx(*place.get(&scope.concepts)))
        }
        Form::Sum(terms, op, number) => sum(terms, *op, *number, scope),
        Form::Outcome(0, op, with) if scope.outcome => {
            ConditionKind::Level { op: *op, level: LevelIx(with.index(LEVELS)) }
        }
        Form::Outcome(1, ..) if scope.outcome => ConditionKind::Doubt,
        Form::Outcome(_, op, with) if scope.outcome => {
            ConditionKind::SpecialeCount { op: *op, number: i64::try_from(with.index(4)).unwrap() }
        }
        Form::Outcome(_, op, place) => compare(*place, *op, *place, scope),
        Form::Concept(place) => compare(*place, Comparison::Equal, *place, scope),
    })
}

fn compare(place: Index, op: Comparison, with: Index, scope: &Scope) -> ConditionKind {
    let usable: Vec<usize> = (0..scope.questions.len())
        .filter(|place| !matches!(&scope.questions[*place].kind, Kind::Text) && !empty(&scope.questions[*place].kind))
        .collect();
    if usable.is_empty() {
        return ConditionKind::Any(Vec::new());
    }
    let question = QuestionIx(*place.get(&usable));
    match &scope.questions[question.0].kind {
        Kind::Multi(choices) => ConditionKind::Has { question, option: with.index(choices.len()) },
        // One beyond either end: a comparison may be with a number that no answer has.
        Kind::Number { min, max } => {
            let numbers = usize::try_from(max - min).unwrap() + 3;
            ConditionKind::Compare { question, op, value: min - 1 + i64::try_from(with.index(numbers)).unwrap() }
        }
        kind => {
            let op = match (kind, op.is_ordering()) {
                (Kind::Scale(_), _) | (_, false) => op,
                _ => Comparison::Equal,
            };
            let value = i64::try_from(with.index(values(kind).len())).unwrap();
            ConditionKind::Compare { question, op, value }
        }
    }
}

fn empty(kind: &Kind) -> bool {
    matches!(kind, Kind::Multi(choices) if choices.is_empty())
}

fn sum(terms: &[(Index, Option<Index>)], op: Comparison, number: i64, scope: &Scope) -> ConditionKind {
    let counts = |kind: &Kind| matches!(kind, Kind::Scale(_) | Kind::Choice(_) | Kind::Number { .. });
    let usable: Vec<usize> = (0..scope.questions.len()).filter(|place| counts(&scope.questions[*place].kind)).collect();
    if usable.is_empty() {
        return ConditionKind::Any(Vec::new());
    }
    let named = |place: &Index| QuestionIx(*place.get(&usable));
    let term = |(one, other): &(Index, Option<Index>)| match other {
        None => Term::Question(named(one)),
        Some(other) => Term::Largest(vec![named(one), named(other)]),
    };
    ConditionKind::Sum { terms: terms.iter().map(term).collect(), op, number }
}
