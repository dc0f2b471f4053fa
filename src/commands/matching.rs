//! `visit match`: which tilbud of a catalogue can meet the need of a case.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::assess::initials;
use super::rule_folder;
use super::values::day;
use crate::exit::Exit;
use crate::pages::enquiry::{enquiry, warning};
use crate::pages::matching::{MatchV1, page};
use crate::session::document::note::enter;
use crate::session::document::paper::{Form, rendered};
use crate::session::failures::from_store;
use crate::session::matched::{Again, again, days, entries};
use crate::session::matching::{Read, Sources, Words, catalogue, needs};
use crate::session::record::{Record, read_case};
use crate::store::catalogue::Catalogue;
use crate::store::save_new;
use crate::terminal::failure::Failure;
use crate::terminal::{Format, Screen, wrap};
use visitation::case::additions::Entered;

/// Hold en sags behov op mod et katalog over tilbud, krav for krav
///
/// Et tilbud er egnet, egnet sammen med et andet, måske eller ikke egnet. Hvert krav er opfyldt, ikke opfyldt eller
/// ukendt; der er ingen point og intet "bedste". Rækkefølgen er borgerens egne
/// ønsker. Behovet (`behov`, `ønsker`, `rejsetid`, `hensyn`, `kommune`) står i filen selv eller i en fil for sig.
/// Programmet vælger ikke.
///
/// Afslutningskode: 0 udført, 1 det, der gøres om med `--replay`, er ikke det samme.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct MatchArgs {
    /// Sagen, eller en svarfil
    #[arg(value_name = "SAG")]
    pub case: PathBuf,

    /// Kataloget over tilbud, YAML (`format: visit-tilbud/1`) eller CSV
    #[arg(long, value_name = "FIL")]
    pub catalogue: PathBuf,

    /// Filen med behov og ønsker, når de ikke står i sagens egen fil
    #[arg(long, value_name = "FIL")]
    pub need: Option<PathBuf>,

    /// Skriv i stedet en anonym forespørgsel til de steder, der måske er egnede: kun om det, der er ukendt
    #[arg(long, conflicts_with = "format")]
    pub request: bool,

    /// Skriv forespørgslen i en ny fil: `.md`, `.html` eller `.docx`; ellers på skærmen som Markdown
    #[arg(long, value_name = "FIL", requires = "request")]
    pub out: Option<PathBuf>,

    /// Notér resultatet i sagens historik, med katalogets SHA-256, så det kan gøres om og give det samme
    #[arg(long, conflicts_with_all = ["request", "replay"])]
    pub enter: bool,

    /// Gør det, der er noteret i sagen, om igen, på sine egne datoer, og sig, om resultatet er det samme
    #[arg(long, conflicts_with_all = ["request", "format", "date"])]
    pub replay: bool,

    /// Dine initialer
    #[arg(long, value_name = "INITIALER", requires = "enter")]
    pub caseworker: Option<String>,

    /// Den dag, oplysningernes alder regnes fra; ellers dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl MatchArgs {
    /// Matches.
    ///
    /// # Errors
    /// Case, needs or catalogue cannot be read or used.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let rules = rule_folder::open(self.rules.as_deref())?;
        let read = catalogue(&self.catalogue)?;
        if self.replay {
            return self.replayed(&rules, &read, screen);
        }
        let today = crate::store::today();
        let sources = Sources { case: &self.case, need: self.need.as_ref(), date: self.date, today };
        // Held before it is read: what is noted is what was matched.
        let record =
            if self.enter { Some(Record::open(&self.case, initials(self.caseworker.as_deref()))?) } else { None };
        let needs = needs(&rules, &sources)?;
        let parts = needs.against(&read.offers);
        let words = Words(rules.national());
        if self.request {
            let document = enquiry(&needs, &parts, words);
            let form = self.out.as_deref().map_or(Form::Markdown, Form::of);
            let bytes = rendered(&document, form)?;
            match &self.out {
                Some(path) => save_new(path, &bytes).map_err(from_store)?,
                None => screen.out.write_all(&bytes)?,
            }
            if let Some(warning) = warning(&parts) {
                writeln!(screen.err, "{}", wrap::wrapped(&format!("advarsel: {warning}"), screen.err_look.width))?;
            }
            return Ok(Exit::Done);
        }
        match self.format {
            Format::Json => {
                screen.json(&MatchV1::of(&needs, &parts, &read.sha256))?;
            }
            Format::Text => {
                write!(screen.out, "{}", page(&needs, &parts, &read.offers, words, screen.out_look))?;
            }
        }
        if let Some(mut record) = record {
            let entries = entries(&needs, &parts, &read, &self.catalogue, record.case().additions());
            let told = match enter(&mut record, entries.into_iter().map(Entered::Put).collect())? {
                0 => "Det stod i sagen i forvejen; intet er ændret.",
                _ => "Resultatet er noteret i sagen.",
            };
            screen.tell(told)?;
        }
        Ok(Exit::Done)
    }

    fn replayed(&self, rules: &Catalogue, read: &Read, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let case = read_case(&self.case, screen)?;
        let mut exit = Exit::Done;
        let days = days(case.additions());
        if days.is_empty() {
            let help = "notér det med `visit match SAG --catalogue FIL --enter`";
            return Err(Failure::new(
                "no-match",
                "der er ikke noteret i sagen, at et behov er holdt op mod et katalog",
            )
            .help(help)
            .into());
        }
        for (id, date) in days {
            let today = crate::store::today();
            let needs = needs(rules, &Sources { case: &self.case, need: self.need.as_ref(), date, today })?;
            let told = match again(case.additions(), &id, &needs, &needs.against(&read.offers), read) {
                Again::Identical => "identisk".to_owned(),
                Again::OtherCatalogue => "kan ikke gøres om: kataloget er et andet end det, der blev brugt".to_owned(),
                Again::NoPart => "kan ikke gøres om: den del står ikke længere i behovet".to_owned(),
                Again::Differs(keys) => format!("afviger: {}", keys.join(", ")),
            };
            if told != "identisk" {
                exit = Exit::Findings;
            }
            writeln!(screen.out, "{id}: {told}")?;
        }
        Ok(exit)
    }
}
