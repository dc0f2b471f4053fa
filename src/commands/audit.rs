//! `visit audit`: were the cases handled as rules and law ask?

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::rule_folder;
use super::values::day;
use crate::audit::coverage::AuditTally;
use crate::audit::process::{Looked, ProcessRow};
use crate::audit::rows::{RowFormat, Writer};
use crate::audit::sample::Sample;
use crate::exit::Exit;
use crate::session::archive::batch::{Progress, Reading, each, with_case};
use crate::session::archive::process::Clerk;
use crate::session::archive::replay::Library;
use crate::store::walk::{Found, Walk};
use crate::terminal::Screen;

/// Se efter, om sagerne er behandlet, som retningslinjer og lov beder om
///
/// Nævner for hver sag rådgivning, der ikke er indhentet, kom for sent eller ikke blev fulgt, afvigelser fra anbefalingen,
/// dele af begrundelsen, der mangler, og frister, der er overskredet. Der ses kun på, hvad sagen selv viser: En bemærkning
/// er et spørgsmål til sagsbehandleren. `!` er noget, der mangler, og `-` er til orientering.
///
/// Afslutningskode: 0 intet mangler, 1 der er noget at se efter, 2 mindst én sag kan ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct AuditArgs {
    /// Sagsfiler, mapper med sager eller arkiver (`.jsonl`)
    #[arg(value_name = "STI", required = true)]
    pub paths: Vec<PathBuf>,

    /// Vis kun en stikprøve på så mange sager, og hvilke kriterier den dækker
    #[arg(long, value_name = "ANTAL")]
    pub sample: Option<usize>,

    /// Tallet, stikprøven trækkes efter; det samme tal giver den samme stikprøve. Ellers bruges 1
    #[arg(long, value_name = "TAL", default_value_t = 1, requires = "sample")]
    pub seed: u64,

    /// Den dag, frister ses fra; ellers bruges dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker), `json`, `jsonl` eller `csv` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: RowFormat,
}

impl AuditArgs {
    /// Looks at every case; one that cannot be read stops nothing.
    ///
    /// # Errors
    /// The rules cannot be read, or the report cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let clerk = Clerk::new(Library::of(&rule_folder::choose(self.rules.as_deref())?));
        let today = self.date.unwrap_or_else(crate::store::today);
        let progress = Progress::new(screen.chatter);
        let look = screen.out_look;
        let mut report = Writer::new(screen.out, self.format, look);
        let mut tally = AuditTally::default();
        let mut sample = self.sample.map(|size| Sample::new(size, self.seed));
        let work = |found: &Found| with_case(found, |reading| looked(&found.name, &reading, &clerk, today));
        each(Walk::over(self.paths.clone()), &progress, work, |_, row| {
            let Some(row) = row else { return Ok(()) };
            tally.count(&row);
            match &mut sample {
                Some(sample) => {
                    let lot = row.lot().to_owned();
                    sample.offer(&lot, row);
                    Ok(())
                }
                None => report.row(&row),
            }
        })?;
        let drawn = sample.map(|sample| sample.drawn().0);
        for row in drawn.iter().flatten() {
            tally.show(row);
            report.row(row)?;
        }
        let drawn = drawn.map(|drawn| (drawn.len(), self.seed));
        report.end::<ProcessRow>(&tally, &tally.text(look, drawn))?;
        Ok(match tally.lacks_and_unreadable() {
            (_, 1..) => Exit::Unusable,
            (1.., 0) => Exit::Findings,
            (0, 0) => Exit::Done,
        })
    }
}

fn looked(name: &str, reading: &Reading<'_>, clerk: &Clerk, today: Date) -> Option<ProcessRow> {
    let case = match reading {
        Reading::Case(case) | Reading::OtherForm(case, _) => case,
        Reading::PassedOver(_) => return None,
        Reading::Broken(error) => return Some(ProcessRow::unreadable(name, error.to_string())),
    };
    Some(match case.outcome() {
        Ok(Some(outcome)) => {
            let limits = clerk.limits(case.case(), today);
            let looked = Looked { case: case.case(), outcome: &outcome, limits: limits.as_ref(), today };
            ProcessRow::new(name, looked)
        }
        Ok(None) => ProcessRow::unfinished(name, case.case()),
        Err(error) => ProcessRow::unreadable(name, error.to_string()),
    })
}
