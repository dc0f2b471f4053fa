//! How long each proof of one guideline takes, and how large its diagram is by then: 20 to 60 questions, and two
//! guidelines that no diagram holds.
//!
//! Prints a table instead of statistics: what is promised is an order of magnitude (30 questions under half a second).
//! The guidelines are generated, always the same ones: a count and a sum over every ten questions, and over all.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot run has failed")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use visitation::engine::assess::Compiled;
use visitation::engine::interview::{Party, next};
use visitation::guideline::national::National;
use visitation::guideline::resolve;
use visitation::lint::{self, Options};

const NATIONAL: &str = "\
format: visit-national/1
niveauer: [{ id: let }, { id: moderat }, { id: højt }]
skalaer: [{ id: fem, trin: [{ id: a }, { id: b }, { id: c }, { id: d }, { id: e }] }]
";

/// Four of five questions are scales of five steps, the others yes or no.
fn guideline(questions: usize) -> String {
    let mut text =
        String::from("format: visit/1\nspeciale: x\nversion: \"1\"\ngælder: { fra: 2026-01-01 }\nspørgsmål:\n");
    let is_scale = |place: usize| place % 5 != 4;
    for place in 0..questions {
        let kind = if is_scale(place) { "skala, skala: fem" } else { "ja_nej, værre: ja" };
        writeln!(text, "  - {{ id: q{place}, spørg: Hvad?, type: {kind} }}").unwrap();
    }
    let grave = |from: usize, step: &str| {
        let parts: Vec<String> = (from..from + 10)
            .map(|place| place % questions)
            .map(|place| if is_scale(place) { format!("q{place} >= {step}") } else { format!("q{place}") })
            .collect();
        parts.join(", ")
    };
    text.push_str("udgangspunkt: let\nkriterier:\n");
    for (at, from) in (0..questions).step_by(10).enumerate() {
        writeln!(text, "  - {{ id: M{at}, niveau: moderat, når: {{ mindst: 3, af: [{}] }} }}", grave(from, "c"))
            .unwrap();
        writeln!(text, "  - {{ id: H{at}, niveau: højt, når: {{ mindst: 5, af: [{}] }} }}", grave(from, "d")).unwrap();
        let scales: Vec<String> =
            (from..from + 10).filter(|place| is_scale(*place)).map(|place| format!("q{place}")).collect();
        writeln!(text, "  - {{ id: S{at}, niveau: højt, når: \"sum({}) >= 26\" }}", scales.join(", ")).unwrap();
    }
    // What makes diagrams wide: a count and a sum over everything.
    let every: Vec<String> =
        (0..questions).map(|at| if is_scale(at) { format!("q{at} >= d") } else { format!("q{at}") }).collect();
    let scales: Vec<String> = (0..questions).filter(|at| is_scale(*at)).map(|at| format!("q{at}")).collect();
    writeln!(text, "  - {{ id: MA, niveau: moderat, når: {{ mindst: 8, af: [{}] }} }}", every.join(", ")).unwrap();
    writeln!(text, "  - {{ id: HA, niveau: højt, når: \"sum({}) >= {}\" }}", scales.join(", "), questions * 2).unwrap();
    text.push_str("rådgivning:\n  - { id: R1, pligt: anbefalet, når: { mindst_en: [niveau >= højt, tvivl] } }\n");
    text
}

/// Beyond any diagram: so many counts of six of twelve, drawn from thirty scales, and no order fits them all.
fn crossing(counts: usize) -> String {
    let mut text =
        String::from("format: visit/1\nspeciale: x\nversion: \"1\"\ngælder: { fra: 2026-01-01 }\nspørgsmål:\n");
    for place in 0..30 {
        writeln!(text, "  - {{ id: q{place}, spørg: Hvad?, type: skala, skala: fem }}").unwrap();
    }
    text.push_str("udgangspunkt: let\nkriterier:\n");
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for at in 0..counts {
        let mut places: Vec<u64> = (0..30).collect();
        let parts: Vec<String> = (0..12)
            .map(|_| {
                let place = places.remove(usize::try_from(draw(places.len() as u64)).unwrap());
                let step = match draw(3) {
                    0 => "b",
                    1 => "c",
                    _ => "d",
                };
                format!("q{place} >= {step}")
            })
            .collect();
        let level = if at % 2 == 0 { "højt" } else { "moderat" };
        writeln!(text, "  - {{ id: K{at}, niveau: {level}, når: {{ mindst: 6, af: [{}] }} }}", parts.join(", "))
            .unwrap();
    }
    text
}

fn main() {
    let national = resolve::national("national.yaml", NATIONAL.as_bytes()).unwrap().value;
    let national: Arc<National> = Arc::new(national);
    let write_to = std::env::var_os("VISIT_BENCH_WRITE").map(std::path::PathBuf::from);
    let cases = [20, 30, 40, 60].map(|questions| (format!("{questions} spørgsmål"), guideline(questions)));
    let beyond = [10, 14].map(|counts| (format!("{counts} tællinger på kryds"), crossing(counts)));
    for (name, text) in cases.into_iter().chain(beyond) {
        if let Some(folder) = &write_to {
            std::fs::write(folder.join(format!("{}.yaml", name.replace(' ', "-"))), &text).unwrap();
        }
        measure(&name, &text, &national);
        if name.ends_with("kryds") {
            searched(&text, &national);
        }
    }
}

/// Prints what a case costs whose completions have to be searched: with nothing known there are most of them.
fn searched(text: &str, national: &Arc<National>) {
    let loaded = resolve::guideline("x.yaml", text.as_bytes(), national, None).unwrap().value;
    let answers = vec![None; loaded.questions.len()];
    let compiled = Compiled::without_diagram(Arc::new(loaded), 1);
    let start = Instant::now();
    compiled.assess(&[]).unwrap();
    let assessed = start.elapsed();
    let start = Instant::now();
    next(&[Party { compiled: &compiled, answers: &answers }]).unwrap();
    let asked = start.elapsed();
    println!("sag uden svar: vurderet på {:.1} ms, næste spørgsmål på {:.1} ms", millis(assessed), millis(asked));
}

/// Prints time and diagram size, step by step and in all.
fn measure(name: &str, text: &str, national: &Arc<National>) {
    let options = Options::on(jiff::civil::date(2026, 1, 1));
    let loaded = resolve::guideline("x.yaml", text.as_bytes(), national, None).unwrap().value;
    let start = Instant::now();
    let mut before = start;
    let mut steps = Vec::new();
    let found = lint::proved_in_steps(&loaded, &options, &mut |step, nodes| {
        let now = Instant::now();
        steps.push((step, nodes, now - before));
        before = now;
    });
    let missing: Vec<&str> = found.iter().filter(|f| f.code == "V303").map(|f| f.message.as_str()).collect();
    let whole = start.elapsed();
    println!("\n{name}: alle beviser {:.1} ms; {}", millis(whole), missing.first().unwrap_or(&"intet mangler"));
    for (step, nodes, time) in steps {
        let nodes = nodes.map_or("søgt".to_owned(), |nodes| nodes.to_string());
        println!("{step:>9} {nodes:>9} knuder {:>10.1} ms", millis(time));
    }
}

fn millis(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
