//! `visit lint`: what is wrong with rule files.

use std::path::PathBuf;

use clap::Args;

use crate::terminal::Format;

/// Find fejl i retningslinjer
///
/// Viser hver fejl med fil, linje, stedet selv og et råd om, hvad der kan gøres.
///
/// Afslutningskode: 0 ingen fejl, 1 mindst én fejl, 2 noget kunne ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct LintArgs {
    /// Filer eller mapper med retningslinjer; ellers undersøges de indbyggede
    #[arg(value_name = "STI")]
    pub paths: Vec<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}
