//! `visit diff`: what changes for citizens from one version of a guideline to the next.

use std::path::PathBuf;

use clap::Args;

use super::rule_folder;
use crate::exit::Exit;
use crate::session::authoring::diff::cases::compare_cases;
use crate::session::authoring::diff::json::DiffV1;
use crate::session::authoring::diff::{Diff, page};
use crate::session::authoring::version;
use crate::terminal::{Format, Screen};

/// Vis, hvad der ændrer sig for borgerne mellem to udgaver af en retningslinje
///
/// Regner på alle kombinationer af svar: hvor niveauet stiger eller falder, hvor en pligt til rådgivning kommer til
/// eller falder bort, og hvilke spørgsmål og kriterier der er ændret. Hver ændring vises med nogle få svar, som kan
/// prøves med `visit assess --answers`. Ord og tal, som folk læser, vises før og nu, også hvor udfaldet er det samme.
///
/// Afslutningskode: 0 samme betydning, ord og tal, 1 noget ændrer sig, 2 noget kunne ikke læses eller sammenlignes.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct DiffArgs {
    /// Den gamle udgave: en fil eller `speciale@version`
    #[arg(value_name = "GAMMEL", display_order = 1)]
    pub old: String,

    /// Den nye udgave: en fil eller `speciale@version`
    #[arg(value_name = "NY", display_order = 2)]
    pub new: String,

    /// Vis også, hvilke gemte sager i denne mappe der ville få et andet resultat
    #[arg(long, value_name = "MAPPE")]
    pub cases: Option<PathBuf>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl DiffArgs {
    /// Compares the two versions.
    ///
    /// # Errors
    /// A version or the folder of cases cannot be read, or the versions cannot be compared.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let folder = rule_folder::choose(self.rules.as_deref())?;
        let old = version::named(&self.old, &folder, None)?;
        let new = version::named(&self.new, &folder, None)?;
        let mut diff = Diff::of(old, new)?;
        if let Some(cases) = &self.cases {
            diff.cases = compare_cases(cases, &diff.old, &diff.new)?;
        }
        match self.format {
            Format::Json => {
                screen.json(&DiffV1::of(&diff))?;
            }
            Format::Text => write!(screen.out, "{}", page::page(&diff, screen.out_look))?,
        }
        Ok(if diff.same_meaning() { Exit::Done } else { Exit::Findings })
    }
}
