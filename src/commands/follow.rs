//! `visit follow`: what changed from one assessment of a citizen to the next.

use std::path::PathBuf;

use clap::Args;

use super::rule_folder;
use crate::exit::Exit;
use crate::pages::follow::{FollowV1, page};
use crate::session::follow::course;
use crate::terminal::{Format, Screen};

/// Vis, hvad der har ændret sig fra en vurdering til den næste, og om svar eller regler gør forskellen
///
/// Siger for hvert mål, hvad der er målt, og hvad der er skrevet. Et uændret svar kan være en fuld succes, når målet var
/// at fastholde. Det, der ikke er målt, står for sig med grunden. Filerne er gemte sager eller svarfiler med
/// `speciale`, `dato`, `svar` og eventuelt `mål` og `resultat`; i en sag noteres mål og resultater med `visit note`.
/// Programmet siger ikke, om hjælpen skal fortsætte.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct FollowArgs {
    /// Den forrige sag eller svarfil
    #[arg(value_name = "FORRIGE")]
    pub old: PathBuf,

    /// Den nye sag eller svarfil
    #[arg(value_name = "NY")]
    pub new: PathBuf,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl FollowArgs {
    /// Follows up.
    ///
    /// # Errors
    /// A file or its rules cannot be read or used.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let rules = rule_folder::open(self.rules.as_deref())?;
        let course = course(&rules, (&self.old, &self.new), crate::store::today())?;
        match self.format {
            Format::Json => {
                screen.json(&FollowV1::of(&course.follow))?;
            }
            Format::Text => write!(screen.out, "{}", page(&course, screen.out_look))?,
        }
        Ok(Exit::Done)
    }
}
