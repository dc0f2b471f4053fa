//! Many cases, against the same decision written by hand for the same file: what a country costs.
//!
//! `cargo bench --bench batch` prints every figure and its ratio in one run; `VISIT_LINES=1000000` takes more lines.
//! What is counted is the processor's time of this one thread, so that a busy machine changes little; both programs
//! take turns over the same bytes in memory, and the best of five counts. That both say the same is checked first.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement that cannot go on has to stop, and says what it found"
)]

#[path = "batch/by_hand.rs"]
mod by_hand;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use by_hand::{Case, Line};
use visit::session::archive::batch::Progress;
use visit::session::batch::{Cases, Input, Kind, Manner, Output, Rules, ready, run};
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visit::terminal::Chatter;
use visitation::batch::{Desk, Plan, Want};
use visitation::engine::assess::Compiled;
use visitation::engine::evaluate::Complete;
use visitation::engine::many::Many;
use visitation::guideline::question::{Answer, Value};

const STEPS: [&str; 5] = ["ingen", "let", "moderat", "svær", "fuldstændig"];
const SCORES: [&str; 8] =
    ["kommunikation", "socialt_liv", "egenomsorg", "praktiske_opgaver", "sundhed", "mobilitet", "struktur", "søvn"];
const YES: [&str; 5] = ["komorbid", "udadreagerende", "selvskade", "udviklingshæmning", "tidligere_sammenbrud"];

fn main() {
    let lines = std::env::var("VISIT_LINES").ok().and_then(|number| number.parse().ok()).unwrap_or(200_000);
    let mut dice = 7;
    let cases: Vec<Case> = (0..lines).map(|_| drawn(&mut dice)).collect();
    let plan = plan();
    println!("{lines} lines, best of five, processor time of one thread");
    written(&plan, &cases);
    in_memory(&plan, &cases);
    partial(&plan, &cases, &mut dice);
    memory(plan, &cases);
}

