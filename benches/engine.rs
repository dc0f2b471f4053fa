//! The engine's measured promises, over a guideline of ordinary size: 20 questions, 10 criteria, 6 duties.
//!
//! A complete case is compared with the same decision written by hand in Rust: at most four times as long. The next
//! question after one more answer: under 50 microseconds. Both comparisons run interleaved in one process, so that
//! the ratio holds on a noisy machine. Deliberately measures no loading: that is another promise.

#![allow(clippy::indexing_slicing, reason = "a benchmark that meets a wrong place has to stop")]

#[path = "../tests/suite/engine/build.rs"]
mod build;
#[path = "engine/guideline.rs"]
mod guideline;

use std::hint::black_box;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use guideline::{CASES, by_hand, case, sample};
use visitation::engine::assess::Compiled;
use visitation::engine::evaluate::{Complete, Program};
use visitation::engine::interview::{Next, Party, next};
use visitation::guideline::question::{Answer, Kind, OptionSet, QuestionIx, Value};

fn complete_cases(criterion: &mut Criterion) {
    let made = sample();
    let program = Program::compile(&made, 1);
    let cases: Vec<Vec<i64>> = (0..CASES).map(|seed| case(&made, seed)).collect();
    let mut out = Complete::default();
    let engine = |values: &[i64], out: &mut Complete| {
        program.run(values, out);
        let first = |words: &[u64]| words.first().copied().unwrap_or(0);
        (first(out.criteria()), first(out.advice()), out.level().0)
    };
    for values in &cases {
        assert_eq!(engine(values, &mut out), by_hand(values), "the two decide differently: {values:?}");
    }
    let mut place = 0;
    criterion.bench_function("complete case", |bencher| {
        bencher.iter(|| {
            place = (place + 1) % CASES;
            engine(black_box(&cases[place]), &mut out)
        });
    });
    criterion.bench_function("complete case, by hand", |bencher| {
        bencher.iter(|| {
            place = (place + 1) % CASES;
            by_hand(black_box(&cases[place]))
        });
    });
    let ratio = ratio(
        || {
            for values in &cases {
                black_box(engine(black_box(values), &mut out));
            }
        },
        || {
            for values in &cases {
                black_box(by_hand(black_box(values)));
            }
        },
    );
    say(&format!("complete case: {ratio:.2} times the hand-written function (promised: at most 4)"));
}

/// The median over interleaved rounds of how many times longer the first takes.
fn ratio(mut first: impl FnMut(), mut second: impl FnMut()) -> f64 {
    fn timed(work: &mut impl FnMut()) -> Duration {
        let start = Instant::now();
        (0..6).for_each(|_| work());
        start.elapsed()
    }
    let round = |_| timed(&mut first).as_secs_f64() / timed(&mut second).as_secs_f64();
    let mut rounds: Vec<f64> = (0..101).map(round).collect();
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

/// A whole interview, and the slowest of its steps.
fn next_question(criterion: &mut Criterion) {
    let compiled = Compiled::new(Arc::new(sample()), 1);
    let nodes = compiled.diagram().map_or(0, |diagram| diagram.forest.len());
    let mut states: Vec<Vec<Option<Answer>>> = Vec::new();
    for seed in 0..20 {
        let values = case(compiled.guideline(), seed);
        let mut answers = vec![None; values.len()];
        states.push(answers.clone());
        while let Ok(Next::Ask { question: QuestionIx(place), .. }) =
            next(&[Party { compiled: &compiled, answers: &answers }])
        {
            let kind = &compiled.guideline().questions[place].kind;
            answers[place] = Some(Answer::Known(match kind {
                Kind::Multi(_) => Value::Set(OptionSet(values[place].cast_unsigned())),
                _ => Value::Ordinal(values[place]),
            }));
            states.push(answers.clone());
        }
    }
    let step = |answers: &[Option<Answer>]| next(&[Party { compiled: &compiled, answers }]);
    let mut place = 0;
    criterion.bench_function("next question", |bencher| {
        bencher.iter(|| {
            place = (place + 1) % states.len();
            step(black_box(&states[place]))
        });
    });
    let worst = states.iter().map(|answers| fastest(|| drop(black_box(step(answers))))).max().unwrap_or_default();
    say(&format!("next question: slowest step {worst:?} (promised: under 50 µs), diagram of {nodes} nodes"));
}

/// The shortest of some runs: what the work takes when nothing disturbs it.
fn fastest(mut work: impl FnMut()) -> Duration {
    let run = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..30).map(run).min().unwrap_or_default()
}

fn say(line: &str) {
    // A benchmark that cannot print has nobody to tell.
    let _ = writeln!(std::io::stdout(), "{line}");
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).measurement_time(Duration::from_secs(2));
    targets = complete_cases, next_question
}
criterion_main!(benches);
