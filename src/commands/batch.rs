//! `visit batch`: many cases in, what comes out of each.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::rule_folder;
use super::values::day;
use crate::audit::stats::{self, outcomes};
use crate::exit::Exit;
use crate::session::archive::batch::Progress;
use crate::session::batch::{Cases, Counts, Input, Kind, Manner, Output, Rules, ready, run};
use crate::session::failures::{from_rules, from_store};
use crate::store::{Growing, STANDARD_INPUT};
use crate::terminal::failure::Failure;
use crate::terminal::{Look, Screen};
use visitation::batch::{Fault, Want};

/// Vurdér mange sager på én gang: en linje svar ind, en linje udfald ud
///
/// Læser JSONL (`{"id": "…", "svar": {…}}`) eller CSV (en kolonne for hvert spørgsmål, `a|b` for flervalg, `|` for ingen af
/// dem, tom celle: ikke spurgt), og skriver udfaldene i samme rækkefølge. En linje betyder det samme som en svarfil til `visit assess`. En
/// linje, der ikke kan bruges, nævnes med sit nummer, og resten regnes. Intet bliver gemt som en sag.
///
/// Afslutningskode: 0 alle linjer er regnet, 1 mindst én kunne ikke bruges, 2 forkert brug eller intet kunne læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct BatchArgs {
    /// Specialer, som hver linje vurderes efter; flere vurderes samlet
    #[arg(value_name = "SPECIALE", required = true)]
    pub specialer: Vec<String>,

    /// Læs svarene fra denne fil; ellers, og med `-`, fra standard-ind
    #[arg(long = "in", value_name = "FIL|-", default_value = "-", hide_default_value = true)]
    pub input: PathBuf,

    /// Skriv udfaldene i denne nye fil; ellers, og med `-`, til standard-ud
    #[arg(long, value_name = "FIL|-", default_value = "-", hide_default_value = true)]
    pub out: PathBuf,

    /// Læs `jsonl` eller `csv`; ellers siger filens navn det, og uden navn læses `jsonl`
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub from: Option<Kind>,

    /// Skriv `jsonl` eller `csv`; ellers siger filens navn det, og uden navn skrives som der læses
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub to: Option<Kind>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vurderingsdato; ellers bruges dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Sammenlign med retningslinjerne i denne mappe: skriv de sager, der kommer anderledes ud, og vis niveau før og efter
    #[arg(long, value_name = "MAPPE")]
    pub against: Option<PathBuf>,

    /// Skriv kun tabeller med antal; tal under 5 skjules
    #[arg(long, conflicts_with = "reasons")]
    pub counts: bool,

    /// Skriv også svarene bag hvert niveau; det tager længere tid
    #[arg(long)]
    pub reasons: bool,

    /// Stop ved den første linje, der ikke kan bruges
    #[arg(long)]
    pub strict: bool,

    /// Brug så mange kerner; ellers bruges alle
    #[arg(long, value_name = "ANTAL", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// A new file, which has no name until all is written.
struct ToFile(Growing);

impl Write for ToFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.add(bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl BatchArgs {
    /// Assesses every line; one that cannot be used stops nothing, unless that is wanted.
    ///
    /// # Errors
    /// The rules, the input or the output cannot be used.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let kind = self.from.or_else(|| Kind::of(&self.input)).unwrap_or(Kind::Jsonl);
        let written = self.to.or_else(|| Kind::of(&self.out)).unwrap_or(kind);
        let want = if self.reasons { Want::Reasons } else { Want::Outcome };
        let output = (!self.counts).then(|| Output::new(written, self.reasons, self.against.is_some()));
        let manner = Manner { want, output, strict: self.strict };
        let cases = self.cases()?;
        let mut input = Input::open(&self.input, kind, &cases.plan)?;
        let progress = Progress::new(screen.chatter);
        let named = (self.out.as_os_str() != STANDARD_INPUT).then(|| Growing::new(&self.out).map_err(from_store));
        let mut file = named.transpose()?.map(ToFile);
        let (err, look, out_look) = (&mut *screen.err, screen.err_look, screen.out_look);
        let out: &mut dyn Write = match &mut file {
            Some(file) => file,
            None => &mut *screen.out,
        };
        let pool = self.pool()?;
        let counts =
            run(&mut input, &cases, (manner, &pool), &progress, out, |line, faults| tell(line, faults, err, look))?;
        if self.counts {
            self.write_counts(&cases, &counts, out, out_look)?;
        }
        out.flush()?;
        if let Some(ToFile(file)) = file {
            file.finish().map_err(from_store)?;
        }
        self.summary(&cases, &counts, screen)?;
        Ok(if counts.faulty == 0 { Exit::Done } else { Exit::Findings })
    }

    fn cases(&self) -> anyhow::Result<Cases> {
        let date = self.date.unwrap_or_else(crate::store::today);
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        let against = self.against.as_deref().map(|folder| rule_folder::open(Some(folder))).transpose()?;
        let rules = Rules { catalogue: &catalogue, specialer: &self.specialer, date };
        let other = against.as_ref().map(|catalogue| Rules { catalogue, ..rules });
        let (plan, other) = ready(rules, other).map_err(from_rules)?;
        Ok(Cases { plan, other })
    }

    fn pool(&self) -> anyhow::Result<rayon::ThreadPool> {
        Ok(rayon::ThreadPoolBuilder::new().num_threads(self.jobs.map_or(0, usize::from)).build()?)
    }

    fn write_counts(&self, cases: &Cases, counts: &Counts, out: &mut dyn Write, look: Look) -> anyhow::Result<()> {
        let tables = outcomes::tables(&counts.named(&cases.plan));
        if self.to.or_else(|| Kind::of(&self.out)) == Some(Kind::Csv) {
            out.write_all(&stats::csv(&tables)?)?;
        } else {
            out.write_all(stats::text(&tables, look).as_bytes())?;
        }
        Ok(())
    }

    fn summary(&self, cases: &Cases, counts: &Counts, screen: &mut Screen<'_>) -> anyhow::Result<()> {
        if self.against.is_some() && !self.counts {
            let moved = outcomes::tables(&counts.named(&cases.plan)).into_iter().filter(|table| table.id == "moved");
            screen.tell(&stats::text(&moved.collect::<Vec<_>>(), screen.err_look))?;
        }
        let faulty = match counts.faulty {
            0 => String::new(),
            1 => ", 1 linje kunne ikke bruges".to_owned(),
            faulty => format!(", {faulty} linjer kunne ikke bruges"),
        };
        let changed =
            if self.against.is_some() { format!(", {} kommer anderledes ud", counts.changed) } else { String::new() };
        let one = if counts.cases == 1 { "sag" } else { "sager" };
        let stopped = if self.strict && counts.faulty > 0 { ". Stoppet ved den" } else { "" };
        if self.counts {
            // How many there are may be a small number, which the tables hide.
            if !faulty.is_empty() {
                screen.tell(&format!("Sagerne er talt{faulty}{stopped}."))?;
            }
            return Ok(());
        }
        screen.tell(&format!("{} {one} regnet{changed}{faulty}{stopped}.", counts.cases))?;
        Ok(())
    }
}

/// Tells of a line that cannot be used.
fn tell(line: u64, faults: &[Fault], err: &mut dyn Write, look: Look) -> anyhow::Result<()> {
    for fault in faults {
        let failure = Failure::new(fault.code, format!("linje {line}: {}", fault.message));
        let failure = if fault.help.is_empty() { failure } else { failure.help(fault.help.clone()) };
        err.write_all(failure.to_text(look).as_bytes())?;
    }
    Ok(())
}
