//! The short forms of conditions, read from text: each means what the language says of it, in every assignment, and
//! the engine finds the same outcomes as trying all assignments does.
//!
//! What a form means is said here once more, from the language description and not from the longer forms it is read as.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use visitation::engine::assess::Compiled;
use visitation::guideline::Guideline;
use visitation::guideline::question::{QuestionIx, Value};
use visitation::guideline::resolve;

use super::generate::{draws, partly};
use super::naive::{Naive, assignments, values};

const NATIONAL: &str = "format: visit-national/1\nniveauer: [{ id: let }, { id: moderat }, { id: højt }]\nskalaer:\n  - { id: grad, trin: [{ id: s0 }, { id: s1 }, { id: s2 }] }\n";

/// 0 `styr` governs whether 1, 3 and 5 apply.
const QUESTIONS: &str = "  - { id: styr, spørg: S?, type: ja_nej }
  - { id: søvn, spørg: S?, type: skala, skala: grad, spørg_når: styr }
  - { id: uro, spørg: S?, type: skala, skala: grad }
  - { id: rang, spørg: S?, type: valg, ordnet: ja, valg: [{ id: s0 }, { id: s1, point: 3 }, { id: s2 }], spørg_når: styr }
  - { id: antal, spørg: S?, type: tal, min: -1, maks: 3 }
  - { id: hjem, spørg: S?, type: flervalg, valg: [{ id: far }, { id: ingen, udelukker: ja }, { id: mor }], spørg_når: styr }
";
const CALCULATIONS: &str = "beregninger:\n  - { id: delvis, af: \"sum(antal, rang)\" }\n  - { id: ialt, af: \"sum(delvis, maks(søvn, uro))\" }\n";

