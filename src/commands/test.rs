//! `visit test`: do the guidelines' own examples hold, and what do they prove?

use std::path::PathBuf;

use clap::Args;

use crate::exit::Exit;
use crate::session::authoring::trial::gate::{Gates, shortfalls};
use crate::session::authoring::trial::{Extras, Report, gather, json, text};
use crate::terminal::failure::Failure;
use crate::terminal::{Format, Screen, findings};

/// Afprøv retningslinjerne på deres egne eksempler
///
/// Hvert eksempel i `eksempler.yaml` køres mod alle udgaver af retningslinjen i samme mappe. Det, der står under
/// `forventet`, skal komme præcis sådan ud; det, der ikke står, kontrolleres ikke.
///
/// Afslutningskode: 0 alt holder, 1 et eksempel holder ikke eller har fejl, eller et krav er
/// ikke nået, 2 noget kunne ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct TestArgs {
    /// Regelmapper, specialers mapper, eksempelfiler eller retningslinjer; ellers afprøves de indbyggede
    #[arg(value_name = "STI")]
    pub paths: Vec<PathBuf>,

    /// Lav små fejl i retningslinjen én ad gangen, og vis dem, som intet eksempel bemærker
    ///
    /// Hver grænse flyttes én op og én ned, hvert `alle` og `mindst_en` byttes om, hvert kriterium fjernes, og hvert
    /// niveau flyttes. En ændring, som ikke betyder noget for nogen sag, tæller ikke med.
    #[arg(long)]
    pub mutants: bool,

    /// Foreslå et eksempel for alt det, der mangler, med så få svar som muligt
    ///
    /// Forslagene er YAML, der kan sættes ind i `eksempler.yaml`. Med `--mutants` også et for hver ændring, som
    /// intet eksempel bemærker. Der står det, retningslinjen siger i dag; om det er rigtigt, må et menneske svare på.
    #[arg(long)]
    pub suggest: bool,

    /// Kræv, at eksemplerne dækker mindst så mange procent af det, de kan dække, i hver udgave
    #[arg(long, value_name = "PROCENT", value_parser = percentage)]
    pub min_coverage: Option<u8>,

    /// Kræv, at eksemplerne bemærker mindst så mange procent af ændringerne i hver udgave (medfører `--mutants`)
    #[arg(long, value_name = "PROCENT", value_parser = percentage)]
    pub min_mutants: Option<u8>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl TestArgs {
    /// Runs every example.
    ///
    /// # Errors
    /// A path or a national.yaml cannot be read.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let extras = Extras { mutants: self.mutants || self.min_mutants.is_some(), suggestions: self.suggest };
        let report = Report::of(&gather::benches(&self.paths)?, extras);
        if report.trials.is_empty() && report.faults.is_empty() {
            let failure = Failure::new("no-guideline", "der er ingen retningslinjer at afprøve");
            return Err(failure.help("peg på en mappe med retningslinjer, eller lad stien være væk").into());
        }
        let below = shortfalls(&report, Gates { coverage: self.min_coverage, mutants: self.min_mutants });
        match self.format {
            Format::Json => {
                screen.json(&json::output(&report, &below))?;
            }
            Format::Text => {
                let width = screen.out_look.width;
                findings::write_text(&report.faults, screen.out_look, screen.out)?;
                write!(screen.out, "{}{}", text::report(&report, screen.out_look), text::shortfalls(&below, width))?;
            }
        }
        Ok(if report.holds() && below.is_empty() { Exit::Done } else { Exit::Findings })
    }
}

fn percentage(text: &str) -> Result<u8, String> {
    let number = text.parse().ok().filter(|number| *number <= 100);
    number.ok_or_else(|| "skriv et helt tal fra 0 til 100".to_owned())
}
