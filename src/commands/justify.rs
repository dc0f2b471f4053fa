//! `visit justify`: the written reasons for a saved case.

use std::path::PathBuf;

use clap::Args;

/// Skriv begrundelsen for en gemt sag som et notat
///
/// Notatet nævner kun de svar, kriterier, kilder og love, der bærer anbefalingen. Steder, hvor myndigheden
/// selv skal tage stilling, står åbne og er markeret.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct JustifyArgs {
    /// Sagsfilen
    #[arg(value_name = "FIL")]
    pub file: PathBuf,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Skriv notatet i denne fil; ellers skrives det på skærmen
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,
}
