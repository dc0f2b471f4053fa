//! `visit test`: do the guidelines' own examples hold, and what do they prove?

use std::path::PathBuf;

use clap::Args;

use crate::exit::Exit;
use crate::session::trial::{Extras, Report, gather, text};
use crate::terminal::{Format, Screen, findings};

/// Afprøv retningslinjerne på deres egne eksempler
///
/// Hvert eksempel i `eksempler.yaml` køres mod alle udgaver af retningslinjen i samme mappe. Det, der står under
/// `forventet`, skal komme præcis sådan ud; det, der ikke står, kontrolleres ikke.
///
/// Afslutningskode: 0 alt holder, 1 et eksempel holder ikke eller har fejl, 2 noget kunne ikke læses.
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
        let extras = Extras { mutants: self.mutants };
        let report = Report::of(&gather::benches(&self.paths)?, extras);
        findings::write_text(&report.faults, screen.out_look, screen.out)?;
        write!(screen.out, "{}", text::report(&report, screen.out_look.width))?;
        Ok(if report.holds() { Exit::Done } else { Exit::Findings })
    }
}
