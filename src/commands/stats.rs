//! `visit stats`: numbers over many cases, with nothing in them that points at a person.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::rule_folder;
use super::values::day;
use crate::audit::period::Period;
use crate::audit::stats::{self, StatTable, Stats};
use crate::exit::Exit;
use crate::pages::overview::{self, Scope};
use crate::session::archive::batch::{Progress, Reading, each, with_case};
use crate::session::failures::from_store;
use crate::store::walk::{Found, Walk};
use crate::store::{CASE_LIMIT, Over, read_text, save};
use crate::terminal::Screen;
use crate::terminal::failure::Failure;
use visitation::case::{AssessmentV1, Case};
use visitation::guideline::national::National;
use visitation::guideline::supply::Region;
use visitation::guideline::wording::list_text;

/// Tæl sager: niveauer, rådgivning, afvigelser, ventetid og opfølgning
///
/// Ingen sagsnumre, navne, initialer eller fri tekst kommer med, og tal under 5 skjules, så de heller ikke kan regnes ud.
/// Der tælles kun vurderinger fra en periode, der er slut: To optællinger af en periode, der løber, viser tilsammen, hvad
/// der står om den enkelte. Del enten år eller kvartaler: Året uden tre kvartaler er det fjerde.
///
/// Afslutningskode: 0 alle sager er talt, 2 mindst én kunne ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct StatsArgs {
    /// Sagsfiler, mapper med sager eller arkiver (`.jsonl`)
    #[arg(value_name = "STI", required = true)]
    pub paths: Vec<PathBuf>,

    /// Vis tallene som `text` (til mennesker), `csv` (til regneark) eller `parquet` (til analyse); ellers bruges `text`
    ///
    /// Parquet er ikke tekst: send det til en fil, `visit stats … --format parquet > tal.parquet`.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: StatsFormat,

    /// Skriv i stedet det nationale overblik (`visit-overblik/1`, CSV) for perioden, for eksempel 2026 eller 2026K3
    ///
    /// Skjulte celler har det interval, som alle viste tal tilsammen tillader, og intet interval rummer kun ét tal.
    #[arg(long, value_name = "PERIODE", value_parser = Period::read, requires = "area", conflicts_with_all = ["format", "html"])]
    pub overview: Option<Period>,

    /// Tæl vurderingerne i dette år eller kvartal, for eksempel 2026 eller 2026K3; ellers i det sidste kvartal, der er slut
    #[arg(long, value_name = "PERIODE", value_parser = Period::read, conflicts_with = "overview")]
    pub period: Option<Period>,

    /// Området, tallene er fra, for eksempel kommunens navn
    #[arg(long, value_name = "NAVN")]
    pub area: Option<String>,

    /// Læg overblik fra flere områder sammen i stedet for at tælle sager; skjulte tal bliver til intervaller
    #[arg(long, requires = "area", conflicts_with_all = ["overview", "period", "format", "html"])]
    pub sum: bool,

    /// Skriv også tallene som en side med diagrammer i denne fil
    #[arg(long, value_name = "FIL")]
    pub html: Option<PathBuf>,

    /// Den dag, der tælles; ellers bruges dags dato. Perioden skal være slut før den
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Tag niveauernes rækkefølge fra retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,
}

/// For whom the numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum StatsFormat {
    /// A person.
    #[default]
    Text,
    /// A spreadsheet.
    Csv,
    /// An analysis.
    Parquet,
}

/// What was made of something that may be a case.
enum Counted {
    Case(Box<(Case, AssessmentV1)>),
    Unfinished(String, Date),
    PassedOver,
    Broken(String),
}

