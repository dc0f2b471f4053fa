//! `visit replay`: is a saved case still computed the same from the rules it pins?

use std::path::PathBuf;

use clap::Args;

use crate::terminal::Format;

/// Genafspil gemte sager mod netop de retningslinjer, de blev vurderet efter
///
/// Siger for hver sag `identisk`, `afviger` (med forskellen) eller `kan ikke genskabes` (med grunden).
///
/// Afslutningskode: 0 alle er identiske, 1 mindst én afviger, 2 mindst én kan ikke genskabes.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReplayArgs {
    /// Sagsfiler, der skal genafspilles
    #[arg(value_name = "FIL", required = true)]
    pub files: Vec<PathBuf>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}
