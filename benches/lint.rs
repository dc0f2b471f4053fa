//! How long the proofs of one guideline take, and how large its diagram is: 20, 40 and 60 questions.
//!
//! Prints a table instead of statistics: what is promised is an order of magnitude (30 questions under half a second).
//! The guidelines are generated, always the same ones: a count and a sum over every ten questions, and over all.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot run has failed")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use visit::engine::diagram::Diagram;
use visit::guideline::national::National;
use visit::guideline::resolve;
use visit::lint::{self, Options, Reading};

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

fn main() {
    let national = resolve::national("national.yaml", NATIONAL.as_bytes()).unwrap().value;
    let national: Arc<National> = Arc::new(national);
    let options = Options::on(jiff::civil::date(2026, 1, 1));
    println!("{:>9} {:>9} {:>12} {:>12} {:>8}", "spørgsmål", "knuder", "diagram ms", "alle fund ms", "V303");
    for questions in [20, 30, 40, 60] {
        let text = guideline(questions);
        let loaded = resolve::guideline("x.yaml", text.as_bytes(), &national, None).unwrap().value;
        let start = Instant::now();
        let nodes =
            Diagram::compile(&loaded, 1).map_or("for stor".to_owned(), |diagram| diagram.forest.len().to_string());
        let compiled = start.elapsed();
        let start = Instant::now();
        let found = lint::guideline(Reading { name: "x.yaml", text: &text, options: &options }, &national, None, &[]);
        let proved = start.elapsed();
        let missing = found.iter().filter(|finding| finding.code == "V303").count();
        println!("{questions:>9} {nodes:>9} {:>12.1} {:>12.1} {missing:>8}", millis(compiled), millis(proved));
    }
}

fn millis(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