/// A short form about those questions.
#[derive(Debug, Clone)]
enum Form {
    /// On a graded question, by place; `!=` where the flag is false.
    OneOf(usize, bool, Vec<i64>),
    Between(usize, i64, i64),
    Has(Vec<usize>),
    Count(&'static str, i64),
    Largest(Vec<usize>, &'static str, i64),
    Calculation(&'static str, i64),
    CalculationBetween(i64, i64),
}

const OPS: [&str; 6] = ["=", "!=", "<", "<=", ">", ">="];
const IDS: [&str; 6] = ["styr", "søvn", "uro", "rang", "antal", "hjem"];
const OPTIONS: [&str; 3] = ["far", "ingen", "mor"];

fn holds(left: i64, op: &str, right: i64) -> bool {
    match op {
        "=" => left == right,
        "!=" => left != right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    }
}

fn form() -> impl Strategy<Value = Form> {
    let one = || 1_usize..5;
    let number = || -1_i64..4;
    let step = || 0_i64..3;
    let (op, steps) = (|| select(OPS.to_vec()), || prop::sample::subsequence(vec![0_i64, 1, 2], 2..4));
    prop_oneof![
        (one(), any::<bool>(), steps()).prop_map(|(q, is, set)| Form::OneOf(q, is, set)),
        (one(), step(), step()).prop_map(|(q, a, b)| Form::Between(q, a.min(b), a.max(b))),
        prop::sample::subsequence(vec![0, 1, 2], 1..4).prop_map(Form::Has),
        (op(), number()).prop_map(|(op, number)| Form::Count(op, number)),
        (prop::sample::subsequence(vec![1, 2, 3], 1..4), op(), step()).prop_map(|(q, op, v)| Form::Largest(q, op, v)),
        (op(), -2_i64..8).prop_map(|(op, number)| Form::Calculation(op, number)),
        (-2_i64..4, 0_i64..4).prop_map(|(from, more)| Form::CalculationBetween(from, from + more)),
    ]
}

/// A value of a question as it is written.
fn written(question: usize, value: i64) -> String {
    if IDS[question] == "antal" { value.to_string() } else { format!("s{value}") }
}

fn text(form: &Form) -> String {
    match form {
        Form::OneOf(q, is, set) => {
            let set: Vec<String> = set.iter().map(|value| written(*q, *value)).collect();
            format!("{} {} {}", IDS[*q], if *is { "=" } else { "!=" }, set.join(" eller "))
        }
        Form::Between(q, from, to) => format!("{} mellem {} og {}", IDS[*q], written(*q, *from), written(*q, *to)),
        Form::Has(options) => {
            format!("hjem har {}", options.iter().map(|place| OPTIONS[*place]).collect::<Vec<_>>().join(" eller "))
        }
        Form::Count(op, number) => format!("antal(hjem) {op} {number}"),
        Form::Largest(all, op, value) => {
            format!("maks({}) {op} s{value}", all.iter().map(|q| IDS[*q]).collect::<Vec<_>>().join(", "))
        }
        Form::Calculation(op, number) => format!("ialt {op} {number}"),
        Form::CalculationBetween(from, to) => format!("ialt mellem {from} og {to}"),
    }
}

/// What the language says of it.
fn meaning(form: &Form, case: &[Value]) -> bool {
    let yes = case[0] == Value::Ordinal(1);
    let applies = |q: usize| yes || !matches!(q, 1 | 3 | 5);
    let at = |q: usize| if let Value::Ordinal(value) = case[q] { value } else { panic!() };
    let Value::Set(home) = case[5] else { panic!() };
    let total = || {
        let rank = if applies(3) { [0, 3, 2][usize::try_from(at(3)).unwrap()] } else { 0 };
        at(4) + rank + at(2).max(if applies(1) { at(1) } else { 0 })
    };
    match form {
        Form::OneOf(q, is, set) => applies(*q) && set.contains(&at(*q)) == *is,
        Form::Between(q, from, to) => applies(*q) && (*from..=*to).contains(&at(*q)),
        Form::Has(options) => applies(5) && options.iter().any(|option| home.contains(*option)),
        Form::Count(op, number) => {
            let chosen = if applies(5) { [0, 2].iter().filter(|option| home.contains(**option)).count() } else { 0 };
            holds(i64::try_from(chosen).unwrap(), op, *number)
        }
        Form::Largest(all, op, value) => {
            all.iter().filter(|q| applies(**q)).map(|q| at(*q)).max().is_some_and(|most| holds(most, op, *value))
        }
        Form::Calculation(op, number) => holds(total(), op, *number),
        Form::CalculationBetween(from, to) => (*from..=*to).contains(&total()),
    }
}

fn guideline(forms: &[Form]) -> Guideline {
    let national = Arc::new(resolve::national("n", NATIONAL.as_bytes()).unwrap().value);
    let mut text = format!(
        "format: visit/1\nspeciale: x\nversion: '1'\ngælder: {{ fra: '2026-01-01' }}\nspørgsmål:\n{QUESTIONS}{CALCULATIONS}udgangspunkt: let\nkriterier:\n"
    );
    for (place, form) in forms.iter().enumerate() {
        let level = if place % 2 == 0 { "moderat" } else { "højt" };
        writeln!(text, "  - {{ id: k{place}, niveau: {level}, når: \"{}\" }}", self::text(form)).unwrap();
    }
    let found = resolve::guideline("g", text.as_bytes(), &national, None);
    found.unwrap_or_else(|findings| panic!("{findings:#?}\n{text}")).value
}

proptest! {
    #![proptest_config(draws(60))]

    #[test]
    fn a_short_form_means_what_the_language_says(forms in prop::collection::vec(form(), 6)) {
        let guideline = guideline(&forms);
        let naive = Naive { guideline: &guideline, speciale_count: 1 };
        for case in assignments(&guideline, &[None; 6]) {
            for (form, criterion) in forms.iter().zip(&guideline.criteria) {
                prop_assert_eq!(naive.holds(&case, &criterion.when, None), meaning(form, &case), "{} {:?}", text(form), case);
            }
            // An option that excludes the others stands alone where the question is asked.
            let Value::Set(home) = case[5] else { panic!() };
            let alone = !home.contains(1) || home.iter().count() == 1;
            prop_assert_eq!(naive.possible(&case), alone || case[0] == Value::Ordinal(0));
        }
    }

    #[test]
    fn the_engine_finds_what_all_assignments_show(
        forms in prop::collection::vec(form(), 1..5),
        known in prop::collection::vec(prop::option::of(any::<Index>()), 6),
    ) {
        let guideline = guideline(&forms);
        let value = |(place, index): (usize, Option<Index>)| index.map(|index| {
            let kind = &guideline.questions[place].kind;
            *index.get(&[values(kind), partly(kind)].concat())
        });
        let known: Vec<Option<Value>> = known.into_iter().enumerate().map(value).collect();
        let naive = Naive { guideline: &guideline, speciale_count: 1 };
        let wanted = naive.assess(&known);
        let found = Compiled::new(Arc::new(guideline.clone()), 1).assess(&known);
        prop_assert_eq!(found.ok(), wanted, "{:?}", forms.iter().map(text).collect::<Vec<_>>());
        prop_assert!(guideline.question("hjem").unwrap().0 == QuestionIx(5));
    }
}