impl StatsArgs {
    /// Counts every case; one that cannot be read stops nothing.
    ///
    /// # Errors
    /// The rules cannot be read, or the numbers cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        if self.sum {
            return self.summed(screen);
        }
        if self.format == StatsFormat::Parquet {
            // Said before a country's cases are read.
            parquet(&[])?;
        }
        let national = rule_folder::open(self.rules.as_deref())?.national().clone();
        let today = self.date.unwrap_or_else(crate::store::today);
        let period = self.overview.or(self.period).unwrap_or_else(|| Period::last_quarter(today));
        if !period.is_over(today) {
            return Err(still_running(period, today).into());
        }
        if let Some(failure) = self.area.as_deref().and_then(|area| no_such_region(&national, area, period)) {
            return Err(failure.into());
        }
        let levels = national.levels.iter().map(|level| level.id.clone()).collect();
        let mut stats = Stats::new(levels, period.last());
        let (mut broken, mut copies, mut others) = (Vec::new(), 0_u64, false);
        let work = |found: &Found| with_case(found, counted);
        each(Walk::over(self.paths.clone()), &Progress::new(screen.chatter), work, |found, counted| {
            match counted {
                Counted::Case(parts) if !period.holds(parts.0.opening().date) => others = true,
                Counted::Unfinished(_, date) if !period.holds(date) => others = true,
                Counted::Case(parts) if stats.is_first(parts.0.head()) => stats.count(&parts.0, &parts.1),
                Counted::Unfinished(head, _) if stats.is_first(&head) => stats.count_unfinished(),
                Counted::Case(_) | Counted::Unfinished(..) => copies += 1,
                Counted::PassedOver => {}
                Counted::Broken(why) => broken.push(format!("{}: ikke talt med: {why}", found.name)),
            }
            Ok(())
        })?;
        if let (Some(period), Some(area)) = (self.overview, &self.area) {
            let scope = Scope { period: period.to_string(), area: area.clone() };
            let (file, hidden) = overview::file(&stats.overview(), &scope)?;
            screen.out.write_all(&file)?;
            if !hidden.is_empty() {
                writeln!(
                    screen.err,
                    "{} er skjult helt: intet af dem kan vises, uden at det peger på nogen.",
                    hidden.join(" og ")
                )?;
            }
        } else {
            self.shown(&stats, period, screen)?;
        }
        if others {
            screen.tell(&format!("Kun vurderinger fra {} er talt med.", period.words()))?;
        }
        if copies > 0 {
            let files = if copies == 1 { "1 fil er en kopi".to_owned() } else { format!("{copies} filer er kopier") };
            writeln!(screen.err, "{files} af en anden i samme optælling og er ikke talt med.")?;
        }
        for told in &broken {
            writeln!(screen.err, "{told}")?;
        }
        Ok(if broken.is_empty() { Exit::Done } else { Exit::Unusable })
    }

    fn shown(&self, stats: &Stats, period: Period, screen: &mut Screen<'_>) -> anyhow::Result<()> {
        let tables = stats.tables();
        match self.format {
            StatsFormat::Text => {
                let text = stats::text(&tables, screen.out_look);
                write!(screen.out, "Vurderinger fra {}\n\n{text}", period.words())?;
            }
            StatsFormat::Csv => screen.out.write_all(&stats::csv(&tables)?)?,
            StatsFormat::Parquet => screen.out.write_all(&parquet(&tables)?)?,
        }
        if let Some(path) = &self.html {
            let page = stats::page(&tables, &period.words())?;
            save(path, page.as_bytes(), Over::SameKind).map_err(from_store)?;
        }
        Ok(())
    }

    fn summed(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let mut files = Vec::new();
        for path in &self.paths {
            let text = read_text(path, CASE_LIMIT).map_err(from_store)?;
            let name = path.display().to_string();
            let read = overview::cells(&text);
            files.push(read.map_err(|why| Failure::new("no-overview", format!("`{name}`: {why}")).file(name))?);
        }
        let area = self.area.as_deref().unwrap_or_default();
        for (table, period) in overview::open_ended(&files) {
            let told = format!(
                "{table} for {period} mangler i en af filerne: Summerne er mindst det, der står, og har ingen øvre grænse."
            );
            writeln!(screen.err, "{told}")?;
        }
        screen.out.write_all(&overview::summed(files, area)?)?;
        Ok(Exit::Done)
    }
}

/// Numbers for a region that there was not in all of the period.
fn no_such_region(national: &National, area: &str, period: Period) -> Option<Failure> {
    let holds = |region: &&Region| region.period.holds(period.first()) && region.period.holds(period.last());
    let region = national.regions.iter().find(|region| region.name == area).filter(|region| !holds(region))?;
    let message = format!("{} findes ikke i hele perioden {period}", region.name);
    let others: Vec<&str> = national.regions.iter().filter(holds).map(|region| region.name.as_str()).collect();
    Some(Failure::new("no-region", message).help(format!("efter de nationale regler findes {}", list_text(&others))))
}

fn still_running(period: Period, today: Date) -> Failure {
    let message = format!("perioden {period} er ikke slut {today}, så den tælles ikke endnu");
    let help = format!(
        "vælg en, der er slut, for eksempel {}: to optællinger af en periode, der løber, viser tilsammen, hvad der står om den enkelte",
        Period::last_quarter(today)
    );
    Failure::new("period-running", message).help(help)
}

#[cfg(feature = "parquet")]
fn parquet(tables: &[StatTable]) -> anyhow::Result<Vec<u8>> {
    stats::parquet(tables)
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &[StatTable]) -> anyhow::Result<Vec<u8>> {
    let help = "brug `--format csv`, eller byg visit med `cargo install --path . --features parquet`";
    Err(Failure::new("no-parquet", "dette visit er bygget uden Parquet").help(help).into())
}

fn counted(reading: Reading<'_>) -> Counted {
    match reading {
        Reading::PassedOver(_) => Counted::PassedOver,
        Reading::Broken(error) => Counted::Broken(error.to_string()),
        Reading::Case(unread) | Reading::OtherForm(unread, _) => match unread.outcome() {
            Ok(Some(outcome)) => Counted::Case(Box::new((unread.case().clone(), outcome))),
            Ok(None) => Counted::Unfinished(unread.case().head().to_owned(), unread.case().opening().date),
            Err(error) => Counted::Broken(error.to_string()),
        },
    }
}
