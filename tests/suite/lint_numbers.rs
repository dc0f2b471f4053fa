//! V115 held against trying every assignment: over random ranges of two numbers, beside a yes/no question and an
//! `aldrig` rule, the same numbers fall between the criteria.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use visitation::guideline::Guideline;
use visitation::guideline::finding::Finding;
use visitation::guideline::national::National;
use visitation::guideline::question::{Kind, Value};
use visitation::guideline::resolve;
use visitation::lint::{self, Options};

use super::engine::generate::draws;
use super::engine::naive::Naive;

static NATIONAL: LazyLock<Arc<National>> = LazyLock::new(|| {
    let text = "format: visit-national/1\nniveauer: [{ id: intet }, { id: let }, { id: moderat }, { id: højt }]\n";
    Arc::new(resolve::national("national.yaml", text.as_bytes()).unwrap().value)
});

/// What an assignment comes to.
type Measure<'m> = &'m dyn Fn(&[Value]) -> usize;

/// One criterion: level, range of x, and what stands beside it.
type Row = (usize, u8, i64, i64, u8);

fn text(rows: &[Row], never: Option<i64>) -> String {
    let mut text = String::from(
        "format: visit/1\nspeciale: p\nversion: \"1\"\ngælder: { fra: 2026-01-01 }\nspørgsmål:\n  \
         - { id: x, spørg: X?, type: tal, min: -2, maks: 8 }\n  \
         - { id: y, spørg: Y?, type: tal, min: 0, maks: 4 }\n  \
         - { id: b, spørg: B?, type: ja_nej }\nudgangspunkt: intet\n",
    );
    if let Some(never) = never {
        writeln!(text, "aldrig: [{{ når: {{ alle: [x > {never}, b] }}, fordi: Sådan er det }}]").unwrap();
    }
    text.push_str("kriterier:\n");
    for (at, (level, form, from, length, beside)) in rows.iter().enumerate() {
        let level = ["let", "moderat", "højt", "intet"][*level];
        let to = from + length;
        let mut parts = match form {
            0 => vec![format!("x < {from}")],
            1 => vec![format!("x > {from}")],
            2 => vec![format!("x <= {from}")],
            3 => vec![format!("x >= {from}")],
            4 => vec![format!("x > {from}"), format!("x < {to}")],
            _ => vec![format!("x >= {from}"), format!("x <= {to}")],
        };
        match beside {
            0 => parts.push("b".to_owned()),
            1 => parts.push(format!("y >= {length}")),
            2 => parts.push("b = nej".to_owned()),
            _ => {}
        }
        writeln!(text, "  - {{ id: k{at}, niveau: {level}, når: {{ alle: [{}] }} }}", parts.join(", ")).unwrap();
    }
    text
}

fn read(text: &str) -> Guideline {
    resolve::guideline("p.yaml", text.as_bytes(), &NATIONAL, None).unwrap_or_else(|faults| panic!("{faults:?}")).value
}

/// The numbers that lint says fall between, by question.
fn said(found: &[Finding]) -> BTreeSet<(String, i64)> {
    let of_code = found.iter().filter(|finding| finding.code == "V115");
    let number = |finding: &Finding| {
        let mut words = finding.message.split_whitespace();
        let id = words.next().unwrap().trim_matches('`').to_owned();
        (id, words.next().unwrap().parse().unwrap())
    };
    of_code.map(number).collect()
}

/// The numbers that fall between by trying everything; `ends`: the first and the last number and the criteria of the
/// base level count, too.
fn tried(guideline: &Guideline, all: bool) -> BTreeSet<(String, i64)> {
    let naive = Naive { guideline, speciale_count: 1 };
    let possible: BTreeSet<Vec<Value>> =
        naive.completions(&vec![None; guideline.questions.len()]).into_iter().collect();
    let level = |assignment: &[Value]| naive.level(assignment);
    let held = |assignment: &[Value]| {
        usize::from(guideline.criteria.iter().any(|criterion| naive.holds(assignment, &criterion.when, None)))
    };
    let measures: Vec<Measure<'_>> = if all { vec![&level, &held] } else { vec![&level] };
    let mut found = BTreeSet::new();
    for (at, question) in guideline.questions.iter().enumerate() {
        let Kind::Number { min, max } = question.kind else { continue };
        for assignment in &possible {
            let Value::Ordinal(own) = assignment[at] else { continue };
            for measure in &measures {
                let with = |number: i64| {
                    let mut other = assignment.clone();
                    other[at] = Value::Ordinal(number);
                    possible.contains(&other).then(|| measure(&other))
                };
                let less = |one: i64, other: i64| with(one).zip(with(other)).is_some_and(|(a, b)| a < b);
                let inside = less(own, own - 1) && less(own, own + 1);
                let last = own == max && less(own, own - 1) && (min..own - 1).any(|other| less(other, own - 1));
                let first = own == min && less(own, own + 1) && (own + 2..=max).any(|other| less(other, own + 1));
                if inside || (all && (last || first)) {
                    found.insert((question.id.clone(), own));
                }
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(draws(150))]

    #[test]
    fn the_same_numbers_fall_between(
        rows in prop::collection::vec((0..4_usize, 0..6_u8, -2..8_i64, 1..5_i64, 0..5_u8), 2..6),
        never in prop::option::of(0..8_i64),
    ) {
        let guideline = read(&text(&rows, never));
        let options = Options::on(jiff::civil::date(2026, 1, 1));
        let (tried_all, tried_inside) = (tried(&guideline, true), tried(&guideline, false));
        let proved = said(&lint::proved(&guideline, &options));
        prop_assert!(proved.is_subset(&tried_all), "{proved:?} {tried_all:?}");
        for id in ["x", "y"] {
            let of = |set: &BTreeSet<(String, i64)>| set.iter().filter(|(other, _)| other == id).count();
            // No more than three are named.
            prop_assert_eq!(of(&proved), of(&tried_all).min(3), "{:?} {:?}", &proved, &tried_all);
            let searched = said(&lint::searched(&guideline, &options));
            prop_assert!(searched.is_subset(&tried_inside), "{searched:?} {tried_inside:?}");
            prop_assert_eq!(of(&searched) > 0, of(&tried_inside) > 0, "{:?} {:?}", &searched, &tried_inside);
        }
    }
}

/// A table that names each number has no holes, and is proved whole however long it is.
#[test]
fn a_long_table_is_proved_and_no_message_lists_hundreds_of_ids() {
    let mut text = text(&[], None).replace("maks: 8", "maks: 499");
    for row in 0..500 {
        let level = ["let", "moderat", "højt"][row % 3];
        writeln!(text, "  - {{ id: r{row}, niveau: {level}, når: {{ alle: [x = {row}, b] }} }}").unwrap();
    }
    let found = lint::proved(&read(&text), &Options::on(jiff::civil::date(2026, 1, 1)));
    assert!(found.iter().all(|finding| !["V102", "V115", "V303"].contains(&finding.code)), "{found:?}");
    let doubled = format!("{text}  - {{ id: d, niveau: let, når: {{ alle: [x < 450, b] }} }}\n");
    let found = lint::proved(&read(&doubled), &Options::on(jiff::civil::date(2026, 1, 1)));
    assert!(found.iter().any(|finding| finding.code == "V102"), "{found:?}");
    assert!(found.iter().all(|finding| finding.message.len() + finding.help.as_ref().map_or(0, String::len) < 400));
}