fn plan() -> Plan {
    let folder = RuleFolder::directory(&Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/batch/regler")).unwrap();
    let catalogue = Catalogue::open(folder).unwrap();
    let specialer = ["beslutning".to_owned()];
    let date = jiff::civil::date(2026, 11, 22);
    ready(Rules { catalogue: &catalogue, specialer: &specialer, date }, None).unwrap().0
}

fn compiled() -> Compiled {
    Compiled::new(std::sync::Arc::new(plan().guidelines()[0].clone()), 1)
}

/// A number below `sides` (splitmix64).
fn below(dice: &mut u64, sides: u64) -> u64 {
    *dice = dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *dice;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % sides
}

fn drawn(dice: &mut u64) -> Case {
    let age = u8::try_from(below(dice, 101)).unwrap();
    let scores = std::array::from_fn(|_| u8::try_from(below(dice, 5)).unwrap());
    Case { age, scores, yes: std::array::from_fn(|_| below(dice, 4) == 0) }
}

fn line(number: usize, case: &Case) -> String {
    let scores = SCORES.iter().zip(case.scores).map(|(name, score)| (*name, STEPS[usize::from(score)]));
    let yes = YES.iter().zip(case.yes).map(|(name, yes)| (*name, if yes { "ja" } else { "nej" }));
    let answers: Vec<String> = scores.chain(yes).map(|(name, value)| format!("\"{name}\":\"{value}\"")).collect();
    format!("{{\"id\":\"sag-{number}\",\"svar\":{{\"alder\":{},{}}}}}\n", case.age, answers.join(","))
}

fn file(cases: &[Case]) -> String {
    cases.iter().enumerate().map(|(number, case)| line(number, case)).collect()
}

/// Lines in, lines out.
fn written(plan: &Plan, cases: &[Case]) {
    let text = file(cases);
    let mut desk = Desk::new(plan, Want::Outcome);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut engine = |out: &mut Vec<u8>| {
        out.clear();
        for line in text.lines() {
            desk.json(line).unwrap().write_json(out).unwrap();
            out.push(b'\n');
        }
    };
    let hand = |out: &mut Vec<u8>| {
        out.clear();
        for line in text.lines() {
            let line: Line<'_> = serde_json::from_str(line).unwrap();
            line.svar.case().decide().write(&line.id, out);
            out.push(b'\n');
        }
    };
    engine(&mut ours);
    hand(&mut theirs);
    assert!(ours == theirs, "the two say different things of the same lines");
    let (engine, hand) = in_turn(|| engine(&mut ours), || hand(&mut theirs));
    told("lines to lines, complete cases", cases.len(), engine, Some(hand));
}

/// Values in, level, criteria and duties out.
fn in_memory(plan: &Plan, cases: &[Case]) {
    let compiled = compiled();
    let program = compiled.program();
    let order: Vec<&str> = plan.guidelines()[0].questions.iter().map(|question| question.id.as_str()).collect();
    let value = |case: &Case, name: &str| {
        let score = SCORES.iter().position(|own| *own == name).map(|place| i64::from(case.scores[place]));
        let yes = YES.iter().position(|own| *own == name).map(|place| i64::from(case.yes[place]));
        score.or(yes).unwrap_or(i64::from(case.age))
    };
    let width = order.len();
    let values: Vec<i64> = cases.iter().flat_map(|case| order.iter().map(|name| value(case, name))).collect();
    let mut out = Complete::default();
    let mut engine = || {
        for values in values.chunks_exact(width) {
            program.run(black_box(values), &mut out);
            black_box(&out);
        }
    };
    let hand = || {
        for case in cases {
            black_box(black_box(case).decide());
        }
    };
    let (engine, hand) = in_turn(&mut engine, hand);
    told("in memory, complete cases", cases.len(), engine, Some(hand));
}

/// A third of the answers is not known.
fn partial(plan: &Plan, cases: &[Case], dice: &mut u64) {
    let compiled = compiled();
    let questions = &plan.guidelines()[0].questions;
    let answers = |case: &Case, dice: &mut u64| -> Vec<Option<Answer>> {
        let one = |name: &str, dice: &mut u64| {
            let score = SCORES.iter().position(|own| *own == name).map(|place| i64::from(case.scores[place]));
            let yes = YES.iter().position(|own| *own == name).map(|place| i64::from(case.yes[place]));
            let value = score.or(yes).unwrap_or(i64::from(case.age));
            (below(dice, 3) > 0).then_some(Answer::Known(Value::Ordinal(value)))
        };
        questions.iter().map(|question| one(&question.id, dice)).collect()
    };
    let all: Vec<Vec<Option<Answer>>> = cases.iter().map(|case| answers(case, dice)).collect();
    let mut many = Many::new(&compiled);
    // The first round makes what the later ones look up: it is told by itself.
    let first = spent(|| all.iter().for_each(|case| drop(black_box(many.assess(case).map(|_| ())))));
    told("in memory, a third not known, first round", all.len(), first, None);
    let (again, _) = in_turn(|| all.iter().for_each(|case| drop(black_box(many.assess(case).map(|_| ())))), || ());
    told("in memory, a third not known", all.len(), again, None);
    let some = &all[..all.len().min(500)];
    let known = |case: &[Option<Answer>]| visitation::consult::known(case);
    let one = spent(|| some.iter().for_each(|case| drop(black_box(compiled.assess(&known(case))))));
    told("the same one by one by the diagram", some.len(), one, None);
}

/// The whole command but for its arguments, ten times the lines on all cores: what it holds in memory.
fn memory(plan: Plan, cases: &[Case]) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let path: PathBuf = folder.path().join("land.jsonl");
    let text = file(&cases[..cases.len().min(50_000)]);
    let before = peak_mib();
    let (plans, progress) = (Cases { plan, other: None }, Progress::new(Chatter::Unwanted));
    let pool = rayon::ThreadPoolBuilder::new().build().unwrap();
    let manner = Manner { want: Want::Outcome, output: Some(Output::new(Kind::Jsonl, false, false)), strict: false };
    for times in [1, 10] {
        std::fs::write(&path, text.repeat(times)).unwrap();
        forget_peak();
        let started = Instant::now();
        let mut input = Input::open(&path, Kind::Jsonl, &plans.plan).unwrap();
        let sink = &mut std::io::sink();
        let counts = run(&mut input, &plans, (manner, &pool), &progress, sink, |_, _| Ok(())).unwrap();
        let peak = peak_mib();
        println!(
            "{:>45} {} lines in {:.2?}, {peak:.0} MiB (with this bench's own cases: {before:.0})",
            "all cores,",
            counts.cases,
            started.elapsed()
        );
    }
}

/// The shortest of five turns of each.
fn in_turn(mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let turns = (0..5).map(|_| (spent(&mut one), spent(&mut other)));
    turns.reduce(|(a, b), (c, d)| (a.min(c), b.min(d))).unwrap()
}

/// The processor's time of this thread; the clock's where the system does not tell.
fn spent(work: impl FnOnce()) -> Duration {
    let (started, before) = (Instant::now(), on_processor());
    work();
    match (before, on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => started.elapsed(),
    }
}

fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn told(what: &str, cases: usize, engine: Duration, hand: Option<Duration>) {
    let rate = |spent: Duration| cases as f64 / spent.as_secs_f64().max(1e-9) / 1_000.0;
    let by_hand = hand.map_or(String::new(), |hand| {
        format!("   by hand {:>9.0}   ratio {:.2}", rate(hand), rate(engine) / rate(hand))
    });
    println!("{what:>45} {:>9.0} thousand cases/s{by_hand}", rate(engine));
}

/// Lets the system measure the peak anew, where it can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib / 1024.0)
}
