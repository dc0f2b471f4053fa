//! The work itself: blocks of lines side by side, results in order.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::counts::Counts;
use super::input::{Chunk, ID, Input, line};
use super::output::Output;
use crate::session::archive::batch::Progress;
use visitation::batch::{Desk, Fault, Id, Outcome, Plan, Want};

/// The rules that the cases are held against, and others to compare with.
#[derive(Debug)]
pub struct Cases {
    /// The rules.
    pub plan: Plan,
    /// The other rules.
    pub other: Option<Plan>,
}

/// How it is done.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// What is wanted of each case.
    pub want: Want,
    /// How it is written; `None` where it is only counted.
    pub output: Option<Output>,
    /// Stop at the first line that cannot be used.
    pub strict: bool,
}

/// What came of some lines.
struct Done {
    out: Vec<u8>,
    faults: Vec<(u64, Vec<Fault>)>,
    counts: Counts,
}

/// One thread's desks.
struct Place<'p> {
    own: Desk<'p>,
    other: Option<Desk<'p>>,
}

/// Computes every line, and writes what comes out in the order of the lines. `told` hears of every line that cannot be
/// used, with its number.
///
/// # Errors
/// The input cannot be read, or the output cannot be written.
pub fn run(
    input: &mut Input,
    cases: &Cases,
    (manner, pool): (Manner, &rayon::ThreadPool),
    progress: &Progress,
    out: &mut dyn Write,
    mut told: impl FnMut(u64, &[Fault]) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
    let places: Mutex<Vec<Place<'_>>> = Mutex::default();
    let mut counts = Counts::new(&cases.plan, cases.other.is_some());
    if let Some(output) = manner.output {
        output.begin(out)?;
    }
    let together = 2 * pool.current_num_threads();
    loop {
        let mut chunks = Vec::with_capacity(together);
        while chunks.len() < together {
            let Some(chunk) = input.chunk()? else { break };
            chunks.push(chunk);
        }
        if chunks.is_empty() {
            break;
        }
        let work = |chunk: &Chunk| {
            let free = places.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut place = free.unwrap_or_else(|| Place {
                own: Desk::new(&cases.plan, manner.want),
                other: cases.other.as_ref().map(|plan| Desk::new(plan, manner.want)),
            });
            let done = worked(chunk, cases, &mut place, manner);
            places.lock().unwrap_or_else(PoisonError::into_inner).push(place);
            done
        };
        let results: Vec<anyhow::Result<Done>> = pool.install(|| chunks.par_iter().map(work).collect());
        let mut stopped = false;
        progress.after(|| {
            for done in results {
                let done = done?;
                out.write_all(&done.out)?;
                counts.merge(&done.counts);
                done.faults.iter().try_for_each(|(line, faults)| told(*line, faults))?;
                stopped = manner.strict && !done.faults.is_empty();
                if stopped {
                    break;
                }
            }
            anyhow::Ok(())
        })?;
        progress.reached(counts.cases + counts.faulty);
        if stopped {
            break;
        }
    }
    progress.end();
    Ok(counts)
}

fn worked(chunk: &Chunk, cases: &Cases, place: &mut Place<'_>, manner: Manner) -> anyhow::Result<Done> {
    let counts = Counts::new(&cases.plan, cases.other.is_some());
    let mut done = Done { out: Vec::new(), faults: Vec::new(), counts };
    match chunk {
        Chunk::Lines(first, bytes) => {
            for (number, bytes) in (*first..).zip(bytes.split(|byte| *byte == b'\n')) {
                match line(bytes) {
                    Ok("") => {}
                    Ok(text) => done.take(number, cases, manner, place.json(text))?,
                    Err(fault) => done.fault(number, vec![fault]),
                }
                if manner.strict && !done.faults.is_empty() {
                    break;
                }
            }
        }
        Chunk::Rows(keys, rows) => {
            for (number, row) in rows {
                match row {
                    Ok(cells) => done.take(*number, cases, manner, place.cells(keys, cells))?,
                    Err(fault) => done.fault(*number, vec![fault.clone()]),
                }
                if manner.strict && !done.faults.is_empty() {
                    break;
                }
            }
        }
    }
    Ok(done)
}

/// What comes out of a line, under the rules and under the others.
type Both<'d> = Result<(Outcome<'d>, Option<Outcome<'d>>), Vec<Fault>>;

impl Place<'_> {
    fn json(&mut self, text: &str) -> Both<'_> {
        Ok((self.own.json(text)?, self.other.as_mut().map(|desk| desk.json(text)).transpose()?))
    }

    fn cells(&mut self, keys: &[String], cells: &[String]) -> Both<'_> {
        let all = keys.iter().map(String::as_str).zip(cells.iter().map(String::as_str));
        let id = all.clone().find(|(key, _)| *key == ID).map_or(Id::None, |(_, id)| match id {
            "" => Id::None,
            id => Id::Text(id.to_owned()),
        });
        let answers = all.filter(|(key, _)| *key != ID);
        let own = self.own.cells(id.clone(), answers.clone())?;
        Ok((own, self.other.as_mut().map(|desk| desk.cells(id, answers)).transpose()?))
    }
}

impl Done {
    fn take(&mut self, number: u64, cases: &Cases, manner: Manner, both: Both<'_>) -> anyhow::Result<()> {
        let (before, after) = match both {
            Ok(both) => both,
            Err(faults) => {
                self.fault(number, faults);
                return Ok(());
            }
        };
        self.counts.count(&cases.plan, &before);
        let Some(after) = after else {
            return Ok(manner.output.map_or(Ok(()), |output| output.line(&before, &mut self.out))?);
        };
        self.counts.compare(&before, &after);
        if before.differs_from(&after) {
            self.counts.changed += 1;
            manner.output.map_or(Ok(()), |output| output.change(&before, &after, &mut self.out))?;
        }
        Ok(())
    }

    fn fault(&mut self, number: u64, faults: Vec<Fault>) {
        self.counts.faulty += 1;
        self.faults.push((number, faults));
    }
}
