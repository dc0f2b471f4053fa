//! A country's cases replayed: against reading and hashing the same bytes, and as their number grows.
//!
//! `cargo bench --bench country` measures 1,000 and 10,000 cases; `VISIT_COUNTRY=190000` as many as Denmark has.
//! Both are done by the same driver on the same threads, so that the ratio is of the work and holds on a noisy machine.
//! A replay that is not identical in every case is an error here.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that cannot go on has to stop, and says what it found"
)]

#[path = "country/generate.rs"]
mod generate;

use std::path::Path;
use std::time::{Duration, Instant};

use generate::Dice;
use visit::audit::replays::{Mention, ReplayRow, Tally, Verdict};
use visit::audit::rows::{RowFormat, Writer};
use visit::session::archive::batch::{Progress, Reading, each, text_of, with_case};
use visit::session::archive::replay::Library;
use visit::store::RuleFolder;
use visit::store::walk::{Place, Walk};
use visit::terminal::Chatter;
use visitation::case::{Unread, outcome_text};
use visitation::guideline::hash::sha256_hex;

const INTERVIEWS: usize = 4_000;

fn main() {
    let largest = std::env::var("VISIT_COUNTRY").ok().and_then(|number| number.parse().ok()).unwrap_or(10_000);
    let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut dice = Dice::new(7);
    let started = Instant::now();
    let interviews = generate::interviews(INTERVIEWS.min(largest), &mut dice);
    println!("{} interviews in {:.1?}", interviews.len(), started.elapsed());
    println!("     cases  as        MiB   hashed  replayed  ratio  a case  peak MiB");
    for number in [1_000, 10_000, 190_000].into_iter().filter(|number| *number < largest).chain([largest]) {
        let archive = root.path().join("land.jsonl");
        generate::archive(&archive, &interviews, number, &mut dice);
        measure("archive", number, &archive);
        if number == 1_000 {
            phases(&archive);
        }
        std::fs::remove_file(&archive).unwrap();
        let folder = root.path().join("land");
        generate::folder(&folder, &interviews, number, &mut dice);
        measure("files", number, &folder);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

fn measure(kind: &str, number: usize, path: &Path) {
    // Once unmeasured, so that both find the files in memory; then in turn, the best of three of each.
    let bytes = hash(path).1;
    let (mut hashed, mut replayed, mut peak) = (Duration::MAX, Duration::MAX, 0.0_f64);
    for _ in 0..3 {
        hashed = hashed.min(hash(path).0);
        forget_peak();
        replayed = replayed.min(replay(path, number));
        peak = peak.max(peak_mib());
    }
    let each = replayed / u32::try_from(number).unwrap();
    let ratio = replayed.as_secs_f64() / hashed.as_secs_f64();
    let mib = bytes / (1 << 20);
    println!("{number:>10}  {kind:<8}{mib:>5}{hashed:>9.2?}{replayed:>10.2?}{ratio:>7.1}{each:>8.0?}{peak:>10.0}");
}

/// Reads and hashes every file, and every line of an archive.
fn hash(path: &Path) -> (Duration, usize) {
    let started = Instant::now();
    let mut bytes = 0;
    let work = |found: &visit::store::walk::Found| match &found.place {
        Place::Line(line) => (line.len(), sha256_hex(line)),
        _ => text_of(found).map(|text| (text.len(), sha256_hex(text.as_bytes()))).unwrap(),
    };
    let walk = Walk::over(vec![path.to_path_buf()]);
    each(walk, &Progress::new(Chatter::Unwanted), work, |_, (len, _)| {
        bytes += len;
        Ok(())
    })
    .unwrap();
    (started.elapsed(), bytes)
}

/// Just what `visit replay PATH --format jsonl` does, the rules read anew.
fn replay(path: &Path, number: usize) -> Duration {
    let started = Instant::now();
    let library = Library::of(&RuleFolder::Embedded);
    let mut sink = std::io::sink();
    let mut report = Writer::new(&mut sink, RowFormat::Jsonl, visit::terminal::Look::plain(80));
    let mut tally = Tally::default();
    let work = |found: &visit::store::walk::Found| {
        with_case(found, |reading| match reading {
            Reading::Case(case) | Reading::OtherForm(case, _) => Verdict::Replayed(library.replay(&case)),
            Reading::PassedOver(why) => Verdict::PassedOver(why),
            Reading::Broken(error) => Verdict::Broken(error.to_string()),
        })
    };
    each(Walk::over(vec![path.to_path_buf()]), &Progress::new(Chatter::Unwanted), work, |found, verdict| {
        tally.count(&verdict);
        report.row(&ReplayRow::new(&found.name, &verdict, Mention::WhenWrong))
    })
    .unwrap();
    assert_eq!(tally.identical, number as u64, "{tally:?}");
    started.elapsed()
}

/// Where the time of one case goes, on one thread.
fn phases(archive: &Path) {
    let library = Library::of(&RuleFolder::Embedded);
    let mut spent = [Duration::ZERO; 5];
    let mut cases = 0;
    for round in 0..2 {
        spent = [Duration::ZERO; 5];
        cases = 0;
        for found in Walk::over(vec![archive.to_path_buf()]) {
            let text = text_of(&found).unwrap();
            let mut last = Instant::now();
            let mut lap = |place: usize| {
                let now = Instant::now();
                spent[place] += now - std::mem::replace(&mut last, now);
            };
            let case = Unread::read(&text).unwrap();
            lap(0);
            let session = library.session_of(case.case()).unwrap();
            lap(1);
            let outcome = session.outcome().unwrap();
            lap(2);
            let saved = session.machine_output(&outcome);
            lap(3);
            assert_eq!(outcome_text(&saved).ok().as_deref(), case.outcome_text(), "round {round}");
            lap(4);
            cases += 1;
        }
    }
    let names = ["read and check", "answers", "compute and explain", "outcome", "write and compare"];
    for (name, spent) in names.iter().zip(spent) {
        println!("  {name:<20}{:>8.1?} a case", spent / cases);
    }
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
