//! `visit rules`: which guidelines there are.

use std::path::PathBuf;

use clap::Args;

use crate::terminal::Format;

/// Vis de retningslinjer, der findes, med version, status og gyldighed
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct RulesArgs {
    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}
